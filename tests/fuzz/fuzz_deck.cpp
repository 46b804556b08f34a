// SPDX-License-Identifier: Apache-2.0
// Attacks the deck reader: any bytes give a Scenario that keeps its promises, or an InputError with messages. Never anything
// else. Up to the first NUL the input is a deck, behind it a --set argument. toml++ itself is Debian's library, not
// instrumented.
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sim/core/policy_match.hpp"
#include "sim/embedded/embedded.hpp"
#include "tests/scenario/tiny_world.hpp"

namespace sunder {

/// A library of one measure in place of the real one: fuzzing must not depend on the economies being built.
std::span<const EmbeddedFile> embedded_files() noexcept {
    static constexpr std::array files{
        EmbeddedFile{"scenarios/measures/m.toml",
                     "id='m'\nissuer='USA'\nannounce=2022-10-07\neffective=2022-10-21\nitems={class='tool',coverage=0.9}"
                     "\norigin={vendor_hq=['USA']}\n"
                     "destination='CHN'\nend_use=['fnd16']\naction='license'\nlicense={share=0.02,delay_days=77}\n"}};
    return files;
}

}  // namespace sunder

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void check(const sunder::Scenario& scenario) {
    require(scenario.spec.lanes.size() == 2 && scenario.spec.steps() >= 1 && scenario.spec.lanes[0].rules.empty());
    for (const sunder::Rule& rule : scenario.spec.lanes[1].rules) {
        require(rule.on_call || (rule.announce <= rule.effective && rule.effective < rule.expires));
        if (sunder::acts_on_links(rule.action)) require(sunder::covered_links(rule, sunder::testing::tiny_world()) > 0);
        for (std::size_t i = 1; i < rule.path.size(); ++i) require(rule.path[i - 1].first < rule.path[i].first);
        for (const double number : {rule.tariff_rate, rule.funding.budget_musd, rule.funding.ratio, rule.funding.rate,
                                    rule.capital_premium, rule.invest_speed, rule.hazard_per_year})
            require(std::isfinite(number));
        for (const double share : {rule.coverage, rule.compliance, rule.probability, rule.enactment, rule.permanence,
                                   rule.expected_share, rule.licence.share})
            require(share >= 0.0 && share <= 1.0);
    }
    static_cast<void>(sunder::calendar(scenario));
    static_cast<void>(sunder::reach(scenario, sunder::testing::tiny_world()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string input(reinterpret_cast<const char*>(data), size);
    const std::size_t cut = input.find('\0');
    std::vector<std::string> set;
    if (cut != std::string::npos) set.push_back(input.substr(cut + 1));
    try {
        check(sunder::testing::read(input.substr(0, cut), set));
    } catch (const sunder::InputError& error) {
        require(!error.faults().empty());
        for (const sunder::Fault& fault : error.faults()) require(!fault.message.empty() && !fault.file.empty());
    }
    return 0;
}
