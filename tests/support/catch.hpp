#pragma once

// Catch2 2 (Debian 12) is one header, Catch2 3 (Debian 13) is many: tests include this one and use what both
// have.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
