// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "sim/cli/command.hpp"
#include "sim/embedded/embedded.hpp"
#include "sim/record/record_error.hpp"
#include "sim/report/document.hpp"
#include "sim/report/page.hpp"

namespace sunder::cli {
namespace {

int make_report(const Arguments& args) {
    const std::filesystem::path result = args.words.front();
    if (args.has("json")) return fmt::print("{}\n", page_document(result)), done;
    const std::string_view page = embedded_file("page/page.html");
    if (page.empty())
        throw RecordError(result,
                          "no page: this program was built without node and npm, or without network; install nodejs "
                          "and npm and build again (--json prints the page's data)");
    std::filesystem::path target = args.text("output");
    if (target.empty()) {
        target = result.has_filename() ? result.filename() : result.parent_path().filename();
        target.replace_extension(".html");
    }
    write_page(target, args.has("force"), compose_page(page, page_document(result)));
    fmt::print("{}\n", target.string());
    return done;
}

}  // namespace

Command report_command() {
    return {
        .name = "report",
        .arguments = "OUT.h5|DIR [-o PAGE.html]",
        .summary = "one page to look at: charts, flows, who gains, in a browser and without network",
        .details =
            "Makes one HTML file of the result of a run, of a cost study or of a sweep (its folder). It holds everything:\n"
            "data, charts, tables, English and Chinese, downloads as CSV, SVG and zip; it asks no server for anything.",
        .example = "sunder report flagship.h5 -o flagship.html",
        .options = {{"output", 'o', "PAGE.html", "the page (default: the result's name with .html, in the current folder)"},
                    {"force", '\0', "", "replace an existing page"},
                    {"json", '\0', "", "print the data of the page as JSON instead"}},
        .least_words = 1,
        .most_words = 1,
        .run = make_report};
}

}  // namespace sunder::cli
