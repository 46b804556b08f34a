// SPDX-License-Identifier: Apache-2.0
#include "tests/record/sample.hpp"

#include <stdlib.h>

#include <algorithm>
#include <stdexcept>

namespace sunder::sample {
namespace fs = std::filesystem;

std::span<const OutputInfo> outputs() {
    static const std::vector<OutputInfo> table{
        {"output", Frequency::weekly, {Dim::country, Dim::good}, "M$/week", "production | at base prices", "P5: X"},
        {"price_index", Frequency::weekly, {Dim::good, Dim::country}, "1", "price index", "P2: p"},
        {"delivered", Frequency::weekly, {Dim::country, Dim::end_market}, "M$/week", "deliveries to final demand", "P9: D"},
        {"measure_in_force", Frequency::weekly, {Dim::measure}, "1", "share of the step in force", "P0"},
        {"tool_stock", Frequency::weekly, {Dim::country, Dim::tool_class, Dim::vendor_country}, "M$", "tools", "P10: K"},
        {"trade_value", Frequency::monthly, {Dim::good, Dim::exporter, Dim::importer}, "M$/month", "trade", "P7: V"},
        {"value_added", Frequency::monthly, {Dim::country}, "M$/month", "value added", "P11: VA"},
    };
    return table;
}

std::vector<std::string> labels(Dim dim, const Network& network, const RunSpec& spec) {
    std::vector<std::string> names;
    switch (dim) {
        case Dim::country:
        case Dim::exporter:
        case Dim::importer:
        case Dim::vendor_country:
        case Dim::hub:
            for (const Country& c : network.countries) names.push_back(c.code);
            break;
        case Dim::good:
        case Dim::input:
            for (const Good& g : network.goods) names.push_back(g.code);
            break;
        case Dim::end_market:
            return network.markets;
        case Dim::measure:
            for (const Rule& rule : spec.lanes.back().rules) names.push_back(rule.id);
            break;
        case Dim::tool_class:
            return {"étch", "litho"};
    }
    return names;
}

Network network() {
    Network n;
    n.name = "sample";
    n.countries = {{"AAA", "A", {"One", "Two"}, 0.0}, {"Möller GmbH", "B", {}, 0.0}, {"台積電", "C", {}, 0.0}};
    n.goods.resize(4);
    for (std::size_t g = 0; g < n.goods.size(); ++g) n.goods[g].code = "good" + std::to_string(g);
    n.goods[1].kind = GoodKind::tool;
    n.markets = {"phones", "cars"};
    n.table_hashes = {{"goods.csv", "0123456789abcdef"}, {"links.csv", "fedcba9876543210"}};
    n.status_shares = {{"links", "assumption", 12.5}};
    return n;
}

RunSpec spec(int weeks) {
    RunSpec s;
    s.start = to_day(2021, 1, 4);
    s.end = s.start + 7 * weeks;
    s.seed = 18446744073709551615u;
    s.lanes.resize(2);
    s.lanes[0].name = "baseline";
    s.lanes[1].name = "scenario";
    Rule rule;
    rule.id = "rule-one";
    rule.title = "Rule one";
    rule.issuer = 1;
    rule.destination = {0, 2};
    rule.announce = to_day(2021, 2, 1);
    rule.effective = to_day(2021, 3, 1);
    s.lanes[1].rules = {rule};
    return s;
}

std::vector<Day> weeks(const RunSpec& spec) {
    std::vector<Day> days;
    for (int t = 0; t < spec.steps(); ++t) days.push_back(spec.start + t * spec.step_days);
    return days;
}

std::vector<Day> months(const RunSpec& spec) {
    std::vector<Day> days;
    for (const Day day : weeks(spec)) {
        const auto date = to_date(day);
        const Day first = to_day(date.year() / date.month() / std::chrono::day{1});
        if (days.empty() || days.back() != first) days.push_back(first);
    }
    return days;
}

ResultFacts facts() {
    return {"A sample", "Does it open, 台積電?", "title = \"A sample\"\n# ü\nstart = 2021-01-04\n", "0.1.0", "abc1234"};
}

std::vector<AuditResidual> audit() {
    return {{"I1", "what leaves arrives", 1e-12, 2.5e-16, 7, 1}};
}

std::vector<Decision> decisions() {
    using enum Decision::Kind;
    using enum Decision::Cause;
    return {{to_day(2021, 7, 5), to_day(2021, 7, 5), 1, 2, 0, leaves, sector, 0.0005, 0.125, 0.1, 0.75},
            {to_day(2021, 7, 5), to_day(2021, 8, 2), 1, 0, 0, retaliates, loss, 0.25, -0.5, 0.002, 1.0},
            {to_day(2021, 10, 4), to_day(2022, 1, 3), 1, 1, 0, restrains, approval, 0.0, 0.0, 0.4, 1.0 / 3.0}};
}

double value(std::size_t output, int lane, int index, std::size_t cell) {
    if (cell % 3 == 2) return 0.0;
    return 100.0 * static_cast<double>(output) + 10.0 * lane + index + static_cast<double>(cell) / 1024.0;
}

std::size_t cells(const OutputInfo& output, const Network& network, const RunSpec& spec) {
    std::size_t n = 1;
    for (const Dim dim : output.dims) n *= labels(dim, network, spec).size();
    return n;
}

void play(Sink& sink, const RunSpec& spec, double scale) {
    const Network net = network();
    const std::vector<Day> step_days = weeks(spec), month_days = months(spec);
    sink.open(net, spec, step_days, month_days);
    for (int t = 0; t < static_cast<int>(step_days.size()); ++t) {
        for (std::size_t o = 0; o < outputs().size(); ++o) {
            const bool weekly = outputs()[o].frequency == Frequency::weekly;
            if (!weekly && t >= static_cast<int>(month_days.size())) continue;
            for (int lane = 0; lane < static_cast<int>(spec.lanes.size()); ++lane) {
                std::vector<double> slice(cells(outputs()[o], net, spec));
                for (std::size_t c = 0; c < slice.size(); ++c) slice[c] = value(o, lane, t, c) * (lane == 1 ? scale : 1.0);
                sink.put(o, lane, t, slice);
            }
        }
    }
    sink.close(audit(), spec.lanes.back().rules.empty() ? std::vector<Decision>{} : decisions());
}

void write(const fs::path& path, bool force, double scale) {
    ResultWriter writer({path, force}, facts(), outputs(), labels);
    play(writer, spec(), scale);
}

Folder::Folder() {
    std::string name = (fs::temp_directory_path() / "sunder-record-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
}

Folder::~Folder() {
    fs::remove_all(path_);
}

std::vector<std::string> Folder::names() const {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(path_)) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

}  // namespace sunder::sample
