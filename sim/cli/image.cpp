// SPDX-License-Identifier: Apache-2.0
#include "sim/core/image.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "sim/cli/command.hpp"
#include "sim/economy/economy.hpp"
#include "sim/record/part_file.hpp"
#include "sim/record/record_error.hpp"

namespace sunder::cli {
namespace {

Network load(const std::string& economy) {
    if (!std::filesystem::is_directory(economy)) return find_economy(economy);
    std::vector<Fault> warnings;
    Network network = build_economy(economy, &warnings);
    for (const Fault& warning : warnings) fmt::print(stderr, "{}\n", to_string(warning));
    return network;
}

int write(const Arguments& args) {
    if (!args.has("output")) throw UsageError("-o F.bin is missing");
    PartFile file(args.text("output"), PartFile::Kind::file, args.has("force"));
    const std::vector<std::byte> image = write_image(load(args.words.front()));
    std::ofstream out(file.part(), std::ios::binary);
    out.write(reinterpret_cast<const char*>(image.data()), static_cast<std::streamsize>(image.size()));
    out.close();
    if (!out) throw RecordError(file.target(), "could not be written");
    file.publish();
    fmt::print("{}: {} bytes, hash {}\n", args.text("output"), image.size(), image_hash(image));
    return done;
}

}  // namespace

Command image_command() {
    return {.name = "image",
            .arguments = "ECONOMY -o F.bin [--force]",
            .summary = "checked binary image of an economy",
            .details =
                "ECONOMY is a name (see: sunder list economies) or a folder of tables. The tables are checked and balanced "
                "as on\n"
                "reading; the image is the same on every machine and carries a hash.",
            .example = "sunder image scenarios/economies/mini -o mini.bin",
            .options = {{"output", 'o', "F.bin", "where to"}, {"force", '\0', "", "replace an existing file"}},
            .least_words = 1,
            .most_words = 1,
            .run = write};
}

}  // namespace sunder::cli
