# SPDX-License-Identifier: Apache-2.0
"""Results of this build for the tests: the teaching economy, half a second a run."""

import os
import warnings
from functools import lru_cache
from pathlib import Path

os.environ.setdefault("MPLBACKEND", "agg")
warnings.filterwarnings("ignore", message="numpy.ndarray size changed")

import sunder  # noqa: E402

SOURCE = Path(os.environ["SUNDER_SOURCE_DIR"])


@lru_cache
def tools():
    """Tool controls of USA and NLD against CHN."""
    return sunder.run("mini-tools")


@lru_cache
def study():
    return sunder.cost(draws=1000, sobol_draws=64)
