// The bundled dataset as bytes of the program: found without a path, mapped with
// the program, and nothing of it is read before it is asked for. `make dataset`
// makes the snapshot of the files in `partnerships`; a test holds it to them.

#include "naru_partnerships.h"

// Parts of a snapshot stand on multiples of 64.
_Alignas(64) static const unsigned char naru_partnerships[] = {
#embed "partnerships.narudb"
};

const unsigned char *naru_partnerships_start(void) { return naru_partnerships; }

const size_t naru_partnerships_length = sizeof naru_partnerships;
