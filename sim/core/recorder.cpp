// SPDX-License-Identifier: Apache-2.0
#include "sim/core/recorder.hpp"

#include <algorithm>

namespace sunder {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

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

std::vector<std::string> dim_labels(Dim dim, const Network& network, const RunSpec& spec) {
    std::vector<std::string> labels;
    const auto countries = [&] { for (const Country& c : network.countries) labels.push_back(c.code); };
    switch (dim) {
        case Dim::country: case Dim::exporter: case Dim::importer: countries(); break;
        case Dim::good: for (const Good& g : network.goods) labels.push_back(g.code); break;
        case Dim::end_market: labels = network.markets; break;
        case Dim::measure: labels = Policy::measure_ids(spec); break;
        case Dim::tool_class: for (const auto g : tool_classes(network)) labels.push_back(network.goods[at(g)].code); break;
        case Dim::vendor_country: for (const auto c : vendor_countries(network)) labels.push_back(network.countries[at(c)].code); break;
    }
    return labels;
}

Recorder::Recorder(const Base& base, const RunSpec& spec) : base_(base), spec_(spec) {
    for (std::int32_t t = 0; t < spec.steps(); ++t) days_.push_back(spec.start + t * spec.step_days);
    const Day end = spec.start + spec.steps() * spec.step_days;
    for (Day m = first_of_month(spec.start); m < end; m = next_month(m)) months_.push_back(m);
    const std::size_t cube = base.net.goods.size() * base.net.countries.size() * base.net.countries.size();
    for (auto* cubes : {&quantity_, &value_, &value_by_hq_}) cubes->assign(spec.lanes.size(), std::vector<double>(cube, 0.0));
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

void Recorder::open(Sink& sink) { sink.open(base_.net, spec_, days_, months_); }

Recorder::View Recorder::view(const Step& step, std::size_t lane) const {
    return {step, lane, quantity_[lane], value_[lane], value_by_hq_[lane], vendors_, tool_row_, vendor_count_, tool_count_,
            Policy::measure_ids(spec_).size()};
}

void Recorder::record(Step& step, Sink& sink) {
    const auto all = outputs();
    const auto sizes = [&](const OutputInfo& info) {
        std::size_t n = 1;
        for (const Dim dim : info.dims) {
            const auto countries = base_.net.countries.size();
            n *= dim == Dim::good         ? base_.net.goods.size()
                 : dim == Dim::end_market ? base_.net.markets.size()
                 : dim == Dim::measure    ? Policy::measure_ids(spec_).size()
                 : dim == Dim::tool_class ? tool_count_
                 : dim == Dim::vendor_country ? vendor_count_
                                              : countries;
        }
        return n;
    };
    for (std::size_t n = 0; n < all.size(); ++n) {
        if (all[n].frequency != Frequency::weekly) continue;
        slice_.assign(sizes(all[n]), 0.0);
        for (std::size_t lane = 0; lane < spec_.lanes.size(); ++lane) {
            std::fill(slice_.begin(), slice_.end(), 0.0);
            filler_of(n)(view(step, lane), slice_);
            sink.put(n, static_cast<std::int32_t>(lane), step.t, slice_);
        }
    }
    // The step's flows belong to calendar months by days.
    Day from = step.day;
    const Day end = step.day + spec_.step_days;
    while (from < end) {
        const Day until = std::min(end, next_month(from));
        accumulate(step, static_cast<double>(until - from) / spec_.step_days);
        if (until == next_month(from) || step.t + 1 == spec_.steps()) {
            for (std::size_t n = 0; n < all.size(); ++n)
                if (all[n].frequency == Frequency::monthly) {
                    slice_.assign(sizes(all[n]), 0.0);
                    for (std::size_t lane = 0; lane < spec_.lanes.size(); ++lane) {
                        std::fill(slice_.begin(), slice_.end(), 0.0);
                        filler_of(n)(view(step, lane), slice_);
                        sink.put(n, static_cast<std::int32_t>(lane), month_, slice_);
                    }
                }
            for (auto* cubes : {&quantity_, &value_, &value_by_hq_})
                for (auto& cube : *cubes) std::fill(cube.begin(), cube.end(), 0.0);
            if (until == next_month(from)) ++month_;
        }
        from = until;
    }
}

/// Exports of this step: shipments whose making ended, `ship` steps before delivery, at the contract price of the step.
void Recorder::accumulate(Step& k, double share) {
    const auto width = at(base_.lanes);
    const auto exported = [&](std::size_t e, std::size_t l) {
        const std::size_t slot = at(base_.link_slot[e]);
        const std::int32_t made = base_.deliver[slot] - base_.ship[slot];
        if (made == 0) return k.state.shipped[e * width + l];
        const auto first = at(base_.net.slot_link_ptr[slot]);
        const auto links = at(base_.net.slot_link_ptr[slot + 1]) - first;
        const std::int32_t lead = base_.lead[slot];
        const auto place = at((((k.t - made) % lead) + lead) % lead);
        return k.state.ring[(static_cast<std::size_t>(base_.ring_first[slot]) + place * links + (e - first)) * width + l];
    };
    const auto gather = [&](const Rows& rows, const std::vector<std::int32_t>& cells, bool with_quantity, auto& values) {
        const auto blocks = static_cast<std::int32_t>((rows.size() + 255) / 256);
        k.blocks.for_blocks(blocks, [&](std::int32_t block) {
            const std::size_t last = std::min(rows.size(), (at(block) + 1) * 256);
            for (std::size_t r = at(block) * 256; r < last; ++r)
                for (std::size_t l = 0; l < spec_.lanes.size(); ++l) {
                    double quantity = 0.0, value = 0.0;
                    for (const std::int32_t e : rows[r]) {
                        const double q = exported(at(e), l);
                        quantity += q;
                        value += q * k.state.contract[at(e) * width + l];
                    }
                    values[l][at(cells[r])] += share * value;
                    if (with_quantity) quantity_[l][at(cells[r])] += share * quantity;
                }
        });
    };
    gather(base_.trade_links, base_.trade_cell, true, value_);
    gather(base_.trade_hq_links, base_.trade_hq_cell, false, value_by_hq_);
}

}  // namespace sunder
