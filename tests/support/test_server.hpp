#pragma once

#include "src/sandbox/sandbox.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace migrate::test {

/// Options of a sandbox whose files are in memory where there is room for them, since there a database is
/// cloned many times faster than on some disks.
SandboxOptions fast_sandbox();

/// The one server of this test program: started on first use, gone with the program.
Sandbox& test_server();

/// Names an SQL script whose outcome TestDatabases can start from; it runs once, when the first of them asks.
/// Every server has "empty"; registering the same name again changes nothing.
void register_template(const std::string& name, std::string sql);
/// A file of tests/support, for register_template().
std::string read_support_file(std::string_view name);

struct DumpOptions {
    std::vector<std::string> exclude_schemas;
    std::vector<std::string> exclude_tables;
};

/// What `psql` prints for `sql` in the database at `url`: rows only, columns separated by "|". Every
/// statement commits for itself. Throws an Error with psql's stderr at the first that fails.
std::string psql(const std::string& url, const std::string& sql,
                 const std::vector<std::string>& arguments = {});

/// A database of its own for one test, on test_server(), dropped at the end whoever is still connected.
class TestDatabase {
  public:
    explicit TestDatabase(const std::string& template_name = "empty");
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;
    ~TestDatabase();

    const std::string& name() const { return name_; }
    std::string url() const { return test_server().url(name_); }
    std::string psql(const std::string& sql) const { return test::psql(url(), sql); }
    /// The schema as pg_dump writes it, without what differs between two dumps of the same thing.
    std::string dump(const DumpOptions& options = {}) const;

  private:
    std::string name_;
};

}  // namespace migrate::test
