"""The status of the phone's own page moves by itself."""

import pytest

from rig.page import log_in
from rig.waiting import until

SHORTEST_LEASE = 30  # renewed after half of it


@pytest.fixture
def phone(make_phone, name_server):
    phone = make_phone(name_server=name_server)
    phone.start()
    return phone


def account_line(tab, number=1):
    return tab.css(f".line:has([href='#/account/{number}'])")


def test_the_status_follows_a_failover(phone, registrar_a, registrar_b, sip_port, page, browser):
    phone.change(phone.account_values(1, f"multi.sip.test:{sip_port}", sip_server__1__expires=SHORTEST_LEASE,
                                      label="Reception"))
    phone.wait_until_registered(target=registrar_a.target)
    tab = browser.tab()
    log_in(tab, page)
    line = account_line(tab)
    line.wait_for_text("Reception", "registered", registrar_a.target, "none")
    tab.run("() => { window.untouched = true; }")
    registrar_a.kill()
    line.wait_for_text("failed over", registrar_b.target, "Connection refused", deadline=60)
    assert line.css(".counts .some").call("allInnerTexts") == ["failovers\n1"]
    assert tab.run("() => window.untouched")
    assert "Account 1 has failed over." in tab.css("#announcements").text()
    assert tab.problems() == []


def test_the_lease_runs_out_and_is_renewed(phone, registrar_a, page, browser):
    phone.change(phone.account_values(1, registrar_a.target, sip_server__1__expires=SHORTEST_LEASE))
    phone.wait_until_registered()
    tab = browser.tab()
    log_in(tab, page)
    value = "() => document.querySelector('progress').value"
    first = tab.run(value)
    until(lambda: tab.run(value) < first, "the bar to move")
    lowest = [first]

    def renewed():
        lowest.append(min(lowest[-1], tab.run(value)))
        return tab.run(value) > lowest[-1] + 5
    until(renewed, "the bar to be full again")


def test_what_is_open_stays_open(phone, registrar_a, page, browser):
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered()
    tab = browser.tab()
    log_in(tab, page)
    line = account_line(tab)
    line.css("summary").click()
    line.css("summary").call("focus")
    phone.change({"account.1.label": "Reception"})
    line.wait_for_text("Reception")
    assert line.css("details").call("getAttribute", "open") is not None
    assert "Servers" in tab.focused()


def test_a_core_and_an_agent_that_are_away_are_said_so(phone, page, browser):
    tab = browser.tab()
    log_in(tab, page)
    phone.core.kill()
    tab.css(".notices").wait_for_text("The SIP core is away.")
    tab.css(".overview").wait_for_text("away")
    assert tab.problems() == []
    phone.start_core()
    until(lambda: "SIP core is away" not in tab.css(".notices").text(), "the core to be back on the page")
    phone.agent.kill()
    tab.css(".notices").wait_for_text("The management agent is away.")
    tab.css(".pulse").wait_for_text("Not live")
    assert tab.problems() == []
    phone.start_agent()
    tab.css(".pulse").wait_for_text("Live")
    until(lambda: "away" not in tab.css(".notices").text(), "the agent to be back on the page")
