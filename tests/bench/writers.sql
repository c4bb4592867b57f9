-- One write of the bot, for pgbench: a message comes in, and its sender is counted.
\set link random(1, :links)
\set person random(1, :users)
INSERT INTO chat_contexts (chat_bot_instance_id, message_order, role, content) VALUES (:link, 401, 'user', 'a paced message');
UPDATE users SET daily_message_count = daily_message_count + 1 WHERE id = :person;
