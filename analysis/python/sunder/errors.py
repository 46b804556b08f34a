# SPDX-License-Identifier: Apache-2.0
"""The one exception of this package."""

from __future__ import annotations

from pathlib import Path


class SunderError(Exception):
    """What the program refused, or why a file cannot be read.

    lines:  one message each; of decks `file:line:col: error: ...`, as the program prints them.
    code:   exit code of the program (2 bad input, 3 cannot read or write, 4 an identity failed its audit or draws of a sweep failed,
            130 and 143 interrupted, below 0 killed by that signal); 0 if it was not run.
    folder: of a sweep that was not finished: where its draws lie, for sunder.collect(folder) or sweep(..., resume=True).
    """

    def __init__(self, lines: list[str] | str, code: int = 0, folder: Path | None = None) -> None:
        self.lines: list[str] = [lines] if isinstance(lines, str) else list(lines)
        self.code = code
        self.folder = folder
        super().__init__("\n".join(self.lines))
