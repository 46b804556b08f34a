// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/batch.hpp"

#include <algorithm>
#include <compare>
#include <map>

#include "sim/core/policy.hpp"
#include "sim/core/simulation.hpp"

namespace sunder {
namespace {

std::vector<Moment> moments_of(const Sweep& sweep) {
    std::vector<Moment> list;
    for (const SweepIndicator& indicator : sweep.indicators) list.push_back(indicator.moment);
    return list;
}

bool same_setting(const ParamSetting& a, const ParamSetting& b) {
    return a.key == b.key && a.good == b.good && a.country == b.country && a.group == b.group && a.value == b.value;
}

/// Whether two lanes without rules and accidents run alike.
bool same_baseline(const LaneSpec& a, const LaneSpec& b) {
    for (std::size_t s = 0; s < switch_count; ++s)
        if (a.switches[static_cast<Switch>(s)] != b.switches[static_cast<Switch>(s)]) return false;
    return a.rules.empty() && b.rules.empty() && a.accidents.empty() && b.accidents.empty() &&
           std::equal(a.params.begin(), a.params.end(), b.params.begin(), b.params.end(), same_setting);
}

/// What draws have in common that may stand in one run, and that have the same baseline.
struct Company {
    std::vector<double> run, baseline;  ///< codes of the axes that all lanes share; of those that move the baseline
    auto operator<=>(const Company&) const = default;
};

Company company_of(const Sweep& sweep, std::size_t draw) {
    Company company;
    for (std::size_t a = 0; a < sweep.axes.size(); ++a) {
        if (sweep.axes[a].of_whole_run()) company.run.push_back(sweep.code(draw, a));
        if (sweep.axes[a].moves_baseline()) company.baseline.push_back(sweep.code(draw, a));
    }
    return company;
}

}  // namespace

BatchSink::BatchSink(const Sweep& sweep) : place_(outputs().size(), -1), moments_(moments_of(sweep)) {
    for (const std::string& name : sweep.variables)
        for (std::size_t n = 0; n < outputs().size(); ++n)
            if (outputs()[n].name == name) {
                place_[n] = static_cast<std::int32_t>(kept_.size());
                kept_.push_back(n);
            }
}

bool BatchSink::wants(std::size_t output) const {
    return place_[output] >= 0 || moments_.wants(output);
}

void BatchSink::open(const Network& network, const RunSpec& spec, std::span<const Day> days, std::span<const Day> months) {
    slices_.assign(kept_.size(), std::vector<Slices>(spec.lanes.size()));
    days_.assign(days.begin(), days.end());
    months_.assign(months.begin(), months.end());
    measures_ = Policy::measure_ids(spec);
    moments_.open(network, spec, days, months);
}

void BatchSink::put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) {
    if (moments_.wants(output)) moments_.put(output, lane, index, values);
    if (place_[output] < 0) return;
    Slices& slices = slices_[static_cast<std::size_t>(place_[output])][static_cast<std::size_t>(lane)];
    slices.index.push_back(index);
    slices.values.insert(slices.values.end(), values.begin(), values.end());
    slices.cells = values.size();
}

void BatchSink::close(std::span<const AuditResidual>, std::span<const Decision> decisions) {
    decisions_.assign(decisions.begin(), decisions.end());
}

void BatchSink::replay(std::int32_t baseline, std::int32_t scenario, const Network& network, const RunSpec& own,
                       Sink& sink) const {
    sink.open(network, own, days_, months_);
    for (std::size_t v = 0; v < slices_.size(); ++v)
        for (const std::int32_t lane : {0, 1}) {
            const Slices& slices = slices_[v][static_cast<std::size_t>(lane == 0 ? baseline : scenario)];
            for (std::size_t i = 0; i < slices.index.size(); ++i)
                sink.put(v, lane, slices.index[i], std::span(slices.values).subspan(i * slices.cells, slices.cells));
        }
}

std::vector<Decision> BatchSink::decisions(std::int32_t scenario, const RunSpec& own) const {
    const std::vector<std::string> ids = Policy::measure_ids(own);
    std::vector<Decision> list;
    for (Decision decision : decisions_) {
        if (decision.lane != scenario) continue;
        decision.lane = 1;
        if (decision.measure >= 0) {
            const auto at = std::find(ids.begin(), ids.end(), measures_[static_cast<std::size_t>(decision.measure)]);
            decision.measure = static_cast<std::int32_t>(at - ids.begin());
        }
        list.push_back(decision);
    }
    return list;
}

BatchLanes batch_lanes(const std::vector<Scenario>& scenarios) {
    BatchLanes batch;
    batch.spec = scenarios.front().spec;
    for (const Scenario& scenario : scenarios)
        if (scenario.spec.demand_path != batch.spec.demand_path)
            throw SetupError("lanes of one run must share their demand");
    batch.spec.lanes.clear();
    std::vector<std::int32_t> baselines;  // lanes that are one
    for (const Scenario& scenario : scenarios) {
        const LaneSpec& own = scenario.spec.lanes.front();
        auto same = std::find_if(baselines.begin(), baselines.end(), [&](std::int32_t lane) {
            return same_baseline(batch.spec.lanes[static_cast<std::size_t>(lane)], own);
        });
        if (same == baselines.end()) {
            baselines.push_back(static_cast<std::int32_t>(batch.spec.lanes.size()));
            batch.spec.lanes.push_back(own);
            same = baselines.end() - 1;
        }
        batch.baseline.push_back(*same);
        batch.scenario.push_back(static_cast<std::int32_t>(batch.spec.lanes.size()));
        batch.spec.lanes.push_back(scenario.spec.lanes.back());
    }
    return batch;
}

std::vector<std::size_t> batch_order(const Sweep& sweep) {
    // Groups in order of their first draw; those that share a run stand together.
    std::map<std::vector<double>, std::size_t> runs;
    std::map<Company, std::vector<std::size_t>> groups;
    std::vector<std::vector<const std::vector<std::size_t>*>> in_order;
    for (std::size_t d = 0; d < sweep.draws(); ++d) {
        const Company company = company_of(sweep, d);
        const std::size_t run = runs.emplace(company.run, runs.size()).first->second;
        if (run == in_order.size()) in_order.emplace_back();
        std::vector<std::size_t>& group = groups[company];
        if (group.empty()) in_order[run].push_back(&group);
        group.push_back(d);
    }
    std::vector<std::size_t> order;
    for (const auto& run : in_order)
        for (const auto* group : run) order.insert(order.end(), group->begin(), group->end());
    return order;
}

std::vector<std::vector<std::size_t>> make_batches(const Sweep& sweep, const std::vector<std::size_t>& draws,
                                                   std::size_t lanes) {
    std::vector<std::vector<std::size_t>> batches;
    Company last;
    std::size_t used = 0;
    for (const std::size_t draw : draws) {
        Company company = company_of(sweep, draw);
        bool fresh = batches.empty() || company != last;  // a baseline of its own
        if (batches.empty() || company.run != last.run || used + (fresh ? 2U : 1U) > lanes) {
            batches.emplace_back();
            used = 0;
            fresh = true;
        }
        batches.back().push_back(draw);
        used += fresh ? 2U : 1U;
        last = std::move(company);
    }
    return batches;
}

}  // namespace sunder
