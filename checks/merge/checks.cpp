#include "checks/merge/checks.hpp"

namespace migrate {

std::vector<Check> merge_checks() {
    return {merge_two_heads, merge_repeated_id, merge_edited, merge_deleted, merge_contradiction};
}

}  // namespace migrate
