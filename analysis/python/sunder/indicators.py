# SPDX-License-Identifier: Apache-2.0
"""Indicators of a result, as the program defines them: concentration, blocs, self-sufficiency, welfare.

Functions take a file `ds` (for its legend) and means of years `means` (result.yearly), and keep the dimension `run`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr

from . import legend

SINGLE_SHARE = 0.65  # a good with more than this in one country is a single point (BCG/SIA 2021)
WEEKS_IN_YEAR = 365.25 / 7


def of_countries(ds: xr.Dataset, means: xr.Dataset) -> dict[str, xr.DataArray]:
    """What the headline's table compares, by name; each (run, year, country), country "world" first."""
    aimed = legend.targets(ds)
    chips, tools = legend.of_kind(ds, "foundry", "chip"), legend.of_kind(ds, "tool")
    out = {"chip output": _with_world(means.output.sel(good=chips).sum("good")),
           "chip prices": _with_world(means.chip_price_index, adds_up=False),
           "tool output": _with_world(means.output.sel(good=tools).sum("good"))}
    if aimed:
        sales = means.trade_value.sel(importer=aimed).sum(["good", "importer"]).rename(exporter="country")
        sales = sales.where(~sales.country.isin(aimed))
        out["sales to " + "+".join(aimed)] = _with_world(sales)
    out["value added"] = _with_world(means.value_added_real)
    return out


def _with_world(value: xr.DataArray, adds_up: bool = True) -> xr.DataArray:
    world = value.sum("country", min_count=1) if adds_up else value.isel(country=0, drop=True) * np.nan
    return xr.concat([world.expand_dims(country=["world"]), value], "country").transpose("run", "year", "country")


def hhi(output: xr.DataArray, dim: str = "country") -> xr.DataArray:
    """Concentration of each good over countries: sum of squared shares, 1/n to 1; 0 where nothing is made."""
    total = output.sum(dim)
    return (output**2).sum(dim) / (total**2).where(total > 0, 1.0)


def largest_share(output: xr.DataArray, dim: str = "country") -> xr.DataArray:
    """Share of the largest maker of each good; 0 where nothing is made."""
    total = output.sum(dim)
    return output.max(dim) / total.where(total > 0, 1.0)


def chip_hhi(ds: xr.Dataset, output: xr.DataArray) -> xr.DataArray:
    """Concentration of chips: mean of the goods' HHI by their output in the baseline."""
    chips = output.sel(good=legend.of_kind(ds, "chip"))
    size = chips.isel(run=0).sum("country")
    return (hhi(chips) * size).sum("good") / size.sum("good")


def single_points(output: xr.DataArray) -> xr.DataArray:
    """Goods with over 65 % of their output in one country."""
    made = output.isel(run=0).sum("country") > 0
    return (largest_share(output) > SINGLE_SHARE) & made


def cross_bloc_share(trade: xr.DataArray, one: list[str], other: list[str]) -> xr.DataArray:
    """Border trade between two blocs, over all border trade with either of them at one end."""
    across = trade.sum("good")
    across = across.where(across.exporter != across.importer, 0.0)
    if not one or not other:
        return across.sum(["exporter", "importer"]) * np.nan
    from_one, to_one = across.exporter.isin(one), across.importer.isin(one)
    from_other, to_other = across.exporter.isin(other), across.importer.isin(other)
    crosses = (from_one & to_other) | (from_other & to_one)
    touches = from_one | to_one | from_other | to_other
    return across.where(crosses, 0.0).sum(["exporter", "importer"]) / across.where(touches, 0.0).sum(["exporter", "importer"])


def home_share(ds: xr.Dataset, means: xr.Dataset, country: str) -> xr.DataArray:
    """Share of a country's chip purchases that is made at home, base-year prices."""
    bought = means.trade_quantity.sel(good=legend.of_kind(ds, "chip"), importer=country).sum("good")
    return bought.sel(exporter=country) / bought.sum("exporter")


def welfare_musd_yr(means: xr.Dataset) -> xr.DataArray:
    """Scenario less baseline by country, mean over the years of the run, M$ a year."""
    return (means.welfare.isel(run=-1) - means.welfare.isel(run=0)).mean("year", skipna=False) * WEEKS_IN_YEAR


def self_harm_ratio(welfare: xr.DataArray, senders: list[str], targets: list[str]) -> float:
    """What senders lose for each dollar that targets lose; NaN where targets lose nothing."""
    if not senders or not targets:
        return float("nan")
    lost = -float(welfare.sel(country=targets).sum())
    return -float(welfare.sel(country=senders).sum()) / lost if lost > 0 else float("nan")
