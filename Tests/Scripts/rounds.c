/* Prepares, steps through and finalizes a query again and again, and tells how
 * much memory the process holds after a tenth of the rounds and after all:
 *     rounds 1000000
 * Ends with 1 where that grew by more than a few megabytes. */
#include <naru.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long resident_kilobytes(void) {
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%*s %ld", &pages) != 1) exit(2);
    fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static void round_trip(naru_dataset *data) {
    naru_error *error;
    naru_query *query = naru_prepare(data, "param n: int\ncities | take $n | select name", &error);
    int rows = 0;
    naru_bind_int64(query, "n", 3);
    while (naru_step(query, &error) == NARU_ROW) rows += naru_text(query, 0) != NULL;
    if (rows != 3) exit(3);
    naru_finalize(query);
}

int main(int count, char **arguments) {
    long rounds = count > 1 ? atol(arguments[1]) : 1000, warm = rounds / 10;
    naru_dataset *data = naru_open(NULL, NULL);
    for (long done = 0; done < warm; done++) round_trip(data);
    long before = resident_kilobytes();
    for (long done = warm; done < rounds; done++) round_trip(data);
    long after = resident_kilobytes();
    naru_close(data);
    printf("%ld rounds: %ld kB, then %ld kB\n", rounds, before, after);
    return after - before > 4096;
}
