"""The phone's own page: lineman-webd beside the phone, and a user before it."""

import socket
import subprocess

from .paths import BIN
from .ports import free_port
from .processes import Process
from .waiting import until

WEB = BIN / "lineman-webd"
WEB_PASSWORD = BIN / "lineman-web-password"
PASSWORDS = {"installer": "tall green ladder", "second": "small red ladder", "helpdesk": "blue telephone"}
ACCESS = {"installer": "write", "second": "write", "helpdesk": "read"}
PAGES = {"Status": "#/status", "Account": "#/account/1", "Advanced": "#/advanced", "Management": "#/management",
         "History": "#/history", "Files": "#/files"}


class PageServer:
    """lineman-webd for a phone whose agent runs."""

    def __init__(self, phone):
        self._phone = phone
        self._process = None
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.settings = {"web.listen": f"127.0.0.1:{self.port}"}
        for number, name in enumerate(PASSWORDS, 1):
            self.settings |= {f"web.user.{number}.name": name, f"web.user.{number}.access": ACCESS[name],
                              f"web.user.{number}.password_file": self._password_file(name)}

    def _password_file(self, name):
        path = self._phone.folder / f"web-{name}"
        subprocess.run([WEB_PASSWORD, path], input=PASSWORDS[name] + "\n", text=True, check=True, capture_output=True)
        return path

    def start(self):
        phone = self._phone
        phone.configure(self.settings)
        self._process = Process("lineman-webd", [WEB, "--config", phone.config, "--runtime-dir", phone.runtime],
                                phone.folder / "webd.log")
        until(self._listens, f"lineman-webd to listen (its log: {self._process.log})")

    def _listens(self):
        assert self._process.running(), f"lineman-webd ended: {self._process.output()[-2000:]}"
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", self.port)) == 0

    def memory(self):
        return self._process.memory()

    def end(self):
        if self._process:
            self._process.end()


def log_in(tab, url, name="installer", page="Status"):
    """As a user does it; then to the page."""
    tab.goto(url)
    tab.label("Name").fill(name)
    tab.label("Password").fill(PASSWORDS[name])
    tab.role("button", "Log in").click()
    tab.role("heading", "Status").wait()
    if page != "Status":
        go_to(tab, page)


def go_to(tab, page):
    """By the navigation, which small windows have behind a button."""
    if tab.css(".menu").call("isVisible"):
        tab.role("button", "Menu").click()
    tab.role("navigation", "Pages").role("link", page).click()
    tab.css(f"nav [aria-current][data-page={page.lower()}]").wait("attached")
    tab.css("main h1").wait()


def field(tab, label, place=None):
    """A field of the page by its label; `place`: "SIP Server 2"."""
    return (tab.role("group", place) if place else tab).label(label)


def review(tab):
    """Opens the changes, and waits until the phone has looked at them. Returns the dialog."""
    tab.role("button", "Review and apply").click()
    dialog = tab.role("dialog", "Review changes")
    dialog.role("heading", "What it does").wait()
    return dialog


def apply_changes(tab):
    dialog = review(tab)
    said = dialog.text()
    dialog.role("button", "Apply").click()
    dialog.wait("hidden")
    return said
