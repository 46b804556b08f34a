// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sunder::cli {
namespace {

int nothing(const Arguments&) {
    return done;
}

Command sample() {
    return {.name = "sample",
            .arguments = "[NAME]",
            .summary = "for tests",
            .details = "Does nothing.",
            .example = "sunder sample x",
            .options = {{"output", 'o', "FILE", "where to"},
                        {"set", '\0', "K=V", "change", true},
                        {"force", '\0', "", "anyway"}},
            .least_words = 0,
            .most_words = 1,
            .run = nothing};
}

std::string fault_of(const std::vector<std::string>& args) {
    try {
        (void)parse(sample(), args);
    } catch (const UsageError& error) {
        return error.what();
    }
    return "none";
}

TEST(ParseCommand, TakesWordsFlagsAndValuesInAnyOrder) {
    const Arguments args = parse(sample(), {"--force", "word", "-o", "file", "--set", "a=1", "--set=b=2"});
    EXPECT_EQ(args.words, std::vector<std::string>{"word"});
    EXPECT_TRUE(args.has("force"));
    EXPECT_EQ(args.text("output"), "file");
    EXPECT_EQ(args.all("set"), (std::vector<std::string>{"a=1", "b=2"}));
}

TEST(ParseCommand, TakesWhatFollowsTwoDashesAsWords) {
    EXPECT_EQ(parse(sample(), {"--", "--odd.toml"}).words, std::vector<std::string>{"--odd.toml"});
}

TEST(ParseCommand, RefusesWithTheReason) {
    EXPECT_THAT(fault_of({"--froce"}), testing::HasSubstr("did you mean '--force'?"));
    EXPECT_THAT(fault_of({"-o"}), testing::HasSubstr("output"));
    EXPECT_THAT(fault_of({"-o", "a", "-o", "b"}), testing::HasSubstr("--output is given 2 times"));
    EXPECT_THAT(fault_of({"a", "b"}), testing::HasSubstr("unexpected argument 'b'"));
    EXPECT_THAT(fault_of({"--force=1"}), testing::HasSubstr("force"));
}

TEST(ArgumentsNumber, TakesWholeNumbersInItsRangeOnly) {
    Arguments args;
    EXPECT_EQ(args.number("n", 7, 1, 9), 7);
    for (const char* bad : {"0", "10", "1.5", "", "2x", "99999999999999999999"}) {
        args.options["n"] = {bad};
        EXPECT_THROW((void)args.number("n", 7, 1, 9), UsageError) << bad;
    }
    args.options["n"] = {"9"};
    EXPECT_EQ(args.number("n", 7, 1, 9), 9);
}

TEST(CommandHelp, ShowsEveryOptionOfEveryCommand) {
    for (const Command& command : commands()) {
        const std::string page = help(command);
        EXPECT_THAT(page, testing::HasSubstr(command.example));
        for (const OptionRow& row : command.options) EXPECT_THAT(page, testing::HasSubstr("--" + std::string{row.name}));
    }
}

}  // namespace
}  // namespace sunder::cli
