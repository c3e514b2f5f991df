// The functions are written in Swift, in NaruC; here the header proves that
// it stands alone.
#include "naru.h"
