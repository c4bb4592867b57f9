-- revision: bot_schema
-- parents:
-- message:  the bot's five older tables

-- On a database whose tables the bot's models made, nothing here runs, and `down` leaves those tables alone.

-- migrate: up

-- migrate: if missing table users
CREATE TABLE users (
    id serial PRIMARY KEY,
    telegram_id bigint NOT NULL UNIQUE,
    username varchar,
    created_at timestamptz DEFAULT now(),
    updated_at timestamptz DEFAULT now(),
    is_subscribed boolean,
    subscription_expires_at timestamptz,
    daily_message_count integer NOT NULL,
    last_message_reset timestamptz NOT NULL DEFAULT now(),
    monthly_message_count integer NOT NULL,
    monthly_photo_count integer NOT NULL,
    message_count_reset_at timestamptz
);

-- migrate: if missing table persona_configs
CREATE TABLE persona_configs (
    id serial PRIMARY KEY,
    owner_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name varchar NOT NULL,
    description text,
    communication_style text NOT NULL,
    verbosity_level text NOT NULL,
    group_reply_preference text NOT NULL,
    media_reaction text NOT NULL,
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

-- migrate: if missing table bot_instances
CREATE TABLE bot_instances (
    id serial PRIMARY KEY,
    persona_config_id integer NOT NULL REFERENCES persona_configs (id) ON DELETE CASCADE,
    owner_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name varchar,
    bot_token text UNIQUE,
    telegram_bot_id varchar,
    telegram_username varchar,
    status varchar NOT NULL,
    last_webhook_set_at timestamptz
);

-- migrate: if missing table chat_bot_instances
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

-- migrate: if missing table chat_contexts
CREATE TABLE chat_contexts (
    id serial PRIMARY KEY,
    chat_bot_instance_id integer NOT NULL REFERENCES chat_bot_instances (id) ON DELETE CASCADE,
    message_order integer NOT NULL,
    role varchar NOT NULL,
    content text NOT NULL,
    timestamp timestamptz DEFAULT now()
);

-- migrate: down

-- migrate: if created table chat_contexts
DROP TABLE chat_contexts;

-- migrate: if created table chat_bot_instances
DROP TABLE chat_bot_instances;

-- migrate: if created table bot_instances
DROP TABLE bot_instances;

-- migrate: if created table persona_configs
DROP TABLE persona_configs;

-- migrate: if created table users
DROP TABLE users;
