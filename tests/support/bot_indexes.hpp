#pragma once

namespace migrate::test {

/// How many of the bot's twelve indexes queries can use.
inline constexpr auto usable_bot_indexes = R"(
SELECT count(*) FROM pg_index JOIN pg_class ON oid = indexrelid
WHERE indisvalid AND indisready AND relname IN (
    'ix_users_credits', 'ix_users_telegram_id_credits', 'ix_persona_configs_owner_id', 'ix_bot_instances_status_owner',
    'ix_bot_instances_telegram_bot_id', 'ix_bot_instances_owner_id', 'ix_chat_bot_active', 'ix_chat_bot_instance',
    'ix_chat_bot_muted', 'ix_context_chat_order', 'ix_context_timestamp', 'ix_api_keys_service_active'))";

}  // namespace migrate::test
