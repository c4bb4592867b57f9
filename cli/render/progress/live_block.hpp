#pragma once

#include <string>
#include <vector>

namespace migrate {

/// Lines that a terminal shows until they are redrawn or erased: what to write for it. The cursor rests at
/// the beginning of the first line, so that erasing needs to know nothing of what was drawn, not even how a
/// resize has wrapped it since.
class LiveBlock {
  public:
    std::string draw(const std::vector<std::string>& lines);
    std::string erase();

  private:
    bool is_drawn_ = false;
};

}  // namespace migrate
