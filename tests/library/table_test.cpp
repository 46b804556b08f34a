// SPDX-License-Identifier: Apache-2.0
// The table of measures names every row of the list, every file of the library, and what each claims.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "article.hpp"
#include "sim/core/sink.hpp"

namespace sunder {
namespace {

using tests::article_rows;
using tests::ArticleRow;

/// M01 to M65 (M20 in five parts) and X01 to X13.
std::set<std::string> expected_ids() {
    std::set<std::string> ids;
    const auto add = [&ids](char letter, int from, int to) {
        for (int n = from; n <= to; ++n) ids.insert(letter + std::string(n < 10 ? "0" : "") + std::to_string(n));
    };
    add('M', 1, 19);
    add('M', 21, 65);
    add('X', 1, 13);
    for (const char part : {'a', 'b', 'c', 'd', 'e'}) ids.insert(std::string("M20") + part);
    return ids;
}

TEST(ArticleTable, HasEveryMeasureAndNoOther) {
    std::set<std::string> seen;
    for (const ArticleRow& row : article_rows()) seen.insert(row.id);
    EXPECT_EQ(seen, expected_ids());
}

TEST(ArticleTable, NamesDateActorSectionSourceAndStatusOfEach) {
    for (const ArticleRow& row : article_rows())
        for (const std::string* cell : {&row.date, &row.actor, &row.article, &row.kind, &row.source, &row.status})
            EXPECT_FALSE(cell->empty()) << row.id << ", line " << row.line;
}

TEST(ArticleTable, KindsSayWhatARowMustHave) {
    const std::set<std::string> with_file{"measure", "body", "doctrine", "response"}, without{"figure", "mechanism"};
    for (const ArticleRow& row : article_rows()) {
        SCOPED_TRACE(row.id + ", line " + std::to_string(row.line));
        ASSERT_TRUE(with_file.count(row.kind) + without.count(row.kind) == 1) << row.kind;
        if (with_file.count(row.kind) != 0) {
            EXPECT_FALSE(row.files.empty());
        }
        if (row.kind == "body") {
            EXPECT_EQ(row.sign, "0");  // information and belief only
        }
        EXPECT_EQ(row.sign.empty(), row.files.empty()) << "an entry with a file claims an effect, or none at all (0)";
        if (row.files.empty()) {
            EXPECT_FALSE(row.note.empty()) << "a row without a file says what tests it";
        }
    }
}

TEST(ArticleTable, EffectsNameAnOutputThatExistsInItsUnit) {
    for (const ArticleRow& row : article_rows()) {
        SCOPED_TRACE(row.id + ", line " + std::to_string(row.line));
        if (row.sign == "+" || row.sign == "-") {
            const auto known = outputs();
            const auto at =
                std::find_if(known.begin(), known.end(), [&](const OutputInfo& o) { return o.name == row.variable; });
            ASSERT_NE(at, known.end()) << row.variable;
            EXPECT_EQ(row.unit, at->unit);
        } else {
            EXPECT_TRUE(row.variable.empty() && row.good.empty() && row.place.empty());
        }
    }
}

TEST(ArticleTable, NamesEveryFileOfTheLibraryAndNoOther) {
    std::set<std::string> named, there;
    for (const ArticleRow& row : article_rows()) named.insert(row.files.begin(), row.files.end());
    for (const auto& entry : std::filesystem::directory_iterator(SUNDER_SOURCE_DIR "/scenarios/measures"))
        if (entry.path().extension() == ".toml") there.insert(entry.path().stem().string());
    EXPECT_EQ(named, there);
}

TEST(ArticleTable, EveryFileTellsItsSourceStatusSectionAndRange) {
    for (const auto& entry : std::filesystem::directory_iterator(SUNDER_SOURCE_DIR "/scenarios/measures")) {
        if (entry.path().extension() != ".toml") continue;
        std::ifstream file(entry.path());
        std::set<std::string> keys;
        for (std::string line; std::getline(file, line);)
            if (const auto blank = line.find_first_of(" =");
                blank != std::string::npos && line.find("= \"\"") == std::string::npos)
                keys.insert(line.substr(0, blank));
        for (const char* key : {"source", "status", "article", "default_range", "effective"})
            EXPECT_EQ(keys.count(key), 1U) << entry.path().filename() << ": " << key;
    }
}

}  // namespace
}  // namespace sunder
