// SPDX-License-Identifier: Apache-2.0
#include "sim/core/audit.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "sim/core/simulation.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// A residual to three digits: "2.1e-11".
std::string short_text(double x) {
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), x, std::chars_format::general, 3);
    return error == std::errc{} ? std::string(text.data(), end) : std::to_string(x);
}

constexpr std::int32_t ring_every = 104;  ///< steps between sums over the whole ring, the dearest check

}  // namespace

Audit::Audit(const Base& base) : base_(base) {
    // Round-off of sums of some hundred terms, over up to 1,500 steps: 1e-12 of the base flow; money sums 1e-10 of world
    // trade.
    residual_ = {{{"I1", "finished stock' = stock + output - shipments", 1e-11, 0.0, -1, -1},
                  {"I2", "world, by good: output = use + change of stocks, transit and losses", 1e-11, 0.0, -1, -1},
                  {"I3", "input stock' = stock + arrivals - use, and never below 0", 1e-11, 0.0, -1, -1},
                  {"I4", "goods in transit = what was shipped and has not arrived", 1e-9, 0.0, -1, -1},
                  {"I5", "supplier shares of a slot sum to 1", 1e-11, 0.0, -1, -1},
                  {"I6", "shipments within licences; a denied link carries nothing", 0.0, 0.0, -1, -1},
                  {"I7", "0 <= output <= capacity and input limits", 0.0, 0.0, -1, -1},
                  {"I8", "usable tools = scarcest class; stocks >= 0; health in [0, 1]", 0.0, 0.0, -1, -1},
                  {"I9", "buyers' outlay = sellers' receipts + tariffs + freight - content credits", 1e-10, 0.0, -1, -1},
                  {"I10", "GDP of a country by production = by expenditure = by income", 1e-10, 0.0, -1, -1},
                  {"I11", "tariff revenue = rate times value; no measure pays more than its budget", 1e-10, 0.0, -1, -1},
                  {"I12", "content shares of a good sum to 1, each in [0, 1]", 1e-10, 0.0, -1, -1},
                  {"I18", "CES composite delivered = goods delivered at their share of its price", 1e-11, 0.0, -1, -1}}};
    std::vector<std::string> names;
    for (const Good& good : base.net.goods) {
        const auto found = std::find(names.begin(), names.end(), good.slot);
        family_of_good_.push_back(static_cast<std::int32_t>(found - names.begin()));
        if (found == names.end()) names.push_back(good.slot);
    }
    families_ = names.size();
    worst_.resize(at(std::max(base.slot_blocks(), base.unit_blocks())));
}

void Audit::Worst::see(double x, std::size_t l, std::size_t r) noexcept {
    if (x <= value || value != value) return;  // not a number is not <=, and is kept
    value = x;
    lane = static_cast<std::int32_t>(l);
    row = static_cast<std::int32_t>(r);
}

void Audit::after_rules(const State& state) {
    inventory_ = state.inventory_dev;
    stock_ = state.stock_dev;
    capacity_ = state.capacity;  // this step's: investment changes it at the end
}

void Audit::check(Step& step) {
    check_slots(step);
    check_units(step);
    check_pools(step);
    check_records(step);
    check_world(step);
    check_accounts(step);
    if (step.t % ring_every == 0) {
        check_ring(step);
        check_tariffs(step);
    }
    if (step.policy.content_moved()) check_content(step);
    for (const AuditResidual& r : residual_)
        if (!(r.largest <= r.tolerance))
            throw AuditError(std::string(r.id) + " failed: " + std::string(r.claim) + "; residual " + short_text(r.largest) +
                             " (tolerance " + short_text(r.tolerance) + "), step " + std::to_string(r.step) + ", lane " +
                             std::to_string(r.lane));
}

void Audit::fold(const Step& step, std::span<const std::array<Worst, identities>> blocks) {
    for (const auto& block : blocks)
        for (std::size_t n = 0; n < identities; ++n)
            if (!(block[n].value <= residual_[n].largest) && residual_[n].largest == residual_[n].largest) {
                residual_[n].largest = block[n].value;
                residual_[n].step = step.t;
                residual_[n].lane = block[n].lane;
            }
}

void Audit::check_content(const Step& k) {
    std::array<Worst, identities> worst{};
    for (std::size_t l = 0; l < at(base_.lanes); ++l) worst[I12].see(k.policy.content().residual(l), l, 0);
    fold(k, {&worst, 1});
}

}  // namespace sunder
