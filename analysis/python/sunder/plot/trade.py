# SPDX-License-Identifier: Apache-2.0
"""Trade between senders and targets: values, shares, and who steps in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes

from .. import legend
from ..result import BASELINE, SCENARIO, need, need_two_runs
from . import style
from .parties import Who, parties, name_of

_MONTHS = 12  # of a moving sum: a year, so that seasons and lumpy orders do not show


@style.styled
def trade(ds: xr.Dataset, sender: Who = None, target: Who = None, *, goods: Sequence[str] | None = None) -> np.ndarray[Any, np.dtype[Any]]:
    """Four panels: sales of the sender to the target and back; each one's share in the other's trade; whose sales to the target change
    most; which goods do.

    sender, target: countries or groups, one or several (default: issuers and targets of the measures)
    goods:          codes, or kinds such as "chip" and "tool" (default: all)
    Money is bn$ a year at current contract prices, sums over the twelve months before. Returns axes, shape (2, 2).
    """
    need_two_runs(ds)
    need(ds, "trade_value")
    us, them = parties(ds, sender, target)
    value = ds.trade_value if goods is None else ds.trade_value.sel(good=legend.pick(ds, goods))
    us_name, them_name = name_of(ds, us, sender), name_of(ds, them, target)
    axes = style.panels(2, 2, 5.4)
    by_pair = style.bn(value.sum("good", skipna=False)).load()
    _values(axes[0, 0], ds, by_pair, us, them, us_name, them_name)
    _shares(axes[0, 1], ds, by_pair, us, them, us_name, them_name)
    _who(axes[1, 0], by_pair, them, them_name)
    _what(axes[1, 1], ds, style.bn(value.sel(exporter=us, importer=them).sum(["exporter", "importer"])), us_name)
    return axes


def _year_sum(monthly: xr.DataArray) -> xr.DataArray:
    return monthly.rolling(month=_MONTHS).sum().isel(month=slice(_MONTHS - 1, None))


def _flow(by_pair: xr.DataArray, exporter: list[str], importer: list[str]) -> xr.DataArray:
    return by_pair.sel(exporter=exporter, importer=importer).sum(["exporter", "importer"])


def _values(ax: Axes, ds: xr.Dataset, by_pair: xr.DataArray, us: list[str], them: list[str], us_name: str, them_name: str) -> None:
    for flow, colour, label in ((_flow(by_pair, us, them), style.BLUE, f"{us_name} to {them_name}"),
                                (_flow(by_pair, them, us), style.ORANGE, f"{them_name} to {us_name}")):
        _two_runs(ax, _year_sum(flow), colour, label)
    ax.set_ylim(0, None)
    ax.set_ylabel("bn$ a year")
    ax.set_title("Sales across the border (dashed: baseline)")
    style.mark(ax, ds)
    ax.legend(loc="lower left")


def _two_runs(ax: Axes, flow: xr.DataArray, colour: str, label: str) -> None:
    ax.plot(flow.month, flow.isel(run=BASELINE), color=colour, linestyle=(0, (4, 2)), linewidth=1.0, alpha=0.8)
    ax.plot(flow.month, flow.isel(run=SCENARIO), color=colour, label=label)


def _border(by_pair: xr.DataArray) -> xr.DataArray:
    return by_pair.where(by_pair.exporter != by_pair.importer, 0.0)


def _shares(ax: Axes, ds: xr.Dataset, by_pair: xr.DataArray, us: list[str], them: list[str], us_name: str, them_name: str) -> None:
    border = _border(by_pair)
    outside_us = [c for c in border.exporter.values if c not in us]
    outside_them = [c for c in border.exporter.values if c not in them]
    lines = (
        (_flow(border, us, them), _flow(border, us, outside_us), style.BLUE, f"{them_name} in exports of {us_name}"),
        (_flow(border, them, us), _flow(border, outside_us, us), style.ORANGE, f"{them_name} in imports of {us_name}"),
        (_flow(border, us, them), _flow(border, outside_them, them), style.GREEN, f"{us_name} in imports of {them_name}"))
    for part, whole, colour, label in lines:
        _two_runs(ax, 100 * _year_sum(part) / _year_sum(whole), colour, label)
    ax.set_ylim(0, None)
    ax.set_ylabel("%, by value")
    ax.set_title("Shares (dashed: baseline)")
    style.mark(ax, ds)
    ax.legend(loc="lower left")


def _last_year(value: xr.DataArray) -> tuple[xr.DataArray, int]:
    year = int(value.month.dt.year[-1])
    return value.sel(month=value.month.dt.year == year).sum("month"), year


def _bars(ax: Axes, change: pd.Series[Any], count: int) -> None:
    """The largest changes, losses and gains apart."""
    change = change[change.abs() > 1e-9]
    chosen = change.loc[change.abs().sort_values(ascending=False).index[:count]].sort_values()
    y = np.arange(len(chosen))
    ax.barh(y, chosen, color=[style.GAIN if v > 0 else style.LOSS for v in chosen], height=0.65)
    style.across(ax)
    style.zero(ax, "x")
    ax.set_yticks(y, list(chosen.index))
    ax.set_xlabel("bn$ a year against baseline")


def _who(ax: Axes, by_pair: xr.DataArray, them: list[str], them_name: str) -> None:
    into = by_pair.sel(importer=them).sum("importer")
    sums, year = _last_year(into)
    change = (sums.isel(run=SCENARIO) - sums.isel(run=BASELINE)).to_series()
    home = change.loc[them].sum()
    change = change.drop(them)
    change["at home"] = home
    _bars(ax, change, 10)
    ax.set_title(f"Who sells more or less to {them_name}, {year}")


def _what(ax: Axes, ds: xr.Dataset, flow: xr.DataArray, us_name: str) -> None:
    sums, year = _last_year(flow.load())
    change = (sums.isel(run=SCENARIO) - sums.isel(run=BASELINE)).to_series()
    _bars(ax, change.rename(style.short_names(ds)), 10)
    ax.set_title(f"Goods of {us_name}, {year}")
