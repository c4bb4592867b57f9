#include "cli/render/model/index_statements.hpp"

#include "src/base/sql_text.hpp"
#include "src/index/index_spec.hpp"

#include <fmt/format.h>

namespace migrate {

std::vector<std::string> statements_of(const PlannedIndex& index) {
    const std::string name = quote_qualified(index.spec.schema, index.spec.name);
    const std::string drop = fmt::format("DROP INDEX CONCURRENTLY {}", name);
    const auto create = [&](bool concurrently) {
        return create_index_sql(index.spec, {.concurrently = concurrently});
    };
    switch (index.action.verb) {
        case IndexVerb::build:
            return {create(true)};
        case IndexVerb::build_plain:
            return {create(false)};
        case IndexVerb::rebuild:
            return {drop, create(true)};
        case IndexVerb::replace:
            return {create(true), drop};
        case IndexVerb::drop:
            return {drop};
        default:
            return {};
    }
}

}  // namespace migrate
