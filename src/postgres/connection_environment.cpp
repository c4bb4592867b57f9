#include "src/postgres/connection_environment.hpp"

#include "src/postgres/session.hpp"

#include <memory>

namespace migrate {

std::map<std::string, std::string> connection_environment(Connection& connection) {
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfo(connection.session().raw), PQconninfoFree);
    std::map<std::string, std::string> variables;
    for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr;
         ++option)
        if (option->envvar != nullptr && option->val != nullptr) variables[option->envvar] = option->val;
    variables["PGHOST"] = connection.host();  // of several, the one that answered
    variables["PGPORT"] = connection.port();
    variables["PGAPPNAME"] = connection.options().application_name;
    return variables;
}

}  // namespace migrate
