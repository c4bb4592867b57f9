#include "checks/history/checks.hpp"

namespace migrate {

std::vector<Check> history_checks() {
    return {history_unversioned, history_unknown_revision, history_interrupted,
            history_pending,     history_edited,           history_disagrees};
}

}  // namespace migrate
