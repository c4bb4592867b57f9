#include "checks/all_checks.hpp"

#include "checks/catalog/checks.hpp"
#include "checks/files/checks.hpp"
#include "checks/history/checks.hpp"

namespace migrate {

namespace {

std::vector<Check> gather_groups() {
    std::vector<Check> table;
    for (const auto& group : {files_checks(), history_checks(), catalog_checks()})
        table.insert(table.end(), group.begin(), group.end());
    return table;
}

}  // namespace

const std::vector<Check>& all_checks() {
    static const std::vector<Check> table = gather_groups();
    return table;
}

}  // namespace migrate
