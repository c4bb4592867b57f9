#include "cli/render/text.hpp"

#include "cli/render/text/flush_text.hpp"
#include "cli/render/text/plan_text.hpp"
#include "cli/render/text/revision_text.hpp"
#include "cli/render/text/status_text.hpp"
#include "src/base/redact.hpp"

namespace migrate {

namespace {

template <auto render, typename... Values>
std::string redacted(const Values&... values) {
    return redact(render(values...));
}

/// Its words stand on stderr already.
std::string render_error_text(const Error& /*error*/) {
    return "";
}

std::string render_remark_text(const Remark& remark) {
    return remark.text;
}

}  // namespace

const OutputFormat text_format{.name = "text",
                               .plan = redacted<render_plan_text>,
                               .refused = redacted<render_refused_text>,
                               .result = redacted<render_result_text>,
                               .status = redacted<render_status_text>,
                               .revisions = render_revisions_text,
                               .flush = redacted<render_flush_text>,
                               .remark = render_remark_text,
                               .error = render_error_text};

}  // namespace migrate
