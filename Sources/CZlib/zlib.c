#include "CZlib.h"

#include <dlfcn.h>
#include <stddef.h>

#ifdef __APPLE__
static const char *const names[] = {"libz.1.dylib", "libz.dylib"};
#else
static const char *const names[] = {"libz.so.1", "libz.so"};
#endif

int naru_zlib_load(naru_zlib *library) {
    void *handle = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !handle; i++) handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (!handle) return 0;
    // Each has the type of its declaration in zlib.h.
#define TAKE(member, name) \
    if (!(*(void **)&library->member = dlsym(handle, name))) return 0
    TAKE(inflate_init, "inflateInit2_");
    TAKE(inflate, "inflate");
    TAKE(inflate_reset, "inflateReset");
    TAKE(inflate_end, "inflateEnd");
    TAKE(crc32, "crc32");
#undef TAKE
    return 1;
}
