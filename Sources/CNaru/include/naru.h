/* naru.h - queries over partnerships between cities, from C.
 *
 *     naru_error *error = NULL;
 *     naru_dataset *data = naru_open(NULL, &error);
 *     naru_query *query = naru_prepare(data, "cities | select name | take 3", &error);
 *     while (naru_step(query, &error) == NARU_ROW) puts(naru_text(query, 0));
 *     naru_finalize(query);
 *     naru_close(data);
 *
 * Texts are UTF-8 and end with a zero byte, both ways.
 *
 * Owners. What a function returns as `naru_dataset *`, `naru_query *`,
 * `naru_error *` or `char *` is the caller's, who gives it back once, with
 * naru_close, naru_finalize, naru_error_free or naru_free; NULL may be given
 * back too. What it returns as `const char *` stays the library's, for as long
 * as its comment says. What is passed in stays the caller's and is not kept.
 *
 * Errors. `naru_error **error` may be NULL. Otherwise it is set to NULL, or
 * where the function fails to an error that the caller gives back; what it
 * pointed to before is not freed. Messages are in Korean where LC_ALL,
 * LC_MESSAGES or LANG says so, as those of the program `naru`.
 *
 * Misuse - NULL, a handle that was given back or is of another kind, a column
 * that does not exist, text that is not UTF-8 - is an error where there is one
 * to set (E5405, E5406), else the value that the function's comment names.
 * Handles are not addresses, and no handle is used twice, so this holds at any
 * time. What is passed as text, or as the place of an error, is an address and
 * has to be good.
 *
 * Threads. A dataset may be used by any number of threads at once. A query is
 * for one thread at a time; calls from others wait, except naru_cancel.
 */
#ifndef NARU_H
#define NARU_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct naru_dataset naru_dataset;
typedef struct naru_query naru_query;
typedef struct naru_error naru_error;

/* What naru_step and the functions that return a status return. */
enum {
    NARU_OK = 0,
    NARU_ROW = 1,     /* naru_step: there is a row */
    NARU_DONE = 2,    /* naru_step: there are no more rows */
    NARU_FAILED = -1, /* naru_step: see the error */
    NARU_MISUSE = -2  /* the call was wrong and did nothing */
};

/* The type of a column's values, or of one of them where there are many. */
typedef enum naru_type {
    NARU_NO_TYPE = 0, /* no such column, or a column that never has a value */
    NARU_BOOL = 1,
    NARU_INT = 2,
    NARU_DECIMAL = 3, /* exact, with a fraction */
    NARU_FLOAT = 4,
    NARU_TEXT = 5,
    NARU_ENUM = 6,
    NARU_DATE = 7,     /* perhaps known only in part: 2023-10 */
    NARU_PERIOD = 8,   /* 2024-05-13/2024-05-19 */
    NARU_DURATION = 9, /* 1 year 2 months */
    NARU_GEO = 10,     /* latitude and longitude in degrees */
    NARU_QUANTITY = 11, /* an amount with a unit; money is one */
    NARU_RANGE = 12,    /* two numbers: 3..4 */
    NARU_ENTITY = 13,   /* a city, an agreement */
    NARU_RECORD = 14    /* named values */
} naru_type;

/* How many values each row has in a column. */
typedef enum naru_cardinality {
    NARU_NO_CARDINALITY = 0, /* no such column */
    NARU_ONE = 1,
    NARU_OPTIONAL = 2, /* one or none */
    NARU_MANY = 3      /* any number, as a list */
} naru_cardinality;

/* ---- Datasets ---- */

/* Opens a dataset folder, a table (.csv, .tsv), or for NULL the bundled
 * dataset, which all who have it open share. NULL with an error where that
 * fails. */
naru_dataset *naru_open(const char *path, naru_error **error);

/* What opening a dataset, preparing a query and each run may take, each by
 * itself. 0 is no limit, NULL is nobody to ask. */
typedef struct naru_limits {
    double seconds;
    uint64_t bytes; /* that are gathered */
    uint64_t rows;  /* of a result */
    /* Asked now and then by whichever threads are at work, also by several at
     * once: what is not 0 ends what they do (E5001). */
    int (*is_cancelled)(void *context);
    void *context;
} naru_limits;

/* Opens it for files or queries of strangers: what would take more fails
 * (E5002). The limits are copied; they hold for opening, for naru_run_json,
 * and for queries that are prepared on it, of which naru_set_limits changes
 * the numbers. */
naru_dataset *naru_open_limited(const char *path, const naru_limits *limits, naru_error **error);

/* Queries that were prepared on it go on; the last of them frees the data. */
void naru_close(naru_dataset *dataset);

/* ---- Preparing ---- */

/* Parses and checks a text with definitions and one query. NULL with an error
 * that tells all mistakes. `import` is refused. */
naru_query *naru_prepare(naru_dataset *dataset, const char *text, naru_error **error);

/* Ends a run that is under way, within a batch, and frees the query. */
void naru_finalize(naru_query *query);

/* ---- Parameters and settings ----
 *
 * They are kept from run to run and can be changed before the first
 * naru_step, or after naru_reset; in between they are NARU_MISUSE. Otherwise
 * naru_bind_... return NARU_OK, and what is wrong with a value, or with a name
 * that no parameter has, is told by the next naru_step (E4003, E4004, E5406,
 * E5407). NULL, and a name that is not UTF-8, are NARU_MISUSE. */

/* The text form of any type: a date, `100 KRW`, the name of a city, `id:...` for
 * the id of a record, several values between commas. Not NULL. */
int naru_bind_text(naru_query *query, const char *name, const char *utf8);
int naru_bind_int64(naru_query *query, const char *name, int64_t value);
int naru_bind_double(naru_query *query, const char *name, double value);
int naru_bind_bool(naru_query *query, const char *name, int value);
/* No value, which is not the same as the parameter's default. */
int naru_bind_absent(naru_query *query, const char *name);
/* A JSON value: a text is read as by naru_bind_text, a number keeps its digits,
 * null is no value, an array has several values; an object names a record by
 * its `id`, or a quantity by its `amount` and `unit`. A place is an array of
 * latitude and longitude. */
int naru_bind_json(naru_query *query, const char *name, const char *json);

/* Of the program's parameters, in its order; NARU_MISUSE where there is no
 * such query. Of an index without a parameter NULL and NARU_NO_TYPE. A name
 * lives until naru_finalize. */
int naru_parameter_count(const naru_query *query);
const char *naru_parameter_name(const naru_query *query, int index);
naru_type naru_parameter_type(const naru_query *query, int index);

/* What `today` is, such as "2025-01-01"; else this computer's date. Of a date
 * known only in part, its first day. NARU_MISUSE for what is no date. */
int naru_set_today(naru_query *query, const char *date);

/* What each run may take: seconds since its first step, bytes that operators
 * gather, rows of the result. 0 is no limit. A run that would take more fails
 * (E5002). NARU_MISUSE for seconds that are negative or not a number. */
int naru_set_limits(naru_query *query, double seconds, uint64_t bytes, uint64_t rows);

/* How many threads each run may work with; 0, as at first, for as many as this
 * computer runs at a time. Results are the same, to the last bit. */
int naru_set_threads(naru_query *query, uint32_t threads);

/* ---- Running ---- */

/* The next row: NARU_ROW, NARU_DONE after the last, or NARU_FAILED with an
 * error. After NARU_DONE or NARU_FAILED it says the same until naru_reset.
 * The run is at work only within a step, and holds a batch of up to about
 * 2,000 rows beside what its operators gather. */
int naru_step(naru_query *query, naru_error **error);

/* Ends the run, so that the next step begins another; bindings and settings
 * are kept, a cancellation is forgotten. */
void naru_reset(naru_query *query);

/* From any thread: what the query is doing, or is asked to do before the next
 * naru_reset, fails within a batch (E5001). */
void naru_cancel(naru_query *query);

/* ---- Columns, known before a run ---- */

/* NARU_MISUSE where there is no such query. */
int naru_column_count(const naru_query *query);
/* Lives until naru_finalize; NULL where there is no such column. */
const char *naru_column_name(const naru_query *query, int column);
naru_type naru_column_type(const naru_query *query, int column);
naru_cardinality naru_column_cardinality(const naru_query *query, int column);

/* ---- Values of the row that the last step gave ----
 *
 * Columns count from 0. Texts live until the next naru_step, naru_reset or
 * naru_finalize. */

/* 1 or 0; NARU_MISUSE where there is no such column or no row. */
int naru_is_absent(const naru_query *query, int column);
/* Of a whole number; 0 for what is none, or does not fit. */
int64_t naru_int64(const naru_query *query, int column);
/* Of any number, the nearest; NaN for what is none. */
double naru_double(const naru_query *query, int column);
/* 1 or 0; NARU_MISUSE for what is no bool. */
int naru_bool(const naru_query *query, int column);
/* Of every type, as text(x) in a query: digits without grouping, dates as
 * recorded, records by their label. NULL for an absent value. A text that holds
 * U+0000 ends there; naru_json keeps it. */
const char *naru_text(const naru_query *query, int column);
/* Any value, as `naru --format json` writes it; `null` for an absent one. NULL
 * only where there is no such column or no row. */
const char *naru_json(const naru_query *query, int column);

/* ---- Whole answers as JSON: arrays, an object a line ---- */

/* What each stage of the query did, the source first: stage (its text), input,
 * kept, rejected, unknown, leftOut, dropped, outside. Runs the query for it,
 * with what is bound; NULL where that fails, and naru_step tells why. */
char *naru_counts_json(naru_query *query);

/* The claims that a row rests on, the first row being 0: subject, field,
 * value, basis, note, source, published, quote, offset, location, searched.
 * Runs the query for it, with what is bound. NULL with an error. */
char *naru_evidence_json(naru_query *query, uint64_t row, naru_error **error);

/* Prepares and runs a query: its rows, as `naru --format json` writes them.
 * `parameters_json` is NULL or an object of values as in naru_bind_json. NULL
 * with an error. */
char *naru_run_json(naru_dataset *dataset, const char *text, const char *parameters_json, naru_error **error);

/* Frees a `char *` of this library. */
void naru_free(void *memory);

/* ---- Errors ----
 *
 * Texts live until naru_error_free. NULL for what is no error. */

/* Of the first error: a stable code such as "E2003". */
const char *naru_error_code(const naru_error *error);
/* Of the first error: what is wrong. */
const char *naru_error_message(const naru_error *error);
/* All of them as the program shows them, with the line and a mark below the
 * place. */
const char *naru_error_rendered(const naru_error *error);
/* All of them, as an array of what `naru --format json` writes: code, severity,
 * message, file, line, column, offset, length, help, statement. */
const char *naru_error_json(const naru_error *error);
void naru_error_free(naru_error *error);

/* "0.1.0"; lives forever. */
const char *naru_version(void);

#ifdef __cplusplus
}
#endif

#endif
