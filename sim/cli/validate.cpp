// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "sim/cli/command.hpp"
#include "sim/cli/interrupt.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/shelf.hpp"
#include "sim/cli/validation_pages.hpp"
#include "sim/input/fault.hpp"
#include "sim/parallel/parallel.hpp"
#include "sim/record/part_file.hpp"
#include "sim/record/record_error.hpp"
#include "sim/validation/claim_runs.hpp"

namespace sunder::cli {
namespace {

constexpr std::int64_t most_threads = 1024;

/// What was asked for: rows by id or study, else all.
class Wanted {
public:
    Wanted(const Arguments& args, const ClaimBook& book) : ids_(args.words) {
        for (const std::string& id : args.all("only")) ids_.push_back(id);
        const bool only_one = args.has("exact") != args.has("published");
        exact_ = args.has("exact") || !only_one;
        published_ = args.has("published") || !only_one;
        std::vector<std::string> known;
        for (const ExactCase& row : exact_cases()) known.emplace_back(row.id);
        for (const Claim& claim : book.claims) known.push_back(claim.id), known.push_back(claim.study);
        for (const std::string& id : ids_) {
            const bool exact = std::ranges::any_of(exact_cases(), [&](const ExactCase& row) { return meant(id, row.id); });
            if (!exact && std::ranges::find(known, id) == known.end())
                throw UsageError(
                    fmt::format("no row or study '{}'{}; see: sunder validate --list", id, did_you_mean(id, known)));
        }
    }
    [[nodiscard]] bool takes(const ExactCase& row) const {
        return exact_ &&
               (ids_.empty() || std::ranges::any_of(ids_, [&](const std::string& id) { return meant(id, row.id); }));
    }
    [[nodiscard]] bool takes(const Claim& claim) const {
        return published_ && (ids_.empty() || std::ranges::find(ids_, claim.id) != ids_.end() ||
                              std::ranges::find(ids_, claim.study) != ids_.end());
    }
    [[nodiscard]] bool all() const { return ids_.empty() && exact_ && published_; }

private:
    /// "N5" means every row of N5.
    static bool meant(const std::string& id, std::string_view row) {
        return row == id || (row.starts_with(id) && (row[id.size()] == ' ' || row[id.size()] == '/'));
    }
    std::vector<std::string> ids_;
    bool exact_ = true, published_ = true;
};

void list(const ClaimBook& book, const Wanted& wanted) {
    for (const ExactCase& row : exact_cases())
        if (wanted.takes(row)) fmt::print("{:<20} exact          {}\n", row.id, row.claim);
    for (const Claim& claim : book.claims)
        if (wanted.takes(claim)) fmt::print("{:<20} {:<14} {}\n", claim.id, claim.kind, claim.claim);
    if (!wanted.all()) return;
    for (const NotCompared& one : book.not_compared) fmt::print("{:<20} {:<14} {}\n", one.id, "not compared", one.claim);
}

ValidationTable evaluate(const ClaimBook& book, const Wanted& wanted, int n_threads) {
    ValidationTable table;
    table.complete = wanted.all();
    if (table.complete) table.not_compared = book.not_compared;
    std::vector<const ExactCase*> exact;
    for (const ExactCase& row : exact_cases())
        if (wanted.takes(row)) exact.push_back(&row);
    {
        Progress progress(static_cast<std::int32_t>(exact.size()), "exact case");
        for (std::size_t n = 0; n < exact.size() && InterruptGuard::signal() == 0; ++n) {
            progress.show(static_cast<std::int32_t>(n));
            table.exact.push_back(judge(*exact[n]));
        }
    }
    std::vector<std::size_t> places;
    for (std::size_t n = 0; n < book.claims.size(); ++n)
        if (wanted.takes(book.claims[n])) places.push_back(n);
    EconomyShelf shelf;
    Progress progress(1000, "published results, thousandths");
    const std::unique_ptr<Blocks> blocks = make_blocks(n_threads);
    const auto values = values_of_claims(
        book, places, [&shelf](const std::string& name) -> const Network& { return shelf.get(name); }, *blocks,
        [&progress](double done) {
            progress.show(static_cast<std::int32_t>(1000.0 * done));
            return InterruptGuard::signal() != 0;
        });
    for (std::size_t n = 0; n < values.size(); ++n) table.published.push_back(judge(book.claims[places[n]], values[n]));
    return table;
}

void write(const std::filesystem::path& path, const std::string& text, bool force) {
    PartFile file(path, PartFile::Kind::file, force);
    std::ofstream out(file.part(), std::ios::binary);
    out << text;
    out.close();
    if (!out) throw RecordError(path, "cannot be written");
    file.publish();
}

int run_validate(const Arguments& args) {
    const InterruptGuard guard;
    const ClaimBook book = find_claims();
    const Wanted wanted(args, book);
    if (args.has("list")) return list(book, wanted), done;
    const std::filesystem::path folder = args.text("output");
    if (!folder.empty()) std::filesystem::create_directories(folder);
    const ValidationTable table =
        evaluate(book, wanted, thread_count(static_cast<int>(args.number("threads", 0, 1, most_threads))));
    if (InterruptGuard::signal() != 0) return 128 + InterruptGuard::signal();
    if (!folder.empty())
        for (const auto& [name, text] : {std::pair<const char*, std::string>{"validation.txt", validation_text(table)},
                                         {"validation.json", validation_json(table)},
                                         {"validation.html", validation_page(table)}})
            write(folder / name, text, args.has("force"));
    if (args.has("json"))
        fmt::print("{}", validation_json(table));
    else if (args.has("markdown"))
        fmt::print("{}", validation_markdown(table));
    else
        fmt::print("{}", validation_text(table));
    const bool exact = std::ranges::all_of(table.exact, &ValidationRow::holds);
    return exact ? done : audit_failed;
}

}  // namespace

Command validate_command() {
    return {.name = "validate",
            .arguments = "[ID...] [options]",
            .summary = "is it right? exact cases, and published results beside our values, misses included",
            .details =
                "Runs the cases whose answer is known without the model, and the runs that published results are compared\n"
                "with (scenarios/validation/claims.toml). ID is a row or a study (P10, N5). A miss of a prediction stays in "
                "the\n"
                "table with a sentence on why; exit code 4 means that an exact case fails.",
            .example = "sunder validate P10 P20 --json",
            .options = {{"exact", '\0', "", "exact cases only"},
                        {"published", '\0', "", "published and observed results only"},
                        {"only", '\0', "ID", "one row or study, as the words do", true},
                        {"list", '\0', "", "say what would be run, and run nothing"},
                        {"output", 'o', "DIR", "also write validation.txt, .json and .html there"},
                        {"force", '\0', "", "replace such files"},
                        {"threads", '\0', "N", "threads (default: those of the Slurm task, else all)"},
                        {"json", '\0', "", "print as JSON"},
                        {"markdown", '\0', "", "print as Markdown (tests/published/README.md)"}},
            .least_words = 0,
            .most_words = 1000,
            .run = run_validate};
}

}  // namespace sunder::cli
