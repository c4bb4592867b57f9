#include "tests/unit/checks/statement_cases.hpp"

namespace migrate::test {

const std::vector<StatementCase>& change_cases() {
    static const std::vector<StatementCase> cases{
        {"statement.rename_column", "ALTER TABLE a RENAME COLUMN x TO y;", {"1:1"}},
        {"statement.rename_column", "ALTER TABLE a ADD x int; ALTER TABLE a RENAME x TO y;", {}},
        {"statement.rename_column", "CREATE TABLE a (x int); ALTER TABLE a RENAME x TO y;", {}},
        {"statement.rename_column", "ALTER TABLE a RENAME CONSTRAINT x TO y;", {}},

        {"statement.rename_table", "ALTER TABLE a RENAME TO b;", {"1:1"}},
        {"statement.rename_table", "ALTER TABLE a SET SCHEMA s;", {"1:1"}},
        {"statement.rename_table", "ALTER VIEW v RENAME TO w;", {"1:1"}},
        {"statement.rename_table", "ALTER TABLE a RENAME TO b; CREATE VIEW a AS SELECT * FROM b;", {}},
        {"statement.rename_table",
         "CREATE TABLE a_new (x int); ALTER TABLE a RENAME TO a_old; ALTER TABLE a_new RENAME TO a;",
         {}},
        {"statement.rename_table", "ALTER INDEX i RENAME TO j;", {}},
        {"statement.rename_table", "ALTER SEQUENCE i RENAME TO j;", {}},

        {"statement.rename_schema", "ALTER SCHEMA a RENAME TO b;", {"1:1"}},
        {"statement.rename_schema", "CREATE SCHEMA a;", {}},

        {"statement.rename_type", "ALTER TYPE t RENAME VALUE 'a' TO 'b';", {"1:1"}},
        {"statement.rename_type", "ALTER TYPE t RENAME TO u;", {"1:1"}},
        {"statement.rename_type", "ALTER TYPE t RENAME TO t_old; CREATE TYPE t AS ENUM ('a');", {}},
        {"statement.rename_type", "CREATE TYPE t AS ENUM ('a'); ALTER TYPE t RENAME VALUE 'a' TO 'b';", {}},
        {"statement.rename_type", "ALTER TYPE t ADD VALUE 'c';", {}},

        {"statement.drop_column", "ALTER TABLE a DROP COLUMN x, DROP IF EXISTS y CASCADE;", {"1:15", "1:30"}},
        {"statement.drop_column", "ALTER TABLE a ADD x int; ALTER TABLE a DROP x;", {}},
        {"statement.drop_column", "ALTER TABLE a DROP CONSTRAINT x;", {}},

        {"statement.drop_table", "DROP TABLE a, s.b;", {"1:1", "1:1"}},
        {"statement.drop_table", "CREATE TABLE a (x int); DROP TABLE a;", {}},
        {"statement.drop_table",
         "CREATE TABLE b AS SELECT * FROM a; DROP TABLE a; ALTER TABLE b RENAME TO a;",
         {}},
        {"statement.drop_table", "DROP VIEW v;", {}},

        {"statement.drop_schema", "DROP SCHEMA s CASCADE;", {"1:1"}},
        {"statement.drop_schema", "DROP SCHEMA s;", {}},

        {"statement.drop_database", "DROP DATABASE d;", {"1:1"}},
        {"statement.drop_database", "CREATE DATABASE d;", {}},

        {"statement.drop_cascade", "DROP TYPE t CASCADE;", {"1:1"}},
        {"statement.drop_cascade", "DROP EXTENSION e CASCADE;", {"1:1"}},
        {"statement.drop_cascade", "DROP TYPE t;", {}},
        {"statement.drop_cascade", "DROP TABLE t CASCADE;", {}},
        {"statement.drop_cascade", "CREATE TYPE t AS ENUM ('a'); DROP TYPE t CASCADE;", {}},

        {"statement.truncate", "TRUNCATE a, b CASCADE;", {"1:10", "1:13"}},
        {"statement.truncate", "CREATE TABLE a (x int); TRUNCATE a;", {}},

        {"statement.drop_not_null", "ALTER TABLE a ALTER x DROP NOT NULL;", {"1:15"}},
        {"statement.drop_not_null", "ALTER TABLE a ALTER x SET NOT NULL;", {}},

        {"statement.disable_trigger", "ALTER TABLE a DISABLE TRIGGER ALL;", {"1:15"}},
        {"statement.disable_trigger", "ALTER TABLE a DISABLE TRIGGER t;", {"1:15"}},
        {"statement.disable_trigger",
         "ALTER TABLE a DISABLE TRIGGER t; UPDATE a SET x = 1; ALTER TABLE a ENABLE TRIGGER t;",
         {}},

        {"statement.long_identifier", "CREATE TABLE " + std::string(64, 'a') + " (x int);", {"1:14"}},
        {"statement.long_identifier", "CREATE INDEX \"" + std::string(70, 'a') + "\" ON a (x);", {"1:14"}},
        {"statement.long_identifier", "CREATE TABLE " + std::string(63, 'a') + " (x int);", {}},
        {"statement.long_identifier", "CREATE TABLE a (x text DEFAULT '" + std::string(90, 'a') + "');", {}},
    };
    return cases;
}

}  // namespace migrate::test
