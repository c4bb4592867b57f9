#pragma once

#include "src/base/error.hpp"
#include "src/postgres/connection.hpp"
#include "src/postgres/line_watch.hpp"
#include "src/postgres/session.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// Runs `body` and turns what libpqxx throws into Error with SQLSTATE and statement: 08xxx, 57P01 … and lost
/// connections become ExitCode::unreachable, all else ExitCode::step_failed.
pqxx::result translate_errors(std::string_view sql, const std::function<pqxx::result()>& body);

/// One statement with parameters. Runs on its own unless a Transaction is open on the connection.
template <typename... Parameters>
pqxx::result query(Connection& connection, std::string_view sql, const Parameters&... parameters) {
    const AwaitedAnswer answer(connection);
    return translate_errors(sql, [&] { return exec_with(connection.session().work, sql, parameters...); });
}

/// The same with as many parameters as there are values; empty ones are NULL.
pqxx::result query_with(Connection& connection, std::string_view sql,
                        const std::vector<std::optional<std::string>>& values);

/// Statements without parameters in one message; several may be separated by ';'. The result of the last one.
pqxx::result execute(Connection& connection, std::string_view sql);

/// One statement of a batch failed.
struct BatchFailure {
    std::size_t index = 0;  ///< from 0
    int character = 0;      ///< from 1, within the statement; 0 = unknown
    Error error;
};

/// All statements in one message, so in one round trip; stops at the first that fails. Without BEGIN among
/// them the server runs them as one transaction. A Ctrl-C meanwhile (Session::interrupted) has the server
/// cancel it: SQLSTATE 57014. Throws only when the connection itself fails.
std::optional<BatchFailure> run_batch(Connection& connection, const std::vector<std::string>& statements);

/// A transaction block: BEGIN when made, ROLLBACK at the end unless committed.
class Transaction {
  public:
    explicit Transaction(Connection& connection);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    void commit();

  private:
    Connection& connection_;
    bool open_ = true;
};

/// Whether the same statement can succeed when tried again: deadlock (40P01), lock not available (55P03),
/// serialization failure (40001).
bool is_worth_retrying(const Error& error);

}  // namespace migrate
