#include "tests/unit/checks/statement_cases.hpp"

namespace migrate::test {

const std::vector<StatementCase>& lock_cases() {
    static const std::vector<StatementCase> cases{
        {"statement.create_index", "CREATE INDEX ix ON orders (id);", {"1:1"}},
        {"statement.create_index", "SELECT 1;\n  CREATE UNIQUE INDEX ON s.orders (id);", {"2:3"}},
        {"statement.create_index", "/* é */ CREATE INDEX ON orders (id)", {"1:9"}},
        {"statement.create_index", "CREATE INDEX CONCURRENTLY ix ON orders (id);", {}},
        {"statement.create_index", "CREATE TABLE orders (id int); CREATE INDEX ON orders (id);", {}},
        {"statement.create_index", "CREATE TABLE orders (id int); CREATE INDEX ON public.orders (id);", {}},
        {"statement.create_index", "CREATE TABLE orders (id int); CREATE INDEX ON other (id);", {"1:31"}},
        {"statement.create_index", "CREATE TABLE a AS SELECT 1 AS id; CREATE INDEX ON a (id);", {}},
        {"statement.create_index", "SELECT 1 AS id INTO a; CREATE INDEX ON a (id);", {}},
        {"statement.create_index",
         "CREATE MATERIALIZED VIEW m AS SELECT 1 AS id; CREATE INDEX ON m (id);",
         {}},
        {"statement.create_index",
         "CREATE TABLE a_new (id int); ALTER TABLE a_new RENAME TO a; CREATE INDEX ON a (id);",
         {}},
        {"statement.create_index",
         "CREATE TABLE a (id int); DROP TABLE a; CREATE INDEX ON a (id);",
         {"1:40"}},
        {"statement.create_index", "CREATE INDEX ON a (id); DROP TABLE a;", {}},
        {"statement.create_index", "CREATE INDEX ON ONLY parent (id);", {}},

        {"statement.drop_index", "DROP INDEX ix, s.iy;", {"1:1", "1:1"}},
        {"statement.drop_index", "DROP INDEX CONCURRENTLY ix;", {}},
        {"statement.drop_index", "DROP TABLE ix;", {}},
        {"statement.drop_index", "CREATE TABLE a (id int); CREATE INDEX ix ON a (id); DROP INDEX ix;", {}},

        {"statement.reindex", "REINDEX TABLE orders;", {"1:1"}},
        {"statement.reindex", "REINDEX INDEX ix;", {"1:1"}},
        {"statement.reindex", "REINDEX TABLE CONCURRENTLY orders;", {}},
        {"statement.reindex", "CREATE TABLE a (id int); REINDEX TABLE a;", {}},

        {"statement.accepts_invalid_index", "CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON a (id);", {"1:1"}},
        {"statement.accepts_invalid_index", "CREATE INDEX CONCURRENTLY ix ON a (id);", {}},
        {"statement.accepts_invalid_index", "CREATE INDEX IF NOT EXISTS ix ON a (id);", {}},

        {"statement.add_foreign_key",
         "ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (b_id) REFERENCES b (id);",
         {"1:15"}},
        {"statement.add_foreign_key", "ALTER TABLE a ADD COLUMN b_id int DEFAULT 1 REFERENCES b;", {"1:15"}},
        {"statement.add_foreign_key", "ALTER TABLE a ADD b_id int DEFAULT NULL REFERENCES b;", {"1:15"}},
        {"statement.add_foreign_key", "ALTER TABLE a ADD COLUMN b_id int REFERENCES b;", {}},
        {"statement.add_foreign_key", "ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b NOT VALID;", {}},
        {"statement.add_foreign_key",
         "CREATE TABLE a (b_id int); ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b;",
         {}},
        {"statement.add_foreign_key",
         "CREATE TABLE b (id int); ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b;",
         {"1:40"}},

        {"statement.add_check",
         "ALTER TABLE a\n  ADD COLUMN x int,\n  ADD CONSTRAINT c CHECK (x > 0);",
         {"3:3"}},
        {"statement.add_check", "ALTER TABLE a ADD COLUMN x int CHECK (x > 0);", {"1:15"}},
        {"statement.add_check", "ALTER TABLE a ADD CONSTRAINT c CHECK (x > 0) NOT VALID;", {}},
        {"statement.add_check", "CREATE TABLE a (x int CHECK (x > 0));", {}},

        {"statement.add_unique", "ALTER TABLE a ADD CONSTRAINT u UNIQUE (x);", {"1:15"}},
        {"statement.add_unique", "ALTER TABLE a ADD COLUMN x text UNIQUE;", {"1:15"}},
        {"statement.add_unique", "ALTER TABLE a ADD CONSTRAINT u UNIQUE USING INDEX ix;", {}},
        {"statement.add_unique", "CREATE TABLE a (x int); ALTER TABLE a ADD UNIQUE (x);", {}},

        {"statement.add_primary_key",
         "ALTER TABLE ONLY public.a ADD CONSTRAINT p PRIMARY KEY (x);",
         {"1:27"}},
        {"statement.add_primary_key", "ALTER TABLE a ADD COLUMN id bigint PRIMARY KEY;", {"1:15"}},
        {"statement.add_primary_key", "ALTER TABLE a ADD CONSTRAINT p PRIMARY KEY USING INDEX ix;", {}},

        {"statement.add_exclusion", "ALTER TABLE a ADD EXCLUDE USING gist (r WITH &&);", {"1:15"}},
        {"statement.add_exclusion", "CREATE TABLE a (r int4range, EXCLUDE USING gist (r WITH &&));", {}},

        {"statement.set_not_null", "ALTER TABLE a ALTER COLUMN x SET NOT NULL;", {"1:15"}},
        {"statement.set_not_null",
         "ALTER TABLE IF EXISTS a ALTER x TYPE text, ALTER x SET NOT NULL;",
         {"1:44"}},
        {"statement.set_not_null", "ALTER TABLE a ALTER x DROP NOT NULL;", {}},
        {"statement.set_not_null", "CREATE TABLE a (x int); ALTER TABLE a ALTER x SET NOT NULL;", {}},
        {"statement.set_not_null",
         "ALTER TABLE a ADD CONSTRAINT c CHECK (x IS NOT NULL AND y > 0) NOT VALID;\n"
         "ALTER TABLE a VALIDATE CONSTRAINT c;\nALTER TABLE a ALTER x SET NOT NULL;",
         {}},
        {"statement.set_not_null",
         "ALTER TABLE a ADD CONSTRAINT c CHECK (x IS NOT NULL) NOT VALID;\nALTER TABLE a ALTER x SET NOT NULL;",
         {"2:15"}},
        {"statement.set_not_null",
         "ALTER TABLE a ADD CONSTRAINT c CHECK (y IS NOT NULL);\nALTER TABLE a ALTER x SET NOT NULL;",
         {"2:15"}},

        {"statement.volatile_default",
         "ALTER TABLE a ADD COLUMN x uuid DEFAULT gen_random_uuid();",
         {"1:15"}},
        {"statement.volatile_default", "ALTER TABLE a ADD x float8 NOT NULL DEFAULT 1 + random();", {"1:15"}},
        {"statement.volatile_default", "ALTER TABLE a ADD x int DEFAULT mine();", {"1:15"}},
        {"statement.volatile_default", "ALTER TABLE a ADD x timestamptz NOT NULL DEFAULT now();", {}},
        {"statement.volatile_default", "ALTER TABLE a ADD x timestamptz DEFAULT CURRENT_TIMESTAMP;", {}},
        {"statement.volatile_default",
         "ALTER TABLE a ADD x jsonb DEFAULT '{}'::jsonb, ADD y text[] DEFAULT ARRAY[]::text[];",
         {}},
        {"statement.volatile_default", "ALTER TABLE a ALTER x SET DEFAULT gen_random_uuid();", {}},
        {"statement.volatile_default", "CREATE TABLE a (x uuid DEFAULT gen_random_uuid());", {}},

        {"statement.add_serial_column", "ALTER TABLE a ADD COLUMN id bigserial;", {"1:15"}},
        {"statement.add_serial_column",
         "ALTER TABLE a ADD id bigint GENERATED ALWAYS AS IDENTITY;",
         {"1:15"}},
        {"statement.add_serial_column", "ALTER TABLE a ADD id bigint;", {}},
        {"statement.add_serial_column", "CREATE TABLE a (id bigserial);", {}},

        {"statement.add_generated_column",
         "ALTER TABLE a ADD x int GENERATED ALWAYS AS (y * 2) STORED;",
         {"1:15"}},
        {"statement.add_generated_column",
         "CREATE TABLE a (y int, x int GENERATED ALWAYS AS (y * 2) STORED);",
         {}},

        {"statement.add_required_column", "ALTER TABLE a ADD COLUMN x int NOT NULL;", {"1:15"}},
        {"statement.add_required_column", "ALTER TABLE a ADD x int NOT NULL DEFAULT NULL;", {"1:15"}},
        {"statement.add_required_column", "ALTER TABLE a ADD x int NOT NULL DEFAULT 0;", {}},
        {"statement.add_required_column", "ALTER TABLE a ADD x bigserial NOT NULL;", {}},
        {"statement.add_required_column", "ALTER TABLE a ADD x int;", {}},

        {"statement.change_column_type", "ALTER TABLE a ALTER COLUMN x TYPE bigint;", {"1:15"}},
        {"statement.change_column_type", "ALTER TABLE a ALTER x TYPE text;", {"1:15"}},
        {"statement.change_column_type", "ALTER TABLE a ALTER x TYPE text USING lower(x);", {"1:15"}},
        {"statement.change_column_type", "CREATE TABLE a (x int); ALTER TABLE a ALTER x TYPE bigint;", {}},

        {"statement.alter_domain", "ALTER DOMAIN d ADD CONSTRAINT c CHECK (value > 0);", {"1:1"}},
        {"statement.alter_domain", "ALTER DOMAIN d SET NOT NULL;", {"1:1"}},
        {"statement.alter_domain", "ALTER DOMAIN d ADD CONSTRAINT c CHECK (value > 0) NOT VALID;", {}},
        {"statement.alter_domain", "ALTER DOMAIN d DROP NOT NULL;", {}},
        {"statement.alter_domain", "CREATE DOMAIN d AS int; ALTER DOMAIN d SET NOT NULL;", {}},

        {"statement.rewrite_table", "ALTER TABLE a SET TABLESPACE fast, SET LOGGED;", {"1:15", "1:36"}},
        {"statement.rewrite_table", "ALTER TABLE a SET (fillfactor = 70);", {}},

        {"statement.vacuum_full", "VACUUM FULL a;", {"1:8"}},
        {"statement.vacuum_full", "VACUUM (FULL, ANALYZE) a;", {"1:9"}},
        {"statement.vacuum_full", "VACUUM a;", {}},

        {"statement.cluster", "CLUSTER a USING ix;", {"1:1"}},
        {"statement.cluster", "ALTER TABLE a CLUSTER ON ix;", {}},

        {"statement.refresh_view", "REFRESH MATERIALIZED VIEW m;", {"1:1"}},
        {"statement.refresh_view", "REFRESH MATERIALIZED VIEW CONCURRENTLY m;", {}},
        {"statement.refresh_view",
         "CREATE MATERIALIZED VIEW m AS SELECT 1 WITH NO DATA; REFRESH MATERIALIZED VIEW m;",
         {}},

        {"statement.attach_partition", "ALTER TABLE p ATTACH PARTITION a FOR VALUES IN (1);", {"1:15"}},
        {"statement.attach_partition",
         "CREATE TABLE a (x int); ALTER TABLE p ATTACH PARTITION a FOR VALUES IN (1);",
         {}},
        {"statement.attach_partition",
         "ALTER TABLE a ADD CONSTRAINT c CHECK (x = 1); ALTER TABLE p ATTACH PARTITION a FOR VALUES IN (1);",
         {}},

        {"statement.detach_partition", "ALTER TABLE p DETACH PARTITION a;", {"1:15"}},
        {"statement.detach_partition", "ALTER TABLE p DETACH PARTITION a CONCURRENTLY;", {}},

        {"statement.lock_table", "LOCK TABLE a, b IN EXCLUSIVE MODE;", {"1:12", "1:15"}},
        {"statement.lock_table", "LOCK a;", {"1:6"}},
        {"statement.lock_table", "LOCK TABLE a IN ROW EXCLUSIVE MODE;", {}},

        {"statement.repeated_assignment", "UPDATE a SET x = 1, y = 2, x = 3;", {"1:28"}},
        {"statement.repeated_assignment", "UPDATE a SET x = 1, y = 2;", {}},
        {"statement.repeated_assignment", "UPDATE a SET x[1] = 1, x[2] = 2;", {}},
    };
    return cases;
}

}  // namespace migrate::test
