// A tablespace on a file system that is too small, or that fills up while an index is built.

#include "tests/support/catch.hpp"
#include "tests/support/idle_session.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/small_disk.hpp"
#include "tests/support/test_role.hpp"
#include "tests/support/test_server.hpp"

#include <fmt/format.h>

using namespace migrate::test;
using std::chrono::seconds;

namespace {

constexpr int rows = 200'000;  // an index of 12 MB
constexpr auto unusable = "SELECT count(*) FROM pg_index WHERE NOT (indisvalid AND indisready AND indislive)";
constexpr auto built =
    "SELECT i.indisvalid, t.spcname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
    "JOIN pg_tablespace t ON t.oid = c.reltablespace WHERE c.relname = 'ix_words'";
constexpr auto indexes = "SELECT count(*) FROM pg_index WHERE indrelid = 'words'::regclass";

struct Words {
    explicit Words(int megabytes) : disk(megabytes) {
        if (!disk.is_there()) {
            WARN("skipped: this process may mount no file system");
            return;
        }
        database.psql(
            fmt::format("CREATE TABLE words (word text); INSERT INTO words SELECT md5(n::text) FROM "
                        "generate_series(1, {}) n; ANALYZE words",
                        rows));
        program.without_small_tables()
            .database(database.url())
            .file("migrations/a001.toml",
                  fmt::format("revision = \"a001\"\nparents = []\nmessage = \"words\"\n\n[[create_index]]\n"
                              "name = \"ix_words\"\ntable = \"words\"\ncolumns = [\"word\"]\n"
                              "tablespace = \"{}\"\nwhy = \"found by word\"\n",
                              disk.tablespace()));
    }

    void check_built() const {
        const ProcessResult result = program.run({"up"});
        INFO(result.output << result.errors);
        CHECK(result.exit_code == 0);
        CHECK(database.psql(built) == "t|" + disk.tablespace());
    }

    SmallDisk disk;
    TestDatabase database;
    MigrateTest program;
};

/// A session that goes on inserting rows, one a transaction, and ends with an error at the first that fails.
class Writers {
  public:
    static constexpr int count = 1'000;

    explicit Writers(const TestDatabase& database)
        : psql_(Process::start({"psql", "-XqAt", "--set=ON_ERROR_STOP=1", database.url()},
                               {.input = script()})) {}
    int exit_code() {
        const auto result = psql_.wait(seconds(60));
        REQUIRE(result);
        INFO(result->errors);
        return result->exit_code;
    }

  private:
    static std::string script() {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += fmt::format("INSERT INTO words VALUES ('new {}');\nSELECT pg_sleep(0.002);\n", i);
        return text;
    }

    Process psql_;
};

bool says(const ProcessResult& result, const std::string& text) {
    return result.errors.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("an index that cannot fit is not begun") {
    const Words words(1);
    if (!words.disk.is_there()) return;
    const ProcessResult result = words.program.run({"up"});
    CAPTURE(result.errors);
    CHECK(result.exit_code == 4);
    CHECK(says(result, "tablespace " + words.disk.tablespace() + " has "));
    CHECK(says(result, "left, and the index takes about 11."));
    CHECK(says(result, "nothing was built"));
    CHECK(words.database.psql(indexes) == "0");
    CHECK(words.database.psql("SELECT count(*) FROM migrate.index_journal") == "0");
    words.disk.resize(64);
    words.check_built();
}

TEST_CASE("where room is tight the build says so and is tried") {
    const Words words(8);
    if (!words.disk.is_there()) return;
    const ProcessResult result = words.program.run({"up"});
    CAPTURE(result.errors);
    CHECK(result.exit_code == 4);
    CHECK(says(result, "index ix_words takes up to 11."));
    CHECK(says(result, "[53100]"));
    CHECK(words.database.psql(indexes) == "0");
}

TEST_CASE("a disk that fills up during a build ends it cleanly, writers go on, and with room up finishes") {
    const Words words(64);
    if (!words.disk.is_there()) return;
    HeldBuild held(words.database, "words");
    Writers writers(words.database);
    Process up = words.program.start({"up"});
    held.await(up);
    words.disk.fill();
    held.end();
    const auto result = up.wait(seconds(60));
    REQUIRE(result);
    CAPTURE(result->output, result->errors);
    CHECK(result->exit_code == 4);
    CHECK(says(*result, "index ix_words: the server's disk is full"));
    CHECK(says(*result, "[53100]"));
    CHECK_FALSE(says(*result, "takes up to"));
    CHECK(words.database.psql(unusable) == "0");
    CHECK(words.database.psql(indexes) == "0");
    CHECK(writers.exit_code() == 0);
    CHECK(words.database.psql("SELECT count(*) FROM words") == std::to_string(rows + Writers::count));
    words.disk.empty();
    words.check_built();
}

TEST_CASE("a role that may not create in the tablespace is told what to grant") {
    const TestRole app("app");
    const Words words(64);
    if (!words.disk.is_there()) return;
    words.database.psql(fmt::format(
        "ALTER TABLE words OWNER TO {0}; GRANT CREATE ON SCHEMA public TO {0}; GRANT CREATE ON DATABASE {1} TO {0}",
        app.quoted(), words.database.name()));
    MigrateTest program;
    program.without_small_tables().database(app.url(words.database));
    std::filesystem::copy(words.program.path() / "migrations", program.path() / "migrations",
                          std::filesystem::copy_options::recursive);
    const ProcessResult result = program.run({"up"});
    CAPTURE(result.errors);
    CHECK(result.exit_code == 7);
    CHECK(says(result,
               fmt::format("GRANT CREATE ON TABLESPACE {} TO {}", words.disk.tablespace(), app.quoted())));
    words.database.psql(
        fmt::format("GRANT CREATE ON TABLESPACE {} TO {}", words.disk.tablespace(), app.quoted()));
    CHECK(program.run({"up"}).exit_code == 0);
}
