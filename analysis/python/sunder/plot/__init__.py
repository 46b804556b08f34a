# SPDX-License-Identifier: Apache-2.0
"""Figures for papers, one call each; every one returns its axes, for titles and `savefig` of your own."""

from .cost import cost

__all__ = ["cost"]
