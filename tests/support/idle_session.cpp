#include "tests/support/idle_session.hpp"

#include "src/postgres/query.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/comes_true.hpp"

#include <fmt/format.h>

namespace migrate::test {

namespace {

/// What a transaction that has written the table holds.
std::string writers_lock(const std::string& table) {
    return fmt::format("LOCK TABLE {} IN ROW EXCLUSIVE MODE", table);
}

}  // namespace

IdleSession::IdleSession(const TestDatabase& database, const std::string& sql, const std::string& begin)
    : connection_(std::make_unique<Connection>(Connection::open({.target = database.url()}))) {
    execute(*connection_, begin);
    execute(*connection_, sql);
}

void IdleSession::end() {
    connection_.reset();
}

int IdleSession::pid() const {
    return connection_->backend_pid();
}

HeldBuild::HeldBuild(const TestDatabase& database, std::string table)
    : database_(database), table_(std::move(table)), first_(std::in_place, database, writers_lock(table_)) {}

void HeldBuild::await(const Process& up) {
    const bool held = comes_true([&] {
        const bool waits = !second_ && up.errors().find(std::to_string(first_->pid())) != std::string::npos;
        if (waits) {
            second_.emplace(database_, writers_lock(table_));
            first_->end();
        }
        return is_building();
    });
    INFO(up.errors());
    REQUIRE(held);
}

void HeldBuild::end() {
    first_->end();
    if (second_) second_->end();
}

bool HeldBuild::is_building() const {
    return database_.psql(fmt::format(
               "SELECT count(*) FROM pg_catalog.pg_index WHERE indrelid = '{}'::regclass AND NOT indisvalid",
               table_)) != "0";
}

}  // namespace migrate::test
