// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sunder {

/// The text of a deck or measure and what messages call it.
struct SourceText {
    std::string file;
    std::string text;
};

enum class FileKind { deck, study, sweep };
/// "cost study", as messages call it; and "; it is a cost study: sunder cost WORD", for a word given to another command.
[[nodiscard]] std::string_view name_of(FileKind kind);
[[nodiscard]] std::string who_reads(FileKind kind, const std::string& word);

/// A deck by path; else by name: ./NAME.toml, ./scenarios/NAME.toml, then the decks built in.
/// Throws InputError: not there (with the nearest name), not a file, not readable.
[[nodiscard]] SourceText find_deck(const std::string& deck);

/// A cost study, found as a deck is, in scenarios/cost/.
[[nodiscard]] SourceText find_study(const std::string& study);
[[nodiscard]] std::vector<std::string> study_names();

/// A measure of the library: ./measures/ID.toml, ./scenarios/measures/ID.toml, then built in. False if there is none.
[[nodiscard]] bool find_measure(const std::string& id, SourceText& found);

/// A sweep, found as a deck is, in sweeps/ and scenarios/sweeps/.
[[nodiscard]] SourceText find_sweep(const std::string& sweep);
[[nodiscard]] std::vector<std::string> sweep_names();

/// A calibration case by path; else by name: ./calibration/NAME.toml, ./scenarios/calibration/NAME.toml, then built in.
/// Throws as find_deck.
[[nodiscard]] SourceText find_calibration(const std::string& name_or_path);
[[nodiscard]] std::vector<std::string> calibration_names();

/// A file of the validation folder, claims or a deck made for them: ./scenarios/validation/NAME.toml, then built in. False
/// if there is none.
[[nodiscard]] bool find_validation(const std::string& name, SourceText& found);

}  // namespace sunder
