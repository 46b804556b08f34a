// SPDX-License-Identifier: Apache-2.0

#include "sim/cost/cost_file.hpp"
#include "sim/cost/cost_keys.hpp"
#include "sim/record/csv_file.hpp"
#include "sim/record/part_file.hpp"

namespace sunder {
namespace {

struct Axis {
    std::string name;
    std::vector<std::string> labels;
};

std::vector<Axis> axes_of(const CostStudy& study, const CostAnswer& answer, const CostExtra& extra) {
    std::vector<Axis> axes{{"case", {"low", "mid", "high"}},
                           {"region", {}},
                           {"activity", {}},
                           {"percentile", {}},
                           {"input", {}},
                           {"demand_share", {}}};
    if (!extra.variables.empty()) {
        axes.push_back({"closure_path", extra.paths});
        axes.push_back({"closure_year", {}});
        for (std::int64_t year = 1; year <= extra.years; ++year) axes.back().labels.push_back(std::to_string(year));
    }
    for (const CostRegion& region : study.regions) axes[1].labels.push_back(region.id);
    axes[2].labels = study.tables.activity_codes();
    for (const int percentile : cost_percentiles) axes[3].labels.push_back(std::to_string(percentile));
    for (const InputEffect& effect : answer.effects)
        axes[4].labels.emplace_back(cost_inputs()[static_cast<std::size_t>(effect.input)].name);
    for (const CurvePoint& point : answer.curve)
        axes[5].labels.push_back(std::to_string(static_cast<int>(100.0 * point.demand_share + 0.5)));
    return axes;
}

/// Rows of one variable: a label under each of its dimensions, nothing under the others.
void write_rows(CsvFile& csv, const std::vector<Axis>& axes, const GridVariable& variable) {
    for (std::size_t i = 0; i < variable.values.size(); ++i) {
        std::vector<std::string> labels(axes.size());
        std::size_t rest = i;
        for (std::size_t d = variable.dims.size(); d-- > 0;)
            for (std::size_t a = 0; a < axes.size(); ++a)
                if (axes[a].name == variable.dims[d]) {
                    labels[a] = axes[a].labels[rest % axes[a].labels.size()];
                    rest /= axes[a].labels.size();
                }
        csv.text(variable.name);
        csv.text(variable.unit);
        for (const std::string& label : labels) csv.text(label);
        csv.number(variable.values[i]);
        csv.end_row();
    }
}

}  // namespace

void write_study_csv(const std::filesystem::path& path, bool force, const CostStudy& study, const CostAnswer& answer,
                     const CostExtra& extra) {
    PartFile part(path, PartFile::Kind::file, force);
    CsvFile csv(part.part(), part.target());
    const std::vector<Axis> axes = axes_of(study, answer, extra);
    csv.plain("variable");
    csv.plain("unit");
    for (const Axis& axis : axes) csv.plain(axis.name);
    csv.plain("value");
    csv.end_row();
    for (const GridVariable& variable : cost_variables(study, answer)) write_rows(csv, axes, variable);
    for (const GridVariable& variable : extra.variables) write_rows(csv, axes, variable);
    csv.close();
    part.publish();
}

}  // namespace sunder
