#include "tests/server/index_example.hpp"
#include "tests/support/migrate_test.hpp"

#include <fstream>
#include <iterator>

#include <fmt/format.h>

using namespace migrate;
using namespace migrate::test;

namespace {

constexpr std::string_view journal_sql = R"(
CREATE SCHEMA migrate;
CREATE TABLE migrate.index_journal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, token text UNIQUE, run_id text, revision varchar(32), schema_name text,
    table_name text, index_name text, work_name text, canonical_key text, definition text, origin text, state text, displaced text,
    builder_pid int, started_at timestamptz, finished_at timestamptz);
)";

const std::string refuse_ddl_sql =
    "CREATE FUNCTION no_ddl() RETURNS event_trigger LANGUAGE plpgsql AS "
    "'BEGIN RAISE EXCEPTION ''no DDL here''; END'; "
    "CREATE EVENT TRIGGER no_ddl ON ddl_command_start EXECUTE FUNCTION no_ddl()";

/// A record of "ix" with the key and the definition of email_index().
std::string record_sql(const std::string& token, const std::string& origin, const std::string& state) {
    return fmt::format(
        "INSERT INTO migrate.index_journal (token, revision, schema_name, table_name, index_name, work_name, "
        "canonical_key, definition, origin, state) VALUES ('{}', 'r1', 'public', 't', 'ix', 'migr_1_ix', "
        "'btree (email pg_catalog.text_ops COLLATE pg_catalog.\"default\")', 'CREATE INDEX ix ON public.t (email)', '{}', '{}');",
        token, origin, state);
}

/// What backend `pid` has loaded, as the kernel lists it.
std::string loaded_libraries(int pid) {
    std::ifstream maps(fmt::format("/proc/{}/maps", pid));
    return {std::istreambuf_iterator<char>(maps), {}};
}

}  // namespace

TEST_CASE("an index on the name's own table counts, not one of the same columns elsewhere") {
    const TestDatabase database(facts_template());
    database.psql("CREATE INDEX ix_there ON twin (email); CREATE INDEX ix_here ON t (email)");
    const IndexFacts facts = read_one(database.url(), email_index());
    CHECK(find_state(facts) == IndexState::equivalent);
    REQUIRE(facts.equivalents.size() == 1);
    CHECK(facts.equivalents[0].name == "ix_here");
}

TEST_CASE("what bears the name of an index is told, whatever it is") {
    const TestDatabase database(facts_template());
    IndexSpec spec = email_index();
    spec.name = "a_view";
    CHECK(read_one(database.url(), spec).occupant == "view");
    spec.name = "t_serial_no_seq";
    CHECK(read_one(database.url(), spec).occupant == "sequence");
    spec.name = "twin";
    const IndexFacts facts = read_one(database.url(), spec);
    CHECK(facts.occupant == "table");
    CHECK(facts.name_taken_by_other);
    CHECK(find_state(facts) == IndexState::different);
}

TEST_CASE("a table that is not there yet is a fact, not an error") {
    const TestDatabase database(facts_template());
    IndexSpec spec = email_index();
    spec.table = "users";
    const IndexFacts facts = read_one(database.url(), spec);
    CHECK_FALSE(facts.table_exists);
    CHECK_FALSE(facts.wanted);
    CHECK(facts.spec.schema == "public");
    CHECK(find_state(facts) == IndexState::missing);
    spec.schema = "nowhere";
    CHECK_FALSE(read_one(database.url(), spec).table_exists);
    spec.schema.clear();
    spec.table = "a_view";
    CHECK_FALSE(read_one(database.url(), spec).table_exists);
}

TEST_CASE("an unqualified table is the one that the session's search_path finds") {
    const TestDatabase database(facts_template());
    auto connection = Connection::open({.target = database.url()});
    execute(connection, "SET search_path = other, public");
    const IndexFacts facts = read_index_facts(connection, {email_index()}).front();
    CHECK(facts.spec.schema == "other");
    CHECK(facts.wanted->text() == "btree (email pg_catalog.text_ops COLLATE pg_catalog.\"default\")");
    CHECK(query(connection, "SHOW search_path")[0][0].as<std::string>() == "other, public");
}

TEST_CASE("the server compiles no query to look at indexes") {
    const TestDatabase database(facts_template());
    auto connection = Connection::open({.target = database.url()});
    execute(connection, "SET jit = on");
    read_index_facts(connection, {email_index()});
    const std::string libraries =
        loaded_libraries(query(connection, "SELECT pg_catalog.pg_backend_pid()")[0][0].as<int>());
    CHECK(libraries.find("/postgres") != std::string::npos);
    CHECK(libraries.find("llvmjit") == std::string::npos);
    CHECK(query(connection, "SHOW jit")[0][0].as<std::string>() == "on");
}

TEST_CASE("a definition on record is not asked for again") {
    const TestDatabase database(facts_template());
    database.psql(std::string(journal_sql) + record_sql("a", "found", "done") +
                  "CREATE INDEX ix ON t (email)");
    database.psql(refuse_ddl_sql);
    CHECK(find_state(read_one(database.url(), email_index())) == IndexState::valid);
    IndexSpec another = email_index();
    another.name = "ix_another";
    CHECK(failure_of(database.url(), {another}).message() == "table public.t: no DDL here");
}

TEST_CASE("what a run has built needs no clone to be known again") {
    const TestDatabase database(facts_template());
    MigrateTest program;
    program.without_small_tables().database(database.url());
    program.file("migrations/a1.toml",
                 "revision = 'a1'\nparents = []\nmessage = 'an index'\n"
                 "[[create_index]]\nname = 'ix'\ntable = 't'\ncolumns = ['email']\n");
    REQUIRE(program.run({"up"}).exit_code == 0);
    database.psql(refuse_ddl_sql);
    CHECK(find_state(read_one(database.url(), email_index())) == IndexState::valid);
}

TEST_CASE("the catalog's view of an index is complete") {
    const TestDatabase database(facts_template());
    database.psql(R"(
INSERT INTO t (email) SELECT 'a' || n FROM generate_series(1, 1000) n;
ALTER TABLE t ADD CONSTRAINT ix UNIQUE (email);
COMMENT ON INDEX ix IS 'by hand';
SET enable_seqscan = off; SELECT id FROM t WHERE email = 'a1';)");
    IndexSpec spec = email_index();
    spec.unique = true;
    const IndexFacts facts = read_one(database.url(), spec);
    REQUIRE(facts.same_name);
    const CatalogIndex& index = *facts.same_name;
    CHECK(index.usable());
    CHECK(index.backs_constraint);
    CHECK(index.comment == "by hand");
    CHECK(index.size_bytes >= 2 * 8192);
    CHECK(index.definition == "CREATE UNIQUE INDEX ix ON public.t USING btree (email)");
    CHECK(index.table == "t");
    CHECK(index.schema == "public");
    CHECK_FALSE(index.builder);
    CHECK(facts.table_bytes >= 8192);
    CHECK(find_state(facts) == IndexState::valid);
}

TEST_CASE("a unique index that a foreign key points to backs a constraint") {
    const TestDatabase database(facts_template());
    database.psql(
        "CREATE UNIQUE INDEX ix ON t (email); CREATE TABLE child (email varchar REFERENCES t (email))");
    CHECK(read_one(database.url(), email_index()).same_name->backs_constraint);
}

TEST_CASE("the size of a partitioned table is that of its partitions") {
    const TestDatabase database(facts_template());
    database.psql("INSERT INTO parted SELECT n % 100, n FROM generate_series(1, 1000) n");
    IndexSpec spec = email_index();
    spec.table = "parted";
    spec.keys = {{.column = "k"}};
    const IndexFacts facts = read_one(database.url(), spec);
    CHECK(facts.table_partitioned);
    CHECK(facts.table_bytes >= 4 * 8192);
}

TEST_CASE("reading leaves nothing behind, uses up no sequence and gives each column its own kind") {
    const TestDatabase database(facts_template());
    const std::string before = database.dump();
    const std::string count = "SELECT count(*) FROM pg_class";
    const std::string relations = database.psql(count);
    auto connection = Connection::open({.target = database.url()});
    IndexSpec spec = email_index();
    spec.keys = {{.column = "serial_no"}, {.column = "total"}, {.column = "id"}};
    CHECK(read_index_facts(connection, {spec, email_index()}).front().wanted);
    CHECK(database.psql(count) == relations);
    CHECK(database.dump() == before);
    CHECK(database.psql("SELECT is_called FROM t_serial_no_seq") == "f");
    CHECK(query(connection, "SELECT count(*) FROM pg_class WHERE relnamespace = pg_my_temp_schema()")[0][0]
              .as<int>() == 0);
}

TEST_CASE("the owner of the tables needs no other right") {
    const TestDatabase database(facts_template());
    const std::string role = "owner_" + database.name();
    database.psql(
        fmt::format("CREATE ROLE {0}; CREATE SCHEMA mine AUTHORIZATION {0}; CREATE TABLE mine.t (email text);"
                    "ALTER TABLE mine.t OWNER TO {0}; CREATE INDEX ix ON mine.t (email)",
                    role));
    auto connection = Connection::open({.target = database.url()});
    IndexSpec spec = email_index();
    spec.schema = "mine";
    const std::string relations = database.psql("SELECT count(*) FROM pg_class");

    SECTION("with temporary tables") {
        execute(connection, "SET ROLE " + role);
        CHECK(find_state(read_index_facts(connection, {spec}).front()) == IndexState::valid);
    }
    SECTION("without temporary tables") {
        database.psql(fmt::format("REVOKE TEMP ON DATABASE {} FROM PUBLIC", database.name()));
        execute(connection, "SET ROLE " + role);
        const IndexFacts facts = read_index_facts(connection, {spec}).front();
        CHECK(facts.wanted);
        CHECK(find_state(facts) == IndexState::valid);
    }
    CHECK(database.psql("SELECT count(*) FROM pg_class") == relations);
    execute(connection, "RESET ROLE");
    database.psql(fmt::format("DROP OWNED BY {0}; DROP ROLE {0}", role));
}

TEST_CASE("a table held in ACCESS EXCLUSIVE by somebody is reported after two seconds, not awaited") {
    const TestDatabase database(facts_template());
    auto holder = Connection::open({.target = database.url()});
    execute(holder, "BEGIN; LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
    const Error error = failure_of(database.url(), {email_index()});
    CHECK(error.sql().sqlstate == "55P03");
    CHECK(is_worth_retrying(error));
    CHECK(error.message() == "cannot read the declared indexes: one of their tables is locked");
}

TEST_CASE("the newest record of an index counts, and an undone one is none") {
    const TestDatabase database(facts_template());
    CHECK_FALSE(read_one(database.url(), email_index()).record);
    database.psql(
        std::string(journal_sql) + record_sql("old", "found", "done") + record_sql("new", "created", "done") +
        "CREATE INDEX ix ON t (email); COMMENT ON INDEX ix IS '" + comment_with_token("r1", "new") + "'");
    const IndexFacts facts = read_one(database.url(), email_index());
    REQUIRE(facts.record);
    CHECK(facts.record->token == "new");
    CHECK(facts.record->origin == IndexOrigin::created);
    CHECK(facts.record->done);
    CHECK(is_ours(facts));
    database.psql("UPDATE migrate.index_journal SET state = 'undone' WHERE token = 'new'");
    CHECK_FALSE(read_one(database.url(), email_index()).record);
}

TEST_CASE("what an unfinished build left under its work name is found") {
    const TestDatabase database(facts_template());
    database.psql(std::string(journal_sql) + record_sql("a", "created", "intent") +
                  "CREATE INDEX migr_1_ix ON t (email)");
    const IndexFacts facts = read_one(database.url(), email_index());
    REQUIRE(facts.leftover);
    CHECK(facts.leftover->name == "migr_1_ix");
    CHECK(facts.equivalents.empty());
    database.psql("UPDATE migrate.index_journal SET state = 'done'");
    CHECK_FALSE(read_one(database.url(), email_index()).leftover);
}

TEST_CASE("where nothing can be written, the record says what is wanted") {
    const TestDatabase database(facts_template());
    database.psql(std::string(journal_sql) + "CREATE INDEX ix ON t (email)");
    const auto read_only = [&] {
        auto connection = Connection::open({.target = database.url()});
        execute(connection, "SET default_transaction_read_only = on");
        return read_index_facts(connection, {email_index()}).front();
    };
    CHECK_FALSE(read_only().wanted);
    database.psql(record_sql("a", "found", "done"));
    CHECK(read_only().wanted);
    CHECK(find_state(read_only()) == IndexState::valid);
    database.psql("DROP INDEX ix; CREATE INDEX ix ON t (email DESC)");
    CHECK_FALSE(read_only().wanted);
    CHECK(find_state(read_only()) == IndexState::different);
}

TEST_CASE("a declaration that changed since it was recorded is read anew") {
    const TestDatabase database(facts_template());
    database.psql(std::string(journal_sql) + record_sql("a", "found", "done") +
                  "CREATE INDEX ix ON t (email)");
    IndexSpec spec = email_index();
    spec.keys.front().descending = true;
    CHECK(find_state(read_one(database.url(), spec)) == IndexState::different);
}

TEST_CASE("an index under construction has a builder, one left behind has none") {
    const TestDatabase database(facts_template());
    auto writer = Connection::open({.target = database.url()});
    execute(writer, "BEGIN; INSERT INTO t (email) VALUES ('a')");
    auto builder = Connection::open({.target = database.url()});
    const int pid = builder.backend_pid();
    PQsendQuery(builder.session().raw, "CREATE INDEX CONCURRENTLY ix ON t (email)");
    const std::string waiting =
        fmt::format("SELECT phase FROM pg_stat_progress_create_index WHERE pid = {}", pid);
    for (int looks = 0; database.psql(waiting) != "waiting for writers before build"; ++looks)
        REQUIRE(looks < 1000);
    const IndexFacts growing = read_one(database.url(), email_index());
    REQUIRE(growing.same_name);
    REQUIRE(growing.same_name->builder);
    CHECK(growing.same_name->builder->pid == pid);
    CHECK(growing.same_name->builder->phase == "waiting for writers before build");
    CHECK(find_state(growing) == IndexState::building);

    const std::string role = "stranger_" + database.name();
    database.psql(fmt::format("CREATE ROLE {}", role));
    auto stranger = Connection::open({.target = database.url()});
    execute(stranger, "SET ROLE " + role);
    const IndexFacts seen = read_index_facts(stranger, {email_index()}).front();
    REQUIRE(seen.same_name->builder);
    CHECK(seen.same_name->builder->pid == pid);
    CHECK(seen.same_name->builder->phase.empty());
    execute(stranger, "RESET ROLE");
    database.psql("DROP ROLE " + role);

    builder.cancel();
    while (PGresult* result = PQgetResult(builder.session().raw)) PQclear(result);
    const IndexFacts left = read_one(database.url(), email_index());
    REQUIRE(left.same_name);
    CHECK_FALSE(left.same_name->builder);
    CHECK(find_state(left) == IndexState::invalid);
}
