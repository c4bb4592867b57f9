-- revision: 20250820_190600
-- parents:  bot_schema
-- message:  webhook secret, one bot a persona, lookup of bots by their Telegram id and name

-- migrate: allow statement.add_unique, statement.create_index, statement.drop_index because bot_instances has one row a bot, which takes milliseconds

-- migrate: up

-- migrate: if missing column bot_instances.webhook_secret
ALTER TABLE bot_instances ADD COLUMN webhook_secret varchar;

-- migrate: if missing unique on bot_instances (persona_config_id)
ALTER TABLE bot_instances ADD CONSTRAINT ux_bot_instances_persona_config_id UNIQUE (persona_config_id);

-- migrate: if missing index on bot_instances (telegram_bot_id)
CREATE INDEX ix_bot_instances_telegram_bot_id ON bot_instances (telegram_bot_id);

-- migrate: if missing index on bot_instances (telegram_username)
CREATE INDEX ix_bot_instances_telegram_username ON bot_instances (telegram_username);

-- migrate: down

-- migrate: if created index on bot_instances (telegram_username)
DROP INDEX ix_bot_instances_telegram_username;

-- migrate: if created index on bot_instances (telegram_bot_id)
DROP INDEX ix_bot_instances_telegram_bot_id;

-- migrate: if created unique on bot_instances (persona_config_id)
ALTER TABLE bot_instances DROP CONSTRAINT ux_bot_instances_persona_config_id;

-- migrate: if created column bot_instances.webhook_secret
ALTER TABLE bot_instances DROP COLUMN webhook_secret;
