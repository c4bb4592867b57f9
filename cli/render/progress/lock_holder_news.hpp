#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// Says of a lock's holder, as it is told again and again, whether it has become another one: it is known by
/// its pid, "pid 4711 (…)", since what it runs changes all the time.
class LockHolderNews {
  public:
    bool is_news(std::string_view holder) {
        const std::string_view identity = holder.substr(0, holder.find(" ("));
        if (known_ == identity) return false;
        known_ = identity;
        return true;
    }

  private:
    std::string known_;
};

}  // namespace migrate
