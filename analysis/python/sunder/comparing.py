# SPDX-License-Identifier: Apache-2.0
"""Two results side by side (`sunder compare`)."""

from __future__ import annotations

import os

import numpy as np
import pandas as pd
import xarray as xr

from .result import BASELINE, SCENARIO, need_two_runs
from .result import open as open_result


def compare(a: xr.Dataset | str | os.PathLike[str], b: xr.Dataset | str | os.PathLike[str]) -> pd.DataFrame:
    """What the measures do to each country in the one result and in the other: the effects that `sunder compare A B` prints.

    Rows (variable, country), columns a, b and unit. Values are means over the run, scenario / baseline - 1 (unit "share"), or their
    difference in the variable's unit where a baseline is 0. Rows that are 0 in both are left out; the largest difference comes first.
    """
    one, other = (x if isinstance(x, xr.Dataset) else open_result(x) for x in (a, b))
    need_two_runs(one)
    need_two_runs(other)
    parts = [_effects(one, other, str(name)) for name in one.data_vars if name in other and one[name].dims in _SERIES and other[name].dims == one[name].dims]
    table = pd.concat(parts).dropna()  # NaN: not recorded
    table = table[(table.a != 0) | (table.b != 0)]
    order = np.lexsort((-(table.b - table.a).abs().to_numpy(), (table.unit != "share").to_numpy()))
    return table.iloc[order]


_SERIES = {("run", "time", "country"), ("run", "month", "country")}


def _effects(a: xr.Dataset, b: xr.Dataset, name: str) -> pd.DataFrame:
    means = [ds[name].mean(str(ds[name].dims[1])).isel(run=[BASELINE, SCENARIO]).transpose("country", "run").to_pandas() for ds in (a, b)]
    codes = [c for c in means[0].index if c in means[1].index]
    base, scenario = (np.column_stack([m.loc[codes].iloc[:, run] for m in means]) for run in (0, 1))
    change = scenario - base
    share = (base != 0).all(axis=1)
    change[share] /= base[share]
    change[(change == 0).all(axis=1)] = 0.0
    index = pd.MultiIndex.from_product([[name], codes], names=["variable", "country"])
    return pd.DataFrame({"a": change[:, 0], "b": change[:, 1], "unit": np.where(share, "share", a[name].attrs.get("units", ""))}, index=index)
