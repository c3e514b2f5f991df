#ifndef NARU_ENCODINGS_H
#define NARU_ENCODINGS_H

#include <stddef.h>

/// The characters of CP949 as make-cp949.py lays them out: two bytes each, the
/// lower one first.
const unsigned char *naru_cp949_table(void);
size_t naru_cp949_table_size(void);

#endif
