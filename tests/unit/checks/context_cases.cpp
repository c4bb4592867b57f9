#include "tests/unit/checks/statement_cases.hpp"

namespace migrate::test {

const std::vector<StatementCase>& context_cases() {
    static const std::vector<StatementCase> cases{
        {"statement.refused_in_transaction", "BEGIN;\nCREATE INDEX CONCURRENTLY ON a (x);\nCOMMIT;", {"2:1"}},
        {"statement.refused_in_transaction", "BEGIN; VACUUM a; COMMIT;", {"1:8"}},
        {"statement.refused_in_transaction", "BEGIN; SELECT 1; COMMIT; VACUUM a;", {}},
        {"statement.refused_in_transaction", "CREATE INDEX CONCURRENTLY ON a (x);", {}},

        {"statement.validate_at_once",
         "ALTER TABLE a ADD CONSTRAINT c CHECK (x > 0) NOT VALID;\nALTER TABLE a VALIDATE CONSTRAINT c;",
         {"2:15"}},
        {"statement.validate_at_once",
         "BEGIN; ALTER TABLE a ADD CONSTRAINT c CHECK (x > 0) NOT VALID; COMMIT; ALTER TABLE a VALIDATE CONSTRAINT c;",
         {}},
        {"statement.validate_at_once", "ALTER TABLE a VALIDATE CONSTRAINT c;", {}},

        {"statement.write_all_rows", "UPDATE a SET x = 1;", {"1:1"}},
        {"statement.write_all_rows", "DELETE FROM a WHERE true;", {"1:1"}},
        {"statement.write_all_rows", "UPDATE a SET x = 1 WHERE x = 2;", {}},
        {"statement.write_all_rows",
         "CREATE TABLE a (x int); INSERT INTO a SELECT 1; UPDATE a SET x = 1;",
         {}},
        {"statement.write_all_rows", "ALTER TABLE a ADD y int; UPDATE a SET y = 1;", {}},

        {"statement.write_under_lock", "ALTER TABLE a ADD y int;\nUPDATE a SET y = 1 WHERE x = 2;", {"2:1"}},
        {"statement.write_under_lock", "ALTER TABLE a ADD y int; INSERT INTO b SELECT x FROM a;", {"1:26"}},
        {"statement.write_under_lock", "ALTER TABLE a RENAME y TO z; DELETE FROM b WHERE x = 2;", {"1:30"}},
        {"statement.write_under_lock", "ALTER TABLE a ADD y int; UPDATE pg_index SET indisvalid = true;", {}},
        {"statement.write_under_lock", "ALTER TABLE a ADD y int; INSERT INTO b VALUES (1);", {}},
        {"statement.write_under_lock", "UPDATE a SET y = 1; ALTER TABLE a ADD z int;", {}},
        {"statement.write_under_lock", "BEGIN; ALTER TABLE a ADD y int; COMMIT; UPDATE a SET y = 1;", {}},
        {"statement.write_under_lock",
         "CREATE TABLE a (x int); ALTER TABLE a ADD y int; UPDATE b SET y = 1;",
         {}},
        {"statement.write_under_lock", "ALTER TABLE a VALIDATE CONSTRAINT c; UPDATE b SET y = 1;", {}},

        {"statement.new_enum_value",
         "ALTER TYPE t ADD VALUE 'new';\nUPDATE a SET x = 'new' WHERE y;",
         {"1:1"}},
        {"statement.new_enum_value", "ALTER TYPE t ADD VALUE 'new'; INSERT INTO a VALUES ('new');", {"1:1"}},
        {"statement.new_enum_value", "ALTER TYPE t ADD VALUE 'new'; UPDATE a SET x = 'old';", {}},
        {"statement.new_enum_value",
         "CREATE TYPE t AS ENUM (); ALTER TYPE t ADD VALUE 'new'; INSERT INTO a VALUES ('new');",
         {}},
        {"statement.new_enum_value",
         "BEGIN; ALTER TYPE t ADD VALUE 'new'; COMMIT; INSERT INTO a VALUES ('new');",
         {}},

        {"statement.create_index",
         "CREATE TABLE IF NOT EXISTS s.\"A\" AS SELECT 1 FROM (SELECT 2); CREATE INDEX ON s.\"A\" (x);",
         {}},

        {"statement.uncommitted", "BEGIN;\nCREATE TABLE a (x int);", {"1:1"}},
        {"statement.uncommitted",
         "CREATE TABLE a (x int); START TRANSACTION; CREATE TABLE b (x int);",
         {"1:25"}},
        {"statement.uncommitted", "BEGIN; CREATE TABLE a (x int); COMMIT;", {}},
        {"statement.uncommitted", "CREATE TABLE a (x int);", {}},

        {"statement.not_checked", "CREATE TABLE a (x int);\nCREATE TABEL b;", {"2:8"}},
        {"statement.not_checked", "DO $$ BEGIN PERFORM 1; END $$;", {"1:1"}},
        {"statement.not_checked", "SELECT 1;\nSELECT 'without an end;", {"2:8"}},
        {"statement.not_checked", "\\connect other\n", {"1:1"}},
        {"statement.not_checked", "SELECT 1;", {}},
        {"statement.not_checked", "", {}},
    };
    return cases;
}

const std::vector<StatementCase>& style_cases() {
    static const std::vector<StatementCase> cases{
        {"style.json", "CREATE TABLE a (\n  x json);", {"2:3"}},
        {"style.json", "CREATE TABLE a (x jsonb);", {}},
        {"style.serial", "ALTER TABLE a ADD x serial;", {"1:15"}},
        {"style.serial", "ALTER TABLE a ADD x int GENERATED ALWAYS AS IDENTITY;", {}},
        {"style.small_key", "CREATE TABLE a (id int PRIMARY KEY);", {"1:17"}},
        {"style.small_key", "CREATE TABLE a (id bigint PRIMARY KEY, x int);", {}},
        {"style.timestamp_without_zone", "CREATE TABLE a (x timestamp(3));", {"1:17"}},
        {"style.timestamp_without_zone", "CREATE TABLE a (x timestamptz(3));", {}},
        {"style.varchar_length", "CREATE TABLE a (x varchar(20), y char(2));", {"1:17", "1:32"}},
        {"style.varchar_length", "CREATE TABLE a (x varchar, y text);", {}},
    };
    return cases;
}

}  // namespace migrate::test
