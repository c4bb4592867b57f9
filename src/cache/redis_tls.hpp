#pragma once

#include "src/cache/redis_url.hpp"

struct redisContext;

namespace migrate {

/// Throws ExitCode::usage where this program was built without TLS for Redis: the hiredis of Debian 12 has
/// none.
void require_redis_tls();

/// Goes over to TLS on an open connection. The server's certificate must be signed by an authority that this
/// machine trusts (SSL_CERT_FILE and SSL_CERT_DIR name others) and must be the host's.
/// Errors: ExitCode::unreachable.
void start_redis_tls(redisContext& context, const RedisUrl& url);

}  // namespace migrate
