#ifndef NARU_EXPLANATIONS_H
#define NARU_EXPLANATIONS_H

#include <stddef.h>

/// The explanations of one family of codes, in the order of the codes.
typedef struct {
    const unsigned char *bytes;
    size_t length;
} naru_explanations;

/// The family at `index`, or one whose bytes are NULL after the last.
naru_explanations naru_explanations_at(size_t index);

#endif
