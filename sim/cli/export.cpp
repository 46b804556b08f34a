// SPDX-License-Identifier: Apache-2.0
#include "sim/record/export.hpp"

#include <fmt/format.h>

#include "sim/cli/command.hpp"

namespace sunder::cli {
namespace {

int export_tables(const Arguments& args) {
    if (args.has("csv") == args.has("iamc")) throw UsageError("say one of --csv DIR and --iamc FILE");
    const ResultReader result(args.words.front());
    if (args.has("csv"))
        export_csv(result, args.text("csv"), args.has("force"));
    else
        export_iamc(result, args.text("iamc"), args.has("force"));
    fmt::print("{}\n", args.has("csv") ? args.text("csv") : args.text("iamc"));
    return done;
}

}  // namespace

Command export_command() {
    return {.name = "export",
            .arguments = "OUT.h5 --csv DIR | --iamc FILE",
            .summary = "tables for Stata, R and spreadsheets",
            .details =
                "--csv writes one long table per variable into a new folder; --iamc writes one wide table (model, scenario, "
                "region,\n"
                "variable, unit, years).",
            .example = "sunder export flagship.h5 --csv tables",
            .options = {{"csv", '\0', "DIR", "long tables, one file per variable"},
                        {"iamc", '\0', "FILE", "one wide table of yearly values"},
                        {"force", '\0', "", "replace what exists"}},
            .least_words = 1,
            .most_words = 1,
            .run = export_tables};
}

}  // namespace sunder::cli
