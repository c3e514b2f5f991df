#ifndef NARU_CSQLITE_H
#define NARU_CSQLITE_H

#include <sqlite3.h>

/// The functions of the system's SQLite that reading a database needs.
///
/// The library is loaded when the first database is opened: most runs have none,
/// and a program starts sooner without it.
typedef struct {
    __typeof__(sqlite3_open_v2) *_Nonnull open_v2;
    __typeof__(sqlite3_close_v2) *_Nonnull close_v2;
    __typeof__(sqlite3_progress_handler) *_Nonnull progress_handler;
    __typeof__(sqlite3_errmsg) *_Nonnull errmsg;
    __typeof__(sqlite3_prepare_v2) *_Nonnull prepare_v2;
    __typeof__(sqlite3_step) *_Nonnull step;
    __typeof__(sqlite3_finalize) *_Nonnull finalize;
    __typeof__(sqlite3_column_count) *_Nonnull column_count;
    __typeof__(sqlite3_column_name) *_Nonnull column_name;
    __typeof__(sqlite3_column_type) *_Nonnull column_type;
    __typeof__(sqlite3_column_bytes) *_Nonnull column_bytes;
    __typeof__(sqlite3_column_text) *_Nonnull column_text;
    __typeof__(sqlite3_column_int64) *_Nonnull column_int64;
    __typeof__(sqlite3_column_double) *_Nonnull column_double;
} naru_sqlite;

/// Fills in the functions; 0 where this system has no SQLite, or one that lacks
/// some of them.
int naru_sqlite_load(naru_sqlite *_Nonnull library);

#endif
