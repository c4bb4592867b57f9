#include "cli/rehearsal/private_server.hpp"

#include "src/postgres/scratch_database.hpp"

namespace migrate {

namespace {

SandboxOptions options_of_private_server(int major) {
    SandboxOptions options;
    options.binaries = find_server_binaries_of(major).directory;
    options.parent = find_memory_directory();
    options.settings = {
        "autovacuum=off",     "synchronous_commit=off", "max_wal_size=4GB", "checkpoint_timeout=1h",
        "max_connections=50", "shared_buffers=64MB",    "jit=off"};
    return options;
}

}  // namespace

PrivateServer::PrivateServer(int major) : sandbox_(Sandbox::start(options_of_private_server(major))) {}

void PrivateServer::create(const std::string& database, const std::string& from) const {
    Connection connection = Connection::open(address_of("postgres"));
    run_create_database(connection, database, from);
}

void PrivateServer::drop(const std::string& database) const {
    Connection connection = Connection::open(address_of("postgres"));
    run_drop_database(connection, database);
}

void PrivateServer::drop_roles() const {
    Connection connection = Connection::open(address_of("postgres"));
    run_drop_roles(connection);
}

void PrivateServer::set_search_path(const std::string& database, const std::vector<std::string>& schemas,
                                    bool make_schemas) const {
    Connection connection = Connection::open(address_of(database));
    for (const std::string& schema : schemas)
        if (make_schemas) run_create_schema(connection, schema);
    run_set_search_path(connection, schemas);
}

ConnectOptions PrivateServer::address_of(const std::string& database) const {
    return {.target = sandbox_.url(database)};
}

}  // namespace migrate
