#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The real program on economies: their ranking, and tables of inputs and outputs of one's own."""

import json
import unittest

from program_test import DECK, InFolder


class Rank(InFolder):
    def test_rows_fall_and_agree_with_json(self):
        rows = json.loads(self.works("rank", "mini", "--by", "firm", "--top", "5", "--json"))["rows"]
        losses = [row["lost_share"] for row in rows]
        self.assertEqual((len(rows), losses), (5, sorted(losses, reverse=True)))
        for row in rows:
            self.assertLessEqual(row["own_share"], row["lost_share"] + 1e-12)
            self.assertLessEqual(max(row["lost_downstream_share"], row["lost_upstream_share"]), row["lost_share"] + 1e-12)
            self.assertLessEqual(row["lost_share"], 1 + 1e-12)
        page = self.works("rank", "mini", "--by", "firm", "--top", "5")
        self.assertRegex(page, rf"\n +1 {rows[0]['name']} +")
        self.assertIn("and 53 more (--top)", page)  # 58 firms
        self.assertLessEqual(max(map(len, page.splitlines())), 100)

    def test_without_replacement_nothing_is_less_important(self):
        def losses(*more):
            rows = json.loads(self.works("rank", "mini", "--by", "plant", "--top", "1000", "--json", *more))["rows"]
            return {row["name"]: row["lost_share"] for row in rows}
        soft, rigid = losses(), losses("--rigid")
        self.assertEqual(soft.keys(), rigid.keys())
        for name, loss in soft.items():
            self.assertGreaterEqual(rigid[name], loss - 1e-6, name)
        self.assertGreater(sum(rigid.values()), 1.1 * sum(soft.values()))

    def test_countries_and_goods_and_what_is_not_known(self):
        self.assertEqual(len(json.loads(self.works("rank", "mini", "--by", "country", "--json"))["rows"]), 7)
        self.assertEqual(len(json.loads(self.works("rank", "mini", "--by", "good", "--json"))["rows"]), 12)
        self.fails(2, "rank", "mini", "--by", "plants", says="did you mean 'plant'?")
        self.fails(2, "rank", "mimi", says="did you mean 'mini'?")


class OwnTables(InFolder):
    """A table of inputs and outputs of the user's own, by name and by path."""

    def tables(self, name):
        folder = self.folder / name
        folder.mkdir(parents=True)
        (folder / "Z.csv").write_text("industry,A.x,B.x\nA.x,10,5\nB.x,20,10\n")
        (folder / "Y.csv").write_text("industry,A.hh\nA.x,85\nB.x,70\n")
        return folder

    def test_found_by_name_and_by_path(self):
        self.tables("economies/own")
        self.assertIn("own: base year 0, 2 countries, 1 goods", self.works("list", "economies"))
        self.assertEqual(len(self.works("list", "countries", "--economy", "own").splitlines()), 2)
        self.works("image", "own", "-o", "a.bin")
        self.works("image", "./economies/own", "-o", "b.bin")
        self.assertEqual((self.folder / "a.bin").read_bytes(), (self.folder / "b.bin").read_bytes())

    def test_a_deck_names_it_by_path_and_an_accident_stands_in_its_calendar(self):
        self.tables("study")
        (self.folder / "d.toml").write_text(
            DECK.replace('"mini"', '"./study"') + '[[accident]]\nname = "fire"\nstart = 2021-03-01\n'
            'duration_days = 10\nplants = { "B.x" = 0.3 }\n')
        page = self.works("check", "d.toml")
        self.assertRegex(page, r"2021-03-01 +fire +accident: 30 ?% of the capacity of 1 plant lost")
        self.assertRegex(page, r"2021-03-11 +fire +the loss ends")

    def test_every_fault_of_the_tables_is_an_error_of_the_deck(self):
        (self.tables("study") / "Z.csv").write_text("industry,A.x,B.x\nA.x,-10,5\nB.x,20,ten\n")
        (self.folder / "d.toml").write_text(DECK.replace('"mini"', '"./study"'))
        done = self.fails(2, "check", "d.toml", says="Z.csv:2:5: error: A.x to A.x = -10")
        self.assertIn("Z.csv:3:8: error: B.x to B.x: 'ten' is not a number", done.stderr)


if __name__ == "__main__":
    unittest.main()
