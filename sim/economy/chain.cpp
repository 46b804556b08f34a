// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "sim/economy/supply.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t index) { return static_cast<std::size_t>(index); }

/// What one slot wants of one good.
struct Want {
    std::int32_t slot = -1, country = -1, group = -1;
    std::int32_t vendor = -1;  ///< service: HQ country of the vendor
    double amount = 0.0;
};

class Builder {
public:
    Builder(const Base& base, const LinkRules& rules, const std::string& label, std::vector<Fault>& faults)
        : base_(base), rules_(rules), label_(label), faults_(faults) {
        chain_.groups = base.groups;
    }

    Chain build(const std::vector<std::int32_t>& users_first) {
        for (const std::int32_t good : users_first) place(good);
        return std::move(chain_);
    }

private:
    [[nodiscard]] GoodKind kind(std::int32_t good) const { return base_.goods[at(good)].kind; }

    /// Makes the units of a good and its flows to the slots that want it.
    void place(std::int32_t good) {
        const std::vector<Want> wants = collect_wants(good);
        double total = 0.0;
        for (const Want& want : wants) total += want.amount;
        if (!(total > 0.0)) {
            warn(fmt::format("nobody buys {}: its units are dropped", base_.goods[at(good)].code));
            return;
        }
        const std::vector<double> by_hq = vendor_totals(good, wants, total);
        const std::vector<ChainUnit> units = make_units(base_, good, total, by_hq, chain_.groups, label_, faults_);
        const auto first = static_cast<std::int32_t>(chain_.units.size());
        chain_.units.insert(chain_.units.end(), units.begin(), units.end());
        if (by_hq.empty()) {
            sell(good, first, -1, wants, 1.0);
        } else {
            for (std::size_t v = 0; v < by_hq.size(); ++v)
                if (by_hq[v] > 0.0) sell(good, first, static_cast<std::int32_t>(v), wants, by_hq[v] / total);
        }
        set_outputs(good, first);
    }

    std::vector<Want> collect_wants(std::int32_t good) {
        std::vector<Want> wants;
        const std::int32_t family = base_.family[at(good)];
        for (std::size_t u = 0; u < chain_.units.size(); ++u) {
            const ChainUnit unit = chain_.units[u];
            const auto buyer = static_cast<std::int32_t>(u);
            const auto add = [&](SlotKind slot_kind, std::int32_t slot_good, std::int32_t vendor, double amount) {
                if (amount > 0.0)
                    wants.push_back({slot(buyer, slot_kind, slot_good, vendor), unit.country, unit.group, vendor, amount});
            };
            if (good == base_.service_good) {
                for (std::size_t v = 0; v < base_.countries.size(); ++v)
                    add(SlotKind::srv, good, static_cast<std::int32_t>(v), base_.service_rate * vendor_stock(u, v));
            } else if (kind(good) == GoodKind::tool) {
                const double stock = base_.stock_per_output(at(good), at(unit.good), at(unit.country)) * unit.output_musd_yr;
                if (stock > 0.0) add(SlotKind::cap, good, -1, base_.wear(at(good), at(unit.country)) * stock);
            } else {
                add(SlotKind::cur, family, -1, base_.input(at(good), at(unit.good)) * unit.output_musd_yr);
            }
        }
        for (std::size_t f = 0; f < base_.final_demand.rows; ++f)
            if (const double amount = base_.final_demand(f, at(good)); amount > 0.0) {
                const auto buyer = static_cast<std::int32_t>(-1 - static_cast<std::ptrdiff_t>(f));
                wants.push_back({slot(buyer, SlotKind::fin, family, -1), base_.final_country[f], -1, -1, amount});
            }
        return wants;
    }

    std::int32_t slot(std::int32_t buyer, SlotKind slot_kind, std::int32_t good, std::int32_t vendor) {
        const std::array<std::int32_t, 4> key{buyer, static_cast<std::int32_t>(slot_kind), good, vendor};
        const auto [place, fresh] = slots_.emplace(key, static_cast<std::int32_t>(chain_.slots.size()));
        if (fresh) chain_.slots.push_back({buyer, slot_kind, good, vendor, {}});
        return place->second;
    }

    [[nodiscard]] double vendor_stock(std::size_t unit, std::size_t hq) const {
        const auto found = vendor_stock_.find(static_cast<std::int32_t>(unit));
        return found == vendor_stock_.end() ? 0.0 : found->second[hq];
    }

    /// Sales by HQ country of the vendor, for goods that are tied to it: tools by their vendor shares, service by the
    /// tools that stand in the fabs. Empty for all others.
    [[nodiscard]] std::vector<double> vendor_totals(std::int32_t good, const std::vector<Want>& wants, double total) const {
        std::vector<double> by_hq;
        if (kind(good) != GoodKind::tool && good != base_.service_good) return by_hq;
        by_hq.assign(base_.countries.size(), 0.0);
        if (good == base_.service_good)
            for (const Want& want : wants) {
                if (want.vendor >= 0) by_hq[at(want.vendor)] += want.amount;
            }
        else
            for (std::size_t v = 0; v < by_hq.size(); ++v) by_hq[v] = total * base_.vendor_share(at(good), v);
        return by_hq;
    }

    /// Flows of one good to the wants: of all sellers, or of those with HQ in `hq`. Tools: every slot takes the part `share`
    /// from this HQ, so that each fab has the world's mix of vendors; service: the slots that are tied to this HQ.
    void sell(std::int32_t good, std::int32_t first, std::int32_t hq, const std::vector<Want>& wants, double share) {
        std::vector<Trader> sellers, buyers;
        std::vector<std::int32_t> seller_unit;
        std::vector<std::size_t> buyer_want;
        double sold = 0.0, bought = 0.0;
        for (std::size_t u = at(first); u < chain_.units.size(); ++u) {
            const ChainUnit& unit = chain_.units[u];
            if (hq >= 0 && chain_.groups[at(unit.group)].hq != hq) continue;
            sellers.push_back({unit.country, unit.output_musd_yr, rules_.of_sales * unit.output_musd_yr});
            seller_unit.push_back(static_cast<std::int32_t>(u));
            sold += unit.output_musd_yr;
        }
        for (std::size_t w = 0; w < wants.size(); ++w) {
            const bool tied = good == base_.service_good;
            if (tied && wants[w].vendor != hq) continue;
            const double amount = tied ? wants[w].amount : share * wants[w].amount;
            buyers.push_back({wants[w].country, amount, rules_.of_slot * wants[w].amount});
            buyer_want.push_back(w);
            bought += amount;
        }
        for (Trader& buyer : buyers) buyer.amount_musd_yr *= sold / bought;  // equal up to rounding
        const Grid prior = prior_of(good, sellers, buyers);
        const auto weight = [&](std::size_t i, std::size_t j) { return pair_weight(chain_.units[at(seller_unit[i])], wants[buyer_want[j]]); };
        const Allocation flows = allocate(sellers, buyers, prior, weight, rules_);
        note_quality(good, flows);
        for (const FlowCell& flow : flows.flows)
            add_link(good, seller_unit[at(flow.row)], wants[buyer_want[at(flow.col)]], flow.value);
    }

    [[nodiscard]] Grid prior_of(std::int32_t good, const std::vector<Trader>& sellers, const std::vector<Trader>& buyers) const {
        std::vector<double> sold(base_.countries.size(), 0.0), bought(base_.countries.size(), 0.0);
        for (const Trader& seller : sellers) sold[at(seller.country)] += seller.amount_musd_yr;
        for (const Trader& buyer : buyers) bought[at(buyer.country)] += buyer.amount_musd_yr;
        const bool tied = kind(good) == GoodKind::tool || good == base_.service_good;
        if (tied) return country_prior(sold, bought, rules_.tool_home_bias, {}, {});
        return country_prior(sold, bought, rules_.home_bias, base_.prior_trade[at(good)], base_.prior_total[at(good)]);
    }

    [[nodiscard]] double pair_weight(const ChainUnit& seller, const Want& buyer) const {
        if (buyer.group < 0) return 1.0;
        double weight = seller.captive && seller.group == buyer.group ? rules_.captive_weight : 1.0;
        if (const auto named = base_.pair_weight.find({seller.group, buyer.group, seller.good}); named != base_.pair_weight.end())
            weight *= named->second;
        return weight;
    }

    void add_link(std::int32_t good, std::int32_t supplier, const Want& want, double amount) {
        ChainSlot& to = chain_.slots[at(want.slot)];
        to.links.push_back({supplier, amount});
        if (kind(good) != GoodKind::tool || to.buyer < 0) return;
        auto& stock = vendor_stock_[to.buyer];
        stock.resize(base_.countries.size(), 0.0);
        const ChainUnit& seller = chain_.units[at(supplier)];
        stock[at(chain_.groups[at(seller.group)].hq)] += amount / base_.wear(at(good), at(want.country));
    }

    void set_outputs(std::int32_t good, std::int32_t first) {
        for (std::size_t u = at(first); u < chain_.units.size(); ++u) chain_.units[u].output_musd_yr = 0.0;
        for (const ChainSlot& from : chain_.slots)
            for (const ChainLink& link : from.links)
                if (link.supplier >= first) chain_.units[at(link.supplier)].output_musd_yr += link.z0_musd_yr;
        (void)good;
    }

    void note_quality(std::int32_t good, const Allocation& flows) {
        chain_.closing_error = std::max(chain_.closing_error, flows.error);
        chain_.widened += flows.widened > 0;
        if (flows.error > closing_tolerance)
            faults_.push_back({label_, 0, 0, fmt::format("flows of {} do not close: sellers' and buyers' sums differ by {:.2g} of a buyer's need",
                                                         base_.goods[at(good)].code, flows.error)});
    }

    void warn(std::string message) { faults_.push_back({label_, 0, 0, std::move(message), true}); }

    const Base& base_;
    const LinkRules& rules_;
    const std::string& label_;
    std::vector<Fault>& faults_;
    Chain chain_;
    std::map<std::array<std::int32_t, 4>, std::int32_t> slots_;
    std::map<std::int32_t, std::vector<double>> vendor_stock_;  ///< tool stock of a unit by vendor HQ
};

}  // namespace

Chain build_chain(const Base& base, const World& world, const LinkRules& rules, const std::string& label,
                  std::vector<Fault>& faults) {
    return Builder(base, rules, label, faults).build(world.users_first);
}

}  // namespace sunder
