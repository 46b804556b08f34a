// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "sim/core/sink.hpp"
#include "sim/scenario/override.hpp"
#include "sim/scenario/strict.hpp"
#include "sim/sweep/sweep.hpp"
#include "sim/sweep/sweep_keys.hpp"
#include "sim/validation/moment_sink.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;

constexpr double most_draws = 1e6;      // of all points and replications
constexpr std::size_t most_tried = 40;  // values of one axis that are held against the deck
constexpr std::string_view own_table = "resolved";

DesignKind design_kind(const std::string& name) {
    if (name == "latin_hypercube") return DesignKind::latin_hypercube;
    if (name == "sobol") return DesignKind::sobol;
    if (name == "saltelli") return DesignKind::saltelli;
    if (name == "random") return DesignKind::random;
    return DesignKind::factorial;
}

bool over_measures(const OutputInfo& info) {
    return std::find(info.dims.begin(), info.dims.end(), Dim::measure) != info.dims.end() ||
           std::find(info.dims.begin(), info.dims.end(), Dim::input) != info.dims.end();
}

const OutputInfo* output_row(const std::string& name) {
    for (const OutputInfo& info : outputs())
        if (info.name == name) return &info;
    return nullptr;
}

}  // namespace

/// Reads a sweep step by step, gathering faults.
class SweepReader {
public:
    SweepReader(const SourceText& text, const SourceText& base, const EconomyProvider& economy) : economy_(economy) {
        sweep_.text = text;
        sweep_.base = base;
        sweep_.name = std::filesystem::path(text.file).stem().string();
    }

    Sweep read() {
        table_ = parse_toml(sweep_.text.text, sweep_.text.file);
        table_.erase(own_table);
        check_section(table_, "", true, sweep_fields(), faults_);
        refuse();  // what follows trusts the types
        sweep_.title = get_text(table_, "title").value_or("");
        sweep_.question = get_text(table_, "question").value_or("");
        for (const Name& change : get_names(table_, "set")) sweep_.set.push_back(change.text);
        read_axes();
        read_design();
        refuse();
        read_base();
        read_variables();
        read_indicators();
        try_axes();
        refuse();
        sweep_.design = SweepDesign(sweep_.terms, sweep_.axes);
        return std::move(sweep_);
    }

private:
    void refuse() {
        if (std::all_of(faults_.begin(), faults_.end(), [](const Fault& f) { return f.warning; })) return;
        std::stable_sort(faults_.begin(), faults_.end(), [](const Fault& a, const Fault& b) { return a.line < b.line; });
        throw InputError(std::move(faults_));
    }
    void fault(const Mark& mark, std::string text) { faults_.push_back(fault_at(mark, std::move(text))); }

    void read_axes() {
        const Value* list = table_.find("axis");
        if (list == nullptr) return;
        std::set<std::string> names;
        for (const Value& item : list->items) {
            SweepAxis axis = read_axis(item, faults_);
            if (!axis.name.empty() && !names.insert(axis.name).second)
                fault(item.mark, fmt::format("two axes are called '{}'; give one a name", axis.name));
            sweep_.axes.push_back(std::move(axis));
        }
        if (sweep_.axes.empty()) fault(list->mark, "a sweep needs at least one [[axis]]");
    }

    void read_design() {
        DesignTerms& terms = sweep_.terms;
        const Value empty;
        const Value* given = get_table(table_, "design");
        const Value& design = given == nullptr ? empty : *given;
        const Mark& mark = given == nullptr ? table_.mark : given->mark;
        terms.kind = design_kind(get_text(design, "kind").value_or("factorial"));
        terms.draws = get_whole<std::size_t>(design, "draws").value_or(0);
        terms.seed = get_whole<std::uint64_t>(design, "seed").value_or(1);
        terms.replications = get_whole<std::size_t>(design, "replications").value_or(1);
        const bool factorial = terms.kind == DesignKind::factorial;
        if (!factorial && terms.draws == 0) fault(mark, "this design needs 'draws', the number of points");
        if (factorial && design.find("draws") != nullptr)
            fault(design.find("draws")->mark, "a factorial design has every combination: no 'draws'");
        for (const SweepAxis& axis : sweep_.axes)
            if (factorial && axis.levels().empty() && !axis.keys.empty())
                fault(axis.mark, fmt::format("axis {}: a factorial design needs 'values' or 'points' here", axis.name));
        const double draws = design_points(terms, sweep_.axes) * static_cast<double>(terms.replications);
        if (draws > most_draws) fault(mark, fmt::format("{} draws, but a sweep has at most {}", draws, most_draws));
    }

    /// Beside the sweep, else as decks are found.
    SourceText find_base(const std::string& name) const {
        namespace fs = std::filesystem;
        std::error_code error;
        const fs::path beside = fs::path(sweep_.text.file).parent_path() / name;
        return find_deck(fs::is_regular_file(beside, error) ? beside.string() : name);
    }

    void read_base() {
        const Value& name = *table_.find("base");
        try {
            if (sweep_.base.file.empty()) sweep_.base = find_base(name.text);
            list_measures();
            DeckOptions all{sweep_.set, "", 0};
            if (!sweep_.with_all_measures_.empty()) all.set.push_back(sweep_.with_all_measures_);
            Scenario plain = sweep_.scenario(all);
            sweep_.spec = std::move(plain.spec);
            sweep_.economy = plain.economy;
            sweep_.warnings = std::move(plain.warnings);
        } catch (const InputError& error) {
            for (const Fault& f : error.faults())
                faults_.push_back(f.line > 0 ? f : fault_at(name.mark, fmt::format("base: {}: {}", f.file, f.message)));
            refuse();
        }
    }

    /// Measures that axes turn on and the deck does not have are added to its list.
    void list_measures() {
        Value deck = parse_toml(sweep_.base.text, sweep_.base.file);
        if (const Value* economy = deck.find("economy"); economy != nullptr && economy->is(ValueKind::text))
            sweep_.network = &economy_(economy->text);
        Faults wrong;
        for (const std::string& change : sweep_.set) apply_override(deck, change, wrong);
        if (const Value* economy = deck.find("economy"); economy != nullptr && economy->is(ValueKind::text))
            sweep_.network = &economy_(economy->text);
        std::vector<std::string> listed;
        for (const Name& id : get_names(deck, "measures")) listed.push_back(id.text);
        std::set<std::string> known(listed.begin(), listed.end());
        if (const Value* own = deck.find("measure"); own != nullptr)
            for (const Value& measure : own->items) known.insert(get_text(measure, "id").value_or(""));
        const std::size_t before = listed.size();
        for (const SweepAxis& axis : sweep_.axes)
            for (const std::string& id : axis.measures)
                if (known.insert(id).second) listed.push_back(id);
        if (listed.size() == before) return;
        for (std::string& id : listed) id = '"' + id + '"';
        sweep_.with_all_measures_ = fmt::format("measures=[{}]", fmt::join(listed, ", "));
    }

    void read_variables() {
        const Value* output = get_table(table_, "output");
        const std::vector<Name> named = output == nullptr ? std::vector<Name>{} : get_names(*output, "variables");
        sweep_.variables = {"chip_price_index", "value_added_real", "welfare"};
        if (output == nullptr || output->find("variables") == nullptr) return;
        sweep_.variables.clear();
        std::vector<std::string> known;
        for (const OutputInfo& info : outputs()) known.emplace_back(info.name);
        for (const Name& name : named) {
            const OutputInfo* info = output_row(name.text);
            if (info == nullptr)
                fault(name.mark, fmt::format("no output is called '{}'{}", name.text, did_you_mean(name.text, known)));
            else if (over_measures(*info))
                fault(name.mark, fmt::format("{} cannot be kept: draws differ in their measures", name.text));
            else if (std::find(sweep_.variables.begin(), sweep_.variables.end(), name.text) == sweep_.variables.end())
                sweep_.variables.push_back(name.text);
        }
    }

    void read_indicators() {
        const Value* list = table_.find("indicator");
        std::set<std::string> ids;
        for (const Value& item : list == nullptr ? std::vector<Value>{} : list->items) {
            const Value& value = *item.find("value");
            auto moment = Moment::parse(value.text, {*value.mark.file, value.mark.line, value.mark.column + 1}, faults_);
            if (!moment) continue;
            const std::string id = *get_text(item, "id");
            if (!ids.insert(id).second) fault(item.mark, fmt::format("two indicators are called '{}'", id));
            for (const Reading& reading : moment->readings())
                if (const OutputInfo* info = output_row(reading.output); info != nullptr && over_measures(*info))
                    fault(value.mark, fmt::format("{} cannot be read here: draws differ in their measures", info->name));
            sweep_.indicators.push_back(
                {id, get_text(item, "title").value_or(id), get_text(item, "unit").value_or("1"), std::move(*moment)});
        }
        if (list == nullptr) sweep_.indicators = headline_sweep_indicators(*sweep_.network, sweep_.spec);
        std::vector<Moment> moments;
        for (const SweepIndicator& indicator : sweep_.indicators) moments.push_back(indicator.moment);
        MomentSink(std::move(moments)).check(*sweep_.network, sweep_.spec, faults_);
    }

    /// Every axis alone, at the ends of its range or at its values: what the deck says against it is a fault of the axis.
    void try_axes() {
        std::vector<double> codes(sweep_.axes.size());
        for (std::size_t a = 0; a < codes.size(); ++a) codes[a] = sweep_.axes[a].at(0.5);
        for (std::size_t a = 0; a < codes.size(); ++a) {
            const SweepAxis& axis = sweep_.axes[a];
            const std::vector<double> levels = axis.levels();
            std::vector<double> tried = levels.empty() ? std::vector{axis.at(1e-3), axis.at(1.0 - 1e-3)} : levels;
            if (axis.values.empty() && tried.size() > 2) tried = {tried.front(), tried.back()};
            tried.resize(std::min(tried.size(), most_tried));
            for (const double code : tried) {
                std::vector<double> point = codes;
                point[a] = code;
                if (!attempt(axis, point, code)) break;
            }
        }
    }

    bool attempt(const SweepAxis& axis, const std::vector<double>& point, double code) {
        try {
            (void)sweep_.scenario(sweep_.options(point));
            return true;
        } catch (const InputError& error) {
            fault(axis.mark, fmt::format("axis {} at {}: {}", axis.name, axis.text(code), error.faults().front().message));
            return false;
        }
    }

    const EconomyProvider& economy_;
    Sweep sweep_;
    Value table_;
    Faults faults_;
};

DeckOptions Sweep::options(std::span<const double> codes) const {
    DeckOptions options{set, "", 0};
    if (!with_all_measures_.empty()) options.set.push_back(with_all_measures_);
    for (std::size_t a = 0; a < axes.size(); ++a) {
        for (const std::string& key : axes[a].keys) options.set.push_back(key + "=" + axes[a].text(codes[a]));
        if (codes[a] < 0.5) options.without.insert(options.without.end(), axes[a].measures.begin(), axes[a].measures.end());
    }
    return options;
}

DeckOptions Sweep::options(std::size_t draw) const {
    DeckOptions result = options(design.point(point_of(draw)));
    if (terms.replications > 1) result.seed = spec.seed + draw % terms.replications;
    return result;
}

Scenario Sweep::scenario(const DeckOptions& options) const {
    return read_scenario_text(base.text, base.file, options,
                              [this](const std::string&) -> const Network& { return *network; });
}

Scenario Sweep::scenario(std::size_t draw) const {
    return scenario(options(draw));
}

Sweep read_sweep_text(const SourceText& text, const SourceText& base, const EconomyProvider& economy) {
    return SweepReader(text, base, economy).read();
}

Sweep read_sweep(const std::string& sweep, const EconomyProvider& economy) {
    return read_sweep_text(find_sweep(sweep), {}, economy);
}

bool looks_like_sweep(const SourceText& text) {
    try {
        return parse_toml(text.text, text.file).find("axis") != nullptr;
    } catch (const InputError&) {
        return false;  // the reader of decks says what is wrong
    }
}

}  // namespace sunder
