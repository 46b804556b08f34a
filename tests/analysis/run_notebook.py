#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""run_notebook.py NOTEBOOK [--fails]: executes every cell as a student would; a cell that fails, fails the test.

With --fails: passes only if a copy with a failing cell at its end is refused, that is, if these tests can fail.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS_PER_CELL = 300  # far above any cell: only a hang gets there


def execute(path, folder, home):
    environment = dict(os.environ, IPYTHONDIR=home, JUPYTER_RUNTIME_DIR=home, JUPYTER_CONFIG_DIR=home, MPLCONFIGDIR=home,
                       PYDEVD_DISABLE_FILE_VALIDATION="1", PYTHONWARNINGS="ignore")
    command = ["jupyter-nbconvert", "--execute", "--to", "notebook", f"--ExecutePreprocessor.timeout={SECONDS_PER_CELL}",
               "--output-dir", home, str(path)]
    return subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
                          check=False)


def main(path, fails):
    path = Path(path).resolve()
    with tempfile.TemporaryDirectory(prefix="sunder-notebook-") as home:
        if fails:
            cells = [{"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": ["assert 1 == 2, 'as planned'"]}]
            book = dict(json.loads(path.read_text(encoding="utf-8")), cells=cells)
            path = Path(home) / "failing.ipynb"
            path.write_text(json.dumps(book), encoding="utf-8")
        done = execute(path, path.parent, home)
    if not fails:
        print(done.stdout if done.returncode else "", end="")
        return done.returncode
    refused = done.returncode != 0 and "as planned" in done.stdout
    print("" if refused else f"a failing cell gave exit code {done.returncode}:\n{done.stdout}", end="")
    return 0 if refused else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--fails" in sys.argv[2:]))
