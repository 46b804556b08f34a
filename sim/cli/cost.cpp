// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/cost.hpp"

#include <fmt/format.h>

#include <chrono>
#include <optional>

#include "sim/cli/command.hpp"
#include "sim/cli/file_kind.hpp"
#include "sim/cli/version.hpp"
#include "sim/cost/cost_file.hpp"
#include "sim/cost/cost_keys.hpp"
#include "sim/parallel/parallel.hpp"
#include "sim/validation/closure.hpp"

namespace sunder::cli {
namespace {

constexpr std::int64_t most_threads = 1024;

CostOptions options_of(const Arguments& args) {
    CostOptions options{args.all("set")};
    if (args.has("draws")) options.set.push_back("draws=" + args.text("draws"));
    if (args.has("seed")) options.set.push_back("seed=" + args.text("seed"));
    return options;
}

/// The dynamic model's part; a study that it cannot start from is no error.
CostClosure closure_of(const CostStudy& study, Blocks& blocks) {
    CostClosure closure;
    try {
        closure.result = check_closure(study, blocks);
    } catch (const InputError& error) {
        closure.refused = error.faults().front().message;
    }
    return closure;
}

CostExtra extra_of(const CostStudy& study, const CostClosure& closure) {
    CostExtra extra;
    if (!closure.result || closure.result->checks.empty()) return extra;
    for (const ClosurePath& path : closure.result->paths) extra.paths.push_back(path.title);
    extra.years = static_cast<std::int64_t>(closure_years(*closure.result));
    extra.variables = closure_variables(study, *closure.result);
    return extra;
}

int study_cost(const Arguments& args) {
    if (args.has("fields")) return fmt::print("{}", cost_fields_markdown()), done;
    if (!args.words.empty()) expect_kind(args.words.front(), FileKind::study);
    const CostStudy study = read_study(args.words.empty() ? std::string{} : args.words.front(), options_of(args));
    CostFacts facts;
    facts.file = args.text("output");
    std::optional<GridFile> file;  // before the work: an output that cannot be written is refused at once
    if (!facts.file.empty()) file.emplace(facts.file, args.has("force"));
    facts.threads = thread_count(static_cast<int>(args.number("threads", 0, 1, most_threads)));
    const auto blocks = make_blocks(facts.threads);
    const auto start = std::chrono::steady_clock::now();
    const auto since = [start] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
    const CostAnswer answer = answer_study(study, *blocks);
    facts.draws_seconds = since();
    CostClosure closure;
    if (!args.has("static")) closure = closure_of(study, *blocks);
    facts.seconds = since();
    if (file)
        write_study(*file, {std::string{program_version()}, std::string{git_revision()}}, study, answer,
                    extra_of(study, closure));
    if (args.has("csv")) write_study_csv(args.text("csv"), args.has("force"), study, answer, extra_of(study, closure));
    fmt::print("{}", args.has("json") ? cost_json(study, answer, closure, facts) : cost_text(study, answer, closure, facts));
    return done;
}

}  // namespace

Command cost_command() {
    return {.name = "cost",
            .arguments = "[STUDY] [options]",
            .summary = "what self-sufficiency costs: first investment, yearly cost, price rise, beside published figures",
            .details =
                "STUDY is a file, or the name of a study of scenarios/cost (default: self-sufficiency). Prints low, mid and "
                "high cases\n"
                "and a Monte Carlo, the price identity, the bill by region and activity, what each input does, and the same "
                "closure\n"
                "in the dynamic model.",
            .example = "sunder cost --set input.catch_up_years=4",
            .options = {{"output", 'o', "OUT.h5", "also write everything to a result file (HDF5 that opens as netCDF-4)"},
                        {"csv", '\0', "OUT.csv", "also write everything as one long table"},
                        {"set", '\0', "KEY=VALUE", "change a key of the study; VALUE as in TOML", true},
                        {"draws", '\0', "N", "Monte Carlo draws instead of the study's"},
                        {"seed", '\0', "N", "seed of the draws instead of the study's"},
                        {"threads", '\0', "N", "threads (default: all); results do not depend on it"},
                        {"force", '\0', "", "replace an existing result file"},
                        {"static", '\0', "", "leave out the comparison with the dynamic model"},
                        {"json", '\0', "", "print everything as JSON"},
                        {"fields", '\0', "", "print the keys of a study (scenarios/cost/FIELDS.md)"}},
            .least_words = 0,
            .most_words = 1,
            .run = study_cost};
}

}  // namespace sunder::cli
