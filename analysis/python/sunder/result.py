# SPDX-License-Identifier: Apache-2.0
"""Opens results and compares their runs."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pandas as pd
import xarray as xr

from . import legend
from .errors import SunderError

FORMAT_VERSION = 1
BASELINE, SCENARIO = 0, -1  # places in the dimension run


def open(path: str | os.PathLike[str]) -> xr.Dataset:  # noqa: A001
    """A result of `sunder run`, `sunder cost` or `sunder sweep` (its sweep.h5) as a Dataset; values are read when they are used.

    FileNotFoundError: no such file. SunderError: not HDF5, cut short, of another program or of another format version; the index of a
    sweep whose run files, which hold the series, are not beside it.
    """
    name = os.fspath(path)
    if not os.path.exists(name):
        raise FileNotFoundError(name)
    try:
        ds = xr.open_dataset(name, engine="h5netcdf")
    except Exception as error:  # whatever h5py finds wrong, the user's question is the same
        raise SunderError(f"{name}: not a finished result file (HDF5 expected): {str(error).splitlines()[0] if str(error) else error!r}") from error
    try:
        _check(name, ds)
    except SunderError:
        ds.close()
        raise
    return ds


def _check(name: str, ds: xr.Dataset) -> None:
    source, version = str(ds.attrs.get("source", "")), ds.attrs.get("format_version")
    if not source.startswith("sunder "):
        raise SunderError(f"{name}: written by {source or 'an unknown program'}; expected a result of sunder")
    if version != FORMAT_VERSION and not (version is None and "sweep" in ds.attrs):  # the index of a sweep has no number
        raise SunderError(f"{name}: format version {version} ({source}); this package reads version {FORMAT_VERSION}")
    if ds.attrs.get("complete") != 1:
        raise SunderError(f"{name}: not complete; the run that wrote it was cut short")
    if "draw_state" in ds:
        _check_runs(name, ds.draw_state.values == _DONE)


_DONE = 1  # draw_state


def _check_runs(name: str, done: np.ndarray[Any, np.dtype[Any]]) -> None:
    """HDF5 reads series whose files are gone as NaN without a word; so do the draws that were never done, and they are no fault."""
    with h5py.File(name, "r") as file:
        for dataset in file.values():
            if not dataset.is_virtual:
                continue
            files = [source.file_name for source, there in zip(dataset.virtual_sources(), done) if there]
            lost = [file_name for file_name in files if not (Path(name).parent / file_name).is_file()]
            if lost:
                raise SunderError(f"{name}: {len(lost)} of its run files are gone, {lost[0]} first; move the whole folder, or make one file of it: "
                                  "sunder collect DIR --copy")
            return  # all series have the same files


def need(ds: xr.Dataset, *names: str) -> None:
    """SunderError that names the file and what it lacks."""
    lacking = [name for name in names if name not in ds.variables]
    if lacking:
        where = ds.encoding.get("source", "this dataset")
        raise SunderError(f"{where}: no variable {', '.join(lacking)}; it has {', '.join(map(str, ds.data_vars))}")


def need_two_runs(ds: xr.Dataset) -> None:
    """SunderError: nothing to compare."""
    if "run" not in ds.dims:
        raise SunderError(f"{ds.encoding.get('source', 'this dataset')}: no dimension run; this needs a result of `sunder run`")
    if ds.sizes.get("run", 0) < 2:
        raise SunderError(f"{ds.encoding.get('source', 'this dataset')}: one run only; a comparison needs baseline and scenario (--lanes 2)")


def diff(ds: xr.Dataset, *names: str, relative: bool = True) -> xr.Dataset:
    """Scenario against baseline, variable by variable; the dimension `run` goes, all others stay.

    names:    variables (default: all, which reads the whole file)
    relative: scenario / baseline - 1 as a share, NaN where the baseline is 0; else scenario - baseline in the variable's unit
    """
    need_two_runs(ds)
    need(ds, *names)
    chosen = names or tuple(n for n, v in ds.data_vars.items() if "run" in v.dims and v.dtype.kind == "f")
    out = xr.Dataset(attrs={"title": ds.attrs.get("title", ""), "comparison": "scenario against baseline"})
    for name in chosen:
        baseline, scenario = ds[name].isel(run=BASELINE, drop=True), ds[name].isel(run=SCENARIO, drop=True)
        if relative:
            baseline = baseline.where(baseline != 0)
            out[name] = scenario / baseline - 1
        else:
            out[name] = scenario - baseline
        out[name].attrs = dict(ds[name].attrs, units="1" if relative else ds[name].attrs.get("units", ""))
    return out


def yearly(ds: xr.Dataset, *names: str) -> xr.Dataset:
    """Means over calendar years, dimension `year` in place of time or month: what the headline counts with. NaN stays NaN."""
    need(ds, *names)
    out = xr.Dataset()
    for name in names:
        dim = "time" if "time" in ds[name].dims else "month"
        years = ds[dim].dt.year
        parts = [ds[name].isel({dim: np.flatnonzero(years == y)}).mean(dim, skipna=False) for y in np.unique(years)]
        out[name] = xr.concat(parts, pd.Index(np.unique(years), name="year")).transpose("run", "year", ...)
        out[name].attrs = ds[name].attrs
    return out


def by_bloc(ds: xr.Dataset, *names: str, blocs: Mapping[str, str | Sequence[str]] | None = None) -> xr.Dataset:
    """Sums over blocs of countries: the dimensions country, exporter and importer hold blocs.

    names: variables that add up over countries, that is amounts of money (default: all; trade cubes are large)
    blocs: name -> countries or names of groups; who is in none is "others". Default: senders and targets of the measures
    SunderError: an unknown name, a country in two blocs, a variable that does not add up.
    """
    need(ds, *names)
    index = _blocs(ds, blocs)
    chosen = names or tuple(n for n, v in ds.data_vars.items() if _adds_up(v))
    out = xr.Dataset(attrs=ds.attrs)
    for name in chosen:
        value = ds[name]
        if not _adds_up(value):
            raise SunderError(f"{name} [{value.attrs.get('units', '')}] does not add up over countries; blocs are for amounts in M$")
        for dim in _COUNTRY_DIMS & set(value.dims):
            groups = index.reindex(value[dim].values).to_numpy()
            value = xr.concat([value.isel({dim: np.flatnonzero(groups == bloc)}).sum(dim, min_count=1) for bloc in index.unique()],
                              pd.Index(index.unique(), name=dim)).transpose(*value.dims)
        out[name] = value
        out[name].attrs = ds[name].attrs
    return out


_COUNTRY_DIMS = {"country", "exporter", "importer"}


def _adds_up(value: xr.DataArray) -> bool:
    return bool(_COUNTRY_DIMS & set(value.dims)) and str(value.attrs.get("units", "")).startswith("M$")


def _blocs(ds: xr.Dataset, blocs: Mapping[str, str | Sequence[str]] | None) -> pd.Series[Any]:
    """Bloc of each country."""
    if blocs is None:
        blocs = {"senders": legend.senders(ds), "targets": legend.targets(ds)}
    index = pd.Series("others", index=legend.countries(ds).index)
    for name, who in blocs.items():
        for code in legend.members(ds, who if isinstance(who, str) else list(who)):
            if index[code] != "others":
                raise SunderError(f"{code} is in two blocs: {index[code]} and {name}")
            index[code] = name
    order = [name for name in [*blocs, "others"] if (index == name).any()]
    return index.astype(pd.CategoricalDtype(order)).sort_values().astype(str)
