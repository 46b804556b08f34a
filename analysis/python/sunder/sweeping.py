# SPDX-License-Identifier: Apache-2.0
"""Sweeps over parameters (`sunder sweep`, `sunder collect`)."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import xarray as xr

from . import deck as decks
from . import program, scratch
from .errors import SunderError
from .result import need
from .result import open as open_result


def sweep(what: decks.Deck, /, *, output: str | os.PathLike[str] | None = None, jobs: int | None = None, resume: bool = False) -> xr.Dataset:
    """Runs every draw of a sweep and opens its index.

    what:   name of a sweep (scenarios/sweeps), its file, or its content as a dict
    output: folder to keep; default: one that goes away with the process
    jobs:   draws at a time;  resume: go on with a folder that is not finished

    Returns `sweep.h5`: axis_value(draw, axis), indicator_value(draw, indicator) (scenario less baseline of the same draw, in
    indicator_units), indicator_quantile(indicator, quantile), sobol_first and sobol_total (indicator, axis) with _low and _high, NaN
    where the design has none, and the runs' series with a leading dimension draw. SunderError: the sweep is refused.
    """
    folder = Path(output) if output is not None else scratch.new_path("sweep", "")
    with decks.on_disk(what, "sweep") as source:
        arguments: list[str | os.PathLike[str]] = ["sweep", source, "-o", folder]
        arguments += ["--jobs", str(jobs)] if jobs is not None else []
        arguments += ["--resume"] if resume else []
        program.call(arguments)
    return collect(folder)


def collect(folder: str | os.PathLike[str]) -> xr.Dataset:
    """The index of a sweep's folder, made anew from the draws that are there (`sunder collect`). See sweep()."""
    program.call(["collect", folder])
    return open_result(Path(folder) / "sweep.h5")


def draws(index: xr.Dataset) -> pd.DataFrame:
    """One row a draw: its axes, then its indicators. What people regress and plot."""
    need(index, "axis_value", "indicator_value")
    return pd.concat([index.axis_value.to_pandas(), index.indicator_value.to_pandas()], axis=1)


def sensitivities(index: xr.Dataset, indicator: str) -> pd.DataFrame:
    """Of one indicator by axis, largest first: first and total Sobol indices with their bootstrap bands. SunderError: an unknown
    indicator, or a design without indices."""
    need(index, "sobol_first", "sobol_total")
    if indicator not in index.indicator.values:
        raise SunderError(f"no indicator '{indicator}'; there are {', '.join(map(str, index.indicator.values))}")
    names = [n for n in ("sobol_first", "sobol_first_low", "sobol_first_high", "sobol_total", "sobol_total_low", "sobol_total_high") if n in index]
    table = index[names].sel(indicator=indicator).to_dataframe()[names]
    if table.sobol_total.isna().all():
        raise SunderError(f"this sweep's design has no Sobol indices for {indicator}; choose the design that has")
    return table.sort_values("sobol_total", ascending=False)
