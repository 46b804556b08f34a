// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sunder::cli {

/// What the program tells the shell (interface.md section 1). An interrupted run gives 128 + signal.
enum ExitCode : int { done = 0, internal_error = 1, bad_input = 2, no_access = 3, audit_failed = 4 };

/// Wrong use of the command line; exit code 2.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// One option of a command: the row behind parsing and help.
struct OptionRow {
    std::string_view name;   ///< long name without dashes
    char letter = '\0';      ///< short name, or none
    std::string_view value;  ///< what stands for the value in the help; empty: a flag
    std::string_view meaning;
    bool repeats = false;  ///< may be given several times
};

/// What the user wrote after the command.
class Arguments {
public:
    std::vector<std::string> words;                           ///< without dashes, in order
    std::map<std::string, std::vector<std::string>> options;  ///< values by long name; a flag has one empty value

    [[nodiscard]] bool has(const std::string& option) const { return options.contains(option); }
    /// Last value of an option, or `otherwise`.
    [[nodiscard]] std::string text(const std::string& option, const std::string& otherwise = {}) const;
    [[nodiscard]] std::vector<std::string> all(const std::string& option) const;
    /// A whole number in [least, most]; throws UsageError that says the range.
    [[nodiscard]] std::int64_t number(const std::string& option, std::int64_t otherwise, std::int64_t least,
                                      std::int64_t most) const;
};

/// One command of `sunder`: one row, one file.
struct Command {
    std::string_view name;
    std::string_view arguments;  ///< of the usage line
    std::string_view summary;    ///< one line of `sunder --help`
    std::string_view details;    ///< paragraphs of `sunder COMMAND --help`
    std::string_view example;
    std::vector<OptionRow> options;
    std::size_t least_words = 0, most_words = 0;
    int (*run)(const Arguments&) = nullptr;
};

/// What each exit code means, in the order of the help.
[[nodiscard]] std::span<const std::pair<std::string_view, std::string_view>> exit_codes();

/// All of them, in the order of the help.
[[nodiscard]] std::span<const Command> commands();

/// Parses what follows the command; throws UsageError (unknown option with the nearest known one, missing value, wrong
/// number of words).
[[nodiscard]] Arguments parse(const Command& command, const std::vector<std::string>& args);

/// Help page of one command, made from its row.
[[nodiscard]] std::string help(const Command& command);

// One file each.
[[nodiscard]] Command run_command();
[[nodiscard]] Command check_command();
[[nodiscard]] Command equilibrium_command();
[[nodiscard]] Command explain_command();
[[nodiscard]] Command list_command();
[[nodiscard]] Command compare_command();
[[nodiscard]] Command export_command();
[[nodiscard]] Command image_command();
[[nodiscard]] Command rank_command();
[[nodiscard]] Command schema_command();
[[nodiscard]] Command calibrate_command();
[[nodiscard]] Command validate_command();
[[nodiscard]] Command cost_command();
[[nodiscard]] Command sweep_command();
[[nodiscard]] Command collect_command();
[[nodiscard]] Command status_command();
[[nodiscard]] Command manual_command();
[[nodiscard]] Command report_command();

}  // namespace sunder::cli
