#include "src/postgres/read_server_facts.hpp"

#include "src/postgres/queries/server_sql.hpp"
#include "src/postgres/query.hpp"
#include "src/settings/server_document.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace migrate {

ServerFacts read_server_facts(Connection& connection) {
    const auto rows = query(connection, fmt::format(fmt::runtime(server_sql::read_facts),
                                                    fmt::arg("facts", server_sql::facts_json)));
    ServerFacts facts = server_facts_of(nlohmann::json::parse(rows[0][0].c_str()));
    facts.client_pid = connection.backend_pid();
    return facts;
}

}  // namespace migrate
