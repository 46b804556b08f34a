// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sim/validation/verdict.hpp"

namespace sunder::cli {

// The table of `sunder validate` in four forms; nothing in them depends on the clock, the host or the number of threads.

/// For a terminal, at most 120 columns where the texts allow it.
[[nodiscard]] std::string validation_text(const ValidationTable& table);
[[nodiscard]] std::string validation_json(const ValidationTable& table);
/// tests/published/README.md. Errors of exact cases are left out: their last digits belong to the machine.
[[nodiscard]] std::string validation_markdown(const ValidationTable& table);
/// A <section> to stand in a report; needs no script and no style of its own.
[[nodiscard]] std::string validation_fragment(const ValidationTable& table);
/// The same as a page of its own.
[[nodiscard]] std::string validation_page(const ValidationTable& table);

/// Text made harmless inside an element or a quoted attribute.
[[nodiscard]] std::string escaped_html(std::string_view text);

}  // namespace sunder::cli
