#include "cli/obstacle.hpp"

#include "src/base/error.hpp"

#include <fmt/format.h>

namespace migrate {

ExitCode show_obstacle(const CommandContext& context, const std::optional<Obstacle>& obstacle) {
    if (!obstacle) return ExitCode::done;
    Error error(ExitCode::refused, fmt::format("the run itself would be refused: {}", obstacle->reason),
                obstacle->way_out);
    context.show_failure(error.with_details(obstacle->details));
    return ExitCode::refused;
}

}  // namespace migrate
