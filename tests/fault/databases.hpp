#pragma once

#include "tests/fault/choices.hpp"
#include "tests/support/migrate_test.hpp"

#include <chrono>
#include <string>

namespace migrate::fault {

/// What is before the revision of the twelve indexes.
inline constexpr auto parent_revision = "20250910_133600";
inline constexpr auto head_revision = "performance_indexes_001";

/// Registers and names the template of a start: the bot's tables with data that a build takes noticeable time
/// for.
std::string template_of(Start start);

/// `migrate` with the bot's revisions, for a database of such a template.
class Program {
  public:
    explicit Program(bool small_tables);
    test::MigrateTest& at(const std::string& url) { return test_.database(url); }

  private:
    test::MigrateTest test_;
};

/// What an undisturbed run makes of a start.
struct Reference {
    std::string indexes_before;
    std::string indexes_after;
    std::string origins;  ///< of the declared indexes, by the journal
    std::chrono::milliseconds duration{0};
};

/// Measured once for each start.
const Reference& reference_of(Start start);

}  // namespace migrate::fault
