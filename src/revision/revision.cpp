#include "src/revision/revision.hpp"

#include <algorithm>

namespace migrate {

bool Revision::runs_in_transaction(bool upwards) const {
    if (transaction_off || changes_indexes()) return false;
    return std::ranges::none_of(upwards ? up : down, &Statement::outside_transaction);
}

}  // namespace migrate
