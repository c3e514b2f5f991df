/* Calls every function of naru.h, well and wrongly, for tools that look at
 * memory, and answers the queries of files, if some are given. Ends with 1 and
 * the line where an answer is not the expected one. */
#include <naru.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                              \
    do {                                                              \
        if (!(condition)) {                                           \
            fprintf(stderr, "line %d: %s\n", __LINE__, #condition);   \
            exit(1);                                                  \
        }                                                             \
    } while (0)

static const char *text =
    "param t: text = \"-\"\nparam n: int = 0\nparam x: float = 0.0\nparam b: bool = false\n"
    "param d: date? = @2020\nparam many: text* = []\n"
    "cities | sort id | select id, t: $t, n: $n, x: $x, b: $b, d: $d, many: $many, partners, location: at";

static void bind(naru_query *query) {
    CHECK(naru_parameter_count(query) == 6);
    CHECK(strcmp(naru_parameter_name(query, 1), "n") == 0 && naru_parameter_type(query, 1) == NARU_INT);
    CHECK(naru_bind_text(query, "t", "\xED\x95\x9C\xEA\xB8\x80") == NARU_OK);
    CHECK(naru_bind_int64(query, "n", 42) == NARU_OK);
    CHECK(naru_bind_double(query, "x", 0.5) == NARU_OK);
    CHECK(naru_bind_bool(query, "b", 1) == NARU_OK);
    CHECK(naru_bind_absent(query, "d") == NARU_OK);
    CHECK(naru_bind_json(query, "many", "[\"a\", \"b\"]") == NARU_OK);
    CHECK(naru_set_today(query, "2025-01-01") == NARU_OK);
    CHECK(naru_set_threads(query, 2) == NARU_OK);
    CHECK(naru_set_limits(query, 60, UINT64_C(1000000000), 1000) == NARU_OK);
}

static int read_rows(naru_query *query, naru_error **error) {
    int rows = 0;
    while (naru_step(query, error) == NARU_ROW) {
        rows++;
        CHECK(naru_int64(query, 2) == 42 && naru_double(query, 3) == 0.5 && naru_bool(query, 4) == 1);
        CHECK(naru_is_absent(query, 5) == 1 && naru_is_absent(query, 99) == NARU_MISUSE);
        for (int column = 0; column < naru_column_count(query); column++) {
            CHECK(naru_column_name(query, column) != NULL);
            CHECK(naru_column_cardinality(query, column) != NARU_NO_CARDINALITY);
            CHECK(naru_column_type(query, column) != NARU_NO_TYPE);
            CHECK(strlen(naru_json(query, column)) > 0);
            CHECK(naru_is_absent(query, column) || strlen(naru_text(query, column)) < 10000);
        }
    }
    return rows;
}

static void read_error(naru_error *error, const char *code) {
    CHECK(error != NULL && strcmp(naru_error_code(error), code) == 0);
    CHECK(strlen(naru_error_message(error)) > 0 && strlen(naru_error_rendered(error)) > 0);
    CHECK(naru_error_json(error)[0] == '[');
    naru_error_free(error);
}

static void use(naru_dataset *data) {
    naru_error *error = NULL;
    naru_query *query = naru_prepare(data, text, &error);
    if (error) fputs(naru_error_rendered(error), stderr);
    CHECK(query != NULL);
    bind(query);
    CHECK(read_rows(query, &error) == 13);
    CHECK(naru_step(query, &error) == NARU_DONE);
    naru_reset(query);
    CHECK(naru_step(query, &error) == NARU_ROW);
    naru_cancel(query);
    CHECK(naru_step(query, &error) == NARU_FAILED);
    read_error(error, "E5001");
    naru_reset(query);
    char *counts = naru_counts_json(query);
    CHECK(counts != NULL);
    naru_free(counts);
    char *evidence = naru_evidence_json(query, 0, &error);
    CHECK(evidence != NULL);
    naru_free(evidence);
    CHECK(naru_bind_text(query, "t", "\xFF") == NARU_OK);
    CHECK(naru_step(query, &error) == NARU_FAILED);
    read_error(error, "E5406");
    naru_reset(query);
    CHECK(naru_step(query, NULL) == NARU_FAILED);
    naru_finalize(query);
    CHECK(naru_text(query, 0) == NULL && naru_step(query, &error) == NARU_FAILED);
    read_error(error, "E5405");
    naru_finalize(query);
}

/* Of programs without parameters. */
static void answer(naru_dataset *data, const char *path) {
    static char text[100000];
    FILE *file = fopen(path, "r");
    CHECK(file != NULL);
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    CHECK(length < sizeof text - 1);
    text[length] = 0;
    naru_error *error = NULL;
    naru_query *query = naru_prepare(data, text, &error);
    if (query == NULL) {
        /* Several queries, or an import: not for one call. */
        naru_error_free(error);
        return;
    }
    if (naru_step(query, &error) == NARU_ROW) naru_free(naru_evidence_json(query, 0, NULL));
    naru_free(naru_counts_json(query));
    naru_finalize(query);
    char *rows = naru_run_json(data, text, NULL, &error);
    if (rows == NULL) fputs(naru_error_rendered(error), stderr);
    CHECK(rows != NULL);
    naru_free(rows);
}

int main(int count, char **paths) {
    naru_error *error = NULL;
    CHECK(strlen(naru_version()) > 0);
    CHECK(naru_open("/nowhere/at/all.csv", &error) == NULL);
    read_error(error, "E5101");
    naru_limits limits = {.seconds = 1e-9};
    CHECK(naru_open_limited("Examples/none.csv", &limits, &error) == NULL);
    naru_error_free(error);
    naru_dataset *limited = naru_open_limited(NULL, &limits, &error);
    CHECK(limited != NULL && naru_prepare(limited, "cities", &error) == NULL);
    read_error(error, "E5002");
    naru_close(limited);
    naru_dataset *data = naru_open(NULL, &error);
    CHECK(data != NULL && error == NULL);
    use(data);
    for (int path = 1; path < count; path++) answer(data, paths[path]);
    CHECK(naru_prepare(data, "citis", &error) == NULL);
    read_error(error, "E2001");
    char *rows = naru_run_json(data, "param n: int\ncities | take $n | select id", "{\"n\": 2}", &error);
    CHECK(rows != NULL);
    naru_free(rows);
    CHECK(naru_run_json(data, "cities", "{", &error) == NULL);
    read_error(error, "E5407");
    /* A query that is left in the middle, after its dataset was closed. */
    naru_query *query = naru_prepare(data, "cities", &error);
    CHECK(naru_step(query, &error) == NARU_ROW);
    naru_close(data);
    CHECK(naru_text(query, 0) != NULL);
    naru_finalize(query);
    naru_close(data);
    puts("done");
    return 0;
}
