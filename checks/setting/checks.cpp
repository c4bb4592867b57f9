#include "checks/setting/checks.hpp"

namespace migrate {

std::vector<Check> setting_checks() {
    return {setting_unset, setting_unparsable, setting_unit, setting_not_recommended};
}

}  // namespace migrate
