#include "CSQLite.h"

#include <dlfcn.h>
#include <stddef.h>

#ifdef __APPLE__
static const char *const names[] = {"libsqlite3.dylib"};
#else
static const char *const names[] = {"libsqlite3.so.0", "libsqlite3.so"};
#endif

int naru_sqlite_load(naru_sqlite *library) {
    void *handle = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !handle; i++) handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (!handle) return 0;
    // Each has the type of its declaration in sqlite3.h.
#define TAKE(name) \
    if (!(*(void **)&library->name = dlsym(handle, "sqlite3_" #name))) return 0
    TAKE(open_v2);
    TAKE(close_v2);
    TAKE(progress_handler);
    TAKE(errmsg);
    TAKE(prepare_v2);
    TAKE(step);
    TAKE(finalize);
    TAKE(column_count);
    TAKE(column_name);
    TAKE(column_type);
    TAKE(column_bytes);
    TAKE(column_text);
    TAKE(column_int64);
    TAKE(column_double);
#undef TAKE
    return 1;
}
