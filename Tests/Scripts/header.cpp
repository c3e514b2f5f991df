// The header is C++ as well, and every function has its type there.
#include <naru.h>

const char *(*text)(const naru_query *, int) = naru_text;
naru_type (*type)(const naru_query *, int) = naru_column_type;
int (*step)(naru_query *, naru_error **) = naru_step;
