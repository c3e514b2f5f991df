#ifndef NARU_CHECKS_H
#define NARU_CHECKS_H

#include <stddef.h>

/// A rule that datasets are checked by: the name of its file, and the query.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t length;
} naru_check;

/// The rule at `index`, or one whose name is NULL after the last.
naru_check naru_check_at(size_t index);

#endif
