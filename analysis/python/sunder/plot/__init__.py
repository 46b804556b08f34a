# SPDX-License-Identifier: Apache-2.0
"""Figures for papers, one call each; every one returns its axes, for titles and `savefig` of your own."""

from .cost import cost
from .prices import prices
from .risk import risk
from .sweep import sweep
from .technology import technology
from .trade import trade

__all__ = ["cost", "prices", "risk", "sweep", "technology", "trade"]
