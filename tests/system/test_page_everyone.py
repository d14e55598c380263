"""The phone's own page for everyone: by keyboard, on a small screen, with a screen reader, dark and light."""

import pytest

from rig.page import PAGES, field, go_to, log_in
from rig.waiting import until

SMALL, MIDDLE, LARGE = 360, 768, 1280
ROUTES = [*PAGES.values(), "#/advanced/1"]


@pytest.fixture
def busy(phone, registrar_a):
    """A phone with something to see on each page."""
    phone.change(phone.account_values(1, registrar_a.target, label="Reception with a rather long name"))
    phone.wait_until_registered()
    phone.change({"account.2.enable": 1, "account.2.user_name": "1002"})
    phone.change({"static.managementserver.enable": 1, "static.managementserver.url": "http://127.0.0.1:9/a/rather/long/path"})
    return phone


def walk(tab):
    """Over all pages, each shown completely."""
    for route in ROUTES:
        tab.run(f"() => {{ location.hash = '{route}'; }}")
        tab.css("main h1").wait()
        until(lambda: tab.run("() => document.querySelector('main h1') === document.activeElement"), f"{route} to be there")
        yield route


def assert_fits_and_reads(tab, what):
    assert tab.overflow() <= 0, f"{what} is wider than the window"
    assert tab.problems() == [], what


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [SMALL, MIDDLE, LARGE])
def test_every_page_fits_and_has_nothing_for_axe(busy, page, browser, width, dark):
    tab = browser.tab(width=width, dark=dark)
    tab.goto(page)
    tab.role("heading", "Log in").wait()
    assert_fits_and_reads(tab, "the login")
    log_in(tab, page)
    for route in walk(tab):
        for opened in range(tab.css("main summary").count()):
            tab.css("main summary").find("nth", opened).click()
        assert_fits_and_reads(tab, route)
    go_to(tab, "Account")
    field(tab, "Server Expires", "SIP Server 2").fill("5")
    field(tab, "Server Host", "SIP Server 2").fill("127.0.0.9")
    tab.role("button", "Review and apply").click()
    tab.css(".summary").wait()
    assert_fits_and_reads(tab, "a page with a wrong value")
    field(tab, "Server Expires", "SIP Server 2").fill("50")
    tab.role("button", "Review and apply").click()
    tab.role("heading", "What it does").wait()
    assert_fits_and_reads(tab, "the review")
    tab.press("Escape")
    tab.role("button", "Discard").click()
    assert tab.said() == [] or all("status of 4" in line for line in tab.said())


def tab_to(tab, wanted, most=80):
    """Presses the tab key until that has the focus."""
    for _ in range(most):
        if tab.focused() == wanted:
            return
        tab.press("Tab")
    raise AssertionError(f"{wanted} is not reached by the keyboard; last: {tab.focused()}")


def test_a_change_by_keyboard_alone(phone, page, browser):
    tab = browser.tab()
    tab.goto(page)
    tab.role("heading", "Log in").wait()
    assert tab.focused() == "Name"
    tab.type("installer")
    tab.press("Tab")
    tab.type("tall green ladder")
    tab.press("Enter")
    tab.role("heading", "Status").wait()
    tab_to(tab, "Account")
    tab.press("Enter")
    tab.role("heading", "Account 1 › Register").wait()
    until(lambda: tab.focused() == "Account 1 › Register", "the focus to be at the new page")
    tab_to(tab, "account.1.enable")
    tab.press("Space")
    tab_to(tab, "account.1.label")
    tab.type("Reception")
    tab_to(tab, "account.1.sip_server.2.expires")
    tab.press("Control+A")
    tab.type("90")
    tab_to(tab, "Review and apply")
    tab.press("Enter")
    tab.role("heading", "What it does").wait()
    tab_to(tab, "Apply")
    tab.press("Enter")
    tab.css(".notice.good").wait_for_text("Applied.")
    assert phone.get("account.1.enable", "account.1.label", "account.1.sip_server.2.expires") == {
        "account.1.enable": "1", "account.1.label": "Reception", "account.1.sip_server.2.expires": "90"}
    assert "Applied." in tab.css("#announcements").text()


def test_escape_leaves_the_review_and_the_changes(phone, page, browser):
    tab = browser.tab()
    log_in(tab, page, page="Account")
    field(tab, "Label").fill("Reception")
    tab.role("button", "Review and apply").click()
    tab.role("heading", "What it does").wait()
    tab.press("Escape")
    tab.role("dialog").wait("hidden")
    assert tab.focused() == "Review and apply"
    tab.role("region", "Changes").wait_for_text("1 change")


def test_without_javascript_there_is_a_sentence(page, browser):
    tab = browser.tab(javaScriptEnabled=False)
    tab.goto(page)
    assert "needs JavaScript" in tab.css("body").text()
