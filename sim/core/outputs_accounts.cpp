// SPDX-License-Identifier: Apache-2.0
// Recorded variables of the accounts (model.md 9). Changes are against the base year; the effect of a policy is scenario
// less baseline, in which the base year cancels.
#include "sim/core/accounts.hpp"
#include "sim/core/output_rows.hpp"

namespace sunder {
namespace {

using namespace slices;

/// out[country] = value(accounts, country, lane).
template <class Value>
void each_country(const View& v, Out o, Value&& value) {
    for (std::size_t c = 0; c < o.size(); ++c) o[c] = value(v.step.accounts, c, v.lane);
}
/// The same of a flow, per week.
template <class Value>
void each_flow(const View& v, Out o, Value&& value) {
    each_country(v, o, [&](const Accounts& a, std::size_t c, std::size_t l) { return per_week(v, value(a, c, l)); });
}

template <double (*gdp)(const models::CountryBooks&)>
void gdp_of(const View& v, Out o) {
    each_flow(v, o, [](const Accounts& a, std::size_t c, std::size_t l) { return gdp(a.books().country(c, l)); });
}
template <double (Accounts::*change)(std::size_t, std::size_t) const>
void change_of(const View& v, Out o) {
    each_flow(v, o, [](const Accounts& a, std::size_t c, std::size_t l) { return (a.*change)(c, l); });
}
template <Entry what>
void entry_of(const View& v, Out o) {
    each_flow(v, o, [](const Accounts& a, std::size_t c, std::size_t l) { return a.books().of(what, c, l); });
}
template <Owned what>
void owned_of(const View& v, Out o) {
    each_flow(v, o, [](const Accounts& a, std::size_t c, std::size_t l) { return a.books().of(what, c, l); });
}

void profit(const View& v, Out o) {
    const std::size_t width = at(v.step.base.lanes);
    each_flow(v, o, [&](const Accounts& a, std::size_t c, std::size_t l) {
        return a.books().of(Owned::earnings, c, l) + a.books().of(Owned::grants, c, l) - a.rents_given[c * width + l];
    });
}
void wages(const View& v, Out o) {
    each_flow(v, o, [](const Accounts& a, std::size_t c, std::size_t l) {
        return a.books().of(Entry::wages, c, l) + a.books().of(Owned::research, c, l) +
               a.books().of(Owned::public_research, c, l);
    });
}
void consumer_surplus_change(const View& v, Out o) {
    const Base& b = v.step.base;
    for (std::size_t f = 0; f < b.net.final_country.size(); ++f)
        o[at(b.net.final_country[f]) * b.net.markets.size() + at(b.net.final_market[f])] +=
            per_week(v, v.step.accounts.books().of_buyer(Entry::consumers, at(b.units) + f, v.lane));
}

void export_price(const View& v, Out o) {
    each_country(v, o, [](Accounts& a, std::size_t c, std::size_t l) { return a.trade_prices().exports(c, l); });
}
void import_price(const View& v, Out o) {
    each_country(v, o, [](Accounts& a, std::size_t c, std::size_t l) { return a.trade_prices().imports(c, l); });
}
void terms_of_trade(const View& v, Out o) {
    each_country(v, o, [](Accounts& a, std::size_t c, std::size_t l) {
        return a.trade_prices().exports(c, l) / a.trade_prices().imports(c, l);
    });
}

}  // namespace

std::vector<OutputRow> account_outputs() {
    using enum Dim;
    constexpr auto w = Frequency::weekly, m = Frequency::monthly;
    // clang-format off
    return {
        {{"value_added",       w, {country}, "M$/week", "GDP of the chain by production, current prices: plants, research, freight, taxes less subsidies on products", "receipts + stock change - purchases - research + ..., model 9"}, gdp_of<models::gdp_by_production>},
        {{"value_added_expenditure", w, {country}, "M$/week", "the same by expenditure: final purchases, tools, public research, stocks, exports less imports", "model 9, I10"}, gdp_of<models::gdp_by_expenditure>},
        {{"value_added_income",w, {country}, "M$/week", "the same by income: wages, gross surplus, taxes less subsidies on products", "model 9, I10"}, gdp_of<models::gdp_by_income>},
        {{"gdp_change",        w, {country}, "M$/week", "value added less that of the base year", "model 9"}, change_of<&Accounts::gdp_change>},
        {{"gni_change",        w, {country}, "M$/week", "national income less that of the base year: earnings counted at headquarters, rents at their recipients", "model 9"}, change_of<&Accounts::gni_change>},
        {{"profit",            w, {country}, "M$/week", "earnings of firms with headquarters in the country, consumption of tools taken off, grants and tax credits included", "GOS - capex + change of tools + grants, model 9"}, profit},
        {{"chip_profit",       w, {country}, "M$/week", "earnings of chip makers with headquarters in the country, without grants", "model 9"}, owned_of<Owned::chips>},
        {{"sector_profit",     w, {country}, "M$/week", "earnings of the chip sector (tools, materials, software, wafers, chips, assembly) by headquarters, without grants", "model 8"}, owned_of<Owned::sector>},
        {{"wages",             w, {country}, "M$/week", "labour and services of the rest of the economy, research included", "vc X/A + rd X0 RDh, model 9"}, wages},
        {{"consumer_surplus_change", w, {country, end_market}, "M$/week", "consumers' surplus against base-year prices with all demand of the week served", "dCS at virtual prices, model 9"}, consumer_surplus_change},
        {{"welfare",           w, {country}, "M$/week", "welfare less that of the base year; effect of a policy = scenario less baseline", "dCS + d profit + d tariffs - subsidies (1 + mcf) + rents, model 9"}, change_of<&Accounts::welfare>},
        {{"government_balance",w, {country}, "M$/week", "tariffs and rents less grants, credits and research money", "model 9"}, change_of<&Accounts::government_balance>},
        {{"export_value",      w, {country}, "M$/week", "paid by buyers abroad on delivery, without tariff and freight", "sum arr pc, model 9"}, entry_of<Entry::exports>},
        {{"import_value",      w, {country}, "M$/week", "paid to sellers abroad on delivery, without tariff and freight", "sum arr pc, model 9"}, entry_of<Entry::imports>},
        {{"export_price_index",m, {country}, "1", "price of the country's exports, chained Tornqvist, base year = 1", "model 9"}, export_price},
        {{"import_price_index",m, {country}, "1", "price of the country's imports before tariff, chained Tornqvist, base year = 1", "model 9"}, import_price},
        {{"terms_of_trade",    m, {country}, "1", "export over import price index, base year = 1", "model 9"}, terms_of_trade},
    };
    // clang-format on
}

}  // namespace sunder
