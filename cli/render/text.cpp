#include "cli/render/plan_text.hpp"
#include "cli/render/render.hpp"
#include "cli/render/revision_text.hpp"
#include "cli/render/status_text.hpp"

namespace migrate {

namespace {

/// Its words stand on stderr already.
std::string render_error_text(const Error& /*error*/) {
    return "";
}

}  // namespace

const OutputFormat text_format{.name = "text",
                               .plan = render_plan_text,
                               .refused = render_refused_text,
                               .result = render_result_text,
                               .status = render_status_text,
                               .revisions = render_revisions_text,
                               .error = render_error_text};

}  // namespace migrate
