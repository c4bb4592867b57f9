#include "cli/render/render.hpp"

#include "src/base/sql_text.hpp"
#include "src/index/index_spec.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

const std::vector<OutputFormat>& output_formats() {
    static const std::vector<OutputFormat> formats{text_format, json_format};
    return formats;
}

const OutputFormat* find_format(std::string_view name) {
    const auto& formats = output_formats();
    const auto found =
        std::find_if(formats.begin(), formats.end(), [&](const OutputFormat& format) { return format.name == name; });
    return found == formats.end() ? nullptr : &*found;
}

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
