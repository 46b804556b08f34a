// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "sim/cli/command.hpp"
#include "sim/cost/cost_keys.hpp"
#include "sim/scenario/keys_schema.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/sweep/sweep_keys.hpp"

namespace sunder::cli {
namespace {

int print_schema(const Arguments& args) {
    if (args.has("sweep"))
        fmt::print("{}", args.has("fields") ? sweep_fields_markdown() : keys_schema("sunder sweep", sweep_fields()));
    else if (args.has("cost"))
        fmt::print("{}", args.has("fields") ? cost_fields_markdown() : keys_schema("sunder cost study", cost_fields()));
    else
        fmt::print("{}", args.has("fields") ? deck_fields_markdown() : deck_schema());
    return done;
}

}  // namespace

Command schema_command() {
    return {.name = "schema",
            .arguments = "[--sweep | --cost] [--fields]",
            .summary = "JSON Schema of decks, for completion and checks in an editor",
            .details =
                "Prints the JSON Schema (draft-07) of decks. A deck whose first line is `#:schema deck.schema.json` is "
                "completed\n"
                "and checked by editors that know TOML.",
            .example = "sunder schema > deck.schema.json",
            .options = {{"sweep", '\0', "", "of sweeps instead of decks"},
                        {"cost", '\0', "", "of cost studies (scenarios/cost/study.schema.json)"},
                        {"fields", '\0', "", "the same as a page of text (scenarios/FIELDS.md)"}},
            .run = print_schema};
}

}  // namespace sunder::cli
