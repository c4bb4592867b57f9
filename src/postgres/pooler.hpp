#pragma once

#include "src/postgres/write_access.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace migrate {

/// What a pooler in front means for a run. Session pooling is none: the server's session stays with ours.
/// Transaction and statement pooling are: locks and settings would be left in sessions that others get next.
/// Told apart by asking two sessions in turn for the server's pid: it must neither change nor be shared.
/// `server_pid` is what `connection` has seen before.
std::optional<Obstacle> read_pooler_obstacle(Connection& connection, int server_pid,
                                             const ConnectOptions& connect);

/// How the direct address is found where the host's name or the port is a known pooler's: a sentence, or "".
/// By the conventions of Neon, Supabase, Railway and PgBouncer.
std::string direct_address_hint(std::string_view host, std::string_view port);

}  // namespace migrate
