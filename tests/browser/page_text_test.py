#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Texts in two languages, hostile names, files that are refused. One method, one claim."""
import json
import re
import tempfile
import unittest
import warnings
from pathlib import Path

warnings.filterwarnings("ignore", message="numpy.ndarray size changed")

import numpy as np
import xarray as xr

from page_case import SOURCES, PageCase, sunder


class Hostile(PageCase):
    """Names with HTML and quotes are shown as texts."""
    TITLE = "</script><script>window.taken = 1</script><img src=x onerror='window.taken = 2'> \"&' <!-- \u2028"

    @classmethod
    def make(cls, folder):
        title = json.dumps(cls.TITLE, ensure_ascii=False)
        (folder / "bad.toml").write_text(f"title = {title}\nquestion = {title}\neconomy = \"mini\"\nstart = 2021-01-04\nend = 2021-06-28\n"
                                         f"measures = []\n\n[[measure]]\nid = \"own\"\ntitle = {title}\nkind = \"TAR\"\nissuer = \"USA\"\nannounce = 2021-02-01\n"
                                         "effective = 2021-03-01\naction = \"tariff\"\nrate = 0.1\nitems = [\"alog\"]\n", encoding="utf-8")
        sunder("run", folder / "bad.toml", "-o", folder / "bad.h5")
        return folder / "bad.h5"

    def test_nothing_of_the_file_is_run_and_all_of_it_is_shown(self):
        self.assertIsNone(self.js("return window.taken ?? null"))
        self.assertEqual(self.js("return document.querySelector('h1').textContent"), self.TITLE)
        self.assertEqual(self.js("return document.querySelectorAll('#page script, #page img').length"), 0)
        self.assertEqual(self.js("return document.scripts.length"), 2)  # data and program
        self.assertEqual(self.table("calendar")[0]["title"], self.TITLE)
        self.assertEqual(self.browser.console(), [])


class Texts(unittest.TestCase):
    """One table of texts for both languages."""

    def setUp(self):
        self.texts = json.loads((SOURCES / "tables/texts.json").read_text(encoding="utf-8"))
        self.code = "\n".join(p.read_text(encoding="utf-8") for p in sorted((SOURCES / "src").glob("*.js")))

    def test_every_text_stands_in_both_languages_with_the_same_places(self):
        for key, row in self.texts.items():
            self.assertEqual(set(row), {"en", "zh"}, key)
            places = [sorted(set(re.findall(r"\{\w+\}", row[code]))) for code in ("en", "zh")]
            self.assertEqual(*places, key)
            self.assertTrue(row["en"] and row["zh"], key)

    def test_every_key_in_the_code_has_a_text(self):
        used = set(re.findall(r"\bt\(\"([\w.]+)\"", self.code)) | set(re.findall(r": \"(unit\.\w+)\"", self.code))
        self.assertGreater(len(used), 60)
        self.assertEqual(sorted(used - set(self.texts)), [])

    def test_no_measure_and_no_economy_stands_in_the_code(self):
        names = json.loads((SOURCES / "tables/names.json").read_text(encoding="utf-8"))
        found = [code for table in ("country", "measure") for code in names[table] if re.search(rf"\b{re.escape(code)}\b", self.code)]
        self.assertEqual(found, [])

    def test_the_page_has_a_text_for_every_variable_by_country(self):
        listed = sunder("list", "outputs").stdout
        for line in listed.splitlines():
            if re.search(r"\brun, time, country\b(?!,)", line):
                self.assertTrue("var." + line.split()[0] in self.texts, line)


class Refused(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="sunder-page-")
        self.addCleanup(self.folder.cleanup)
        self.path = Path(self.folder.name)

    def fails(self, *args, says, code=3):
        lines = sunder("report", *args, code=code).stderr.strip().splitlines()
        self.assertEqual(len(lines), 1, lines)
        self.assertIn(says, lines[0])
        self.assertIn(str(args[0]), lines[0])

    def test_files_that_are_not_ours_are_named_in_one_line(self):
        (self.path / "text.h5").write_text("not a file of ours")
        self.fails(self.path / "text.h5", says="signature")
        self.fails(self.path / "none.h5", says="No such file")
        self.fails(self.path, says="folder")
        xr.Dataset({"x": ("y", np.zeros(3))}).to_netcdf(self.path / "other.h5", engine="h5netcdf")
        self.fails(self.path / "other.h5", says="format_version")

    def test_another_version_or_an_unfinished_file_is_named_with_what_was_expected(self):
        def ours(**attributes):
            xr.Dataset({"x": ("y", np.zeros(3))}, attrs=attributes).to_netcdf(self.path / "x.h5", engine="h5netcdf", mode="w")
            return self.path / "x.h5"
        self.fails(ours(format_version=99, complete=1), says="format_version 99; this program reads 1 to 1")
        self.fails(ours(format_version=1, complete=0), says="not complete")
        self.fails(ours(format_version=1, complete=1), says="neither the result of a run (dimensions run and time)")

    def test_a_truncated_file_is_refused(self):
        sunder("cost", "-o", self.path / "cost.h5", "--draws", 100)
        whole = (self.path / "cost.h5").read_bytes()
        (self.path / "half.h5").write_bytes(whole[: len(whole) // 2])
        self.fails(self.path / "half.h5", says="half.h5")

    def test_an_existing_page_is_kept_without_force(self):
        sunder("cost", "-o", self.path / "cost.h5", "--draws", 100)
        page = self.path / "page.html"
        page.write_text("mine")
        self.assertIn("--force", sunder("report", self.path / "cost.h5", "-o", page, code=3).stderr)
        self.assertEqual(page.read_text(), "mine")
        sunder("report", self.path / "cost.h5", "-o", page, "--force")
        self.assertGreater(len(page.read_text()), 100_000)
        self.assertEqual(sorted(p.name for p in self.path.iterdir()), ["cost.h5", "page.html"])


if __name__ == "__main__":
    unittest.main()
