// SPDX-License-Identifier: Apache-2.0
#include "sim/validation/trade_toy.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <stdexcept>

#include "models/equilibrium/solve_trade.hpp"
#include "sim/core/image.hpp"
#include "sim/embedded/embedded.hpp"
#include "sim/input/csv.hpp"

namespace sunder::toy {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

double number_of(const CsvCell& cell) {
    return std::stod(cell.text);
}

}  // namespace

std::vector<NamedValue> reference_table(const std::string& file, std::size_t name_columns, std::size_t value_column) {
    std::vector<Fault> faults;
    const std::string path = "tests/limits/gravity/" + file + ".csv";
    const std::string_view bytes = embedded_file(path);
    const CsvTable table = read_csv(bytes, path, faults);
    if (bytes.empty() || !faults.empty()) throw std::logic_error("no sound table " + path);
    std::vector<NamedValue> rows;
    for (const auto& row : table.rows) {
        rows.push_back({{}, number_of(row[value_column])});
        for (std::size_t n = 0; n < name_columns; ++n) rows.back().names.push_back(row[n].text);
    }
    return rows;
}

std::size_t place_of(const std::string& name) {
    for (const char* file : {"armington_flows", "cp_value_added", "cp_trade_elasticity"}) {
        std::vector<std::string> known;
        for (const NamedValue& row : reference_table(file, 1, std::string_view(file) == "armington_flows" ? 2 : 1))
            if (std::find(known.begin(), known.end(), row.names[0]) == known.end()) known.push_back(row.names[0]);
        if (const auto found = std::find(known.begin(), known.end(), name); found != known.end())
            return static_cast<std::size_t>(found - known.begin());
    }
    throw std::logic_error("unknown name " + name);
}

models::GravityWorld gravity_tables() {
    models::GravityWorld world;
    world.countries = 4;
    world.flow.assign(16, 0.0);
    world.change.assign(16, 1.0);
    for (const NamedValue& row : reference_table("armington_flows", 2, 2))
        world.flow[place_of(row.names[0]) * 4 + place_of(row.names[1])] = row.value;
    for (const NamedValue& row : reference_table("armington_flows", 2, 3))
        world.change[place_of(row.names[0]) * 4 + place_of(row.names[1])] = models::exp_exact(row.value);
    return world;
}

models::TradeWorld trade_tables(bool new_tariffs) {
    models::TradeWorld x;
    x.countries = x.goods = 3;
    const auto cells = [&](const std::string& file) {  // good, country
        std::vector<double> values(9);
        for (const NamedValue& row : reference_table(file, 2, 2))
            values[x.cell(place_of(row.names[0]), place_of(row.names[1]))] = row.value;
        return values;
    };
    const auto links = [&](const std::string& file) {  // from, to, good
        std::vector<double> values(27);
        for (const NamedValue& row : reference_table(file, 3, 3))
            values[x.link(place_of(row.names[0]), place_of(row.names[1]), place_of(row.names[2]))] = row.value;
        return values;
    };
    const auto list = [&](const std::string& file) {
        std::vector<double> values(3);
        for (const NamedValue& row : reference_table(file, 1, 1)) values[place_of(row.names[0])] = row.value;
        return values;
    };
    x.trade_share = links("cp_trade_share");
    x.tariff0 = links("cp_tariff");
    x.tariff = new_tariffs ? links("cp_tariff_new") : x.tariff0;
    x.factor_share = cells("cp_factor_share");
    x.consumption_share = cells("cp_consumption_share");
    x.intermediate_share.assign(27, 0.0);
    for (const NamedValue& row : reference_table("cp_intermediate_share", 3, 3))
        x.intermediate_share[(place_of(row.names[0]) * 3 + place_of(row.names[1])) * 3 + place_of(row.names[2])] = row.value;
    x.value_added = list("cp_value_added");
    x.trade_balance = list("cp_trade_balance");
    x.theta = list("cp_trade_elasticity");
    for (double& theta : x.theta) theta = 1.0 / theta;
    return x;
}

models::TradeWorld storable(models::TradeWorld world) {
    for (std::size_t e = 0; e < world.tariff0.size(); ++e) {
        const double added = world.tariff[e] - world.tariff0[e];
        world.tariff0[e] = 1.0 + static_cast<double>(static_cast<float>(world.tariff0[e] - 1.0));
        world.tariff[e] = std::abs(added) > 1e-12 ? world.tariff0[e] + added : world.tariff0[e];
    }
    const models::TradeAnswer base = models::base_trade(world);  // incomes of the rounded world, its final spending kept
    for (std::size_t c = 0; c < world.countries; ++c) {
        double labour = 0.0;
        for (std::size_t g = 0; g < world.goods; ++g)
            labour += world.factor_share[world.cell(g, c)] * models::sales_of(world, base, world.tariff0, g, c);
        world.trade_balance[c] += labour - world.value_added[c];
        world.value_added[c] = labour;
    }
    return world;
}

TradeNetwork network_of(const models::TradeWorld& x) {
    Draft draft;
    std::vector<std::int32_t> country, good, group, plant, consumer;
    for (std::size_t c = 0; c < x.countries; ++c) {
        country.push_back(draft.country(std::string(3, static_cast<char>('A' + c))));
        group.push_back(draft.group("firms of " + std::string(3, static_cast<char>('A' + c)), country.back()));
    }
    for (std::size_t g = 0; g < x.goods; ++g)
        good.push_back(draft.good("good" + std::to_string(g), GoodKind::material, true));
    for (std::size_t g = 0; g < x.goods; ++g)
        for (std::size_t c = 0; c < x.countries; ++c) plant.push_back(draft.plant(group[c], country[c], good[g]));
    for (std::size_t c = 0; c < x.countries; ++c) consumer.push_back(draft.consumer(country[c]));
    for (std::size_t g = 0; g < x.goods; ++g) draft.set("sig", x.theta[g] + 1.0, good[g]);

    const models::TradeAnswer base = models::base_trade(x);
    const auto buy = [&](std::size_t k, std::size_t d, std::int32_t buyer, SlotKind kind, double spending) {
        for (std::size_t o = 0; o < x.countries; ++o) {
            const std::size_t e = x.link(o, d, k);
            draft.sell(plant[x.cell(k, o)], buyer, kind, spending * x.trade_share[e] / x.tariff0[e],
                       static_cast<float>(x.tariff0[e] - 1.0));
        }
    };
    for (std::size_t d = 0; d < x.countries; ++d)
        for (std::size_t k = 0; k < x.goods; ++k) {
            for (std::size_t g = 0; g < x.goods; ++g)
                buy(k, d, plant[x.cell(g, d)], SlotKind::cur,
                    (1.0 - x.factor_share[x.cell(g, d)]) * x.input_share(k, g, d) *
                        models::sales_of(x, base, x.tariff0, g, d));
            buy(k, d, consumer[d], SlotKind::fin, x.consumption_share[x.cell(k, d)] * base.income0[d]);
        }
    TradeNetwork made{draft.build(), {}};
    const auto place = draft.unit_place();
    for (const std::int32_t p : plant) made.unit.push_back(place[at(p)]);
    return made;
}

Network mini_economy(bool wedges) {
    Network network = read_image(std::as_bytes(std::span(embedded_file("economies/mini.bin"))));
    if (!wedges) {
        std::fill(network.link_tariff0.begin(), network.link_tariff0.end(), 0.0F);
        std::fill(network.link_freight0.begin(), network.link_freight0.end(), 0.0F);
    }
    return network;
}

LaneSpec cost_plus_lane(const Network& network, bool ces, double eps_f) {
    LaneSpec lane;
    fix_prices(lane, network);
    lane.switches.set(Switch::qualification, false);  // a supplier won for a dear one is not in the base year's shares
    for (const auto& [key, value] : {std::pair{"eps_f", eps_f},
                                     {"mu", 0.0},
                                     {"rd", 0.0},
                                     {"r_c", 0.0},
                                     {"u0", 0.2},
                                     {"tau_p", 4.0},
                                     {"tau_sw", 8.0},
                                     {"tau_F", 8.0},
                                     {"T_con", 0.0},
                                     {"tau_D", 8.0},
                                     {"lead_weeks", 1.0},
                                     {"ces", ces ? 1.0 : 0.0},
                                     {"n", ces ? 0.0 : 4.0},
                                     {"mI", ces ? 3.0 : 0.0},  // a composite has no other buffer
                                     {"nmin", 1.0}})
        set_everywhere(lane, network, key, value);
    return lane;
}

Rule tariff_of(double rate, std::int32_t good, std::int32_t from, std::int32_t to) {
    Rule rule;
    rule.id = "tariff " + std::to_string(good) + " " + std::to_string(from) + " " + std::to_string(to);
    rule.action = Action::tariff;
    rule.announce = rule.effective = first_day();
    rule.ship_from = {from};
    if (to >= 0) rule.destination = {to};
    if (good >= 0) rule.items = {{good, 1.0}};
    rule.tariff_rate = rate;
    return rule;
}

void add_tariffs(LaneSpec& lane, const models::TradeWorld& x) {
    for (std::size_t o = 0; o < x.countries; ++o)
        for (std::size_t d = 0; d < x.countries; ++d)
            for (std::size_t g = 0; g < x.goods; ++g)
                if (const double added = x.tariff[x.link(o, d, g)] - x.tariff0[x.link(o, d, g)]; added != 0.0)
                    lane.rules.push_back(tariff_of(added, static_cast<std::int32_t>(g), static_cast<std::int32_t>(o),
                                                   static_cast<std::int32_t>(d)));
}

}  // namespace sunder::toy
