#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The sources keep to the arrows and limits of CONTRIBUTING.md. One method, one claim."""

import csv
import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = (".cpp", ".hpp")
ROOM_PARENTS = ("models", "sim", "analysis", "benchmarks")

# What neither the economics nor the core may include: they must also run where there is no file system and no thread.
NOT_IN_CORE = {
    "iostream", "fstream", "istream", "ostream", "sstream", "iomanip", "filesystem", "locale", "thread", "mutex",
    "condition_variable", "future", "atomic", "execution", "cstdlib", "stdlib.h", "cstdio", "stdio.h", "unistd.h", "random",
}
# Memory on large pages, where the system has them: advice, behind a guard.
MAY_ASK_THE_SYSTEM = {("sim/core/row_memory.cpp", "sys/mman.h")}
LONGEST_HEADER, LONGEST_FILE, LONGEST_FUNCTION, LONGEST_README = 120, 400, 60, 100


def files(*endings):
    """All sources of the tree, without build folders and hidden ones."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if parts[0] == "build" or any(p.startswith(".") and p != ".ci" or p == "__pycache__" for p in parts):
            continue
        if path.is_file() and (path.suffix in endings or path.name in endings):
            yield path


def name(path):
    return str(path.relative_to(ROOT))


def text(path):
    return path.read_text(encoding="utf-8")


def includes(path):
    return re.findall(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', text(path), re.MULTILINE)


def room(path_name):
    """sim/core/x.hpp -> sim/core; models/x.hpp -> models."""
    parts = path_name.split("/")
    return "/".join(parts[:2]) if parts[0] == "sim" and len(parts) > 2 else parts[0]


def code(*rooms):
    return [p for p in files(*CODE) if name(p).startswith(tuple(r + "/" for r in rooms))]


def functions(path):
    """(line, length) of every function whose braces open at the left margin or one indent inside a class."""
    lines = text(path).splitlines()
    for i, line in enumerate(lines):
        opens = re.match(r"^( {0,4})\S.*\{$", line)
        if not opens or re.match(r"\s*(namespace|struct|class|enum|union|extern|using|constexpr|const|static const)\b", line):
            continue
        # a constructor's list of initial values is indented more than the brace that ends its body
        indent = opens.group(1)[4:] if line.lstrip().startswith(":") else opens.group(1)
        for j in range(i + 1, len(lines)):
            if re.match("^" + indent + r"\}", lines[j]):
                yield i + 1, j - i + 1
                break


class Arrows(unittest.TestCase):
    def test_models_include_only_models_and_the_standard_library(self):
        wrong = [f"{name(p)}: {h}" for p in code("models") for kind, h in includes(p)
                 if (kind == '"' and not h.startswith("models/")) or (kind == "<" and (h in NOT_IN_CORE or "/" in h))]
        self.assertEqual(wrong, [])

    def test_core_includes_only_models_core_and_the_standard_library(self):
        wrong = [f"{name(p)}: {h}" for p in code("sim/core") for kind, h in includes(p)
                 if (kind == '"' and not h.startswith(("models/", "sim/core/")))
                 or (kind == "<" and (h in NOT_IN_CORE or ("/" in h and not h.startswith("Random123/"))))
                 and (name(p), h) not in MAY_ASK_THE_SYSTEM]
        self.assertEqual(wrong, [])

    def test_core_and_models_do_not_ask_the_environment(self):
        wrong = [name(p) for p in code("models", "sim/core") if re.search(r"\b(getenv|setlocale|std::locale)\b", text(p))]
        self.assertEqual(wrong, [])

    def test_no_step_uses_math_that_differs_between_machines(self):
        wrong = [name(p) for p in code("models", "sim/core") if re.search(r"\bstd::(exp|log|pow|expm1|log1p|tanh)\(", text(p))]
        self.assertEqual(wrong, [])

    def test_rooms_have_no_cycles(self):
        edges = {}
        for path in code("models", "sim"):
            if re.search(r"^int main\(", text(path), re.MULTILINE):
                continue  # a program stands at the end of the arrows, whatever folder it is in
            here = room(name(path))
            edges.setdefault(here, set()).update(room(h) for kind, h in includes(path) if kind == '"' and room(h) != here)
        state = {}

        def visit(node, trail):
            if state.get(node) == "open":
                self.fail("cycle between rooms: " + " -> ".join(trail + [node]))
            if node not in state:
                state[node] = "open"
                for other in sorted(edges.get(node, ())):
                    visit(other, trail + [node])
                state[node] = "done"

        for node in sorted(edges):
            visit(node, [])

    def test_every_source_is_built(self):
        built = "\n".join(text(p) for p in files("CMakeLists.txt"))
        wrong = [name(p) for p in code("models", "sim", "tests", "benchmarks")
                 if p.suffix == ".cpp" and not re.search(rf"\b{re.escape(p.stem)}(\.cpp)?\b", built)]
        self.assertEqual(wrong, [])

    def test_code_knows_no_country_and_no_good(self):
        codes = set()
        for table in ROOT.glob("scenarios/economies/*/*.csv"):
            if table.stem in ("countries", "goods"):
                rows = csv.DictReader(line for line in text(table).lstrip("\ufeff").splitlines() if not line.startswith("#"))
                column = next(c for c in rows.fieldnames if c in ("code", "iso3", "country", "good", "id"))
                codes.update(row[column] for row in rows)
        # exact cases name plants of the teaching economy, as tests do
        wrong = [f"{name(p)}: {word}" for p in code("models", "sim") if not name(p).startswith("sim/validation/exact_")
                 for word in re.findall(r'"([^"\n]+)"', text(p)) if word in codes and word.upper() == word]
        self.assertEqual(wrong, [])


class Limits(unittest.TestCase):
    def test_headers_are_short(self):
        self.assertEqual([f"{name(p)}: {n}" for p in files(".hpp") if (n := len(text(p).splitlines())) > LONGEST_HEADER], [])

    def test_files_are_short(self):
        self.assertEqual([f"{name(p)}: {n}" for p in files(".cpp", ".py") if (n := len(text(p).splitlines())) > LONGEST_FILE], [])

    def test_functions_are_short(self):
        wrong = [f"{name(p)}:{line}: {n}" for p in files(*CODE) for line, n in functions(p) if n > LONGEST_FUNCTION]
        self.assertEqual(wrong, [])

    def test_every_room_has_a_readme_of_a_page(self):
        rooms = {p.parent for p in files(*CODE) if name(p).split("/")[0] in ROOM_PARENTS}
        missing = [name(r) for r in sorted(rooms) if not (r / "README.md").is_file()]
        long = [name(r) for r in sorted(rooms) if (r / "README.md").is_file()
                and len(text(r / "README.md").splitlines()) > LONGEST_README]
        self.assertEqual(missing + long, [])


class Style(unittest.TestCase):
    def test_sources_open_with_their_licence(self):
        wrong = [name(p) for p in files(".cpp", ".hpp", ".py", ".sh", ".cmake", "CMakeLists.txt", "run", "check")
                 if "SPDX-License-Identifier: Apache-2.0" not in "\n".join(text(p).splitlines()[:2])]
        self.assertEqual(wrong, [])

    def test_nothing_is_swallowed_or_put_off(self):
        # catch (...) may hand the exception on, no more
        pattern = re.compile(r"catch \(\.\.\.\)(?!.{0,200}(?:current_exception|throw;))|\b" + "TO" + "DO" + r"\b|\b" + "FIX" + "ME" + r"\b", re.DOTALL)
        self.assertEqual([name(p) for p in files(*CODE, ".py") if p != Path(__file__).resolve() and pattern.search(text(p))], [])

    def test_no_path_of_one_machine(self):
        pattern = re.compile(r"(?<![\w.*-])/(work|root|home)/\w")
        self.assertEqual([name(p) for p in files(*CODE, ".py", ".md", ".txt", ".cmake", ".toml", ".csv", ".json", ".sh", "run", "check")
                          if pattern.search(text(p))], [])

    def test_no_room_for_everything(self):
        banned = {"utils", "util", "common", "helpers", "helper", "misc", "manager"}
        self.assertEqual([name(p) for p in files(*CODE, ".py") if banned & ({p.stem} | set(p.relative_to(ROOT).parts[:-1]))], [])

    def test_text_is_utf8_without_carriage_returns(self):
        wrong = [name(p) for p in files(*CODE, ".py", ".md", ".txt", ".cmake", ".toml", ".csv") if b"\r" in p.read_bytes()]
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main(verbosity=1)
