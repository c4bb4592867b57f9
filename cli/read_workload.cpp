#include "cli/read_workload.hpp"

#include "src/files/workload_file.hpp"

namespace migrate {

std::optional<Workload> read_workload(CommandContext& context) {
    if (const auto& named = context.config().workload) return read_workload_file(*named);
    std::error_code ignored;
    if (!std::filesystem::exists(usual_workload_file, ignored)) return std::nullopt;
    return read_workload_file(usual_workload_file);
}

}  // namespace migrate
