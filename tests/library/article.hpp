// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace sunder::tests {

/// One row of scenarios/measures/article.csv: a measure of the article (or beyond it) and one effect that it claims.
struct ArticleRow {
    std::string id;                  ///< "M20a"
    std::vector<std::string> files;  ///< measures of the library, put in force together; empty for figures and mechanisms
    std::string date, actor, article, kind;
    std::string variable, good, place;  ///< output and cell; place is a country, "A>B" or "A>*" (all but A)
    std::string sign;                   ///< "+", "-", "0" (no flow may move) or empty (no effect claimed)
    std::string override;               ///< keys of the measure changed for the test, "key = value; ..."
    std::string unit, year, source, status, note;
    int line = 0;
};

/// All rows of the table. Throws std::runtime_error with every fault of the file.
[[nodiscard]] std::vector<ArticleRow> article_rows();

}  // namespace sunder::tests
