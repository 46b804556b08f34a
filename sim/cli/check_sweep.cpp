// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/check_sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/cli/sweep_progress.hpp"
#include "sim/core/simulation.hpp"
#include "sim/input/fault.hpp"
#include "sim/parallel/parallel.hpp"
#include "sim/sweep/pilot.hpp"

namespace sunder::cli {
namespace {

constexpr std::size_t lanes = 8;         // the default of `sunder sweep`
constexpr double pilot_seconds = 2.0;    // enough for some ten steps of the largest economy
constexpr std::size_t most_listed = 12;  // values of an axis in print

std::string bytes_text(double bytes) {
    if (bytes < 1e6) return fmt::format("{:.0f} kB", std::ceil(bytes / 1e3));
    return bytes < 1e9 ? fmt::format("{:.0f} MB", bytes / 1e6) : fmt::format("{:.1f} GB", bytes / 1e9);
}

void print_axis(const SweepAxis& axis) {
    const std::vector<double> levels = axis.levels();
    std::string values;
    if (levels.empty()) {
        values = fmt::format("from {:g} to {:g}", axis.at(1e-3), axis.at(1.0 - 1e-3));
    } else {
        for (std::size_t i = 0; i < std::min(levels.size(), most_listed); ++i)
            values += (values.empty() ? "" : ", ") + axis.text(levels[i]);
        if (levels.size() > most_listed) values += fmt::format(", ... ({})", levels.size());
    }
    fmt::print("  axis {:<26} {}{}\n", axis.name, values, axis.unit.empty() || axis.unit == "1" ? "" : " " + axis.unit);
}

void print_size(const Sweep& sweep) {
    const int jobs = thread_count(0);
    const SweepPilot pilot = run_pilot(sweep, lanes, pilot_seconds);
    const double seconds = pilot.seconds(jobs, sweep.spec.steps());
    fmt::print(
        "  time        about {} on {} core{}: {} batches of up to {} lanes, {:.3g} s each (measured on {} lanes now)\n",
        duration_text(seconds), jobs, jobs == 1 ? "" : "s", pilot.batches, lanes,
        pilot.setup_seconds + pilot.step_seconds * sweep.spec.steps(), pilot.lanes);
    fmt::print("  memory      {} a core\n", bytes_text(pilot.batch_bytes));
    fmt::print("  disk        at most {} ({} a draw before compression)\n",
               bytes_text(pilot.file_bytes * static_cast<double>(sweep.draws())), bytes_text(pilot.file_bytes));
}

}  // namespace

bool names_sweep(const std::string& word) {
    for (const auto find : {find_deck, find_sweep}) {
        try {
            return looks_like_sweep(find(word));
        } catch (const InputError&) {
            continue;  // not one of these: the other, or the reader of decks says so
        }
    }
    return false;
}

bool check_sweep(const std::string& name, EconomyShelf& shelf) {
    try {
        const Sweep sweep =
            read_sweep(name, [&shelf](const std::string& economy) -> const Network& { return shelf.get(economy); });
        for (const Fault& warning : sweep.warnings) fmt::print(stderr, "{}\n", to_string(warning));
        fmt::print("{}: {} ({}, {})\n", sweep.name, sweep.title, sweep.base.file, sweep.economy);
        fmt::print("  draws       {}{}\n", sweep.draws(),
                   sweep.terms.replications > 1
                       ? fmt::format(" ({} points, {} replications)", sweep.design.points(), sweep.terms.replications)
                       : "");
        for (const SweepAxis& axis : sweep.axes) print_axis(axis);
        print_size(sweep);
        return true;
    } catch (const InputError& error) {
        fmt::print(stderr, "{}\n", error.what());
    } catch (const SetupError& error) {
        fmt::print(stderr, "{}: error: {}\n", name, error.what());
    }
    return false;
}

}  // namespace sunder::cli
