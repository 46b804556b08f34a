// SPDX-License-Identifier: Apache-2.0
// Recorded variables of governments: what they look at and what they decide (model.md 8).
#include "sim/core/accounts.hpp"
#include "sim/core/government.hpp"
#include "sim/core/output_rows.hpp"

namespace sunder {
namespace {

using namespace slices;

void compliance(const View& v, Out o) {
    for (std::size_t n = 0; n < o.size(); ++n)
        o[n] = v.step.government.compliance(static_cast<std::int32_t>(v.lane), static_cast<std::int32_t>(n));
}
/// Losses are against a run without measures, which is there only where governments decide.
void index(const View& v, Out o, const std::vector<double>& of_country) {
    const bool known = v.step.government.decides(static_cast<std::int32_t>(v.lane));
    for (std::size_t c = 0; c < o.size(); ++c) o[c] = known ? of_country[c * at(v.step.base.lanes) + v.lane] : nothing;
}
void loss_index(const View& v, Out o) {
    index(v, o, v.step.accounts.loss_index);
}
void sector_index(const View& v, Out o) {
    index(v, o, v.step.accounts.sector_index);
}

}  // namespace

std::vector<OutputRow> government_outputs() {
    using enum Dim;
    constexpr auto w = Frequency::weekly;
    // clang-format off
    return {
        {{"loss_index",   w, {country}, "1", "welfare loss of the last year over base-year GDP, as its government sees it; NaN: governments follow the script", "L, model 8"}, loss_index},
        {{"sector_index", w, {country}, "1", "loss of chip-sector profit of the last year over base-year profit; NaN likewise", "l, model 8"}, sector_index},
        {{"compliance",   w, {measure}, "1", "share of the covered firms that comply: the deck's, times what the government decided; NaN: not a measure of the run", "kappa, model 8"}, compliance},
    };
    // clang-format on
}

}  // namespace sunder
