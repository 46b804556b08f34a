// SPDX-License-Identifier: Apache-2.0
#include "tests/random/sound.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <string_view>

namespace sunder::tests {
namespace {

using Names = std::string_view;  ///< a list of names, each between blanks

bool is_one_of(std::string_view name, Names names) {
    return names.find(" " + std::string(name) + " ") != Names::npos;
}

/// Arrays whose numbers may be of any sign: deviations, logs, and money that relief, credits and clawback may turn round.
constexpr Names signed_arrays =
    " stock_dev transit_dev tool_dev inventory_dev ln_list ln_cost scarcity ln_quality "
    "experience_dev gap_dev last_start pending_step tariff_paid credit_paid outlay grants "
    "tax_credits capital_factor ";
constexpr Names prices =
    " contract purchase_price thrift stock_cost list cost_ratio normal_volume productivity "
    "knowledge ";
constexpr Names shares = " fill serve health floor permit ";

std::string exact(double x) {
    std::array<char, 32> text{};
    const auto result = std::to_chars(text.data(), text.data() + text.size(), x);
    return {text.data(), result.ptr};
}

std::string place(std::string_view name, std::size_t n, std::size_t width, double value) {
    return std::string(name) + "[" + std::to_string(n / width) + "] of lane " + std::to_string(n % width) + " is " +
           std::to_string(value);
}

std::string below_stock(Simulation::Impl& impl) {
    const Base& b = impl.base;
    const auto width = static_cast<std::size_t>(b.lanes);
    const State& s = impl.state;
    const double* cover = impl.params.of(Param::n);
    for (std::size_t slot = 0; slot < static_cast<std::size_t>(b.slots); ++slot)
        for (std::size_t l = 0; l < width; ++l) {
            const std::size_t x = slot * width + l;
            const double transit0 = b.lead[slot] * b.q0[slot];
            if (transit0 + s.transit_dev[x] < -1e-9 * std::max(transit0, s.arrivals[x]))
                return place("transit", x, width, s.transit_dev[x]);
            const SlotKind kind = b.net.slot_kind[slot];
            if (kind != SlotKind::cur && kind != SlotKind::srv) continue;
            const double stock0 =
                cover[static_cast<std::size_t>(impl.params.slot_row()[slot]) * width + l] / b.dt_weeks * b.q0[slot];
            if (stock0 + s.stock_dev[x] < -1e-9 * std::max({stock0, b.q0[slot], s.use[x]}))
                return place("stock", x, width, s.stock_dev[x]);
        }
    for (std::size_t i = 0; i < static_cast<std::size_t>(b.units); ++i)
        for (std::size_t l = 0; l < width; ++l) {
            const std::size_t u = i * width + l;
            const double stock0 = b.finished_cover[u] * b.x0[i];
            if (stock0 + s.inventory_dev[u] < -1e-9 * std::max({stock0, b.x0[i], s.output[u]}))
                return place("inventory", u, width, s.inventory_dev[u]);
        }
    for (std::size_t c = 0; c < b.t0.size(); ++c)
        if (b.t0[c] + s.tool_dev[c] < -1e-9 * b.t0[c]) return place("tools", c, width, s.tool_dev[c]);
    return {};
}

}  // namespace

std::string impossible(Simulation::Impl& impl) {
    std::string fault;
    const auto width = static_cast<std::size_t>(impl.lanes);
    impl.state.visit([&](std::string_view name, RowArray& array) {
        if (!fault.empty()) return;
        const bool any_sign = is_one_of(name, signed_arrays), price = is_one_of(name, prices),
                   share = is_one_of(name, shares);
        for (std::size_t n = 0; n < array.size(); ++n) {
            const double x = array[n];
            const bool no_cap = name == "growth_cap" && x > 0.0;
            if ((!std::isfinite(x) && !no_cap) || (!any_sign && x < 0.0) || (price && !(x > 0.0)) || (share && x > 1.0)) {
                fault = place(name, n, width, x);
                return;
            }
        }
    });
    if (fault.empty()) fault = below_stock(impl);
    return fault.empty() ? fault : "step " + std::to_string(impl.t - 1) + ": " + fault;
}

std::string moved(Simulation::Impl& impl) {
    constexpr Names zeros =
        " backlog share_gap stock_dev transit_dev tool_dev inventory_dev ln_list ln_cost scarcity anticipated "
        "anticipation premium backlog_sum owed experience_dev gap_dev ln_quality grants tax_credits "
        "research_aid research_grants rent rent_given alert_weeks credit_paid construction ";
    constexpr Names ones =
        " share notional_share contract fill purchase_price thrift stock_cost health tool_ratio list "
        "cost_ratio normal_volume overtime capacity_ratio target serve productivity knowledge "
        "research_mean joint demand_factor permit capital_factor invest_speed ";
    std::string fault;
    const auto width = static_cast<std::size_t>(impl.lanes);
    impl.state.visit([&](std::string_view name, RowArray& array) {
        const bool zero = is_one_of(name, zeros), one = is_one_of(name, ones);
        if (!fault.empty() || (!zero && !one)) return;
        for (std::size_t n = 0; n < array.size() && fault.empty(); n += width)
            if (array[n] != (one ? 1.0 : 0.0)) fault = place(name, n, width, array[n]);
    });
    return fault;
}

std::string difference(Simulation::Impl& one, std::size_t lane, Simulation::Impl& other, std::size_t other_lane) {
    std::map<std::string_view, const State::Array*> arrays;
    other.state.visit([&](std::string_view name, RowArray& array) { arrays[name] = &array; });
    std::string fault;
    const auto width = static_cast<std::size_t>(one.lanes), other_width = static_cast<std::size_t>(other.lanes);
    one.state.visit([&](std::string_view name, RowArray& array) {
        const State::Array& theirs = *arrays[name];
        for (std::size_t row = 0; row < array.size() / width && fault.empty(); ++row) {
            const double a = array[row * width + lane], b = theirs[row * other_width + other_lane];
            if (a != b)
                fault = "step " + std::to_string(one.t - 1) + ": " + std::string(name) + "[" + std::to_string(row) + "] " +
                        exact(a) + " against " + exact(b) + ", difference " + exact(a - b);
        }
    });
    return fault;
}

void SoundSink::open(const Network&, const RunSpec&, std::span<const Day>, std::span<const Day>) {}
void SoundSink::close(std::span<const AuditResidual>, std::span<const Decision>) {}

void SoundSink::put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) {
    if (!fault.empty()) return;
    // cells without plants, purchases, zone or decisions are empty
    constexpr Names with_gaps =
        " utilisation price_index unit_cost scarcity fill_share lead_time input_cover service_health "
        "chip_price_index loss_index sector_index compliance knowledge productivity quality "
        "entrant_gap localisation price_outside price_inside premium announcement_term "
        "content_share overtime damage ";
    const OutputInfo& info = outputs()[output];
    const bool gaps = is_one_of(info.name, with_gaps);
    for (std::size_t n = 0; n < values.size(); ++n)
        if (std::isinf(values[n]) || (std::isnan(values[n]) && !gaps)) {
            fault = std::string(info.name) + " cell " + std::to_string(n) + " of lane " + std::to_string(lane) + ", slice " +
                    std::to_string(index) + " is " + exact(values[n]);
            return;
        }
}

}  // namespace sunder::tests
