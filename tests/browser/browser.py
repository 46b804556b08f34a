# SPDX-License-Identifier: Apache-2.0
"""Headless Chromium through chromedriver by the WebDriver protocol: the little that the page's tests need."""
import base64
import json
import os
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--force-prefers-reduced-motion",
         "--lang=en-US", "--hide-scrollbars"]


def find(name, variable):
    """Path of a program: from the environment, else from PATH."""
    path = os.environ.get(variable) or shutil.which(name)
    if not path:
        raise FileNotFoundError(f"{name} is not installed")
    return path


class Browser:
    """One session with an empty profile. Use as a context."""

    def __init__(self, width=1280, height=900, flags=()):
        self.folder = tempfile.TemporaryDirectory(prefix="sunder-browser-")
        self.driver = subprocess.Popen([find("chromedriver", "SUNDER_CHROMEDRIVER"), "--port=0"], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True)
        self.session = None
        try:
            self.root = f"http://127.0.0.1:{self._port()}"
            self.session = self._start(width, height, flags)
            self.call("POST", "/url", {"url": "about:blank"})
            self.requests()  # those of the browser's own first page
        except BaseException:
            self.close()
            raise

    def _port(self):
        for line in self.driver.stdout:
            if "started successfully on port" in line:
                return int(line.rsplit(" ", 1)[1].strip(" .\n"))
        raise RuntimeError("chromedriver ended before it was ready")

    def _start(self, width, height, flags):
        options = {"binary": find("chromium", "SUNDER_CHROMIUM"),
                   "args": [*FLAGS, f"--window-size={width},{height}", f"--user-data-dir={self.folder.name}/profile", *flags],
                   "prefs": {"download.default_directory": f"{self.folder.name}/downloads", "download.prompt_for_download": False}}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options,
                  "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        return self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]

    def _call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.root + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"].split("\n")[0]) from None

    def call(self, method, path, body=None):
        return self._call(method, f"/session/{self.session}{path}", body)

    def open(self, page):
        """Opens a file and waits until the page has drawn itself."""
        self.call("POST", "/url", {"url": "file://" + str(page)})
        self.wait("return document.getElementById('page').getAttribute('aria-busy') === 'false'")

    def run(self, script, *args):
        return self.call("POST", "/execute/sync", {"script": script, "args": list(args)})

    def wait(self, script, *args, seconds=20):
        """Waits inside the browser until a script returns something true."""
        self.call("POST", "/timeouts", {"script": seconds * 1000})
        return self.call("POST", "/execute/async", {"script": """
            const done = arguments[arguments.length - 1], args = Array.from(arguments).slice(0, -1);
            const ask = new Function(%s);
            const look = () => { const r = ask(...args); if (r) done(r); else setTimeout(look, 20); };
            look();""" % json.dumps(script), "args": list(args)})

    def find(self, css):
        return list(self.call("POST", "/element", {"using": "css selector", "value": css}).values())[0]

    def click(self, css):
        self.call("POST", f"/element/{self.find(css)}/click", {})

    def keys(self, css, text):
        self.call("POST", f"/element/{self.find(css)}/value", {"text": text})

    def log(self, kind):
        return self.call("POST", "/se/log", {"type": kind})

    def console(self):
        """Lines of the console that are warnings or errors; CSP violations are among them."""
        return [entry["message"] for entry in self.log("browser") if entry["level"] in ("WARNING", "SEVERE")]

    def requests(self):
        """Addresses that the page asked for since the last call."""
        events = (json.loads(entry["message"])["message"] for entry in self.log("performance"))
        return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]

    def devtools(self, command, **params):
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": params})

    def downloads(self):
        folder = os.path.join(self.folder.name, "downloads")
        return [os.path.join(folder, name) for name in sorted(os.listdir(folder))] if os.path.isdir(folder) else []

    def screenshot(self, path, css=None):
        """Of the window, or of the whole page's part that an element covers."""
        if css is None:
            data = self.call("GET", "/screenshot")
        else:
            box = self.run("const b = document.querySelector(arguments[0]).getBoundingClientRect();"
                           "return {x: b.x + scrollX, y: b.y + scrollY, width: b.width, height: b.height, scale: 1}", css)
            data = self.devtools("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=box)["data"]
        with open(path, "wb") as out:
            out.write(base64.b64decode(data))

    def close(self):
        try:
            if self.session:
                self.call("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()
            self.driver.stdout.close()
            self.folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
