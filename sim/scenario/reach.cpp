// SPDX-License-Identifier: Apache-2.0
#include "sim/core/policy_match.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder {
namespace {

ReachRow reach_of(const Rule& rule, const Network& network) {
    ReachRow row{rule.id, rule.action, 0, 0.0, 0.0, 0, 0};
    if (!acts_on_links(rule.action)) return row;
    const bool exemptions_hold = rule.exempt_until == never;
    const LinkMatch match(rule, network);
    for (std::int32_t slot = 0; slot < network.slots(); ++slot)
        for (std::int32_t link = network.slot_link_ptr[static_cast<std::size_t>(slot)];
             link < network.slot_link_ptr[static_cast<std::size_t>(slot) + 1]; ++link) {
            const double share = match.share(slot, link, exemptions_hold);
            if (!(share > 0.0)) continue;
            const double flow = network.link_z0_musd_yr[static_cast<std::size_t>(link)];
            ++row.links;
            row.flow_musd_yr += flow;
            row.covered_musd_yr += share * rule.coverage * flow;
        }
    return row;
}

}  // namespace

std::vector<ReachRow> reach(const Scenario& scenario, const Network& network) {
    std::vector<ReachRow> rows;
    for (const LaneSpec& lane : scenario.spec.lanes)
        for (const Rule& rule : lane.rules) rows.push_back(reach_of(rule, network));
    return rows;
}

}  // namespace sunder
