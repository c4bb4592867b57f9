#include "src/files/read_file.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace migrate {

namespace {

class OpenFile {
  public:
    explicit OpenFile(const char* path) : descriptor_(open(path, O_RDONLY | O_CLOEXEC)) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    bool opened() const { return descriptor_ >= 0; }
    ssize_t read_into(char* to, std::size_t bytes) const { return read(descriptor_, to, bytes); }

  private:
    int descriptor_;
};

FileText system_failure() {
    return {"", std::strerror(errno)};
}

}  // namespace

FileText read_file(const std::filesystem::path& path) {
    constexpr std::size_t first_read = 16 * 1024;
    const OpenFile file(path.c_str());
    if (!file.opened()) return system_failure();
    std::string text(first_read, '\0');
    std::size_t filled = 0;
    for (;;) {
        const ssize_t got = file.read_into(text.data() + filled, text.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_failure();
        filled += static_cast<std::size_t>(got);
        // A read that leaves room has met the end of a regular file.
        if (filled < text.size()) break;
        text.resize(text.size() * 4);
    }
    text.resize(filled);
    text.shrink_to_fit();
    return {std::move(text), ""};
}

}  // namespace migrate
