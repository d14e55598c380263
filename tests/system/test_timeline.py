"""`linemanctl timeline` with both daemons and real registrars: it draws where the account was, and what nobody knows as such."""

import calendar
import time
import xml.etree.ElementTree as xml

import pytest

from rig.jumping_clock import WallClock
from rig.waiting import until

SHORTEST_LEASE = 30
SHORTEST_PROBE = 10
DAY = 86400
ROUNDING = 2  # seconds: the times of a registrar and of two daemons, each rounded
SVG = "{http://www.w3.org/2000/svg}"


def seconds(text):
    return calendar.timegm(time.strptime(text, "%Y-%m-%dT%H:%M:%SZ"))


def row(phone, *options):
    [found] = phone.ask("timeline", 1, *options)["accounts"]
    return found


def places(phone, *options):
    return [one["place"] for one in row(phone, *options)["intervals"]]


def drawn_up_to(phone, place):
    """Times are whole seconds: what has just begun is not seen yet."""
    until(lambda: places(phone)[-1] == place, f"the picture to end with {place}")
    return row(phone)


def place_at(found, moment):
    return {one["place"] for one in found["intervals"]
            if seconds(one["from"]) - ROUNDING <= moment <= seconds(one["to"]) + ROUNDING}


@pytest.fixture
def successive(phone, registrar_a, registrar_b):
    """One server at a time, so that a binding says where the phone is."""
    phone.change(phone.account_values(1, registrar_a.target, registrar_b.target, fallback__redundancy_type=1,
                                      fallback__timeout=SHORTEST_PROBE, sip_server__1__expires=SHORTEST_LEASE,
                                      sip_server__2__expires=SHORTEST_LEASE))
    phone.wait_until_registered(server=1, target=registrar_a.target)
    return phone


class Witness:
    """What the registrars have at which moment."""

    def __init__(self, registrar_a, registrar_b):
        self._registrars = {"primary": registrar_a, "fallback": registrar_b}
        self.seen = []

    def look(self):
        having = [place for place, registrar in self._registrars.items() if "1001" in self._bindings(registrar)]
        if len(having) == 1:
            self.seen.append((time.time(), having[0]))

    @staticmethod
    def _bindings(registrar):
        try:
            return registrar.bindings()
        except OSError:  # it is stopped
            return {}

    def until_registered(self, phone, **wanted):
        def there():
            self.look()
            account = phone.account()
            return account["state"] == "registered" and all(account[name] == value for name, value in wanted.items())
        until(there, f"the account to be {wanted}", deadline=60)
        self.look()


def test_the_picture_says_what_the_registrars_received(successive, registrar_a, registrar_b, scratch):
    witness = Witness(registrar_a, registrar_b)
    witness.look()
    registrar_a.stop()
    witness.until_registered(successive, server=2)
    registrar_a.start()
    witness.until_registered(successive, server=1)
    found = drawn_up_to(successive, "primary")
    told = [one for one in found["intervals"] if one["place"] in ("primary", "fallback")]
    assert [(one["place"], one["target"]) for one in told] == [
        ("primary", registrar_a.target), ("fallback", registrar_b.target), ("primary", registrar_a.target)]
    assert {place for _, place in witness.seen} == {"primary", "fallback"}
    for moment, place in witness.seen:
        assert place in place_at(found, moment), (moment, place, found)
    assert [one["kind"] for one in found["moves"]] == ["fallback", "failback"]
    assert found["moves"][0]["detail"] == f"server 1 to server 2, {registrar_b.target}: icmp"
    assert "unknown" not in [one["place"] for one in found["intervals"][1:]], "but before the phone started"
    picture = scratch / "picture.svg"
    assert successive.ctl("timeline", "--output", picture).code == 0
    titles = [title.text for title in xml.parse(picture).iter(f"{SVG}title")]
    assert [title for title in titles if title.startswith(f"server 2, {registrar_b.target}: ")]
    assert [title for title in titles if "fallback: server 1 to server 2" in title and title.endswith(": icmp")]
    assert successive.ctl("timeline").out.startswith("<svg")


def test_what_was_before_an_agent_is_known_as_far_as_the_core_says_it(successive, registrar_a, registrar_b):
    began = time.time()
    registrar_a.stop()
    successive.wait_until_registered(server=2, deadline=60)
    successive.kill_agent()
    known = drawn_up_to(successive, "fallback")
    assert "primary" not in [one["place"] for one in known["intervals"]]
    registrar_a.start()
    successive.wait_until_registered(server=1, deadline=60)
    found = drawn_up_to(successive, "primary")
    assert [one["place"] for one in found["intervals"]][-2:] == ["fallback", "primary"]
    assert began - ROUNDING <= seconds(found["intervals"][-2]["from"])


def test_a_core_that_died_is_a_gap(successive):
    drawn_up_to(successive, "primary")
    successive.core.kill()
    drawn_up_to(successive, "unknown")
    successive.start_core()
    successive.wait_until_registered(server=1)
    kinds = [one["place"] for one in drawn_up_to(successive, "primary")["intervals"]]
    assert kinds[kinds.index("primary") + 1] == "unknown"


def test_a_switched_off_account_is_no_failure(successive):
    successive.change({"account.1.enable": 0})
    successive.wait_for("the account to be off", state="disabled")
    assert drawn_up_to(successive, "off")["moves"] == []


def test_a_clock_that_was_not_set_yet_does_no_harm(make_phone, registrar_a, registrar_b, scratch):
    clock = WallClock(scratch)
    clock.be(DAY)
    phone = make_phone()
    phone.start(clock.prefix)
    began = time.time()
    phone.change(phone.account_values(1, registrar_a.target, registrar_b.target, fallback__redundancy_type=1,
                                      fallback__timeout=SHORTEST_PROBE, sip_server__1__expires=SHORTEST_LEASE,
                                      sip_server__2__expires=SHORTEST_LEASE))
    phone.wait_until_registered(server=1)
    clock.be_off_by(0)
    drawn_up_to(phone, "primary")
    registrar_a.stop()
    phone.wait_until_registered(server=2, deadline=60)
    found = drawn_up_to(phone, "fallback")
    known = [one for one in found["intervals"] if one["place"] != "unknown"]
    assert began - ROUNDING <= seconds(known[0]["from"]), "nothing was before the phone started"
    assert [one["place"] for one in known if one["place"] in ("primary", "fallback")] == ["primary", "fallback"]
