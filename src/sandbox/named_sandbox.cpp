#include "src/sandbox/named_sandbox.hpp"

#include "src/sandbox/system_call.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace migrate {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds patience_with_a_look(1000);  // find_sandbox() holds the lock for a moment
constexpr std::chrono::milliseconds patience_with_a_stop(30'000);

struct SandboxState {
    pid_t keeper = 0;
    fs::path directory;
    std::string url;
};

/// A directory that others could have made or can write to is no place for a pid that we will signal.
bool is_private(const Descriptor& directory) {
    struct stat status {};
    return directory && ::fstat(directory.get(), &status) == 0 && status.st_uid == ::geteuid() &&
           (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

Descriptor open_directory(const fs::path& path) {
    return Descriptor(::open(path.c_str(), O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

Descriptor open_state_directory() {
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    const fs::path path = runtime != nullptr && is_private(open_directory(runtime))
                              ? fs::path(runtime) / "migrate-sandbox"
                              : fs::path(fmt::format("/tmp/migrate-sandbox-{}", ::geteuid()));
    if (::mkdir(path.c_str(), S_IRWXU) == -1 && errno != EEXIST) throw system_error("make " + path.string());
    auto directory = open_directory(path);
    if (!is_private(directory))
        throw Error(ExitCode::refused,
                    fmt::format("'{}' is not a directory of this user alone", path.string()),
                    "Someone else made it, or it was opened to others: remove it.");
    return directory;
}

void require_name(std::string_view name) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    constexpr std::size_t max_bytes = 64;
    if (name.empty() || name.size() > max_bytes || name.front() == '.' ||
        name.find_first_not_of(allowed) != std::string_view::npos)
        throw Error(ExitCode::usage, fmt::format("'{}' is no name for a sandbox", name),
                    "Use up to 64 letters, digits, '-', '_' and '.'.");
}

/// The file that says what runs under a name. The keeper of a running sandbox holds a lock on it, which dies
/// with the keeper; so what a locked file says is true, and what an unlocked one says is stale. The file is
/// emptied, never removed, since a lock on a removed file protects nothing.
class StateFile {
  public:
    static StateFile create(const std::string& name) {
        auto file = open(name, O_CREAT);
        checked(file.get(), fmt::format("open the state of sandbox '{}'", name));
        return StateFile(std::move(file));
    }

    /// Nothing where no sandbox ever had that name.
    static std::optional<StateFile> find(const std::string& name) {
        auto file = open(name, 0);
        return file ? std::optional(StateFile(std::move(file))) : std::nullopt;
    }

    bool lock() const { return ::flock(file_.get(), LOCK_EX | LOCK_NB) == 0; }
    const Descriptor& descriptor() const { return file_; }

    SandboxState read() const {
        std::array<char, 4096> text{};
        const auto length = checked(static_cast<int>(::pread(file_.get(), text.data(), text.size(), 0)),
                                    "read a sandbox's state");
        std::istringstream in(std::string(text.data(), static_cast<std::size_t>(length)));
        SandboxState state;
        std::string directory;
        in >> state.keeper >> std::ws;
        std::getline(in, directory);
        std::getline(in, state.url);
        state.directory = directory;
        return state;
    }

    void write(const SandboxState& state) const {
        const auto text = fmt::format("{}\n{}\n{}\n", state.keeper, state.directory.string(), state.url);
        checked(static_cast<int>(::pwrite(file_.get(), text.data(), text.size(), 0)),
                "write a sandbox's state");
    }

    /// Removes what a sandbox left behind. Needs the lock.
    void clean() const {
        if (const auto left = read().directory; !left.empty()) fs::remove_all(left);
        checked(::ftruncate(file_.get(), 0), "empty a sandbox's state");
    }

  private:
    explicit StateFile(Descriptor file) : file_(std::move(file)) {}

    static Descriptor open(const std::string& name, int flags) {
        require_name(name);
        const auto directory = open_state_directory();
        return Descriptor(::openat(directory.get(), name.c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC | flags,
                                   S_IRUSR | S_IWUSR));
    }

    Descriptor file_;
};

}  // namespace

std::string start_named_sandbox(const std::string& name, const SandboxOptions& options) {
    const auto file = StateFile::create(name);
    if (!poll_until(patience_with_a_look, [&] { return file.lock(); }))
        throw Error(ExitCode::refused, fmt::format("a sandbox named '{}' runs already", name),
                    fmt::format("Stop it with `migrate sandbox stop {}`, or take another name.", name));
    file.clean();
    auto sandbox = Sandbox::start(options, file.descriptor());
    auto url = sandbox.url();
    file.write({sandbox.keeper(), sandbox.socket_directory(), url});
    sandbox.keeper_.detach();
    return url;
}

std::optional<std::string> find_sandbox(const std::string& name) {
    const auto file = StateFile::find(name);
    if (!file) return {};
    if (file->lock()) {
        file->clean();
        return {};
    }
    auto url = file->read().url;  // empty while it starts
    return url.empty() ? std::nullopt : std::optional(std::move(url));
}

bool stop_sandbox(const std::string& name) {
    const auto file = StateFile::find(name);
    if (!file) return false;
    if (file->lock()) {
        file->clean();
        return false;
    }
    const pid_t keeper = file->read().keeper;
    if (keeper <= 0) throw Error(ExitCode::locked, fmt::format("sandbox '{}' is just being started", name));
    const bool stopped =
        poll_until(patience_with_a_stop, [&] { return file->lock() || ::kill(keeper, SIGTERM) != 0; });
    if (!stopped || !poll_until(patience_with_a_look, [&] { return file->lock(); }))
        throw Error(ExitCode::step_failed,
                    fmt::format("sandbox '{}' does not stop: process {}", name, keeper));
    file->clean();
    ::waitpid(keeper, nullptr, 0);  // where this very process started it; else it fails
    return true;
}

}  // namespace migrate
