"""`linemanctl top` at a real terminal, with the real daemons: what the screen shows while things happen, and that the
terminal is given back."""

import os
import signal
import subprocess

import pytest

from rig.paths import CTL
from rig.ports import free_port
from rig.screen import Screen
from rig.waiting import until

UTF8_ONLY = "█"
UP, DOWN = "\033OA", "\033OB"  # as the keypad sends them that top turns on


@pytest.fixture
def open_top(phone):
    """open_top(columns=…, lines=…, environment=…): top at a terminal of its own."""
    screens = []

    def open_one(**arguments):
        screens.append(Screen([CTL, "--runtime-dir", phone.runtime, "top"], **arguments))
        return screens[-1]

    yield open_one
    for screen in screens:
        screen.close()


def registered_at(address):
    return lambda screen: any("registered" in row and address in row for row in screen.rows())


def test_a_failover_is_seen_as_it_happens(make_phone, name_server, registrar_a, registrar_b, sip_port):
    phone = make_phone(name_server=name_server)
    phone.start()
    phone.change({**phone.account_values(1, f"multi.sip.test:{sip_port}", sip_server__1__expires=30), "account.1.label": "Desk"})
    phone.wait_until_registered(target=registrar_a.target)
    screen = Screen([CTL, "--runtime-dir", phone.runtime, "top"])
    try:
        screen.wait_for(registered_at(registrar_a.target)).wait_for("1 primary")
        assert screen.colour_of("registered") == "green"
        [row] = [row for row in screen.rows() if "> 1" in row]
        assert "Desk" in row and UTF8_ONLY in row
        registrar_a.stop()
        # The refresh comes after half of the lease at the latest.
        screen.wait_for("1 failover").wait_for(registered_at(registrar_b.target))
        assert screen.colour_of("1 failover") == "brown"  # as pyte calls a terminal's yellow
        screen.wait_for(lambda screen: any("failover" in row and "account 1, server 1" in row for row in screen.rows()))
        screen.wait_for(lambda screen: any(registrar_a.target in row and "down" in row for row in screen.rows()))
        screen.type("q")
        assert screen.wait() == 0
    finally:
        screen.close()


def test_bars_grow_shorter(phone, registrar_a, open_top):
    phone.change(phone.account_values(1, registrar_a.target, sip_server__1__expires=30))
    phone.wait_until_registered()
    screen = open_top(columns=100)
    screen.wait_for(UTF8_ONLY)
    seen = set()

    def two_lengths():
        seen.add(next((row.count(UTF8_ONLY) for row in screen.rows() if "> 1" in row), 0))
        return len(seen - {0}) > 1

    until(two_lengths, "the bar to have another length")


def test_keys_lead_to_an_account_and_back(phone, registrar_a, open_top):
    phone.change({**phone.account_values(1, registrar_a.target), **phone.account_values(2, registrar_a.target)})
    phone.wait_until_registered()
    screen = open_top(lines=60)
    screen.wait_for("> 1").type("j")
    screen.wait_for("> 2").type(UP)
    screen.wait_for("> 1").type(DOWN)
    screen.wait_for("> 2").type("\r")
    screen.wait_for("Registered with").wait_for("registerAttempts")
    assert "Account 2" in screen.text()
    screen.type("?")
    screen.wait_for("any key goes back").type("x")
    screen.wait_for("Registered with").type("\033")
    screen.wait_for("Events").type("q")
    assert screen.wait() == 0


def test_an_agent_that_goes_away_and_comes_back(phone, open_top):
    screen = open_top(columns=110)
    screen.wait_for("SIP core  connected").wait_for("watching")
    assert phone.agent.end() == 0
    screen.wait_for("old: no agent is reached").wait_for("SIP core  connected")
    assert screen.colour_of("no agent is reached") == "red"
    phone.start_agent()
    screen.wait_for(lambda screen: "Agent" not in screen.text())
    phone.change({"account.1.label": "Back again"})
    screen.wait_for("account.1.label")


def test_it_waits_for_an_agent_that_is_not_there_yet(make_phone):
    phone = make_phone()
    screen = Screen([CTL, "--runtime-dir", phone.runtime, "top"], columns=160)
    try:
        screen.wait_for("no agent is reached")
        phone.start()
        screen.wait_for("SIP core  connected")
    finally:
        screen.close()


def test_the_core_is_seen_to_go_away(phone, open_top):
    screen = open_top()
    screen.wait_for("SIP core  connected")
    phone.core.kill()
    screen.wait_for("SIP core  away").wait_for("coreDisconnected")
    phone.start_core()
    screen.wait_for("SIP core  connected").wait_for("coreConnected")


def test_a_guard_is_seen_to_run(phone, registrar_a, open_top):
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered()
    screen = open_top(columns=120)
    phone.change({"account.1.sip_server.1.port": free_port()}, "--guard", 10)
    screen.wait_for("is taken back in").wait_for("unless account 1 registers").wait_for("guardReverted")


def test_every_size_shows_what_fits(phone, open_top):
    phone.change({"account.1.label": "Réception 営業部", "account.1.enable": 1})
    screen = open_top()
    screen.wait_for("> 1").wait_for("営業部")
    for columns, lines, told in ((200, 60, "Enter details"), (60, 16, "> 1"), (40, 10, "> 1"), (20, 5, "Linem"), (9, 2, ":"),
                                 (1, 1, ""), (80, 24, "Enter details")):
        screen.resize(columns, lines)
        screen.wait_for(told)
        assert screen.running()
    screen.wait_for("営業部").wait_for("misconfigured")
    rows = screen.rows()
    assert rows[0].startswith("Lineman  generation") and rows[-1].startswith("q quit")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_terminal_is_given_back(phone, open_top, number):
    screen = open_top()
    before = screen.first_modes
    screen.wait_for("SIP core")
    assert screen.modes() != before and screen.waits_for_its_reader()
    screen.signal(number)
    assert screen.wait() == 0
    assert screen.modes() == before
    assert b"\033[?1049l" in screen.octets and b"\033[?25h" in screen.octets  # the old screen, and its cursor


def test_ctrl_c_leaves(phone, open_top):
    screen = open_top()
    screen.wait_for("SIP core").type("\003")
    assert screen.wait() == 0


def test_a_screen_that_stays_as_it_is_is_not_painted_again(phone, open_top):
    """No flicker: after the first picture the screen is never cleared, and a second costs little more than its digits."""
    screen = open_top()
    screen.wait_for("watching")
    before = len(screen.octets)
    first = screen.rows()[0]
    screen.wait_for(lambda screen: screen.rows()[0] != first)
    later = screen.octets[before:]
    assert b"\033[2J" not in later and b"\033[H\033[J" not in later
    assert len(later) < 400


def test_without_colours_where_none_are_wanted(phone, open_top):
    screen = open_top(environment={"NO_COLOR": "1"})
    screen.wait_for("connected")
    assert screen.colour_of("connected") == "default"


def test_bars_of_ascii_where_the_terminal_has_no_utf8(phone, registrar_a, open_top):
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered()
    screen = open_top(environment={"LC_ALL": "C"})
    screen.wait_for("####")
    assert UTF8_ONLY not in screen.text()


@pytest.mark.parametrize("term,why", [("dumb", "cannot be written to"), ("nonsense", "is not known")])
def test_a_terminal_that_cannot_do_it(phone, open_top, term, why):
    screen = open_top(columns=120, environment={"TERM": term})
    assert screen.wait() == 2
    assert "linemanctl: the terminal" in screen.text() and why in screen.text()


def test_without_a_terminal_it_says_so(phone):
    done = subprocess.run([CTL, "--runtime-dir", phone.runtime, "top"], capture_output=True, text=True, timeout=30, check=False,
                          stdin=subprocess.DEVNULL)
    assert done.returncode == 2 and done.stdout == ""
    assert "top needs a terminal" in done.stderr


def test_a_terminal_that_is_gone_ends_it(phone, open_top):
    screen = open_top()
    screen.wait_for("SIP core")
    screen.hang_up()
    until(lambda: not screen.running(), "top to end with its terminal")


def test_pictures(phone, registrar_a, open_top, scratch):
    """The pictures that documents show can be drawn from what the screen shows."""
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered()
    screen = open_top()
    screen.wait_for("registered")
    screen.picture(scratch / "top.svg")
    drawn = (scratch / "top.svg").read_text()
    assert drawn.startswith("<svg") and os.path.getsize(scratch / "top.svg") > 1000
