#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Decks, overrides and errors of the package `sunder` against the program of this build."""

import datetime
import os
import tempfile
import tomllib
import unittest
from pathlib import Path
from unittest import mock

import fixtures
import numpy as np
import sunder
from sunder import deck, program

MEASURE = {"id": "ban", "title": 'A "ban"', "kind": "THR", "issuer": "USA", "announce": datetime.date(2021, 2, 1),
           "effective": datetime.date(2021, 3, 1), "items": {"class": "tool"}, "destination": ["CHN"], "action": "deny"}
DECK = {"title": "Möller <&> 台積電", "question": "A dict?", "economy": "mini", "start": datetime.date(2021, 1, 4),
        "end": datetime.date(2021, 6, 28), "measure": [MEASURE], "switch": {"overtime": False}}


class Decks(unittest.TestCase):
    def test_a_dict_becomes_the_toml_that_says_the_same(self):
        self.assertEqual(tomllib.loads(deck.to_toml(DECK)), DECK)

    def test_values_of_numpy_and_text_with_quotes_survive(self):
        odd = {"a": np.float64(0.1), "b": np.int64(3), "c": 'say "no"\n\t\\', "d": [1, 2.5], "key with spaces": True, "e": []}
        self.assertEqual(tomllib.loads(deck.to_toml(odd)), {"a": 0.1, "b": 3, "c": 'say "no"\n\t\\', "d": [1, 2.5], "key with spaces": True, "e": []})

    def test_what_toml_has_no_word_for_is_refused(self):
        with self.assertRaises(TypeError):
            deck.to_toml({"a": None})

    def test_nested_and_dotted_overrides_say_the_same(self):
        want = ["--set", "switch.overtime=false", "--set", "end=2022-01-03"]
        end = datetime.date(2022, 1, 3)
        self.assertEqual(deck.overrides({"switch": {"overtime": False}, "end": end}), want)
        self.assertEqual(deck.overrides({"switch.overtime": False, "end": end}), want)

    def test_the_program_runs_a_dict_as_it_runs_its_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "mine.toml"
            path.write_text(deck.to_toml(DECK), encoding="utf-8")
            one, other = sunder.run(DECK), sunder.run(path)
        self.assertEqual(one.attrs["title"], DECK["title"])
        self.assertEqual(one.attrs["measures"].split(" | ")[:3], ["ban", "USA", "CHN"])
        np.testing.assert_array_equal(one.output, other.output)
        self.assertLess(float(one.sunder.diff("denied_value", relative=False).denied_value.max() * -1), 0)  # the ban bites

    def test_an_override_changes_the_run(self):
        dear = sunder.run("mini-tools", until=datetime.date(2021, 12, 27), parameter={"sig.alog": 2})
        plain = sunder.run("mini-tools", until="2021-12-27")
        self.assertIn("sig.alog", dear.attrs["deck"])
        self.assertEqual(dear.sizes["time"], plain.sizes["time"])
        self.assertEqual(plain.sizes["time"], 51)  # weeks that begin from 4 January to before 27 December


class Errors(unittest.TestCase):
    def test_every_fault_of_a_deck_is_a_line(self):
        with self.assertRaises(sunder.SunderError) as caught:
            sunder.run(dict(DECK, measure=[dict(MEASURE, effectve=1, issuer="XXX")]))
        lines = [line for line in caught.exception.lines if ": error: " in line]
        self.assertEqual(caught.exception.code, 2)
        self.assertTrue(any("effectve" in line for line in lines) and any("XXX" in line for line in lines), lines)

    def test_an_existing_file_is_refused_without_force(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "there.h5"
            path.write_bytes(b"mine")
            with self.assertRaisesRegex(sunder.SunderError, "there.h5"):
                sunder.run(DECK, output=path)
            self.assertEqual(path.read_bytes(), b"mine")
            sunder.run(DECK, output=path, force=True).close()
            self.assertGreater(path.stat().st_size, 1000)

    def test_a_study_that_forgets_the_world_is_refused(self):
        with self.assertRaisesRegex(sunder.SunderError, "no region holds 'CHN'"):
            sunder.cost({"title": "x", "question": "y", "region": [{"id": "USA", "places": ["USA"]}]})

    def test_a_wrong_program_is_named(self):
        with mock.patch.dict(os.environ, {"SUNDER": "/nowhere/sunder"}), self.assertRaisesRegex(sunder.SunderError, "/nowhere/sunder"):
            program.find()

    def test_an_unknown_list_is_refused(self):
        with self.assertRaisesRegex(sunder.SunderError, "decks"):
            sunder.list("recipes")


class Finds(unittest.TestCase):
    def test_the_program_of_the_environment_comes_first(self):
        self.assertEqual(program.find(), Path(os.environ["SUNDER"]).resolve())

    def test_the_tree_s_build_is_found_without_environment(self):
        with tempfile.TemporaryDirectory() as folder:
            built = Path(folder) / "build/release/sim/cli/sunder"
            built.parent.mkdir(parents=True)
            built.write_text("#!/bin/sh\n")
            built.chmod(0o755)
            inside = Path(folder) / "scenarios"
            inside.mkdir()
            environment = {k: v for k, v in os.environ.items() if k != "SUNDER"}
            with mock.patch.dict(os.environ, dict(environment, PATH=folder), clear=True), mock.patch.object(program, "__file__", folder + "/x.py"):
                self.assertEqual(program.find(), built.resolve())


class Lists(unittest.TestCase):
    def test_every_line_of_every_list_is_read(self):
        for topic in ("decks", "sweeps", "studies", "measures", "outputs"):
            printed = program.call(["list", topic]).splitlines()
            self.assertEqual(len(sunder.list(topic)), len(printed), topic)
        for topic in ("countries", "goods", "firms"):
            for economy in ("mini", "world-2021"):
                printed = program.call(["list", topic, "--economy", economy]).splitlines()
                self.assertEqual(len(sunder.list(topic, economy=economy)), len(printed), (topic, economy))

    def test_sweeps_have_their_draws_and_base(self):
        self.assertEqual(sunder.list("sweeps").loc["mini-allies", ["draws", "base"]].tolist(), [24, "scenarios/mini-tools.toml"])  # 2 x 2 x 6

    def test_kinds_and_amounts_are_read(self):
        goods = sunder.list("goods", economy="mini")
        self.assertEqual(goods.kind.to_dict(), fixtures.tools().sunder.goods.kind.to_dict())
        self.assertGreater(int(goods.sales_musd_yr.min()), 0)


if __name__ == "__main__":
    unittest.main()
