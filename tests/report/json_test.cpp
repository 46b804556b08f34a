// SPDX-License-Identifier: Apache-2.0
#include "sim/report/json.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace sunder {
namespace {

TEST(JsonWriter, PutsCommasWhereTheyBelong) {
    JsonWriter json;
    json.begin_object().key("a").begin_array().value(1).value(2).end_array().key("b").begin_object().end_object();
    json.key("c").begin_array().begin_object().key("d").value("e").end_object().begin_array().end_array().end_array();
    EXPECT_EQ(json.end_object().text(), R"({"a":[1,2],"b":{},"c":[{"d":"e"},[]]})");
}

TEST(JsonWriter, EscapesQuotesBackslashesAndControlCharacters) {
    EXPECT_EQ(JsonWriter{}.value("a\"b\\c\nd\x01é").text(), R"("a\"b\\c\u000ad\u0001é")");
}

TEST(JsonWriter, WritesNumbersShortestAndTheMissingAsNull) {
    JsonWriter json;
    json.begin_array().value(0.1).value(-0.25).value(1e300).value(std::numeric_limits<double>::quiet_NaN());
    json.value(std::numeric_limits<double>::infinity());
    EXPECT_EQ(json.end_array().text(), "[0.1,-0.25,1e+300,null,null]");
}

}  // namespace
}  // namespace sunder
