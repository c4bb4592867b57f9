#include "tests/support/test_server.hpp"

#include "src/base/error.hpp"
#include "src/base/sql_text.hpp"
#include "tests/support/process.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <unistd.h>

namespace migrate::test {

namespace {

std::map<std::string, std::string>& registered_templates() {
    static std::map<std::string, std::string> templates{{"empty", ""}};
    return templates;
}

/// Beside the server where it is; packages of the server alone lack it, and then PATH has it.
std::string client_program(std::string_view name) {
    const auto beside = test_server().binaries().program(name);
    return ::access(beside.c_str(), X_OK) == 0 ? beside.string() : std::string(name);
}

std::string require_success(const std::vector<std::string>& command, const std::string& input = {}) {
    constexpr std::chrono::minutes patience(5);
    auto result = run(command, {.environment = {}, .input = input, .timeout = patience});
    if (result.exit_code != 0)
        throw Error(ExitCode::step_failed,
                    fmt::format("{} failed ({}): {}", command.front(), result.exit_code, result.errors));
    return std::move(result.output);
}

std::string template_database(const std::string& name) {
    return "template_" + name;
}

/// No session ever stays in a template, so that it can always be cloned.
void require_template(const std::string& name) {
    static std::set<std::string> made;
    if (made.count(name) != 0) return;
    const auto sql = registered_templates().find(name);
    if (sql == registered_templates().end())
        throw Error(ExitCode::defect, fmt::format("no template '{}' is registered", name));
    const auto database = template_database(name);
    psql(test_server().url(),
         fmt::format("CREATE DATABASE {} TEMPLATE template0", quote_identifier(database)));
    psql(test_server().url(database), sql->second);
    made.insert(name);
}

}  // namespace

SandboxOptions fast_sandbox() {
    constexpr std::uintmax_t room = std::uintmax_t{2} << 30;
    const std::filesystem::path memory = "/dev/shm";
    std::error_code absent;
    const auto space = std::filesystem::space(memory, absent);
    SandboxOptions options;
    if (!absent && space.available >= room) options.parent = memory;
    return options;
}

Sandbox& test_server() {
    static Sandbox server = Sandbox::start(fast_sandbox());
    return server;
}

void register_template(const std::string& name, std::string sql) {
    registered_templates().emplace(name, std::move(sql));
}

std::string read_support_file(std::string_view name) {
    const auto path = fmt::format("{}/tests/support/{}", MIGRATE_SOURCE_DIRECTORY, name);
    std::ifstream in(path);
    if (!in) throw Error(ExitCode::defect, "cannot read " + path);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string psql(const std::string& url, const std::string& sql, const std::vector<std::string>& arguments) {
    std::vector<std::string> command{client_program("psql"), "-XqAt", "--set=ON_ERROR_STOP=1", "--file=-",
                                     "--dbname=" + url};
    command.insert(command.end(), arguments.begin(), arguments.end());
    auto output = require_success(command, sql);
    if (!output.empty() && output.back() == '\n') output.pop_back();
    return output;
}

TestDatabase::TestDatabase(const std::string& template_name) {
    static int count = 0;
    require_template(template_name);
    name_ = fmt::format("test_{}", ++count);
    test::psql(test_server().url(), fmt::format("CREATE DATABASE {} TEMPLATE {}", name_,
                                                quote_identifier(template_database(template_name))));
}

TestDatabase::~TestDatabase() {
    try {
        test::psql(test_server().url(), fmt::format("DROP DATABASE {} WITH (FORCE)", name_));
    } catch (const std::exception& error) {
        std::cerr << "cannot drop " << name_ << ": " << error.what() << '\n';
    }
}

std::string TestDatabase::dump(const DumpOptions& options) const {
    std::vector<std::string> command{client_program("pg_dump"), "--schema-only", "--dbname=" + url()};
    for (const auto& schema : options.exclude_schemas) command.push_back("--exclude-schema=" + schema);
    for (const auto& table : options.exclude_tables) command.push_back("--exclude-table=" + table);
    std::istringstream in(require_success(command));
    std::string kept;
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && line.rfind("--", 0) != 0 && line.rfind("\\restrict", 0) != 0 &&
            line.rfind("\\unrestrict", 0) != 0)
            kept += line + '\n';
    return kept;
}

}  // namespace migrate::test
