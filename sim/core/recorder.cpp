// SPDX-License-Identifier: Apache-2.0
#include "sim/core/recorder.hpp"

#include <algorithm>

#include "sim/core/accounts.hpp"
#include "sim/core/kernel.hpp"
#include "sim/core/outputs_rewiring.hpp"
#include "sim/core/rewiring.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

Day first_of_month(Day day) {
    const auto date = to_date(day);
    return to_day(date.year() / date.month() / 1);
}
Day next_month(Day day) {
    const auto date = to_date(day);
    return to_day((date.year() / date.month() + std::chrono::months{1}) / 1);
}

}  // namespace

std::vector<std::int32_t> vendor_countries(const Network& network) {
    std::vector<char> sells(network.countries.size(), 0);
    for (std::int32_t i = 0; i < network.units(); ++i) {
        const GoodKind kind = network.goods[at(network.unit_good[at(i)])].kind;
        if (kind == GoodKind::tool || kind == GoodKind::service) sells[at(network.unit_hq(i))] = 1;
    }
    std::vector<std::int32_t> result;
    for (std::size_t c = 0; c < sells.size(); ++c)
        if (sells[c] != 0) result.push_back(static_cast<std::int32_t>(c));
    return result;
}

std::vector<std::int32_t> tool_classes(const Network& network) {
    std::vector<std::int32_t> result;
    for (std::size_t g = 0; g < network.goods.size(); ++g)
        if (network.goods[g].kind == GoodKind::tool) result.push_back(static_cast<std::int32_t>(g));
    return result;
}

std::vector<std::int32_t> hub_countries(const Network& network) {
    std::vector<std::int32_t> result;
    for (const Hub& hub : network.hubs) result.push_back(hub.country);
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

std::vector<std::string> dim_labels(Dim dim, const Network& network, const RunSpec& spec) {
    std::vector<std::string> labels;
    const auto countries = [&] {
        for (const Country& c : network.countries) labels.push_back(c.code);
    };
    switch (dim) {
        case Dim::country:
        case Dim::exporter:
        case Dim::importer:
            countries();
            break;
        case Dim::good:
            for (const Good& g : network.goods) labels.push_back(g.code);
            break;
        case Dim::end_market:
            labels = network.markets;
            break;
        case Dim::measure:
            labels = Policy::measure_ids(spec);
            break;
        case Dim::tool_class:
            for (const auto g : tool_classes(network)) labels.push_back(network.goods[at(g)].code);
            break;
        case Dim::vendor_country:
            for (const auto c : vendor_countries(network)) labels.push_back(network.countries[at(c)].code);
            break;
        case Dim::input:
            if (!spec.lanes.empty() && spec.lanes[0].switches[Switch::ario])
                for (const Good& g : network.goods) labels.push_back(g.code);
            break;
        case Dim::hub:
            for (const auto c : hub_countries(network)) labels.push_back(network.countries[at(c)].code);
            break;
    }
    return labels;
}

Recorder::Recorder(const Base& base, const RunSpec& spec) : base_(base), spec_(spec) {
    for (std::int32_t t = 0; t < spec.steps(); ++t) days_.push_back(spec.start + t * spec.step_days);
    const Day end = spec.start + spec.steps() * spec.step_days;
    for (Day m = first_of_month(spec.start); m < end; m = next_month(m)) months_.push_back(m);
    quantity_.assign(base.trade_links.size() * spec.lanes.size(), 0.0);
    value_ = quantity_;
    step_quantity_.assign(base.trade_links.size() * at(base.lanes), 0.0);
    step_value_ = step_quantity_;
    zone_prices_.assign(2 * base.net.goods.size() * spec.lanes.size(), 0.0);
    for (std::size_t n = 0; n < outputs().size(); ++n)
        if (zone_prices::uses(filler_of(n))) zone_outputs_.push_back(n);
    for (const OutputInfo& info : outputs()) {
        std::size_t size = 1;
        for (const Dim dim : info.dims) size *= dim_labels(dim, base.net, spec).size();
        sizes_.push_back(size);
    }
    const auto number = [](const std::vector<std::int32_t>& members, std::size_t size) {
        std::vector<std::int32_t> row(size, -1);
        for (std::size_t n = 0; n < members.size(); ++n) row[at(members[n])] = static_cast<std::int32_t>(n);
        return row;
    };
    const auto vendors = vendor_countries(base.net), tools = tool_classes(base.net);
    vendor_count_ = vendors.size();
    tool_count_ = tools.size();
    vendors_ = number(vendors, base.net.countries.size());
    tool_row_ = number(tools, base.net.goods.size());
}

void Recorder::open(Sink& sink) {
    sink.open(base_.net, spec_, days_, months_);
}

void Recorder::record(Step& step, Sink& sink) {
    const auto all = outputs();
    bool monthly = false;
    if (std::any_of(zone_outputs_.begin(), zone_outputs_.end(), [&](std::size_t n) { return sink.wants(n); }))
        zone_prices::find(step, spec_.lanes.size(), zone_prices_);
    for (std::size_t n = 0; n < all.size(); ++n) {
        if (!sink.wants(n)) continue;
        monthly = monthly || all[n].frequency == Frequency::monthly;
        if (all[n].frequency == Frequency::weekly)
            for (std::size_t lane = 0; lane < spec_.lanes.size(); ++lane) put(n, lane, step.t, step, sink);
    }
    if (!monthly) return;
    // The step's flows belong to calendar months by days.
    sum_exports(step);
    Day from = step.day;
    const Day end = step.day + spec_.step_days;
    while (from < end) {
        const Day until = std::min(end, next_month(from));
        const double share = static_cast<double>(until - from) / spec_.step_days;
        const std::size_t width = at(base_.lanes), lanes = spec_.lanes.size();
        for (std::size_t row = 0; row < base_.trade_links.size(); ++row)
            for (std::size_t l = 0; l < lanes; ++l) {
                quantity_[row * lanes + l] += share * step_quantity_[row * width + l];
                value_[row * lanes + l] += share * step_value_[row * width + l];
            }
        sum_leaks(step, share);
        const bool complete = until == next_month(from);
        if (complete || step.t + 1 == spec_.steps()) put_month(step, sink);
        if (complete) ++month_;
        from = until;
    }
}

namespace {

/// Adds up the rows [first, last) of trade; `leaves`: of slots, from their first link on.
template <int L>
SUNDER_KERNEL void add_exports(const Base& b, const double* contract, const std::vector<const double*>& leaves,
                               std::size_t first, std::size_t last, double* quantity, double* value) {
    const std::int32_t *item = b.trade_links.item.data(), *end = item + b.trade_links.item.size();
    const auto goods_of = [&](std::size_t e) {
        const std::size_t slot = at(b.link_slot[e]);
        return leaves[slot] + (e - at(b.net.slot_link_ptr[slot])) * L;
    };
    for (std::size_t row = first; row < last; ++row, quantity += L, value += L) {
        double sum[L] = {}, paid[L] = {};
        for (const std::int32_t& link : b.trade_links[row]) {
            if (&link + links_ahead < end) {
                const std::size_t next = at((&link)[links_ahead]);
                fetch_row<L>(contract + next * L);
                fetch_row<L>(goods_of(next));
            }
            const double *goods = goods_of(at(link)), *price = contract + at(link) * L;
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) {
                sum[l] += goods[l];
                paid[l] += goods[l] * price[l];
            }
        }
        std::copy_n(sum, L, quantity);
        std::copy_n(paid, L, value);
    }
}

}  // namespace

/// Exports of this step, in quantity and at the contract price of the step, by trade row.
void Recorder::sum_exports(Step& k) {
    const auto width = at(base_.lanes);
    const auto add = with_lanes(base_.lanes, []<int L>() { return &add_exports<L>; });
    leaves_.resize(at(base_.slots));
    for (std::size_t slot = 0; slot < leaves_.size(); ++slot) leaves_[slot] = leaving(base_, k.state, slot, k.t);
    constexpr std::size_t rows_per_block = 256;
    const std::size_t rows = base_.trade_links.size();
    k.blocks.for_blocks(static_cast<std::int32_t>((rows + rows_per_block - 1) / rows_per_block), [&](std::int32_t block) {
        const std::size_t first = at(block) * rows_per_block, last = std::min(rows, first + rows_per_block);
        add(base_, k.state.contract.data(), leaves_, first, last, &step_quantity_[first * width],
            &step_value_[first * width]);
    });
}

/// What leaked of this step's exports: no more than has leaked of orders so far, since goods ordered before a ban do not
/// leak.
void Recorder::sum_leaks(const Step& k, double share) {
    const auto width = at(base_.lanes), lanes = spec_.lanes.size();
    leak_quantity_.resize(k.rewiring.records() * lanes, 0.0);
    leak_value_.resize(leak_quantity_.size(), 0.0);
    for (std::size_t l = 0; l < lanes; ++l)
        for (const std::int32_t r : k.rewiring.leaky(l)) {
            const std::size_t e = at(k.policy.links()[at(r)]), cell = at(r) * lanes + l;
            const std::size_t slot = at(base_.link_slot[e]), row = e - at(base_.net.slot_link_ptr[slot]);
            const double exported = leaving(base_, k.state, slot, k.t)[row * width + l];
            const double leaked = std::min(exported * k.rewiring.leaked_part(at(r), l), k.rewiring.most_leaked(at(r), l));
            if (!(leaked > 0.0)) continue;
            leak_quantity_[cell] += share * leaked;
            leak_value_[cell] += share * leaked / exported * (exported * k.state.contract[e * width + l]);
        }
}

void Recorder::put_month(const Step& step, Sink& sink) {
    step.accounts.trade_prices().close_month(base_, quantity_, value_, spec_.lanes.size());
    const auto all = outputs();
    for (std::size_t n = 0; n < all.size(); ++n)
        if (all[n].frequency == Frequency::monthly && sink.wants(n))
            for (std::size_t lane = 0; lane < spec_.lanes.size(); ++lane) put(n, lane, month_, step, sink);
    std::fill(quantity_.begin(), quantity_.end(), 0.0);
    std::fill(value_.begin(), value_.end(), 0.0);
    std::fill(leak_quantity_.begin(), leak_quantity_.end(), 0.0);
    std::fill(leak_value_.begin(), leak_value_.end(), 0.0);
}

void Recorder::put(std::size_t output, std::size_t lane, std::int32_t index, const Step& step, Sink& sink) {
    slice_.assign(sizes_[output], 0.0);
    const std::size_t zone_width = 2 * base_.net.goods.size();
    filler_of(output)(
        {step, lane, spec_.lanes.size(), quantity_, value_, leak_quantity_, leak_value_,
         std::span(zone_prices_).subspan(lane * zone_width, zone_width), vendors_, tool_row_, vendor_count_, tool_count_},
        slice_);
    sink.put(output, static_cast<std::int32_t>(lane), index, slice_);
}

}  // namespace sunder
