/* How many agreements the cities of a country have, and since when.
 *
 *     cc agreements.c $(pkg-config --cflags --libs naru) -o agreements
 *     ./agreements US
 */
#include <inttypes.h>
#include <naru.h>
#include <stdio.h>

static const char *text =
    "param country: text\n"
    "cities | where country.iso = $country | sort name.en\n"
    "       | select name, n: count(agreements), first: min(agreements.signed)";

/* Says what is wrong, and gives the error back. */
static int fail(naru_error *error) {
    fputs(naru_error_rendered(error), stderr);
    naru_error_free(error);
    return 1;
}

static int run(naru_query *query, const char *country) {
    naru_error *error;
    int status;
    naru_bind_text(query, "country", country);
    while ((status = naru_step(query, &error)) == NARU_ROW) {
        const char *first = naru_text(query, 2); /* NULL where no date is known */
        printf("%s: %" PRId64 " (%s)\n", naru_text(query, 0), naru_int64(query, 1), first ? first : "-");
    }
    return status == NARU_DONE ? 0 : fail(error);
}

int main(int count, char **arguments) {
    naru_error *error;
    naru_dataset *data = naru_open(NULL, &error);
    if (!data) return fail(error);
    naru_query *query = naru_prepare(data, text, &error);
    int status = query ? run(query, count > 1 ? arguments[1] : "KR") : fail(error);
    naru_finalize(query);
    naru_close(data);
    return status;
}
