#pragma once

#include "src/sandbox/private_directory.hpp"
#include "tests/support/process.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace migrate::test {

/// A directory for a server of ours, owned by the account that it runs as; removed at the end.
class ProgramDirectory {
  public:
    explicit ProgramDirectory(const std::filesystem::path& parent = {});
    const std::filesystem::path& path() const { return directory_.path(); }

  private:
    PrivateDirectory directory_;
};

/// `command` as the account that sandboxes run as (see find_private_user), ended with this program by
/// `end_signal` ("TERM", "QUIT") however it goes.
std::vector<std::string> private_command(const std::vector<std::string>& command,
                                         const std::string& end_signal);

/// Asks until the answer is yes; throws an Error with what the server wrote where it ended or takes too long.
void wait_until_ready(Process& server, const std::string& name, const std::function<bool()>& is_ready);

}  // namespace migrate::test
