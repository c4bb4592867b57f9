#include "tests/support/small_disk.hpp"

#include "src/base/error.hpp"
#include "src/sandbox/private_user.hpp"
#include "tests/support/process.hpp"
#include "tests/support/test_server.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

namespace migrate::test {

SmallDisk::SmallDisk(int megabytes) {
    std::string name = (std::filesystem::temp_directory_path() / "migrate-disk-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a directory for the disk");
    path_ = name;
    const auto user = find_private_user();
    const std::string options = fmt::format("size={}m,mode=0700,uid={},gid={}", megabytes,
                                            user ? user->user : ::getuid(), user ? user->group : ::getgid());
    mounted_ = run({"mount", "-t", "tmpfs", "-o", options, "tmpfs", path_.string()}).exit_code == 0;
    if (!mounted_) return;
    static int count = 0;
    tablespace_ = fmt::format("small_{}", ++count);
    psql(test_server().url(), fmt::format("CREATE TABLESPACE {} LOCATION '{}'", tablespace_, path_.string()));
}

SmallDisk::~SmallDisk() {
    try {
        if (mounted_) psql(test_server().url(), fmt::format("DROP TABLESPACE {}", tablespace_));
        if (mounted_) run({"umount", path_.string()});
    } catch (const std::exception& error) {
        std::cerr << "cannot drop " << tablespace_ << ": " << error.what() << '\n';
    }
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

void SmallDisk::resize(int megabytes) const {
    const auto result = run({"mount", "-o", fmt::format("remount,size={}m", megabytes), path_.string()});
    if (result.exit_code != 0) throw Error(ExitCode::step_failed, "cannot remount: " + result.errors);
}

void SmallDisk::fill() const {
    std::ofstream out(filler(), std::ios::binary);
    const std::vector<char> page(4096, 'x');
    while (out.write(page.data(), static_cast<std::streamsize>(page.size())).flush()) {
    }
}

void SmallDisk::empty() const {
    std::filesystem::remove(filler());
}

}  // namespace migrate::test
