// SPDX-License-Identifier: Apache-2.0
#include "tests/random/calendar.hpp"

#include "sim/core/params.hpp"
#include "sim/core/simulation.hpp"
#include "tests/random/world.hpp"

namespace sunder::tests {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

std::vector<ItemCover> some_items(Dice& dice, const Network& n, double probability) {
    std::vector<ItemCover> items;
    for (const std::int32_t g : dice.some(n.goods.size(), probability))
        items.push_back({g, dice.chance(0.6) ? 1.0 : dice.share()});
    return items;
}

/// An end of [least, most], or anything between.
double within(Dice& dice, double least, double most) {
    const double how = dice.share(), value = dice.between(least, most);
    return how < 0.15 ? least : how < 0.3 ? most : value;
}

DayPath some_path(Dice& dice, Day around, double least, double most) {
    DayPath path;
    Day day = around + dice.whole(-100, 100);
    for (std::int32_t p = 0, points = dice.whole(1, 4); p < points; ++p) {
        path.emplace_back(day, within(dice, least, most));
        day += dice.whole(1, 200);
    }
    return path;
}

void set_dates(Dice& dice, const RunSpec& spec, Rule& rule) {
    const Day length = spec.end - spec.start;
    rule.effective = spec.start + dice.whole(-60, length + 60);
    if (dice.chance(0.3)) rule.effective = spec.start + dice.whole(0, length / 7) * 7;
    rule.announce = rule.effective - (dice.chance(0.4) ? 0 : dice.whole(0, 250));
    if (dice.chance(0.35)) rule.expires = rule.effective + dice.whole(-20, length);
    if (dice.chance(0.2)) rule.savings_days = dice.whole(0, 120);
    if (dice.chance(0.2)) rule.grandfather_until = rule.effective + dice.whole(0, 200);
}

void set_origin(Dice& dice, const Network& n, Rule& rule) {
    const auto lands = [&] { return dice.some(n.countries.size(), 0.4); };
    if (dice.chance(0.5)) rule.ship_from = dice.chance(0.6) ? std::vector{rule.issuer} : lands();
    if (dice.chance(0.3)) rule.vendor_hq = lands();
    if (dice.chance(0.15)) rule.content_of = lands(), rule.content_min = within(dice, 0.0, 1.0);
    if (dice.chance(0.15)) rule.fdpr_of = lands(), rule.fdpr_min = within(dice, 0.0, 1.0);
    if (dice.chance(0.1)) rule.owned_by = lands(), rule.owner_min = within(dice, 0.0, 1.0);
    if (dice.chance(0.1)) rule.sellers = dice.some(n.groups.size(), 0.5);
}

void set_buyers(Dice& dice, const Network& n, Rule& rule) {
    if (dice.chance(0.6)) rule.destination = dice.some(n.countries.size(), 0.5);
    if (dice.chance(0.25)) rule.entities = dice.some(n.groups.size(), 0.4);
    if (dice.chance(0.1)) rule.buyer_hq = dice.some(n.countries.size(), 0.6);
    if (dice.chance(0.1)) rule.end_use = dice.some(n.goods.size(), 0.5);
    if (dice.chance(0.05)) rule.markets = {dice.below(n.markets.size())};
    if (!dice.chance(0.2)) return;
    rule.exempt_groups = dice.some(n.groups.size(), 0.2, true);
    rule.exempt_destinations = dice.some(n.countries.size(), 0.2, true);
    if (dice.chance(0.5)) rule.exempt_until = rule.effective + dice.whole(1, 300);
}

void set_money(Dice& dice, const Network& n, const RunSpec& spec, Rule& rule) {
    double world = 0.0;
    for (const double z0 : n.link_z0_musd_yr) world += z0;
    Funding& f = rule.funding;
    const double budget = world * dice.log_between(1e-7, 10.0);
    if (rule.action == Action::subsidy || dice.chance(0.5)) f.budget_musd = budget;
    f.ratio = within(dice, 0.0, 1.0);
    f.rate = within(dice, 0.0, 1.0);
    f.research_musd_yr = world * (dice.chance(0.1) ? 0.0 : dice.log_between(1e-6, 1.0));
    if (f.budget_musd > 0.0 && dice.chance(0.3)) {
        f.tranches = some_path(dice, rule.effective, 0.0, 1.0);
        for (std::size_t p = 1; p < f.tranches.size(); ++p)
            f.tranches[p].second = std::max(f.tranches[p].second, f.tranches[p - 1].second);
    }
    if (dice.chance(0.4)) {
        f.guard_countries = dice.some(n.countries.size(), 0.5);
        f.guard_items = some_items(dice, n, 0.6);
        for (ItemCover& item : f.guard_items) item.share = dice.chance(0.4) ? 0.0 : dice.log_between(1e-3, 10.0);
        f.guard_years = dice.log_between(0.1, 20.0);
        f.clawback = dice.chance(0.5);
    }
    (void)spec;
}

void set_terms(Dice& dice, const Network& n, const RunSpec& spec, Rule& rule) {
    Licence& licence = rule.licence;
    if (rule.action == Action::license || rule.action == Action::quota) {
        licence.share = within(dice, 0.0, 1.0);
        if (dice.chance(0.2)) licence.path = some_path(dice, rule.effective, 0.0, 1.0);
    }
    if (rule.action == Action::license) {
        licence.delay_days = dice.chance(0.4) ? 0.0 : dice.between(0.0, 200.0);
        licence.ramp_weeks = dice.chance(0.4) ? 0.0 : dice.between(0.0, 60.0);
        double world = 0.0;
        for (const double z0 : n.link_z0_musd_yr) world += z0;
        licence.office_musd_wk = dice.chance(0.5) ? 0.0 : world / 52.0 * dice.log_between(1e-6, 1.0);
        licence.valid_weeks = within(dice, 0.0, 104.0);
    }
    if (rule.action == Action::tariff)
        rule.tariff_rate = dice.chance(0.2) ? dice.between(-1.0, 0.0) : within(dice, 0.0, 10.0);
    if (rule.action == Action::service_ban) rule.persons_share = dice.chance(0.5) ? -1.0 : within(dice, 0.0, 1.0);
    if (rule.action == Action::capital_screen) {
        rule.capital_premium = within(dice, -0.5, 0.5);
        rule.invest_speed = within(dice, 0.0, dice.chance(0.5) ? 1.0 : 10.0);
    }
    if (rule.action == Action::cooperation) rule.path = some_path(dice, rule.effective, 0.0, 3.0);
    if (rule.action == Action::preference) rule.path = some_path(dice, rule.effective, 0.05, 20.0);
    if (rule.action == Action::stockpile) rule.path = some_path(dice, rule.effective, 0.0, 100.0);
    if (rule.action == Action::demand) rule.path = some_path(dice, rule.effective, 0.0, dice.chance(0.9) ? 2.0 : 520.0);
    rule.members = dice.some(n.countries.size(), 0.5);
    rule.qualify_factor = within(dice, 0.0, dice.chance(0.5) ? 1.0 : 10.0);
    rule.see_gain_weeks = within(dice, 0.0, 52.0);
    rule.belief_gain = within(dice, 0.0, 1.0);
    rule.hazard_per_year = within(dice, -1.0, 1.0);
    set_money(dice, n, spec, rule);
}

void set_governments(Dice& dice, const Network& n, LaneSpec& lane) {
    Governments& g = lane.governments;
    g.loss_tolerance = dice.chance(0.3) ? 0.0 : dice.log_between(1e-6, 1.0);
    g.sector_tolerance = dice.chance(0.3) ? 0.0 : dice.log_between(1e-4, 10.0);
    if (dice.chance(0.5))
        g.allies.push_back({dice.below(n.countries.size()), within(dice, 0.0, 1.0), within(dice, 0.0, 10.0)});
    g.leave_step = within(dice, 0.0, 1.0);
    g.quarters = dice.whole(1, 3);
    g.restraint_threshold = dice.chance(0.3) ? 0.0 : dice.log_between(1e-6, 1.0);
    g.approval = dice.share();
    g.approval_min = dice.chance(0.5) ? 0.0 : dice.share();
    g.review_weeks = dice.whole(1, 20);
    for (Rule& rule : lane.rules) {
        if (dice.chance(0.3) && rule.id != lane.rules.front().id) rule.leader = lane.rules.front().id;
        if (!dice.chance(0.3)) continue;
        rule.on_call = true;
        g.ladder.push_back(
            {rule.id, dice.chance(0.5) ? 0.0 : dice.log_between(1e-6, 0.1), dice.whole(0, 60), dice.log_between(0.1, 10.0)});
    }
}

}  // namespace

Rule random_rule(Dice& dice, const Network& network, const RunSpec& spec, Action action) {
    Rule rule;
    rule.action = action;
    rule.issuer = dice.below(network.countries.size());
    set_dates(dice, spec, rule);
    if (dice.chance(0.7)) rule.items = some_items(dice, network, 0.5);
    set_origin(dice, network, rule);
    set_buyers(dice, network, rule);
    set_terms(dice, network, spec, rule);
    rule.coverage = dice.chance(0.6) ? 1.0 : dice.share();
    rule.compliance = dice.chance(0.7) ? 1.0 : dice.share();
    rule.probability = dice.chance(0.8) ? 1.0 : within(dice, 0.0, 1.0);
    rule.enactment = within(dice, 0.0, 1.0);
    rule.permanence = within(dice, 0.0, 1.0);
    rule.expected_share = action == Action::deny ? 0.0 : within(dice, 0.0, 1.0);
    rule.chilling = dice.chance(0.8) ? 0.0 : dice.share();
    rule.enforcement = dice.chance(0.7) ? 0.0 : within(dice, 0.0, 10.0);
    rule.rent_to = static_cast<RentTo>(dice.whole(0, 2));
    return rule;
}

LaneSpec random_lane(Dice dice, const Network& network, const RunSpec& spec, bool wild) {
    LaneSpec lane;
    lane.name = "scenario";
    for (std::int32_t r = 0, all = dice.whole(1, 6); r < all; ++r) {
        // half of all measures limit volumes
        const std::int32_t action =
            dice.chance(0.5) ? dice.whole(0, 2) : dice.whole(0, static_cast<std::int32_t>(Action::statement));
        lane.rules.push_back(random_rule(dice, network, spec, static_cast<Action>(action)));
        lane.rules.back().id = "m" + std::to_string(r);
    }
    for (const Switch key : {Switch::forecast_sharing, Switch::licence_queue})
        if (dice.chance(0.3)) lane.switches.set(key, !lane.switches[key]);
    for (std::size_t s = 0; s < switch_count; ++s) {
        const auto key = static_cast<Switch>(s);
        if (dice.chance(0.1)) lane.switches.set(key, !lane.switches[key]);
    }
    for (const Switch key : {Switch::ario, Switch::ario_compat, Switch::orders_by_capacity}) lane.switches.set(key, false);
    for (std::int32_t p = 0, all = dice.whole(-2, 4); p < all; ++p) {
        const std::int32_t key = dice.below(param_count);
        if (!is_behaviour(key)) continue;
        lane.params.push_back(
            {key, dice.chance(0.5) ? dice.below(network.goods.size()) : -1, -1, -1, random_value(dice, key, wild)});
        if (!is_allowed(network, lane.params.back())) lane.params.pop_back();
    }
    if (dice.chance(0.4)) {
        lane.switches.set(Switch::endogenous_governments, true);
        set_governments(dice, network, lane);
    }
    return lane;
}

void drop_idle(RunSpec& spec, const Network& network) {
    SerialBlocks blocks;
    for (;;) try {
            Simulation simulation(network, spec, blocks);
            return;
        } catch (const SetupError& error) {
            const std::string text = "\n" + std::string(error.what());
            bool dropped = false;
            for (LaneSpec& lane : spec.lanes)
                dropped |= std::erase_if(lane.rules, [&](const Rule& rule) {
                               return text.find("\nmeasure " + rule.id + " touches no") != std::string::npos ||
                                      text.find("\nmeasure " + rule.id + " covers no") != std::string::npos;
                           }) > 0;
            if (!dropped) throw;
        }
}

std::string describe(const LaneSpec& lane, const RunSpec& spec) {
    std::string text;
    const auto list = [](const char* name, const std::vector<std::int32_t>& ids) {
        std::string part;
        for (const std::int32_t id : ids) part += (part.empty() ? "" : ",") + std::to_string(id);
        return ids.empty() ? std::string{} : std::string(" ") + name + "=" + part;
    };
    for (const Rule& r : lane.rules) {
        text += "  measure " + r.id + " action=" + std::to_string(static_cast<int>(r.action)) +
                " issuer=" + std::to_string(r.issuer) + " days=" + std::to_string(r.announce - spec.start) + "/" +
                std::to_string(r.effective - spec.start) + "/" +
                (r.expires == never ? "never" : std::to_string(r.expires - spec.start)) + list("from", r.ship_from) +
                list("hq", r.vendor_hq) + list("content", r.content_of) + list("fdpr", r.fdpr_of) +
                list("to", r.destination) + list("entities", r.entities) + " share=" + std::to_string(r.licence.share) +
                " reach=" + std::to_string(r.reach()) + " rate=" + std::to_string(r.tariff_rate) +
                (r.on_call ? " on_call" : "") + (r.leader.empty() ? "" : " leader=" + r.leader) + "\n   items";
        for (const ItemCover& item : r.items) text += " " + std::to_string(item.good) + ":" + std::to_string(item.share);
        text += "\n";
    }
    for (std::size_t s = 0; s < switch_count; ++s)
        if (lane.switches[static_cast<Switch>(s)] != switch_keys()[s].initial)
            text += "  switch " + std::string(switch_keys()[s].name) + (switch_keys()[s].initial ? " off\n" : " on\n");
    for (const ParamSetting& p : lane.params)
        text += "  parameter " + std::string(param_keys()[at(p.key)].name) + " good=" + std::to_string(p.good) +
                " value=" + std::to_string(p.value) + "\n";
    return text;
}

}  // namespace sunder::tests
