// SPDX-License-Identifier: Apache-2.0
#include "sim/calibration/result.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "sim/scenario/strict.hpp"

namespace sunder {
namespace {

std::string toml_text(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c == '\n' ? ' ' : c;
    }
    return quoted + '"';
}

std::string toml_number(double x) {
    if (std::isnan(x)) return "nan";
    if (std::isinf(x)) return x > 0.0 ? "inf" : "-inf";
    const std::string text = fmt::format("{}", x);
    return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

double number_in(const Value& table, std::string_view key) {
    return get_number(table, key).value_or(std::numeric_limits<double>::quiet_NaN());
}

std::vector<double> numbers_in(const Value& table, std::string_view key) {
    std::vector<double> list;
    const Value* array = table.find(key);
    if (array != nullptr && array->is(ValueKind::array))
        for (const Value& item : array->items) list.push_back(item.number);
    return list;
}

template <class Use>
void each_table(const Value& document, std::string_view key, Use&& use) {
    const Value* array = document.find(key);
    if (array == nullptr || !array->is(ValueKind::array)) return;
    for (const Value& item : array->items)
        if (item.is(ValueKind::table)) use(item);
}

}  // namespace

CalibrationResult result_of(const CalibrationCase& c, const Study& s, const StudyOptions& options) {
    CalibrationResult r;
    r.name = c.name;
    r.draws = static_cast<std::int64_t>(s.history.draws.size());
    r.seed = static_cast<std::int64_t>(options.seed);
    r.standing = static_cast<std::int64_t>(s.history.standing);
    r.failed = static_cast<std::int64_t>(s.history.failed);
    r.runs = s.fit.runs;
    r.most_runs = options.most_runs;
    for (std::size_t p = 0; p < c.free.size(); ++p) {
        const FreeParameter& free = c.free[p];
        r.parameters.push_back({free.name, free.start, free.at(s.fit.places[p]), s.on_bound(p), free.at(s.history.low[p]),
                                free.at(s.history.high[p]), s.sensitivity.learned[p]});
    }
    for (std::size_t m = 0; m < c.moments.size(); ++m)
        r.moments.push_back({c.moments[m].id, s.before[m], s.fit.values[m], s.history.nearest[m]});
    for (std::size_t v = 0; v < c.variants.size(); ++v) r.variants.push_back({c.variants[v].name, s.variants[v]});
    return r;
}

std::string result_toml(const CalibrationResult& r) {
    std::string text =
        fmt::format("# Made by: sunder calibrate {} --draws {} --runs {} --seed {}\n", r.name, r.draws, r.most_runs, r.seed);
    text += fmt::format("case = {}\ndraws = {}\nseed = {}\nstanding = {}\nfailed = {}\nruns = {}\nmost_runs = {}\n",
                        toml_text(r.name), r.draws, r.seed, r.standing, r.failed, r.runs, r.most_runs);
    for (const auto& p : r.parameters)
        text +=
            fmt::format("\n[[parameter]]\nkey = {}\nstart = {}\nfitted = {}\non_bound = {}\nleft = [{}, {}]\nlearned = {}\n",
                        toml_text(p.key), toml_number(p.start), toml_number(p.fitted), p.on_bound, toml_number(p.left_low),
                        toml_number(p.left_high), toml_number(p.learned));
    for (const auto& m : r.moments)
        text += fmt::format("\n[[moment]]\nid = {}\nbefore = {}\nafter = {}\nnearest = {}\n", toml_text(m.id),
                            toml_number(m.before), toml_number(m.after), toml_number(m.nearest));
    for (const auto& v : r.variants) {
        text += fmt::format("\n[[variant]]\nname = {}\nvalues = [", toml_text(v.name));
        for (std::size_t m = 0; m < v.values.size(); ++m) text += (m == 0 ? "" : ", ") + toml_number(v.values[m]);
        text += "]\n";
    }
    return text;
}

CalibrationResult read_result_text(const std::string& text, const std::string& file) {
    const Value document = parse_toml(text, file);
    CalibrationResult r;
    r.name = get_text(document, "case").value_or("");
    const auto whole = [&document](std::string_view key) {
        const Value* value = document.find(key);
        return value != nullptr && value->is(ValueKind::integer) ? value->integer : 0;
    };
    r.draws = whole("draws");
    r.seed = whole("seed");
    r.standing = whole("standing");
    r.failed = whole("failed");
    r.runs = whole("runs");
    r.most_runs = whole("most_runs");
    each_table(document, "parameter", [&r](const Value& table) {
        std::vector<double> left = numbers_in(table, "left");
        left.resize(2, std::numeric_limits<double>::quiet_NaN());
        r.parameters.push_back({get_text(table, "key").value_or(""), number_in(table, "start"), number_in(table, "fitted"),
                                get_flag(table, "on_bound").value_or(false), left[0], left[1], number_in(table, "learned")});
    });
    each_table(document, "moment", [&r](const Value& table) {
        r.moments.push_back({get_text(table, "id").value_or(""), number_in(table, "before"), number_in(table, "after"),
                             number_in(table, "nearest")});
    });
    each_table(document, "variant", [&r](const Value& table) {
        r.variants.push_back({get_text(table, "name").value_or(""), numbers_in(table, "values")});
    });
    return r;
}

Places fitted_places(const CalibrationCase& c, const CalibrationResult& r) {
    bool same = r.parameters.size() == c.free.size() && r.moments.size() == c.moments.size() &&
                r.variants.size() == c.variants.size();
    for (std::size_t p = 0; same && p < c.free.size(); ++p) same = r.parameters[p].key == c.free[p].name;
    for (std::size_t m = 0; same && m < c.moments.size(); ++m) same = r.moments[m].id == c.moments[m].id;
    for (const auto& v : r.variants) same = same && v.values.size() == c.moments.size();
    if (!same)
        throw InputError(
            {Fault{r.name + ".toml", 0, 0, "is the result of another version of the case: calibrate it anew", false}});
    Places places;
    for (std::size_t p = 0; p < c.free.size(); ++p) places.push_back(c.free[p].place(r.parameters[p].fitted));
    return places;
}

}  // namespace sunder
