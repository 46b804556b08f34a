#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Figures show the numbers of the file, for any countries, and leave the user's settings alone."""

import unittest

import fixtures
import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import sunder

ON_RESULTS = ("trade", "technology", "risk", "prices")


class Figures(unittest.TestCase):
    def tearDown(self):
        plt.close("all")

    def test_every_figure_of_the_package_is_tested_here(self):
        self.assertEqual(set(sunder.plot.__all__), {*ON_RESULTS, "cost", "sweep"})

    def test_every_axis_has_title_scale_and_something_drawn(self):
        figures = [getattr(fixtures.tools().sunder.plot, name)() for name in ON_RESULTS] + [sunder.plot.cost(fixtures.study())]
        for axes in figures:
            for ax in axes.flat:
                self.assertTrue(ax.get_title(loc="left"))
                self.assertRegex(ax.get_xlabel() + ax.get_ylabel(), r"%|\$|HHI|index", ax.get_title(loc="left"))  # the unit of its numbers
                self.assertTrue(ax.lines or ax.patches or ax.texts, ax.get_title(loc="left"))
            figure = axes.flat[0].figure
            figure.canvas.draw()
            ticks = {label for ax in axes.flat for label in (*ax.get_xticklabels(which="both"), *ax.get_yticklabels(which="both"))}  # may lie outside, unseen
            for text in figure.findobj(lambda artist: isinstance(artist, mpl.text.Text) and artist.get_text() and artist not in ticks):
                box = text.get_window_extent(figure.canvas.get_renderer())
                self.assertTrue(box.x0 >= 0 and box.x1 <= figure.bbox.width and box.y0 >= 0 and box.y1 <= figure.bbox.height, text)  # none is cut

    def test_settings_of_the_user_stay(self):
        before = dict(mpl.rcParams)
        fixtures.tools().sunder.plot.risk()
        self.assertEqual(dict(mpl.rcParams), before)

    def test_trade_is_the_sum_of_the_twelve_months_before(self):
        ds = fixtures.tools()
        ax = ds.sunder.plot.trade(sender="USA", target="CHN")[0, 0]
        line = next(line for line in ax.lines if line.get_label() == "USA to CHN")
        flow = ds.trade_value.sel(run="scenario", exporter="USA", importer="CHN").sum("good") / 1000
        self.assertAlmostEqual(line.get_ydata()[-1], float(flow[-12:].sum()), places=9)

    def test_trade_takes_groups_and_kinds(self):
        axes = fixtures.tools().sunder.plot.trade(sender=["KOR", "TWN"], target="JPN", goods=["tool", "mem"])
        self.assertEqual([line.get_label() for line in axes[0, 0].lines if not line.get_label().startswith("_")],
                         ["KOR+TWN to JPN", "JPN to KOR+TWN"])

    def test_who_gains_and_loses_sums_to_the_change_of_purchases(self):
        """Ten bars hold all seven economies of the teaching world."""
        ds = fixtures.tools()
        ax = ds.sunder.plot.trade()[1, 0]
        bought = ds.trade_value.sel(importer="CHN", month="2026").sum(["good", "exporter", "month"]) / 1000
        self.assertAlmostEqual(sum(bar.get_width() for bar in ax.patches), float(bought[1] - bought[0]), places=9)

    def test_parts_of_welfare_add_up_to_it(self):
        ax = fixtures.tools().sunder.plot.prices()[2]
        welfare = dict(zip((t.get_text() for t in ax.get_yticklabels()), next(line for line in ax.lines if line.get_marker() == "D").get_xdata()))
        bars = {}
        for bar in ax.patches:
            row = round(bar.get_y() + bar.get_height() / 2)
            bars[row] = bars.get(row, 0.0) + bar.get_width()
        for row, country in enumerate(welfare):
            self.assertAlmostEqual(bars[row], welfare[country], places=9, msg=country)

    def test_the_bridge_ends_at_the_price_rise(self):
        study = fixtures.study()
        bars = sunder.plot.cost(study, case="high")[0, 1].patches
        heights = [bar.get_height() for bar in bars]
        self.assertAlmostEqual(sum(heights[:-1]), heights[-1], places=9)
        self.assertAlmostEqual(heights[-1], 100 * float(study.price_rise.sel(case="high")), places=9)

    def test_who_is_it_about_must_be_known(self):
        ds = sunder.run("no-measures", economy="mini", until="2021-04-05")
        with self.assertRaisesRegex(sunder.SunderError, "give sender= and target="):
            ds.sunder.plot.trade()
        self.assertEqual(ds.sunder.plot.trade(sender="USA", target="CHN").shape, (2, 2))
        with self.assertRaisesRegex(sunder.SunderError, "CHN is sender and target"):
            ds.sunder.plot.trade(sender="CHN", target="CHN")

    def test_no_country_and_good_is_named_in_the_package(self):
        codes = {*fixtures.tools().country.values, *fixtures.tools().good.values, *sunder.list("countries").index, *sunder.list("goods").index}
        for path in sorted((fixtures.SOURCE / "analysis/python/sunder").rglob("*.py")):
            # kinds of goods, and words of the file's legend, that are codes of goods too: service, tool, targets
            code = "".join(line for line in path.read_text(encoding="utf-8").split('"""')[::2])  # docstrings may give examples
            found = {word for word in code.replace("'", '"').split('"')[1::2] if word in codes and word not in ("service", "tool", "targets")}
            self.assertEqual(found, set(), path.name)

    def test_colours_are_told_apart_without_red_and_green(self):
        """Deuteranopia (Machado et al. 2009, severity 1): any two line colours keep a distance in sRGB."""
        matrix = np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]])
        colours = [np.array(mpl.colors.to_rgb(c)) for c in sunder.plot.style.COLOURS[:6]]
        seen = [matrix @ c for c in colours]
        gaps = [np.linalg.norm(seen[i] - seen[j]) for i in range(6) for j in range(i)]
        self.assertGreater(min(gaps), 0.12)  # pure red against pure green of the default wheel: below


if __name__ == "__main__":
    unittest.main()
