// SPDX-License-Identifier: Apache-2.0
#include "sim/core/policy_match.hpp"

#include <algorithm>

#include "sim/core/content.hpp"

namespace sunder {
namespace {

using Ids = std::vector<std::int32_t>;

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}
bool has(const Ids& ids, std::int32_t id) noexcept {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}
bool any_or_has(const Ids& ids, std::int32_t id) noexcept {
    return ids.empty() || has(ids, id);
}

double owned_share(const Group& group, const Ids& countries) noexcept {
    if (group.owners.empty()) return has(countries, group.hq) ? 1.0 : 0.0;
    double share = 0.0;
    for (const Owner& owner : group.owners)
        if (has(countries, owner.country)) share += owner.share;
    return share;
}

bool origin_set(const Rule& rule) noexcept {
    return !(rule.ship_from.empty() && rule.vendor_hq.empty() && rule.owned_by.empty() && rule.content_of.empty() &&
             rule.fdpr_of.empty());
}
bool excludes(const Rule& rule) noexcept {
    return rule.action == Action::content_credit;
}

bool exempt(const Rule& rule, const Network& network, std::int32_t buyer) noexcept {
    if (has(rule.exempt_destinations, network.buyer_country(buyer))) return true;
    return buyer < network.units() && has(rule.exempt_groups, network.unit_group[at(buyer)]);
}

/// Largest share that vendors of some countries have in a tool class or a software input of a plant, in the base year.
double vendor_share(const Network& net, std::int32_t unit, const Ids& countries) noexcept {
    double largest = 0.0;
    for (auto s = net.buyer_slot_ptr[at(unit)]; s < net.buyer_slot_ptr[at(unit) + 1]; ++s) {
        if (net.slot_kind[at(s)] != SlotKind::cap && net.goods[at(net.slot_good[at(s)])].kind != GoodKind::software)
            continue;
        double theirs = 0.0, all = 0.0;
        for (auto e = net.slot_link_ptr[at(s)]; e < net.slot_link_ptr[at(s) + 1]; ++e) {
            all += net.link_z0_musd_yr[at(e)];
            if (has(countries, net.unit_hq(net.link_supplier[at(e)]))) theirs += net.link_z0_musd_yr[at(e)];
        }
        if (all > 0.0) largest = std::max(largest, theirs / all);
    }
    return largest;
}

/// Predicates on a plant that do not list firms.
bool plant_fits(const Rule& rule, const Network& network, std::int32_t unit) noexcept {
    return any_or_has(rule.buyer_hq, network.unit_hq(unit)) && any_or_has(rule.end_use, network.unit_good[at(unit)]);
}

/// A plant within all predicates on buyers; for actions that cover plants, not links.
bool covered_plant(const Rule& rule, const Network& network, std::int32_t buyer, bool exemptions_hold) noexcept {
    return buyer < network.units() && any_or_has(rule.destination, network.buyer_country(buyer)) &&
           any_or_has(rule.entities, network.unit_group[at(buyer)]) && plant_fits(rule, network, buyer) &&
           !(exemptions_hold && exempt(rule, network, buyer));
}

}  // namespace

LinkMatch::LinkMatch(const Rule& rule, const Network& network)
    : rule_(rule), net_(network), fixed_(at(network.units()), OriginFit::no), fits_(at(network.units()), 0) {
    for (std::int32_t g = 0; g < static_cast<std::int32_t>(network.goods.size()); ++g)
        good_share_.push_back(rule.share_of(g));
    const bool moving = !rule.content_of.empty() || !rule.fdpr_of.empty();
    const std::vector<double> content =
        rule.content_of.empty() ? std::vector<double>(at(network.units()), 0.0) : base_content(network, rule.content_of);
    for (std::int32_t i = 0; i < network.units(); ++i) {
        if (!(good_share_[at(network.unit_good[at(i)])] > 0.0)) continue;
        const Group& group = network.groups[at(network.unit_group[at(i)])];
        const bool named =
            has(rule.vendor_hq, group.hq) || (!rule.owned_by.empty() && owned_share(group, rule.owned_by) >= rule.owner_min);
        fixed_[at(i)] = named ? OriginFit::yes : moving ? OriginFit::moving : OriginFit::no;
        if (fixed_[at(i)] == OriginFit::moving)
            fits_[at(i)] = fits(rule, content[at(i)], vendor_share(network, i, rule.fdpr_of)) ? 1 : 0;
    }
    if (rule.chilling > 0.0 && !rule.entities.empty()) {
        unlisted_in_ = rule.destination;
        if (unlisted_in_.empty())
            for (const std::int32_t group : rule.entities) unlisted_in_.push_back(network.groups[at(group)].hq);
    }
}

bool LinkMatch::fits(const Rule& rule, double content, double vendor_share) noexcept {
    constexpr double rounding = 1e-9;  // parts are summed: all of it may be 1 - 1e-16, and must not depend on the order
    const bool enough = content > 0.0 && content >= rule.content_min - rounding;
    const bool by_content = !rule.content_of.empty() && (excludes(rule) ? content > rule.content_min + rounding : enough);
    const bool named = by_content || (!rule.fdpr_of.empty() && vendor_share > rule.fdpr_min + rounding);
    return named != excludes(rule);
}

bool LinkMatch::buyer(std::int32_t slot, bool exemptions_hold) const noexcept {
    const std::int32_t buyer = net_.slot_buyer[at(slot)];
    if (!any_or_has(rule_.destination, net_.buyer_country(buyer)) || (exemptions_hold && exempt(rule_, net_, buyer)))
        return false;
    if (buyer >= net_.units())
        return rule_.entities.empty() && rule_.buyer_hq.empty() && rule_.end_use.empty() &&
               any_or_has(rule_.markets, net_.final_market[at(buyer - net_.units())]);
    return rule_.markets.empty() && !excludes(rule_) && any_or_has(rule_.entities, net_.unit_group[at(buyer)]) &&
           plant_fits(rule_, net_, buyer);
}

bool LinkMatch::unlisted(std::int32_t slot, bool exemptions_hold) const noexcept {
    const std::int32_t buyer = net_.slot_buyer[at(slot)];
    return !unlisted_in_.empty() && buyer < net_.units() && has(unlisted_in_, net_.buyer_country(buyer)) &&
           !has(rule_.entities, net_.unit_group[at(buyer)]) && plant_fits(rule_, net_, buyer) &&
           !(exemptions_hold && exempt(rule_, net_, buyer));
}

double LinkMatch::goods(std::int32_t link) const noexcept {
    const auto supplier = at(net_.link_supplier[at(link)]);
    return any_or_has(rule_.sellers, net_.unit_group[supplier]) ? good_share_[at(net_.unit_good[supplier])] : 0.0;
}

OriginFit LinkMatch::origin(std::int32_t slot, std::int32_t link) const noexcept {
    if (!origin_set(rule_)) return OriginFit::yes;
    const auto supplier = at(net_.link_supplier[at(link)]);
    const std::int32_t plant = net_.unit_country[supplier];
    const bool shipped = has(rule_.ship_from, plant) && plant != net_.buyer_country(net_.slot_buyer[at(slot)]);
    const OriginFit fit = shipped ? OriginFit::yes : fixed_[supplier];
    if (!excludes(rule_) || fit == OriginFit::moving) return fit;
    return fit == OriginFit::yes ? OriginFit::no : OriginFit::yes;
}

bool LinkMatch::passes_in_base_year(std::int32_t slot, std::int32_t link) const noexcept {
    const OriginFit fit = origin(slot, link);
    return fit == OriginFit::moving ? fits_[at(net_.link_supplier[at(link)])] != 0 : fit == OriginFit::yes;
}

double LinkMatch::share(std::int32_t slot, std::int32_t link, bool exemptions_hold) const noexcept {
    const double share = goods(link);
    return share > 0.0 && buyer(slot, exemptions_hold) && passes_in_base_year(slot, link) ? share : 0.0;
}

double covers(const Rule& rule, const Network& network, std::int32_t slot, std::int32_t link, bool exemptions_hold) {
    return LinkMatch(rule, network).share(slot, link, exemptions_hold);
}

std::int32_t covered_links(const Rule& rule, const Network& network) {
    const bool exemptions_hold = rule.exempt_until == never;
    const LinkMatch match(rule, network);
    std::int32_t count = 0;
    for (std::int32_t slot = 0; slot < network.slots(); ++slot) {
        if (!match.buyer(slot, exemptions_hold)) continue;
        for (std::int32_t link = network.slot_link_ptr[at(slot)]; link < network.slot_link_ptr[at(slot) + 1]; ++link)
            count += match.share(slot, link, exemptions_hold) > 0.0 ? 1 : 0;
    }
    return count;
}

double service_cover(const Rule& rule, const Network& net, std::int32_t slot, bool exemptions_hold) {
    const std::int32_t buyer = net.slot_buyer[at(slot)];
    if (net.slot_kind[at(slot)] != SlotKind::srv || !covered_plant(rule, net, buyer, exemptions_hold)) return 0.0;
    double service = 0.0, made = 0.0;
    bool by_tools = false, by_service = false, by_made = false;
    for (const ItemCover& item : rule.items) {
        const Good& good = net.goods[at(item.good)];
        by_tools |= good.kind == GoodKind::tool;
        if (good.kind == GoodKind::service) {
            by_service = true;
            if (good.slot == net.goods[at(net.slot_good[at(slot)])].slot) service = std::max(service, item.share);
        } else if (good.kind != GoodKind::tool) {
            by_made = true;
            if (item.good == net.unit_good[at(buyer)]) made = std::max(made, item.share);
        }
    }
    double all = 0.0, barred = 0.0;  // of the vendor's tools in the plant
    if (by_tools)
        for (auto s = net.buyer_slot_ptr[at(buyer)]; s < net.buyer_slot_ptr[at(buyer) + 1]; ++s)
            for (auto e = net.slot_link_ptr[at(s)];
                 net.slot_kind[at(s)] == SlotKind::cap && e < net.slot_link_ptr[at(s) + 1]; ++e) {
                const std::int32_t supplier = net.link_supplier[at(e)];
                if (net.unit_hq(supplier) != net.slot_vendor[at(slot)]) continue;
                all += net.link_z0_musd_yr[at(e)];
                barred += net.link_z0_musd_yr[at(e)] * rule.share_of(net.unit_good[at(supplier)]);
            }
    const double tools = all > 0.0 ? barred / all : 0.0;
    return (by_made ? made : 1.0) * (by_service || by_tools ? std::max(service, tools) : 1.0);
}

double stock_cover(const Rule& rule, const Network& net, std::int32_t slot) {
    const SlotKind kind = net.slot_kind[at(slot)];
    if (kind == SlotKind::cap || kind == SlotKind::fin || !covered_plant(rule, net, net.slot_buyer[at(slot)], true))
        return 0.0;
    double all = 0.0, covered = 0.0;
    for (auto e = net.slot_link_ptr[at(slot)]; e < net.slot_link_ptr[at(slot) + 1]; ++e) {
        all += net.link_z0_musd_yr[at(e)];
        covered += net.link_z0_musd_yr[at(e)] * rule.share_of(net.unit_good[at(net.link_supplier[at(e)])]);
    }
    return all > 0.0 ? covered / all : 0.0;
}

bool moves_demand(const Rule& rule, const Network& network, std::int32_t agent) noexcept {
    return any_or_has(rule.destination, network.final_country[at(agent)]) &&
           any_or_has(rule.markets, network.final_market[at(agent)]);
}

}  // namespace sunder
