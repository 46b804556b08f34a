// SPDX-License-Identifier: Apache-2.0
#include "sim/core/policy_match.hpp"

#include <algorithm>
#include <vector>

namespace sunder {
namespace {

using Ids = std::vector<std::int32_t>;

bool has(const Ids& ids, std::int32_t id) noexcept {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}
bool any_or_has(const Ids& ids, std::int32_t id) noexcept {
    return ids.empty() || has(ids, id);
}

double item_share(const Rule& rule, std::int32_t good) noexcept {
    if (rule.items.empty()) return 1.0;
    double share = 0.0;  // a good named twice counts with its larger share
    for (const ItemCover& item : rule.items)
        if (item.good == good) share = std::max(share, item.share);
    return share;
}

bool origin_fits(const Rule& rule, const Network& network, std::int32_t supplier, std::int32_t buyer_country) noexcept {
    if (rule.ship_from.empty() && rule.vendor_hq.empty()) return true;
    const std::int32_t plant = network.unit_country[static_cast<std::size_t>(supplier)];
    return (has(rule.ship_from, plant) && plant != buyer_country) || has(rule.vendor_hq, network.unit_hq(supplier));
}

/// Predicates on the buying plant; a final agent passes only where none is set.
bool buyer_fits(const Rule& rule, const Network& network, std::int32_t buyer) noexcept {
    if (rule.entities.empty() && rule.buyer_hq.empty() && rule.end_use.empty()) return true;
    if (buyer >= network.units()) return false;
    const auto b = static_cast<std::size_t>(buyer);
    return any_or_has(rule.entities, network.unit_group[b]) && any_or_has(rule.buyer_hq, network.unit_hq(buyer)) &&
           any_or_has(rule.end_use, network.unit_good[b]);
}

bool exempt(const Rule& rule, const Network& network, std::int32_t buyer) noexcept {
    if (has(rule.exempt_destinations, network.buyer_country(buyer))) return true;
    return buyer < network.units() && has(rule.exempt_groups, network.unit_group[static_cast<std::size_t>(buyer)]);
}

}  // namespace

double covers(const Rule& rule, const Network& network, std::int32_t slot, std::int32_t link,
              bool exemptions_hold) noexcept {
    const std::int32_t supplier = network.link_supplier[static_cast<std::size_t>(link)];
    const double share = item_share(rule, network.unit_good[static_cast<std::size_t>(supplier)]);
    if (!(share > 0.0)) return 0.0;
    const std::int32_t buyer = network.slot_buyer[static_cast<std::size_t>(slot)];
    const std::int32_t destination = network.buyer_country(buyer);
    const bool reached = any_or_has(rule.destination, destination) && origin_fits(rule, network, supplier, destination) &&
                         any_or_has(rule.sellers, network.unit_group[static_cast<std::size_t>(supplier)]) &&
                         buyer_fits(rule, network, buyer) && !(exemptions_hold && exempt(rule, network, buyer));
    return reached ? share : 0.0;
}

std::int32_t covered_links(const Rule& rule, const Network& network) noexcept {
    const bool exemptions_hold = rule.exempt_until == never;
    std::int32_t count = 0;
    for (std::int32_t slot = 0; slot < network.slots(); ++slot)
        for (std::int32_t link = network.slot_link_ptr[static_cast<std::size_t>(slot)];
             link < network.slot_link_ptr[static_cast<std::size_t>(slot) + 1]; ++link)
            count += covers(rule, network, slot, link, exemptions_hold) > 0.0 ? 1 : 0;
    return count;
}

}  // namespace sunder
