#include "cli/render/json/error_json.hpp"

#include <algorithm>

namespace migrate {

namespace {

std::string_view code_name(ExitCode code) {
    const auto& texts = exit_code_texts();
    const auto found =
        std::find_if(texts.begin(), texts.end(), [&](const auto& text) { return text.code == code; });
    return found == texts.end() ? "defect" : found->name;
}

}  // namespace

nlohmann::ordered_json error_json(const Error& error) {
    nlohmann::ordered_json json{{"code", code_name(error.code())},
                                {"exit_code", static_cast<int>(error.code())},
                                {"message", error.message()}};
    const auto add = [&](const char* name, const std::string& text) {
        if (!text.empty()) json[name] = text;
    };
    add("hint", error.hint());
    add("file", error.position().file);
    if (error.position().line > 0) json["line"] = error.position().line;
    if (error.position().column > 0) json["column"] = error.position().column;
    add("sqlstate", error.sql().sqlstate);
    add("statement", error.sql().statement);
    add("detail", error.sql().detail);
    add("server_hint", error.sql().hint);
    if (error.details().empty()) return json;
    json["details"] = nlohmann::ordered_json::array();
    for (const std::string& detail : error.details()) json["details"].push_back(detail);
    return json;
}

}  // namespace migrate
