#include "src/postgres/connection.hpp"

#include "src/base/error.hpp"
#include "src/base/redact.hpp"
#include "src/postgres/connect_failure.hpp"
#include "src/postgres/session.hpp"

#include <array>

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

namespace migrate {

namespace {

using Clock = std::chrono::steady_clock;

struct RawDeleter {
    void operator()(PGconn* raw) const { PQfinish(raw); }
};
using RawConnection = std::unique_ptr<PGconn, RawDeleter>;

/// Without the password, also where libpq quotes a piece of the target.
std::string without_password(PGconn* raw, const std::string& words) {
    std::string text = redact(words);
    const std::string password = PQpass(raw) != nullptr ? PQpass(raw) : "";
    for (auto at = text.find(password); !password.empty() && at != std::string::npos;
         at = text.find(password, at + 3)) {
        text.replace(at, password.size(), "***");
    }
    return text;
}

[[noreturn]] void throw_unreachable(const ConnectFailure& failure) {
    throw Error(ExitCode::unreachable, fmt::format("cannot connect to the server: {}", failure.text),
                hint_for(failure))
        .because({.sqlstate = failure.sqlstate});
}

[[noreturn]] void throw_failed(PGconn* raw) {
    ConnectFailure failure = read_connect_failure(PQerrorMessage(raw));
    failure.text = without_password(raw, failure.text);
    throw_unreachable(failure);
}

RawConnection start_connecting(const ConnectOptions& options) {
    // A lost network is noticed within a minute, also by a session that only waits.
    const std::array<const char*, 8> names{"fallback_application_name",
                                           "client_encoding",
                                           "keepalives_idle",
                                           "keepalives_interval",
                                           "keepalives_count",
                                           "tcp_user_timeout",
                                           options.target.empty() ? nullptr : "dbname",
                                           nullptr};
    const std::array<const char*, 8> values{
        options.application_name.c_str(), "UTF8", "30", "10", "3", "60000", options.target.c_str(), nullptr};
    RawConnection raw(PQconnectStartParams(names.data(), values.data(), 1));
    if (!raw) throw Error(ExitCode::defect, "out of memory while connecting");
    PQsetErrorVerbosity(raw.get(), PQERRORS_VERBOSE);  // for read_connect_failure()
    return raw;
}

/// Waits for the socket in the direction libpq asks for. False when the deadline passed.
bool wait_for_socket(PGconn* raw, PostgresPollingStatusType direction, Clock::time_point deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    const auto events = static_cast<short>(direction == PGRES_POLLING_READING ? POLLIN : POLLOUT);
    pollfd socket{PQsocket(raw), events, 0};
    return poll(&socket, 1, static_cast<int>(left)) != 0;
}

void finish_connecting(PGconn* raw, std::chrono::milliseconds timeout) {
    const auto deadline = Clock::now() + timeout;
    auto status = PGRES_POLLING_WRITING;
    while (status != PGRES_POLLING_OK) {
        if (PQstatus(raw) == CONNECTION_BAD) throw_failed(raw);
        if (!wait_for_socket(raw, status, deadline))
            throw_unreachable(
                {.text = fmt::format("no answer from {} within {} ms",
                                     PQhost(raw) != nullptr ? PQhost(raw) : "it", timeout.count()),
                 .sqlstate = "08001"});
        status = PQconnectPoll(raw);
        if (status == PGRES_POLLING_FAILED) throw_failed(raw);
    }
    PQsetErrorVerbosity(raw, PQERRORS_DEFAULT);
}

void drop_notice(void* /*unused*/, const char* /*unused*/) {}

std::string or_empty(const char* text) {
    return text != nullptr ? text : "";
}

/// To libpqxx, which finds out when the line is lost at this very moment.
std::unique_ptr<Session> hand_over(RawConnection raw, const ConnectOptions& options) try {
    return std::make_unique<Session>(raw.release(), options);
} catch (const pqxx::failure& failure) {
    throw_unreachable(read_connect_failure(failure.what()));
}

}  // namespace

Connection Connection::open(const ConnectOptions& options) {
    RawConnection raw = start_connecting(options);
    finish_connecting(raw.get(), options.timeout);
    auto session = hand_over(std::move(raw), options);
    PQsetNoticeProcessor(session->raw, drop_notice, nullptr);
    return Connection(std::move(session));
}

Connection::Connection(std::unique_ptr<Session> session) : session_(std::move(session)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

void Connection::cancel() const {
    const std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> request(PQgetCancel(session_->raw),
                                                                     &PQfreeCancel);
    std::array<char, 256> failure{};
    if (request) PQcancel(request.get(), failure.data(), static_cast<int>(failure.size()));
}

void Connection::sever() const {
    shutdown(PQsocket(session_->raw), SHUT_RDWR);
}

void Connection::watch_line(int server_pid) {
    session_->server_pid = server_pid;
}
int Connection::server_pid() const {
    return session_->server_pid;
}
const ConnectOptions& Connection::options() const {
    return session_->options;
}

int Connection::server_version() const {
    return PQserverVersion(session_->raw);
}
int Connection::backend_pid() const {
    return PQbackendPID(session_->raw);
}
std::string Connection::database() const {
    return or_empty(PQdb(session_->raw));
}
std::string Connection::user() const {
    return or_empty(PQuser(session_->raw));
}
std::string Connection::host() const {
    return or_empty(PQhost(session_->raw));
}
std::string Connection::port() const {
    return or_empty(PQport(session_->raw));
}
bool Connection::is_open() const {
    return session_->pqxx.is_open();
}

}  // namespace migrate
