// The bundled dataset as bytes of the program, so that it is found without a
// path. A new file of the dataset is added here; a test compares the list with
// the folder.

#include "naru_dataset.h"

#define BYTES static const unsigned char

BYTES schema[] = {
#embed "dataset/schema.ties"
};
BYTES prelude[] = {
#embed "dataset/prelude.naru"
};
BYTES agreements[] = {
#embed "dataset/agreements.ties"
};
BYTES commitments[] = {
#embed "dataset/commitments.ties"
};
BYTES events[] = {
#embed "dataset/events.ties"
};
BYTES issues[] = {
#embed "dataset/issues.ties"
};
BYTES organisations[] = {
#embed "dataset/organisations.ties"
};
BYTES people[] = {
#embed "dataset/people.ties"
};
BYTES places[] = {
#embed "dataset/places.ties"
};
BYTES programmes[] = {
#embed "dataset/programmes.ties"
};
BYTES sectors[] = {
#embed "dataset/sectors.ties"
};
BYTES sources[] = {
#embed "dataset/sources.ties"
};
BYTES statements[] = {
#embed "dataset/statements.ties"
};
BYTES statistics[] = {
#embed "dataset/statistics.ties"
};

#define FILE(stem, extension) {#stem "." #extension, stem, sizeof stem}

static const naru_dataset_file files[] = {
    FILE(schema, ties),     FILE(prelude, naru),      FILE(agreements, ties),
    FILE(commitments, ties), FILE(events, ties),      FILE(issues, ties),
    FILE(organisations, ties), FILE(people, ties),    FILE(places, ties),
    FILE(programmes, ties), FILE(sectors, ties),      FILE(sources, ties),
    FILE(statements, ties), FILE(statistics, ties),
};

naru_dataset_file naru_dataset_file_at(size_t index) {
    const naru_dataset_file none = {0};
    return index < sizeof files / sizeof files[0] ? files[index] : none;
}
