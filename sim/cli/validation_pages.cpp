// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/validation_pages.hpp"

#include <fmt/format.h>

#include "sim/report/json.hpp"

namespace sunder::cli {
namespace {

constexpr std::size_t width = 112;

/// Words in lines of at most `width` columns, each behind `margin` blanks.
std::string wrapped(std::string_view text, std::size_t margin) {
    std::string result, line(margin, ' ');
    const std::size_t empty = line.size();
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (line.size() > empty && line.size() + 1 + end > width) {
            result += line + '\n';
            line.resize(empty);
        }
        if (line.size() > empty) line += ' ';
        line += text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result + line + '\n';
}

void write_rows(JsonWriter& json, const char* key, const std::vector<ValidationRow>& rows) {
    json.key(key).begin_array();
    for (const ValidationRow& row : rows) {
        json.begin_object().key("id").value(row.id).key("study").value(row.study).key("claim").value(row.claim);
        json.key("source").value(row.source).key("status").value(row.status).key("kind").value(row.kind);
        json.key("published").value(row.published).key("ours").value(row.ours).key("values").begin_array();
        for (const double x : row.values) json.value(x);
        json.end_array().key("holds").boolean(row.holds).key("verdict").value(row.verdict);
        json.key("why").value(row.why).key("note").value(row.note).end_object();
    }
    json.end_array();
}

/// Text for a cell of a Markdown table.
std::string cell(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '|' || c == '<' || c == '`') result += '\\';
        result += c == '\n' ? ' ' : c;
    }
    return result;
}

std::string reason(const ValidationRow& row) {
    return row.why + (row.why.empty() || row.note.empty() ? "" : " ") + row.note;
}

void html_rows(const std::vector<ValidationRow>& rows, std::string& text) {
    for (const ValidationRow& row : rows) {
        text += fmt::format("<tr class=\"{}\"><td>{}</td><td>{}</td><td>{}</td><td>{}</td>", row.holds ? "holds" : "miss",
                            escaped_html(row.id), escaped_html(row.claim), escaped_html(row.source), escaped_html(row.kind));
        text += fmt::format("<td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", escaped_html(row.published),
                            escaped_html(row.ours), escaped_html(row.verdict), escaped_html(reason(row)));
    }
}

}  // namespace

std::string validation_text(const ValidationTable& table) {
    std::string text;
    if (!table.exact.empty()) text += "Exact cases: largest error, and what is allowed\n";
    for (const ValidationRow& row : table.exact) {
        text += fmt::format("  {:<6} {:<26} {:>8} {:>9}  ", row.holds ? "holds" : "FAILS", row.id, row.ours, row.published);
        text += row.holds ? row.source + '\n' : row.verdict + '\n';
        text += wrapped(row.claim, 9);
    }
    if (!table.published.empty()) text += fmt::format("{}Published and observed: theirs, ours\n", text.empty() ? "" : "\n");
    for (const ValidationRow& row : table.published) {
        text += fmt::format("  {:<6} {:<18} {:<14} {} | {} | {}\n", row.holds ? "holds" : "MISS", row.id, row.kind,
                            row.published, row.ours, row.verdict);
        text += wrapped(fmt::format("{} ({}; {})", row.claim, row.source, row.status), 9);
        if (!reason(row).empty()) text += wrapped((row.holds ? "note: " : "why: ") + reason(row), 9);
    }
    if (!table.not_compared.empty()) text += "\nNot compared, and why\n";
    for (const NotCompared& one : table.not_compared)
        text += wrapped(fmt::format("{} {} ({}): {}", one.id, one.claim, one.source, one.why), 2);
    return text + '\n' + summary(table) + '\n';
}

std::string validation_json(const ValidationTable& table) {
    JsonWriter json;
    json.begin_object().key("summary").value(summary(table));
    write_rows(json, "exact", table.exact);
    write_rows(json, "published", table.published);
    json.key("not_compared").begin_array();
    for (const NotCompared& one : table.not_compared)
        json.begin_object()
            .key("id")
            .value(one.id)
            .key("claim")
            .value(one.claim)
            .key("source")
            .value(one.source)
            .key("why")
            .value(one.why)
            .end_object();
    return json.end_array().end_object().text() + '\n';
}

std::string validation_markdown(const ValidationTable& table) {
    std::string text =
        "# Is it right?\n\nMade by `sunder validate --markdown`, compared by a test. " + summary(table) +
        "\n\n**Kinds.** exact: known without the model, allowed error stated. predicted: nothing in the model was fitted to "
        "this number.\nfitted: a parameter was. assumed input: stands in the tables of the base year. Published results are "
        "those of other models and\nobservers; a sentence stands behind every miss.\n\n## Exact cases\n\n"
        "| id | claim | source | agrees | verdict |\n|---|---|---|---|---|\n";
    for (const ValidationRow& row : table.exact)
        text += fmt::format("| {} | {} | {} | {} | {} |\n", cell(row.id), cell(row.claim), cell(row.source),
                            cell(row.published), cell(row.verdict));
    text +=
        "\n## Published and observed\n\n| id | claim | source | kind | theirs | ours | verdict | why, and notes |\n"
        "|---|---|---|---|---|---|---|---|\n";
    for (const ValidationRow& row : table.published)
        text += fmt::format("| {} | {} | {} ({}) | {} | {} | {} | {} | {} |\n", cell(row.id), cell(row.claim),
                            cell(row.source), cell(row.status), cell(row.kind), cell(row.published), cell(row.ours),
                            row.holds ? cell(row.verdict) : "**" + cell(row.verdict) + "**", cell(reason(row)));
    text += "\n## Not compared, and why\n\n";
    for (const NotCompared& one : table.not_compared)
        text += fmt::format("* **{}** {} ({}): {}\n", cell(one.id), cell(one.claim), cell(one.source), cell(one.why));
    return text;
}

std::string escaped_html(std::string_view text) {
    std::string result;
    for (const char c : text) switch (c) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '"':
                result += "&quot;";
                break;
            case '\'':
                result += "&#39;";
                break;
            default:
                result += c;
        }
    return result;
}

std::string validation_fragment(const ValidationTable& table) {
    std::string text = fmt::format("<section class=\"validation\">\n<h2>Is it right?</h2>\n<p>{}</p>\n<table>\n<thead><tr>",
                                   escaped_html(summary(table)));
    for (const char* head : {"id", "claim", "source", "kind", "theirs", "ours", "verdict", "why, and notes"})
        text += fmt::format("<th>{}</th>", head);
    text += "</tr></thead>\n<tbody>\n";
    html_rows(table.exact, text);
    html_rows(table.published, text);
    text += "</tbody>\n</table>\n<h3>Not compared, and why</h3>\n<ul>\n";
    for (const NotCompared& one : table.not_compared)
        text += fmt::format("<li><b>{}</b> {} ({}): {}</li>\n", escaped_html(one.id), escaped_html(one.claim),
                            escaped_html(one.source), escaped_html(one.why));
    return text + "</ul>\n</section>\n";
}

std::string validation_page(const ValidationTable& table) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width\">\n<title>sunder: is it right?</title>\n"
           "<style>body{font:15px/1.4 sans-serif;margin:2em;max-width:90em}table{border-collapse:collapse}"
           "td,th{border:1px solid #bbb;padding:.3em .5em;text-align:left;vertical-align:top}"
           "tr.miss td:nth-child(7){font-weight:bold;background:#fbe3d6}</style>\n</head>\n<body>\n" +
           validation_fragment(table) + "</body>\n</html>\n";
}

}  // namespace sunder::cli
