# SPDX-License-Identifier: Apache-2.0
"""`ds.sunder`: what this package does with a result, as methods of the Dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import xarray as xr

from . import headline as _headline
from . import legend, result


@xr.register_dataset_accessor("sunder")
class Result:
    """Functions of sunder.result, sunder.legend and sunder.headline, bound to a Dataset."""

    def __init__(self, ds: xr.Dataset) -> None:
        self._ds = ds

    def diff(self, *names: str, relative: bool = True) -> xr.Dataset:
        """See sunder.diff."""
        return result.diff(self._ds, *names, relative=relative)

    def by_bloc(self, *names: str, blocs: Mapping[str, str | Sequence[str]] | None = None) -> xr.Dataset:
        """See sunder.by_bloc."""
        return result.by_bloc(self._ds, *names, blocs=blocs)

    def yearly(self, *names: str) -> xr.Dataset:
        """See sunder.yearly."""
        return result.yearly(self._ds, *names)

    def headline(self) -> _headline.Headline:
        """See sunder.headline."""
        return _headline.headline(self._ds)

    @property
    def goods(self) -> pd.DataFrame:
        """See sunder.legend.goods."""
        return legend.goods(self._ds)

    @property
    def countries(self) -> pd.DataFrame:
        """See sunder.legend.countries."""
        return legend.countries(self._ds)

    @property
    def measures(self) -> pd.DataFrame:
        """See sunder.legend.measures."""
        return legend.measures(self._ds)

    @property
    def plot(self) -> Any:
        """Figures of sunder.plot with this Dataset as their first argument: `ds.sunder.plot.trade()`."""
        from . import plot

        return _Bound(plot, self._ds)


class _Bound:
    def __init__(self, module: Any, ds: xr.Dataset) -> None:
        self._module, self._ds = module, ds

    def __getattr__(self, name: str) -> Any:
        if name not in self._module.__all__:
            raise AttributeError(f"no figure '{name}'; there are {', '.join(self._module.__all__)}")
        return lambda *args, **kwargs: getattr(self._module, name)(self._ds, *args, **kwargs)

    def __dir__(self) -> list[str]:
        return list(self._module.__all__)
