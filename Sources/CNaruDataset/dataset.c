#include "naru_dataset.h"
