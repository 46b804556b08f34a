// SPDX-License-Identifier: Apache-2.0
#include "sim/validation/closure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "sim/core/impl.hpp"
#include "sim/core/param_table.hpp"
#include "sim/validation/closure_world.hpp"

namespace sunder {
namespace {

constexpr double musd_per_busd = 1000.0;
using Role = ClosureWorld::Role;

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Means over the users, weighted by what they made in the base year, gathered year by year.
class Years {
public:
    Years(const ClosureWorld& world, const Simulation::Impl& impl) : world_(world), impl_(impl) {
        for (const auto& user : world.users) base_ += impl.base.x0[at(user.unit)];
    }
    void add_week() {
        double output = 0.0, paid = 0.0, cost = 0.0;
        for (const auto& user : world_.users) {
            const std::size_t i = at(user.unit);
            output += impl_.state.output[i];
            paid += impl_.state.output[i] * impl_.state.list[i];
            cost += impl_.base.x0[i] * impl_.state.cost_ratio[i];
        }
        sum_.output += output / base_;
        sum_.price += output > 0.0 ? paid / output : 1.0;
        sum_.unit_cost += cost / base_;
        weeks_ += 1.0;
        if (weeks_ < weeks_per_year * (static_cast<double>(path.size()) + 1.0) - before_) return;
        close();
    }
    std::vector<ClosureYear> path;

private:
    void close() {
        const double n = weeks_;
        path.push_back({sum_.output / n, sum_.price / n, sum_.unit_cost / n});
        before_ += weeks_;
        weeks_ = 0.0;
        sum_ = {0.0, 0.0, 0.0};
    }
    const ClosureWorld& world_;
    const Simulation::Impl& impl_;
    ClosureYear sum_{0.0, 0.0, 0.0};
    double base_ = 0.0, weeks_ = 0.0, before_ = 0.0;
};

/// Output, tools and cost at the end of the run.
void read_end(const CostStudy& study, const ClosureFlows& flows, const ClosureWorld& world, const Simulation::Impl& impl,
              ClosureResult& result) {
    const std::size_t n = study.activities_count(), regions = study.regions_count() + 1;
    const Base& b = impl.base;
    result.output_share.assign(regions * n, 0.0);
    for (auto* list : {&result.tools_busd, &result.idle_busd, &result.cost_rise, &result.tools_paid_busd})
        list->assign(regions, 0.0);
    for (const auto& plant : world.plants) {
        const std::size_t i = at(plant.unit);
        const double yearly = impl.state.output[i] * b.steps_per_year / musd_per_busd;
        result.output_share[plant.region * n + plant.activity] += yearly / flows.value_busd_yr[plant.activity];
        for (auto s = at(b.net.buyer_slot_ptr[i]); s < at(b.net.buyer_slot_ptr[i + 1]); ++s) {
            if (b.net.slot_kind[s] != SlotKind::cap) continue;
            double added = 0.0;
            for (auto c = at(b.cohort_ptr[s]); c < at(b.cohort_ptr[s + 1]); ++c) added += impl.state.tool_dev[c];
            added = std::max(0.0, added) / musd_per_busd;
            result.tools_busd[plant.region] += added;
            result.tools_paid_busd[plant.region] += added * impl.state.purchase_price[s];
            result.idle_busd[plant.region] +=
                std::max(0.0, 1.0 - impl.state.output[i] / b.x0[i]) * b.slot_t0[s] / musd_per_busd;
        }
    }
    std::vector<double> made(regions, 0.0);
    for (const auto& user : world.users) {
        const std::size_t i = at(user.unit);
        made[user.region] += b.x0[i];
        result.cost_rise[user.region] += b.x0[i] * (impl.state.cost_ratio[i] - 1.0);
    }
    double all = 0.0;
    for (std::size_t r = 0; r < regions; ++r) {
        result.cost_rise_world += result.cost_rise[r];
        all += made[r];
        if (made[r] > 0.0) result.cost_rise[r] /= made[r];
    }
    result.cost_rise_world /= all;
}

/// What the study says of the same.
void read_study_side(const CostStudy& study, const models::StudyTerms& terms, const ClosureFlows& flows,
                     ClosureResult& result) {
    const std::size_t n = study.activities_count(), regions = study.regions_count() + 1;
    models::StudyWorld world = study.world;
    world.surplus_credit_share = 0.0;
    models::Bill bill;
    models::make_bill(world, terms, bill);
    result.required_share.assign(regions * n, 0.0);
    for (auto* list : {&result.tools_static_busd, &result.stranded_static_busd, &result.plants_static_busd})
        list->assign(regions, 0.0);
    double first = 0.0, knowledge = 0.0, yearly = 0.0;
    for (std::size_t a = 0; a < n; ++a) {
        const bool plants = flows.value_busd_yr[a] > 0.0;
        if (plants) result.activities.push_back(static_cast<std::int32_t>(a));
        double closing = 0.0, exported = 0.0;
        for (std::size_t r = 0; r < regions; ++r) {
            closing += flows.closing[r * n + a];
            exported += flows.exported[r * n + a];
        }
        const double stock = flows.capital_years[a] * flows.value_busd_yr[a];
        for (std::size_t r = 0; r < regions; ++r) {
            const std::size_t cell = r * n + a;
            if (r + 1 < regions) {
                yearly += bill.recurring_busd_yr[cell];
                (plants ? first : knowledge) += bill.upfront_busd[cell];
                if (plants) result.plants_static_busd[r] += bill.upfront_busd[cell];
            }
            if (!plants) continue;
            const double lost = exported > 0.0 ? flows.exported[cell] * closing / exported : 0.0;
            result.required_share[cell] = flows.home[cell] + flows.closing[cell] + flows.exported[cell] - lost;
            result.tools_static_busd[r] += flows.closing[cell] * stock;
            result.stranded_static_busd[r] += lost * stock;
        }
    }
    result.static_rise = (flows.recovery_per_year * first + yearly) / flows.sales_busd_yr;
    result.catch_up_rise = flows.recovery_per_year * knowledge / flows.sales_busd_yr;
}

double sum_of(const std::vector<double>& list) {
    double sum = 0.0;
    for (const double one : list) sum += one;
    return sum;
}

/// Worst and dearest year, and the way back.
ClosurePath path_of(std::string title, std::vector<ClosureYear> years) {
    ClosurePath path{std::move(title), std::move(years)};
    const auto& all = path.years;
    const auto worst = std::min_element(all.begin(), all.end(), [](auto& x, auto& y) { return x.output < y.output; });
    const auto dear = std::max_element(all.begin(), all.end(), [](auto& x, auto& y) { return x.price < y.price; });
    path.worst_year = static_cast<std::int32_t>(worst - all.begin()) + 1;
    path.dearest_year = static_cast<std::int32_t>(dear - all.begin()) + 1;
    const auto back = [&](double share) {
        const auto year = std::find_if(worst, all.end(), [&](const ClosureYear& y) { return y.output >= share; });
        return year == all.end() ? 0 : static_cast<std::int32_t>(year - all.begin()) + 1;
    };
    path.back_95 = back(0.95);
    path.back_995 = back(0.995);
    return path;
}

}  // namespace

double ClosureCheck::difference() const noexcept {
    return static_value != 0.0 ? dynamic_value / static_value - 1.0 : dynamic_value;
}
bool ClosureCheck::holds() const noexcept {
    return !(std::abs(difference()) > tolerance);
}

namespace {

/// The cell whose output is farthest from its need.
std::size_t farthest(const CostStudy& study, const ClosureResult& r) {
    std::size_t worst = 0;
    double far = -1.0;
    for (const std::int32_t a : r.activities)
        for (std::size_t region = 0; region < study.regions_count(); ++region) {
            const std::size_t cell = region * study.activities_count() + at(a);
            const double gap = std::abs(r.output_share[cell] - r.required_share[cell]);
            if (gap > far) far = gap, worst = cell;
        }
    return worst;
}

void add_checks(const CostStudy& study, ClosureResult& r) {
    if (r.activities.empty()) return;
    const std::size_t worst = farthest(study, r), n = study.activities_count();
    const std::string cell = fmt::format("{} of {}", study.tables.activities[worst % n].name, study.regions[worst / n].id);
    r.checks = {
        {"C1", "output, the cell farthest from its need: " + cell, "share of the world", r.required_share[worst],
         r.output_share[worst], 1e-3, "plants that hardly existed grow to what no longer comes in"},
        {"C2", "tools added, at base prices", "bn$", sum_of(r.tools_static_busd), sum_of(r.tools_busd), 1e-3,
         "gaps x capital; short by what the plants to be built had in the base year"},
        {"C2", "tools added, at their prices", "bn$", sum_of(r.plants_static_busd), sum_of(r.tools_paid_busd), 1e-3,
         "first investment in plants: home tool makers are as dear as the place"},
        {"C3", "unit cost, idle plant still paid for", "base year = 1", 1.0 + r.static_rise,
         1.0 + r.cost_rise_world + r.stranded_rise, 0.01,
         "the study's buyers pay for the new plants on top of all they paid before, the plants that lost them included"},
        {"C3", "unit cost of what is made", "base year = 1", 1.0 + r.static_rise - r.stranded_static_rise,
         1.0 + r.cost_rise_world, 0.01,
         "idle plant is its owners' loss, wears out and leaves the cost of chips; the study less that annuity says the "
         "same"},
    };
}

constexpr double sudden_notice_years = 10.0, path_horizon_years = 20.0, reason_horizon_years = 12.0;

}  // namespace

ClosureResult close_links(const CostStudy& study, const models::StudyTerms& terms, Blocks& blocks, const ClosurePlan& plan) {
    const ClosureFlows flows = closure_flows(study, terms);
    const ClosureWorld world = closure_world(study, terms, flows, plan);
    Simulation run(world.network, world.spec, blocks);
    Simulation::Impl& impl = run.impl();
    Years years(world, impl);
    while (impl.t < world.spec.steps()) {
        impl.advance(nullptr);
        years.add_week();
    }
    ClosureResult result;
    result.paths.push_back(path_of({}, std::move(years.path)));
    read_study_side(study, terms, flows, result);
    read_end(study, flows, world, impl, result);
    result.stranded_static_rise = flows.recovery_per_year * sum_of(result.stranded_static_busd) / flows.sales_busd_yr;
    result.stranded_rise = flows.recovery_per_year * sum_of(result.idle_busd) / flows.sales_busd_yr;
    add_checks(study, result);
    return result;
}

ClosureResult check_closure(const CostStudy& study, Blocks& blocks) {
    const models::StudyTerms terms = terms_of(study, CostCase::mid);
    (void)closure_flows(study, terms);  // what it refuses is said once, and here
    ClosurePlan blind, sudden;
    blind.believed = false;
    blind.horizon_years = sudden.horizon_years = path_horizon_years;
    sudden.notice_years = sudden_notice_years;
    sudden.years = 0.0;
    sudden.tranches = 1;
    const std::array plans{std::pair{"over ten years, investors look two years ahead", ClosurePlan{}},
                           std::pair{"over ten years, investors follow the orders they get", blind},
                           std::pair{"all at once, after ten years of notice", sudden}};
    ClosurePlan quick, slow;  // the worst comes early: a short run shows it
    quick.horizon_years = slow.horizon_years = reason_horizon_years;
    quick.build_days /= 10.0;
    slow.years *= 2.0;
    const std::array changed{
        std::pair{fmt::format("fabs built in {:.0f} days, not {:.0f}", quick.build_days, ClosurePlan{}.build_days), quick},
        std::pair{fmt::format("links that close over {:.0f} years, not {:.0f}", slow.years, ClosurePlan{}.years), slow}};
    constexpr std::size_t ways = std::tuple_size_v<decltype(plans)>, all = ways + std::tuple_size_v<decltype(changed)>;
    std::array<ClosureResult, all> results;
    blocks.for_blocks(static_cast<std::int32_t>(all), [&](std::int32_t i) {
        SerialBlocks alone;
        results[at(i)] = close_links(study, terms, alone, at(i) < ways ? plans[at(i)].second : changed[at(i) - ways].second);
    });
    ClosureResult result = std::move(results.front());
    for (std::size_t i = 1; i < ways; ++i) result.paths.push_back(std::move(results[i].paths.front()));
    for (std::size_t i = 0; i < ways; ++i) result.paths[i].title = plans[i].first;
    for (std::size_t i = ways; i < all; ++i)
        result.reasons.push_back({changed[i - ways].first, results[i].paths.front().worst_output()});
    return result;
}

std::size_t closure_years(const ClosureResult& result) {
    std::size_t longest = 0;
    for (const ClosurePath& path : result.paths) longest = std::max(longest, path.years.size());
    return longest;
}

std::vector<GridVariable> closure_variables(const CostStudy& study, const ClosureResult& result) {
    const std::size_t regions = study.regions_count();
    const std::vector<std::string> cells{"region", "activity"}, by_region{"region"}, by_year{"closure_path", "closure_year"};
    const std::string one = "1", busd = "1e9 USD";
    const auto first = [&](const std::vector<double>& list, std::size_t each) {
        return std::vector<double>(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(regions * each));
    };
    const std::size_t longest = closure_years(result);
    const auto path = [&](double ClosureYear::*member) {
        std::vector<double> values;
        for (const ClosurePath& p : result.paths)
            for (std::size_t y = 0; y < longest; ++y)
                values.push_back(y < p.years.size() ? p.years[y].*member : std::nan(""));
        return values;
    };
    const std::size_t n = study.activities_count();
    return {
        {"closure_need", cells, one, "share of the world's output that a region needs", "max(e - lost exports, c)",
         first(result.required_share, n)},
        {"closure_output_share", cells, one, "the same at the end of the dynamic run", "sum X / world X0",
         first(result.output_share, n)},
        {"closure_tools_need", by_region, busd, "tools to add, at base prices", "sum G stock kf",
         first(result.tools_static_busd, 1)},
        {"closure_tools", by_region, busd, "tools added in the dynamic run, at base prices", "sum max(0, dT)",
         first(result.tools_busd, 1)},
        {"closure_idle_need", by_region, busd, "plant that loses its users", "sum lost exports stock kf",
         first(result.stranded_static_busd, 1)},
        {"closure_idle", by_region, busd, "plant without use at the end of the dynamic run", "sum T0 max(0, 1 - X/X0)",
         first(result.idle_busd, 1)},
        {"closure_cost_rise", by_region, one, "rise of the unit cost of chips in the dynamic run", "ch - 1",
         first(result.cost_rise, 1)},
        {"closure_output", by_year, one, "output of finished chips, world", "sum X / sum X0", path(&ClosureYear::output)},
        {"closure_price", by_year, one, "price of finished chips, world", "sum p X / sum X", path(&ClosureYear::price)},
        {"closure_unit_cost", by_year, one, "unit cost of finished chips, world", "sum X0 ch / sum X0",
         path(&ClosureYear::unit_cost)},
    };
}

}  // namespace sunder
