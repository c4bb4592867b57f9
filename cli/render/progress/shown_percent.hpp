#pragma once

#include <algorithm>
#include <cmath>
#include <optional>

namespace migrate {

/// The percent of one build as it may be shown: whole, never going back, and never 100 while it runs.
class ShownPercent {
  public:
    /// Nothing where nobody knows, which a negative percent says.
    std::optional<int> note(double percent) {
        if (!(percent >= 0)) return std::nullopt;
        constexpr double most = 99;
        reached_ = std::max(reached_, static_cast<int>(std::floor(std::min(percent, most))));
        return reached_;
    }
    int reached() const { return reached_; }

  private:
    int reached_ = 0;
};

}  // namespace migrate
