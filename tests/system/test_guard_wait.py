"""`--wait` at a real terminal: the time of the guard runs down in one line, and the end is the exit code."""

import pytest

from rig.paths import CTL
from rig.ports import free_port
from rig.screen import Screen

SHORTEST = 10  # seconds


@pytest.fixture
def registered(phone, registrar_a):
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered()
    return phone


def changing(phone, value):
    return Screen([CTL, "--runtime-dir", phone.runtime, "set", "--guard", SHORTEST, "--wait", value], columns=100)


def test_a_change_that_is_taken_back_fails_after_its_countdown(registered):
    screen = changing(registered, f"account.1.sip_server.1.port={free_port()}")
    try:
        screen.wait_for("is taken back in").wait_for("unless account 1 registers …")
        assert screen.wait() == 1
        assert "The change was taken back." in screen.text()
        assert "unless" not in screen.text()  # the line of the countdown is gone
    finally:
        screen.close()


def test_a_change_that_stands_is_done(registered):
    screen = changing(registered, "account.1.sip_server.1.expires=1200")
    try:
        assert screen.wait() == 0
        assert "The change stands." in screen.text()
    finally:
        screen.close()
