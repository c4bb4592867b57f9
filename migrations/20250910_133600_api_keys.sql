-- revision: 20250910_133600
-- parents:  20250823_120000
-- message:  pool of API keys

-- Databases that Alembic brought here also have idx_api_keys_service and idx_api_keys_active: the same two indexes a second time. They stay
-- where they are, and are not made anew.

-- migrate: up

-- migrate: if missing table api_keys
CREATE TABLE api_keys (
    id serial PRIMARY KEY,
    service varchar NOT NULL,
    api_key text NOT NULL UNIQUE,
    is_active boolean NOT NULL,
    last_used_at timestamptz DEFAULT now(),
    requests_count integer NOT NULL,
    comment varchar
);

-- migrate: if missing index on api_keys (service)
CREATE INDEX ix_api_keys_service ON api_keys (service);

-- migrate: if missing index on api_keys (is_active)
CREATE INDEX ix_api_keys_is_active ON api_keys (is_active);

-- migrate: down

-- migrate: if created index on api_keys (is_active)
DROP INDEX ix_api_keys_is_active;

-- migrate: if created index on api_keys (service)
DROP INDEX ix_api_keys_service;

-- migrate: if created table api_keys
DROP TABLE api_keys;
