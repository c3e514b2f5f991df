#ifndef NARU_PARTNERSHIPS_H
#define NARU_PARTNERSHIPS_H

#include <stddef.h>

/// The dataset that is part of the program, as a snapshot.
const unsigned char *naru_partnerships_start(void);
extern const size_t naru_partnerships_length;

#endif
