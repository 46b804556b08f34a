# SPDX-License-Identifier: Apache-2.0
"""Risk in the chain: concentration, single points, bottlenecks."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes

from .. import indicators, legend
from ..result import BASELINE, SCENARIO, need, need_two_runs, yearly
from . import style

_KINDS = {"chip": "chips", "foundry": "foundry wafers", "tool": "tools", "material": "materials", "raw": "raw materials"}
_MOST_GOODS = 18
_MOST_BOTTLENECKS = 10


@style.styled
def risk(ds: xr.Dataset) -> np.ndarray[Any, np.dtype[Any]]:
    """Three panels: concentration (HHI) of each kind of good over the years; largest share of one country in each good, last year, for
    goods that pass 65 % in a run or come close; inputs that cost countries output beyond the baseline.

    Returns the three axes.
    """
    need_two_runs(ds)
    need(ds, "output", "limiting_input")
    means = yearly(ds, "output", "limiting_input").load()
    axes = style.mosaic("AB;CB", 5.2, width_ratios=[1.2, 1])
    _concentration(axes["A"], ds, means)
    _shares(axes["B"], ds, means)
    _bottlenecks(axes["C"], ds, means)
    return np.array([axes["A"], axes["B"], axes["C"]])


def _concentration(ax: Axes, ds: xr.Dataset, means: xr.Dataset) -> None:
    for i, (kind, label) in enumerate(_KINDS.items()):
        of = means.output.sel(good=legend.of_kind(ds, kind))
        size = of.isel(run=BASELINE).sum("country")
        if of.sizes["good"] == 0 or not bool((size > 0).any()):
            continue
        value = (indicators.hhi(of) * size).sum("good") / size.sum("good")
        colour = style.COLOURS[i]
        ax.plot(value.year, value.isel(run=BASELINE), color=colour, linestyle=(0, (4, 2)), linewidth=1.0)
        ax.plot(value.year, value.isel(run=SCENARIO), color=colour, label=label)
    ax.set_ylim(0, 1)
    ax.set_ylabel("HHI over countries, 0 to 1")
    ax.set_title("Concentration (dashed: baseline)")
    ax.xaxis.get_major_locator().set_params(integer=True, nbins=5)
    ax.legend(loc="upper left")


def _shares(ax: Axes, ds: xr.Dataset, means: xr.Dataset) -> None:
    last = means.output.isel(year=-1)
    share = 100 * indicators.largest_share(last)
    made = last.isel(run=BASELINE).sum("country") > 0
    top = share.max("run").where(made, 0.0).to_series().nlargest(_MOST_GOODS)
    order = share.isel(run=BASELINE).sel(good=list(top.index)).to_series().sort_values(kind="stable").index
    maker = last.isel(run=SCENARIO).idxmax("country").to_series()
    y = np.arange(len(order))
    before, after = (share.isel(run=run).sel(good=list(order)).values for run in (BASELINE, SCENARIO))
    ax.axvline(100 * indicators.SINGLE_SHARE, color="black", linewidth=0.8, linestyle=":")
    ax.hlines(y, before, after, color=style.GREY, linewidth=1.2)
    ax.plot(before, y, "o", color=style.GREY, markersize=5, label="baseline", markerfacecolor="white")
    ax.plot(after, y, "o", color=style.BLUE, markersize=3.5, label="scenario")
    names = style.short_names(ds, 22)
    ax.set_yticks(y, [f"{names[g]} ({maker[g]})" for g in order], fontsize=6.5)
    style.across(ax)
    ax.set_xlim(min(60.0, float(before.min()) - 3, float(after.min()) - 3), 102)
    ax.set_xlabel("largest maker's share, %")
    ax.set_title(f"Single points, {int(means.year[-1])}")
    ax.legend(loc="lower right")


def _bottlenecks(ax: Axes, ds: xr.Dataset, means: xr.Dataset) -> None:
    extra = means.limiting_input.isel(run=SCENARIO) - means.limiting_input.isel(run=BASELINE)
    worst = extra.max("year").to_series().dropna()
    worst = worst[worst > 0.01 * worst.max()].nlargest(_MOST_BOTTLENECKS).iloc[::-1]
    when = extra.idxmax("year").to_series()
    ax.set_title("Bottlenecks, worst year")
    ax.set_xlabel("output lost beyond baseline, M$ a week")
    if worst.empty:
        ax.annotate("no input costs output\nbeyond the baseline", (0.5, 0.5), xycoords="axes fraction", ha="center", color=style.GREY)
        ax.set_yticks([])
        return
    names = style.short_names(ds, 19)
    y = np.arange(len(worst))
    ax.barh(y, worst, color=style.LOSS, height=0.65)
    ax.set_yticks(y, [f"{names[good]} ({country} {int(when[country, good])})" for country, good in worst.index], fontsize=6.5)
    style.across(ax)
