// The rules of `naru check` as bytes of the program. Each is a query that also
// stands in Examples/checks for people to read and run. A test compares the
// list with the folder.

#include "naru_checks.h"

#define BYTES static const unsigned char

BYTES contradictions[] = {
#embed "../../Examples/checks/contradictions.naru"
};
BYTES years_and_dates[] = {
#embed "../../Examples/checks/years-and-dates.naru"
};
BYTES planned_events[] = {
#embed "../../Examples/checks/planned-events.naru"
};
BYTES overdue_commitments[] = {
#embed "../../Examples/checks/overdue-commitments.naru"
};
BYTES implausible_ratios[] = {
#embed "../../Examples/checks/implausible-ratios.naru"
};
BYTES doubted_values[] = {
#embed "../../Examples/checks/doubted-values.naru"
};
BYTES shared_names[] = {
#embed "../../Examples/checks/shared-names.naru"
};
BYTES uncited_records[] = {
#embed "../../Examples/checks/uncited-records.naru"
};
BYTES copied_quotes[] = {
#embed "../../Examples/checks/copied-quotes.naru"
};
BYTES inferred_dates[] = {
#embed "../../Examples/checks/inferred-dates.naru"
};
BYTES many_names[] = {
#embed "../../Examples/checks/many-names.naru"
};
BYTES thin_quotes[] = {
#embed "../../Examples/checks/thin-quotes.naru"
};
BYTES members_without_pilot[] = {
#embed "../../Examples/checks/members-without-pilot.naru"
};

#define RULE(name, stem) {name ".naru", stem, sizeof stem}

static const naru_check rules[] = {
    RULE("contradictions", contradictions),
    RULE("years-and-dates", years_and_dates),
    RULE("planned-events", planned_events),
    RULE("overdue-commitments", overdue_commitments),
    RULE("implausible-ratios", implausible_ratios),
    RULE("doubted-values", doubted_values),
    RULE("shared-names", shared_names),
    RULE("uncited-records", uncited_records),
    RULE("copied-quotes", copied_quotes),
    RULE("inferred-dates", inferred_dates),
    RULE("many-names", many_names),
    RULE("thin-quotes", thin_quotes),
    RULE("members-without-pilot", members_without_pilot),
};

naru_check naru_check_at(size_t index) {
    const naru_check none = {0};
    return index < sizeof rules / sizeof rules[0] ? rules[index] : none;
}
