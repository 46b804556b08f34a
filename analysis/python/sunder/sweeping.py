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

_INDEX, _MANIFEST = "sweep.h5", "manifest.csv"
_FAILED_DRAWS = 4  # exit code
_MOST_REASONS = 5


def sweep(what: decks.Deck, /, *, output: str | os.PathLike[str] | None = None, jobs: int | None = None, resume: bool = False,
          force: bool = False) -> xr.Dataset:
    """Runs every draw of a sweep (in a job array or under mpirun: this process's share) and opens its index.

    what:   name of a sweep (scenarios/sweeps), its file, or its content as a dict
    output: folder to keep; default: one that goes away with the process
    jobs:   batches of draws at a time (default: every core)
    resume: go on with a folder that is not finished;  force: begin a finished one anew

    Returns `sweep.h5` as a Dataset; values are read when they are used:

        axis_value(draw, axis)                   what was drawn, axis_units; a measure is 0 (off) or 1, a list the place in it
        indicator_value(draw, indicator)         scenario against the same draw's baseline, in indicator_units (NaN: draw not there)
        indicator_quantile(indicator, quantile)  over the draws that are there
        sobol_first, sobol_total(indicator, axis), each with _low and _high: 90 % of bootstrap values. NaN: not a Saltelli design
        draw_state(draw)                         0 missing, 1 done, 2 failed
        and the series that the sweep keeps, with a leading dimension draw: welfare(draw, run, time, country), ...

    SunderError: the sweep is refused (code 2, 3), draws failed (4) or it was stopped (130, 143). After the last two `error.folder`
    holds what was done: collect() opens it, sweep(..., output=error.folder, resume=True) goes on.
    """
    folder = Path(output) if output is not None else scratch.new_path("sweep", "")
    with decks.on_disk(what, "sweep") as source:
        arguments: list[str | os.PathLike[str]] = ["sweep", source, "-o", folder]
        arguments += ["--jobs", str(jobs)] if jobs is not None else []
        arguments += [f"--{name}" for name, on in (("resume", resume), ("force", force)) if on]
        try:
            said = program.call(arguments)
        except SunderError as error:
            raise _unfinished(error, folder) from error
    if "When all tasks are through" in said:  # one share of many: the index holds what is there by now
        return collect(folder)
    return open_result(folder / _INDEX)


def _unfinished(error: SunderError, folder: Path) -> SunderError:
    """The error with what can be done about it."""
    if error.code == _FAILED_DRAWS and (folder / _MANIFEST).is_file():
        reasons = failures(folder)
        lines = [*error.lines, *(f"draw {draw}: {_first_line(reason)}" for draw, reason in reasons.head(_MOST_REASONS).items())]
        lines += [f"... and {len(reasons) - _MOST_REASONS} more: sunder.failures(folder)"] if len(reasons) > _MOST_REASONS else []
        return SunderError([*lines, f"the other draws are in {folder}: sunder.collect(folder) opens them"], error.code, folder)
    stopped = error.code < 0 or error.code > 128
    if stopped and folder.is_dir():
        return SunderError([*error.lines, f"what was done is in {folder}: sweep(..., output=folder, resume=True) goes on"], error.code, folder)
    return error


def _first_line(reason: str) -> str:
    first, *others = reason.splitlines() or [""]
    return first + (f" (and {len(others)} like it)" if others else "")


def failures(folder: str | os.PathLike[str]) -> pd.Series:
    """Why draws failed, by draw: the reasons in the folder's manifest.csv, a line each fault. SunderError: not the folder of a sweep."""
    path = Path(folder) / _MANIFEST
    if not path.is_file():
        raise SunderError(f"{path}: not there; sunder.collect(folder) makes it in the folder of a sweep")
    table = pd.read_csv(path, index_col="draw", keep_default_na=False)
    return table.loc[table.state == "failed", "reason"]


def collect(folder: str | os.PathLike[str], *, copy: bool = False) -> xr.Dataset:
    """The index of a sweep's folder, made anew from the draws that are there (`sunder collect`); the others are NaN. See sweep().

    copy: the series themselves go into sweep.h5, which can then leave its folder; otherwise they stay in the run files beside it.
    SunderError: not the folder of a sweep, or another program made its runs.
    """
    program.call(["collect", folder, *(["--copy"] if copy else [])])
    return open_result(Path(folder) / _INDEX)


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
        raise SunderError(f"this sweep's design has no Sobol indices for {indicator}: they need [design] kind = \"saltelli\"")
    return table.sort_values("sobol_total", ascending=False)
