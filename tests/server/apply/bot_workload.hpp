#pragma once

#include "src/postgres/measure_workload.hpp"
#include "tests/support/test_server.hpp"

#include <string>

namespace migrate::test {

/// The bot's tables without any of the twelve indexes, with 30 000 messages.
TestDatabase bare_bot_database();
/// All twelve, as the bot's own revision declares them.
void create_twelve_indexes(const TestDatabase& database);
/// checks/workload.toml of the sources, with few runs.
Workload bot_workload();

Connection connect_to(const std::string& url);

/// All rows of all tables, how far the sequences are, and every relation with its file.
std::string content_of(const TestDatabase& database);

}  // namespace migrate::test
