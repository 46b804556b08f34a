// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/program.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <new>
#include <system_error>

#include "sim/cli/command.hpp"
#include "sim/cli/version.hpp"
#include "sim/core/image.hpp"
#include "sim/core/simulation.hpp"
#include "sim/input/fault.hpp"
#include "sim/record/record_error.hpp"

namespace sunder::cli {
namespace {

/// The first minutes: a result, what is behind it, one change.
constexpr std::string_view first_steps =
    "\nfirst steps:\n"
    "  sunder run flagship                        ten years of export controls on chips and tools, against a world without\n"
    "  sunder list decks                          other scenarios; sunder list measures: what governments did, and when\n"
    "  sunder explain us-advanced-tools-2022      what a measure changes, with numbers, ranges and sources\n"
    "  sunder run flagship --set switch.redesign=false -o plain.h5 && sunder compare flagship.h5 plain.h5\n"
    "  sunder cost                                what it would cost that each region makes all of its chips\n";

std::string general_help() {
    std::string text =
        "sunder: what happens to chips, prices and trade when the world's semiconductor chain is pulled apart?\n\n"
        "usage: sunder COMMAND [arguments]\n\n";
    for (const Command& command : commands()) text += fmt::format("  {:<11} {}\n", command.name, command.summary);
    text += first_steps;
    text += "\n  sunder COMMAND --help says more; --version shows the version\n\nexit codes:";
    for (const auto& [code, meaning] : exit_codes()) text += fmt::format("{} {} {}", code == "0" ? "" : ";", code, meaning);
    return text + "\n";
}

const Command& find_command(const std::string& name) {
    std::vector<std::string> names;
    for (const Command& command : commands()) {
        if (command.name == name) return command;
        names.emplace_back(command.name);
    }
    throw UsageError(
        fmt::format("unknown {} '{}'{}", name.starts_with('-') ? "option" : "command", name, did_you_mean(name, names)));
}

int fail(int code, const std::string& lines) {
    fmt::print(stderr, "{}\n", lines);
    return code;
}

int dispatch(const std::vector<std::string>& args) {
    if (args.empty()) return fail(bad_input, general_help());
    const std::string& first = args.front();
    if (first == "--help" || first == "-h" || (first == "help" && args.size() == 1))
        return fmt::print("{}", general_help()), done;
    if (first == "--version") return fmt::print("sunder {} ({})\n", program_version(), git_revision()), done;
    const bool asks = first == "help";
    const Command& command = find_command(asks ? args[1] : first);
    for (const std::string& arg : args) {
        if (arg == "--") break;
        if (asks || arg == "--help" || arg == "-h") return fmt::print("{}", help(command)), done;
    }
    try {
        return command.run(parse(command, {args.begin() + 1, args.end()}));
    } catch (const UsageError& error) {
        throw UsageError(fmt::format("{}; see: sunder {} --help", error.what(), command.name));
    }
}

/// One line for every error, and the documented code. The only place that catches.
int dispatch_catching(const std::vector<std::string>& args) {
    try {
        return dispatch(args);
    } catch (const InputError& error) {
        return fail(bad_input, error.what());  // lines are "file:line:col: error: ..."
    } catch (const UsageError& error) {
        return fail(bad_input, fmt::format("sunder: error: {}", error.what()));
    } catch (const SetupError& error) {
        return fail(bad_input, fmt::format("sunder: error: {}", error.what()));
    } catch (const ImageError& error) {
        return fail(bad_input, fmt::format("sunder: error: {}", error.what()));
    } catch (const AuditError& error) {
        return fail(audit_failed, fmt::format("sunder: audit: {}", error.what()));
    } catch (const RecordError& error) {
        return fail(no_access, fmt::format("sunder: error: {}", error.what()));
    } catch (const std::system_error& error) {  // of files, of output printed to a full disk
        return fail(no_access, fmt::format("sunder: error: {}", error.what()));
    } catch (const std::bad_alloc&) {
        return fail(no_access, "sunder: error: not enough memory");
    } catch (const std::exception& error) {
        return fail(internal_error, fmt::format("sunder: internal error, please report it: {}", error.what()));
    }
}

}  // namespace

int program(const std::vector<std::string>& args) {
    const int code = dispatch_catching(args);
    // What was printed may still meet a full disk.
    if (std::fflush(stdout) != 0 && code == done) return fail(no_access, "sunder: error: could not write the output");
    return code;
}

}  // namespace sunder::cli
