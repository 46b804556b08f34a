// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/collect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "sim/record/csv_file.hpp"
#include "sim/record/grid_file.hpp"
#include "sim/record/hdf5.hpp"
#include "sim/record/part_file.hpp"
#include "sim/record/record_error.hpp"
#include "sim/record/result_reader.hpp"

namespace sunder {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
const std::vector<std::string> state_names{"missing", "done", "failed"};

std::optional<std::size_t> first_done(const std::vector<DrawState>& states) {
    const auto at = std::find(states.begin(), states.end(), DrawState::done);
    return at == states.end() ? std::nullopt : std::optional<std::size_t>(at - states.begin());
}

/// "parameter.tau_deg = 52; allies = off"
std::string setting_text(const Sweep& sweep, std::size_t draw) {
    std::string text;
    for (std::size_t a = 0; a < sweep.axes.size(); ++a)
        text +=
            fmt::format("{}{} = {}", text.empty() ? "" : "; ", sweep.axes[a].name, sweep.axes[a].text(sweep.code(draw, a)));
    if (sweep.terms.replications > 1) text += fmt::format("; replication = {}", draw % sweep.terms.replications);
    return text;
}

/// What a value of an axis means: the list where it is a place in one.
std::string axis_words(const SweepAxis& axis) {
    if (!axis.measures.empty()) return "0 off, 1 on";
    std::string text;
    for (std::size_t i = 0; i < axis.values.size(); ++i) {
        const auto code = static_cast<double>(i);
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", axis.shown(code), axis.text(code));
    }
    return text.empty() ? "the value" : text;
}

void write_manifest(const Sweep& sweep, const SweepFolder& folder, const SweepResults& results) {
    PartFile part(folder.manifest_file(), PartFile::Kind::file, true);
    CsvFile csv(part.part(), part.target());
    for (const char* column : {"draw", "state", "reason", "setting"}) csv.plain(column);
    csv.end_row();
    for (std::size_t d = 0; d < results.states.size(); ++d) {
        csv.plain(std::to_string(d));
        csv.plain(state_names[static_cast<std::size_t>(results.states[d])]);
        csv.text(results.states[d] == DrawState::failed ? folder.reason(d) : "");
        csv.text(setting_text(sweep, d));
        csv.end_row();
    }
    csv.close();
    part.publish();
}

class IndexWriter {
public:
    IndexWriter(const Sweep& sweep, const SweepFolder& folder, const SweepResults& results, bool copy)
        : sweep_(sweep), folder_(folder), results_(results), copy_(copy), file_(folder.index_file(), true, !copy) {}

    void write(const SweepIdentity& identity) {
        describe(identity);
        write_scales();
        write_draws();
        write_answers();
        if (const auto first = first_done(results_.states)) write_series(*first);
        file_.close();
    }

private:
    using Names = std::vector<std::string>;

    void describe(const SweepIdentity& identity) {
        file_.attribute("format_version", std::int64_t{1});
        file_.attribute("kind", "sweep");
        file_.attribute("title", sweep_.title);
        file_.attribute("question", sweep_.question);
        file_.attribute("source", "sunder " + identity.program);
        file_.attribute("git_revision", identity.revision);
        file_.attribute("economy", sweep_.economy);
        file_.attribute("sweep", sweep_.text.text);
        file_.attribute("base_deck", sweep_.base.text);
    }

    template <class T, class Get>
    Names column(const std::vector<T>& rows, Get get) {
        Names list;
        for (const T& row : rows) list.push_back(get(row));
        return list;
    }

    void write_scales() {
        std::vector<std::int64_t> draws;
        for (std::size_t d = 0; d < sweep_.draws(); ++d) draws.push_back(static_cast<std::int64_t>(d));
        file_.scale("draw", "number of the draw", "1", std::span<const std::int64_t>(draws));
        file_.scale("axis", "what varies", column(sweep_.axes, [](const SweepAxis& a) { return a.name; }));
        if (!sweep_.indicators.empty())
            file_.scale("indicator", "scenario against its own baseline",
                        column(sweep_.indicators, [](const SweepIndicator& i) { return i.id; }));
        file_.scale("quantile", "share of draws below", "1", std::span<const double>(sweep_quantiles));
    }

    void write_draws() {
        GridVariable values{"axis_value",
                            {"draw", "axis"},
                            "see axis_units",
                            "value of the axis; its place in a list where it "
                            "is no number, see axis_meaning",
                            "design of the sweep",
                            {}};
        Names settings;
        std::vector<std::int64_t> states;
        for (std::size_t d = 0; d < sweep_.draws(); ++d) {
            for (std::size_t a = 0; a < sweep_.axes.size(); ++a)
                values.values.push_back(sweep_.axes[a].shown(sweep_.code(d, a)));
            settings.push_back(setting_text(sweep_, d));
            states.push_back(static_cast<std::int64_t>(results_.states[d]));
        }
        file_.variable(values);
        file_.labels("axis_units", "axis", "unit of the axis",
                     column(sweep_.axes, [](const SweepAxis& a) { return a.unit; }));
        file_.labels("axis_meaning", "axis", "what its values mean", column(sweep_.axes, axis_words));
        file_.codes("draw_state", "draw", "whether the draw's run is there", states, state_names);
        file_.labels("setting", "draw", "values of all axes", settings);
    }

    void write_answers() {
        if (sweep_.indicators.empty()) return;
        file_.labels("indicator_units", "indicator", "unit",
                     column(sweep_.indicators, [](const auto& i) { return i.unit; }));
        file_.labels("indicator_title", "indicator", "title",
                     column(sweep_.indicators, [](const auto& i) { return i.title; }));
        file_.labels("indicator_equation", "indicator", "expression over outputs",
                     column(sweep_.indicators, [](const auto& i) { return i.moment.text(); }));
        GridVariable values{"indicator_value",        {"draw", "indicator"},
                            "see indicator_units",    "scenario against the same draw's baseline",
                            "see indicator_equation", {}};
        for (const auto& row : results_.values) values.values.insert(values.values.end(), row.begin(), row.end());
        file_.variable(values);
        GridVariable quantiles{"indicator_quantile",           {"indicator", "quantile"},
                               "see indicator_units",          "quantile over the draws that are there",
                               "Hyndman and Fan 1996, type 7", {}};
        for (const IndicatorAnswer& answer : results_.answers)
            quantiles.values.insert(quantiles.values.end(), answer.quantiles.begin(), answer.quantiles.end());
        file_.variable(quantiles);
        for (const bool total : {false, true})
            for (const auto& [ending, part] :
                 {std::pair{"", &SobolBand::value}, {"_low", &SobolBand::low}, {"_high", &SobolBand::high}})
                write_indices(total, ending, part);
    }

    void write_indices(bool total, const char* ending, double SobolBand::*part) {
        GridVariable index{fmt::format("sobol_{}{}", total ? "total" : "first", ending),
                           {"indicator", "axis"},
                           "1",
                           fmt::format("{} Sobol index{}", total ? "total" : "first-order",
                                       *ending == '\0' ? "" : ", end of the band that holds 90 % of bootstrap values"),
                           total ? "Jansen 1999" : "Saltelli et al. 2010, estimator (b)",
                           {}};
        for (const IndicatorAnswer& answer : results_.answers)
            for (std::size_t a = 0; a < sweep_.axes.size(); ++a) {
                const auto& list = total ? answer.total : answer.first;
                index.values.push_back(list.empty() ? nan : list[a].*part);
            }
        file_.variable(index);
    }

    /// Dimensions and descriptions are those of the first run.
    void write_series(std::size_t first) {
        const ResultReader run(folder_.run_file(first));
        Names known;
        Names sources;
        for (std::size_t d = 0; d < sweep_.draws(); ++d) sources.push_back(fmt::format("runs/draw_{:06}.h5", d));
        for (const RecordedVariable& v : run.variables()) {
            for (const std::string& dim : v.dims) {
                if (std::find(known.begin(), known.end(), dim) != known.end()) continue;
                known.push_back(dim);
                add_dim(run, dim);
            }
            GridVariable series{v.name, {"draw"}, v.unit, v.long_name, v.equation, {}};
            series.dims.insert(series.dims.end(), v.dims.begin(), v.dims.end());
            if (copy_)
                file_.by_member(series);
            else
                file_.elsewhere(series, sources);
        }
        if (!copy_) return;
        for (std::size_t d = 0; d < sweep_.draws(); ++d)
            if (results_.states[d] == DrawState::done) copy_run(d, run);
    }

    void add_dim(const ResultReader& run, const std::string& dim) {
        if (dim == "time" || dim == "month") {
            const std::vector<Day>& days = run.days(dim);
            file_.times(dim, dim == "time" ? "first day of the step" : "first day of the month",
                        std::vector<std::int64_t>(days.begin(), days.end()));
        } else {
            file_.scale(dim, dim, run.labels(dim));
        }
    }

    void copy_run(std::size_t draw, const ResultReader& first) {
        const ResultReader run(folder_.run_file(draw));
        for (const RecordedVariable& v : first.variables()) {
            const RecordedVariable* own = run.find(v.name);
            if (own == nullptr || own->extent != v.extent) continue;
            std::vector<double> values;
            for (std::size_t r = 0; r < own->runs(); ++r) {
                const std::vector<double> part = run.read(*own, r);
                values.insert(values.end(), part.begin(), part.end());
            }
            file_.put_member(v.name, draw, values);
        }
    }

    const Sweep& sweep_;
    const SweepFolder& folder_;
    const SweepResults& results_;
    bool copy_;
    GridFile file_;
};

}  // namespace

std::size_t SweepResults::count(DrawState state) const noexcept {
    return static_cast<std::size_t>(std::count(states.begin(), states.end(), state));
}

SweepResults read_results(const Sweep& sweep, const SweepFolder& folder) {
    SweepResults results;
    results.states = folder.states(sweep.draws());
    results.values.assign(sweep.draws(), std::vector<double>(sweep.indicators.size(), nan));
    for (std::size_t d = 0; d < results.states.size(); ++d) {
        if (results.states[d] != DrawState::done || sweep.indicators.empty()) continue;
        const h5::File file = h5::File::open(folder.run_file(d));
        std::vector<double> values = h5::read_numbers(file, "indicator_value");
        if (values.size() != sweep.indicators.size())
            throw RecordError(folder.run_file(d), "has other indicators than the sweep");
        results.values[d] = std::move(values);
    }
    results.answers = answer_sweep(sweep, results.values);
    return results;
}

void write_index(const Sweep& sweep, const SweepFolder& folder, const SweepIdentity& identity, const SweepResults& results,
                 bool copy) {
    write_manifest(sweep, folder, results);
    IndexWriter(sweep, folder, results, copy).write(identity);
}

}  // namespace sunder
