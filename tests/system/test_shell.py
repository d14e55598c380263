"""linemanctl with the real agent: the promised JSON shapes (interfaces that scripts hold on to), and the other formats."""

import re

import pytest

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")


@pytest.fixture
def full(phone, registrar_a):
    """Account 1 registered, account 2 disabled."""
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered()
    return phone


def test_status_has_the_promised_shape(full, registrar_a):
    status = full.ask("status")
    assert status["version"] == 1
    assert status["sipcore"] == {"connected": True, "generation": status["generation"]}
    assert status["acs"] is None and status["guard"] is None
    first, second = status["accounts"]
    assert {"account": 1, "state": "registered", "mode": "primary", "server": 1, "target": registrar_a.target,
            "transport": "UDP", "failovers": 0, "fallbacks": 0, "failbacks": 0, "last_failure": None}.items() <= first.items()
    assert TIME.match(first["since"]) and TIME.match(first["expires_at"])
    assert first["expires_at"] > first["since"]
    assert (second["account"], second["state"], second["expires_at"]) == (2, "disabled", None)
    assert full.ask("status", 2)["accounts"] == [second]


def test_counters_have_the_promised_shape(full):
    counters = full.ask("counters")
    assert counters["version"] == 1
    first = counters["accounts"][0]
    assert first["account"] == 1 and isinstance(first["counters"]["registerAttempts"], int)
    assert [one["server"] for one in first["servers"]] == [1, 2]
    assert isinstance(first["servers"][0]["counters"]["requestsOut.REGISTER"], int)
    only = full.ask("counters", 1, 2)["accounts"]
    assert [[one["server"] for one in account["servers"]] for account in only] == [[2]]


def test_get_takes_each_form_of_a_name(full):
    [described] = [full.ask("describe", "account.1.sip_server.1.expires")]
    for name in (described["name"], described["object"], described["tr069"]):
        reply = full.ask("get", name)
        assert reply == {"version": 1, "values": [{"name": "account.1.sip_server.1.expires", "value": "3600",
                                                   "effective": "3600", "reason": None}]}
    everything = full.ask("get", "*")["values"]
    assert len({one["name"] for one in everything}) == len(everything)
    assert full.ask("get", "account.*.label")["values"] == full.ask("get", "accountLabel.*")["values"]


def test_get_says_what_acts_and_why(full):
    full.change({"account.1.sip_server.1.failback_mode": 3, "account.1.sip_server.1.failback_timeout": 20,
                 "account.1.sip_server.1.address": "registrar.sip.test"})
    [value] = full.ask("get", "--effective", "account.1.sip_server.1.failback_timeout")["values"]
    assert (value["value"], value["effective"]) == ("20", "60") and value["reason"]
    shown = full.ctl("get", "--effective", "account.1.sip_server.1.failback_timeout").out
    assert "ACTS AS" in shown and "60" in shown


def test_set_has_the_promised_shape(full):
    before = full.generation()
    reply = full.change({"account.1.sip_server.1.expires": 1800})
    assert {"version": 1, "generation": before + 1, "changed": ["account.1.sip_server.1.expires"], "applied": True,
            "advice": []}.items() <= reply.items()
    assert reply["effects"] and all(set(one) >= {"account", "effect"} for one in reply["effects"])
    again = full.change({"account.1.sip_server.1.expires": 1800})
    assert (again["generation"], again["changed"]) == (before + 1, [])


def test_a_trial_changes_nothing(full):
    before = full.get("*"), full.generation()
    reply = full.change({"account.1.sip_server.1.expires": 1800}, "--dry-run")
    assert reply["generation"] == before[1]
    assert (full.get("*"), full.generation()) == before
    assert full.set({"account.1.sip_server.1.expires": 1}, "--dry-run").code == 1


def test_a_refusal_has_the_promised_shape(full):
    refused = full.set({"account.1.sip_server.1.expires": 29, "account.1.sip_server.3.expires": 60})
    assert refused.code == 1
    assert refused.json["version"] == 1
    problems = {one["name"]: one for one in refused.json["problems"]}
    assert set(problems) == {"account.1.sip_server.1.expires", "account.1.sip_server.3.expires"}
    assert problems["account.1.sip_server.1.expires"]["value"] == "29"
    assert "30" in problems["account.1.sip_server.1.expires"]["problem"]
    shown = full.ctl("set", "account.1.sip_server.1.expires=29")
    assert (shown.code, shown.out) == (1, "")
    assert "nothing changed" in shown.err


def test_history_has_the_promised_shape(full):
    full.change({"account.1.label": "Desk"})
    history = full.ask("history")
    assert history["version"] == 1
    newest = history["generations"][0]
    assert newest["changed"] == ["account.1.label"] and TIME.match(newest["time"])
    assert newest["asker"]["door"] == "control" and newest["asker"]["who"]
    numbers = [one["generation"] for one in history["generations"]]
    assert numbers == sorted(numbers, reverse=True)


def test_the_history_is_limited(make_phone):
    phone = make_phone(settings={"history.generations": 5})
    phone.start()
    for number in range(12):
        phone.change({"account.1.label": f"number {number}"})
    assert len(phone.history()) == 5
    phone.restart_agent()
    assert len(phone.history()) == 5
    assert phone.get("account.1.label") == {"account.1.label": "number 11"}


def test_the_status_of_another_account_is_no_account(full):
    assert full.ctl("status", 3).code == 1
    assert "1 to 2" in full.ctl("status", 3).err
    assert full.ctl("status", "x").code == 2


@pytest.mark.parametrize("words", [["status"], ["status", 1], ["counters"], ["get", "account.1.*"], ["history"],
                                   ["describe", "account.1.fallback.timeout"]])
def test_text_and_keyvalue_say_the_same_in_their_ways(full, words):
    text = full.ctl(*words)
    assert text.code == 0 and text.out and not text.err
    assert "\033" not in text.out
    lines = full.ctl("-f", "keyvalue", *words)
    assert lines.code == 0
    assert all(re.match(r"[^ =]+=", line) for line in lines.out.splitlines()), lines.out


def test_the_status_fits_a_terminal(full):
    for words in (["status"], ["counters", 1], ["history"]):
        too_long = [line for line in full.ctl(*words).out.splitlines() if len(line) > 80]
        assert not too_long
