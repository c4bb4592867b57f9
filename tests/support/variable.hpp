#pragma once

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

namespace migrate::test {

/// Sets a variable of this program's environment for as long as it lives.
class Variable {
  public:
    Variable(std::string name, const std::string& value) : name_(std::move(name)) {
        if (const char* old = std::getenv(name_.c_str()); old != nullptr) old_ = old;
        ::setenv(name_.c_str(), value.c_str(), 1);
    }
    ~Variable() { old_ ? ::setenv(name_.c_str(), old_->c_str(), 1) : ::unsetenv(name_.c_str()); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

  private:
    std::string name_;
    std::optional<std::string> old_;
};

}  // namespace migrate::test
