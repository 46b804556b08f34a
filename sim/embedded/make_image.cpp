// SPDX-License-Identifier: Apache-2.0
// Build step: tables of an economy -> checked binary image.
#include <cstdio>
#include <exception>
#include <fstream>

#include "sim/core/image.hpp"
#include "sim/economy/economy.hpp"

int main(int argc, char** argv) try {
    if (argc != 3) return std::fputs("use: make_image FOLDER IMAGE\n", stderr), 2;
    const auto image = sunder::write_image(sunder::build_economy(argv[1]));
    std::ofstream out(argv[2], std::ios::binary);
    out.write(reinterpret_cast<const char*>(image.data()), static_cast<std::streamsize>(image.size()));
    return out.flush() ? 0 : 3;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
}
