#pragma once

#include "src/base/error.hpp"
#include "src/schema/schema_difference.hpp"
#include "src/schema/table_rows.hpp"

#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// One revision: up, down and up again in a private server. What failed ended the trip.
struct RoundTrip {
    std::string revision;
    FilePosition up;          ///< where its file says what up does
    FilePosition down;        ///< where its file says what down does
    std::string not_checked;  ///< why it was not, or not whole: lower case; "" = it was
    std::optional<Error> up_failure;
    std::optional<Error> down_failure;
    std::optional<Error> again_failure;
    std::vector<SchemaDifference> after_down;   ///< against the schema before it
    std::vector<SchemaDifference> after_again;  ///< against the schema after its first up
    std::vector<RowLoss> losses;
};

/// A statement of the seed file that could run after no revision.
struct SeedFailure {
    FilePosition position;
    std::string error;
};

struct RoundTripFacts {
    std::vector<RoundTrip> trips;  ///< in order
    std::vector<SeedFailure> unseeded;
};

}  // namespace migrate
