-- What the queries of a message cost now, for psql: one line a query with its name, what it reads, the median milliseconds and the
-- median number of 8 kB blocks. Each runs for 15 messages spread evenly over chat_contexts, after one more to warm up.
SET search_path = pg_temp, public;

CREATE TABLE pg_temp.sample AS
SELECT row_number() OVER (ORDER BY md5(message.id::text)) AS n, link.id AS link_id, link.chat_id, bot.telegram_bot_id
FROM chat_contexts AS message
JOIN chat_bot_instances AS link ON link.id = message.chat_bot_instance_id
JOIN bot_instances AS bot ON bot.id = link.bot_instance_id
WHERE message.id % (SELECT greatest(max(id) / 100, 1) FROM chat_contexts) = 0 AND link.active AND bot.telegram_bot_id IS NOT NULL
ORDER BY n LIMIT 16;

CREATE TABLE pg_temp.query (n serial, name text, reads text, sql text);
INSERT INTO query (name, reads, sql) VALUES
('active_link', 'the active link of a chat',
 'SELECT * FROM chat_bot_instances AS link
  JOIN bot_instances AS bot ON bot.id = link.bot_instance_id
  JOIN persona_configs AS persona ON persona.id = bot.persona_config_id
  JOIN users AS owner ON owner.id = persona.owner_id
  WHERE link.chat_id = $1.chat_id AND bot.telegram_bot_id = $1.telegram_bot_id AND link.active
  ORDER BY link.created_at DESC LIMIT 1'),
('context_tail', 'the last 200 messages',
 'SELECT role, content, "timestamp" FROM chat_contexts
  WHERE chat_bot_instance_id = $1.link_id ORDER BY message_order DESC LIMIT 200'),
('context_stats', 'how many there are',
 'SELECT count(*), max(message_order) FROM chat_contexts WHERE chat_bot_instance_id = $1.link_id');

CREATE FUNCTION pg_temp.cost(sql text, parameters sample, OUT milliseconds double precision, OUT blocks bigint) LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ' || sql INTO plan USING parameters;
    milliseconds := (plan #>> '{0,Planning Time}')::double precision + (plan #>> '{0,Execution Time}')::double precision;
    blocks := (plan #>> '{0,Plan,Shared Hit Blocks}')::bigint + (plan #>> '{0,Plan,Shared Read Blocks}')::bigint;
END
$$;

SELECT query.name, query.reads,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY milliseconds) FILTER (WHERE sample.n > 1),
       percentile_disc(0.5) WITHIN GROUP (ORDER BY blocks) FILTER (WHERE sample.n > 1)
FROM query CROSS JOIN sample CROSS JOIN LATERAL pg_temp.cost(query.sql, sample) AS cost
GROUP BY query.n, query.name, query.reads
ORDER BY query.n;
