#include "src/cache/bytecode_flush.hpp"

#include "src/base/words.hpp"
#include "src/cache/bytecode_name.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <system_error>

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace migrate {

namespace {

struct DirectoryEnd {
    void operator()(DIR* directory) const { ::closedir(directory); }
};
using Directory = std::unique_ptr<DIR, DirectoryEnd>;

std::string reason_of(int error) {
    return std::generic_category().message(error);
}

/// Never through a symbolic link; null with errno where it cannot be opened.
Directory open_directory(int parent, const char* name) {
    const int descriptor = ::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0) return nullptr;
    Directory directory(::fdopendir(descriptor));
    if (!directory) ::close(descriptor);
    return directory;
}

/// In one go, since what is removed would disturb the reading; sorted, so that warnings repeat.
std::vector<std::string> names_in(DIR* directory) {
    std::vector<std::string> names;
    while (const dirent* entry = ::readdir(directory)) {
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..") names.emplace_back(name);
    }
    std::ranges::sort(names);
    return names;
}

class BytecodeWalk {
  public:
    BytecodeWalk(const std::filesystem::path& root, bool count_only) : count_only_(count_only) {
        result_.root = root.string();
    }
    BytecodeFlush run();

  private:
    void enter(int parent, const std::string& name, const std::filesystem::path& path, int depth);
    void walk(DIR* directory, const std::filesystem::path& path, int depth);
    void empty(int parent, const std::filesystem::path& path);
    void remove_files(DIR* directory, const std::filesystem::path& path);
    bool remove_file(int directory, const std::string& name, const std::filesystem::path& path);
    bool is_elsewhere(DIR* directory) const;
    void warn(const std::filesystem::path& path, const std::string& what);
    void warn_of_prefix();

    bool count_only_;
    dev_t device_ = 0;
    std::size_t untold_ = 0;
    BytecodeFlush result_;
};

constexpr int deepest = 64;  // folders in one another; each keeps one open
constexpr std::size_t most_warnings = 10;
constexpr auto cache_folder = "__pycache__";

BytecodeFlush BytecodeWalk::run() {
    warn_of_prefix();
    const Directory root = open_directory(AT_FDCWD, result_.root.c_str());
    if (!root) {
        const int error = errno;
        std::error_code ignored;
        warn(result_.root, std::filesystem::is_symlink(result_.root, ignored)
                               ? "is a symbolic link, which is not followed: name the folder itself"
                               : "cannot be opened: " + reason_of(error));
        return result_;
    }
    struct stat facts {};
    if (::fstat(::dirfd(root.get()), &facts) == 0) device_ = facts.st_dev;
    walk(root.get(), result_.root, 0);
    if (untold_ > 0) result_.warnings.push_back(fmt::format("and {} more", count_of(untold_, "warning")));
    return result_;
}

void BytecodeWalk::walk(DIR* directory, const std::filesystem::path& path, int depth) {
    for (const std::string& name : names_in(directory)) {
        struct stat facts {};
        if (::fstatat(::dirfd(directory), name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISDIR(facts.st_mode) || is_foreign_folder(name))
            continue;
        if (name == cache_folder)
            empty(::dirfd(directory), path / name);
        else
            enter(::dirfd(directory), name, path / name, depth + 1);
    }
}

void BytecodeWalk::enter(int parent, const std::string& name, const std::filesystem::path& path, int depth) {
    if (depth > deepest)
        return warn(path, fmt::format("is more than {} folders deep: not looked into", deepest));
    const Directory directory = open_directory(parent, name.c_str());
    if (!directory) return warn(path, "cannot be opened: " + reason_of(errno));
    if (!is_elsewhere(directory.get())) walk(directory.get(), path, depth);
}

bool BytecodeWalk::is_elsewhere(DIR* directory) const {
    struct stat facts {};
    return ::fstat(::dirfd(directory), &facts) != 0 || facts.st_dev != device_;
}

void BytecodeWalk::empty(int parent, const std::filesystem::path& path) {
    const Directory directory = open_directory(parent, cache_folder);
    if (!directory) return warn(path, "cannot be opened: " + reason_of(errno));
    if (is_elsewhere(directory.get())) return;
    remove_files(directory.get(), path);
    // Refused while something is in it, which is what we want.
    if (!count_only_) ::unlinkat(parent, cache_folder, AT_REMOVEDIR);
}

void BytecodeWalk::remove_files(DIR* directory, const std::filesystem::path& path) {
    std::vector<std::string> names = names_in(directory);
    std::erase_if(names, [](const std::string& name) { return !is_bytecode_name(name); });
    if (count_only_ && !names.empty() && ::faccessat(::dirfd(directory), ".", W_OK | X_OK, AT_EACCESS) != 0)
        warn(path, "cannot be written: " + reason_of(errno));
    for (const std::string& name : names)
        if (!remove_file(::dirfd(directory), name, path)) return;
}

/// False where its folder cannot be written.
bool BytecodeWalk::remove_file(int directory, const std::string& name, const std::filesystem::path& path) {
    struct stat facts {};
    if (::fstatat(directory, name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(facts.st_mode))
        return true;
    if (!count_only_ && ::unlinkat(directory, name.c_str(), 0) != 0) {
        if (errno == ENOENT) return true;
        warn(path, "cannot be written: " + reason_of(errno));
        return false;
    }
    ++result_.files;
    result_.bytes += static_cast<std::uint64_t>(facts.st_size);
    return true;
}

void BytecodeWalk::warn(const std::filesystem::path& path, const std::string& what) {
    if (result_.warnings.size() < most_warnings)
        result_.warnings.push_back(fmt::format("{} {}", path.string(), what));
    else
        ++untold_;
}

void BytecodeWalk::warn_of_prefix() {
    const char* prefix = std::getenv("PYTHONPYCACHEPREFIX");
    if (prefix && *prefix)
        result_.warnings.push_back(fmt::format(
            "PYTHONPYCACHEPREFIX is set: Python keeps bytecode under {}, not beside its sources", prefix));
}

}  // namespace

BytecodeFlush run_bytecode_flush(const std::filesystem::path& root, bool count_only) {
    return BytecodeWalk(root, count_only).run();
}

}  // namespace migrate
