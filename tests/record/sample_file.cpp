// SPDX-License-Identifier: Apache-2.0
// record_sample PATH: writes the sample run, for readers in other languages. record_sample --read PATH: opens it again.
// record_sample --script PATH: the same without rules and decisions. record_sample --decisions: prints those of the core.
#include <cstdio>
#include <string_view>

#include "sim/record/record_error.hpp"
#include "sim/record/result_reader.hpp"
#include "tests/record/sample.hpp"

namespace {

/// One a line, numbers in full.
int print_decisions() {
    for (const sunder::Decision& d : sunder::sample::decisions())
        std::printf("%d %d %d %d %d %d %d %.17g %.17g %.17g %.17g\n", d.day, d.effective, d.lane, d.country, d.measure,
                    static_cast<int>(d.kind), static_cast<int>(d.cause), d.loss_index, d.sector_index, d.threshold,
                    d.compliance);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        if (argc == 2 && std::string_view(argv[1]) == "--decisions") return print_decisions();
        if (argc == 2) {
            sunder::sample::write(argv[1]);
            return 0;
        }
        if (argc == 3 && std::string_view(argv[1]) == "--script") {
            sunder::RunSpec spec = sunder::sample::spec();
            spec.lanes[1].rules.clear();
            sunder::ResultWriter writer({argv[2]}, sunder::sample::facts(), sunder::sample::outputs(),
                                        sunder::sample::labels);
            sunder::sample::play(writer, spec);
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
