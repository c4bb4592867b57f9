#include "checks/all_checks.hpp"

#include "checks/apply/checks.hpp"
#include "checks/cache/checks.hpp"
#include "checks/catalog/checks.hpp"
#include "checks/drift/checks.hpp"
#include "checks/files/checks.hpp"
#include "checks/history/checks.hpp"
#include "checks/lifetime/checks.hpp"
#include "checks/log/checks.hpp"
#include "checks/merge/checks.hpp"
#include "checks/network/checks.hpp"
#include "checks/pool/checks.hpp"
#include "checks/pooler/checks.hpp"
#include "checks/round_trip/checks.hpp"
#include "checks/server/checks.hpp"
#include "checks/setting/checks.hpp"
#include "checks/statement/checks.hpp"
#include "checks/style/checks.hpp"
#include "checks/telegram/checks.hpp"
#include "checks/timeout/checks.hpp"

namespace migrate {

namespace {

std::vector<Check> gather_groups() {
    std::vector<Check> table;
    for (const auto& group :
         {files_checks(), merge_checks(), statement_checks(), style_checks(), history_checks(),
          catalog_checks(), server_checks(), setting_checks(), pool_checks(), pooler_checks(),
          lifetime_checks(), network_checks(), timeout_checks(), telegram_checks(), log_checks(),
          cache_checks(), apply_checks(), drift_checks(), round_trip_checks()})
        table.insert(table.end(), group.begin(), group.end());
    return table;
}

}  // namespace

const std::vector<Check>& all_checks() {
    static const std::vector<Check> table = gather_groups();
    return table;
}

}  // namespace migrate
