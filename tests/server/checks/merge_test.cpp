// What `check --against` finds before a merge, in real git repositories.

#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

using namespace migrate::test;

namespace {

/// A folder with revisions in git: `main` has a1, and `mine` is checked out.
class Repository {
  public:
    Repository() {
        program.revision("a1");
        git({"init", "--quiet", "--initial-branch", "main"});
        commit("Ann", "a1");
        git({"checkout", "--quiet", "-b", "mine"});
    }

    std::string git(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(),
                         {"git", "-C", program.path().string(), "-c", "user.email=t@example.org", "-c",
                          "user.name=Tester", "-c", "commit.gpgsign=false"});
        const ProcessResult ended = run(arguments);
        INFO(ended.output << ended.errors);
        REQUIRE(ended.exit_code == 0);
        return ended.output;
    }

    void commit(const std::string& author, const std::string& message) const {
        git({"add", "--all"});
        git({"commit", "--quiet", "--allow-empty", "--author", author + " <" + author + "@example.org>", "-m",
             message});
    }

    /// On `branch`, in a commit of its own, and back to `mine`.
    template <typename Change>
    void on(const std::string& branch, const std::string& author, Change change) {
        git({"checkout", "--quiet", branch});
        change();
        commit(author, "a change");
        git({"checkout", "--quiet", "mine"});
    }

    ProcessResult check(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> arguments{"check", "merge", "--against", "main"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return program.run(arguments);
    }

    MigrateTest program;
};

bool holds(const ProcessResult& result, const std::string& text) {
    return (result.output + result.errors).find(text) != std::string::npos;
}

bool finds(const ProcessResult& result, const std::string& check) {
    return holds(result, "[" + check + "]");
}

}  // namespace

TEST_CASE("two branches that each add a revision: check fails before the merge, and passes after rebase") {
    Repository repository;
    repository.on("mine", "Bob", [&] { repository.program.revision("b1", "a1"); });
    CHECK(repository.check().exit_code == 0);
    repository.on("main", "Carol", [&] { repository.program.revision("c1", "a1"); });

    const ProcessResult before = repository.check();
    INFO(before.output << before.errors);
    CHECK(before.exit_code == 1);
    CHECK(finds(before, "merge.two_heads"));
    CHECK(holds(before, "b1 (migrations/b1.sql, Bob) and c1 (migrations/c1.sql, Carol)"));
    CHECK(holds(before, "`migrate rebase b1 --onto c1`"));
    CHECK(repository.program.run({"check", "files"}).exit_code == 0);  // this side alone is in order

    repository.git({"merge", "--quiet", "main"});
    CHECK(repository.program.run({"rebase", "b1", "--onto", "c1"}).exit_code == 0);
    const ProcessResult after = repository.check();
    INFO(after.output << after.errors);
    CHECK(after.exit_code == 0);
}

TEST_CASE("of a chain of new revisions the first is rebased") {
    Repository repository;
    repository.on("mine", "Bob", [&] { repository.program.revision("b1", "a1").revision("b2", "b1"); });
    repository.on("main", "Carol", [&] { repository.program.revision("c1", "a1").revision("c2", "c1"); });
    CHECK(holds(repository.check(), "`migrate rebase b1 --onto c2`"));
}

TEST_CASE("a revision that is not committed yet is part of the merge") {
    Repository repository;
    repository.on("main", "Carol", [&] { repository.program.revision("c1", "a1"); });
    repository.program.revision("b1", "a1");
    const ProcessResult result = repository.check();
    CHECK(result.exit_code == 1);
    CHECK(finds(result, "merge.two_heads"));
}

TEST_CASE("a side that is only behind has nothing to mend") {
    Repository repository;
    repository.on("main", "Carol", [&] { repository.program.revision("c1", "a1"); });
    CHECK(repository.check().exit_code == 0);
}

TEST_CASE("an edited and a deleted revision are found when the other side has them") {
    Repository repository;
    repository.on("mine", "Bob", [&] {
        repository.program.file("migrations/a1.sql",
                                "-- revision: a1\n-- parents:\n-- message: other\n-- migrate: up\n"
                                "CREATE TABLE other ();\n-- migrate: down\nDROP TABLE other;\n");
    });
    const ProcessResult edited = repository.check();
    CHECK(edited.exit_code == 1);
    CHECK(holds(edited, "migrations/a1.sql is on main already, and was changed here"));
    CHECK(finds(edited, "merge.edited"));

    Repository second;
    second.on("mine", "Bob", [&] { second.program.revision("b1"); });
    std::filesystem::remove(second.program.path() / "migrations/a1.sql");
    const ProcessResult deleted = second.check();
    CHECK(deleted.exit_code == 1);
    CHECK(holds(deleted, "migrations/a1.sql is on main, and was deleted here"));
    CHECK(finds(deleted, "merge.deleted"));
}

TEST_CASE("an edit or a new name that the other side made is theirs, and a new name of ours is no loss") {
    Repository repository;
    repository.on("main", "Carol", [&] {
        repository.program.file("migrations/a1.sql",
                                "-- revision: a1\n-- parents:\n"
                                "-- message: theirs\n-- migrate: up\nSELECT 1;\n"
                                "-- migrate: down\nSELECT 1;\n");
    });
    CHECK(repository.check().exit_code == 0);
    Repository renamed;
    renamed.on("mine", "Bob", [&] { renamed.git({"mv", "migrations/a1.sql", "migrations/a1_first.sql"}); });
    CHECK(renamed.check().exit_code == 0);
}

TEST_CASE("the same id on both sides, and a parent that is gone, are found") {
    Repository repository;
    repository.on("mine", "Bob", [&] { repository.program.revision("b1", "a1"); });
    repository.on("main", "Carol", [&] {
        repository.program.revision("b1", "a1");
        const auto folder = repository.program.path() / "migrations";
        std::filesystem::rename(folder / "b1.sql", folder / "b1_theirs.sql");
    });
    CHECK(finds(repository.check(), "merge.repeated_id"));

    Repository second;
    second.on("main", "Carol", [&] { second.program.revision("c1", "a1"); });
    second.git({"merge", "--quiet", "main"});
    second.on("mine", "Bob", [&] { second.program.revision("b1", "c1"); });
    second.on("main", "Carol", [&] { second.git({"rm", "--quiet", "migrations/c1.sql"}); });
    CHECK(finds(second.check(), "merge.contradiction"));
}

TEST_CASE("of statements only those are judged that the other side does not have") {
    Repository repository;
    const std::string drops =
        "\n-- parents: a1\n-- message: m\n-- migrate: up\nDROP TABLE t_a1;\n-- migrate: down\n"
        "CREATE TABLE t_a1 (id int);\n";
    repository.on("mine", "Bob",
                  [&] { repository.program.file("migrations/b1.sql", "-- revision: b1" + drops); });
    const auto check = [&] {
        return repository.program.run({"check", "statement", "--fail-on", "info", "--against", "main"});
    };
    CHECK(finds(check(), "statement.drop_table"));
    repository.git({"checkout", "--quiet", "main"});
    repository.git({"merge", "--quiet", "mine"});
    repository.git({"checkout", "--quiet", "mine"});
    CHECK_FALSE(finds(check(), "statement.drop_table"));
}

TEST_CASE("without git's help check --against says what is missing") {
    MigrateTest outside;
    outside.revision("a1").variable("GIT_CEILING_DIRECTORIES", outside.path().parent_path().string());
    const ProcessResult no_repository = outside.run({"check", "--against", "main"});
    CHECK(no_repository.exit_code == 2);
    CHECK(holds(no_repository, "is in no git repository"));
    const Repository repository;
    const ProcessResult no_commit = repository.program.run({"check", "--against", "origin/none"});
    CHECK(no_commit.exit_code == 2);
    CHECK(holds(no_commit, "git knows no commit origin/none"));
    repository.git({"checkout", "--quiet", "--orphan", "apart"});
    repository.commit("Ann", "another beginning");
    const ProcessResult apart = repository.check();
    CHECK(apart.exit_code == 2);
    CHECK(holds(apart, "have no commit in common here"));
}
