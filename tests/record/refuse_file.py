#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""refuse_file.py RECORD_SAMPLE: the reader says what is wrong with files that are not finished results of its own format,
and still reads one to which another tool has added."""
import os
import shutil
import subprocess
import sys
import tempfile
import warnings

warnings.filterwarnings("ignore", message="numpy.ndarray size changed")

import h5py
import netCDF4


def main():
    sample = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        good, path = os.path.join(folder, "good.h5"), os.path.join(folder, "changed.h5")
        subprocess.run([sample, good], check=True)

        def read(change):
            shutil.copy(good, path)
            change(path)
            done = subprocess.run([sample, "--read", path], capture_output=True, text=True)
            return done.returncode, (done.stdout + done.stderr).strip().removeprefix(path + ": ")

        def h5(change):
            def run(path):
                with h5py.File(path, "a") as f:
                    change(f)
            return run

        def set_attribute(name, value):
            return h5(lambda f: f.attrs.__setitem__(name, value))

        def append(path):
            with netCDF4.Dataset(path, "a") as f:
                f.createDimension("firm", 2)
                f.createVariable("firm", "i4", ("firm",))[:] = [1, 2]
                f.createVariable("mine", "f8", ("country", "firm"))[:] = 1.0

        assert read(lambda path: None) == (0, "7 variables")
        assert read(h5(lambda f: f.attrs.__delitem__("complete"))) == (3, "is not complete: its writer was stopped")
        assert read(set_attribute("complete", 0)) == (3, "is not complete: its writer was stopped")
        assert read(set_attribute("format_version", 2)) == (3, "has format_version 2; this program reads 1 to 1")
        assert read(h5(lambda f: f.attrs.__delitem__("format_version"))) == (
            3, "is not a result of sunder: it has no format_version")
        assert read(append) == (0, "7 variables"), read(append)
        assert read(h5(lambda f: f.create_group("notes"))) == (0, "7 variables")
        assert read(h5(lambda f: f["decision_kind"].__setitem__(1, 9))) == (3, "a decision has the unknown flag 9")
        assert read(h5(lambda f: f.__delitem__("decision_cause")))[0] == 3
        no_country = read(h5(lambda f: f.__delitem__("country")))
        assert no_country == (3, "dimension 2 of 'output' has no coordinate"), no_country
    print("refused what is not a finished result")


if __name__ == "__main__":
    main()
