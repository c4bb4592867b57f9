// Python's bytecode in real folders.

#include "src/cache/bytecode_flush.hpp"
#include "src/sandbox/private_directory.hpp"
#include "src/sandbox/private_user.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/variable.hpp"

#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

using namespace migrate;
using namespace migrate::test;

namespace fs = std::filesystem;

namespace {

class BytecodeTree {
  public:
    BytecodeTree& file(const std::string& name, std::size_t bytes = 10) {
        fs::create_directories((path() / name).parent_path());
        std::ofstream(path() / name) << std::string(bytes, 'x');
        return *this;
    }
    bool has(const std::string& name) const { return fs::exists(fs::symlink_status(path() / name)); }
    const fs::path& path() const { return directory_.path(); }

  private:
    PrivateDirectory directory_;
};

/// `work` as somebody who is not root, since root may write everywhere.
template <class Work>
int run_unprivileged(const fs::path& owned, Work work) {
    const auto user = find_private_user();
    if (!user) return work();
    for (const auto& entry : fs::recursive_directory_iterator(owned))
        REQUIRE(::lchown(entry.path().c_str(), user->user, user->group) == 0);
    REQUIRE(::chown(owned.c_str(), user->user, user->group) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        become(*user);
        ::_exit(work());
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("bytecode in its folders goes, and folders that are empty then") {
    BytecodeTree tree;
    tree.file("bot/__pycache__/menu.cpython-311.pyc", 100)
        .file("bot/__pycache__/menu.cpython-311.opt-1.pyc", 20)
        .file("bot/__pycache__/menu.cpython-311.opt-2.pyc", 3)
        .file("bot/menu.py")
        .file("bot/deep/er/__pycache__/a.b.pypy310.pyc", 1000);
    const BytecodeFlush counted = run_bytecode_flush(tree.path(), true);
    CHECK(counted.files == 4);
    CHECK(counted.bytes == 1123);
    CHECK(tree.has("bot/__pycache__/menu.cpython-311.opt-2.pyc"));
    const BytecodeFlush flush = run_bytecode_flush(tree.path(), false);
    CHECK(flush.files == 4);
    CHECK(flush.bytes == 1123);
    CHECK(flush.warnings.empty());
    CHECK(flush.root == tree.path().string());
    CHECK_FALSE(tree.has("bot/__pycache__"));
    CHECK_FALSE(tree.has("bot/deep/er/__pycache__"));
    CHECK(tree.has("bot/menu.py"));
    CHECK(run_bytecode_flush(tree.path(), false).files == 0);
}

TEST_CASE("what is not Python's own bytecode stays") {
    BytecodeTree tree;
    for (const char* name :
         {"bot/legacy.pyc", "bot/legacy.cpython-311.pyc", "bot/__pycache__/legacy.pyc",
          "bot/__pycache__/notes.txt", "bot/__pycache__/menu.cpython-311.pyc.140",
          "bot/__pycache__/.cpython-311.pyc", "bot/__pycache__/sub/a.cpython-311.pyc",
          ".venv/lib/__pycache__/a.cpython-311.pyc", "site-packages/__pycache__/a.cpython-311.pyc",
          ".git/__pycache__/a.cpython-311.pyc", "node_modules/x/__pycache__/a.cpython-311.pyc"})
        tree.file(name);
    const auto all = [&] {
        return std::distance(fs::recursive_directory_iterator(tree.path()),
                             fs::recursive_directory_iterator{});
    };
    const auto before = all();
    CHECK(run_bytecode_flush(tree.path(), false).files == 0);
    CHECK(all() == before);
}

TEST_CASE("symbolic links are not followed, nor removed") {
    BytecodeTree tree, outside;
    outside.file("__pycache__/a.cpython-311.pyc")
        .file("pkg/__pycache__/a.cpython-311.pyc")
        .file("b.cpython-311.pyc");
    tree.file("bot/menu.py").file("two/__pycache__/c.cpython-311.pyc");
    fs::create_directory_symlink(outside.path() / "__pycache__", tree.path() / "bot/__pycache__");
    fs::create_directory_symlink(outside.path() / "pkg", tree.path() / "bot/pkg");
    fs::create_symlink(outside.path() / "b.cpython-311.pyc",
                       tree.path() / "two/__pycache__/b.cpython-311.pyc");
    CHECK(run_bytecode_flush(tree.path(), false).files == 1);
    for (const char* name :
         {"__pycache__/a.cpython-311.pyc", "pkg/__pycache__/a.cpython-311.pyc", "b.cpython-311.pyc"})
        CHECK(outside.has(name));
    CHECK(tree.has("two/__pycache__/b.cpython-311.pyc"));

    fs::create_directory_symlink(outside.path(), tree.path() / "root");
    const BytecodeFlush linked = run_bytecode_flush(tree.path() / "root", false);
    CHECK(linked.files == 0);
    REQUIRE(linked.warnings.size() == 1);
    CHECK(linked.warnings[0].find("is a symbolic link") != std::string::npos);
}

TEST_CASE("folders that cannot be written or read are warnings, and the rest is done") {
    BytecodeTree tree;
    tree.file("a/__pycache__/a.cpython-311.pyc").file("b/__pycache__/b.cpython-311.pyc").file("c/c.py");
    using fs::perms;
    const auto may_read = perms::owner_read | perms::owner_exec;
    fs::permissions(tree.path() / "a/__pycache__", may_read);
    fs::permissions(tree.path() / "c", perms::none);
    const int problem = run_unprivileged(tree.path(), [&] {
        const BytecodeFlush counted = run_bytecode_flush(tree.path(), true);
        if (counted.files != 2 || counted.warnings.size() != 2) return 1;
        const BytecodeFlush flush = run_bytecode_flush(tree.path(), false);
        if (flush.files != 1 || flush.warnings.size() != 2) return 2;
        if (flush.warnings[0].find("a/__pycache__ cannot be written: Permission denied") == std::string::npos)
            return 3;
        return flush.warnings[1].find("/c cannot be opened: Permission denied") == std::string::npos ? 4 : 0;
    });
    CHECK(problem == 0);
    for (const char* name : {"a/__pycache__", "c"})
        fs::permissions(tree.path() / name, may_read | perms::owner_write);
    CHECK(tree.has("a/__pycache__/a.cpython-311.pyc"));
    CHECK_FALSE(tree.has("b/__pycache__"));
}

TEST_CASE("a root that is not there is a warning that says so") {
    const BytecodeTree tree;
    const BytecodeFlush flush = run_bytecode_flush(tree.path() / "nowhere", false);
    REQUIRE(flush.warnings.size() == 1);
    CHECK(flush.warnings[0].find("nowhere cannot be opened: No such file or directory") != std::string::npos);
}

TEST_CASE("where Python keeps its bytecode elsewhere, that is said") {
    const BytecodeTree tree;
    const Variable prefix("PYTHONPYCACHEPREFIX", "/var/cache/bytecode");
    const BytecodeFlush flush = run_bytecode_flush(tree.path(), false);
    REQUIRE(flush.warnings.size() == 1);
    CHECK(flush.warnings[0].find("/var/cache/bytecode") != std::string::npos);
}
