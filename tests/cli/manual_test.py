#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Manual page and completions, read by the real man, bash and zsh; the package by the real dpkg."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ["SUNDER_PROGRAM"]
BUILD = os.environ["SUNDER_BUILD"]
NO_ADDRESS = "bogus-mail-host,bogus-mail-host-in-debian-changelog"  # the project has no mailbox


def output(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, timeout=100, check=True, **more).stdout


COMMANDS = [line.split()[0] for line in output(PROGRAM, "--help").split("\n\n")[2].splitlines()]


class Manual(unittest.TestCase):
    def test_man_shows_each_command_and_option_without_a_warning(self):
        page = output(PROGRAM, "manual")
        shown = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-"], input=page, capture_output=True, text=True,
                               env={**os.environ, "MANWIDTH": "100", "MAN_KEEP_FORMATTING": ""}, check=True)
        self.assertEqual(shown.stderr, "")
        self.assertGreater(len(COMMANDS), 10)
        for command in COMMANDS:
            self.assertIn(f"sunder {command}", shown.stdout)
        self.assertIn("--attribute", shown.stdout)
        self.assertIn("EXIT STATUS", shown.stdout)


class Completion(unittest.TestCase):
    """The words before the cursor, and what the shell offers."""

    def setUp(self):
        self.path = {**os.environ, "PATH": f"{pathlib.Path(PROGRAM).parent}:{os.environ['PATH']}"}

    def bash(self, *words):
        script = ('source <(sunder manual --bash); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                  '_sunder; printf "%s\\n" "${COMPREPLY[@]}"')
        return output("bash", "-c", script, "bash", *words, env=self.path, cwd="/").split()

    def zsh(self, *words):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "_sunder").write_text(output(PROGRAM, "manual", "--zsh"))
            script = ('function compadd { shift; print -l -- "$@" }; function _describe { print -l -- "${(P@)2}" }; '
                      'function _files { : }; fpath=($1 $fpath); shift; autoload -Uz _sunder; words=("$@"); CURRENT=$#; _sunder')
            return output("zsh", "-f", "-c", script, "zsh", folder, *words, env=self.path).splitlines()

    def test_commands(self):
        self.assertEqual(self.bash("sunder", "va"), ["validate"])
        self.assertEqual([row.split(":")[0] for row in self.zsh("sunder", "")], COMMANDS)

    def test_options_of_the_command(self):
        self.assertEqual(self.bash("sunder", "run", "--dec"), ["--decompose"])
        self.assertIn("--decompose", self.zsh("sunder", "run", "--"))
        self.assertNotIn("--decompose", self.zsh("sunder", "check", "--"))

    def test_names_of_decks(self):
        self.assertEqual(self.bash("sunder", "run", "mini-t"), ["mini-tools"])
        self.assertIn("mini-tools", self.zsh("sunder", "run", ""))


class Package(unittest.TestCase):
    """Installed into an empty folder, the program runs there and finds its decks; the archive is one that dpkg reads."""

    def test_installed_program_runs_and_has_its_pages(self):
        with tempfile.TemporaryDirectory() as folder:
            output("cmake", "--install", BUILD, "--prefix", folder)
            root = pathlib.Path(folder)
            self.assertIn("flagship", output(str(root / "bin/sunder"), "list", "decks", "--names"))
            for name in ("share/man/man1/sunder.1.gz", "share/bash-completion/completions/sunder",
                         "share/zsh/vendor-completions/_sunder", "share/doc/sunder/copyright",
                         "share/doc/sunder/examples/scenarios/flagship.toml"):
                self.assertTrue((root / name).is_file(), name)
            output(str(root / "bin/sunder"), "cost", "--static", "--draws", "100", "-o", f"{folder}/cost.h5")
            output(str(root / "bin/sunder"), "report", f"{folder}/cost.h5", "-o", f"{folder}/cost.html")
            self.assertIn("sunder-data", (root / "cost.html").read_text())

    def test_package_holds_program_pages_and_dependencies(self):
        with tempfile.TemporaryDirectory() as folder:
            output("cpack", "--config", f"{BUILD}/CPackConfig.cmake", "-B", folder)
            (package,) = pathlib.Path(folder).glob("*.deb")
            self.assertTrue(package.name.startswith("sunder_"))
            files = output("dpkg-deb", "--contents", str(package))
            for name in ("./usr/bin/sunder", "./usr/share/man/man1/sunder.1.gz", "completions/sunder"):
                self.assertIn(name, files)
            self.assertIn("libhdf5", output("dpkg-deb", "--field", str(package), "Depends"))
            if shutil.which("lintian") is not None:
                tags = subprocess.run(["lintian", "--fail-on", "error", "--suppress-tags", NO_ADDRESS, str(package)], capture_output=True, text=True)
                self.assertEqual(tags.returncode, 0, tags.stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv)
