#ifndef NARU_CZLIB_H
#define NARU_CZLIB_H

#include <zlib.h>

/// The functions of the system's zlib that unpacking needs.
///
/// The library is loaded when the first packed file is opened.
typedef struct {
    __typeof__(inflateInit2_) *_Nonnull inflate_init;
    __typeof__(inflate) *_Nonnull inflate;
    __typeof__(inflateReset) *_Nonnull inflate_reset;
    __typeof__(inflateEnd) *_Nonnull inflate_end;
    __typeof__(crc32) *_Nonnull crc32;
} naru_zlib;

/// Fills in the functions; 0 where this system has no zlib, or one that lacks
/// some of them.
int naru_zlib_load(naru_zlib *_Nonnull library);

#endif
