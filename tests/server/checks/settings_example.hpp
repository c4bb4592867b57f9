#pragma once

#include "tests/server/checks/found.hpp"
#include "tests/support/migrate_test.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace migrate::test {

/// In what a bot differs from one with all that is recommended, one replica, and a role of its own.
struct Changes {
    std::map<std::string, std::string> variables;             ///< "" = not set
    std::string toml;                                         ///< migrate.toml
    std::vector<std::pair<std::string, std::string>> policy;  ///< what is replaced in checks/settings.toml
    std::vector<std::string> sql;  ///< as a superuser; {role} and {database} are the bot's
    std::string url;               ///< of the database, where it is none of ours
};

struct SettingCase {
    std::string id;    ///< of the check
    Changes found;     ///< with the finding
    Changes near;      ///< without it
    std::string says;  ///< part of the message
    std::string severity = "error";
    int since = 0;  ///< the first PostgreSQL that has the setting
};

/// For each: the program finds the one, with its severity and words, and looks at the other without a
/// finding.
void check_cases(const std::vector<SettingCase>& cases);

/// The same for checks that ask no server, which is faster: `url` alone names a database.
void check_cases_without_server(const std::vector<SettingCase>& cases);

/// A bot with these changes in the folder of `program`.
void set_up(MigrateTest& program, const Changes& changes);

}  // namespace migrate::test
