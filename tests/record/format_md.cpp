// SPDX-License-Identifier: Apache-2.0
// format_md FORMAT.md: rewrites its tables from outputs(). format_md --file OUT.h5: a file with every output and no slices.
#include <cstdio>
#include <exception>
#include <fstream>
#include <string>

#include "sim/record/result_writer.hpp"
#include "tests/record/sample.hpp"

namespace {

using namespace sunder;

constexpr std::string_view begin_mark = "<!-- begin tables -->\n", end_mark = "<!-- end tables -->\n";

int rewrite(const char* path) {
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::size_t begin = text.find(begin_mark), end = text.find(end_mark);
    if (begin == std::string::npos || end == std::string::npos || end < begin) {
        std::fprintf(stderr, "%s: has no marks around its tables\n", path);
        return 2;
    }
    const std::size_t first = begin + begin_mark.size();
    text.replace(first, end - first, format_markdown(outputs()));
    std::ofstream(path, std::ios::binary) << text;
    return 0;
}

void write_file(const char* path) {
    const RunSpec spec = sample::spec();
    ResultWriter writer({path}, sample::facts(), outputs(), sample::labels);
    writer.open(sample::network(), spec, sample::weeks(spec), sample::months(spec));
    writer.close({}, sample::decisions());
}

}  // namespace

int main(int argc, char** argv) {
    try {
        if (argc == 2) return rewrite(argv[1]);
        if (argc == 3 && std::string_view(argv[1]) == "--file") {
            write_file(argv[2]);
            return 0;
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 3;
    }
    return 2;
}
