#pragma once

#include <filesystem>

namespace migrate {

/// A new directory (mode 0700) that only its maker can enter, removed with all it holds at the end.
/// It is under `parent`; where that is empty, under $TMPDIR if usable and short enough for a socket's path,
/// else /tmp.
class PrivateDirectory {
  public:
    explicit PrivateDirectory(const std::filesystem::path& parent = {});
    ~PrivateDirectory();
    PrivateDirectory(const PrivateDirectory&) = delete;
    PrivateDirectory& operator=(const PrivateDirectory&) = delete;

    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace migrate
