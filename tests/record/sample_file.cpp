// SPDX-License-Identifier: Apache-2.0
// record_sample PATH: writes the sample run, for readers in other languages.
#include <cstdio>

#include "sim/record/record_error.hpp"
#include "tests/record/sample.hpp"

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    try {
        sunder::sample::write(argv[1]);
    } catch (const sunder::RecordError& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 3;
    }
    return 0;
}
