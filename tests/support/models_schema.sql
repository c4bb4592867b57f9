-- The bot's six tables as its models create them on an empty database: final columns, constraints, and the models' own
-- single-column indexes ix_<table>_<column>. There is no alembic_version: the models do not write one.

CREATE TABLE users (
    id serial PRIMARY KEY,
    telegram_id bigint NOT NULL,
    username varchar,
    created_at timestamptz DEFAULT now(),
    updated_at timestamptz DEFAULT now(),
    is_subscribed boolean,
    subscription_expires_at timestamptz,
    daily_message_count integer NOT NULL,
    last_message_reset timestamptz NOT NULL DEFAULT now(),
    monthly_message_count integer NOT NULL,
    monthly_photo_count integer NOT NULL,
    message_count_reset_at timestamptz,
    credits double precision NOT NULL
);
CREATE UNIQUE INDEX ix_users_telegram_id ON users (telegram_id);
CREATE INDEX ix_users_is_subscribed ON users (is_subscribed);
CREATE INDEX ix_users_subscription_expires_at ON users (subscription_expires_at);
CREATE INDEX ix_users_last_message_reset ON users (last_message_reset);
CREATE INDEX ix_users_credits ON users (credits);

CREATE TABLE persona_configs (
    id serial PRIMARY KEY,
    owner_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name varchar NOT NULL,
    description text,
    communication_style text NOT NULL,
    verbosity_level text NOT NULL,
    group_reply_preference text NOT NULL,
    media_reaction text NOT NULL,
    proactive_messaging_rate text NOT NULL,
    mood_prompts_json text,
    mood_prompt_active boolean NOT NULL,
    temperature double precision,
    top_p double precision,
    max_response_messages integer NOT NULL,
    system_prompt_template text NOT NULL,
    media_system_prompt_template text NOT NULL,
    system_prompt_template_override text,
    should_respond_prompt_template text,
    CONSTRAINT _owner_persona_name_uc UNIQUE (owner_id, name)
);
CREATE INDEX ix_persona_configs_owner_id ON persona_configs (owner_id);

CREATE TABLE bot_instances (
    id serial PRIMARY KEY,
    persona_config_id integer NOT NULL REFERENCES persona_configs (id) ON DELETE CASCADE,
    owner_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name varchar,
    bot_token text,
    telegram_bot_id varchar,
    telegram_username varchar,
    status varchar NOT NULL,
    last_webhook_set_at timestamptz,
    webhook_secret varchar,
    access_level varchar NOT NULL,
    whitelisted_users_json text
);
CREATE UNIQUE INDEX ix_bot_instances_persona_config_id ON bot_instances (persona_config_id);
CREATE INDEX ix_bot_instances_owner_id ON bot_instances (owner_id);
CREATE UNIQUE INDEX ix_bot_instances_bot_token ON bot_instances (bot_token);
CREATE INDEX ix_bot_instances_telegram_bot_id ON bot_instances (telegram_bot_id);
CREATE INDEX ix_bot_instances_telegram_username ON bot_instances (telegram_username);
CREATE INDEX ix_bot_instances_access_level ON bot_instances (access_level);

CREATE TABLE chat_bot_instances (
    id serial PRIMARY KEY,
    chat_id varchar NOT NULL,
    bot_instance_id integer NOT NULL REFERENCES bot_instances (id) ON DELETE CASCADE,
    active boolean,
    current_mood varchar NOT NULL,
    created_at timestamptz DEFAULT now(),
    is_muted boolean NOT NULL,
    CONSTRAINT _chat_bot_uc UNIQUE (chat_id, bot_instance_id)
);
CREATE INDEX ix_chat_bot_instances_chat_id ON chat_bot_instances (chat_id);
CREATE INDEX ix_chat_bot_instances_bot_instance_id ON chat_bot_instances (bot_instance_id);
CREATE INDEX ix_chat_bot_instances_active ON chat_bot_instances (active);

CREATE TABLE chat_contexts (
    id serial PRIMARY KEY,
    chat_bot_instance_id integer NOT NULL REFERENCES chat_bot_instances (id) ON DELETE CASCADE,
    message_order integer NOT NULL,
    role varchar NOT NULL,
    content text NOT NULL,
    "timestamp" timestamptz DEFAULT now()
);
CREATE INDEX ix_chat_contexts_chat_bot_instance_id ON chat_contexts (chat_bot_instance_id);
CREATE INDEX ix_chat_contexts_message_order ON chat_contexts (message_order);

CREATE TABLE api_keys (
    id serial PRIMARY KEY,
    service varchar NOT NULL,
    api_key text NOT NULL,
    is_active boolean NOT NULL,
    last_used_at timestamptz DEFAULT now(),
    requests_count integer NOT NULL,
    comment varchar,
    UNIQUE (api_key)
);
CREATE INDEX ix_api_keys_service ON api_keys (service);
CREATE INDEX ix_api_keys_is_active ON api_keys (is_active);
