// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "sim/calibration/result.hpp"
#include "sim/economy/economy.hpp"

namespace sunder::tests {
namespace {

namespace fs = std::filesystem;
const fs::path calibration_folder = fs::path(SUNDER_SOURCE_DIR) / "scenarios/calibration";

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Cases by name, each with its result.
std::vector<std::pair<CalibrationCase, CalibrationResult>> shipped() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(calibration_folder))
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<std::pair<CalibrationCase, CalibrationResult>> list;
    for (const fs::path& file : files) {
        const fs::path result = calibration_folder / "results" / file.filename();
        list.emplace_back(read_case(file.string()), read_result_text(text_of(result), result.string()));
    }
    return list;
}

TEST(CalibrationPage, IsTheOneThatTheCasesAndResultsMake) {
    const auto calibrations = shipped();
    ASSERT_FALSE(calibrations.empty());
    for (const auto& [calibration, result] : calibrations) {
        EXPECT_EQ(result.name, calibration.name);
        EXPECT_NO_THROW((void)fitted_places(calibration, result)) << calibration.name;
    }
    const std::string page = calibration_page(calibrations) + "\n" + text_of(calibration_folder / "scope.md");
    if (std::getenv("SUNDER_REGENERATE") != nullptr) std::ofstream(calibration_folder / "README.md") << page;
    EXPECT_EQ(text_of(calibration_folder / "README.md"), page);
}

TEST(CalibrationPage, SaysWhatIsOnABoundAndWhatNoDrawReaches) {
    auto [calibration, result] = shipped().front();
    result.parameters[0].on_bound = true;
    result.moments[0].nearest = 7.5;
    const std::string page = calibration_page({{calibration, result}});
    EXPECT_THAT(page, testing::HasSubstr("`" + calibration.free[0].name + "` ends on a bound"));
    EXPECT_THAT(page, testing::HasSubstr(calibration.moments[0].id + ": no draw comes nearer than 7.5 standard errors"));
}

TEST(CalibrationResultFile, ReadsBackWhatItWrote) {
    const CalibrationResult result = shipped().front().second;
    const CalibrationResult again = read_result_text(result_toml(result), "r.toml");
    EXPECT_EQ(result_toml(again), result_toml(result));
    EXPECT_EQ(again.parameters.at(0).fitted, result.parameters.at(0).fitted);
    EXPECT_EQ(again.variants.size(), result.variants.size());
}

TEST(CalibrationResultFile, IsRefusedForAnotherVersionOfItsCase) {
    auto [calibration, result] = shipped().front();
    result.moments.at(0).id += "x";
    EXPECT_THROW((void)fitted_places(calibration, result), InputError);
}

// A change of the model or of its tables moves what was fitted: calibrate anew, or say why not.
TEST(CalibrationResultFile, IsWhatTheModelSaysOfGalliumToday) {
    const CalibrationCase calibration = read_case((calibration_folder / "gallium.toml").string());
    const fs::path file = calibration_folder / "results/gallium.toml";
    const CalibrationResult result = read_result_text(text_of(file), file.string());
    const Network network = find_economy("world-2021");
    const CaseRuns runs(calibration, [&network](const std::string&) -> const Network& { return network; });
    const std::vector<double> values = runs.values({fitted_places(calibration, result), {}});
    for (std::size_t m = 0; m < values.size(); ++m)  // a tenth of what the observation itself is uncertain by
        EXPECT_NEAR(values[m], result.moments[m].after, 0.1 * calibration.moments[m].error) << calibration.moments[m].id;
}

}  // namespace
}  // namespace sunder::tests
