// What every code means, as bytes of the program. The one place where it is
// written: `naru explain` and Documentation/Errors.md are both made from it.

#include "naru_explanations.h"

#define BYTES static const unsigned char

BYTES syntax[] = {
#embed "explanations/syntax.txt"
};
BYTES names[] = {
#embed "explanations/names.txt"
};
BYTES data[] = {
#embed "explanations/data.txt"
};
BYTES run[] = {
#embed "explanations/run.txt"
};
BYTES files[] = {
#embed "explanations/files.txt"
};

static const naru_explanations families[] = {
    {syntax, sizeof syntax}, {names, sizeof names}, {data, sizeof data},
    {run, sizeof run},       {files, sizeof files},
};

naru_explanations naru_explanations_at(size_t index) {
    const naru_explanations none = {0};
    return index < sizeof families / sizeof families[0] ? families[index] : none;
}
