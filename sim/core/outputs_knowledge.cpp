// SPDX-License-Identifier: Apache-2.0
// Recorded variables of research, knowledge, learning and entrants (model.md 6.13, 6.14).
#include "models/knowledge/knowledge.hpp"
#include "sim/core/output_rows.hpp"

namespace sunder {
namespace {

using namespace slices;

void research(const View& v, Out o) {
    const Base& b = v.step.base;
    const State& s = v.step.state;
    for (std::size_t h = 0; h < b.net.groups.size(); ++h) {
        const std::size_t x = h * at(b.lanes) + v.lane;
        o[at(b.net.groups[h].hq)] +=
            per_week(v, b.knowledge.research[x] * models::research_effort(s.research_mean[x], s.research_aid[x]));
    }
}
void knowledge(const View& v, Out o) {
    const Base& b = v.step.base;
    std::vector<double> weight(o.size(), 0.0);
    for (std::size_t h = 0; h < b.net.groups.size(); ++h) {
        const std::size_t x = h * at(b.lanes) + v.lane, country = at(b.net.groups[h].hq);
        o[country] += b.knowledge.research[x] * v.step.state.knowledge[x];
        weight[country] += b.knowledge.research[x];
    }
    for (std::size_t c = 0; c < o.size(); ++c) o[c] = weight[c] > 0.0 ? o[c] / weight[c] : nothing;
}
void productivity(const View& v, Out o) {
    output_mean(v, o, [&](std::size_t, std::size_t u) { return v.step.state.productivity[u]; });
}
void quality(const View& v, Out o) {
    output_mean(v, o, [&](std::size_t, std::size_t u) { return models::exp_exact(v.step.state.ln_quality[u]); });
}
void entrant_gap(const View& v, Out o) {
    const Base& b = v.step.base;
    const ParamTable& par = v.step.par;
    const auto entrant = [&](std::size_t i) { return b.knowledge.unit_market[i] < 0 ? 0.0 : b.x0[i]; };
    mean_units(
        v, o,
        [&](std::size_t i, std::size_t u) {
            if (b.knowledge.unit_market[i] < 0) return 0.0;
            const std::size_t row = at(par.unit_row()[i]) * at(b.lanes) + v.lane;
            const double reference =
                models::gap_reference(par.of(Param::gap)[row], par.of(Param::gap_floor)[row], par.of(Param::i0)[row],
                                      b.dt_weeks / weeks_per_year, v.step.t + 1);
            return b.x0[i] * (reference + v.step.state.gap_dev[u]);
        },
        [&](std::size_t i, std::size_t) { return entrant(i); });
}
void joint_research(const View& v, Out o) {
    for (std::size_t pair = 0; pair < o.size(); ++pair) o[pair] = v.step.state.joint[pair * at(v.step.base.lanes) + v.lane];
}
/// Sales of home firms over all sales into the country, from the exports of the month (home sales are the diagonal).
void localisation(const View& v, Out o) {
    const Base& b = v.step.base;
    const std::size_t countries = b.net.countries.size(), goods = b.net.goods.size();
    std::vector<double> all(o.size(), 0.0);
    for (std::size_t r = 0; r < b.trade_hq_cell.size(); ++r) {
        const std::size_t cell = at(b.trade_hq_cell[r]), importer = cell % countries, hq = cell / countries % countries;
        const std::size_t place = importer * goods + cell / (countries * countries);
        const double value = v.month_value[r * v.lanes + v.lane];
        all[place] += value;
        if (hq == importer) o[place] += value;
    }
    for (std::size_t n = 0; n < o.size(); ++n) o[n] = all[n] > 0.0 ? o[n] / all[n] : nothing;
}

}  // namespace

std::vector<OutputRow> knowledge_outputs() {
    using enum Dim;
    constexpr auto w = Frequency::weekly, m = Frequency::monthly;
    // clang-format off
    return {
        {{"research",       w, {country}, "M$/week", "research of the firms with headquarters in the country, public money included", "rd X0 RD, model 6.13"}, research},
        {{"knowledge",      w, {country}, "1", "knowledge of those firms, base year = 1, weighted by base-year research", "R, model 6.13"}, knowledge},
        {{"productivity",   w, {country, good}, "1", "productivity from knowledge and experience, base year = 1", "A = R^theta_A Lam, model 6.14"}, productivity},
        {{"quality",        w, {country, good}, "1", "quality from knowledge, closing gap and preference, base year = 1", "om, model 6.13, 6.14"}, quality},
        {{"entrant_gap",    w, {country, good}, "1", "gap of the country's own firms to the frontier, those behind it only", "gp, model 6.14"}, entrant_gap},
        {{"joint_research", m, {exporter, importer}, "1", "joint research of two countries, end of month, base year = 1; a row draws on a column", "Jn, model 6.13"}, joint_research},
        {{"localisation",   m, {country, good}, "1", "home firms' part of what the country buys, by headquarters, current prices", "model 17"}, localisation},
    };
    // clang-format on
}

}  // namespace sunder
