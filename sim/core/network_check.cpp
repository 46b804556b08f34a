// SPDX-License-Identifier: Apache-2.0
#include "sim/core/network_check.hpp"

#include <cmath>
#include <vector>

#include "sim/core/params.hpp"

namespace sunder {
namespace {

using Indices = std::vector<std::int32_t>;

bool within(const Indices& values, std::int32_t least, std::size_t count) {
    for (const std::int32_t value : values)
        if (value < least || value >= static_cast<std::int64_t>(count)) return false;
    return true;
}

/// A CSR pointer array: starts at 0, never falls, ends at `count`.
bool is_pointer(const Indices& ptr, std::size_t rows, std::size_t count) {
    if (ptr.size() != rows + 1 || ptr.front() != 0 || ptr.back() != static_cast<std::int64_t>(count)) return false;
    for (std::size_t i = 1; i < ptr.size(); ++i)
        if (ptr[i] < ptr[i - 1]) return false;
    return true;
}

template <class T>
bool positive(const std::vector<T>& values, bool zero_allowed) {
    for (const T value : values)
        if (!std::isfinite(value) || (zero_allowed ? value < 0 : value <= 0)) return false;
    return true;
}

std::string entries_fault(const Network& n) {
    const std::size_t countries = n.countries.size(), goods = n.goods.size(), groups = n.groups.size();
    const std::size_t units = n.unit_good.size();
    const std::size_t finals = n.final_country.size();
    for (const Good& good : n.goods)
        if (static_cast<int>(good.kind) < 0 || static_cast<int>(good.kind) >= good_kinds) return "unknown kind of good";
    for (const Group& group : n.groups)
        if (group.hq < 0 || group.hq >= static_cast<std::int64_t>(countries)) return "a group without HQ country";
    for (const Group& group : n.groups) {
        double sum = 0.0;
        for (const Owner& owner : group.owners) {
            if (!within({owner.country}, 0, countries) || !(owner.share > 0.0)) return "an owner is out of range";
            sum += owner.share;
        }
        if (!(sum <= 1.0 + 1e-9)) return "owners of a group hold more than all of it";
    }
    if (n.unit_group.size() != units || n.unit_country.size() != units) return "unit arrays differ in length";
    if (n.final_market.size() != finals) return "final agent arrays differ in length";
    if (!within(n.unit_group, 0, groups) || !within(n.unit_country, 0, countries) || !within(n.unit_good, 0, goods))
        return "a unit's group, country or good is out of range";
    if (!within(n.final_country, 0, countries) || !within(n.final_market, 0, n.markets.size()))
        return "a final agent's country or market is out of range";
    for (std::size_t u = 1; u < units; ++u)
        if (n.unit_good[u] < n.unit_good[u - 1] ||
            (n.unit_good[u] == n.unit_good[u - 1] && n.unit_country[u] < n.unit_country[u - 1]))
            return "units are not in order of good and country";
    return {};
}

std::string slots_fault(const Network& n) {
    const std::size_t buyers = n.unit_good.size() + n.final_country.size(), slots = n.slot_buyer.size();
    if (n.slot_kind.size() != slots || n.slot_good.size() != slots || n.slot_vendor.size() != slots)
        return "slot arrays differ in length";
    if (!is_pointer(n.buyer_slot_ptr, buyers, slots)) return "buyer_slot_ptr does not fit";
    for (std::size_t b = 0; b < buyers; ++b)
        for (auto s = static_cast<std::size_t>(n.buyer_slot_ptr[b]); s < static_cast<std::size_t>(n.buyer_slot_ptr[b + 1]);
             ++s)
            if (n.slot_buyer[s] != static_cast<std::int64_t>(b)) return "a slot's buyer differs from its place";
    if (!within(n.slot_good, 0, n.goods.size())) return "a slot's good is out of range";
    if (!within(n.slot_vendor, -1, n.countries.size())) return "a slot's vendor country is out of range";
    for (std::size_t s = 0; s < slots; ++s) {
        const auto kind = static_cast<int>(n.slot_kind[s]);
        if (kind < 0 || kind > static_cast<int>(SlotKind::fin)) return "unknown kind of slot";
        if ((n.slot_kind[s] == SlotKind::srv) != (n.slot_vendor[s] >= 0)) return "vendor country on the wrong kind of slot";
    }
    return {};
}

std::string links_fault(const Network& n) {
    const std::size_t links = n.link_supplier.size(), slots = n.slot_buyer.size();
    if (n.link_z0_musd_yr.size() != links || n.link_tariff0.size() != links || n.link_freight0.size() != links)
        return "link arrays differ in length";
    if (!is_pointer(n.slot_link_ptr, slots, links)) return "slot_link_ptr does not fit";
    if (!within(n.link_supplier, 0, n.unit_good.size())) return "a link's supplier is out of range";
    if (!positive(n.link_z0_musd_yr, false)) return "a link's baseline flow is not positive";
    if (!positive(n.link_tariff0, true) || !positive(n.link_freight0, true)) return "a negative tariff or freight rate";
    for (std::size_t s = 0; s < slots; ++s)
        for (auto e = static_cast<std::size_t>(n.slot_link_ptr[s]) + 1; e < static_cast<std::size_t>(n.slot_link_ptr[s + 1]);
             ++e) {
            const std::int32_t before = n.link_supplier[e - 1], here = n.link_supplier[e];
            const std::int32_t hq_before = n.unit_hq(before), hq = n.unit_hq(here);
            if (hq < hq_before || (hq == hq_before && here <= before))
                return "links of a slot are not in order of HQ and supplier";
        }
    return {};
}

std::string rows_fault(const Network& n) {
    for (const ParamSetting& p : n.params) {
        if (p.key < 0 || p.key >= static_cast<std::int32_t>(param_count)) return "unknown parameter";
        if (!within({p.good}, -1, n.goods.size()) || !within({p.country}, -1, n.countries.size()) ||
            !within({p.group}, -1, n.groups.size()) || !std::isfinite(p.value))
            return "a parameter row is out of range";
    }
    for (std::size_t i = 0; i < n.demand_path.size(); ++i) {
        const DemandPoint& p = n.demand_path[i];
        if (!within({p.agent}, 0, n.final_country.size()) || !std::isfinite(p.ratio) || p.ratio < 0)
            return "a demand point is out of range";
        if (i > 0 && (p.agent < n.demand_path[i - 1].agent ||
                      (p.agent == n.demand_path[i - 1].agent && p.day <= n.demand_path[i - 1].day)))
            return "demand points are not in order of agent and day";
    }
    for (const Hub& h : n.hubs)
        if (!within({h.country}, 0, n.countries.size()) || !within({h.good}, -1, n.goods.size()) || !(h.weight > 0.0) ||
            !(h.weight <= 1.0) || !std::isfinite(h.enforcement) || h.enforcement < 0.0)
            return "a hub is out of range";
    for (const Project& p : n.projects)
        if (!within({p.unit}, 0, n.unit_good.size()) || !std::isfinite(p.addition)) return "a project is out of range";
    return {};
}

}  // namespace

std::string network_fault(const Network& network) {
    for (auto* check : {entries_fault, slots_fault, links_fault, rows_fault})
        if (std::string fault = check(network); !fault.empty()) return fault;
    return {};
}

}  // namespace sunder
