#pragma once

#include <filesystem>
#include <string>

namespace migrate::test {

/// A tablespace of test_server() on a file system of its own, in memory and small. To be declared before the
/// database that uses it.
class SmallDisk {
  public:
    /// Mounts; is_there() tells whether this process may.
    explicit SmallDisk(int megabytes);
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk();

    bool is_there() const { return mounted_; }
    const std::string& tablespace() const { return tablespace_; }

    void resize(int megabytes) const;
    /// Takes all the room that is left, and gives it back.
    void fill() const;
    void empty() const;

  private:
    std::filesystem::path filler() const { return path_ / "filler"; }

    std::filesystem::path path_;
    std::string tablespace_;
    bool mounted_ = false;
};

}  // namespace migrate::test
