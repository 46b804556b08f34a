// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "sim/cli/command.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder::cli {
namespace {

int explain_deck(const Arguments& args) {
    const std::string text = explain(args.words.empty() ? std::string{} : args.words.front());
    fmt::print("{}{}", text, text.ends_with('\n') ? "" : "\n");
    return done;
}

}  // namespace

Command explain_command() {
    return {
        .name = "explain",
        .arguments = "[KEY|MEASURE]",
        .summary = "what a deck may contain, or what a measure does",
        .details =
            "Prints the unit, default, range and meaning of a key of decks, or the dates, scope and source of a measure\n"
            "of the library. Without an argument: all keys.",
        .example = "sunder explain measure.effective",
        .options = {},
        .least_words = 0,
        .most_words = 1,
        .run = explain_deck};
}

}  // namespace sunder::cli
