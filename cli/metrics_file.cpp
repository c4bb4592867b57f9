#include "cli/metrics_file.hpp"

#include "src/base/error.hpp"
#include "src/sandbox/descriptor.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace migrate {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view problem) {
    throw Error(ExitCode::usage, fmt::format("cannot write the metrics to {}: {}", file.string(), problem),
                "Name a file in a directory that may be written to, or leave --metrics out.");
}

[[noreturn]] void refuse_by_system(const std::filesystem::path& file) {
    refuse(file, std::strerror(errno));
}

/// A rename would replace a symbolic link, not what it points to.
std::filesystem::path target_of(const std::filesystem::path& file) {
    std::error_code unresolved;
    const std::filesystem::path target = std::filesystem::canonical(file, unresolved);
    return unresolved ? file : target;
}

/// A file that is gone with this object, unless it was renamed.
class TemporaryFile {
  public:
    explicit TemporaryFile(const std::filesystem::path& beside)
        : beside_(beside), name_(beside.string() + ".XXXXXX") {
        descriptor_ = Descriptor(mkstemp(name_.data()));
        if (descriptor_.get() < 0) refuse_by_system(beside_);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        if (!renamed_) unlink(name_.c_str());
    }

    void write(std::string_view text) const {
        while (!text.empty()) {
            const ssize_t written = ::write(descriptor_.get(), text.data(), text.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) refuse_by_system(beside_);
            text.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    void become_the_file() {
        constexpr mode_t readable_by_all = 0644;
        if (fchmod(descriptor_.get(), readable_by_all) != 0 || rename(name_.c_str(), beside_.c_str()) != 0)
            refuse_by_system(beside_);
        renamed_ = true;
    }

  private:
    const std::filesystem::path& beside_;
    std::string name_;
    Descriptor descriptor_;
    bool renamed_ = false;
};

}  // namespace

MetricsFile::MetricsFile(const std::filesystem::path& file) : file_(target_of(file)) {
    std::error_code unknown;
    const auto kind = std::filesystem::status(file_, unknown).type();
    if (kind != std::filesystem::file_type::not_found && kind != std::filesystem::file_type::none &&
        kind != std::filesystem::file_type::regular)
        refuse(file_, "it is there, and no regular file");
    const TemporaryFile trial(file_);
}

void MetricsFile::write(std::string_view text) const {
    TemporaryFile file(file_);
    file.write(text);
    file.become_the_file();
}

}  // namespace migrate
