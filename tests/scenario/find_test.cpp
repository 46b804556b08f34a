// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tiny_world.hpp"

namespace sunder {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::HasSubstr;

/// An empty folder to work in, for the length of a test.
class OwnFolder : public ::testing::Test {
protected:
    void SetUp() override {
        before_ = fs::current_path();
        folder_ = fs::temp_directory_path() / ("sunder-find-" + std::to_string(::getpid()));
        fs::create_directories(folder_ / "scenarios" / "measures");
        fs::current_path(folder_);
    }
    void TearDown() override {
        fs::current_path(before_);
        fs::remove_all(folder_);
    }
    static void write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

private:
    fs::path before_, folder_;
};

std::string title_of(const std::string& deck) {
    return read_scenario(deck, {}, testing::tiny_economy).title;
}

TEST_F(OwnFolder, DecksBuiltInAreFoundFromAnywhere) {
    EXPECT_THAT(title_of("flagship"), HasSubstr("October 2022"));
    EXPECT_THAT(title_of("flagship.toml"), HasSubstr("October 2022"));
    EXPECT_THAT(deck_names(), Contains("flagship"));
    EXPECT_THAT(measure_names(), Contains("us-advanced-tools-2022"));
}

TEST_F(OwnFolder, ComesBeforeWhatIsBuiltIn) {
    write("scenarios/flagship.toml", testing::deck_with(""));
    EXPECT_EQ(title_of("flagship"), "a test");
    write("flagship.toml", "title = 'nearer'\neconomy = 'world-2021'\nstart = 2021-01-04\nend = 2022-01-03\n");
    EXPECT_EQ(title_of("flagship"), "nearer");
    EXPECT_EQ(title_of("scenarios/flagship.toml"), "a test");
}

TEST_F(OwnFolder, AddsMeasuresToTheLibrary) {
    write("scenarios/measures/mine.toml",
          "id = 'mine'\nissuer = 'USA'\nitems = 'etch_c'\neffective = 2023-01-02\naction = 'deny'\n");
    EXPECT_THAT(measure_names(), Contains("mine"));
    EXPECT_EQ(testing::faults_of(testing::deck_with("measures = ['mine']\n")), "");
    EXPECT_THAT(explain("mine"), HasSubstr("nothing may pass"));
}

TEST_F(OwnFolder, FaultsOfALibraryFileNameThatFile) {
    write("scenarios/measures/mine.toml",
          "id = 'other'\nissuer = 'USA'\nitems = 'etch_c'\neffective = 2023-01-02\naction = 'denny'\n");
    const std::string faults = testing::faults_of(testing::deck_with("measures = ['mine']\n"));
    EXPECT_THAT(faults, HasSubstr("scenarios/measures/mine.toml:1:6: error: measure.id must be the file's name, \"mine\""));
    EXPECT_THAT(faults, HasSubstr("scenarios/measures/mine.toml:5:10: error: measure.action = \"denny\""));
    write("scenarios/measures/broken.toml", "id = \n");
    EXPECT_THAT(testing::faults_of(testing::deck_with("measures = ['broken']\n")),
                HasSubstr("scenarios/measures/broken.toml:1:"));
    EXPECT_THROW(static_cast<void>(explain("broken")), InputError);
}

TEST_F(OwnFolder, SaysWhatIsNotThere) {
    const auto complaint = [](const std::string& deck) -> std::string {
        try {
            return title_of(deck);
        } catch (const InputError& error) {
            return error.what();
        }
    };
    EXPECT_EQ(complaint("flagshp"), "flagshp: error: no such deck, as a file or by name; did you mean 'flagship'?");
    EXPECT_EQ(complaint("scenarios"), "scenarios: error: is not a file");
    EXPECT_THAT(complaint("../flagship"), HasSubstr("no such deck"));
    EXPECT_THAT(testing::faults_of(testing::deck_with("measures = ['../flagship']\n")),
                HasSubstr("no measure '../flagship'"));
}

TEST(Explain, PrintsKeysSwitchesParametersAndMeasures) {
    EXPECT_EQ(explain("measure.license.share"),
              "  measure.license.share\n      number (share of baseline flow licensed), default 0, in [0, 1]\n      "
              "licensed in the long run (symbol a)\n");
    EXPECT_THAT(explain("backlog"), HasSubstr("false: unfilled orders are lost"));
    EXPECT_THAT(explain("tau_deg"), HasSubstr("number (weeks), default 60"));
    EXPECT_THAT(explain("license"), HasSubstr("measure.license.ramp_weeks"));
    const std::string dutch = explain("nl-immersion-2023");
    EXPECT_THAT(dutch, HasSubstr("NLD, following us-advanced-tools-2022"));
    EXPECT_THAT(dutch, HasSubstr("from 2023-09-01, announced 2023-01-27 (217 days' notice)"));
    EXPECT_THAT(dutch, HasSubstr("licences for 10% of the baseline flow, the first after 77 days; 60% of the items are"));
    EXPECT_THAT(dutch, HasSubstr("only plants that make fnd16, dram_adv, nand_adv"));
}

TEST(Explain, EverythingFitsATerminal) {
    const std::string text = explain("");
    std::size_t longest = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        longest = std::max(longest, end - begin);
        begin = end + 1;
    }
    EXPECT_LE(longest, 100U);
    for (const char* part : {"licence_queue", "tau_sw", "measure.exempt.until", "cn-gallium-2023"})
        EXPECT_THAT(text, HasSubstr(part));
}

TEST(Explain, UnknownNamesTheNearest) {
    try {
        static_cast<void>(explain("licence_queu"));
        FAIL();
    } catch (const InputError& error) {
        EXPECT_STREQ(error.what(),
                     "licence_queu: error: no such key, switch, parameter or measure; did you mean 'licence_queue'?");
    }
}

}  // namespace
}  // namespace sunder
