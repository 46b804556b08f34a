// SPDX-License-Identifier: Apache-2.0
#include "sim/record/memory_sink.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "sim/record/tee_sink.hpp"
#include "tests/record/sample.hpp"

namespace sunder {
namespace {

TEST(MemorySink, KeepsTheChosenVariablesByLaneIndexAndCell) {
    MemorySink sink({"price_index", "trade_value"}, sample::outputs(), sample::labels);
    sample::play(sink);
    EXPECT_TRUE(sink.closed());
    const MemorySink::Series& trade = sink.series("trade_value");
    ASSERT_EQ(trade.values.size(), 2u);
    EXPECT_EQ(trade.values[1].size(), sink.days(Frequency::monthly).size());
    EXPECT_EQ(trade.values[1][2][30], sample::value(5, 1, 2, 30));
    // Good 1, exporter 台積電 (2), importer AAA (0): (1 * 3 + 2) * 3 + 0 = 15.
    const std::size_t cell = trade.cell(std::array<std::string_view, 3>{"good1", "台積電", "AAA"});
    EXPECT_EQ(cell, 15u);
    EXPECT_EQ(trade.over_time(0, cell).at(4), sample::value(5, 0, 4, 15));
    EXPECT_EQ(sink.audit().size(), 1u);
    EXPECT_EQ(sink.decisions().size(), 3u);
}

TEST(MemorySink, NamesWhatIsUnknown) {
    EXPECT_THROW(MemorySink({"prise_index"}, sample::outputs(), sample::labels), std::invalid_argument);
    MemorySink sink({"output"}, sample::outputs(), sample::labels);
    sample::play(sink);
    EXPECT_THROW((void)sink.series("price_index"), std::out_of_range);
    EXPECT_THROW((void)sink.series("output").cell(std::array<std::string_view, 2>{"AAA", "good9"}), std::out_of_range);
}

TEST(MemorySink, SlicesThatNeverCameAreNaN) {
    MemorySink sink({"output"}, sample::outputs(), sample::labels);
    const RunSpec spec = sample::spec(3);
    sink.open(sample::network(), spec, sample::weeks(spec), sample::months(spec));
    sink.put(0, 0, 1, std::vector<double>(12, 4.0));
    const std::vector<double> path = sink.series("output").over_time(0, 0);
    EXPECT_TRUE(std::isnan(path[0]));
    EXPECT_EQ(path[1], 4.0);
}

TEST(TeeSink, EverySinkGetsEverything) {
    MemorySink one({"output"}, sample::outputs(), sample::labels), two({"output"}, sample::outputs(), sample::labels);
    TeeSink tee({&one, &two});
    sample::play(tee);
    EXPECT_TRUE(one.closed() && two.closed());
    EXPECT_EQ(two.decisions().size(), 3u);
    EXPECT_EQ(one.series("output").values, two.series("output").values);
    EXPECT_EQ(one.series("output").values[1][59][3], sample::value(0, 1, 59, 3));
}

}  // namespace
}  // namespace sunder
