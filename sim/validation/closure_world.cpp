// SPDX-License-Identifier: Apache-2.0
// The world of a cost study as a network: plants for each activity and region, makers of finished chips who use them in
// fixed proportions, and, where a region will have to build, plants that in the base year hardly exist.
#include "sim/validation/closure_world.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <numeric>

#include "sim/core/param_table.hpp"
#include "sim/input/fault.hpp"
#include "sim/validation/toy.hpp"

namespace sunder {
namespace {

constexpr double musd_per_busd = 1000.0;
constexpr double nothing = 1e-12;       // shares of the world below it are rounding
constexpr double labour_margin = 1e-6;  // of a plant's sales: each needs some labour of its own

using Role = ClosureWorld::Role;
using Pairs = std::initializer_list<std::pair<const char*, double>>;

[[noreturn]] void refuse(const CostStudy& study, std::string why) {
    throw InputError({{study.name, 0, 0, "the dynamic model cannot start from this study: " + std::move(why)}});
}

bool is_plant(const models::StudyActivity& a) {
    return a.counted && a.kind != models::ActivityKind::knowledge;
}

/// Base-year flows of one activity: regions use their own plants first, the rest is traded.
void add_activity(const CostStudy& study, const models::StudyTerms& terms, std::size_t a, ClosureFlows& flows) {
    const models::StudyWorld& world = study.world;
    const models::StudyActivity& totals = world.activities[a];
    const std::size_t n = world.activities.size();
    for (std::size_t r = 0; r < world.regions(); ++r) {
        const double demand = world.consumption_share[r], present = world.present_share[r * n + a];
        const double need = models::needed_share(demand, terms.mismatch_share, world.demand_share, 1.0, terms.utilisation);
        const double imports = models::gap_share(demand, present);
        const double gap = world.builds[r] ? models::gap_share(need, present) : 0.0;
        if (gap > imports + nothing)
            refuse(study,
                   fmt::format("'{}' needs more of '{}' than it uses; set mismatch and utilisation so that it does not",
                               study.regions[r].id, study.tables.activities[a].code));
        flows.home[r * n + a] = demand - imports;
        flows.closing[r * n + a] = gap > nothing ? std::min(gap, imports) : 0.0;
        flows.kept[r * n + a] = imports - flows.closing[r * n + a];
        flows.exported[r * n + a] = models::surplus_share(demand, present);
    }
    double placed = 0.0;
    for (std::size_t r = 0; r < world.regions(); ++r) placed += world.present_share[r * n + a];
    flows.exported[world.regions() * n + a] = 1.0 - placed > nothing ? 1.0 - placed : 0.0;
    const bool fab = totals.kind == models::ActivityKind::fab;
    const double stock = fab ? totals.stock_busd * terms.capital_factor : totals.capex_busd_yr * terms.stock_years;
    const double value = (flows.recovery_per_year * stock + totals.opex_busd_yr) / (1.0 - labour_margin);
    flows.value_busd_yr[a] = value * world.demand_factor;
    flows.capital_years[a] = stock / value;
    flows.operating_part[a] = totals.opex_busd_yr / value;
}

/// Research: everyone buys of everyone; a region that adds some buys as much less abroad as it makes chips at home.
void add_research(const CostStudy& study, const models::StudyTerms& terms, ClosureFlows& flows) {
    const models::StudyWorld& world = study.world;
    const std::size_t n = world.activities.size();
    flows.research_share.assign(world.regions() + 1, 0.0);
    for (std::size_t a = 0; a < n; ++a) {
        const models::StudyActivity& totals = world.activities[a];
        if (!totals.counted || totals.kind != models::ActivityKind::knowledge) continue;
        flows.research_busd_yr += totals.research_busd_yr * world.demand_factor;
        for (std::size_t r = 0; r < world.regions(); ++r)
            flows.research_share[r] += world.present_share[r * n + a] * totals.research_busd_yr * world.demand_factor;
    }
    double placed = 0.0;
    for (double& share : flows.research_share) {
        if (flows.research_busd_yr > 0.0) share /= flows.research_busd_yr;
        placed += share;
    }
    flows.research_share.back() = flows.research_busd_yr > 0.0 && 1.0 - placed > nothing ? 1.0 - placed : 0.0;
    for (std::size_t r = 0; r < world.regions(); ++r) {
        double added = 0.0;
        for (std::size_t a = 0; a < n; ++a)
            if (world.activities[a].kind == models::ActivityKind::knowledge)
                added += models::cell_cost(world, terms, r, a).recurring_busd_yr;
        const double abroad = flows.research_busd_yr * world.consumption_share[r] * (1.0 - flows.research_share[r]);
        flows.added_research_busd_yr.push_back(added);
        flows.foreign_research_busd_yr.push_back(added > nothing ? world.demand_share * abroad : 0.0);
    }
}

class Builder {
public:
    Builder(const CostStudy& study, const models::StudyTerms& terms, const ClosureFlows& flows, const ClosurePlan& plan)
        : study_(study), terms_(terms), flows_(flows), plan_(plan), n_(study.activities_count()) {}

    ClosureWorld build() {
        for (const CostRegion& region : study_.regions) d_.country(region.id, plan_.build_days);
        d_.country("elsewhere", plan_.build_days);
        set_goods();
        set_parameters();
        for (std::int32_t k = 0; k < plan_.tranches; ++k)
            for (std::size_t r = 0; r < study_.regions_count(); ++r) add_user(r, k);
        equip();
        out_.network = d_.build();
        const auto place = d_.unit_place();
        for (auto& plant : out_.plants) plant.unit = place[static_cast<std::size_t>(plant.unit)];
        for (auto& user : out_.users) user.unit = place[static_cast<std::size_t>(user.unit)];
        set_run();
        return std::move(out_);
    }

private:
    std::size_t cell(std::size_t r, std::size_t a) const { return r * n_ + a; }

    /// A firm's plant, made when first asked for: one that sells nothing has no base year.
    std::int32_t site(const std::string& kind, std::size_t r, std::int32_t good) {
        const auto c = static_cast<std::int32_t>(r);
        const std::string name = kind + " " + d_.frame.countries[r].code;
        const auto [place, fresh] = sites_.try_emplace({name, good}, 0);
        if (fresh) place->second = d_.plant(d_.group(name, c), c, good);
        return place->second;
    }
    std::int32_t plant(Role role, std::size_t r, std::size_t a) {
        const char* kind = role == Role::home    ? "home"
                           : role == Role::added ? "added"
                           : role == Role::kept  ? "kept"
                                                 : "exports";
        const bool traded = role == Role::exports || role == Role::added;
        const auto before = d_.plants.size();
        const std::int32_t here = site(kind, r, (traded ? traded_ : goods_)[a]);
        if (d_.plants.size() > before) out_.plants.push_back({here, r, a, role});
        return here;
    }
    void sell(std::int32_t from, std::int32_t to, SlotKind kind, double busd_yr) {
        if (busd_yr > nothing * flows_.sales_busd_yr) d_.sell(from, to, kind, busd_yr * musd_per_busd);
    }
    void set(Pairs values, const std::vector<std::int32_t>& goods) {
        for (const std::int32_t good : goods)
            for (const auto& [key, value] : values)
                if (good >= 0) d_.set(key, value, good);
    }

    void set_goods() {
        tools_ = d_.good("tools", GoodKind::tool);
        new_tools_ = d_.good("tools for added plants", GoodKind::tool);
        operation_ = d_.good("operation of added plants", GoodKind::service);
        for (std::size_t a = 0; a < n_; ++a) {
            const bool real = is_plant(study_.world.activities[a]);
            const std::string& code = study_.tables.activities[a].code;
            goods_.push_back(real ? d_.good(code, GoodKind::chip) : -1);
            traded_.push_back(real ? d_.good(code + " that closes", GoodKind::chip) : -1);
        }
        research_ = d_.good("research", GoodKind::service);
        foreign_research_ = d_.good("research that closes", GoodKind::service);
        chips_ = d_.good("finished chips", GoodKind::end);
    }

    /// Prices are costs in the long run, nothing reacts to prices. Tools and labour come as fast as they are ordered; what
    /// is slow is to build. Research costs, but its lack stops no plant.
    void set_parameters() {
        set({{"mu", 0.0}, {"rd", 0.0}, {"xi", 0.0}, {"eps", 0.0}, {"eps_f", 0.0}, {"ot_max", 1.0}}, every());
        const double wear = 1.0 / terms_.life_years;
        set({{"delta", wear}, {"r_c", flows_.recovery_per_year - wear}}, {tools_, new_tools_});
        set({{"eta", 0.0}, {"tau_up", 0.0}, {"tau_N", 0.0}}, {tools_, new_tools_, operation_, research_, foreign_research_});
        set({{"n", 1.0}, {"lead_weeks", 1.0}}, {operation_, research_, foreign_research_});
        set({{"crit", 0.0}}, {research_, foreign_research_});
        set({{"spill", 1.0}}, traded_);  // users know whom to ask
        set({{"spill", 1.0}}, {foreign_research_});
        for (std::size_t r = 0; r < study_.regions_count(); ++r) {
            const auto c = static_cast<std::int32_t>(r);
            const double scale = terms_.scale_premium_share;
            d_.set("A", 1.0 / (terms_.location_idx[r] * (1.0 + scale)), new_tools_, c);
            d_.set("A", 1.0 / (1.0 + terms_.premium_share[r] + scale), operation_, c);
        }
    }
    std::vector<std::int32_t> every() const {
        std::vector<std::int32_t> goods(d_.frame.goods.size());
        std::iota(goods.begin(), goods.end(), 0);
        return goods;
    }

    /// Imports of an activity, out of the surplus of all regions.
    void import_of(std::size_t a, Role role, std::int32_t user, double busd_yr) {
        double surplus = 0.0;
        for (std::size_t q = 0; q <= study_.regions_count(); ++q) surplus += flows_.exported[cell(q, a)];
        for (std::size_t q = 0; q <= study_.regions_count(); ++q)
            if (const double part = busd_yr * flows_.exported[cell(q, a)]; part > 0.0)
                sell(plant(role, q, a), user, SlotKind::cur, part / surplus);
    }

    void add_user(std::size_t r, std::int32_t k) {
        const double part = 1.0 / plan_.tranches;
        const std::int32_t user = site(fmt::format("users {} of", k + 1), r, chips_);
        out_.users.push_back({user, r, k});
        sell(user, d_.consumer(static_cast<std::int32_t>(r)), SlotKind::fin,
             part * study_.world.consumption_share[r] * flows_.sales_busd_yr);
        for (std::size_t a = 0; a < n_; ++a) {
            if (goods_[a] < 0) continue;
            const double value = part * flows_.value_busd_yr[a];
            if (const double home = value * flows_.home[cell(r, a)]; home > 0.0)
                sell(plant(Role::home, r, a), user, SlotKind::cur, home);
            if (flows_.kept[cell(r, a)] > nothing) import_of(a, Role::kept, user, value * flows_.kept[cell(r, a)]);
            const double closing = value * flows_.closing[cell(r, a)];
            if (!(closing > 0.0)) continue;
            import_of(a, Role::exports, user, closing * (1.0 - plan_.seed_share));
            sell(plant(Role::added, r, a), user, SlotKind::cur, closing * plan_.seed_share);
        }
        buy_research(r, user, part);
    }

    void buy_research(std::size_t r, std::int32_t user, double part) {
        const double all = part * study_.world.consumption_share[r] * flows_.research_busd_yr;
        const double ends = part * flows_.foreign_research_busd_yr[r];
        for (std::size_t q = 0; q <= study_.regions_count(); ++q) {
            const double share = flows_.research_share[q];
            if (!(share > nothing)) continue;
            const double closing = q == r || !(ends > 0.0) ? 0.0 : ends * share / (1.0 - flows_.research_share[r]);
            if (all * share - closing > nothing * all)
                sell(site("labs", q, research_), user, SlotKind::cur, all * share - closing);
            if (closing > 0.0)
                sell(site("labs for others", q, foreign_research_), user, SlotKind::cur, closing * (1.0 - plan_.seed_share));
        }
        if (!(ends > 0.0)) return;
        const auto before = d_.plants.size();
        const std::int32_t lab = site("added labs", r, foreign_research_);
        if (d_.plants.size() > before) {
            const double volume = flows_.foreign_research_busd_yr[r];
            d_.set("A", volume / (volume + flows_.added_research_busd_yr[r]), foreign_research_,
                   static_cast<std::int32_t>(r), d_.plants.back().group);
        }
        sell(lab, user, SlotKind::cur, ends * plan_.seed_share);
    }

    void equip();
    void set_run();

    const CostStudy& study_;
    const models::StudyTerms& terms_;
    const ClosureFlows& flows_;
    const ClosurePlan& plan_;
    std::size_t n_;
    toy::Draft d_;
    ClosureWorld out_;
    std::map<std::pair<std::string, std::int32_t>, std::int32_t> sites_;
    std::int32_t tools_ = 0, new_tools_ = 0, operation_ = 0, research_ = 0, foreign_research_ = 0, chips_ = 0;
    std::vector<std::int32_t> goods_, traded_;  ///< by activity; -1: none
};

/// Tools of all plants, and operation of the added ones, in proportion to what they sell.
void Builder::equip() {
    std::vector<double> sales(d_.plants.size(), 0.0);
    for (const auto& sale : d_.sales) sales[static_cast<std::size_t>(sale.supplier)] += sale.musd_yr / musd_per_busd;
    // what keeps the stock of the study: wear of a step times steps of a year
    const double wear = -std::expm1(-1.0 / (terms_.life_years * weeks_per_year)) * weeks_per_year;
    for (const auto& one : out_.plants) {
        const bool added = one.role == Role::added;
        const double sold = sales[static_cast<std::size_t>(one.unit)];
        const std::int32_t tools = site("tool makers", one.region, added ? new_tools_ : tools_);
        d_.sell(tools, one.unit, SlotKind::cap, sold * flows_.capital_years[one.activity] * wear * musd_per_busd);
        if (added)
            d_.sell(site("operators", one.region, operation_), one.unit, SlotKind::cur,
                    sold * flows_.operating_part[one.activity] * musd_per_busd);
    }
}

/// One rule a tranche: what closes no longer crosses the border to these users.
void Builder::set_run() {
    LaneSpec lane;
    lane.name = "closure";
    for (const Switch off : {Switch::anticipatory_stocks, Switch::announcement_price, Switch::price_zones, Switch::leakage,
                             Switch::qualification, Switch::redesign, Switch::sanction_risk, Switch::chilling})
        lane.switches.set(off, false);
    lane.switches.set(Switch::forecast_sharing, plan_.believed);
    std::vector<std::int32_t> everywhere, builders;
    for (std::size_t r = 0; r <= study_.regions_count(); ++r) {
        everywhere.push_back(static_cast<std::int32_t>(r));
        if (r < study_.regions_count() && study_.world.builds[r]) builders.push_back(static_cast<std::int32_t>(r));
    }
    const double steps = plan_.horizon_years * weeks_per_year;
    out_.spec = toy::run_of(static_cast<std::int32_t>(std::ceil(steps)), std::move(lane));
    bool closes = false;
    for (const auto& one : out_.plants) closes = closes || one.role == Role::exports;
    for (std::int32_t k = 0; closes && k < plan_.tranches; ++k) {
        Rule rule;
        rule.id = fmt::format("closure {}", k + 1);
        rule.announce = toy::first_day();
        rule.effective = rule.announce + static_cast<Day>(((k + 0.5) / plan_.tranches * plan_.years + plan_.notice_years) *
                                                          weeks_per_year * 7.0);
        rule.permanence = 1.0;
        rule.ship_from = everywhere;
        rule.destination = builders;
        for (const std::int32_t good : traded_)
            if (good >= 0) rule.items.push_back({good, 1.0});
        rule.items.push_back({foreign_research_, 1.0});
        for (const auto& user : out_.users)
            if (user.tranche == k) rule.entities.push_back(out_.network.unit_group[static_cast<std::size_t>(user.unit)]);
        out_.spec.lanes[0].rules.push_back(std::move(rule));
    }
}

}  // namespace

ClosureFlows closure_flows(const CostStudy& study, const models::StudyTerms& terms) {
    const models::StudyWorld& world = study.world;
    if (std::abs(world.demand_factor - world.capacity_factor) > nothing)
        refuse(study, "demand_factor and capacity_factor differ, so that the base year's plants do not cover its demand");
    ClosureFlows flows;
    const std::size_t n = world.activities.size();
    for (auto* cells : {&flows.home, &flows.kept, &flows.closing, &flows.exported})
        cells->assign((world.regions() + 1) * n, 0.0);
    for (auto* list : {&flows.value_busd_yr, &flows.capital_years, &flows.operating_part}) list->assign(n, 0.0);
    flows.recovery_per_year = models::capital_recovery_per_year(terms.rate_per_year, terms.life_years);
    flows.sales_busd_yr = terms.sales_busd_yr * world.demand_factor;
    for (std::size_t a = 0; a < n; ++a)
        if (is_plant(world.activities[a])) add_activity(study, terms, a, flows);
    add_research(study, terms, flows);
    double cost = flows.research_busd_yr;
    for (const double value : flows.value_busd_yr) cost += value;
    if (!(cost < flows.sales_busd_yr))
        refuse(study, fmt::format("its plants and its research cost {:.0f} bn$ a year, sales are {:.0f}", cost,
                                  flows.sales_busd_yr));
    return flows;
}

ClosureWorld closure_world(const CostStudy& study, const models::StudyTerms& terms, const ClosureFlows& flows,
                           const ClosurePlan& plan) {
    return Builder(study, terms, flows, plan).build();
}

}  // namespace sunder
