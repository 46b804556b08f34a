#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`sunder validate` prints the table that stands in README.md here, and its forms agree. Argument: the program."""

import json
import subprocess
import sys
import tempfile
import unittest
from html.parser import HTMLParser
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAM = sys.argv.pop(1)


class Cells(HTMLParser):
    """Text of all cells; complains about tags that the page does not make itself."""

    def __init__(self):
        super().__init__()
        self.tags, self.cells, self.open = set(), [], False

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.open = tag == "td"
        if self.open:
            self.cells.append("")

    def handle_endtag(self, tag):
        self.open = self.open and tag != "td"

    def handle_data(self, data):
        if self.open:
            self.cells[-1] += data


class Table(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.done = subprocess.run([PROGRAM, "validate", "--markdown", "-o", cls.folder.name], capture_output=True, text=True,
                                  cwd=cls.folder.name, check=False)
        cls.made = {path.suffix: path.read_text(encoding="utf-8") for path in Path(cls.folder.name).iterdir()}
        cls.json = json.loads(cls.made[".json"])

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_exit_code_says_that_all_exact_cases_hold(self):
        self.assertEqual((self.done.returncode, self.done.stderr), (0, ""))
        self.assertEqual([row["id"] for row in self.json["exact"] if not row["holds"]], [])

    def test_readme_is_what_the_program_prints(self):
        self.assertEqual(self.done.stdout, (HERE / "README.md").read_text(encoding="utf-8"))

    def test_main_readme_quotes_the_summary(self):
        readme = " ".join((HERE.parents[1] / "README.md").read_text(encoding="utf-8").split())
        self.assertIn(self.json["summary"], readme)

    def test_every_miss_says_why(self):
        self.assertEqual([row["id"] for row in self.json["published"] if not row["holds"] and len(row["why"]) < 20], [])

    def test_forms_hold_the_same_rows(self):
        ids = [row["id"] for row in self.json["exact"] + self.json["published"]]
        self.assertGreater(len(ids), 60)
        page = Cells()
        page.feed(self.made[".html"])
        self.assertEqual(page.cells[0::8], ids)
        self.assertEqual(page.tags, {"html", "head", "meta", "title", "style", "body", "section", "h2", "p", "table", "thead",
                                     "tr", "th", "tbody", "td", "h3", "ul", "li", "b"})
        for row in self.json["exact"] + self.json["published"]:
            self.assertIn(row["id"], self.made[".txt"])
            self.assertIn(f"| {row['id']} |", self.done.stdout)

    def test_a_part_of_it_gives_the_same_values(self):
        part = subprocess.run([PROGRAM, "validate", "P10", "--json"], capture_output=True, text=True, check=True)
        rows = {row["id"]: row["values"] for row in self.json["published"]}
        for row in json.loads(part.stdout)["published"]:
            self.assertEqual(row["values"], rows[row["id"]], row["id"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
