#include "src/index/index_goal.hpp"

namespace migrate {

IndexAction decide(IndexGoal goal, const IndexFacts& facts, const IndexPolicy& policy) {
    switch (goal) {
        case IndexGoal::created:
            return decide_create(facts, policy);
        case IndexGoal::undone:
            return decide_drop(facts);
        case IndexGoal::dropped:
            return decide_declared_drop(facts);
        case IndexGoal::recreated:
            return decide_recreate(facts, policy);
    }
    return {};
}

}  // namespace migrate
