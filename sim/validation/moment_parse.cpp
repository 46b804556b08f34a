// SPDX-License-Identifier: Apache-2.0
// The grammar of moments: recursive descent, one function per rule.
#include <fmt/format.h>

#include <array>
#include <cctype>
#include <utility>

#include "sim/input/text.hpp"
#include "sim/validation/moment.hpp"

namespace sunder {
namespace {

using Op = Moment::Op;

struct Period {
    Day from = 0, to = 0;
};

struct FunctionName {
    std::string_view name;
    Op op;
    int operands;
};
constexpr std::array function_names{FunctionName{"log", Op::log, 1},       FunctionName{"abs", Op::abs, 1},
                                    FunctionName{"effect", Op::effect, 1}, FunctionName{"gap", Op::gap, 1},
                                    FunctionName{"min", Op::min, 2},       FunctionName{"max", Op::max, 2}};

/// Ends the parse; the place is an offset in the text.
struct Stop {
    std::size_t at;
    std::string message;
};

std::optional<int> digits(std::string_view text) {
    if (text.empty() || text.size() > 4) return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = 10 * value + (c - '0');
    }
    return value;
}

/// 2023, 2023q2, 2023-07 or 2023-07-04: first and last day.
std::optional<Period> period_of(std::string_view text) {
    using namespace std::chrono;
    const auto y = digits(text.substr(0, 4));
    if (text.size() < 4 || !y) return std::nullopt;
    const auto span = [&](unsigned first, unsigned months_long) {
        const year_month begin = year{*y} / month{first};
        return Period{to_day(begin / 1), to_day(year_month_day{sys_days{(begin + months{months_long}) / 1} - days{1}})};
    };
    if (text.size() == 4) return span(1, 12);
    const auto part = digits(text.substr(5, text[4] == 'q' ? 1 : 2));
    if (!part || *part < 1) return std::nullopt;
    const auto number = static_cast<unsigned>(*part);
    if (text[4] == 'q') return text.size() == 6 && number <= 4 ? std::optional(span(3 * number - 2, 3)) : std::nullopt;
    if (text[4] != '-' || number > 12) return std::nullopt;
    if (text.size() == 7) return span(number, 1);
    const auto d = digits(text.substr(8));
    if (text.size() != 10 || text[7] != '-' || !d) return std::nullopt;
    const year_month_day date{year{*y}, month{number}, day{static_cast<unsigned>(*d)}};
    return date.ok() ? std::optional(Period{to_day(date), to_day(date)}) : std::nullopt;
}

class Parser {
public:
    Parser(std::string_view text, std::vector<Moment::Node>& nodes, std::vector<Reading>& readings)
        : text_(text), nodes_(nodes), readings_(readings) {}

    void whole() {
        sum();
        if (peek() != '\0') throw Stop{at_, fmt::format("'{}' is not expected here", text_.substr(at_, 1))};
    }

private:
    char peek() {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    bool take(char c) { return peek() == c && ++at_ > 0; }
    void expect(char c, std::string_view after) {
        if (!take(c)) throw Stop{at_, fmt::format("'{}' is expected after {}", c, after)};
    }
    std::string_view while_in(bool (*belongs)(char)) {
        peek();
        const std::size_t from = at_;
        while (at_ < text_.size() && belongs(text_[at_])) ++at_;
        return text_.substr(from, at_ - from);
    }
    std::string_view word() {
        return while_in([](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; });
    }
    std::size_t push(Op op, std::size_t a, std::size_t b = 0, double number = 0.0) {
        if (nodes_.size() >= 1000) throw Stop{at_, "too long"};
        nodes_.push_back({op, a, b, number});
        return nodes_.size() - 1;
    }

    std::size_t sum() {
        std::size_t left = product();
        for (char c = peek(); c == '+' || c == '-'; c = peek()) {
            ++at_;
            const std::size_t right = product();
            left = push(c == '+' ? Op::add : Op::subtract, left, right);
        }
        return left;
    }
    std::size_t product() {
        std::size_t left = single();
        for (char c = peek(); c == '*' || c == '/'; c = peek()) {
            ++at_;
            const std::size_t right = single();
            left = push(c == '*' ? Op::multiply : Op::divide, left, right);
        }
        return left;
    }
    std::size_t single() {
        const char c = peek();
        if (++depth_ > 100) throw Stop{at_, "nested too deeply"};
        std::size_t node = 0;
        if (take('-')) {
            node = push(Op::negate, single());
        } else if (take('(')) {
            node = sum();
            expect(')', "an expression in brackets");
        } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            node = number();
        } else if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
            node = named();
        } else {
            throw Stop{at_, "a number, an output of the run or '(' is expected"};
        }
        --depth_;
        return node;
    }
    std::size_t number() {
        const std::size_t from = at_;
        const std::string_view found =
            while_in([](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.'; });
        const auto value = parse_number(found);
        if (!value) throw Stop{from, fmt::format("'{}' is not a number", found)};
        return push(Op::number, 0, 0, *value);
    }
    std::size_t named() {
        const std::size_t from = at_;
        std::string_view name = word();
        if (peek() == '(') return call(name, from);
        Reading reading;
        reading.column = static_cast<int>(from);
        if (peek() == '.') {
            if (name != "baseline" && name != "scenario")
                throw Stop{from, fmt::format("'{}' is not a run: baseline and scenario are", name)};
            reading.side = name == "baseline" ? Reading::Side::baseline : Reading::Side::scenario;
            ++at_;
            name = word();
        }
        reading.output = name;
        if (take('[')) selectors(reading);
        if (take('@')) time(reading);
        readings_.push_back(std::move(reading));
        return push(Op::reading, readings_.size() - 1);
    }
    std::size_t call(std::string_view name, std::size_t from) {
        for (const FunctionName& f : function_names) {
            if (f.name != name) continue;
            expect('(', name);
            const std::size_t a = sum();
            std::size_t b = 0;
            if (f.operands == 2) {
                expect(',', fmt::format("the first operand of {}", name));
                b = sum();
            }
            expect(')', fmt::format("the operands of {}", name));
            return push(f.op, a, b);
        }
        throw Stop{from, fmt::format("unknown function '{}': log, abs, effect, gap, min and max are known", name)};
    }

    /// dim=label|label, dim=!label, label, weight=output
    void selectors(Reading& reading) {
        do {
            Selector one;
            peek();
            one.column = static_cast<int>(at_);
            std::string_view label =
                trimmed(while_in([](char c) { return std::string_view("=|,]!").find(c) == std::string_view::npos; }));
            if (take('=')) {
                one.dim = label;
                one.all_but = take('!');
                label = {};
            } else if (label.empty()) {
                one.all_but = take('!');
            }
            if (label.empty()) label = this->label();
            one.labels.emplace_back(label);
            while (take('|')) one.labels.emplace_back(this->label());
            if (one.dim == "weight")
                reading.weight = one.labels.front();
            else
                reading.where.push_back(std::move(one));
        } while (take(','));
        expect(']', "the selection");
    }
    std::string_view label() {
        const std::string_view found =
            trimmed(while_in([](char c) { return std::string_view("=|,]!").find(c) == std::string_view::npos; }));
        if (found.empty()) throw Stop{at_, "a label is expected"};
        return found;
    }

    /// [mean|sum|least|most] PERIOD[..PERIOD]
    void time(Reading& reading) {
        constexpr std::array<std::pair<std::string_view, OverTime>, 4> ways{
            {{"mean", OverTime::mean}, {"sum", OverTime::sum}, {"least", OverTime::least}, {"most", OverTime::most}}};
        if (std::isalpha(static_cast<unsigned char>(peek())) != 0) {
            const std::size_t from = at_;
            const std::string_view name = word();
            bool known = false;
            for (const auto& [way, over] : ways)
                if (way == name) {
                    reading.over = over;
                    known = true;
                }
            if (!known) throw Stop{from, fmt::format("'{}' is expected to be mean, sum, least, most or a date", name)};
        }
        const Period first = period();
        reading.from = first.from;
        reading.to = first.to;
        if (text_.substr(at_).starts_with("..")) {
            at_ += 2;
            reading.to = period().to;
        }
        if (*reading.to < *reading.from)
            throw Stop{static_cast<std::size_t>(reading.column), "the period ends before it begins"};
    }
    Period period() {
        peek();
        const std::size_t from = at_;
        const std::string_view found =
            while_in([](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '-' || c == 'q'; });
        const auto period = period_of(found);
        if (!period) throw Stop{from, fmt::format("'{}' is no date: 2023, 2023q2, 2023-07 or 2023-07-04", found)};
        return *period;
    }

    std::string_view text_;
    std::vector<Moment::Node>& nodes_;
    std::vector<Reading>& readings_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace

std::optional<Moment> Moment::parse(const std::string& text, const TextPlace& place, std::vector<Fault>& faults) {
    Moment moment;
    moment.text_ = text;
    moment.place_ = place;
    try {
        Parser(text, moment.nodes_, moment.readings_).whole();
    } catch (const Stop& stop) {
        faults.push_back({place.file, place.line, place.column + static_cast<int>(stop.at), stop.message, false});
        return std::nullopt;
    }
    return moment;
}

}  // namespace sunder
