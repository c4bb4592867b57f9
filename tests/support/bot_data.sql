-- Bot data for psql: psql --set=messages=N --file=bot_data.sql, into empty tables; 1 000 000 messages by default.
-- The same server version always makes the same rows. As in life, a few chats hold most messages (400 at most), a few bots
-- most chats, and the messages of all chats lie mixed in the order they were written.
\set ON_ERROR_STOP on
\if :{?messages}
\else
\set messages 1000000
\endif
SELECT greatest(:messages / 20, 10) AS users, greatest(:messages / 40, 10) AS personas, greatest(:messages / 15, 10) AS links
\gset

BEGIN;
SET LOCAL session_replication_role = replica;  -- the references below are right by construction: checking them takes longest
SET LOCAL synchronous_commit = off;
SET LOCAL work_mem = '256MB';
SET LOCAL timezone = 'UTC';
SELECT setseed(0.20241228) \g /dev/null

INSERT INTO users (telegram_id, username, created_at, updated_at, is_subscribed, subscription_expires_at, daily_message_count,
                   last_message_reset, monthly_message_count, monthly_photo_count, message_count_reset_at, credits)
SELECT 100000000 + n * 48271 % 2147483647,  -- a prime, so no two are the same
       CASE WHEN random() < 0.8 THEN 'user_' || n END,
       joined, joined + random() * interval '90 days', subscribed,
       CASE WHEN subscribed THEN timestamptz '2025-01-01' + random() * interval '60 days' END,
       floor(50 * random() ^ 4), timestamptz '2024-12-27' + random() * interval '1 day',
       floor(900 * random() ^ 4), floor(60 * random() ^ 6), timestamptz '2024-12-01', round((100 * random() ^ 5)::numeric, 2)
FROM (SELECT n, timestamptz '2024-01-01' + random() * interval '270 days' AS joined, random() < 0.1 AS subscribed
      FROM generate_series(1, :users::bigint) AS n) AS people;

INSERT INTO persona_configs (owner_id, name, description, communication_style, verbosity_level, group_reply_preference, media_reaction,
                             proactive_messaging_rate, mood_prompts_json, mood_prompt_active, temperature, top_p,
                             max_response_messages, system_prompt_template, media_system_prompt_template)
SELECT 1 + floor(:users * random() ^ 2), 'Persona ' || n, 'Persona number ' || n || ', generated',
       (ARRAY['neutral', 'friendly', 'sarcastic', 'formal', 'brief'])[1 + floor(5 * random())],
       (ARRAY['concise', 'medium', 'talkative'])[1 + floor(3 * random())],
       (ARRAY['always', 'mentioned_only', 'mentioned_or_contextual', 'never'])[1 + floor(4 * random())],
       (ARRAY['text_only', 'all_media_no_text', 'photo_only', 'none'])[1 + floor(4 * random())],
       (ARRAY['never', 'rarely', 'sometimes', 'often', 'always'])[1 + floor(5 * random())],
       '{"calm": "Stay calm.", "joy": "Be merry."}', random() < 0.7, 0.4 + random(), 0.5 + random() / 2, 1 + floor(6 * random()),
       repeat('You are a persona of few words. ', 30), repeat('Describe what the picture shows. ', 12)
FROM generate_series(1, :personas) AS n;

INSERT INTO bot_instances (persona_config_id, owner_id, name, bot_token, telegram_bot_id, telegram_username, status,
                           last_webhook_set_at, webhook_secret, access_level, whitelisted_users_json)
SELECT id, owner_id, name || ' bot',
       CASE WHEN registered THEN (7000000000 + id) || ':' || md5('token' || id) END,
       CASE WHEN registered THEN (7000000000 + id)::text END,
       CASE WHEN registered THEN 'persona_' || id || '_bot' END,
       CASE WHEN registered THEN (ARRAY['active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'invalid',
                                        'disabled'])[1 + floor(10 * random())] ELSE 'unregistered' END,
       CASE WHEN registered THEN timestamptz '2024-12-01' + random() * interval '26 days' END,
       CASE WHEN registered THEN md5('secret' || id) END,
       (ARRAY['public', 'public', 'public', 'whitelist', 'owner_only'])[1 + floor(5 * random())], '[]'
FROM (SELECT id, owner_id, name, random() < 0.85 AS registered FROM persona_configs ORDER BY id) AS personas;

-- Every fifth link is a second bot in the chat of the link before it; the first ids are the popular bots.
INSERT INTO chat_bot_instances (chat_id, bot_instance_id, active, current_mood, created_at, is_muted)
SELECT (200000000 + n - (n % 5 = 0)::integer)::text,
       CASE WHEN n % 5 = 0 THEN :personas - n % (:personas / 2) ELSE 1 + floor(:personas / 2 * random() ^ 3) END,
       random() < 0.93, (ARRAY['neutral', 'neutral', 'calm', 'joy'])[1 + floor(4 * random())],
       timestamptz '2024-10-01' + random() * interval '60 days', random() < 0.03
FROM generate_series(1, :links) AS n;

-- Zipf's law: the r-th busiest chat holds share * chats / r messages. The share makes it a few more than :messages in all
-- (H(n) is about ln n + 0.58, less what the limit of 400 cuts off); the newest of them fall away.
INSERT INTO chat_contexts (chat_bot_instance_id, message_order, role, content, "timestamp")
SELECT link, message_order, CASE WHEN message_order % 2 = 1 THEN 'user' ELSE 'assistant' END,
       substr(repeat('Well, that depends on what you want to hear; let me think about it for a moment and answer. ', 6),
              1 + floor(90 * random())::integer, 20 + floor(400 * random() ^ 2)::integer),
       written
FROM (SELECT link, message_order, first_at + (timestamptz '2024-12-28' - first_at) * (message_order - random()) / size AS written
      FROM (SELECT id AS link, created_at AS first_at,
                   least(400, ceil(greatest(2.5, 17 / (ln(:links) + 0.5)) * :links / row_number() OVER (ORDER BY random())))::integer AS size
            FROM chat_bot_instances) AS chats,
           generate_series(1, size) AS message_order
      ORDER BY written LIMIT :messages) AS messages;

INSERT INTO api_keys (service, api_key, is_active, last_used_at, requests_count, comment)
SELECT (ARRAY['gemini', 'gemini', 'gemini', 'openrouter'])[1 + n % 4], 'key-' || md5('api key' || n), random() < 0.9,
       timestamptz '2024-12-27' + random() * interval '1 day', floor(10000 * random()), 'generated key ' || n
FROM generate_series(1, 36) AS n;
COMMIT;

ANALYZE users, persona_configs, bot_instances, chat_bot_instances, chat_contexts, api_keys;
