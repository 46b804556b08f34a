// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sunder {

/// Writes one JSON document, key by key; commas and escapes are its business. NaN and infinities become null.
class JsonWriter {
public:
    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return shut('}'); }
    JsonWriter& begin_array() { return open('['); }
    JsonWriter& end_array() { return shut(']'); }
    JsonWriter& key(std::string_view name);
    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view{text}); }
    JsonWriter& value(double number);  ///< shortest text that reads back as the same number
    JsonWriter& value(std::int64_t number);
    JsonWriter& boolean(bool flag);
    JsonWriter& value(int number) { return value(std::int64_t{number}); }
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

private:
    JsonWriter& open(char bracket);
    JsonWriter& shut(char bracket);
    void separate();
    std::string text_;
    bool first_ = true;  ///< nothing yet in the innermost object or array
};

}  // namespace sunder
