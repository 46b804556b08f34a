// SPDX-License-Identifier: Apache-2.0
#include "sim/cost/cost_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>

#include "sim/cost/cost_keys.hpp"
#include "sim/economy/cells.hpp"
#include "sim/economy/schema.hpp"
#include "sim/embedded/embedded.hpp"
#include "sim/input/text.hpp"

namespace sunder {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double rounding = 0.005;  // shares are published in whole percent
constexpr std::string_view quantity_words =
    "wafer_share|capital_kusd_per_wafer_yr|capex_share|value_added_share|noncapital_part|rd_busd_yr";
constexpr std::string_view world_words =
    "wafers_200mm_k_month|capex_busd_yr|value_added_busd_yr|fab_value_added_share|fab_noncapital_part";

enum TableOf : std::size_t { places, consumption, activities, quantities, shares, world, inputs, published, count };

// clang-format off
std::array<TableRule, count> make_table_rules() {
    using enum CellKind;
    return {{
        {"places", true, false, 1, {{"place", text}, {"name", text}, {"leader", choice, true, 0, 0, "yes|no"}}},
        {"consumption", true, false, 2, {{"basis", text}, {"place", text}, {"share", number, true, 0, 1, "share of the world"}}},
        {"activities", true, false, 1, {{"activity", text}, {"name", text}, {"kind", choice, true, 0, 0, "fab|plant|knowledge"},
            {"shares", text}, {"manufacturing", choice, true, 0, 0, "yes|no"}}},
        {"quantities", true, false, 2, {{"activity", text}, {"quantity", choice, true, 0, 0, quantity_words}, {"value", number, true, 0, inf}}},
        {"shares", true, false, 2, {{"family", text}, {"place", text}, {"share", number, true, 0, 1, "share of the world"}, {"measure", text}}},
        {"world", true, false, 1, {{"quantity", choice, true, 0, 0, world_words}, {"value", number, true, 0, inf}}},
        {"inputs", true, false, 3, {{"input", text}, {"place", text}, {"use", choice, true, 0, 0, "case|draw"},
            {"low", number, true, -inf, inf}, {"mid", number, true, -inf, inf}, {"high", number, true, -inf, inf}}},
        {"published", true, false, 2, {{"item", text}, {"place", text}, {"low", number, false, 0, inf}, {"high", number, false, 0, inf},
            {"role", choice, true, 0, 0, "compared|input|fitted"}, {"title", text}}},
    }};
}
// clang-format on

/// Reads the tables one after the other; faults gather.
class CostReader {
public:
    CostReader(const std::string& name, const std::vector<TableFile>& files) : rules_(make_table_rules()) {
        out_.name = name;
        for (std::size_t t = 0; t < count; ++t) {
            const std::string file = std::string(rules_[t].name) + ".csv";
            const auto at = std::find_if(files.begin(), files.end(), [&file](const TableFile& f) { return f.name == file; });
            Tables none;
            if (at == files.end())
                faults_.push_back({name + "/" + file, 0, 0, "the table is missing", false});
            else {
                table_[t] = read_table(rules_[t], *at, none, faults_);
                out_.hashes += fmt::format("{} {}\n", hex16(fnv1a64(at->bytes)), file);
            }
        }
    }
    CostTables read();

private:
    using Rows = std::vector<Record>;
    void check();
    void read_places();
    void read_consumption();
    void read_activities();
    void read_shares(CostActivity& activity, const Record& row);
    void read_quantities(CostActivity& activity, const Record& row);
    void read_inputs();
    void read_published();
    /// Place of a cell, or -1 with a fault.
    std::int32_t place_of(TableOf table, const Record& row, std::size_t column);
    double world_of(std::string_view quantity);
    void sums_to_one(TableOf table, const Record& row, double sum, const std::string& what);
    void fault(TableOf table, const Record& row, std::size_t column, std::string message) {
        faults_.push_back(table_[table].fault(row, column, std::move(message)));
    }
    std::string source(TableOf table, const Record& row) const { return row.cells[rules_[table].columns.size() + 2].text; }
    std::string status(TableOf table, const Record& row) const { return row.cells[rules_[table].columns.size() + 3].text; }

    std::array<TableRule, count> rules_;
    std::array<Table, count> table_;
    std::vector<Fault> faults_;
    CostTables out_;
};

CostTables CostReader::read() {
    check();  // what refers to broken rows would only repeat their faults
    read_places();
    read_consumption();
    read_activities();
    read_inputs();
    read_published();
    check();
    return std::move(out_);
}

void CostReader::check() {
    if (!faults_.empty()) throw InputError(std::move(faults_));
}

void CostReader::read_places() {
    for (const Record& row : table_[places].records)
        out_.places.push_back({row.cells[0].text, row.cells[1].text, row.cells[2].index == 0});
}

std::int32_t CostReader::place_of(TableOf table, const Record& row, std::size_t column) {
    const std::string& code = row.cells[column].text;
    const std::int32_t place = out_.place(code);
    if (place < 0)
        fault(table, row, column,
              fmt::format("place = '{}' is not in places.csv{}", code, did_you_mean(code, out_.place_codes())));
    return place;
}

void CostReader::sums_to_one(TableOf table, const Record& row, double sum, const std::string& what) {
    if (std::abs(sum - 1.0) > rounding) fault(table, row, 0, fmt::format("{} sum to {:.4g}, not to 1", what, sum));
}

void CostReader::read_consumption() {
    std::map<std::string, const Record*> first;
    for (const Record& row : table_[consumption].records) {
        const std::string& name = row.cells[0].text;
        if (first.emplace(name, &row).second) out_.bases.push_back({name, std::vector<double>(out_.places.size(), 0.0)});
        const auto basis = std::find_if(out_.bases.begin(), out_.bases.end(),
                                        [&name](const ConsumptionBasis& b) { return b.name == name; });
        if (const std::int32_t place = place_of(consumption, row, 1); place >= 0)
            basis->share[static_cast<std::size_t>(place)] = row.cells[2].number;
    }
    for (const ConsumptionBasis& basis : out_.bases) {
        double sum = 0.0;
        for (const double share : basis.share) sum += share;
        sums_to_one(consumption, *first[basis.name], sum, fmt::format("the shares of basis '{}'", basis.name));
    }
}

void CostReader::read_shares(CostActivity& activity, const Record& row) {
    const std::string& family = row.cells[3].text;
    activity.share.assign(out_.places.size(), 0.0);
    const Record* first = nullptr;
    double sum = 0.0;
    std::vector<std::string> families;
    for (const Record& share : table_[shares].records) {
        families.push_back(share.cells[0].text);
        if (share.cells[0].text != family) continue;
        if (first == nullptr) first = &share;
        const std::int32_t place = out_.place(share.cells[1].text);
        if (place < 0) continue;
        activity.share[static_cast<std::size_t>(place)] = share.cells[2].number;
        activity.evidence = share.cells[3].text;
        sum += share.cells[2].number;
    }
    if (first == nullptr)
        return fault(activities, row, 3,
                     fmt::format("activity '{}' is empty: shares.csv has no family '{}'{}", activity.code, family,
                                 did_you_mean(family, families)));
    sums_to_one(shares, *first, sum, fmt::format("the shares of '{}'", family));
    for (std::size_t p = 0; p < out_.places.size(); ++p)
        if (out_.places[p].may_lead &&
            (activity.leader < 0 || activity.share[p] > activity.share[static_cast<std::size_t>(activity.leader)]))
            activity.leader = static_cast<std::int32_t>(p);
    if (activity.totals.kind == models::ActivityKind::knowledge && activity.leader >= 0)
        activity.totals.leader_share = activity.share[static_cast<std::size_t>(activity.leader)];
}

double CostReader::world_of(std::string_view quantity) {
    for (const Record& row : table_[world].records)
        if (row.cells[0].text == quantity) return row.cells[1].number;
    faults_.push_back({table_[world].file, 0, 0, fmt::format("no row for {}", quantity), false});
    return 0.0;
}

/// Stock, capex, operating cost or research by kind; the operating cost of fabs is split by capital afterwards.
void CostReader::read_quantities(CostActivity& activity, const Record& row) {
    const auto value = [&](std::string_view quantity) {
        for (const Record& q : table_[quantities].records)
            if (q.cells[0].text == activity.code && q.cells[1].text == quantity) return q.cells[2].number;
        fault(activities, row, 0,
              fmt::format("activity '{}' is empty: quantities.csv has no {} for it", activity.code, quantity));
        return 0.0;
    };
    models::StudyActivity& totals = activity.totals;
    if (totals.kind == models::ActivityKind::fab) {
        const double wafers = models::wafers_300mm_m_yr(world_of("wafers_200mm_k_month"));
        totals.stock_busd = models::fab_stock_busd(wafers, value("wafer_share"), value("capital_kusd_per_wafer_yr"));
    } else if (totals.kind == models::ActivityKind::plant) {
        totals.capex_busd_yr = world_of("capex_busd_yr") * value("capex_share");
        totals.opex_busd_yr = world_of("value_added_busd_yr") * value("value_added_share") * value("noncapital_part");
    } else {
        totals.research_busd_yr = value("rd_busd_yr");
    }
}

void CostReader::read_activities() {
    double fab_stock = 0.0;
    for (const Record& row : table_[activities].records) {
        CostActivity activity;
        activity.code = row.cells[0].text;
        activity.name = row.cells[1].text;
        activity.totals.kind = static_cast<models::ActivityKind>(row.cells[2].index);
        activity.totals.manufacturing = row.cells[4].index == 0;
        read_shares(activity, row);
        read_quantities(activity, row);
        fab_stock += activity.totals.stock_busd;
        out_.activities.push_back(std::move(activity));
    }
    double weight = 0.0;
    for (const Record& row : table_[quantities].records) {
        const auto codes = out_.activity_codes();
        if (std::find(codes.begin(), codes.end(), row.cells[0].text) == codes.end())
            fault(quantities, row, 0,
                  fmt::format("activity = '{}' is not in activities.csv{}", row.cells[0].text,
                              did_you_mean(row.cells[0].text, codes)));
        if (row.cells[1].text == "wafer_share") weight += row.cells[2].number;
    }
    for (const Record& row : table_[shares].records) (void)place_of(shares, row, 1);
    if (fab_stock > 0.0) sums_to_one(quantities, table_[quantities].records.front(), weight, "the wafer shares of fabs");
    const double opex =
        world_of("value_added_busd_yr") * world_of("fab_value_added_share") * world_of("fab_noncapital_part");
    for (CostActivity& activity : out_.activities)
        if (activity.totals.kind == models::ActivityKind::fab && fab_stock > 0.0)
            activity.totals.opex_busd_yr = opex * activity.totals.stock_busd / fab_stock;
}

void CostReader::read_inputs() {
    std::vector<std::string> known;
    for (const CostInputKey& key : cost_inputs()) known.emplace_back(key.name);
    std::vector<bool> there(known.size(), false);
    for (const Record& row : table_[inputs].records) {
        CostInputRow input;
        input.input = find_cost_input(row.cells[0].text);
        if (input.input < 0) {
            fault(inputs, row, 0,
                  fmt::format("unknown input '{}'{}", row.cells[0].text, did_you_mean(row.cells[0].text, known)));
            continue;
        }
        const auto& key = cost_inputs()[static_cast<std::size_t>(input.input)];
        if (row.cells[1].text != "*") input.place = place_of(inputs, row, 1);
        if (input.place >= 0 && key.regional == nullptr) fault(inputs, row, 1, fmt::format("{} has no places", key.name));
        input.draw = row.cells[2].index == 1;
        input.value = {row.cells[3].number, row.cells[4].number, row.cells[5].number};
        if (!(key.least <= input.value.low && input.value.low <= input.value.mid && input.value.mid <= input.value.high &&
              input.value.high <= key.most))
            fault(inputs, row, 3,
                  fmt::format("{} = {}, {}, {}, but low, mid, high must not fall and lie in [{}, {}] {}", key.name,
                              input.value.low, input.value.mid, input.value.high, key.least, key.most, key.unit));
        input.source = source(inputs, row);
        input.status = status(inputs, row);
        there[static_cast<std::size_t>(input.input)] =
            there[static_cast<std::size_t>(input.input)] || (input.place < 0 && !input.draw);
        out_.inputs.push_back(std::move(input));
    }
    for (std::size_t i = 0; i < known.size(); ++i)
        if (!there[i]) faults_.push_back({table_[inputs].file, 0, 0, fmt::format("no row `{},*,case`", known[i]), false});
}

void CostReader::read_published() {
    for (const Record& row : table_[published].records) {
        PublishedFigure figure;
        figure.item = row.cells[0].text;
        for (const std::string& code : words(row.cells[1].text, ' ')) {
            if (code == "*") continue;
            figure.places.push_back(out_.place(code));
            if (figure.places.back() < 0)
                fault(published, row, 1,
                      fmt::format("place = '{}' is not in places.csv{}", code, did_you_mean(code, out_.place_codes())));
        }
        figure.low = row.cells[2].number;
        figure.high = row.cells[3].number;
        figure.compared = row.cells[4].index != 1;
        figure.fitted = row.cells[4].index == 2;
        figure.title = row.cells[5].text;
        figure.unit = row.cells[6].text;
        figure.source = source(published, row);
        figure.status = status(published, row);
        out_.published.push_back(std::move(figure));
    }
}

}  // namespace

std::int32_t CostTables::place(std::string_view code) const noexcept {
    for (std::size_t p = 0; p < places.size(); ++p)
        if (places[p].code == code) return static_cast<std::int32_t>(p);
    return -1;
}

std::vector<std::string> CostTables::place_codes() const {
    std::vector<std::string> codes;
    for (const CostPlace& place : places) codes.push_back(place.code);
    return codes;
}

std::vector<std::string> CostTables::activity_codes() const {
    std::vector<std::string> codes;
    for (const CostActivity& activity : activities) codes.push_back(activity.code);
    return codes;
}

std::vector<TableFile> find_cost_tables(const std::string& name) {
    namespace fs = std::filesystem;
    if (!name.empty() && name.front() != '.' && name.find('/') == std::string::npos) {
        for (const fs::path& parent : {fs::path("scenarios") / "economies", fs::path("economies")}) {
            std::error_code error;
            if (fs::is_regular_file(parent / name / "activities.csv", error)) return read_table_files(parent / name);
        }
        const std::string folder = "scenarios/economies/" + name + "/";
        std::vector<TableFile> files;
        for (const EmbeddedFile& file : embedded_files())
            if (file.path.starts_with(folder))
                files.push_back(
                    {std::string(file.path.substr(folder.size())), std::string(file.path), std::string(file.bytes)});
        if (!files.empty()) return files;
    }
    throw InputError({{name, 0, 0, "no such tables of a cost study, in ./scenarios/economies or built in", false}});
}

CostTables read_cost_tables(const std::string& name, const std::vector<TableFile>& files) {
    return CostReader(name, files).read();
}

}  // namespace sunder
