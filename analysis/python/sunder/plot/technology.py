# SPDX-License-Identifier: Apache-2.0
"""Exchange of technology: licences, joint research, research money, knowledge."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes

from ..errors import SunderError
from ..result import BASELINE, SCENARIO, need, need_two_runs
from . import style
from .parties import Who, parties

_MOST_LINES = 6
_MOST_MEASURES = 8


@style.styled
def technology(ds: xr.Dataset, sender: Who = None, target: Who = None) -> np.ndarray[Any, np.dtype[Any]]:
    """Four panels: what each measure licensed and refused; joint research between sender and target; research money; knowledge.

    sender, target: countries or groups (default: issuers and targets of the measures)
    Licences are bn$ a year at base-year prices, means of the weeks in which the measure was in force; the rest is per cent against
    baseline (a joint research index is 1 in the base year). Returns axes, shape (2, 2).
    """
    need_two_runs(ds)
    need(ds, "joint_research", "research", "knowledge")
    us, them = parties(ds, sender, target)
    axes = style.panels(2, 2, 5.2)
    _licences(axes[0, 0], ds)
    _joint(axes[0, 1], ds, us, them)
    _change(axes[1, 0], ds, "research", [*them, *us], "Research of home firms")
    _change(axes[1, 1], ds, "knowledge", [*them, *us], "Knowledge of home firms")
    return axes


def _licences(ax: Axes, ds: xr.Dataset) -> None:
    ax.set_title("Licensed and refused, by measure")
    if "licence_use" not in ds:
        ax.annotate("no measure", (0.5, 0.5), xycoords="axes fraction", ha="center")
        return
    of = ds[["licence_use", "denied_value", "measure_in_force"]].isel(run=SCENARIO)
    weeks = 52.18 / 1000  # M$ a week to bn$ a year
    active = of.measure_in_force > 0
    used = (of.licence_use.where(active).mean("time") * weeks).fillna(0.0).to_series()
    refused = (of.denied_value.where(active).mean("time") * weeks).fillna(0.0).to_series()
    chosen = (used + refused).nlargest(_MOST_MEASURES).iloc[::-1]
    chosen = chosen[chosen > 0]
    y = np.arange(len(chosen))
    ax.barh(y, used[chosen.index], color=style.SKY, height=0.65)
    ax.barh(y, refused[chosen.index], left=used[chosen.index], color=style.RUST, height=0.65)
    style.across(ax)
    ax.set_yticks(y, list(chosen.index), fontsize=7)
    ax.set_xlabel("bn$ a year, base-year prices, while in force")
    style.swatches(ax, [(style.SKY, "shipped under it"), (style.RUST, "refused")], loc="lower right")


def _joint(ax: Axes, ds: xr.Dataset, us: list[str], them: list[str]) -> None:
    ax.set_title("Joint research (dashed: baseline)")
    lines, moved = 0, 0.0
    for country in us[:_MOST_LINES]:
        of = ds.joint_research.sel(exporter=them, importer=country).mean("exporter")
        if bool(of.isnull().all()):
            continue
        colour = style.COLOURS[lines % len(style.COLOURS)]
        ax.plot(of.month, of.isel(run=BASELINE), color=colour, linestyle=(0, (4, 2)), linewidth=1.0)
        ax.plot(of.month, of.isel(run=SCENARIO), color=colour, label=f"{'+'.join(them)} with {country}")
        lines += 1
        moved = max(moved, float(np.abs(of.isel(run=SCENARIO) - of.isel(run=BASELINE)).max()))
    if moved == 0.0:
        ax.annotate("the measures do not touch it", (0.5, 0.5), xycoords="axes fraction", ha="center", color=style.GREY)
    ax.set_ylim(0, None)
    ax.set_ylabel("index, base year = 1")
    style.mark(ax, ds)
    if lines:
        ax.legend(loc="lower left")


def _change(ax: Axes, ds: xr.Dataset, name: str, named: list[str], title: str) -> None:
    """The named countries, then those that move most, in per cent against baseline."""
    base, scenario = ds[name].isel(run=BASELINE), ds[name].isel(run=SCENARIO)
    change = (100 * (scenario / base.where(base > 0) - 1)).load()
    moved = np.abs(change).max("time").to_series().dropna().sort_values(ascending=False)
    weight = base.isel(time=0).to_series() if name == "research" else ds.research.isel(run=BASELINE, time=0).to_series()
    weighty = [c for c in moved.index if weight[c] >= 0.005 * weight.sum()]
    shown = list(dict.fromkeys([*(c for c in named if c in moved.index), *weighty]))[:_MOST_LINES]
    if not shown:
        raise SunderError(f"{name} is recorded for nobody in this result")
    for i, country in enumerate(shown):
        ax.plot(change.time, change.sel(country=country), color=style.COLOURS[i], label=country)
    style.zero(ax)
    ax.set_ylabel("% against baseline")
    ax.set_title(title)
    style.mark(ax, ds)
    ax.legend(loc="best", ncols=2)
