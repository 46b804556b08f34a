// SPDX-License-Identifier: Apache-2.0
// record_sample PATH: writes the sample run, for readers in other languages. record_sample --read PATH: opens it again.
#include <cstdio>
#include <string_view>

#include "sim/record/record_error.hpp"
#include "sim/record/result_reader.hpp"
#include "tests/record/sample.hpp"

int main(int argc, char** argv) {
    try {
        if (argc == 2) {
            sunder::sample::write(argv[1]);
            return 0;
        }
        if (argc == 3 && std::string_view(argv[1]) == "--read") {
            const sunder::ResultReader file(argv[2]);
            std::printf("%zu variables\n", file.variables().size());
            return 0;
        }
    } catch (const sunder::RecordError& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 3;
    }
    return 2;
}
