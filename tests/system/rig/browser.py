"""Chromium, with tabs that know nothing of each other; tests/web/browser/driver.mjs drives it."""

import json
import os
import shutil
import subprocess
import tempfile

from .paths import SOURCE
from .waiting import DEADLINE, until

DRIVER = SOURCE / "tests" / "web" / "browser" / "driver.mjs"


class Browser:
    """Has a profile and a home of its own; what its driver says is in `folder`."""

    def __init__(self, folder):
        self._home = tempfile.mkdtemp(prefix="lm-browser-")
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        with open(folder / "browser.log", "ab") as log:
            self._driver = subprocess.Popen(
                ["node", DRIVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
                env=surroundings | {"HOME": self._home, "TMPDIR": self._home})
        self._tabs = 0

    def tab(self, width=1280, height=900, dark=False, **more):
        """A window of its own, as if on another computer."""
        self._tabs += 1
        name = str(self._tabs)
        self.ask(do="tab", tab=name, options={"viewport": {"width": width, "height": height},
                                              "colorScheme": "dark" if dark else "light"} | more)
        return Tab(self, name)

    def ask(self, **command):
        self._driver.stdin.write(json.dumps(command) + "\n")
        self._driver.stdin.flush()
        line = self._driver.stdout.readline()
        assert line, "the browser's driver has ended; see browser.log"
        answer = json.loads(line)
        assert "error" not in answer, f"{command}: {answer['error']}"
        return answer["result"]

    def end(self):
        """All that was started is gone afterwards."""
        self._driver.stdin.close()
        try:
            self._driver.wait(30)
        except subprocess.TimeoutExpired:
            self._driver.kill()
            self._driver.wait()
        self._driver.stdout.close()
        shutil.rmtree(self._home, ignore_errors=True)


class Found:
    """Something on the page, as a user would name it. Methods are those of Playwright's Locator, and wait for it."""

    def __init__(self, browser, tab, find=()):
        self._browser = browser
        self._tab = tab
        self._find = list(find)

    def find(self, how, *words, **options):
        return Found(self._browser, self._tab, [*self._find, [how, [*words, options] if options else list(words)]])

    def role(self, role, name=None, exact=True):
        return self.find("getByRole", role, **({"name": name, "exact": exact} if name else {}))

    def label(self, text):
        return self.find("getByLabel", text, exact=True)

    def css(self, selector):
        return self.find("locator", selector)

    @property
    def chain(self):
        return self._find

    def call(self, method, *arguments):
        return self._browser.ask(do="call", tab=self._tab, find=self._find, method=method, args=list(arguments))

    def click(self):
        self.call("click")

    def fill(self, text):
        self.call("fill", text)

    def wait(self, state="visible"):
        self.call("waitFor", {"state": state})

    def text(self):
        return self.call("innerText")

    def value(self):
        return self.call("inputValue")

    def count(self):
        return self.call("count")

    def wait_for_text(self, *words, deadline=DEADLINE):
        """Until all of them stand in it."""
        def missing():
            text = self.text()
            return [word for word in words if word not in text] or None
        until(lambda: not missing(), f"{words} in {self._find}", deadline)


class Tab(Found):
    def goto(self, url):
        self.call("goto", url)

    def press(self, *keys):
        for key in keys:
            self.call("press", key)

    def type(self, text):
        self.call("type", text)

    def run(self, script):
        """What a JavaScript function returns."""
        return self.call("evaluate", f"({script})()")

    def download(self, button):
        """The text of the file that the button gives."""
        return self._browser.ask(do="download", tab=self._tab, find=button.chain)

    def said(self):
        """Errors of the console since the last time."""
        return self.call("said")

    def focused(self):
        """What has the focus, as a reader says it: the name of the field, or the text."""
        return self.run("() => { const one = document.activeElement; const field = one.closest('.field');"
                        " return field && one.matches('input, select') ? field.dataset.name"
                        " : one.getAttribute('aria-label') ?? (one.labels?.[0] ?? one).textContent.trim(); }")

    def overflow(self):
        """Pixels by which the page is wider than its window."""
        return self.run("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def problems(self):
        """What axe-core finds."""
        return self._browser.ask(do="axe", tab=self._tab)
