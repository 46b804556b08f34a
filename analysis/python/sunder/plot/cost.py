# SPDX-License-Identifier: Apache-2.0
"""The cost study: from first investment and added cost to the price rise, beside what was published."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes

from ..cost import published
from ..result import need
from . import style

_PLANTS, _KNOWLEDGE = style.SKY, style.ORANGE


@style.styled
def cost(study: xr.Dataset, case: str = "mid") -> np.ndarray[Any, np.dtype[Any]]:
    """Four panels of a cost study: first investment by region; the price identity as a bridge; its range beside the published one;
    what each input does to the price rise. `case`: low, mid or high, for the first two. Returns axes, shape (2, 2).
    SunderError: no cost study."""
    need(study, "upfront", "recurring", "leader_share", "pass_through", "sales", "recovery_factor", "price_rise", "price_rise_drawn")
    axes = style.panels(2, 2, 5.6)
    _investment(axes[0, 0], study, case)
    _bridge(axes[0, 1], study, case)
    _ranges(axes[1, 0], study)
    _inputs(axes[1, 1], study)
    return axes


def _split(study: xr.Dataset, name: str, case: str) -> tuple[xr.DataArray, xr.DataArray]:
    """Plants and knowledge, by region. Only knowledge has a leader."""
    cells, knowledge = study[name].sel(case=case), study.leader_share.notnull()
    return cells.where(~knowledge, 0.0).sum("activity"), cells.where(knowledge, 0.0).sum("activity")


def _investment(ax: Axes, study: xr.Dataset, case: str) -> None:
    plants, knowledge = _split(study, "upfront", case)
    x = np.arange(study.sizes["region"])
    ax.bar(x, plants, 0.55, color=_PLANTS)
    ax.bar(x, knowledge, 0.55, bottom=plants, color=_KNOWLEDGE)
    figures = published(study)
    figures = figures[figures.item == "upfront_busd"].set_index("region")
    for i, region in enumerate(study.region.values):
        if region in figures.index:
            _bracket(ax, i + 0.38, figures.loc[region, "low"], figures.loc[region, "high"])
    ax.set_xticks(x, list(study.region.values))
    ax.grid(False, axis="x")
    ax.set_ylabel("bn$")
    ax.set_title(f"First investment, {case}")
    style.swatches(ax, [(_PLANTS, "plants"), (_KNOWLEDGE, "knowledge"), ("black", "published (dotted: upper end only)")], loc="upper left")
    ax.set_ylim(0, 1.5 * max(float((plants + knowledge).max()), *_ends(figures)))


def _ends(figures: pd.DataFrame) -> list[float]:
    ends = figures[figures.index != "world"][["low", "high"]].to_numpy().ravel()
    return [float(x) for x in ends if np.isfinite(x)] or [0.0]


def _bracket(ax: Axes, x: float, low: float, high: float) -> None:
    """From low to high; an end that is not published has no cap."""
    bottom = 0.0 if np.isnan(low) else low
    ax.plot([x, x], [bottom, high], color="black", linewidth=1.0, linestyle=":" if np.isnan(low) else "-")
    for end in (low, high):
        if np.isfinite(end):
            ax.plot([x - 0.05, x + 0.05], [end, end], color="black", linewidth=1.0)


def _bridge(ax: Axes, study: xr.Dataset, case: str) -> None:
    at = study.sel(case=case)
    per_sales = float(at.pass_through / at.sales) * 100.0
    factor = float(at.recovery_factor)
    parts = [*(float(p.sum()) * factor * per_sales for p in _split(study, "upfront", case)),
             *(float(p.sum()) * per_sales for p in _split(study, "recurring", case))]
    names = ["capital,\nplants", "capital,\nknow-how", "running,\nplants", "running,\nresearch", "price\nrise"]
    start = 0.0
    for i, part in enumerate(parts):
        ax.bar(i, part, 0.6, bottom=start, color=(_PLANTS, _KNOWLEDGE)[i % 2])
        start += part
        ax.plot([i - 0.3, i + 1.3], [start, start], color=style.GREY, linewidth=0.6)
        ax.annotate(f"{part:.1f}", (i, start), ha="center", va="bottom", xytext=(0, 1), textcoords="offset points")
    ax.bar(4, start, 0.6, color=style.BLUE)
    ax.annotate(f"{start:.1f}", (4, start), ha="center", va="bottom", xytext=(0, 1), textcoords="offset points", weight="bold")
    ax.set_xticks(range(5), names, fontsize=7)
    ax.grid(False, axis="x")
    ax.set_ylabel("% of chip sales")
    ax.set_title(f"Price rise, step by step, {case}")
    ax.set_xlabel(f"capital: {factor:.3f} of the investment a year")
    ax.set_ylim(0, 1.15 * start)


def _ranges(ax: Axes, study: xr.Dataset) -> None:
    cases, drawn = 100.0 * study.price_rise, 100.0 * study.price_rise_drawn
    rows: list[tuple[str, float, float, float, str]] = [
        ("cases: low, mid, high", float(cases[0]), float(cases[1]), float(cases[2]), style.BLUE),
        ("draws: 5, 50, 95 %", float(drawn.sel(percentile=5)), float(drawn.sel(percentile=50)), float(drawn.sel(percentile=95)), style.SKY)]
    figures = published(study)
    figures = figures[(figures.item == "price_rise") & (figures.region == "world")]
    for figure in figures.itertuples():
        name = "published, on\nanother question" if "another question" in figure.verdict else "published"
        rows.append((name, 100.0 * figure.low, float("nan"), 100.0 * figure.high, "black"))
    for i, (name, low, mid, high, colour) in enumerate(rows):
        ax.plot([low, high], [i, i], color=colour, linewidth=5, solid_capstyle="butt")
        ax.annotate(f"{low:.0f}", (low, i), xytext=(-4, 0), textcoords="offset points", ha="right", va="center")
        ax.annotate(f"{high:.0f}", (high, i), xytext=(4, 0), textcoords="offset points", ha="left", va="center")
        if np.isfinite(mid):
            ax.plot(mid, i, "D", color="white", markeredgecolor=colour, markersize=6)
            ax.annotate(f"{mid:.0f}", (mid, i), xytext=(0, 7), textcoords="offset points", ha="center")
    style.across(ax)
    ax.set_yticks(range(len(rows)), [r[0] for r in rows])
    ax.set_ylim(len(rows) - 0.5, -0.6)
    ax.set_xlim(0, 1.15 * max(r[3] for r in rows))
    ax.set_xlabel("rise of chip prices, %")
    ax.set_title("Beside the published range")


def _inputs(ax: Axes, study: xr.Dataset) -> None:
    ax.set_title("What each input does, all else mid")
    if "price_rise_at_low" not in study:
        ax.annotate("no input varies", (0.5, 0.5), xycoords="axes fraction", ha="center")
        return
    low, high, mid = (100.0 * study[n] for n in ("price_rise_at_low", "price_rise_at_high", "price_rise"))
    centre = float(mid.sel(case="mid"))
    span = np.abs(high - low)
    order = span.argsort().values
    y = np.arange(len(order))
    ax.barh(y, low.values[order] - centre, left=centre, color=style.ORANGE, height=0.62)
    ax.barh(y, high.values[order] - centre, left=centre, color=style.BLUE, height=0.62)
    style.across(ax)
    ax.axvline(centre, color="black", linewidth=0.7)
    ax.set_yticks(y, [str(n).replace("_", " ") for n in study.input.values[order]])
    ax.set_xlabel("rise of chip prices, %")
    style.swatches(ax, [(style.ORANGE, "input low"), (style.BLUE, "input high")], loc="lower right")
