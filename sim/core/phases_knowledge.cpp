// SPDX-License-Identifier: Apache-2.0
// Phase: learn (model.md 6.13, 6.14): revenue pays for research, research and foreign research make knowledge, output makes
// experience, a protected home market makes entrants faster; all three change productivity and quality of the next week.
#include <algorithm>
#include <vector>

#include "models/knowledge/knowledge.hpp"
#include "sim/core/funds.hpp"
#include "sim/core/kernel.hpp"
#include "sim/core/week.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

constexpr std::int32_t groups_per_block = 256;

/// body(h) for every group, in blocks of fixed bounds.
template <class Body>
void for_groups(Step& k, Body&& body) {
    const auto groups = static_cast<std::int32_t>(k.base.net.groups.size());
    k.blocks.for_blocks((groups + groups_per_block - 1) / groups_per_block, [&](std::int32_t block) {
        for (std::int32_t h = block * groups_per_block; h < std::min(groups, (block + 1) * groups_per_block); ++h)
            body(at(h));
    });
}

/// Mean revenue of a year of every group.
template <int L>
void follow_revenue(Step& k) {
    const KnowledgeBase& b = k.base.knowledge;
    State& s = k.state;
    for_groups(k, [&](std::size_t h) {
        if (!(b.revenue[h] > 0.0)) return;
        double change[L] = {};
        for (auto n = at(b.group_ptr[h]); n < at(b.group_ptr[h + 1]); ++n) {
            const std::size_t i = at(b.group_unit[n]);
            for (std::size_t l = 0; l < L; ++l) change[l] += s.receipts[i * L + l] - k.base.x0[i];
        }
        for (std::size_t l = 0; l < L; ++l)
            s.research_mean[h * L + l] =
                models::follow(s.research_mean[h * L + l], 1.0 + change[l] / b.revenue[h], b.memory[l]);
    });
}

/// What firms of each country draw from research abroad, as a deviation: row country, by lane.
template <int L>
std::vector<double> foreign_research(const Step& k) {
    const KnowledgeBase& b = k.base.knowledge;
    const State& s = k.state;
    const std::size_t countries = k.base.net.countries.size();
    std::vector<double> effort(countries * L, 0.0), foreign(countries * L, 0.0);
    for (std::size_t h = 0; h < k.base.net.groups.size(); ++h)
        for (std::size_t l = 0; l < L; ++l)
            effort[at(k.base.net.groups[h].hq) * L + l] +=
                b.research[h * L + l] *
                (models::research_effort(s.research_mean[h * L + l], s.research_aid[h * L + l]) - 1.0);
    for (std::size_t x = 0; x < effort.size(); ++x)
        effort[x] = b.country_research[x] > 0.0 ? 1.0 + effort[x] / b.country_research[x] : 1.0;
    for (std::size_t c = 0; c < countries; ++c)
        for (std::size_t d = 0; d < countries; ++d) {
            const std::size_t pair = (c * countries + d) * L;
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l)
                foreign[c * L + l] +=
                    models::foreign_research(b.foreign_weight[pair + l], s.joint[pair + l], effort[d * L + l]);
        }
    return foreign;
}

template <int L>
void gather_knowledge(Step& k) {
    const KnowledgeBase& b = k.base.knowledge;
    State& s = k.state;
    const std::vector<double> foreign = foreign_research<L>(k);
    for_groups(k, [&](std::size_t h) {
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t x = h * L + l;
            if (!k.par.switches(static_cast<int>(l))[Switch::research]) continue;
            const double effort = models::research_effort(s.research_mean[x], s.research_aid[x]);
            const double inflow = models::knowledge_inflow(effort, foreign[at(k.base.net.groups[h].hq) * L + l], b.phi[x]);
            s.knowledge[x] = models::follow(s.knowledge[x], inflow, b.forget[x]);
        }
    });
}

/// Share of each entrants' market whose foreign supply is denied: row market, by lane.
template <int L>
std::vector<double> protection(const Step& k) {
    const KnowledgeBase& b = k.base.knowledge;
    std::vector<double> denied(b.market_demand.size() * L, 0.0);
    for (std::size_t market = 0; market < b.market_demand.size(); ++market) {
        for (auto n = at(b.market_link_ptr[market]); n < at(b.market_link_ptr[market + 1]); ++n) {
            const std::size_t e = at(b.market_link[n]);
            const std::int32_t record = k.policy.record[e];
            if (record < 0) continue;
            for (std::size_t l = 0; l < L; ++l)
                denied[market * L + l] += k.base.z0[e] * (1.0 - k.policy.available[at(record) * L + l]);
        }
        for (std::size_t l = 0; l < L; ++l)
            denied[market * L + l] = models::protection(denied[market * L + l], b.market_demand[market]);
    }
    return denied;
}

/// One plant's gap to the frontier, less its reference path, after this step.
double close_gap(const Step& k, std::size_t row, double dev, double prot, double aid) {
    const double gap0 = k.par.of(Param::gap)[row], floor = k.par.of(Param::gap_floor)[row], i0 = k.par.of(Param::i0)[row];
    const double years = k.base.dt_weeks / weeks_per_year;
    const double reference = models::gap_reference(gap0, floor, i0, years, k.t);
    const double speed = models::catch_up_speed(i0, k.par.of(Param::i1)[row], prot, k.par.of(Param::i2)[row], aid);
    return models::gap_step(reference + dev, speed, years, gap0 * floor) -
           models::gap_step(reference, i0, years, gap0 * floor);
}

/// Log of productivity that a plant owes to its experience, after this step, in the lanes that learn; 0 in the others.
template <int L>
void learn_by_doing(Step& k, std::size_t i, const double (&world_dev)[L], const double (&on)[L], double (&ln_learning)[L]) {
    const std::size_t u = i * L, row = at(k.par.unit_row()[i]) * L;
    const double *part = k.par.of(Param::s_L) + row, *years = k.par.of(Param::E_years) + row,
                 *rate = k.par.of(Param::learn_rate) + row, *output = k.state.output.data() + u;
    const double x0 = k.base.x0[i], world0 = k.base.knowledge.world_output[at(k.base.net.unit_good[i])],
                 dt_weeks = k.base.dt_weeks, passed = k.t + 1;
    double* experience = k.state.experience_dev.data() + u;
    SUNDER_LANES
    for (std::size_t l = 0; l < L; ++l) {
        const double dev = experience[l] + models::experience_gain(output[l] - x0, world_dev[l], part[l]);
        const double gain0 = models::experience_gain(x0, world0, part[l]);
        const double steps = years[l] * weeks_per_year / dt_weeks + passed;
        const double gained = models::ln_learning(dev, gain0 * steps, models::learning_exponent(rate[l]));
        experience[l] = on[l] != 0.0 ? dev : experience[l];
        ln_learning[l] = on[l] != 0.0 ? gained : 0.0;
    }
}

template <int L>
SUNDER_KERNEL void improve(Step& k, std::size_t good, const std::vector<double>& denied) {
    const Base& b = k.base;
    State& s = k.state;
    const auto first = at(b.knowledge.good_ptr[good]), last = at(b.knowledge.good_ptr[good + 1]);
    double learning[L];  // 1 where a lane learns, else 0
    bool entrants[L];
    for (std::size_t l = 0; l < L; ++l) {
        learning[l] = k.par.switches(static_cast<int>(l))[Switch::learning] ? 1.0 : 0.0;
        entrants[l] = k.par.switches(static_cast<int>(l))[Switch::entrants];
    }
    double world[L] = {};
    for (std::size_t i = first; i < last; ++i)
        for (std::size_t l = 0; l < L; ++l) world[l] += s.output[i * L + l] - b.x0[i];
    for (std::size_t i = first; i < last; ++i) {
        const std::size_t u = i * L, group = at(b.net.unit_group[i]) * L, row = at(k.par.unit_row()[i]) * L;
        const std::int32_t market = b.knowledge.unit_market[i];
        double ln_learning[L], preference[L];
        learn_by_doing<L>(k, i, world, learning, ln_learning);
        for (std::size_t l = 0; l < L; ++l) {
            preference[l] = k.funds.preference(i, static_cast<int>(l));
            if (market >= 0 && entrants[l])
                s.gap_dev[u + l] =
                    close_gap(k, row + l, s.gap_dev[u + l], denied[at(market) * L + l], s.research_aid[group + l]);
        }
        const double *theta_A = k.par.of(Param::theta_A) + row, *theta_R = k.par.of(Param::theta_R) + row,
                     *A = k.par.of(Param::A) + row, *gamma = k.par.of(Param::gamma) + row;
        const double *knowledge = s.knowledge.data() + group, *gap = s.gap_dev.data() + u;
        double *productivity = s.productivity.data() + u, *ln_quality = s.ln_quality.data() + u;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const double ln_knowledge = models::log_exact(knowledge[l]);
            productivity[l] = models::exp_exact(theta_A[l] * ln_knowledge + ln_learning[l]) * A[l];
            ln_quality[l] = models::ln_quality(ln_knowledge, theta_R[l], gap[l], gamma[l]) + preference[l];
        }
    }
}

}  // namespace

template <int L>
void learn(Step& k) {
    follow_revenue<L>(k);
    gather_knowledge<L>(k);
    const std::vector<double> denied = protection<L>(k);
    k.blocks.for_blocks(static_cast<std::int32_t>(k.base.net.goods.size()),
                        [&](std::int32_t good) { improve<L>(k, at(good), denied); });
}

SUNDER_FOR_ALL_LANES(learn)

}  // namespace sunder
