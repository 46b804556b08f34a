// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>

#include "sim/cli/calibration_report.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/interrupt.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/shelf.hpp"
#include "sim/parallel/parallel.hpp"
#include "sim/record/part_file.hpp"

namespace sunder::cli {
namespace {

/// One line on stderr; a new one for every part of the work.
class Parts {
public:
    bool show(const std::string& part, double done) {
        const std::lock_guard lock(one_at_a_time_);
        if (part != part_ || !line_) {
            line_.reset();
            part_ = part;
            label_ = part + ", thousandths";
            line_.emplace(1000, label_);
        }
        line_->show(static_cast<std::int32_t>(1000.0 * done));
        return InterruptGuard::signal() != 0;
    }

private:
    std::mutex one_at_a_time_;
    std::string part_, label_;
    std::optional<Progress> line_;
};

int calibrate(const Arguments& args) {
    const InterruptGuard guard;
    const StudyOptions options{static_cast<std::size_t>(args.number("draws", 200, 0, 1'000'000)),
                               static_cast<std::uint64_t>(args.number("seed", 1, 1, INT64_MAX)),
                               static_cast<int>(args.number("runs", 120, 1, 1'000'000))};
    const std::unique_ptr<Blocks> blocks = make_blocks(static_cast<int>(args.number("threads", 0, 0, 1024)));
    std::optional<PartFile> folder;
    if (args.has("output")) folder.emplace(args.text("output"), PartFile::Kind::folder, args.has("force"));
    const CalibrationCase calibration = read_case(args.words.front());
    EconomyShelf shelf;
    const CaseRuns runs(calibration, [&shelf](const std::string& name) -> const Network& { return shelf.get(name); });
    Study study;
    {
        Parts parts;
        study = run_study(runs, options, *blocks,
                          [&parts](const std::string& part, double done) { return parts.show(part, done); });
    }
    if (study.stopped) return 128 + InterruptGuard::signal();
    if (folder) {
        write_calibration(folder->part(), calibration, study, options);
        folder->publish();
    }
    fmt::print("{}", calibration_text(calibration, study, options));
    return done;
}

}  // namespace

Command calibrate_command() {
    return {
        .name = "calibrate",
        .arguments = "CASE [-o DIR] [--draws N] [--seed S]",
        .summary = "fits free parameters to observations and says how well",
        .details =
            "CASE is a name (scenarios/calibration) or a file: a deck, parameters with ranges, observed moments. First a\n"
            "history match: draws over all ranges (Latin hypercube), which of them the observations leave standing\n"
            "(every miss below three standard errors). Then local searches from the start values and the three best\n"
            "draws (NLopt, BOBYQA), sensitivities, and the case's variants. The same seed gives the same bits for any\n"
            "number of threads.",
        .example = "sunder calibrate gallium -o gallium-fit",
        .options = {{"output", 'o', "DIR", "folder for NAME.toml, .json and tables"},
                    {"draws", '\0', "N", "draws of the history match (200)"},
                    {"runs", '\0', "N", "at most so many runs in each of the four searches (120)"},
                    {"seed", '\0', "S", "of the draws (1)"},
                    {"threads", '\0', "N", "threads (all)"},
                    {"force", '\0', "", "replace what is there"}},
        .least_words = 1,
        .most_words = 1,
        .run = calibrate};
}

}  // namespace sunder::cli
