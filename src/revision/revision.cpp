#include "src/revision/revision.hpp"

#include <algorithm>

namespace migrate {

IndexGoal goal_of(const IndexChange& change, bool upwards) {
    if (change.kind == IndexChange::Kind::create) return upwards ? IndexGoal::created : IndexGoal::undone;
    return upwards ? IndexGoal::dropped : IndexGoal::recreated;
}

bool Revision::runs_in_transaction(bool upwards) const {
    if (transaction_off || changes_indexes()) return false;
    return std::ranges::none_of(upwards ? up : down, &Statement::outside_transaction);
}

}  // namespace migrate
