#include "src/files/revision_folder.hpp"

#include "tests/support/catch.hpp"

#include <fstream>

#include <stdlib.h>

using namespace migrate;

namespace {

struct Folder {
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "migrate-files-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Folder() { std::filesystem::remove_all(path); }
    void write(const char* name, const std::string& text) const { std::ofstream(path / name) << text; }
    std::filesystem::path path;
};

}  // namespace

TEST_CASE("the revision files of a folder are read whole, in the order of their names") {
    const Folder folder;
    const std::string large(100'000, 'x');
    folder.write("b.toml", "b");
    folder.write("a.sql", large);
    folder.write("empty.sql", "");
    folder.write("migrate.toml", "the configuration");
    folder.write("README.md", "no revision");
    folder.write(".hidden.sql", "no revision");
    const std::vector<RevisionSource> sources = read_revision_folder(folder.path);
    REQUIRE(sources.size() == 3);
    CHECK(sources[0].file == (folder.path / "a.sql").string());
    CHECK(sources[0].text == large);
    CHECK(sources[1].text == "b");
    CHECK(sources[2].text.empty());
    CHECK(sources[2].error.empty());
}

TEST_CASE("a file that cannot be read is a problem of its own, not the end") {
    const Folder folder;
    folder.write("b.sql", "b");
    std::filesystem::create_symlink("nowhere", folder.path / "a.sql");
    std::filesystem::create_directory(folder.path / "c.sql");
    const std::vector<RevisionSource> sources = read_revision_folder(folder.path);
    REQUIRE(sources.size() == 3);
    CHECK(sources[0].error == "No such file or directory");
    CHECK(sources[1].text == "b");
    CHECK(sources[2].error == "Is a directory");
}

TEST_CASE("a missing folder says how to name another") {
    try {
        read_revision_folder("/nowhere/migrations");
        FAIL("not refused");
    } catch (const Error& error) {
        CHECK(error.code() == ExitCode::usage);
        CHECK(error.message() ==
              "cannot read the revision folder /nowhere/migrations: No such file or directory");
        CHECK(error.hint().find("--dir") != std::string::npos);
    }
}
