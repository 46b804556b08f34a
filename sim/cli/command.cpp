// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/program_options.hpp>
#include <charconv>

#include "sim/input/fault.hpp"

namespace sunder::cli {
namespace {

namespace po = boost::program_options;
constexpr const char* words_key = "words";  // no option may have this name

po::options_description describe(const Command& command) {
    po::options_description rows;
    for (const OptionRow& row : command.options) {
        std::string name{row.name};
        if (row.letter != '\0') name += std::string{','} + row.letter;
        if (row.value.empty())
            rows.add_options()(name.c_str(), "");
        else
            rows.add_options()(name.c_str(), po::value<std::vector<std::string>>()->composing(), "");
    }
    return rows;
}

std::string hint(const Command& command, const std::string& option) {
    std::vector<std::string> known;
    for (const OptionRow& row : command.options) known.push_back("--" + std::string{row.name});
    return did_you_mean(option, known);
}

po::variables_map parse_with_boost(const Command& command, const std::vector<std::string>& args) {
    po::options_description all = describe(command);
    all.add_options()(words_key, po::value<std::vector<std::string>>());
    po::positional_options_description positional;
    positional.add(words_key, -1);
    po::variables_map found;
    // No guessing: otherwise --out silently means --output.
    const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
    try {
        po::store(po::command_line_parser(args).options(all).positional(positional).style(style).run(), found);
    } catch (const po::unknown_option& error) {
        throw UsageError(
            fmt::format("unknown option '{}'{}", error.get_option_name(), hint(command, error.get_option_name())));
    } catch (const po::error& error) {
        throw UsageError(error.what());
    }
    return found;
}

}  // namespace

std::string Arguments::text(const std::string& option, const std::string& otherwise) const {
    const auto found = options.find(option);
    return found == options.end() ? otherwise : found->second.back();
}

std::vector<std::string> Arguments::all(const std::string& option) const {
    const auto found = options.find(option);
    return found == options.end() ? std::vector<std::string>{} : found->second;
}

std::int64_t Arguments::number(const std::string& option, std::int64_t otherwise, std::int64_t least,
                               std::int64_t most) const {
    if (!has(option)) return otherwise;
    const std::string value = text(option);
    std::int64_t number = 0;
    const char* end = value.data() + value.size();
    const auto [stop, fault] = std::from_chars(value.data(), end, number);
    if (fault != std::errc{} || stop != end || number < least || number > most)
        throw UsageError(
            fmt::format("--{} = '{}', but it must be a whole number from {} to {}", option, value, least, most));
    return number;
}

Arguments parse(const Command& command, const std::vector<std::string>& args) {
    const po::variables_map found = parse_with_boost(command, args);
    Arguments result;
    if (found.count(words_key) > 0) result.words = found[words_key].as<std::vector<std::string>>();
    for (const OptionRow& row : command.options) {
        const std::string name{row.name};
        if (found.count(name) == 0) continue;
        auto& values = result.options[name];
        values = row.value.empty() ? std::vector<std::string>{""} : found[name].as<std::vector<std::string>>();
        if (values.size() > 1 && !row.repeats) throw UsageError(fmt::format("--{} is given {} times", name, values.size()));
    }
    const std::size_t n = result.words.size();
    if (n > command.most_words) throw UsageError(fmt::format("unexpected argument '{}'", result.words[command.most_words]));
    if (n < command.least_words)
        throw UsageError(fmt::format("an argument is missing: sunder {} {}", command.name, command.arguments));
    return result;
}

std::string help(const Command& command) {
    std::string text = fmt::format("usage: sunder {} {}\n\n{}\n", command.name, command.arguments, command.details);
    std::size_t width = 0;
    std::vector<std::string> left;
    for (const OptionRow& row : command.options) {
        const std::string letter = row.letter == '\0' ? "    " : fmt::format("-{}, ", row.letter);
        left.push_back(fmt::format("  {}--{}{}{}", letter, row.name, row.value.empty() ? "" : " ", row.value));
        width = std::max(width, left.back().size());
    }
    if (!left.empty()) text += '\n';
    for (std::size_t i = 0; i < left.size(); ++i)
        text += fmt::format("{:<{}}  {}{}\n", left[i], width, command.options[i].meaning,
                            command.options[i].repeats ? " (may be repeated)" : "");
    return text + fmt::format("\nexample: {}\n", command.example);
}

std::span<const Command> commands() {
    static const std::vector<Command> all{
        run_command(),    check_command(), equilibrium_command(), explain_command(),   list_command(),     compare_command(),
        export_command(), image_command(), schema_command(),      calibrate_command(), validate_command(), rank_command(),
        cost_command(),   sweep_command(), collect_command(),     status_command(),    manual_command(),   report_command()};
    return all;
}

std::span<const std::pair<std::string_view, std::string_view>> exit_codes() {
    using namespace std::string_view_literals;
    static constexpr std::array codes{std::pair{"0"sv, "done"sv},
                                      std::pair{"2"sv, "wrong use or bad input"sv},
                                      std::pair{"3"sv, "could not read or write"sv},
                                      std::pair{"4"sv, "an identity failed its audit, or draws of a sweep failed"sv},
                                      std::pair{"130, 138, 143"sv, "interrupted by SIGINT, SIGUSR1, SIGTERM"sv},
                                      std::pair{"1"sv, "a fault of the program itself"sv}};
    return codes;
}

}  // namespace sunder::cli
