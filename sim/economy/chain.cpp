// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "sim/economy/supply.hpp"
#include "sim/economy/trade.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// What one slot wants of one good.
struct Want {
    std::int32_t slot = -1, country = -1, group = -1;
    std::int32_t vendor = -1;  ///< service: HQ country of the vendor
    double amount = 0.0;
    double part = 1.0;  ///< of the amount that the sellers in question take
};

class Builder {
public:
    Builder(const BaseYear& base, const World& world, const LinkRules& rules, const std::string& label,
            std::vector<Fault>& faults)
        : base_(base), world_(world), rules_(rules), label_(label), faults_(faults) {
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
            sell(good, units_from(first, -1), wants, country_weights(good, wants, shipped(first)));
        } else {
            const Grid mix = vendor_mix(good, wants, by_hq);
            for (std::size_t v = 0; v < by_hq.size(); ++v)
                if (by_hq[v] > 0.0) sell(good, units_from(first, static_cast<std::int32_t>(v)), tied_to(wants, v, mix), {});
        }
        set_outputs(first);
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

    /// Part that each buyer country takes from the vendors of each HQ country, [HQ][buyer country]. Tools: the trade data of
    /// the vendors' countries, else the world's mix; service: wants are tied to one HQ already.
    [[nodiscard]] Grid vendor_mix(std::int32_t good, const std::vector<Want>& wants,
                                  const std::vector<double>& by_hq) const {
        if (good == base_.service_good) return {};
        const auto bought = wanted(wants);
        const Grid flows = country_flows(
            by_hq, bought, country_prior(by_hq, bought, rules_.tool_home_bias, trade_of(base_, world_, good)), rules_);
        Grid mix(by_hq.size(), bought.size());
        for (std::size_t d = 0; d < bought.size(); ++d)
            for (std::size_t v = 0; v < by_hq.size() && bought[d] > 0.0; ++v) mix(v, d) = flows(v, d) / bought[d];
        return mix;
    }

    /// The wants that the vendors of one HQ country serve, with the part they take of each.
    static std::vector<Want> tied_to(const std::vector<Want>& wants, std::size_t hq, const Grid& mix) {
        std::vector<Want> tied;
        for (Want want : wants) {
            if (!mix.x.empty()) want.part = mix(hq, at(want.country));
            if (mix.x.empty() ? at(want.vendor) == hq : want.part > 0.0) tied.push_back(want);
        }
        return tied;
    }

    [[nodiscard]] std::vector<double> wanted(const std::vector<Want>& wants) const {
        std::vector<double> sum(base_.countries.size(), 0.0);
        for (const Want& want : wants) sum[at(want.country)] += want.amount;
        return sum;
    }

    /// Output by country of the units from `first` on.
    [[nodiscard]] std::vector<double> shipped(std::int32_t first) const {
        std::vector<double> sum(base_.countries.size(), 0.0);
        for (std::size_t u = at(first); u < chain_.units.size(); ++u)
            sum[at(chain_.units[u].country)] += chain_.units[u].output_musd_yr;
        return sum;
    }

    [[nodiscard]] Grid country_weights(std::int32_t good, const std::vector<Want>& wants,
                                       const std::vector<double>& sold) const {
        return country_prior(sold, wanted(wants), rules_.home_bias, trade_of(base_, world_, good));
    }

    /// Units from `first` on, or those of them with HQ in `hq`.
    [[nodiscard]] std::vector<std::int32_t> units_from(std::int32_t first, std::int32_t hq) const {
        std::vector<std::int32_t> units;
        for (auto u = first; u < static_cast<std::int32_t>(chain_.units.size()); ++u)
            if (hq < 0 || chain_.groups[at(chain_.units[at(u)].group)].hq == hq) units.push_back(u);
        return units;
    }

    /// Flows of one good from these units to these wants. No prior: in proportion to size, wherever the buyer is.
    void sell(std::int32_t good, const std::vector<std::int32_t>& units, const std::vector<Want>& wants, Grid prior) {
        std::vector<Trader> sellers, buyers;
        double sold = 0.0, bought = 0.0;
        for (const std::int32_t u : units) {
            const ChainUnit& unit = chain_.units[at(u)];
            sellers.push_back({unit.country, unit.output_musd_yr, rules_.of_sales * unit.output_musd_yr});
            sold += unit.output_musd_yr;
        }
        for (const Want& want : wants) {
            buyers.push_back({want.country, want.part * want.amount, rules_.of_slot * want.amount});
            bought += want.part * want.amount;
        }
        for (Trader& buyer : buyers) buyer.amount_musd_yr *= sold / bought;  // equal up to rounding
        if (prior.x.empty()) prior = proportional(sellers, buyers);
        const auto weight = [&](std::size_t i, std::size_t j) { return pair_weight(chain_.units[at(units[i])], wants[j]); };
        const Allocation flows = allocate(sellers, buyers, prior, weight, rules_, seeds(good, units, wants));
        chain_.seeds += flows.seeds;
        note_quality(good, flows);
        for (const FlowCell& flow : flows.flows) add_link(good, units[at(flow.row)], wants[at(flow.col)], flow.value);
    }

    /// Links that a run may bring to life although they carry next to nothing in the base year: a maker who sells a higher
    /// bin of the family to the slot may redesign for it, and makers with HQ in the buyer's country may be qualified there.
    [[nodiscard]] std::vector<SeedLink> seeds(std::int32_t good, const std::vector<std::int32_t>& units,
                                              const std::vector<Want>& wants) const {
        std::vector<std::size_t> by_size(units.size());
        std::iota(by_size.begin(), by_size.end(), 0U);
        std::stable_sort(by_size.begin(), by_size.end(), [&](std::size_t a, std::size_t b) {
            return chain_.units[at(units[a])].output_musd_yr > chain_.units[at(units[b])].output_musd_yr;
        });
        const auto group_of = [&](std::size_t i) { return chain_.units[at(units[i])].group; };
        std::vector<SeedLink> seeds;
        for (std::size_t j = 0; j < wants.size(); ++j) {
            std::vector<std::int32_t> higher;
            for (const ChainLink& link : chain_.slots[at(wants[j].slot)].links)
                if (const ChainUnit& unit = chain_.units[at(link.supplier)]; unit.good < good) higher.push_back(unit.group);
            std::sort(higher.begin(), higher.end());
            higher.erase(std::unique(higher.begin(), higher.end()), higher.end());
            for (const std::int32_t group : higher) {
                SeedLink seed{{}, j};
                for (const std::size_t i : by_size)
                    if (group_of(i) == group) seed.sellers.push_back(i);
                if (!seed.sellers.empty()) seeds.push_back(std::move(seed));
            }
            SeedLink home{{}, j};
            for (const std::size_t i : by_size)
                if (chain_.groups[at(group_of(i))].hq == wants[j].country) home.sellers.push_back(i);
            if (!home.sellers.empty() && wants[j].amount > rules_.home_seed_above * world_.output_musd_yr[at(good)])
                seeds.push_back(std::move(home));
        }
        return seeds;
    }

    [[nodiscard]] Grid proportional(const std::vector<Trader>& sellers, const std::vector<Trader>& buyers) const {
        std::vector<double> sold(base_.countries.size(), 0.0), bought(base_.countries.size(), 0.0);
        for (const Trader& seller : sellers) sold[at(seller.country)] += seller.amount_musd_yr;
        for (const Trader& buyer : buyers) bought[at(buyer.country)] += buyer.amount_musd_yr;
        return country_prior(sold, bought, 1.0, {});
    }

    [[nodiscard]] double pair_weight(const ChainUnit& seller, const Want& buyer) const {
        if (buyer.group < 0) return 1.0;
        double weight = seller.captive && seller.group == buyer.group ? rules_.captive_weight : 1.0;
        if (const auto named = base_.pair_weight.find({seller.group, buyer.group, seller.good});
            named != base_.pair_weight.end())
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

    void set_outputs(std::int32_t first) {
        for (std::size_t u = at(first); u < chain_.units.size(); ++u) chain_.units[u].output_musd_yr = 0.0;
        for (const ChainSlot& from : chain_.slots)
            for (const ChainLink& link : from.links)
                if (link.supplier >= first) chain_.units[at(link.supplier)].output_musd_yr += link.z0_musd_yr;
    }

    void note_quality(std::int32_t good, const Allocation& flows) {
        chain_.closing_error = std::max(chain_.closing_error, flows.error);
        chain_.widened += flows.widened > 0;
        if (flows.error > closing_tolerance)
            faults_.push_back(
                {label_, 0, 0,
                 fmt::format("flows of {} do not close: sellers' and buyers' sums differ by {:.2g} of a buyer's need",
                             base_.goods[at(good)].code, flows.error)});
    }

    void warn(std::string message) { faults_.push_back({label_, 0, 0, std::move(message), true}); }

    const BaseYear& base_;
    const World& world_;
    const LinkRules& rules_;
    const std::string& label_;
    std::vector<Fault>& faults_;
    Chain chain_;
    std::map<std::array<std::int32_t, 4>, std::int32_t> slots_;
    std::map<std::int32_t, std::vector<double>> vendor_stock_;  ///< tool stock of a unit by vendor HQ
};

}  // namespace

Chain build_chain(const BaseYear& base, const World& world, const LinkRules& rules, const std::string& label,
                  std::vector<Fault>& faults) {
    return Builder(base, world, rules, label, faults).build(world.users_first);
}

}  // namespace sunder
