// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/economy/cells.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// Shares of a column of shares.csv sum to 1 over the countries of each good that has rows.
void share_sums(const Tables& t, const BaseYear& base, std::size_t column, std::vector<Fault>& faults) {
    const Table& table = t[TableId::shares];
    std::vector<double> sum(base.goods.size(), 0.0);
    std::vector<const Record*> last(base.goods.size(), nullptr);
    for (const Record& r : table.records) {
        const double share = r.cells[column].number;
        if (std::isnan(share)) continue;
        sum[at(r.cells[col::shares::good].index)] += share;
        last[at(r.cells[col::shares::good].index)] = &r;
    }
    for (std::size_t g = 0; g < sum.size(); ++g)
        if (last[g] != nullptr && std::abs(sum[g] - 1.0) > closing_tolerance)
            faults.push_back(
                table.fault(*last[g], column,
                            fmt::format("{} of {} sums to {:.12g} over the countries, but it must be 1",
                                        table_rules()[at(static_cast<std::int32_t>(TableId::shares))].columns[column].name,
                                        base.goods[g].code, sum[g])));
}

void vendor_sums(const Tables& t, const BaseYear& base, std::vector<Fault>& faults) {
    const Table& table = t[TableId::tools];
    for (std::size_t m = 0; m < base.goods.size(); ++m) {
        double sum = 0.0, used = 0.0;
        for (std::size_t v = 0; v < base.countries.size(); ++v) sum += base.vendor_share(m, v);
        for (std::size_t g = 0; g < base.goods.size(); ++g) used += base.intensity(m, g);
        const Record* last = nullptr;
        for (const Record& r : table.records)
            if (r.cells[col::tools::cls].index == static_cast<std::int32_t>(m)) last = &r;
        if (last == nullptr || (sum == 0.0 && used == 0.0) || std::abs(sum - 1.0) <= closing_tolerance) continue;
        faults.push_back(
            table.fault(*last, col::tools::value,
                        fmt::format("vendor_share of {} sums to {:.12g} over the HQ countries, but it must be 1",
                                    base.goods[m].code, sum)));
    }
}

void named_sums(const Tables& t, const BaseYear& base, std::vector<Fault>& faults) {
    const Table& table = t[TableId::units];
    std::map<std::array<std::int32_t, 2>, double> sum;
    for (const Record& r : table.records) {
        const std::int32_t c = r.cells[col::units::country].index, g = r.cells[col::units::good].index;
        double& named = sum[{c, g}];
        const double before = named;
        named += r.cells[col::units::share].number;
        if (named > 1.0 + closing_tolerance && before <= 1.0 + closing_tolerance)
            faults.push_back(
                table.fault(r, col::units::share,
                            fmt::format("with this row the named plants make {:.12g} of {} in {}, more than all of it",
                                        named, base.goods[at(g)].code, base.countries[at(c)].code)));
        const bool made = base.share_plant(at(g), at(c)) > 0.0;
        if (!made && r.cells[col::units::share].number >= least_share)
            faults.push_back(table.fault(
                r, col::units::country,
                fmt::format("{} makes no {} by shares.csv", base.countries[at(c)].code, base.goods[at(g)].code)));
    }
}

/// Fields that each kind of record of tools.csv needs.
void tool_records(const Tables& t, const BaseYear& base, std::vector<Fault>& faults) {
    namespace c = col::tools;
    const Table& table = t[TableId::tools];
    const Record* rate = nullptr;
    for (const Record& r : table.records) {
        const std::string& record = r.cells[c::record].text;
        const bool by_class = record != "service_rate";
        if (by_class && r.cells[c::cls].index < 0) faults.push_back(table.fault(r, c::cls, record + " needs a class"));
        if (by_class && r.cells[c::cls].index >= 0 && base.goods[at(r.cells[c::cls].index)].kind != GoodKind::tool)
            faults.push_back(table.fault(r, c::cls, fmt::format("class = '{}' is not of kind tool", r.cells[c::cls].text)));
        if (record == "intensity" && r.cells[c::user_good].index < 0)
            faults.push_back(table.fault(r, c::user_good, "intensity needs a user_good"));
        if (record == "vendor_share" && r.cells[c::vendor_hq].index < 0)
            faults.push_back(table.fault(r, c::vendor_hq, "vendor_share needs a vendor_hq"));
        if (!by_class && rate != nullptr) faults.push_back(table.fault(r, c::record, "a second service_rate"));
        if (!by_class) rate = &r;
    }
    if (rate != nullptr && base.service_rate > 0 && base.service_good < 0)
        faults.push_back(table.fault(*rate, c::value, "a service_rate, but goods.csv has no good of kind service"));
}

void service_goods(const Tables& t, const BaseYear& base, std::vector<Fault>& faults) {
    const Table& goods = t[TableId::goods];
    for (std::size_t g = 0; g < base.goods.size(); ++g) {
        const Good& good = base.goods[g];
        if (good.kind == GoodKind::service && static_cast<std::int32_t>(g) != base.service_good)
            faults.push_back(
                goods.fault(goods.records[g], col::goods::kind, "a second good of kind service; there can be one"));
        if (good.kind != base.goods[at(base.family[g])].kind)
            faults.push_back(goods.fault(goods.records[g], col::goods::slot,
                                         fmt::format("slot family '{}' mixes kinds of goods", good.slot)));
    }
}

/// io rows of kind srv must say what service_rate times the tool stock says, to the three digits that a table has.
void service_rows(const Tables& t, const BaseYear& base, std::vector<Fault>& faults) {
    const Table& io = t[TableId::io];
    for (const Record& r : io.records) {
        const std::int32_t in = r.cells[col::io::input].index, out = r.cells[col::io::output].index;
        const bool srv = r.cells[col::io::slot].text == "srv";
        if (srv != (in == base.service_good)) {
            faults.push_back(io.fault(r, col::io::slot,
                                      srv ? "slot srv is for the good of kind service" : "service is bought in slot srv"));
            continue;
        }
        if (!srv) {
            if (base.goods[at(in)].kind == GoodKind::tool)
                faults.push_back(io.fault(r, col::io::input, "tools are capital: they stand in tools.csv, not in io.csv"));
            continue;
        }
        double stock = 0.0;
        for (std::size_t m = 0; m < base.goods.size(); ++m) stock += base.intensity(m, at(out));
        const double need = base.service_rate * stock, said = r.cells[col::io::coefficient].number;
        if (std::abs(said - need) > 1e-3 * std::max(need, said))
            faults.push_back(io.fault(r, col::io::coefficient,
                                      fmt::format("service = {} for {}, but service_rate times its tool stock is {:.6g}",
                                                  r.cells[col::io::coefficient].text, base.goods[at(out)].code, need)));
    }
}

void param_ranges(const Tables& t, std::vector<Fault>& faults) {
    namespace c = col::params;
    const Table& table = t[TableId::params];
    for (const Record& r : table.records) {
        const ParamKey& key = param_keys()[at(r.cells[c::key].index)];
        const double value = r.cells[c::value].number;
        if (value < key.least || value > key.most)
            faults.push_back(
                table.fault(r, c::value,
                            fmt::format("{} = {}, but it must lie in [{}, {}] {} ({})", key.name, r.cells[c::value].text,
                                        short_number(key.least), short_number(key.most), key.unit, key.meaning)));
        if (r.cells[c::key].index == static_cast<std::int32_t>(Param::delta) && r.cells[c::firm].index >= 0)
            faults.push_back(
                table.fault(r, c::firm, "delta by firm would unsettle the balanced tool stock; give it by good or country"));
    }
}

/// Whatever is bought must be made somewhere.
void sellers(const Tables& t, const BaseYear& base, std::vector<Fault>& faults) {
    std::vector<bool> made(base.goods.size(), false);
    for (std::size_t g = 0; g < made.size(); ++g)
        for (std::size_t c = 0; c < base.countries.size(); ++c) made[g] = made[g] || base.share_plant(g, c) > 0.0;
    const auto complain = [&](TableId id, std::size_t column, const Record& r) {
        const std::int32_t good = r.cells[column].index;
        if (good < 0 || made[at(good)] || good == base.service_good) return;
        faults.push_back(t[id].fault(
            r, column, fmt::format("no country makes '{}': shares.csv has no row for it", base.goods[at(good)].code)));
    };
    for (const Record& r : t[TableId::final_demand].records)
        if (r.cells[col::final_demand::value].number > 0) complain(TableId::final_demand, col::final_demand::good, r);
    for (const Record& r : t[TableId::io].records)
        if (r.cells[col::io::coefficient].number > 0) complain(TableId::io, col::io::input, r);
    for (const Record& r : t[TableId::tools].records)
        if (r.cells[col::tools::record].text == "intensity") complain(TableId::tools, col::tools::cls, r);
}

}  // namespace

void check_base(const Tables& tables, const BaseYear& base, std::vector<Fault>& faults) {
    if (tables[TableId::shares].sound) {
        share_sums(tables, base, col::shares::plant, faults);
        share_sums(tables, base, col::shares::hq, faults);
        sellers(tables, base, faults);
        if (tables[TableId::units].sound) named_sums(tables, base, faults);
    }
    if (tables[TableId::tools].sound) {
        tool_records(tables, base, faults);
        vendor_sums(tables, base, faults);
        if (tables[TableId::io].sound) service_rows(tables, base, faults);
    }
    service_goods(tables, base, faults);
    if (tables[TableId::params].sound) param_ranges(tables, faults);
}

}  // namespace sunder
