// SPDX-License-Identifier: Apache-2.0
#include "sim/core/state.hpp"

#include <limits>

namespace sunder {

State::State(const Base& base) {
    const auto width = static_cast<std::size_t>(base.lanes);
    const auto links = static_cast<std::size_t>(base.links), slots = static_cast<std::size_t>(base.slots),
               units = static_cast<std::size_t>(base.units);
    const auto fill_with = [&](std::size_t rows, double value, std::initializer_list<Array*> arrays) {
        for (Array* array : arrays) array->assign(rows * width, value);
    };
    const auto repeat = [&](const std::vector<double>& values, std::initializer_list<Array*> arrays) {
        for (Array* array : arrays) {
            array->clear();
            array->reserve(values.size() * width);
            for (const double v : values) array->insert(array->end(), width, v);
        }
    };
    fill_with(links, 1.0, {&share, &notional_share, &contract, &fill});
    fill_with(links, 0.0, {&backlog});
    fill_with(base.any_ces ? links : 0, 1.0, {&composite});
    repeat(base.z0, {&order, &shipped, &arrived});
    repeat(base.q0, {&requirement, &notional_need, &need, &arrivals, &use, &filled});
    fill_with(slots, 1.0, {&purchase_price, &thrift, &stock_cost, &health, &tool_ratio, &permit});
    fill_with(slots, 0.0,
              {&share_gap, &stock_dev, &transit_dev, &owed, &outlay, &installed, &anticipated, &anticipation, &floor});
    fill_with(base.net.buyer_slot_ptr.size() - 1, 0.0, {&tariff_paid, &freight_paid, &bought_abroad, &credit_paid});
    repeat(base.cohort_q0, {&entered});
    fill_with(base.cohort_q0.size(), 0.0, {&tool_dev});

    repeat(base.x0, {&expected, &notional, &notional_mean, &plan, &want, &desired, &output, &orders, &claims, &receipts,
                     &sold, &dispatched, &delivered, &sold_abroad});
    fill_with(units, 1.0, {&list, &cost_ratio, &normal_volume, &overtime, &capacity_ratio, &target, &serve});
    fill_with(units, 0.0,
              {&inventory_dev, &ln_list, &ln_cost, &variable_cost, &capacity, &shell, &scarcity, &backlog_sum, &premium,
               &ln_quality, &experience_dev, &gap_dev, &grants, &tax_credits, &construction, &damage, &capital_lost,
               &rebuild_orders, &rebuilt});
    fill_with(units, 1.0, {&productivity, &capital_factor, &invest_speed});
    fill_with(units, std::numeric_limits<double>::infinity(), {&growth_cap});
    fill_with(base.net.groups.size(), 1.0, {&research_mean, &knowledge});
    fill_with(base.net.groups.size(), 0.0, {&research_aid, &research_grants});
    const auto countries = base.net.countries.size();
    fill_with(countries * countries, 1.0, {&joint});
    fill_with(countries, 0.0, {&alert_weeks, &rent, &rent_given});
    fill_with(base.net.final_country.size(), 1.0, {&demand_factor});
    fill_with(countries, 1.0, {&wage});
    fill_with(units, -1e9, {&last_start});
    fill_with(units * pending_slots, -1.0, {&pending_step});
    fill_with(units * pending_slots, 0.0, {&pending_add});
    limiting_slot.assign(units * width, -1);
    binding_slot.assign(units * width, -1);

    ring.resize(static_cast<std::size_t>(base.ring_size) * width);
    for (std::size_t slot = 0; slot < slots; ++slot) {
        for (std::int32_t step = 0; step < base.lead[slot]; ++step) {
            std::size_t cell = base.ring_cell(slot, step) * width;
            for (auto e = base.net.slot_link_ptr[slot]; e < base.net.slot_link_ptr[slot + 1]; ++e)
                for (std::size_t l = 0; l < width; ++l) ring[cell++] = base.z0[static_cast<std::size_t>(e)];
        }
    }
}

const double* leaving(const Base& base, const State& state, std::size_t slot, std::int32_t step) {
    const auto first = static_cast<std::size_t>(base.net.slot_link_ptr[slot]) * static_cast<std::size_t>(base.lanes);
    const std::int32_t making = base.deliver[slot] - base.ship[slot];
    if (making == 0 || base.lead[slot] == 0) return state.shipped.data() + first;
    if (making == base.lead[slot]) return state.arrived.data() + first;  // this step's shipments have taken its place
    return state.ring.data() + base.ring_cell(slot, step - making) * static_cast<std::size_t>(base.lanes);
}

}  // namespace sunder
