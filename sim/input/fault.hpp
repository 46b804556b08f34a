// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sunder {

/// One fault of an input file, in the user's words.
struct Fault {
    std::string file;
    int line = 0;    ///< 1-based; 0: the file as a whole
    int column = 0;  ///< 1-based; 0: the line as a whole
    std::string message;
    bool warning = false;  ///< legal but odd: reported, not fatal
};

/// "file:line:col: error: message" (or warning), the form editors and people know.
[[nodiscard]] std::string to_string(const Fault& fault);

/// Every fault found in the input, at once. what() joins them, one a line.
class InputError : public std::runtime_error {
public:
    explicit InputError(std::vector<Fault> faults);
    [[nodiscard]] const std::vector<Fault>& faults() const noexcept { return faults_; }

private:
    std::vector<Fault> faults_;
};

/// "; did you mean 'x'?" for the nearest of `known` by edit distance, or an empty text when none is near.
[[nodiscard]] std::string did_you_mean(std::string_view found, const std::vector<std::string>& known);

}  // namespace sunder
