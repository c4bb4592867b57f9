#include "cli/render/model/redacted_json.hpp"

#include "src/base/redact.hpp"

namespace migrate {

void redact_strings(nlohmann::ordered_json& json) {
    if (json.is_string()) json = redact(json.get_ref<const std::string&>());
    if (!json.is_structured()) return;
    for (auto& item : json) redact_strings(item);
}

}  // namespace migrate
