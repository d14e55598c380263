"""The phone's own page in a real browser: what an installer does there, and what the phone does then."""

import pytest

from rig.management import session_now
from rig.page import apply_changes, field, go_to, log_in, review
from rig.waiting import until

SERVER_1, SERVER_2 = "SIP Server 1", "SIP Server 2"
EXPIRES = "account.1.sip_server.2.expires"


@pytest.fixture
def registered(phone, registrar_a, registrar_b):
    """Account 1 with both servers at the same time."""
    phone.change(phone.account_values(1, registrar_a.target, registrar_b.target, sip_server__2__expires=600))
    phone.wait_until_registered()
    until(registrar_b.bindings, "the account to be registered with server 2")
    return phone


def test_without_a_login_there_is_nothing_but_the_login(page, browser):
    tab = browser.tab()
    tab.goto(page)
    tab.role("heading", "Log in").wait()
    assert tab.run("async () => (await fetch('/api/parameters')).status") == 401
    assert tab.run("async () => (await fetch('/script/main.js')).status") != 200
    tab.label("Name").fill("installer")
    tab.label("Password").fill("wrong")
    tab.role("button", "Log in").click()
    tab.role("alert").wait_for_text("The name or the password is wrong.")
    assert tab.focused() == "Password"
    assert tab.role("navigation").count() == 0


def test_a_change_reaches_the_registrar_and_snmp(registered, registrar_b, manager, page, browser):
    tab = browser.tab()
    log_in(tab, page, page="Account")
    field(tab, "Server Expires", SERVER_2).fill("90")
    field(tab, "Server Retry Counts", SERVER_2).fill("5")
    before = registrar_b.seen()
    said = apply_changes(tab)
    assert "Account 1 › SIP Server 2 › Server Expires" in said
    assert "Account 1 renews its registration" in said or "Account 1 registers anew" in said
    tab.css(".notice.good").wait_for_text("Applied.")
    until(lambda: registrar_b.seen() > before, "the registrar to be told")
    assert registrar_b.requests("REGISTER")[-1].expires == "90"
    assert manager.get("sipServerExpires.1.2", "sipServerRetryCounts.1.2") == ["90", "5"]
    assert field(tab, "Server Expires", SERVER_2).value() == "90"


def test_the_acs_sees_what_the_page_changed(managed, acs, page, browser):
    tab = browser.tab()
    log_in(tab, page, page="Account")
    field(tab, "Server Expires", SERVER_2).fill("90")
    apply_changes(tab)
    tab.css(".notice.good").wait()
    session = session_now(managed, acs)
    path = managed.ask("describe", EXPIRES)["tr069"]
    assert session.get(path) == {path: "90"}
    session.end()


def test_a_wrong_value_stands_beside_its_field(phone, page, browser):
    tab = browser.tab()
    log_in(tab, page, page="Account")
    generation = phone.generation()
    wrong = field(tab, "Server Expires", SERVER_2)
    wrong.fill("5")
    field(tab, "Label").fill("Reception")
    tab.role("button", "Review and apply").click()
    tab.css(".summary").wait_for_text("A value cannot be used. Nothing was changed.", "Server Expires")
    until(lambda: tab.focused() == EXPIRES, "the wrong field to have the focus")
    assert wrong.call("getAttribute", "aria-invalid") == "true"
    described = tab.run("() => document.activeElement.getAttribute('aria-describedby').split(' ')"
                        ".map((id) => document.getElementById(id).textContent).join(' ')")
    assert "is not between 30 and 2147483647" in described
    assert tab.problems() == []
    assert phone.generation() == generation
    wrong.fill("60")
    apply_changes(tab)
    tab.css(".notice.good").wait()
    assert phone.get(EXPIRES, "account.1.label") == {EXPIRES: "60", "account.1.label": "Reception"}


def test_a_password_is_written_and_never_read(phone, page, browser):
    tab = browser.tab()
    log_in(tab, page, page="Account")
    password = tab.role("textbox", "Password")
    assert password.value() == ""
    field(tab, "Label").fill("Reception")
    apply_changes(tab)
    tab.css(".notice.good").wait()
    assert "account.1.password" not in phone.history()[0]["changed"]
    password.fill("a new secret")
    said = review(tab).text()
    assert "a new secret" not in said
    tab.role("dialog").role("button", "Apply").click()
    until(lambda: phone.history()[0]["changed"] == ["account.1.password"], "the password to be changed")
    until(lambda: password.value() == "", "the field to be empty again")
    go_to(tab, "History")
    tab.css(".generations summary").find("first").click()
    tab.css(".generations table").wait_for_text("Password")
    assert "a new secret" not in tab.run("() => document.documentElement.outerHTML")


def test_changes_are_collected_over_the_pages(phone, page, browser):
    """And are one generation."""
    tab = browser.tab()
    log_in(tab, page, page="Account")
    field(tab, "Label").fill("Reception")
    go_to(tab, "Advanced")
    field(tab, "Local SIP Port").fill("5070")
    go_to(tab, "Management")
    field(tab, "SNMP Trusted Address").fill("127.0.0.1")
    tab.role("region", "Changes").wait_for_text("3 changes")
    generation = phone.generation()
    apply_changes(tab)
    tab.css(".notice.good").wait()
    assert phone.generation() == generation + 1
    assert set(phone.history()[0]["changed"]) == {"account.1.label", "sip.listen_port", "network.snmp.trust_ip"}
    assert phone.history()[0]["asker"] == {"door": "web", "who": "installer"}


def test_who_may_only_read_can_change_nothing(phone, page, browser):
    tab = browser.tab()
    log_in(tab, page, "helpdesk", page="Account")
    tab.css(".notices").wait_for_text("You may look; changing is for others.")
    assert field(tab, "Label").call("isEditable") is False
    assert tab.role("switch", "Line Active").call("isDisabled") is True
    go_to(tab, "Files")
    assert tab.role("button", "Preview").count() == 0
    status = tab.run("async () => (await fetch('/api/control/Set', {method: 'POST', headers: {'Content-Type':"
                     " 'application/json'}, body: '{\"changes\":[{\"name\":\"account.1.label\",\"value\":\"x\"}]}'})).status")
    assert status == 403
