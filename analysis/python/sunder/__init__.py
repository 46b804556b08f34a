# SPDX-License-Identifier: Apache-2.0
"""Runs the simulator `sunder` and looks at its results.

    import sunder
    ds = sunder.run("flagship", switch={"redesign": False})     # or sunder.open("flagship.h5")
    print(ds.sunder.headline())
    ds.sunder.diff("output").output.sel(country="CHN")
    ds.sunder.plot.trade()
"""

from . import accessor, indicators, legend, plot
from .comparing import compare
from .cost import cost, published
from .errors import SunderError
from .headline import Headline, headline
from .listing import list
from .result import by_bloc, diff, open, yearly
from .running import attribution, printed, rerun, run
from .sweeping import collect, draws, failures, sensitivities, sweep

__all__ = ["Headline", "SunderError", "accessor", "attribution", "by_bloc", "collect", "compare", "cost", "diff", "draws", "failures", "headline",
           "indicators", "legend", "list", "open", "plot", "printed", "published", "rerun", "run", "sensitivities", "sweep", "yearly"]
