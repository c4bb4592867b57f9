#include "src/postgres/query.hpp"

#include "src/base/secret_column.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <poll.h>

namespace migrate {

namespace {

struct ResultDeleter {
    void operator()(PGresult* result) const { PQclear(result); }
};
using RawResult = std::unique_ptr<PGresult, ResultDeleter>;

constexpr int interrupt_check_ms = 100;

constexpr std::string_view lost_connection_hint =
    "Nothing that was not reported as done counts as done; run the same command again, it goes on where this one ended.";

Error lost_connection(std::string_view sql) {
    Error error(ExitCode::unreachable, "the connection to the server was lost",
                std::string(lost_connection_hint));
    return error.because({.sqlstate = "08006", .statement = std::string(sql)});
}

/// "ERROR:  relation … does not exist\nLINE 1: …" -> "relation … does not exist"
std::string first_line(std::string_view text) {
    text = text.substr(0, text.find('\n'));
    for (const std::string_view prefix : {"ERROR:  ", "FATAL:  "}) {
        if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
    }
    return std::string(text);
}

std::string part_of(std::string_view text, std::string_view label) {
    const auto at = text.find(label);
    return at == std::string_view::npos ? std::string{} : first_line(text.substr(at + label.size()));
}

/// The server is going away, or says that it cannot serve now.
bool means_lost_session(std::string_view sqlstate) {
    return sqlstate.starts_with("08") || sqlstate == "57P01" || sqlstate == "57P02" || sqlstate == "57P03";
}

Error server_error(const std::string& message, SqlContext sql, std::string_view table = {}) {
    sql.detail = mask_key_values(sql.detail, table);
    const bool lost = means_lost_session(sql.sqlstate);
    Error error(lost ? ExitCode::unreachable : ExitCode::step_failed, message,
                lost ? std::string(lost_connection_hint) : sql.hint);
    return error.because(std::move(sql));
}

/// libpqxx 6 drops the SQLSTATE of some errors, but keeps their types.
std::string sqlstate_of(const std::exception& failure) {
    if (const auto* error = dynamic_cast<const pqxx::sql_error*>(&failure);
        error != nullptr && !error->sqlstate().empty())
        return error->sqlstate();
    if (dynamic_cast<const pqxx::deadlock_detected*>(&failure) != nullptr) return "40P01";
    if (dynamic_cast<const pqxx::serialization_failure*>(&failure) != nullptr) return "40001";
    if (dynamic_cast<const pqxx::insufficient_privilege*>(&failure) != nullptr) return "42501";
    return {};
}

Error translated(const std::exception& failure, std::string_view sql) {
    if (dynamic_cast<const pqxx::broken_connection*>(&failure) != nullptr) return lost_connection(sql);
    const std::string_view text = failure.what();
    return server_error(first_line(text), {.sqlstate = sqlstate_of(failure),
                                           .statement = std::string(sql),
                                           .detail = part_of(text, "DETAIL:  "),
                                           .hint = part_of(text, "HINT:  ")});
}

std::string field_of(const PGresult* result, int field) {
    const char* text = PQresultErrorField(result, field);
    return text != nullptr ? text : "";
}

int number_of(const PGresult* result, int field) {
    const std::string text = field_of(result, field);
    return text.empty() ? 0 : std::stoi(text);
}

/// Statements as one message. A line break before each ';' ends a comment that a statement may close with.
std::string joined(const std::vector<std::string>& statements) {
    std::string message;
    for (const std::string& statement : statements) message += statement + "\n;\n";
    return message;
}

/// Which statement a position in the whole message falls into, and where: both in characters, as the server
/// counts.
std::pair<std::size_t, int> locate(const std::vector<std::string>& statements, int position) {
    const auto characters = [](std::string_view text) {
        return static_cast<int>(
            std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    };
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const int length = characters(statements[i]) + 3;
        if (position <= length) return {i, position};
        position -= length;
    }
    return {statements.empty() ? 0 : statements.size() - 1, 0};
}

BatchFailure batch_failure(const std::vector<std::string>& statements, std::size_t finished,
                           const PGresult* result) {
    BatchFailure failure{.index = std::min(finished, statements.size() - 1),
                         .character = number_of(result, PG_DIAG_INTERNAL_POSITION),
                         .error = Error(ExitCode::step_failed, "")};
    // A syntax error is found before anything runs, so only its position tells the statement.
    if (const int position = number_of(result, PG_DIAG_STATEMENT_POSITION); position > 0)
        std::tie(failure.index, failure.character) = locate(statements, position);
    failure.error = server_error(field_of(result, PG_DIAG_MESSAGE_PRIMARY),
                                 {.sqlstate = field_of(result, PG_DIAG_SQLSTATE),
                                  .statement = statements[failure.index],
                                  .detail = field_of(result, PG_DIAG_MESSAGE_DETAIL),
                                  .hint = field_of(result, PG_DIAG_MESSAGE_HINT)},
                                 field_of(result, PG_DIAG_TABLE_NAME));
    return failure;
}

/// Returns when PQgetResult() will not block. Where the session may be interrupted, a Ctrl-C meanwhile has
/// the server cancel what runs.
void await_result(Connection& connection) {
    const Session& session = connection.session();
    if (session.interrupted == nullptr) return;
    bool cancelled = false;
    while (PQisBusy(session.raw) != 0) {
        if (session.interrupted->load() && !cancelled) {
            connection.cancel();
            cancelled = true;
        }
        pollfd socket{PQsocket(session.raw), POLLIN, 0};
        poll(&socket, 1, interrupt_check_ms);
        if (PQconsumeInput(session.raw) == 0) return;
    }
}

}  // namespace

pqxx::result translate_errors(std::string_view sql, const std::function<pqxx::result()>& body) {
    try {
        return body();
    } catch (const pqxx::failure& failure) {
        throw translated(failure, sql);
    }
}

pqxx::result query_with(Connection& connection, std::string_view sql,
                        const std::vector<std::optional<std::string>>& values) {
    const AwaitedAnswer answer(connection);
    return translate_errors(sql, [&] { return exec_with_values(connection.session().work, sql, values); });
}

pqxx::result execute(Connection& connection, std::string_view sql) {
    const AwaitedAnswer answer(connection);
    return translate_errors(sql, [&] { return connection.session().work.exec(std::string(sql)); });
}

std::optional<BatchFailure> run_batch(Connection& connection, const std::vector<std::string>& statements) {
    const AwaitedAnswer answer(connection);
    PGconn* raw = connection.session().raw;
    if (PQsendQuery(raw, joined(statements).c_str()) == 0) throw lost_connection(statements.front());
    std::optional<BatchFailure> failure;
    std::size_t finished = 0;
    for (;;) {
        await_result(connection);
        const RawResult result{PQgetResult(raw)};
        if (!result) return failure;
        const bool failed = PQresultStatus(result.get()) == PGRES_FATAL_ERROR;
        if (failed && PQstatus(raw) == CONNECTION_BAD)
            throw lost_connection(statements[std::min(finished, statements.size() - 1)]);
        if (failed && !failure) failure = batch_failure(statements, finished, result.get());
        ++finished;
    }
}

Transaction::Transaction(Connection& connection) : connection_(connection) {
    execute(connection_, "BEGIN");
}

Transaction::~Transaction() {
    if (!open_) return;
    try {
        execute(connection_, "ROLLBACK");
    } catch (const Error&) {  // the session is gone, and the transaction with it
    }
}

void Transaction::commit() {
    execute(connection_, "COMMIT");
    open_ = false;
}

bool is_worth_retrying(const Error& error) {
    const std::string& state = error.sql().sqlstate;
    return state == "40P01" || state == "55P03" || state == "40001";
}

}  // namespace migrate
