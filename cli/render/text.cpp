#include "cli/render/text.hpp"

#include "cli/render/text/plan_text.hpp"
#include "cli/render/text/revision_text.hpp"
#include "cli/render/text/status_text.hpp"

namespace migrate {

namespace {

/// Its words stand on stderr already.
std::string render_error_text(const Error& /*error*/) {
    return "";
}

std::string render_remark_text(const Remark& remark) {
    return remark.text;
}

}  // namespace

const OutputFormat text_format{.name = "text",
                               .plan = render_plan_text,
                               .refused = render_refused_text,
                               .result = render_result_text,
                               .status = render_status_text,
                               .revisions = render_revisions_text,
                               .remark = render_remark_text,
                               .error = render_error_text};

}  // namespace migrate
