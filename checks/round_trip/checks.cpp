#include "checks/round_trip/checks.hpp"

namespace migrate {

std::vector<Check> round_trip_checks() {
    return {round_trip_up_fails, round_trip_down_fails,   round_trip_not_undone, round_trip_not_repeatable,
            round_trip_rows,     round_trip_irreversible, round_trip_seed};
}

}  // namespace migrate
