// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/measure_terms.hpp"

#include <algorithm>

#include "sim/scenario/strict.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;

void read_licence(const Value& table, Licence& licence) {
    const Value* terms = get_table(table, "license");
    if (terms == nullptr) return;
    licence.share = get_number(*terms, "share").value_or(licence.share);
    licence.delay_days = get_number(*terms, "delay_days").value_or(licence.delay_days);
    licence.ramp_weeks = get_number(*terms, "ramp_weeks").value_or(licence.ramp_weeks);
    licence.office_musd_wk = get_number(*terms, "office_musd_wk").value_or(licence.office_musd_wk);
    licence.valid_weeks = get_number(*terms, "valid_weeks").value_or(licence.valid_weeks);
    licence.path = get_path(*terms, "path");
}

void read_funding(const Value& table, const NameBook& names, Rule& rule, Faults& faults) {
    const Value* money = get_table(table, "funding");
    if (money == nullptr) return;
    Funding& funding = rule.funding;
    funding.budget_musd = get_number(*money, "budget_musd").value_or(funding.budget_musd);
    funding.tranches = get_path(*money, "tranches");
    funding.ratio = get_number(*money, "ratio").value_or(funding.ratio);
    funding.rate = get_number(*money, "rate").value_or(funding.rate);
    funding.research_musd_yr = get_number(*money, "musd_per_year").value_or(funding.research_musd_yr);
    funding.guard_countries = names.country_list(get_names(*money, "guard_countries"), rule.issuer, faults);
    funding.guard_years = get_number(*money, "guard_years").value_or(funding.guard_years);
    funding.clawback = get_flag(*money, "clawback").value_or(false);
    const Value* guards = money->find("guard_items");
    if (guards == nullptr) return;
    for (const Value& guard : guards->items)
        for (const Name& name : get_names(guard, "good"))
            for (const std::int32_t good : names.goods_or_class(name, faults))
                funding.guard_items.push_back({good, get_number(guard, "growth").value_or(0.0)});
}

/// Weight with which the rule acts. A draw that came out is a rule in force; one that did not is taken out of the deck.
double weight(const Value& table) {
    const auto probability = get_number(table, "probability");
    return get_text(table, "draw").value_or("expected") == "expected" ? probability.value_or(1.0) : 1.0;
}

RentTo rent_to(const Value& table) {
    const std::string who = get_text(table, "rent_to").value_or("exporter");
    if (who == "state") return RentTo::state;
    return who == "smuggler" ? RentTo::smuggler : RentTo::exporter;
}

}  // namespace

void read_dates(const Value& table, Rule& rule) {
    rule.on_call = get_flag(table, "on_call").value_or(false);
    rule.effective = get_date(table, "effective").value_or(never);
    rule.announce = get_date(table, "announce").value_or(rule.effective);
    rule.expires = get_date(table, "expires").value_or(never);
    rule.savings_days = get_whole<std::int32_t>(table, "savings_days").value_or(0);
    rule.grandfather_until = get_date(table, "grandfather_until").value_or(0);
}

void read_terms(const Value& table, const NameBook& names, Rule& rule, Faults& faults) {
    rule.coverage = get_number(table, "coverage").value_or(rule.coverage);
    rule.compliance = get_number(table, "compliance").value_or(rule.compliance);
    rule.probability = weight(table);
    rule.tariff_rate = get_number(table, "rate").value_or(rule.tariff_rate);
    rule.chilling = get_number(table, "chilling").value_or(rule.chilling);
    rule.enforcement = get_number(table, "enforcement").value_or(rule.enforcement);
    rule.rent_to = rent_to(table);
    rule.capital_premium = get_number(table, "capital_premium").value_or(rule.capital_premium);
    rule.invest_speed = get_number(table, "invest_speed").value_or(rule.invest_speed);
    rule.persons_share = get_number(table, "persons_share").value_or(rule.persons_share);
    rule.qualify_factor = get_number(table, "qualify_factor").value_or(rule.qualify_factor);
    rule.see_gain_weeks = get_number(table, "see_gain_weeks").value_or(rule.see_gain_weeks);
    rule.belief_gain = get_number(table, "belief_gain").value_or(rule.belief_gain);
    rule.hazard_per_year = get_number(table, "hazard_per_year").value_or(rule.hazard_per_year);
    rule.path = get_path(table, "path");
    read_licence(table, rule.licence);
    read_funding(table, names, rule, faults);
}

void read_beliefs_of(const Value& table, const Beliefs& beliefs, Rule& rule) {
    rule.enactment = get_number(table, "enactment").value_or(beliefs.enactment);
    rule.permanence = get_number(table, "permanence").value_or(beliefs.permanence);
    const double licensed = rule.licence.path.empty() ? rule.licence.share : rule.licence.path.back().second;
    double expected = 1.0;                                  // what takes no volume
    if (rule.action == Action::deny) expected = 0.0;        // nothing passes a denial
    if (rule.action == Action::quota) expected = licensed;  // known from the first day
    if (rule.action == Action::license) expected = std::min(beliefs.expected_share, licensed);
    rule.expected_share = get_number(table, "expected_share").value_or(expected);
}

}  // namespace sunder
