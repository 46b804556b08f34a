// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/parties.hpp"

#include <algorithm>

namespace sunder {
namespace {

void add_once(std::vector<std::int32_t>& list, std::int32_t item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

}  // namespace

std::vector<std::int32_t> rule_issuers(const std::vector<Rule>& rules) {
    std::vector<std::int32_t> list;
    for (const Rule& rule : rules)
        if (rule.issuer >= 0) add_once(list, rule.issuer);
    return list;
}

std::vector<std::int32_t> rule_targets(const std::vector<Rule>& rules, const Network& network) {
    std::vector<int> votes(network.countries.size(), 0);
    for (const Rule& rule : rules) {
        if (rule.destination.size() * 2 > network.countries.size()) continue;
        std::vector<std::int32_t> targets = rule.destination;
        if (targets.empty())
            for (const std::int32_t group : rule.entities)
                add_once(targets, network.groups[static_cast<std::size_t>(group)].hq);
        for (const std::int32_t c : targets) ++votes[static_cast<std::size_t>(c)];
    }
    const int most = votes.empty() ? 0 : *std::max_element(votes.begin(), votes.end());
    std::vector<std::int32_t> list;
    for (std::size_t c = 0; c < votes.size(); ++c)
        if (most > 0 && votes[c] == most) list.push_back(static_cast<std::int32_t>(c));
    return list;
}

}  // namespace sunder
