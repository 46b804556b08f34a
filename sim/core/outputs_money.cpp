// SPDX-License-Identifier: Apache-2.0
// Recorded variables of public money and building (model.md 6.10, 7.4).
#include "sim/core/funds.hpp"
#include "sim/core/output_rows.hpp"

namespace sunder {
namespace {

using namespace slices;

void construction(const View& v, Out o) {
    const Base& b = v.step.base;
    for (std::size_t i = 0; i < at(b.units); ++i)
        o[at(b.net.unit_country[i])] += per_week(v, v.step.state.construction[i * at(b.lanes) + v.lane]);
}

/// Money of governments, by the country that pays, or gets it back.
template <RowArray Funds::*Field>
void public_money(const View& v, Out o) {
    const RowArray& money = v.step.funds.*Field;
    for (std::size_t c = 0; c < o.size(); ++c) o[c] = per_week(v, money[c * at(v.step.base.lanes) + v.lane]);
}

void measure_money(const View& v, Out o) {
    for (std::size_t n = 0; n < o.size(); ++n)
        o[n] = per_week(v, v.step.funds.measure_money[n * at(v.step.base.lanes) + v.lane]);
}

}  // namespace

std::vector<OutputRow> money_outputs() {
    using enum Dim;
    constexpr auto w = Frequency::weekly;
    // clang-format off
    return {
        {{"construction", w, {country}, "M$/week", "buildings for tools, bought from the rest of the economy", "shell cost, model 6.10"}, construction},
        {{"subsidy",      w, {country}, "M$/week", "grants paid by the government of the country, clawback not taken off", "model 7.4"}, public_money<&Funds::subsidy>},
        {{"tax_credit",   w, {country}, "M$/week", "investment credits given by the government of the country", "model 7.4"}, public_money<&Funds::tax_credit>},
        {{"research_aid", w, {country}, "M$/week", "research money paid by the government of the country", "gov, model 6.13"}, public_money<&Funds::research>},
        {{"clawback",     w, {country}, "M$/week", "grants and credits paid back to the government of the country", "model 7.4"}, public_money<&Funds::clawback>},
        {{"measure_money", w, {measure}, "M$/week", "grants, credits and research money paid under the measure, less what is paid back", "model 7.4"}, measure_money},
    };
    // clang-format on
}

}  // namespace sunder
