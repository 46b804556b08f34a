// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/program.hpp"

int main(int argc, char** argv) {
    return sunder::cli::program({argv + 1, argv + argc});
}
