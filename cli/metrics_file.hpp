#pragma once

#include <filesystem>
#include <string_view>

namespace migrate {

/// A file that a monitoring system reads while it is written: it is always there as a whole, by a temporary
/// file in the same directory, whose name does not end as the file's does, and a rename.
class MetricsFile {
  public:
    /// Tries whether the file could be written, and leaves nothing behind. Errors: ExitCode::usage.
    explicit MetricsFile(const std::filesystem::path& file);

    /// Readable by everybody, whatever the umask says. Errors: ExitCode::usage; the old file is kept.
    void write(std::string_view text) const;

  private:
    std::filesystem::path file_;
};

}  // namespace migrate
