#include "cli/render/formats.hpp"

#include "cli/render/json.hpp"
#include "cli/render/text.hpp"

#include <algorithm>

namespace migrate {

const std::vector<OutputFormat>& output_formats() {
    static const std::vector<OutputFormat> formats{text_format, json_format};
    return formats;
}

const OutputFormat* find_format(std::string_view name) {
    const auto& formats = output_formats();
    const auto found = std::find_if(formats.begin(), formats.end(),
                                    [&](const OutputFormat& format) { return format.name == name; });
    return found == formats.end() ? nullptr : &*found;
}

}  // namespace migrate
