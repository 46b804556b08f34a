// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <cstring>

#include "sim/record/record_error.hpp"
#include "sim/report/packed.hpp"
#include "sim/report/page.hpp"
#include "tests/record/sample.hpp"

namespace sunder {
namespace {

std::string base64_of(std::string_view text) {
    return base64(std::as_bytes(std::span(text)));
}

TEST(Base64, GivesTheValuesOfRfc4648) {
    EXPECT_EQ(base64_of(""), "");
    EXPECT_EQ(base64_of("f"), "Zg==");
    EXPECT_EQ(base64_of("fo"), "Zm8=");
    EXPECT_EQ(base64_of("foo"), "Zm9v");
    EXPECT_EQ(base64_of("foobar"), "Zm9vYmFy");
}

TEST(Packed, IsAZlibStreamAndNothingForNothing) {
    EXPECT_EQ(packed({}), "");
    const std::array<float, 2> values{1.0F, -2.5F};
    EXPECT_EQ(packed(values).substr(0, 1), "e");  // 0x78, the first byte of a zlib stream, is 011110 00...
}

TEST(ComposePage, PutsTheDocumentWhereTheMarkIsAndEscapesEveryTag) {
    const std::string page = "<body><!--sunder:data--><script>1</script></body>";
    EXPECT_EQ(compose_page(page, R"({"title":"</script><b>"})"),
              R"(<body><script type="application/json" id="sunder-data">{"title":"\u003c/script>\u003cb>"}</script>)"
              "<script>1</script></body>");
    EXPECT_THROW((void)compose_page("<body></body>", "{}"), std::logic_error);
}

TEST(WritePage, KeepsWhatExistsUnlessForced) {
    const sample::Folder folder;
    write_page(folder / "page.html", false, "one");
    EXPECT_THROW(write_page(folder / "page.html", false, "two"), RecordError);
    write_page(folder / "page.html", true, "three");
    EXPECT_EQ(folder.names(), std::vector<std::string>{"page.html"});
}

}  // namespace
}  // namespace sunder
