#include "src/postgres/listener_session.hpp"

#include "src/postgres/pooler.hpp"
#include "src/postgres/queries/cache_sql.hpp"
#include "src/postgres/query.hpp"

#include <fmt/format.h>

namespace migrate {

ListenerSession::ListenerSession(const ConnectOptions& connect, ListenerIdentity identity)
    : connection_(Connection::open(connect)), identity_(std::move(identity)) {
    find_pooler();
    run_listen(connection_, identity_.channel);
    run_listen(connection_, schema_channel);
    read_rights();
    // In a session that others get next the lock would outlive this daemon.
    if (pooler_problem_.empty()) query(connection_, cache_sql::take_presence);
    if (may_register_) register_row();
}

void ListenerSession::find_pooler() {
    const SessionFacts session = read_session_facts(connection_);
    if (!session.pooled) return;
    if (const auto obstacle = read_pooler_obstacle(connection_, session.server_pid, connection_.options()))
        pooler_problem_ = fmt::format("{}. {}", obstacle->reason, obstacle->way_out);
}

void ListenerSession::read_rights() {
    const auto rights = query(connection_, cache_sql::read_rights)[0];
    may_read_ = rights["may_read"].as<bool>();
    may_register_ = rights["may_register"].as<bool>();
}

void ListenerSession::register_row() {
    query(connection_, cache_sql::register_listener, identity_.id, identity_.name, identity_.channel,
          !pooler_problem_.empty());
}

std::optional<CacheGenerations> ListenerSession::read_generations() {
    if (!may_read_) return std::nullopt;
    CacheGenerations generations;
    for (const auto& row : query(connection_, cache_sql::read_generations))
        generations[row["cache"].c_str()] = row["generation"].as<std::int64_t>();
    return generations;
}

void ListenerSession::sign_of_life() {
    const bool could_register = may_register_;
    if (!may_register_ || !may_read_) read_rights();
    if (!may_register_) return;
    const auto touched =
        could_register ? query(connection_, cache_sql::sign_of_life, identity_.id).affected_rows() : 0;
    if (touched == 0) register_row();  // somebody took it out
}

void ListenerSession::answer(const FlushAnswer& answer) {
    query(connection_, cache_sql::notify, std::string(answer_channel), payload_of(answer));
}

void ListenerSession::leave() {
    if (may_register_) query(connection_, cache_sql::leave, identity_.id);
}

}  // namespace migrate
