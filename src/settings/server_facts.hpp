#pragma once

namespace migrate {

/// What a server says about its limits, its settings and who is connected.
struct ServerFacts {};

}  // namespace migrate
