# SPDX-License-Identifier: Apache-2.0
"""Prices and who pays: goods that become dearer, the chip basket of countries, parts of welfare."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes

from .. import indicators
from ..result import BASELINE, SCENARIO, need, need_two_runs, yearly
from . import style
from .parties import Who, parties

_MOST_GOODS, _MOST_COUNTRIES, _MOST_LINES = 12, 10, 6
_LARGE_SHARE = 0.02  # of a good's output: list prices of small makers say little


@style.styled
def prices(ds: xr.Dataset, sender: Who = None, target: Who = None) -> np.ndarray[Any, np.dtype[Any]]:
    """Three panels: largest price rises of goods; price of the chips that countries buy, over time; who pays, as parts of welfare.

    sender, target: countries or groups to show beside those that move most (default: issuers and targets of the measures)
    Per cent against baseline; welfare bn$ a year, mean of the run. Returns the three axes.
    """
    need_two_runs(ds)
    need(ds, "price_index", "output", "chip_price_index", "welfare", "consumer_surplus_change", "profit", "government_balance")
    us, them = parties(ds, sender, target)
    axes = style.mosaic("AB;CC", 5.6)
    _goods(axes["A"], ds)
    _chips(axes["B"], ds, [*them, *us])
    _welfare(axes["C"], ds)
    return np.array([axes["A"], axes["B"], axes["C"]])


def _goods(ax: Axes, ds: xr.Dataset) -> None:
    means = yearly(ds, "price_index", "output").load()
    made = means.output.isel(run=BASELINE)
    large = made >= _LARGE_SHARE * made.sum("country")
    base = means.price_index.isel(run=BASELINE)
    change = (100 * (means.price_index.isel(run=SCENARIO) / base.where(base > 0) - 1)).where(large)
    table = change.to_series().dropna().rename("change").reset_index()
    best = table.loc[table.groupby("good").change.idxmax()].nlargest(_MOST_GOODS, "change").iloc[::-1]
    best = best[best.change > 0]
    names = style.short_names(ds, 22)
    y = np.arange(len(best))
    ax.barh(y, best.change, color=style.LOSS, height=0.65)
    for i, row in enumerate(best.itertuples()):
        ax.annotate(f"{row.change:.1f}", (row.change, i), xytext=(2, 0), textcoords="offset points", va="center", fontsize=6.5)
    ax.set_yticks(y, [f"{names[r.good]} ({r.country} {r.year})" for r in best.itertuples()], fontsize=6.5)
    ax.margins(x=0.14)
    style.across(ax)
    ax.set_xlabel("% against baseline, year's mean")
    ax.set_title("Largest price rises")


def _chips(ax: Axes, ds: xr.Dataset, named: list[str]) -> None:
    of = ds.chip_price_index.load()
    change = 100 * (of.isel(run=SCENARIO) / of.isel(run=BASELINE) - 1)
    moved = np.abs(change).max("time").to_series().dropna().sort_values(ascending=False)
    shown = [*dict.fromkeys([*(c for c in named if c in moved.index), *moved.index])][:_MOST_LINES]
    for i, country in enumerate(shown):
        ax.plot(change.time, change.sel(country=country), color=style.COLOURS[i], label=country)
    style.zero(ax)
    style.mark(ax, ds)
    ax.set_ylabel("% against baseline")
    ax.set_title("Chips, as each buys them")
    ax.legend(loc="best", ncols=2)


def _welfare(ax: Axes, ds: xr.Dataset) -> None:
    """Parts by country; what the three named parts leave (the cost of public funds) is `other`."""
    names = ["welfare", "profit", "government_balance", "consumer_surplus_change"]
    means = yearly(ds[["welfare", "profit", "government_balance"]].assign(
        consumer_surplus_change=ds.consumer_surplus_change.sum("end_market", min_count=1).transpose("run", "time", "country")), *names)
    effect = (means.isel(run=SCENARIO, drop=True) - means.isel(run=BASELINE, drop=True)).mean("year") * indicators.WEEKS_IN_YEAR / 1000
    table: pd.DataFrame = effect.to_dataframe()[names].dropna(subset=["welfare"]).fillna(0.0)
    table["other"] = table.welfare - table[names[1:]].sum(axis=1)
    table = table.loc[table.welfare.abs().nlargest(_MOST_COUNTRIES).index].sort_values("welfare")
    parts = [("consumer_surplus_change", style.SKY, "buyers"), ("profit", style.ORANGE, "firms"),
             ("government_balance", style.GREEN, "governments"), ("other", style.LIGHT, "public funds, rents")]
    y = np.arange(len(table))
    for sign in (1, -1):
        start = np.zeros(len(table))
        for name, colour, _ in parts:
            value = np.where(np.sign(table[name]) == sign, table[name], 0.0)
            ax.barh(y, value, left=start, color=colour, height=0.65)
            start += value
    ax.plot(table.welfare, y, "D", color="black", markersize=3.5)
    ax.set_yticks(y, list(table.index))
    style.across(ax)
    style.zero(ax, "x")
    ax.use_sticky_edges = False
    ax.margins(x=0.04)
    ax.set_xlabel("bn$ a year (diamond: welfare)")
    ax.set_title("Who pays")
    style.swatches(ax, [(c, label) for _, c, label in parts], loc="upper center", bbox_to_anchor=(0.4, -0.16), ncols=4)
