#include "cli/apply/report_files.hpp"

#include "cli/render/apply/json.hpp"
#include "cli/render/apply/markdown.hpp"
#include "src/files/write_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace migrate {

namespace {

void refuse_unknown_ending(const std::filesystem::path& file) {
    if (file.extension() == ".md" || file.extension() == ".json") return;
    throw Error(ExitCode::usage, fmt::format("--report {}: the ending says no format", file.string()),
                "Name a file that ends in .md or in .json.");
}

void refuse_unwritable(const std::filesystem::path& file) {
    const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
    if (access(folder.c_str(), W_OK) == 0 && !std::filesystem::is_directory(file)) return;
    throw Error(ExitCode::usage, fmt::format("--report {}: no file can be written there", file.string()),
                "Name a file in a directory that may be written to.");
}

}  // namespace

ReportFiles::ReportFiles(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        refuse_unknown_ending(name);
        refuse_unwritable(name);
        files_.emplace_back(name);
    }
}

std::vector<std::string> ReportFiles::names() const {
    std::vector<std::string> names;
    for (const std::filesystem::path& file : files_) names.push_back(file.string());
    return names;
}

std::optional<MeasurementRecord> ReportFiles::record() const {
    if (files_.empty()) return std::nullopt;
    return MeasurementRecord(files_.front());
}

void ReportFiles::write(const ApplyReport& report) const {
    for (const std::filesystem::path& file : files_)
        write_file(file,
                   file.extension() == ".json" ? render_apply_json(report) : render_apply_markdown(report));
}

}  // namespace migrate
