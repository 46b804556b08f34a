// SPDX-License-Identifier: Apache-2.0
#include "sim/report/page.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include "sim/record/part_file.hpp"
#include "sim/record/record_error.hpp"

namespace sunder {
namespace {

/// JSON stays JSON when its "<" are written as \u003c: none stands outside of a text.
std::string without_tags(std::string_view json) {
    std::string text;
    text.reserve(json.size() + 64);
    for (const char c : json) {
        if (c == '<')
            text += "\\u003c";
        else
            text += c;
    }
    return text;
}

}  // namespace

std::string compose_page(std::string_view page, std::string_view document) {
    const std::size_t at = page.find(page_data_mark);
    if (at == std::string_view::npos) throw std::logic_error("the page has no place for its data");
    std::string html{page.substr(0, at)};
    html += "<script type=\"application/json\" id=\"sunder-data\">" + without_tags(document) + "</script>";
    html += page.substr(at + page_data_mark.size());
    return html;
}

void write_page(const std::filesystem::path& path, bool force, std::string_view html) {
    PartFile part(path, PartFile::Kind::file, force);
    std::ofstream out(part.part(), std::ios::binary);
    out << html;
    out.close();
    if (!out) throw RecordError(part.target(), std::string("could not be written: ") + std::strerror(errno));
    part.publish();
}

}  // namespace sunder
