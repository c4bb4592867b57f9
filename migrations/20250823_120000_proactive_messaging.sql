-- revision: 20250823_120000
-- parents:  20250820_200500
-- message:  how often a persona writes first

-- migrate: up

-- migrate: if missing column persona_configs.proactive_messaging_rate
ALTER TABLE persona_configs ADD COLUMN proactive_messaging_rate text NOT NULL DEFAULT 'sometimes';

-- migrate: down

-- migrate: if created column persona_configs.proactive_messaging_rate
ALTER TABLE persona_configs DROP COLUMN proactive_messaging_rate;
