#include "src/files/workload_file.hpp"

#include "src/base/error.hpp"
#include "src/files/config_file.hpp"
#include "src/files/read_graph.hpp"
#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

std::vector<std::string> problems_of(std::string_view text) {
    try {
        parse_workload_file(text, "workload.toml");
    } catch (const Error& error) {
        CHECK(error.code() == ExitCode::usage);
        return error.details();
    }
    return {};
}

std::vector<std::string> problems_of_sql(const std::string& sql, const std::string& more = "") {
    auto problems = problems_of("[[query]]\nid = 'q'\nsql = '''" + sql + "'''\n" + more);
    for (std::string& problem : problems) {
        const std::string expected = "workload.toml:3: the sql of q: ";
        CHECK(problem.starts_with(expected));
        problem.erase(0, std::min(problem.size(), expected.size()));
    }
    return problems;
}

}  // namespace

TEST_CASE("a workload says what a bot asks, with which parameters, and what makes up an action") {
    const Workload workload = parse_workload_file(
        "tables = ['users']\n"
        "[limits]\nstatement = '2s'\nruns = 30\n"
        "[[sample]]\nid = 'user'\nsql = 'SELECT id FROM users ORDER BY id LIMIT 5'\n"
        "[[query]]\nid = 'one'\nsql = 'SELECT * FROM users WHERE id = $1'\nsample = 'user'\nparameters = ['id']\n"
        "[[query]]\nid = 'gone'\nsql = 'DELETE FROM users'\nwrites = true\n"
        "[[action]]\nid = 'a'\nsummary = 'asking'\nbefore = ['one', 'gone']\nafter = ['one']\ncache = 'menu'\n"
        "[[action]]\nid = 'b'\nsummary = 'again'\nbefore = ['one']\n",
        "workload.toml");
    CHECK(workload.tables == std::vector<std::string>{"users"});
    CHECK(workload.limits.statement == std::chrono::seconds(2));
    CHECK(workload.limits.total == std::chrono::seconds(60));
    CHECK(workload.limits.runs == 30);
    REQUIRE(workload.find_query("one") != nullptr);
    CHECK(workload.find_query("one")->parameters == std::vector<std::string>{"id"});
    CHECK(workload.find_query("gone")->writes);
    CHECK(workload.find_query("two") == nullptr);
    REQUIRE(workload.actions.size() == 2);
    CHECK(workload.actions[0].after == std::vector<std::string>{"one"});
    CHECK(workload.actions[0].cache == "menu");
    CHECK(workload.actions[1].after == workload.actions[1].before);
    CHECK(workload.actions[1].position.line == 23);
}

TEST_CASE("all problems of a workload are listed in the order of its lines, with what was meant") {
    CHECK(problems_of("tables = 'users'\n"
                      "[limits]\nstatement = 5\ntotl = '1s'\nruns = 0\nlock = '0s'\n"
                      "[[sample]]\nid = 'user'\nsql = 'DELETE FROM users'\n"
                      "[[query]]\nid = 'q'\nsql = 'SELECT $1'\nsample = 'usr'\nparameters = ['a', '']\n"
                      "[[query]]\nid = 'q'\nsql = 'SELECT 1'\nwrite = true\n"
                      "[[query]]\nsql = 'SELECT $1'\nparameters = ['a']\n"
                      "[[action]]\nid = 'a'\nsummary = 'x'\nbefore = ['p', 'q']\n"
                      "[[action]]\nid = 'b'\ncache = 7\n"
                      "[queries]\n") ==
          std::vector<std::string>{
              "workload.toml:1: tables must be a list of names",
              R"(workload.toml:3: statement must be a time such as "5s")",
              "workload.toml:4: unknown totl in [limits]; did you mean total?",
              "workload.toml:5: runs must be a number from 1 to 1000",
              R"(workload.toml:6: lock must be a time such as "5s")",
              "workload.toml:9: the sql of user: it must only read",
              "workload.toml:10: q names the sample usr, which is not there; did you mean user?",
              "workload.toml:14: parameters must be a list of names", "workload.toml:15: q is there twice",
              "workload.toml:18: unknown write in [[query]]; did you mean writes?",
              "workload.toml:19: a [[query]] lacks id",
              "workload.toml:19: a [[query]] has parameters, and no sample that they come from",
              "workload.toml:22: a names the query p, which is not there",
              "workload.toml:26: a [[action]] lacks summary",
              "workload.toml:26: b lacks before: the ids of its queries",
              "workload.toml:28: cache must be text", "workload.toml:29: unknown queries"});
}

TEST_CASE("a query is one statement that EXPLAIN takes, and uses the parameters that it names") {
    CHECK(problems_of_sql("SELECT 1;").empty());
    CHECK(problems_of_sql("(SELECT 1)").empty());
    CHECK(problems_of_sql("-- a comment with $3; and a semicolon\nSELECT '$2; $4'").empty());
    CHECK(problems_of_sql("SELECT 1; SELECT 2") ==
          std::vector<std::string>{"it must be one statement, not 2"});
    CHECK(problems_of_sql("-- nothing") == std::vector<std::string>{"it must be one statement, not 0"});
    CHECK(problems_of_sql("SELECT 'open").size() == 1);
    CHECK(problems_of_sql("UPDATE users SET credits = 1") ==
          std::vector<std::string>{"it would write, and does not say so: writes = true"});
    CHECK(problems_of_sql("UPDATE users SET credits = 1", "writes = true\n").empty());
    for (const char* sql : {"COMMIT", "VACUUM", "DROP TABLE users", "SET jit = off", "COPY users TO STDOUT"})
        CHECK(problems_of_sql(sql) ==
              std::vector<std::string>{"it must be a SELECT, VALUES, INSERT, UPDATE, DELETE or MERGE"});
    CHECK(problems_of_sql("SELECT $2") ==
          std::vector<std::string>{"it uses $2, and no parameter stands for it"});
}

TEST_CASE("a workload that is no TOML says where") {
    try {
        parse_workload_file("tables = [\n[[query]\n", "workload.toml");
        FAIL("it was read");
    } catch (const Error& error) {
        CHECK(error.code() == ExitCode::usage);
        CHECK(error.position().file == "workload.toml");
        CHECK(error.position().line == 2);
    }
}

TEST_CASE("migrate.toml names the workload, relative to itself; one that is not there is an error") {
    const std::string checks = MIGRATE_SOURCE_DIRECTORY "/checks";
    const auto named = [&](const std::string& file) {
        const Config config = parse_config("[workload]\nfile = '" + file + "'\n", checks + "/migrate.toml");
        REQUIRE(config.workload.has_value());
        return *config.workload;
    };
    CHECK(read_workload_file(named("workload.toml")).file == checks + "/workload.toml");
    try {
        read_workload_file(named("none.toml"));
        FAIL("it was read");
    } catch (const Error& error) {
        CHECK(error.code() == ExitCode::usage);
        CHECK(error.message().find("none.toml") != std::string::npos);
    }
}

TEST_CASE("the bot's workload is sound, and has every query that an index of the revisions says it serves") {
    const std::string root = MIGRATE_SOURCE_DIRECTORY;
    const Workload workload = read_workload_file(root + "/" + usual_workload_file);
    CHECK(workload.queries.size() == 15);
    const auto* message = workload.actions.empty() ? nullptr : &workload.actions.front();
    REQUIRE(message != nullptr);
    CHECK(message->before.size() == 7);
    CHECK(message->after.size() == 2);

    const RevisionGraph graph = read_any_graph(root + "/migrations");
    std::size_t served = 0;
    for (const Revision& revision : graph.revisions()) {
        for (const IndexChange& change : revision.indexes) {
            for (const std::string& query : change.serves) {
                INFO(change.spec.name << " serves " << query);
                CHECK(workload.find_query(query) != nullptr);
                ++served;
            }
        }
    }
    CHECK(served > 8);
}
