#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""normalise.py [--check] NOTEBOOK...: the form in which notebooks lie in the repository.

No outputs, no counts, no traces of an editor: so that a change of a notebook is a change of its text. --check only says what differs,
and which notebooks beside this file were not named (exit 1).
"""

import json
import sys
from pathlib import Path

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def normal(text):
    cells = []
    for cell in json.loads(text)["cells"]:
        source = cell["source"]
        lines = ("".join(source) if isinstance(source, list) else source).strip("\n").splitlines(keepends=True)
        kept = {"cell_type": cell["cell_type"], "metadata": {}, "source": lines}
        if cell["cell_type"] == "code":
            kept = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": lines}
        if lines:
            cells.append(kept)
    book = {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(book, indent=1, ensure_ascii=False) + "\n"


def main(arguments):
    check = arguments[:1] == ["--check"]
    paths = [Path(a).resolve() for a in arguments[check:]]
    missed = sorted(set(Path(__file__).resolve().parent.glob("*.ipynb")) - set(paths)) if check else []
    for path in missed:
        print(f"{path}: not in the list of notebooks that are tested", file=sys.stderr)
    wrong = len(missed)
    for path in paths:
        text = path.read_text(encoding="utf-8")
        if text == normal(text):
            continue
        wrong += 1
        if check:
            print(f"{path}: has outputs or another layout; run analysis/notebooks/normalise.py {path}", file=sys.stderr)
        else:
            path.write_text(normal(text), encoding="utf-8")
    return 1 if check and wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
