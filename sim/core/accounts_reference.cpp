// SPDX-License-Identifier: Apache-2.0
// What a lane would be without measures, for the loss indices that governments look at.
#include <algorithm>

#include "sim/core/impl.hpp"

namespace sunder {
namespace {

bool same(const ParamSetting& a, const ParamSetting& b) {
    return a.key == b.key && a.good == b.good && a.country == b.country && a.group == b.group && a.value == b.value;
}

/// Whether two lanes have the same reference: governments and measures do not matter, apart from measures on demand.
bool same_reference(const LaneSpec& a, const LaneSpec& b) {
    for (std::size_t n = 0; n < switch_count; ++n)
        if (a.switches[static_cast<Switch>(n)] != b.switches[static_cast<Switch>(n)]) return false;
    const auto moves_demand = [](const Rule& rule) { return rule.action == Action::demand; };
    if (!a.accidents.empty() || !b.accidents.empty()) return &a == &b;
    return std::equal(a.params.begin(), a.params.end(), b.params.begin(), b.params.end(), same) &&
           std::none_of(a.rules.begin(), a.rules.end(), moves_demand) &&
           std::none_of(b.rules.begin(), b.rules.end(), moves_demand);
}

LaneSpec without_measures(LaneSpec lane) {
    std::erase_if(lane.rules, [](const Rule& rule) { return rule.action != Action::demand; });
    lane.switches.set(Switch::endogenous_governments, false);
    lane.governments = {};
    return lane;
}

std::vector<Accounts::Reference> paths_of(const Network& network, const RunSpec& spec, Blocks& blocks) {
    Simulation simulation(network, spec, blocks);
    auto& run = simulation.impl();
    std::vector<Accounts::Reference> paths(spec.lanes.size());
    while (run.t < spec.steps()) {
        run.advance(nullptr);
        for (std::size_t l = 0; l < paths.size(); ++l)
            for (std::size_t c = 0; c < network.countries.size(); ++c) {
                paths[l].welfare.push_back(run.accounts.welfare(c, l));
                paths[l].sector.push_back(run.accounts.books().of(Owned::sector, c, l));
            }
    }
    return paths;
}

}  // namespace

void set_references(Accounts& accounts, const Network& network, const RunSpec& spec, Blocks& blocks, std::size_t lanes) {
    RunSpec plain = spec;
    plain.lanes.clear();
    std::vector<std::size_t> first;                      // lane that stands for each reference
    std::vector<std::size_t> row(spec.lanes.size(), 0);  // reference of each lane, where it has one
    for (std::size_t l = 0; l < spec.lanes.size(); ++l) {
        if (!spec.lanes[l].switches[Switch::endogenous_governments]) continue;
        const auto known = std::find_if(first.begin(), first.end(),
                                        [&](std::size_t n) { return same_reference(spec.lanes[n], spec.lanes[l]); });
        row[l] = static_cast<std::size_t>(known - first.begin());
        if (known != first.end()) continue;
        first.push_back(l);
        plain.lanes.push_back(without_measures(spec.lanes[l]));
    }
    if (first.empty()) return;
    const std::vector<Accounts::Reference> paths = paths_of(network, plain, blocks);
    for (std::size_t l = 0; l < lanes; ++l) {
        const std::size_t source = l < spec.lanes.size() ? l : 0;  // padding repeats lane 0
        if (spec.lanes[source].switches[Switch::endogenous_governments]) accounts.compare(l, paths[row[source]]);
    }
}

}  // namespace sunder
