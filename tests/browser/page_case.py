# SPDX-License-Identifier: Apache-2.0
"""A page in a browser, and what holds for the page of every kind of result. SUNDER_PROGRAM: the program."""
import ast
import contextlib
import csv
import io
import json
import os
import subprocess
import tempfile
import unittest
import warnings
import zipfile
from pathlib import Path

warnings.filterwarnings("ignore", message="numpy.ndarray size changed")

import matplotlib
import matplotlib.axes

matplotlib.use("Agg")

from browser import Browser

PROGRAM = os.environ["SUNDER_PROGRAM"]
SOURCES = Path(os.environ.get("SUNDER_SOURCE_DIR", Path(__file__).resolve().parents[2])) / "analysis/page"
FLOAT = 1e-6  # the page carries single precision: 24 bits, 6e-8 relative; sums of hundreds of them stay below this
ARROW_RIGHT, TAB = "\ue014", "\ue004"


def sunder(*args, code=0):
    done = subprocess.run([PROGRAM, *map(str, args)], capture_output=True, text=True)
    assert done.returncode == code, (args, done.returncode, done.stdout[-500:], done.stderr[-500:])
    return done


def year_means(series, year):
    """Mean of the months of a year, a month being the mean of the weeks that begin in it: what the page says it shows."""
    return series.resample(time="MS").mean().sel(time=str(year)).mean("time")


def legend(data, name, field):
    """Field of the lines of a legend of the file by the label that opens the line."""
    return {line.split(" | ")[0]: line.split(" | ")[field] for line in reversed(data.attrs[name].splitlines())}


class PageCase(unittest.TestCase):
    """A page made once for the class, in a browser of its own."""
    window = (1280, 900)

    @classmethod
    def make(cls, folder):
        """Makes the result; its path."""
        raise NotImplementedError

    @classmethod
    def setUpClass(cls):
        if cls.__name__ in ("PageCase", "Looks"):
            raise unittest.SkipTest("a base class")
        cls.folder = tempfile.TemporaryDirectory(prefix="sunder-page-")
        cls.result = cls.make(Path(cls.folder.name))
        cls.page = Path(cls.folder.name) / "page.html"
        sunder("report", cls.result, "-o", cls.page)
        cls.browser = Browser(*cls.window)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.folder.cleanup()

    def setUp(self):
        self.browser.open(self.page)

    def js(self, script, *args):
        return self.browser.run(script, *args)

    def table(self, figure):
        """Rows of a chart's data as dictionaries: what its CSV holds."""
        table = self.js("return document.getElementById(arguments[0]).spec.table()", figure)
        return [dict(zip(table["columns"], row)) for row in table["rows"]]

    def cards(self):
        return self.js("return Object.fromEntries([...document.querySelectorAll('.card')].map(c => [c.dataset.card, +c.dataset.raw]))")

    def press(self, css):
        self.js("document.querySelector(arguments[0]).scrollIntoView({block: 'center', behavior: 'instant'})", css)
        self.browser.click(css)


class Looks:
    """What holds for the page of every kind of result."""

    def test_every_chart_draws_something_of_some_size(self):
        charts = self.js("""return [...document.querySelectorAll('.figure')].map(f => {
            const marks = [...f.querySelectorAll('svg path, svg rect, svg circle, svg line')].filter(m => {
                const b = m.getBoundingClientRect(); return b.width + b.height > 2; });
            return [f.id, marks.length, f.querySelector('svg')?.getBoundingClientRect().width ?? 0]; })""")
        self.assertGreaterEqual(len(charts), 2)
        for name, marks, width in charts:
            self.assertGreater(marks, 3, name)
            self.assertGreater(width, 200, name)

    def test_nothing_leaves_the_page_and_the_console_is_silent(self):
        self.browser.requests()
        self.browser.console()
        self.browser.open(self.page)
        self.assertEqual([u for u in self.browser.requests() if not u.startswith("blob:")], [f"file://{self.page}"])
        self.assertEqual(self.browser.console(), [])

    def test_what_is_folded_is_open_on_paper_alone(self):
        count = "return document.querySelectorAll('#method details:not([open])').length"
        folded = self.js(count)
        self.assertGreater(folded, 0)
        self.js("""window.seen = []; addEventListener('beforeprint', () => window.seen.push(
                     document.querySelectorAll('#method details:not([open])').length))""")
        self.browser.devtools("Page.printToPDF")
        self.assertEqual(self.js("return window.seen"), [0])
        self.assertEqual(self.js(count), folded)

    def test_its_policy_forbids_every_address(self):
        self.js("""window.refused = []; document.addEventListener('securitypolicyviolation', e => refused.push(e.effectiveDirective));
                   const i = new Image(); i.src = 'file:///nowhere.png'; document.body.append(i); fetch('file:///nowhere').catch(() => 0);""")
        self.browser.wait("return window.refused.length >= 2")
        self.assertEqual(set(self.js("return refused")), {"img-src", "connect-src"})
        self.browser.console()

    def test_chinese_replaces_every_heading_and_button(self):
        words = "return [...document.querySelectorAll('h2, h3, summary, .controls button, nav a')].map(e => e.textContent)"
        english = self.js(words)
        self.press("#language [data-value=zh]")
        chinese = self.js(words)
        self.assertEqual(self.js("return document.documentElement.lang"), "zh-CN")
        self.assertEqual(len(english), len(chinese))
        for before, after in zip(english, chinese):
            self.assertRegex(after, r"[\u4e00-\u9fff]", f"{before!r} became {after!r}")
            self.assertNotRegex(before, r"[\u4e00-\u9fff]")

    def test_no_section_is_a_heading_alone(self):
        empty = self.js("return [...document.querySelectorAll('section')].filter(s => [...s.children].every(e => e.matches('h2') || !e.textContent.trim())).map(s => s.id)")
        self.assertEqual(empty, [])

    def test_dark_is_dark_and_light_is_light(self):
        def light(theme):
            self.press(f"#theme [data-value={theme}]")
            values = self.js("return getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number)")
            return sum(values[:3]) / 3
        self.assertGreater(light("light"), 200)
        self.assertLess(light("dark"), 60)

    def test_texts_contrast_with_their_background(self):
        """WCAG AA: 4.5 for the soft grey on paper, in both themes."""
        for theme in ("light", "dark"):
            self.press(f"#theme [data-value={theme}]")
            ratio = self.js("""const probe = document.createElement('span'); document.body.append(probe);
                const lum = name => { probe.style.color = `var(${name})`;
                    const c = getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
                        .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2] + 0.05; };
                const against = (a, b) => Math.max(lum(a), lum(b)) / Math.min(lum(a), lum(b));
                return Math.min(...['--ink', '--soft', '--gain', '--loss', '--scenario'].flatMap(a => ['--paper', '--card'].map(b => against(a, b))))""")
            self.assertGreaterEqual(ratio, 4.5, theme)

    def test_every_chart_and_control_has_a_name_for_screen_readers(self):
        nameless = self.js("""return [...document.querySelectorAll('svg[role=img], svg [tabindex], select, input, button')].filter(e =>
            !(e.getAttribute('aria-label') || e.textContent.trim() && e.tagName === 'BUTTON' || e.closest('label')?.textContent.trim())).map(e => e.outerHTML.slice(0, 80))""")
        self.assertEqual(nameless, [])

    def test_the_tab_key_reaches_controls_buttons_and_charts(self):
        reached = set()
        self.js("document.activeElement.blur(); window.scrollTo(0, 0)")
        for _ in range(120):
            self.browser.call("POST", "/actions", {"actions": [{"type": "key", "id": "k", "actions": [
                {"type": "keyDown", "value": TAB}, {"type": "keyUp", "value": TAB}]}]})
            reached.add(self.js("const a = document.activeElement; return a.closest('svg') ? 'chart' : a.className === 'csv' ? 'csv' : a.tagName"))
        self.assertLessEqual({"BUTTON", "chart", "csv", "SUMMARY", "A"}, reached)

    def test_400_pixels_are_enough(self):
        self.browser.devtools("Emulation.setDeviceMetricsOverride", width=400, height=800, deviceScaleFactor=1, mobile=True)
        try:
            self.browser.open(self.page)
            for language in ("en", "zh"):
                self.js("document.querySelector(`#language [data-value=${arguments[0]}]`).click()", language)
                self.assertLessEqual(self.js("return document.documentElement.scrollWidth"), 400)
        finally:
            self.browser.devtools("Emulation.clearDeviceMetricsOverride")

    def test_the_table_opens_with_as_many_rows_as_the_data(self):
        for figure in self.js("return [...document.querySelectorAll('.figure')].map(f => f.id)"):
            self.js("document.querySelector(`#${arguments[0]} details.table`).open = true", figure)
            shown = self.browser.wait("return document.querySelectorAll(`#${arguments[0]} .table tbody tr`).length", figure)
            self.assertEqual(shown, min(300, len(self.table(figure))), figure)

    def test_csv_and_svg_can_be_taken_away(self):
        figure = self.js("return document.querySelectorAll('.figure')[1].id")
        for kind in ("csv", "svg"):
            self.press(f"#{figure} .buttons .{kind}")
        files = {name: Path(path).read_bytes().decode("utf-8-sig") for name, path in self.taken(f"{figure}.csv", f"{figure}.svg").items()}
        rows = list(csv.DictReader(io.StringIO(files[f"{figure}.csv"])))
        self.assertEqual(len(rows), len(self.table(figure)))
        self.assertTrue(files[f"{figure}.svg"].startswith("<svg xmlns="))
        self.assertIn("<path" if "<path" in files[f"{figure}.svg"] else "<rect", files[f"{figure}.svg"])

    def test_the_line_of_python_beside_every_chart_runs_on_the_file(self):
        for figure in self.js("return [...document.querySelectorAll('.figure')].map(f => f.id)"):
            answer = self.answer_of(self.js("return document.getElementById(arguments[0]).spec.python()", figure))
            something = (lambda a: a.has_data()) if isinstance(answer, matplotlib.axes.Axes) else len if hasattr(answer, "__len__") else abs
            self.assertTrue(something(answer), figure)  # of a plot, a table or printed text, a number

    def answer_of(self, code):
        """Runs a chart's Python beside the result; the value of its last line, or what it printed."""
        lines = ast.parse(code)
        last = lines.body.pop()
        names = {}
        with contextlib.chdir(self.result.parent), contextlib.redirect_stdout(io.StringIO()) as said:
            exec(compile(lines, "chart", "exec"), names)
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), "chart", "eval"), names)
                return said.getvalue() if value is None else value
            exec(compile(ast.Module([last], []), "chart", "exec"), names)
        return said.getvalue()

    def taken(self, *names):
        """Paths of files that the page gave, once they are whole."""
        for _ in range(500):
            have = {os.path.basename(p): p for p in self.browser.downloads()}
            if set(names) <= set(have):
                return {name: have[name] for name in names}
            self.js("return new Promise(r => setTimeout(r, 20))")
        self.fail(f"waited for {names}, got {sorted(have)}")

    def test_the_zip_holds_every_chart_and_opens_elsewhere(self):
        self.press("#zip")
        name = f"{self.result.stem}-page.zip"
        with zipfile.ZipFile(self.taken(name)[name]) as archive:
            self.assertIsNone(archive.testzip())
            for figure in self.js("return [...document.querySelectorAll('.figure')].map(f => f.id)"):
                rows = list(csv.DictReader(io.StringIO(archive.read(f"figures/{figure}.csv").decode("utf-8-sig"))))
                self.assertEqual(len(rows), len(self.table(figure)), figure)
            self.assertIn("Not a forecast", archive.read("README.txt").decode())
            self.assertEqual(len(json.loads(archive.read("metadata.json"))["figures"]), len(archive.namelist()) - 4)
            self.assertIn("title", archive.read("deck.toml").decode())
