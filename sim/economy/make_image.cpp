// SPDX-License-Identifier: Apache-2.0
// Build step: tables of an economy -> checked binary image. Says on stderr what it built, and what is legal but odd.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>

#include "sim/core/image.hpp"
#include "sim/economy/build.hpp"

namespace {

void write_file(const char* path, const std::vector<std::byte>& bytes) {
    std::ofstream out(path, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error(std::string{path} + ": cannot be written");
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 3) return std::fputs("use: make_image FOLDER IMAGE\n", stderr), 2;
    const std::filesystem::path folder = std::filesystem::path(argv[1]).lexically_normal();
    std::vector<sunder::Fault> warnings;
    sunder::BuildReport report;
    const sunder::Network network = sunder::build_from_tables(sunder::read_table_files(folder), folder.filename().string(),
                                                              folder.string(), sunder::LinkRules{}, &warnings, &report);
    for (const sunder::Fault& warning : warnings) std::fprintf(stderr, "%s\n", sunder::to_string(warning).c_str());
    const auto image = sunder::write_image(network);
    write_file(argv[2], image);
    std::fprintf(stderr, "%s: %d units, %d slots, %d links, %d final agents, %zu bytes, closing error %.1e\n",
                 network.name.c_str(), network.units(), network.slots(), network.links(), network.finals(), image.size(),
                 report.closing_error);
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
}
