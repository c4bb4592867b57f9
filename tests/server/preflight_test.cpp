// preflight on every state that a database and the way to it can be in.

#include "src/sandbox/descriptor.hpp"
#include "tests/fault/proxy.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/comes_true.hpp"
#include "tests/support/idle_session.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/pgbouncer.hpp"
#include "tests/support/standby.hpp"
#include "tests/support/test_role.hpp"
#include "tests/support/test_server.hpp"

#include <algorithm>

#include <arpa/inet.h>
#include <sys/socket.h>

using namespace migrate::test;
using migrate::Sandbox;

namespace {

/// What it says, and its exit code, which must fit the verdict.
struct Answer {
    int exit_code = -1;
    nlohmann::json report;
    std::string errors;

    std::string verdict() const { return report["verdict"]; }
    bool found(const std::string& check) const {
        return std::ranges::any_of(report["findings"],
                                   [&](const auto& one) { return one["check"] == check; });
    }
    std::string text() const { return report.dump(1) + errors; }
};

Answer ask(const MigrateTest& program, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"preflight", "--format", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const ProcessResult result = program.run(arguments);
    INFO(result.output << result.errors);
    REQUIRE(!result.output.empty());
    return {result.exit_code, nlohmann::json::parse(result.output), result.errors};
}

/// The bot's revisions, and a database for them.
struct Unready {
    Unready() { program.bot_revisions().database(database.url()); }
    TestDatabase database;
    MigrateTest program;
};

/// At head.
struct Bot : Unready {
    Bot() { REQUIRE(program.run({"up"}).exit_code == 0); }
};

/// Takes connections, and says nothing.
class BlackHole {
  public:
    BlackHole() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const any = reinterpret_cast<sockaddr*>(&address);  // NOLINT(*-reinterpret-cast)
        REQUIRE(::bind(socket_.get(), any, size) == 0);
        REQUIRE(::listen(socket_.get(), 8) == 0);
        REQUIRE(::getsockname(socket_.get(), any, &size) == 0);
        port_ = ntohs(address.sin_port);
    }
    std::string url() const { return "postgresql://bot:geheim@127.0.0.1:" + std::to_string(port_) + "/bot"; }

  private:
    migrate::Descriptor socket_;
    int port_ = 0;
};

void check_unreachable(const Answer& answer, const std::string& check, const std::string& sqlstate) {
    INFO(answer.text());
    CHECK(answer.exit_code == 3);
    CHECK(answer.verdict() == "unreachable");
    REQUIRE(answer.report["findings"].size() == 1);
    CHECK(answer.report["findings"][0]["check"] == check);
    CHECK(answer.report["findings"][0]["message"].get<std::string>().find(sqlstate) != std::string::npos);
    CHECK(!answer.report["findings"][0]["fix"].get<std::string>().empty());
    CHECK(answer.text().find("geheim") == std::string::npos);
}

}  // namespace

TEST_CASE("preflight: a database at head is ready") {
    const Bot bot;
    const Answer answer = ask(bot.program);
    INFO(answer.text());
    CHECK(answer.exit_code == 0);
    CHECK(answer.verdict() == "ready");
}

TEST_CASE("preflight: a refused connection may come back, and is asked again while --wait says so") {
    MigrateTest program;
    program.bot_revisions().database("postgresql://bot:geheim@127.0.0.1:1/bot");
    check_unreachable(ask(program), "server.unreachable", "refused");
    const Answer patient = ask(program, {"--wait", "500ms"});
    check_unreachable(patient, "server.unreachable", "refused");
    CHECK(patient.errors.find("waiting: cannot connect") != std::string::npos);
}

TEST_CASE("preflight: a network that swallows everything is met with a deadline") {
    const BlackHole hole;
    MigrateTest program;
    program.bot_revisions().database(hole.url());
    check_unreachable(ask(program, {"--timeout", "300ms"}), "server.unreachable", "08001");
    check_unreachable(ask(program, {"--timeout", "300ms", "--wait", "700ms"}), "server.unreachable", "08001");
}

TEST_CASE("preflight: a server that falls silent after the login is met with the same deadline") {
    const Bot bot;
    migrate::fault::Proxy network(test_server().socket_directory() / ".s.PGSQL.5432");
    MigrateTest program;
    program.bot_revisions().database(network.url(bot.database.name()));
    REQUIRE(ask(program).verdict() == "ready");
    const IdleSession lock(bot.database, "LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE");
    check_unreachable(ask(program, {"--timeout", "500ms"}), "server.unreachable", "08001");
}

TEST_CASE(
    "preflight: a wrong password, a wrong role and a wrong database do not pass, and are not waited for") {
    auto options = fast_sandbox();
    options.tcp = true;
    const Sandbox server = Sandbox::start(options);
    const std::string url = server.tcp_url("postgres");
    const auto colon = url.find(':', url.find("//"));
    const std::string wrong = url.substr(0, colon + 1) + "geheim" + url.substr(url.find('@'));
    MigrateTest program;
    program.bot_revisions();
    check_unreachable(ask(program.database(wrong), {"--wait", "60s"}), "server.refused", "28P01");
    check_unreachable(ask(program.database(server.url("nowhere")), {"--wait", "60s"}), "server.refused",
                      "3D000");
}

TEST_CASE("preflight: a full server is asked again, and answers when a place is free") {
    auto options = fast_sandbox();
    options.settings = {"max_connections=6", "superuser_reserved_connections=3", "max_wal_senders=0"};
    const Sandbox server = Sandbox::start(options);
    psql(server.url(), "CREATE ROLE bot LOGIN");
    const std::string as_bot = "postgresql:///postgres?host=" + server.socket_directory().string() +
                               "&port=" + std::to_string(server.port()) + "&user=bot";
    const std::string hold = "until psql -Xq '" + as_bot + "' -c 'SELECT pg_sleep(600)'; do sleep 0.05; done";
    std::vector<Process> others;
    for (int i = 0; i < 3; ++i) others.push_back(Process::start({"sh", "-c", hold}));
    constexpr auto slots = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'bot'";
    REQUIRE(comes_true([&] { return psql(server.url(), slots) == "3"; }));
    MigrateTest program;
    program.revision("a").database(as_bot);
    check_unreachable(ask(program), "server.unreachable", "53300");
    Process patient = program.start({"preflight", "--wait", "60s"});
    REQUIRE(comes_true([&] { return patient.errors().find("waiting:") != std::string::npos; }));
    others.clear();
    psql(
        server.url(),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'bot' AND query LIKE '%sleep%'");
    const auto result = patient.wait(std::chrono::seconds(60));
    REQUIRE(result);
    CHECK(result->output.find("behind") != std::string::npos);
    CHECK(result->exit_code == 1);
}

TEST_CASE("preflight: a server that is starting up will come") {
    const Standby starting(test_server(), "starting", {"hot_standby=off"});
    MigrateTest program;
    program.bot_revisions().database(starting.url());
    check_unreachable(ask(program), "server.unreachable", "57P03");
}

TEST_CASE("preflight: behind, with the command that mends it") {
    const Unready bot;
    const Answer answer = ask(bot.program);
    INFO(answer.text());
    CHECK(answer.exit_code == 1);
    CHECK(answer.verdict() == "behind");
    CHECK(answer.found("history.pending"));
    CHECK(bot.database.psql("SELECT count(*) FROM pg_class WHERE relname = 'alembic_version'") == "0");
    CHECK(ask(bot.program, {"--exit-0-1"}).exit_code == 1);
}

TEST_CASE("preflight: ahead and diverged are told apart; --allow-ahead lets the former start") {
    const Bot bot;
    bot.database.psql("UPDATE alembic_version SET version_num = 'newer'");
    const Answer ahead = ask(bot.program);
    INFO(ahead.text());
    CHECK(ahead.exit_code == 6);
    CHECK(ahead.verdict() == "ahead");
    CHECK(ask(bot.program, {"--allow-ahead"}).exit_code == 0);
    CHECK(ask(bot.program, {"--exit-0-1"}).exit_code == 1);
    bot.database.psql("DELETE FROM migrate.journal WHERE revision = 'performance_indexes_001'");
    const Answer diverged = ask(bot.program, {"--allow-ahead"});
    INFO(diverged.text());
    CHECK(diverged.exit_code == 6);
    CHECK(diverged.verdict() == "diverged");
}

TEST_CASE("preflight: interrupted") {
    const Bot bot;
    bot.database.psql(
        "UPDATE migrate.journal SET state = 'started', finished_at = NULL WHERE revision = 'bot_schema'");
    const Answer answer = ask(bot.program);
    INFO(answer.text());
    CHECK(answer.exit_code == 1);
    CHECK(answer.verdict() == "interrupted");
}

TEST_CASE("preflight: an INVALID index, a missing one, one of other columns") {
    const Bot bot;
    const auto verdict = [&] { return ask(bot.program).verdict(); };
    bot.database.psql(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_context_timestamp'::regclass");
    const Answer invalid = ask(bot.program);
    INFO(invalid.text());
    CHECK(invalid.exit_code == 1);
    CHECK(invalid.verdict() == "invalid_index");
    CHECK(invalid.text().find("ix_context_timestamp") != std::string::npos);
    bot.database.psql("DROP INDEX ix_context_timestamp");
    CHECK(verdict() == "invalid_index");
    bot.database.psql("CREATE INDEX ix_context_timestamp ON chat_contexts (role)");
    const Answer conflict = ask(bot.program);
    CHECK(conflict.exit_code == 1);
    CHECK(conflict.verdict() == "conflict");
    bot.database.psql("DROP INDEX ix_context_timestamp; CREATE INDEX hand_made ON chat_contexts (timestamp)");
    CHECK(verdict() == "ready");
    bot.database.psql(
        "DROP INDEX hand_made; CREATE INDEX ix_context_timestamp ON chat_contexts (timestamp DESC)");
    CHECK(verdict() == "conflict");
}

TEST_CASE("preflight: what somebody accepted instead of a declared index is no obstacle while it is there") {
    Unready bot;
    REQUIRE(bot.program.run({"up", "20250910_133600"}).exit_code == 0);
    bot.program.file(
        "migrations/lowered.toml",
        "revision = \"lowered\"\nparents = [\"performance_indexes_001\"]\nmessage = \"m\"\n[[create_index]]\n"
        "name = \"ix_lower_name\"\ntable = \"persona_configs\"\ncolumns = [{expression = \"lower(name)\"}]\n"
        "why = \"persona by name\"\n");
    bot.database.psql(
        "CREATE INDEX ix_users_credits ON users (username); CREATE INDEX hand_made ON chat_contexts (timestamp);"
        "CREATE INDEX lowered_by_hand ON persona_configs (lower(name))");
    REQUIRE(bot.program.run({"up", "--on-conflict", "keep"}).exit_code == 0);
    const Answer accepted = ask(bot.program);
    INFO(accepted.text());
    CHECK(accepted.verdict() == "ready");
    const auto verdicts = [&] {
        return bot.program.json({"status"})["verdict"].get<std::string>() + ", " + ask(bot.program).verdict();
    };
    bot.database.psql("DROP INDEX hand_made");
    CHECK(verdicts() == "invalid_index, invalid_index");
    REQUIRE(bot.program.run({"up"}).exit_code == 0);
    bot.database.psql("DROP INDEX lowered_by_hand");
    CHECK(verdicts() == "invalid_index, invalid_index");
    REQUIRE(bot.program.run({"up"}).exit_code == 0);
    bot.database.psql("DROP INDEX ix_users_credits");
    CHECK(verdicts() == "invalid_index, invalid_index");
    CHECK(bot.program.run({"check", "--only", "catalog.declared_missing"}).exit_code == 1);
}

TEST_CASE("preflight: while another runner builds it says who, and --wait waits for it") {
    const Bot bot;
    REQUIRE(bot.program.run({"down"}).exit_code == 0);
    HeldBuild held(bot.database, "users");
    MigrateTest runner;
    runner.bot_revisions().without_small_tables().database(bot.database.url());
    Process up = runner.start({"up", "--jobs", "1"});
    held.await(up);
    const Answer answer = ask(bot.program);
    INFO(answer.text());
    CHECK(answer.exit_code == 1);
    CHECK(answer.verdict() == "behind");
    CHECK(answer.text().find("is at work") != std::string::npos);
    Process patient = bot.program.start({"preflight", "--wait", "60s"});
    REQUIRE(
        comes_true([&] { return patient.errors().find("another runner is at work") != std::string::npos; }));
    held.end();
    const auto result = patient.wait(std::chrono::seconds(60));
    REQUIRE(result);
    INFO(result->output << result->errors);
    CHECK(result->exit_code == 0);
    REQUIRE(up.wait(std::chrono::seconds(60)));
}

TEST_CASE("preflight: a role without rights on the journal still learns of revisions and indexes") {
    const TestRole role("reader");
    const Bot bot;
    bot.database.psql("GRANT SELECT ON alembic_version TO " + role.quoted());
    MigrateTest program;
    const Answer answer = ask(program.bot_revisions().database(role.url(bot.database)));
    INFO(answer.text());
    CHECK(answer.verdict() == "ready");
}

TEST_CASE("preflight: neither locks of others nor a pooler by transaction stand in its way") {
    const Bot bot;
    const IdleSession lock(bot.database,
                           "LOCK TABLE users, chat_contexts, chat_bot_instances IN ACCESS EXCLUSIVE MODE");
    CHECK(ask(bot.program).verdict() == "ready");
    const PgBouncer pooler(test_server().url(), "transaction");
    MigrateTest program;
    const Answer pooled = ask(program.bot_revisions().database(pooler.url(bot.database.name())));
    INFO(pooled.text());
    CHECK(pooled.verdict() == "ready");
}

TEST_CASE("preflight: a standby is named, and answers all the rest") {
    const Bot bot;
    const Standby standby(test_server(), "reader");
    MigrateTest program;
    program.bot_revisions().database(standby.url(bot.database.name()));
    const Answer answer = ask(program);
    INFO(answer.text());
    CHECK(answer.exit_code == 1);
    CHECK(answer.verdict() == "findings");
    CHECK(answer.found("server.standby"));
    CHECK(ask(program, {"--skip", "server"}).verdict() == "ready");
}

TEST_CASE("preflight: a database that is read-only for the bot") {
    const Bot bot;
    bot.database.psql("ALTER DATABASE " + bot.database.name() + " SET default_transaction_read_only = on");
    const Answer answer = ask(bot.program);
    INFO(answer.text());
    CHECK(answer.exit_code == 1);
    CHECK(answer.verdict() == "findings");
    CHECK(answer.found("server.read_only"));
}

TEST_CASE("preflight: settings that would break the bot keep it from starting, remarks and warnings do not") {
    Bot bot;
    bot.program.bot_settings({});
    CHECK(ask(bot.program).verdict() == "ready");
    bot.program.bot_settings({{"LOG_LEVEL", "INFO"}});
    const Answer answer = ask(bot.program);
    INFO(answer.text());
    CHECK(answer.exit_code == 1);
    CHECK(answer.verdict() == "findings");
    CHECK(answer.found("log.token_leak"));
}

TEST_CASE("preflight: with a manifest it needs no revision files") {
    const Bot bot;
    CHECK(bot.program.run({"manifest"}).exit_code == 0);
    std::filesystem::remove_all(bot.program.path() / "migrations");
    CHECK(ask(bot.program).verdict() == "ready");
    bot.database.psql("DROP INDEX ix_context_timestamp");
    CHECK(ask(bot.program).verdict() == "invalid_index");
    std::filesystem::rename(bot.program.path() / "migrate.manifest.json", bot.program.path() / "other.json");
    CHECK(ask(bot.program, {"--manifest", "other.json"}).verdict() == "invalid_index");
    const ProcessResult missing = bot.program.run({"preflight", "--manifest", "none.json"});
    CHECK(missing.exit_code == 2);
    CHECK(missing.errors.find("migrate manifest") != std::string::npos);
}

TEST_CASE("preflight: one round trip after the login, as many as psql's select 1") {
    const Bot bot;
    migrate::fault::Proxy network(test_server().socket_directory() / ".s.PGSQL.5432");
    const std::string url = network.url(bot.database.name());
    CHECK(psql(url, "SELECT 1") == "1");
    const int of_psql = network.round_trips();
    MigrateTest program;
    REQUIRE(ask(program.bot_revisions().database(url)).verdict() == "ready");
    CHECK(network.round_trips() - of_psql == of_psql);
}
