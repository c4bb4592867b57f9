#include "src/sandbox/private_directory.hpp"

#include "src/sandbox/system_call.hpp"

#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>

#include <sys/un.h>

namespace migrate {

namespace {

/// sun_path holds the path and its terminator; PostgreSQL names a socket .s.PGSQL.<port>.
constexpr std::size_t max_directory_bytes =
    sizeof(sockaddr_un::sun_path) - 1 - std::string_view("/.s.PGSQL.65535").size();

std::filesystem::path make_directory_under(const std::filesystem::path& parent) {
    auto name = (parent / "migrate-XXXXXX").string();
    errno = ENAMETOOLONG;
    if (!parent.is_absolute() || name.size() > max_directory_bytes) return {};
    return ::mkdtemp(name.data()) == nullptr ? "" : name;
}

}  // namespace

PrivateDirectory::PrivateDirectory(const std::filesystem::path& parent) {
    const char* usual = std::getenv("TMPDIR");
    if (!parent.empty()) {
        path_ = make_directory_under(parent);
    } else if (usual != nullptr) {
        path_ = make_directory_under(usual);
    }
    if (path_.empty() && parent.empty()) path_ = make_directory_under("/tmp");
    if (path_.empty())
        throw system_error("make a directory under " + (parent.empty() ? "/tmp" : parent.string()));
}

PrivateDirectory::~PrivateDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace migrate
