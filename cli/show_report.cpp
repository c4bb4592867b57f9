#include "cli/show_report.hpp"

#include "cli/github_actions.hpp"
#include "cli/render/report/markdown.hpp"

#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

namespace migrate {

namespace {

/// GitHub refuses the whole summary of a step that is larger.
constexpr std::uintmax_t most_summary_bytes = 1024 * 1024;

/// Why the text could not be appended; "" = it was.
std::string append(const std::filesystem::path& file, const std::string& text) {
    std::error_code absent;
    const std::uintmax_t size = std::filesystem::file_size(file, absent);
    if ((absent ? 0 : size) + text.size() > most_summary_bytes) return "it would be larger than 1 MB";
    errno = 0;
    std::ofstream stream(file, std::ios::app | std::ios::binary);
    stream << text << std::flush;
    return stream ? "" : std::strerror(errno);
}

void append_summary(const CommandContext& context, const Report& report) {
    const std::string file = read_github_actions().step_summary;
    if (file.empty()) return;
    const std::string problem = append(file, render_report_markdown(report, {}) + "\n");
    if (!problem.empty())
        context.note(fmt::format("the report is not in the summary of the step, {}: {}", file, problem));
}

}  // namespace

void show_report(const CommandContext& context, Report report) {
    report.made_at = std::time(nullptr);
    const ReportFormat& format = context.report_format();
    context.print(format.render(report, context.output_style()));
    if (format.name == "github") append_summary(context, report);
}

}  // namespace migrate
