#include "src/postgres/target_database.hpp"

#include <memory>
#include <string_view>

#include <libpq-fe.h>

namespace migrate {

namespace {

struct OptionsDeleter {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, OptionsDeleter>;

std::string value_of(const Options& options, std::string_view keyword) {
    for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr;
         ++option) {
        if (option->keyword == keyword && option->val != nullptr) return option->val;
    }
    return "";
}

bool is_plain_name(const std::string& target) {
    return target.find('=') == std::string::npos && target.find("://") == std::string::npos;
}

/// What the target itself says. The message of a failure could quote a password: it is thrown away.
Options parse(const std::string& target) {
    char* message = nullptr;
    Options options(PQconninfoParse(target.c_str(), &message));
    PQfreemem(message);
    return options;
}

}  // namespace

std::string read_target_database(const std::string& target) {
    if (!target.empty() && is_plain_name(target)) return target;
    const Options said = parse(target);
    if (!said) return "";
    if (std::string name = value_of(said, "dbname"); !name.empty()) return name;
    const Options defaults(PQconndefaults());
    if (std::string name = value_of(defaults, "dbname"); !name.empty()) return name;
    const std::string user = value_of(said, "user");
    return user.empty() ? value_of(defaults, "user") : user;
}

}  // namespace migrate
