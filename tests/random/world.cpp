// SPDX-License-Identifier: Apache-2.0
#include "tests/random/world.hpp"

#include <string>
#include <string_view>

#include "sim/core/params.hpp"
#include "sim/validation/toy.hpp"

namespace sunder::tests {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}
std::int32_t count(const auto& list) {
    return static_cast<std::int32_t>(list.size());
}

/// Position in the chain: goods buy from those before them; now and then from any.
int layer(GoodKind kind) {
    switch (kind) {
        case GoodKind::raw:
            return 0;
        case GoodKind::material:
        case GoodKind::software:
        case GoodKind::service:
            return 1;
        case GoodKind::tool:
            return 2;
        case GoodKind::foundry:
            return 3;
        case GoodKind::chip:
            return 4;
        case GoodKind::backend:
            return 5;
        case GoodKind::end:
            break;
    }
    return 6;
}

/// One purchase per unit of the buyer's output.
struct Need {
    std::int32_t buyer, supplier;
    SlotKind kind;
    double coefficient;
    float tariff, freight;
};

class Builder {
public:
    Builder(Dice dice, const WorldStyle& style) : dice_(dice), style_(style) {}

    Network build() {
        countries_and_firms();
        goods();
        accounts();
        plants();
        for (std::int32_t i = 0; i < count(draft_.plants); ++i) inputs(i);
        flows();
        settings();
        if (style_.moves) movement();
        hubs();
        return draft_.build();
    }

private:
    void countries_and_firms();
    void goods();
    void add_goods(GoodKind kind, const char* name, std::int32_t number);
    void accounts();
    void plants();
    void inputs(std::int32_t plant);
    void buy(std::int32_t plant, std::string_view family, SlotKind kind, double share);
    void flows();
    void settings();
    void movement();
    void hubs();
    [[nodiscard]] std::vector<std::int32_t> makers(std::string_view family) const;
    [[nodiscard]] std::vector<std::string> families(bool tools) const;
    [[nodiscard]] const Good& good_of(std::int32_t plant) const {
        return draft_.frame.goods[at(draft_.plants[at(plant)].good)];
    }

    Dice dice_;
    WorldStyle style_;
    toy::Draft draft_;
    std::vector<double> kept_;             ///< of goods: price less mark-up and research
    std::vector<double> wear_, interest_;  ///< of goods: delta, r_c
    std::vector<Need> needs_;
};

void Builder::countries_and_firms() {
    Network& n = draft_.frame;
    n.name = "random";
    n.base_year = 2021;
    for (std::int32_t c = 0, all = dice_.whole(2, 6); c < all; ++c) {
        draft_.country("C" + std::to_string(c), dice_.log_between(20.0, 1500.0));
        if (c % 2 == 0) n.countries.back().groups = {"even"};
    }
    for (std::int32_t c = 0; c < count(n.countries); ++c)
        for (std::int32_t f = 0, all = dice_.whole(1, 3); f < all; ++f) {
            draft_.group("F" + std::to_string(c) + std::to_string(f), c);
            if (!dice_.chance(0.2)) continue;
            const double first = dice_.between(0.05, 1.0);
            n.groups.back().owners = {{dice_.below(n.countries.size()), first},
                                      {dice_.below(n.countries.size()), std::max(1e-3, 0.999 * (1.0 - first))}};
            if (first > 0.99) n.groups.back().owners.pop_back();
        }
}

void Builder::add_goods(GoodKind kind, const char* name, std::int32_t number) {
    const bool bins =
        style_.families && number > 1 && (kind == GoodKind::chip || kind == GoodKind::foundry) && dice_.chance(0.6);
    for (std::int32_t g = 0; g < number; ++g) {
        const bool stored = kind != GoodKind::service && kind != GoodKind::software && dice_.chance(0.7);
        draft_.good(name + std::to_string(g), kind, stored);
        if (bins) draft_.frame.goods.back().slot = name;
    }
}

void Builder::goods() {
    add_goods(GoodKind::raw, "raw", dice_.whole(0, 1));
    add_goods(GoodKind::material, "mat", dice_.whole(0, 2));
    add_goods(GoodKind::software, "soft", dice_.whole(0, 1));
    const std::int32_t tools = dice_.whole(0, 3);
    add_goods(GoodKind::tool, "tool", tools);
    add_goods(GoodKind::service, "serv", tools > 0 ? dice_.whole(0, 1) : 0);
    add_goods(GoodKind::foundry, "found", dice_.whole(0, 2));
    add_goods(GoodKind::chip, "chip", dice_.whole(1, 3));
    add_goods(GoodKind::backend, "back", dice_.whole(0, 1));
    add_goods(GoodKind::end, "end", dice_.whole(1, 2));
}

/// Parameters that shape the base year: one value per good, so that the builder knows them.
void Builder::accounts() {
    for (std::int32_t g = 0; g < count(draft_.frame.goods); ++g) {
        const auto draw = [&](std::string_view key, double initial) {
            const double value = dice_.chance(0.5) ? random_value(dice_, toy::param(key, 0).key, style_.wild) : initial;
            draft_.set(key, value, g);
            return value;
        };
        const double mark_up = draw("mu", 0.15), left = 1.0 / (1.0 + mark_up);
        const double research = std::min({0.6, 0.8 * left, dice_.chance(0.3) ? 0.0 : dice_.log_between(1e-3, 0.6)});
        draft_.set("rd", research, g);
        kept_.push_back(left - research);
        wear_.push_back(draw("delta", 1.0 / 7.0));
        interest_.push_back(draw("r_c", 0.08));
        const double least = draw("nmin", 1.0);
        draft_.set("n", std::max(least, 1.0) + (dice_.chance(0.1) ? 0.0 : dice_.log_between(0.1, 60.0)), g);
        draft_.set("lead_weeks", dice_.whole(1, 30), g);
        draft_.set("ship_weeks", dice_.chance(0.2) ? 0.0 : dice_.between(0.0, 8.0), g);
        draft_.set("install_weeks", dice_.whole(0, 20), g);
    }
}

void Builder::plants() {
    const auto groups = draft_.frame.groups.size(), countries = draft_.frame.countries.size();
    for (std::int32_t g = 0; g < count(draft_.frame.goods); ++g)
        for (const std::int32_t c : dice_.some(countries, 0.45))
            for (std::int32_t f = 0, all = dice_.whole(1, 2); f < all; ++f) draft_.plant(dice_.below(groups), c, g);
}

std::vector<std::int32_t> Builder::makers(std::string_view family) const {
    std::vector<std::int32_t> list;
    for (std::int32_t i = 0; i < count(draft_.plants); ++i)
        if (good_of(i).slot == family) list.push_back(i);
    return list;
}

std::vector<std::string> Builder::families(bool tools) const {
    std::vector<std::string> list;
    for (const Good& good : draft_.frame.goods)
        if ((good.kind == GoodKind::tool) == tools && good.kind != GoodKind::service &&
            (list.empty() || list.back() != good.slot))
            list.push_back(good.slot);
    return list;
}

/// Purchases of one family: `share` of the buyer's output, landed.
void Builder::buy(std::int32_t plant, std::string_view family, SlotKind kind, double share) {
    const std::vector<std::int32_t> all = makers(family);
    const auto chosen = dice_.some(all.size(), 0.6);
    const auto parts = dice_.parts(chosen.size(), dice_.between(0.0, 2.0));
    for (std::size_t n = 0; n < chosen.size(); ++n) {
        const std::int32_t supplier = all[at(chosen[n])];
        const bool abroad = draft_.plants[at(plant)].country != draft_.plants[at(supplier)].country;
        const auto tariff = static_cast<float>(abroad && dice_.chance(0.3) ? dice_.between(0.0, 0.5) : 0.0),
                   freight = static_cast<float>(dice_.chance(0.5) ? dice_.between(0.0, 0.2) : 0.0);
        needs_.push_back({plant, supplier, kind, share * parts[n] / (1.0 + tariff + freight), tariff, freight});
    }
}

/// Inputs, tools and service of a plant: together at most 85 % of what mark-up and research leave.
void Builder::inputs(std::int32_t plant) {
    const auto good = at(draft_.plants[at(plant)].good);
    const GoodKind kind = good_of(plant).kind;
    std::vector<std::string> current, tools;
    for (const std::string& family : families(false)) {
        if (family == good_of(plant).slot) continue;
        const int other = layer(good_of(makers(family).front()).kind);
        if (dice_.chance(other < layer(kind) ? 0.5 : 0.05)) current.push_back(family);
    }
    if (kind == GoodKind::foundry || kind == GoodKind::chip || kind == GoodKind::backend || kind == GoodKind::material)
        for (const std::string& family : families(true))
            if (dice_.chance(kind == GoodKind::material ? 0.2 : 0.7)) tools.push_back(family);
    const auto parts = dice_.parts(current.size() + tools.size() + 1, 1.0);  // the last: service
    const double spent = kept_[good] * dice_.between(0.05, 0.85);
    for (std::size_t n = 0; n < current.size(); ++n) buy(plant, current[n], SlotKind::cur, spent * parts[n]);
    for (std::size_t n = 0; n < tools.size(); ++n) {
        const auto tool = at(draft_.plants[at(makers(tools[n]).front())].good);
        const double charge = 0.95 * spent * parts[current.size() + n];  // r_c + delta of the stock; delta of it is bought
        buy(plant, tools[n], SlotKind::cap, charge * wear_[tool] / (wear_[tool] + interest_[tool]));
    }
    if (tools.empty()) return;
    const std::vector<std::int32_t> service = makers("serv0");
    const double share = spent * parts.back() / std::max(1, count(service)) / 1.2;
    for (const std::int32_t supplier : service)
        if (dice_.chance(0.8)) needs_.push_back({plant, supplier, SlotKind::srv, share, 0.0F, 0.0F});
}

/// Output of every plant from final demand, as far as the loops of the chain have converged: X = f + A X, column sums < 1.
void Builder::flows() {
    const auto plants = draft_.plants.size();
    const double money = dice_.log_between(1e-3, 1e6);  // M$/yr of the world
    std::vector<std::int32_t> agents;
    draft_.frame.markets = {"consumers", "firms"};
    for (const std::int32_t c : dice_.some(draft_.frame.countries.size(), 0.7))
        for (std::int32_t m = 0, all = dice_.whole(1, 2); m < all; ++m) {
            agents.push_back(draft_.consumer(c));
            draft_.frame.final_market.back() = m;
        }
    std::vector<char> sells(plants, 0);
    for (const Need& need : needs_) sells[at(need.supplier)] = 1;
    std::vector<double> final_sales(plants, 0.0);
    for (std::int32_t i = 0; i < count(draft_.plants); ++i) {
        const bool end = good_of(i).kind == GoodKind::end;
        if (!end && sells[at(i)] != 0 && !dice_.chance(0.1)) continue;
        const double size = money * dice_.log_between(end ? 0.1 : 1e-3, end ? 10.0 : 0.1);
        const auto buyers = dice_.some(agents.size(), 0.7);
        const auto parts = dice_.parts(buyers.size(), 1.0);
        for (std::size_t n = 0; n < buyers.size(); ++n) {
            draft_.sell(i, agents[at(buyers[n])], SlotKind::fin, size * parts[n]);
            final_sales[at(i)] += size * parts[n];
        }
    }
    const auto solve = [&] {
        std::vector<double> output = final_sales;
        for (int round = 0; round < 400; ++round) {
            std::vector<double> next = final_sales;
            for (const Need& need : needs_) next[at(need.supplier)] += need.coefficient * output[at(need.buyer)];
            output = next;
        }
        return output;
    };
    std::vector<double> output = solve();
    for (std::int32_t i = 0; i < count(draft_.plants); ++i)
        if (!(output[at(i)] > 1e-12 * money)) {  // in a loop that serves nobody
            draft_.sell(i, agents.front(), SlotKind::fin, 0.01 * money);
            final_sales[at(i)] = 0.01 * money;
        }
    output = solve();
    for (const Need& need : needs_)
        draft_.sell(need.supplier, need.buyer, need.kind, need.coefficient * output[at(need.buyer)], need.tariff,
                    need.freight);
}

/// Rows of all other parameters: for everything, a good, a country, a firm.
void Builder::settings() {
    const Network& n = draft_.frame;
    for (std::int32_t key = 0; key < count(param_keys()); ++key) {
        if (!is_behaviour(key)) continue;
        for (std::int32_t row = 0, rows = dice_.whole(0, 2); row < rows; ++row) {
            draft_.set(param_keys()[at(key)].name, random_value(dice_, key, style_.wild),
                       dice_.chance(0.6) ? dice_.below(n.goods.size()) : -1,
                       dice_.chance(0.3) ? dice_.below(n.countries.size()) : -1,
                       dice_.chance(0.15) ? dice_.below(n.groups.size()) : -1);
            if (!is_allowed(n, n.params.back())) draft_.frame.params.pop_back();
        }
    }
}

void Builder::movement() {
    Network& n = draft_.frame;
    for (std::int32_t f = 0; f < n.finals(); ++f) {
        Day day = toy::first_day() + dice_.whole(-200, 200);
        for (std::int32_t p = 0, points = dice_.chance(0.5) ? dice_.whole(1, 4) : 0; p < points; ++p) {
            const double ratio =
                style_.wild && dice_.chance(0.1) ? dice_.of(std::array{0.0, 10.0, 100.0}) : dice_.log_between(0.5, 2.0);
            n.demand_path.push_back({f, day, ratio});
            day += dice_.whole(1, 300);
        }
    }
    for (std::int32_t p = 0, all = dice_.whole(-2, 3); p < all; ++p) {
        const Day announce = toy::first_day() + dice_.whole(-500, 600);
        draft_.projects.push_back({"project" + std::to_string(p), dice_.below(draft_.plants.size()), announce,
                                   announce + dice_.whole(1, 800), dice_.log_between(1e-3, 2.0)});
    }
}

void Builder::hubs() {
    Network& n = draft_.frame;
    if (!dice_.chance(0.6)) return;
    const auto add = [&](std::int32_t good) {
        const auto where = dice_.some(n.countries.size(), 0.3);
        const auto weights = dice_.parts(where.size(), 1.0);
        for (std::size_t h = 0; h < where.size(); ++h)
            n.hubs.push_back({where[h], std::min(1.0, weights[h]), dice_.chance(0.5) ? 0.0 : dice_.between(0.0, 2.0), good});
    };
    add(-1);
    if (dice_.chance(0.3)) add(dice_.below(n.goods.size()));
}

}  // namespace

bool is_behaviour(std::int32_t key) {
    constexpr std::array shape{"mu", "rd", "delta", "r_c", "n", "nmin", "lead_weeks", "ship_weeks", "install_weeks", "A"};
    return std::find(shape.begin(), shape.end(), param_keys()[at(key)].name) == shape.end();
}

bool is_allowed(const Network& network, const ParamSetting& row) {
    if (param_keys()[at(row.key)].name != "ces") return true;
    if (row.good < 0 || network.goods[at(row.good)].kind != GoodKind::end) return false;
    for (std::int32_t s = 0; s < network.slots(); ++s)  // a composite holds no stock: final buyers alone
        if (network.slot_kind[at(s)] != SlotKind::fin &&
            network.goods[at(network.slot_good[at(s)])].slot == network.goods[at(row.good)].slot)
            return false;
    return true;
}

double random_value(Dice& dice, std::int32_t key, bool wild) {
    const ParamKey& row = param_keys()[at(key)];
    const double how = dice.share(), where = dice.share();
    if (row.unit == "0 or 1") return where < 0.5 ? row.least : row.most;
    if (!wild || how < 0.4) return std::clamp(row.initial * std::exp2(2.0 * where - 1.0), row.least, row.most);
    if (how < 0.55) return row.least;
    if (how < 0.7) return row.most;
    return row.least + (row.most - row.least) * where;
}

Network random_world(Dice dice, const WorldStyle& style) {
    Network network = Builder(dice, style).build();
    std::erase_if(network.params, [&](const ParamSetting& row) { return !is_allowed(network, row); });
    return network;
}

}  // namespace sunder::tests
