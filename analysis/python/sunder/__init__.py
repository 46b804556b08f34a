# SPDX-License-Identifier: Apache-2.0
"""Runs the simulator `sunder` and looks at its results.

    import sunder
    ds = sunder.run("flagship", switch={"redesign": False})     # or sunder.open("flagship.h5")
    print(ds.sunder.headline())
    ds.sunder.diff().output.sel(country="CHN")
    ds.sunder.plot.trade()
"""

from . import plot
from .cost import cost, published
from .errors import SunderError

__all__ = ["SunderError", "cost", "plot", "published"]
