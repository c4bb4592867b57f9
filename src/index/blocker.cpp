#include "src/index/blocker.hpp"

#include "src/base/sql_text.hpp"
#include "src/base/words.hpp"

#include <fmt/format.h>

namespace migrate {

std::string Blocker::text() const {
    if (pid == 0)
        return fmt::format("prepared transaction {} ({}, for {})", prepared, user, duration_text(age));
    const std::string who = application.empty() ? user : fmt::format("{}, {}", user, application);
    const std::string_view verb = state == "active" ? "query" : "last query";
    return fmt::format("pid {} ({}, {} for {}, {}: {})", pid, who, state, duration_text(age), verb, query);
}

std::string Blocker::way_to_end() const {
    if (pid == 0) return fmt::format("ROLLBACK PREPARED {}", quote_literal(prepared));
    return fmt::format("SELECT pg_terminate_backend({})", pid);
}

std::string Blocker::way_to_cancel() const {
    return fmt::format("SELECT pg_cancel_backend({})", pid);
}

}  // namespace migrate
