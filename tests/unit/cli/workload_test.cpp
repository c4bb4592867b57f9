// Measurements in every format, compared with the golden files in tests/golden/workload. Rewrite them with
// MIGRATE_WRITE_GOLDEN=1, and read the difference.

#include "cli/render/workload/json.hpp"
#include "cli/render/workload/markdown.hpp"
#include "cli/render/workload/text.hpp"
#include "cli/render/workload/workload_words.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/example_measurements.hpp"
#include "tests/support/golden.hpp"

using namespace migrate;
using namespace migrate::testing;

TEST_CASE("one measurement is written in every format as its golden file says", "[golden]") {
    const Measurement measured = measurement_before();
    check_golden("workload/one.text", render_measurement_text(measured, {}));
    check_golden("workload/one.markdown", render_measurement_markdown(measured));
    check_golden("workload/one.json", measurement_json(measured).dump(2) + "\n");
}

TEST_CASE("two measurements stand side by side in every format as their golden files say", "[golden]") {
    const Measurement before = measurement_before();
    const Measurement after = measurement_after();
    check_golden("workload/two.text", render_comparison_text(before, after, {}));
    check_golden("workload/two.markdown", render_comparison_markdown(before, after));
    check_golden("workload/two.json", comparison_json(before, after).dump(2) + "\n");
}

TEST_CASE("no sign breaks out of a measurement, and no password and no value of a parameter is shown") {
    const Measurement nasty = nasty_measurement();
    for (const std::string& text :
         {render_measurement_text(nasty, {}), render_comparison_text(nasty, nasty, {}),
          render_measurement_markdown(nasty), render_comparison_markdown(nasty, nasty)}) {
        for (const char* forbidden : {"hunter2", "\x1b", "\x01", "\xff", "\r"})
            CHECK(text.find(forbidden) == std::string::npos);
    }
    const std::string json =
        comparison_json(nasty, nasty).dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
    CHECK(json.find("hunter2") == std::string::npos);
    CHECK(render_measurement_markdown(nasty).find("a\\|b \\`e\\`") != std::string::npos);
}

TEST_CASE("a time has as many digits as say something") {
    CHECK(measured_time_text(0) == "0.00 ms");
    CHECK(measured_time_text(83) == "0.08 ms");
    CHECK(measured_time_text(5'620) == "5.62 ms");
    CHECK(measured_time_text(56'230) == "56.2 ms");
    CHECK(measured_time_text(673'000) == "673 ms");
    CHECK(measured_time_text(2'412'000) == "2.41 s");
}
