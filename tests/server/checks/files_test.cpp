// Problems of revision files as findings.

#include "tests/server/checks/found.hpp"
#include "tests/support/catch.hpp"

#include <map>

using namespace migrate::test;

namespace {

constexpr auto sound =
    "-- revision: b\n-- parents: a\n-- message: m\n-- migrate: up\nCREATE TABLE b ();\n-- migrate: down\nDROP TABLE b;\n";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    text.replace(text.find(what), what.size(), with);
    return text;
}

std::string index_file(const std::string& body) {
    return "revision = \"b\"\nparents = [\"a\"]\nmessage = \"m\"\n\n[[create_index]]\n" + body;
}

const std::string index_body = "name = \"ix\"\ntable = \"a\"\ncolumns = [\"id\"]\n";

struct BadFile {
    std::string id;    ///< of the check
    std::string name;  ///< of the file, which stands beside a sound root "a"
    std::string text;
};

const std::vector<BadFile>& bad_files() {
    static const std::vector<BadFile> files{
        {"files.not_utf8", "b.sql", replaced(sound, "m\n", "\xff\n")},
        {"files.malformed_file", "b.toml", "revision = \n"},
        {"files.unknown_key", "b.sql", replaced(sound, "-- message", "-- mesage")},
        {"files.wrong_type", "b.toml", replaced(index_file(index_body), "\"m\"", "7")},
        {"files.missing_key", "b.toml", index_file("name = \"ix\"\ncolumns = [\"id\"]\n")},
        {"files.bad_revision_id", "b.sql", replaced(sound, "revision: b", "revision: b@c")},
        {"files.repeated_id", "b.sql",
         replaced(sound, "revision: b\n-- parents: a", "revision: a\n-- parents:")},
        {"files.unknown_parent", "b.sql", replaced(sound, "parents: a", "parents: z")},
        {"files.cycle", "b.sql", replaced(sound, "parents: a", "parents: b")},
        {"files.two_heads", "b.sql", replaced(sound, "parents: a", "parents:")},
        {"files.empty_up", "b.sql", replaced(sound, "CREATE TABLE b ();\n", "")},
        {"files.missing_down", "b.sql", replaced(sound, "-- migrate: down\nDROP TABLE b;\n", "")},
        {"files.transaction_control", "b.sql", replaced(sound, "CREATE", "COMMIT; CREATE")},
        {"files.repeated_index_name", "b.toml",
         index_file(index_body + "\n[[create_index]]\nname = \"ix\"\ntable = \"a\"\ncolumns = [\"id\"]\n")},
        {"files.long_identifier", "b.toml", index_file(replaced(index_body, "ix", std::string(64, 'i')))},
        {"files.bad_guard", "b.sql", replaced(sound, "CREATE", "-- migrate: if missing thing x\nCREATE")},
    };
    return files;
}

}  // namespace

TEST_CASE("each problem of a revision file is a finding of its own check") {
    for (const BadFile& bad : bad_files()) {
        MigrateTest program;
        program.revision("a").file("migrations/" + bad.name, bad.text);
        const auto findings = findings_of(program, bad.id);
        INFO(bad.id << "\n" << program.run({"check", "--only", "files"}).output);
        REQUIRE(!findings.empty());
        CHECK(findings[0]["check"] == bad.id);
        CHECK(findings[0]["severity"] == "error");
        CHECK(findings[0]["file"].get<std::string>().ends_with(bad.name));
        CHECK(program.run({"check", "--only", bad.id}).exit_code == 1);
    }
}

TEST_CASE("sound files have no findings, and no server is asked for them") {
    MigrateTest program;
    program.revision("a").file("migrations/b.sql", sound).database("postgresql://nobody@127.0.0.1:1/none");
    for (const BadFile& bad : bad_files()) {
        INFO(bad.id);
        CHECK(is_silent(program, bad.id));
    }
    const ProcessResult result = program.run({"check", "files"});
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 0);
}

TEST_CASE("a folder that is not there is a reason, not a pass") {
    const auto report = nlohmann::json::parse(
        MigrateTest()
            .run({"check", "--only", "files.two_heads", "--dir", "nowhere", "--format", "json"})
            .output);
    CHECK(report["checked"].empty());
    REQUIRE(report["skipped"].size() == 1);
    CHECK(report["skipped"][0]["check"] == "files.two_heads");
}
