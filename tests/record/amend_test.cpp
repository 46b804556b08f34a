// SPDX-License-Identifier: Apache-2.0
#include "sim/record/amend.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "sim/record/record_error.hpp"
#include "sim/record/result_reader.hpp"
#include "tests/record/sample.hpp"

namespace sunder {
namespace {

TEST(AmendFile, AddsATextAndLeavesTheRest) {
    const sample::Folder folder;
    sample::write(folder / "run.h5");
    const ResultReader before(folder / "run.h5");
    amend_file(folder / "run.h5", "attribution", "one | two");
    amend_file(folder / "run.h5", "attribution", "three");  // replaces
    const ResultReader after(folder / "run.h5");
    EXPECT_EQ(after.attribute("attribution"), "three");
    EXPECT_EQ(after.attribute("title"), before.attribute("title"));
    EXPECT_EQ(after.read(*after.find("output"), 1), before.read(*before.find("output"), 1));
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) ++files;
    EXPECT_EQ(files, 1U);  // the copy is gone
}

TEST(AmendFile, LeavesWhatIsNoResultAsItWas) {
    const sample::Folder folder;
    std::ofstream(folder / "text.h5") << "text";
    EXPECT_THROW(amend_file(folder / "text.h5", "attribution", "x"), RecordError);
    EXPECT_EQ(std::filesystem::file_size(folder / "text.h5"), 4U);
    EXPECT_THROW(amend_file(folder / "none.h5", "attribution", "x"), RecordError);
}

}  // namespace
}  // namespace sunder
