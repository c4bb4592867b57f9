#pragma once

#include "src/base/sql_text.hpp"
#include "tests/support/test_server.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace migrate::test {

/// A role of its own for one test, on test_server(). To be declared before the database that it has rights
/// in.
class TestRole {
  public:
    explicit TestRole(std::string_view name) {
        static int count = 0;
        name_ = fmt::format("{}-{}", name, ++count);
        psql(test_server().url(), fmt::format("CREATE ROLE {} LOGIN", quoted()));
    }
    TestRole(const TestRole&) = delete;
    TestRole& operator=(const TestRole&) = delete;
    ~TestRole() {
        try {
            psql(test_server().url(), fmt::format("DROP ROLE {}", quoted()));
        } catch (const std::exception&) {  // it goes with the server
        }
    }

    std::string quoted() const { return quote_identifier(name_); }

    /// Of the database, as this role.
    std::string url(const TestDatabase& database) const {
        constexpr std::string_view superuser = "user=postgres";
        std::string url = database.url();
        return url.replace(url.find(superuser), superuser.size(), "user=" + name_);
    }

  private:
    std::string name_;
};

}  // namespace migrate::test
