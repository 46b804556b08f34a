// SPDX-License-Identifier: Apache-2.0
#include "sim/record/compare.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "sim/record/format.hpp"

namespace sunder {
namespace {

/// Positions in a and b of what both have, in a's order.
using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

template <class T>
Pairs match(const std::vector<T>& a, const std::vector<T>& b) {
    std::map<T, std::size_t> place;
    for (std::size_t i = 0; i < b.size(); ++i) place.emplace(b[i], i);
    Pairs pairs;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (const auto found = place.find(a[i]); found != place.end()) pairs.emplace_back(i, found->second);
    }
    return pairs;
}

/// Cells of a slice that have the same labels.
Pairs match_cells(const ResultReader& a, const RecordedVariable& va, const ResultReader& b, const RecordedVariable& vb) {
    Pairs cells{{0, 0}};
    for (std::size_t axis = 2; axis < va.dims.size(); ++axis) {
        const Pairs labels = match(a.labels(va.dims[axis]), b.labels(vb.dims[axis]));
        Pairs finer;
        finer.reserve(cells.size() * labels.size());
        for (const auto& [ca, cb] : cells) {
            for (const auto& [la, lb] : labels) finer.emplace_back(ca * va.extent[axis] + la, cb * vb.extent[axis] + lb);
        }
        cells = std::move(finer);
    }
    return cells;
}

double distance(double a, double b) {
    if (std::isnan(a) || std::isnan(b))
        return std::isnan(a) && std::isnan(b) ? 0.0 : std::numeric_limits<double>::infinity();
    return a == b ? 0.0 : std::abs(b - a);
}

/// Values that are the same infinity or NaN do not set the scale.
void raise(double& scale, double value) {
    if (std::isfinite(value)) scale = std::max(scale, std::abs(value));
}

Difference difference(const ResultReader& a, const RecordedVariable& va, const ResultReader& b, const RecordedVariable& vb) {
    Difference d{va.name, va.unit, 0.0, 0.0, "", 0, 0};
    const Pairs cells = match_cells(a, va, b, vb);
    const Pairs steps = match(a.days(va.dims[1]), b.days(vb.dims[1]));
    double scale = 0.0;
    for (const auto& [run_a, run_b] : match(a.labels("run"), b.labels("run"))) {
        for (const auto& [step_a, step_b] : steps) {
            const std::vector<double> xa = a.read(va, run_a, step_a, 1), xb = b.read(vb, run_b, step_b, 1);
            for (const auto& [ca, cb] : cells) {
                raise(scale, xa[ca]);
                raise(scale, xb[cb]);
                const double gap = distance(xa[ca], xb[cb]);
                d.differing += gap != 0.0;
                if (gap <= d.largest) continue;
                d.largest = gap;
                d.where = fmt::format("{} {} {}", a.labels("run")[run_a], iso_date(a.days(va.dims[1])[step_a]),
                                      fmt::join(cell_labels(a, va, ca), " "));
            }
            d.compared += cells.size();
        }
    }
    if (d.largest > 0.0) d.relative = scale > 0.0 ? d.largest / scale : std::numeric_limits<double>::infinity();
    return d;
}

/// Mean over time of each cell of one run, of the values that are not NaN.
std::vector<double> means(const ResultReader& file, const RecordedVariable& v, std::size_t run) {
    std::vector<double> sum(v.cells(), 0.0);
    std::vector<double> n(v.cells(), 0.0);
    for (std::size_t step = 0; step < v.steps(); ++step) {
        const std::vector<double> slice = file.read(v, run, step, 1);
        for (std::size_t c = 0; c < slice.size(); ++c) {
            if (std::isnan(slice[c])) continue;
            sum[c] += slice[c];
            n[c] += 1.0;
        }
    }
    for (std::size_t c = 0; c < sum.size(); ++c) sum[c] /= n[c];  // NaN where nothing was recorded
    return sum;
}

void add_effects(Comparison& out, const ResultReader& a, const RecordedVariable& va, const ResultReader& b,
                 const RecordedVariable& vb) {
    const std::vector<double> base_a = means(a, va, 0), base_b = means(b, vb, 0);
    const std::vector<double> run_a = means(a, va, va.runs() - 1), run_b = means(b, vb, vb.runs() - 1);
    for (const auto& [ca, cb] : match_cells(a, va, b, vb)) {
        Effect e{va.name, va.unit, a.labels(va.dims[2])[ca], run_a[ca] - base_a[ca], run_b[cb] - base_b[cb], false};
        if (e.a == 0.0 && e.b == 0.0) continue;
        e.in_unit = base_a[ca] == 0.0 || base_b[cb] == 0.0;
        if (!e.in_unit) {
            e.a /= base_a[ca];
            e.b /= base_b[cb];
        }
        out.effects.push_back(std::move(e));
    }
}

void add_missing(std::vector<std::string>& out, const ResultReader& has, const ResultReader& lacks) {
    std::set<std::string> dims;
    for (const RecordedVariable& v : has.variables()) {
        const RecordedVariable* other = lacks.find(v.name);
        if (other == nullptr || other->dims != v.dims) {
            out.push_back(v.name);
            continue;
        }
        dims.insert(v.dims.begin(), v.dims.end());
    }
    for (const std::string& dim : dims) {
        if (dim == time_name(Frequency::weekly) || dim == time_name(Frequency::monthly)) {
            const std::size_t n = has.days(dim).size() - match(has.days(dim), lacks.days(dim)).size();
            if (n > 0) out.push_back(fmt::format("{}: {} dates", dim, n));
            continue;
        }
        const std::vector<std::string>& labels = lacks.labels(dim);
        for (const std::string& label : has.labels(dim)) {
            if (std::ranges::find(labels, label) == labels.end()) out.push_back(dim + " " + label);
        }
    }
}

/// Decisions of `has`, in runs that both files have, that `lacks` does not have to the last digit.
void add_missing_decisions(std::vector<std::string>& out, const ResultReader& has, const ResultReader& lacks) {
    std::vector<std::string> left;  // in words, so that NaN equals NaN
    for (const RecordedDecision& d : lacks.decisions()) left.push_back(decision_text(d));
    const std::vector<std::string>& runs = lacks.labels("run");
    for (const RecordedDecision& d : has.decisions()) {
        if (std::ranges::find(runs, d.run) == runs.end()) continue;
        const auto same = std::ranges::find(left, decision_text(d));
        if (same == left.end())
            out.push_back("decision " + decision_text(d));
        else
            left.erase(same);
    }
}

}  // namespace

bool Comparison::equal() const noexcept {
    return only_in_a.empty() && only_in_b.empty() &&
           std::ranges::all_of(differences, [](const Difference& d) { return d.differing == 0; });
}

Comparison compare(const ResultReader& a, const ResultReader& b) {
    Comparison out;
    for (const RecordedVariable& va : a.variables()) {
        const RecordedVariable* vb = b.find(va.name);
        if (vb == nullptr || vb->dims != va.dims) continue;
        out.differences.push_back(difference(a, va, b, *vb));
        const bool country_series = va.dims.size() == 3 && va.dims[2] == dim_info(Dim::country).name;
        if (country_series && va.runs() > 1 && vb->runs() > 1) add_effects(out, a, va, b, *vb);
    }
    add_missing(out.only_in_a, a, b);
    add_missing(out.only_in_b, b, a);
    add_missing_decisions(out.only_in_a, a, b);
    add_missing_decisions(out.only_in_b, b, a);
    for (const char* fact : {"title", "source", "git_revision", "economy", "economy_tables", "deck"}) {
        if (a.attribute(fact) != b.attribute(fact)) out.facts.emplace_back(fact);
    }
    return out;
}

}  // namespace sunder
