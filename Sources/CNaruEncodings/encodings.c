// Tables of encodings as bytes of the program.

#include "naru_encodings.h"

static const unsigned char cp949[] = {
#embed "cp949.bin"
};

const unsigned char *naru_cp949_table(void) { return cp949; }
size_t naru_cp949_table_size(void) { return sizeof cp949; }
