// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/manual.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/cli/command.hpp"
#include "sim/cli/version.hpp"

namespace sunder::cli {
namespace {

/// Text for troff: no backslash, hyphens as they are typed, no line that begins like a request.
std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else
            out += c;
    }
    return out;
}

std::string option_of_manual(const OptionRow& row) {
    std::string text = ".TP\n";
    if (row.letter != '\0') text += fmt::format("\\fB\\-{}\\fR, ", row.letter);
    text += fmt::format("\\fB\\-\\-{}\\fR", roff(row.name));
    if (!row.value.empty()) text += fmt::format(" \\fI{}\\fR", roff(row.value));
    return text + fmt::format("\n{}{}\n", roff(row.meaning), row.repeats ? " (may be repeated)" : "");
}

std::string command_of_manual(const Command& command) {
    std::string text =
        fmt::format(".SS \"sunder {} {}\"\n{}\n", command.name, roff(command.arguments), roff(command.details));
    for (const OptionRow& row : command.options) text += option_of_manual(row);
    return text + fmt::format(".PP\nExample:\n.PP\n.RS\n.nf\n{}\n.fi\n.RE\n", roff(command.example));
}

/// 'text' for a shell: single quotes, with those inside closed, escaped and opened again.
std::string quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string{"'\\''"} : std::string(1, c);
    return out + "'";
}

std::string names() {
    std::string text;
    for (const Command& command : commands()) text += fmt::format("{}{}", text.empty() ? "" : " ", command.name);
    return text;
}

std::string options_of(const Command& command) {
    std::string text = "--help";
    for (const OptionRow& row : command.options) {
        text += fmt::format(" --{}", row.name);
        if (row.letter != '\0') text += fmt::format(" -{}", row.letter);
    }
    return text;
}

/// Names that stand for the first word of a command, if its usage line asks for one that `sunder list` knows.
std::string_view shelf_of(const Command& command) {
    const auto asks = [&](std::string_view what) { return command.arguments.find(what) != std::string_view::npos; };
    if (asks("DECK")) return "decks";
    if (asks("SWEEP")) return "sweeps";
    if (asks("STUDY")) return "studies";
    if (asks("MEASURE")) return "measures";
    if (asks("ECONOMY")) return "economies";
    return {};
}

}  // namespace

std::string manual_page() {
    std::string text = fmt::format(
        ".TH SUNDER 1 \"\" \"sunder {}\" \"User Commands\"\n.SH NAME\nsunder \\- simulates the semiconductor supply chain "
        "being pulled apart\n.SH SYNOPSIS\n.B sunder\n.I COMMAND\n[arguments]\n.SH DESCRIPTION\nAn agent\\-based simulator "
        "of the "
        "world's semiconductor supply chain. Decks (TOML) say which measures governments take and what firms believe; "
        "every run is compared with the same world without them, week by week; results are HDF5 files that open as "
        "netCDF\\-4.\n"
        ".SH COMMANDS\n",
        program_version());
    for (const Command& command : commands()) text += command_of_manual(command);
    text += ".SH EXIT STATUS\n";
    for (const auto& [code, meaning] : exit_codes()) text += fmt::format(".TP\n.B {}\n{}\n", code, roff(meaning));
    return text +
           ".SH ENVIRONMENT\n.TP\n.B SLURM_CPUS_PER_TASK\nThreads of a run, unless \\-\\-threads says otherwise.\n"
           ".SH SEE ALSO\n\\fBncdump\\fR(1), \\fBh5dump\\fR(1)\n";
}

std::string bash_completion() {
    std::string cases;
    for (const Command& command : commands()) {
        cases += fmt::format("        {}) options={}", command.name, quoted(options_of(command)));
        if (const auto shelf = shelf_of(command); !shelf.empty()) cases += fmt::format(" shelf={}", shelf);
        cases += " ;;\n";
    }
    return fmt::format(
        "# bash completion for sunder; made by: sunder manual --bash\n"
        "_sunder() {{\n"
        "    local word=${{COMP_WORDS[COMP_CWORD]}} options= shelf= names=\n"
        "    COMPREPLY=()\n"
        "    if ((COMP_CWORD == 1)); then\n"
        "        COMPREPLY=($(compgen -W {} -- \"$word\"))\n"
        "        return\n"
        "    fi\n"
        "    case ${{COMP_WORDS[1]}} in\n{}    esac\n"
        "    if [[ $word == -* ]]; then\n"
        "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
        "        return\n"
        "    fi\n"
        "    [[ -n $shelf ]] && names=$(\"${{COMP_WORDS[0]}}\" list \"$shelf\" --names 2>/dev/null)\n"
        "    COMPREPLY=($(compgen -W \"$names\" -- \"$word\") $(compgen -f -- \"$word\"))\n"
        "}}\n"
        "complete -o filenames -F _sunder sunder\n",
        quoted(names()), cases);
}

std::string zsh_completion() {
    std::string rows, cases;
    for (const Command& command : commands()) {
        rows += fmt::format("    {}\n", quoted(fmt::format("{}:{}", command.name, command.summary)));
        cases += fmt::format("    {}) options=({})", command.name, options_of(command));
        if (const auto shelf = shelf_of(command); !shelf.empty()) cases += fmt::format(" shelf={}", shelf);
        cases += " ;;\n";
    }
    return fmt::format(
        "#compdef sunder\n# zsh completion for sunder; made by: sunder manual --zsh\n"
        "local -a commands options names\nlocal shelf=\n"
        "commands=(\n{})\n"
        "if ((CURRENT == 2)); then\n    _describe command commands\n    return\nfi\n"
        "case $words[2] in\n{}esac\n"
        "if [[ $words[CURRENT] == -* ]]; then\n    compadd -- $options\n    return\nfi\n"
        "[[ -n $shelf ]] && names=(${{(f)\"$($words[1] list $shelf --names 2>/dev/null)\"}}) && compadd -- $names\n"
        "_files\n",
        rows, cases);
}

namespace {

int print_manual(const Arguments& args) {
    if (args.has("bash") && args.has("zsh")) throw UsageError("--bash or --zsh, not both");
    fmt::print("{}", args.has("bash") ? bash_completion() : args.has("zsh") ? zsh_completion() : manual_page());
    return done;
}

}  // namespace

Command manual_command() {
    return {.name = "manual",
            .arguments = "[--bash | --zsh]",
            .summary = "manual page, and completion for shells",
            .details =
                "Prints the manual page (troff), or with an option a script that completes commands, options and names.\n"
                "Packages install all three; from a clone: eval \"$(sunder manual --bash)\".",
            .example = "sunder manual | man -l -",
            .options = {{"bash", '\0', "", "completion for bash"}, {"zsh", '\0', "", "completion for zsh"}},
            .run = print_manual};
}

}  // namespace sunder::cli
