#include "src/settings/setting_value.hpp"

#include "tests/support/catch.hpp"

#include <vector>

using namespace migrate;

namespace {

struct Reading {
    SettingKind kind;
    const char* text;
    const char* shown;  ///< "" = not of the kind
    bool has_unit = false;
};

const std::vector<Reading>& readings() {
    static const std::vector<Reading> all{
        {SettingKind::connections, "25", "25 connections"},
        {SettingKind::connections, " 25\r", "25 connections"},
        {SettingKind::connections, "-1", "-1 connections"},
        {SettingKind::connections, "1_000", "1000 connections"},
        {SettingKind::connections, "2.5", ""},
        {SettingKind::connections, "25 connections", ""},
        {SettingKind::count, "", ""},
        {SettingKind::count, "nan", ""},
        {SettingKind::count, "inf", ""},
        {SettingKind::seconds, "3", "3 s"},
        {SettingKind::seconds, "0.5", "0.5 s"},
        {SettingKind::seconds, "3s", "3 s", true},
        {SettingKind::seconds, "500 ms", "0.5 s", true},
        {SettingKind::seconds, "soon", ""},
        {SettingKind::milliseconds, "10_000", "10000 ms"},
        {SettingKind::milliseconds, "10s", "10000 ms", true},
        {SettingKind::milliseconds, "10 000 ms", ""},
        {SettingKind::level, "WARNING", "WARNING"},
        {SettingKind::level, "warn", "WARNING"},
        {SettingKind::level, "LOUD", ""},
        {SettingKind::flag, "True", "on"},
        {SettingKind::flag, "0", "off"},
        {SettingKind::flag, "2", ""},
    };
    return all;
}

}  // namespace

TEST_CASE("values of variables are read as their kind, a bare number in the kind's unit") {
    for (const Reading& reading : readings()) {
        CAPTURE(reading.text);
        const auto value = parse_setting(reading.kind, reading.text);
        CHECK((value ? text_of(*value) : "") == reading.shown);
        if (value) CHECK(value->has_unit == reading.has_unit);
    }
}
