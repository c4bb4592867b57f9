-- revision: 20250820_200500
-- parents:  20250820_190600
-- message:  access levels and credits

-- migrate: allow statement.create_index, statement.drop_index because bot_instances has one row a bot, which takes milliseconds

-- The defaults let a bot of the release before go on inserting rows.

-- migrate: up

-- migrate: if missing column users.credits
ALTER TABLE users ADD COLUMN credits double precision NOT NULL DEFAULT 0;

-- migrate: if missing column bot_instances.access_level
ALTER TABLE bot_instances ADD COLUMN access_level varchar NOT NULL DEFAULT 'public';

-- migrate: if missing column bot_instances.whitelisted_users_json
ALTER TABLE bot_instances ADD COLUMN whitelisted_users_json text;

-- migrate: if missing index on bot_instances (access_level)
CREATE INDEX ix_bot_instances_access_level ON bot_instances (access_level);

-- migrate: down

-- migrate: if created index on bot_instances (access_level)
DROP INDEX ix_bot_instances_access_level;

-- migrate: if created column bot_instances.whitelisted_users_json
ALTER TABLE bot_instances DROP COLUMN whitelisted_users_json;

-- migrate: if created column bot_instances.access_level
ALTER TABLE bot_instances DROP COLUMN access_level;

-- migrate: if created column users.credits
ALTER TABLE users DROP COLUMN credits;
