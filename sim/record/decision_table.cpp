// SPDX-License-Identifier: Apache-2.0
#include "sim/record/decision_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "sim/record/hdf5.hpp"
#include "sim/record/record_error.hpp"
#include "sim/record/result_reader.hpp"

namespace sunder {
namespace {

// clang-format off
/// In the order in which files hold them.
constexpr std::array columns{
    DecisionColumn{"decision_day",          "days since 2000-01-01", "day of the decision: the first after the review's last week", "model 8"},
    DecisionColumn{"decision_effective",    "days since 2000-01-01", "first day on which it is in force; of a postponed measure the earliest", "model 8"},
    DecisionColumn{"decision_run",          "",  "run", "label of run"},
    DecisionColumn{"decision_country",      "",  "economy whose government decided", "label of country"},
    DecisionColumn{"decision_measure",      "",  "measure that it is about", "label of measure"},
    DecisionColumn{"decision_kind",         "1", "what it did: an ally leaves or rejoins, a target retaliates, a sender restrains itself or resumes", "model 8"},
    DecisionColumn{"decision_cause",        "1", "number that decided: the loss index, the sector index or the approval rate", "model 8"},
    DecisionColumn{"decision_loss_index",   "1", "loss index of the country at the review", "L, model 8"},
    DecisionColumn{"decision_sector_index", "1", "sector index of the country at the review", "l, model 8"},
    DecisionColumn{"decision_threshold",    "1", "threshold of the number that decided", "thL, thl, model 8"},
    DecisionColumn{"decision_compliance",   "1", "share of the covered firms that comply with the measure afterwards", "kappa, model 8"},
};
// clang-format on
enum Place : std::size_t { day, effective, run, country, measure, kind, cause, loss, sector, threshold, compliance };

template <class Field>
auto column_of(std::span<const RecordedDecision> rows, Field&& field) {
    std::vector<std::decay_t<decltype(field(rows[0]))>> values;
    values.reserve(rows.size());
    for (const RecordedDecision& row : rows) values.push_back(field(row));
    return values;
}

/// Writes columns one by one, each with the words of its row of the table.
class Columns {
public:
    Columns(const h5::File& file, std::size_t rows) : file_(file) {
        std::vector<std::int64_t> number(rows);
        std::iota(number.begin(), number.end(), std::int64_t{0});
        scale_ = h5::make_scale(file, std::string(decision_dim), number);
        h5::set_attribute(file, scale_.get(), "long_name", std::string_view("decision of a government"));
    }
    template <class T>
    h5::Dataset add(Place place, const std::vector<T>& values) {
        const DecisionColumn& column = columns[place];
        h5::Dataset data = h5::make_column(file_, std::string(column.name), std::span<const T>(values), scale_.get());
        if (!column.unit.empty()) h5::set_attribute(file_, data.get(), "units", column.unit);
        h5::set_attribute(file_, data.get(), "long_name", column.long_name);
        h5::set_attribute(file_, data.get(), "equation", column.equation);
        return data;
    }
    /// Numbers with their names, as CF has flags.
    void add_flags(Place place, const std::vector<std::int64_t>& values, std::span<const std::string_view> names) {
        const h5::Dataset data = add(place, values);
        std::vector<std::int64_t> numbers(names.size());
        std::iota(numbers.begin(), numbers.end(), std::int64_t{0});
        h5::set_attribute(file_, data.get(), "flag_values", std::span<const std::int64_t>(numbers));
        h5::set_attribute(file_, data.get(), "flag_meanings", std::string_view(fmt::format("{}", fmt::join(names, " "))));
    }

private:
    const h5::File& file_;
    h5::Dataset scale_;
};

template <class Flag>
Flag flag_of(const h5::File& file, std::int64_t value, std::size_t members) {
    if (value < 0 || value >= static_cast<std::int64_t>(members))
        throw RecordError(file.shown(), fmt::format("a decision has the unknown flag {}", value));
    return static_cast<Flag>(value);
}

}  // namespace

std::span<const DecisionColumn> decision_columns() noexcept {
    return columns;
}

std::vector<RecordedDecision> with_labels(std::span<const Decision> decisions, const DecisionLabels& labels) {
    std::vector<RecordedDecision> rows;
    for (const Decision& d : decisions)
        rows.push_back({d.day, d.effective, labels.runs.at(static_cast<std::size_t>(d.lane)),
                        labels.countries.at(static_cast<std::size_t>(d.country)),
                        labels.measures.at(static_cast<std::size_t>(d.measure)), d.kind, d.cause, d.loss_index,
                        d.sector_index, d.threshold, d.compliance});
    return rows;
}

std::string decision_text(const RecordedDecision& d) {
    return fmt::format("{} {} {} {} {} ({}: loss {}, sector {}, threshold {}, compliance {})", iso_date(d.day), d.run,
                       d.country, decision_kinds[static_cast<std::size_t>(d.kind)], d.measure,
                       decision_causes[static_cast<std::size_t>(d.cause)], d.loss_index, d.sector_index, d.threshold,
                       d.compliance);
}

void write_decisions(const h5::File& file, std::span<const RecordedDecision> rows) {
    if (rows.empty()) return;
    using Row = RecordedDecision;
    Columns table(file, rows.size());
    const auto add_days = [&](Place place, Day Row::*field) {
        const h5::Dataset days = table.add(place, column_of(rows, [&](const Row& r) { return std::int64_t{r.*field}; }));
        h5::set_attribute(file, days.get(), "calendar", std::string_view("proleptic_gregorian"));
    };
    add_days(day, &Row::day);
    add_days(effective, &Row::effective);
    table.add(run, column_of(rows, [](const Row& r) { return r.run; }));
    table.add(country, column_of(rows, [](const Row& r) { return r.country; }));
    table.add(measure, column_of(rows, [](const Row& r) { return r.measure; }));
    table.add_flags(kind, column_of(rows, [](const Row& r) { return static_cast<std::int64_t>(r.kind); }), decision_kinds);
    table.add_flags(cause, column_of(rows, [](const Row& r) { return static_cast<std::int64_t>(r.cause); }),
                    decision_causes);
    table.add(loss, column_of(rows, [](const Row& r) { return r.loss_index; }));
    table.add(sector, column_of(rows, [](const Row& r) { return r.sector_index; }));
    table.add(threshold, column_of(rows, [](const Row& r) { return r.threshold; }));
    table.add(compliance, column_of(rows, [](const Row& r) { return r.compliance; }));
}

std::vector<RecordedDecision> read_decisions(const h5::File& file) {
    const std::vector<std::string> names = h5::datasets_in_order(file);
    if (std::ranges::find(names, columns[day].name) == names.end()) return {};
    const auto integers = [&](Place place) { return h5::read_integers(file, std::string(columns[place].name)); };
    const auto labels = [&](Place place) { return h5::read_labels(file, std::string(columns[place].name)); };
    const auto numbers = [&](Place place) { return h5::read_numbers(file, std::string(columns[place].name)); };
    const std::vector<std::int64_t> days = integers(day), effects = integers(effective), kinds = integers(kind),
                                    causes = integers(cause);
    const std::vector<std::string> runs = labels(run), countries = labels(country), measures = labels(measure);
    const std::vector<double> losses = numbers(loss), sectors = numbers(sector), thresholds = numbers(threshold),
                              complies = numbers(compliance);
    for (const std::size_t size : {effects.size(), kinds.size(), causes.size(), runs.size(), countries.size(),
                                   measures.size(), losses.size(), sectors.size(), thresholds.size(), complies.size()})
        if (size != days.size()) throw RecordError(file.shown(), "the columns of its decisions differ in length");
    std::vector<RecordedDecision> rows;
    for (std::size_t n = 0; n < days.size(); ++n)
        rows.push_back({static_cast<Day>(days[n]), static_cast<Day>(effects[n]), runs[n], countries[n], measures[n],
                        flag_of<Decision::Kind>(file, kinds[n], decision_kinds.size()),
                        flag_of<Decision::Cause>(file, causes[n], decision_causes.size()), losses[n], sectors[n],
                        thresholds[n], complies[n]});
    return rows;
}

}  // namespace sunder
