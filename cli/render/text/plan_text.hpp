#pragma once

#include "cli/render/format.hpp"

#include <string>

namespace migrate {

/// What each step will do, why, and with which statements: also shown before `down` asks.
std::string render_steps_text(const PlanView& view, const Style& style);

std::string render_plan_text(const PlanView& view, const Style& style);
std::string render_refused_text(const PlanView& view, const Style& style);
std::string render_result_text(const ResultView& view, const Style& style);

}  // namespace migrate
