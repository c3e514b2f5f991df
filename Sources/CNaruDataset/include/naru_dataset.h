#ifndef NARU_DATASET_H
#define NARU_DATASET_H

#include <stddef.h>

/// One file of the dataset that is part of the program.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t length;
} naru_dataset_file;

/// The file at `index`, or one whose name is NULL after the last.
naru_dataset_file naru_dataset_file_at(size_t index);

#endif
