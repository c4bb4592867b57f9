// Catch2's main, compiled once: with Catch2 2 it takes longer than any test.
#define CATCH_CONFIG_RUNNER
#include "tests/support/catch.hpp"

int main(int argc, char** argv) {
    return Catch::Session().run(argc, argv);
}
