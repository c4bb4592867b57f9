#pragma once

#include <filesystem>
#include <string_view>

namespace migrate {

/// The folder that holds initdb and postgres of one PostgreSQL installation.
struct ServerBinaries {
    std::filesystem::path directory;

    std::filesystem::path program(std::string_view name) const { return directory / name; }
};

/// The first of: `wanted`, $MIGRATE_PG_BINDIR, `pg_config --bindir`, the distributions' folders (newest
/// version first), the folders of $PATH. A place that was named (the first two) and lacks the programs is an
/// error, as is finding none.
ServerBinaries find_server_binaries(const std::filesystem::path& wanted = {});

/// The same, but where nobody named a place, the distribution's of this major version comes first. 0: any.
ServerBinaries find_server_binaries_of(int major);

}  // namespace migrate
