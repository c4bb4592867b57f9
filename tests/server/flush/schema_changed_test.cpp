// What `up` and `down` tell daemons: at their commit, and never else.

#include "tests/server/flush/flush_example.hpp"

using namespace migrate::test;

TEST_CASE("up and down are heard when they commit") {
    const FlushExample example;
    HeardListener listener(example.database.url());
    REQUIRE(listener.comes_to_listen());
    CHECK(example.program.run({"--yes", "down", "base"}).exit_code == 0);
    CHECK(listener.hears("schema a"));
    CHECK(example.program.run({"up"}).exit_code == 0);
    CHECK(listener.hears("schema a", 2));
}

TEST_CASE("a revision that is rolled back is never heard, and the one before it is") {
    FlushExample example;
    HeardListener listener(example.database.url());
    REQUIRE(listener.comes_to_listen());
    example.program.revision("b", "a").file("migrations/c.sql",
                                            "-- revision: c\n-- parents: b\n-- message: fails at its end\n"
                                            "-- migrate: up\nCREATE TABLE t_c (id int);\nSELECT 1 / 0;\n"
                                            "-- migrate: down\nDROP TABLE t_c;\n");
    CHECK(example.program.run({"up"}).exit_code == 4);
    CHECK(listener.hears("schema b"));
    CHECK(example.flush({"menu"})["acknowledged"] == 1);  // so all that was sent before has been heard
    CHECK(listener.count("schema c") == 0);
}

TEST_CASE("indexes, and statements that run outside a transaction, are heard as well") {
    FlushExample example;
    HeardListener listener(example.database.url());
    REQUIRE(listener.comes_to_listen());
    example.program
        .file(
            "migrations/i.toml",
            "revision = 'i'\nparents = ['a']\nmessage = 'an index'\n[[create_index]]\nname = 'ix_i'\ntable = 't_a'\ncolumns = ['id']\n")
        .file("migrations/s.sql",
              "-- revision: s\n-- parents: i\n-- message: statement by statement\n-- migrate: up\n"
              "CREATE TABLE t_s (id int);\nCREATE INDEX CONCURRENTLY ix_s ON t_a (id, id);\n"
              "-- migrate: down\nDROP TABLE t_s;\n");
    const ProcessResult up = example.program.run({"up"});
    INFO(up.output << up.errors);
    CHECK(up.exit_code == 0);
    CHECK(listener.hears("schema i"));
    CHECK(listener.hears("schema s", 3));  // two statements, and the end of the revision
}
