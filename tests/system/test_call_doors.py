"""Calls and subscriptions through the control socket and the shell, with a SIP core whose calls nobody answers but itself."""

import json
import os
import subprocess

import pytest

from rig.paths import CTL
from rig.plain_core import PlainCore
from rig.processes import Process
from rig.waiting import until

READER = 65534  # nobody, who is in the group that may read


@pytest.fixture
def phone(make_phone):
    groups = {"control.group": "nogroup", "control.write_group": "root"} if os.geteuid() == 0 else {}
    phone = make_phone(settings=groups)
    phone.plain_core = PlainCore(phone.runtime / "sipcore")
    phone.start_agent()
    until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the SIP core")
    yield phone
    phone.plain_core.go()


def refused(result):
    """The code of the one problem."""
    assert result.code == 1, result
    [problem] = json.loads(result.out)["problems"]
    assert problem["problem"]
    return problem["code"]


def test_a_call_begins_is_listed_and_ends(phone):
    number = phone.ask("call", 2, "sip:1002@sip.test")["call"]
    [call] = phone.ask("calls")["calls"]
    assert call == {"call": number, "account": 2, "outgoing": True, "peer": "sip:1002@sip.test", "state": "established",
                    "target": "127.0.0.1:5060", "since": "2026-01-02T03:04:05Z"}
    assert "sip:1002@sip.test" in phone.ctl("calls").out
    assert f"call.{number}.state=established\n" in phone.ctl("-f", "keyvalue", "calls").out
    assert phone.ask("hangup", number) == {"version": 1}
    assert phone.ask("calls") == {"version": 1, "calls": []}
    assert refused(phone.ctl("-f", "json", "hangup", number)) == "noCall"


def test_a_subscription_begins_is_listed_and_ends(phone):
    number = phone.ask("subscribe", 1, "message-summary")["subscription"]
    [subscription] = phone.ask("subscriptions")["subscriptions"]
    assert (subscription["account"], subscription["event"], subscription["state"]) == (1, "message-summary", "active")
    assert subscription["expires_at"] == "2026-01-02T03:04:05Z"
    assert "Messages-Waiting: yes" in phone.ctl("subscriptions").out
    assert phone.ctl("unsubscribe", number).code == 0
    assert phone.ask("subscriptions")["subscriptions"] == []
    assert refused(phone.ctl("-f", "json", "unsubscribe", number)) == "noCall"


def test_what_cannot_be_is_said_in_a_sentence(phone):
    assert refused(phone.ctl("-f", "json", "call", 1, "nobody")) == "notPossible"
    assert "nobody is not to be called" in phone.ctl("call", 1, "nobody").err
    asked = len(phone.plain_core.calls)
    for words, said in ((("call", 3, "1002"), "account has to be a number from 1 to 2"),
                        (("call", 1, "a b"), "uri has to be a SIP URI"),
                        (("call", 1, "1" * 1025), "uri has more than 1024 octets"),
                        (("subscribe", 1, "presence"), "event has to be message-summary or dialog")):
        result = phone.ctl(*words)
        assert (result.code, result.out) == (1, "") and said in result.err, result
    assert not {"Dial", "Subscribe"} & set(phone.plain_core.calls[asked:])


def test_who_watches_hears_of_calls(phone, scratch):
    watchers = [Process("watch", [CTL, "--runtime-dir", phone.runtime, "watch", *options], scratch / f"watch-{number}.log")
                for number, options in enumerate(((), ("--json",)))]
    for watcher in watchers:
        until(lambda: "watching" in watcher.output(), "the watcher to watch")
    call = phone.ask("call", 2, "1002")["call"]
    subscription = phone.ask("subscribe", 1, "dialog", "1002")["subscription"]
    text, as_json = watchers
    until(lambda: f"{subscription} active" in text.output(), "the watcher to hear of the subscription")
    line = next(line for line in text.output().splitlines() if f"{call} established" in line)
    assert "call" in line and "account 2" in line
    until(lambda: f"{subscription} active" in as_json.output(), "the watcher to hear of the subscription")
    events = [json.loads(line)["event"] for line in as_json.output().splitlines()]
    assert ("call", 2, f"{call} established") in [(one["kind"], one["account"], one["detail"]) for one in events]
    for watcher in watchers:
        watcher.end()


def test_without_a_core_there_are_no_calls(phone):
    phone.plain_core.go()
    until(lambda: not phone.status()["sipcore"]["connected"], "the agent to notice")
    for words in (("call", 1, "1002"), ("hangup", 1), ("calls",), ("subscribe", 1, "dialog"), ("subscriptions",)):
        assert refused(phone.ctl("-f", "json", *words)) == "coreAway"
    assert "the SIP core is away" in phone.ctl("calls").err
    phone.plain_core.come()
    until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the SIP core")
    assert phone.ctl("call", 1, "1002").code == 0


def test_a_reader_looks_and_does_not_call(phone):
    if os.geteuid() != 0:
        pytest.skip("only root can be somebody else")
    phone.folder.chmod(0o755)
    phone.runtime.chmod(0o755)

    def as_reader(*words):
        asked = ["setpriv", f"--reuid={READER}", f"--regid={READER}", "--clear-groups", CTL, "--runtime-dir", phone.runtime,
                 *words]
        return subprocess.run([str(word) for word in asked], capture_output=True, text=True, timeout=30, check=False)

    call = phone.ask("call", 1, "1002")["call"]
    looked = as_reader("calls")
    if looked.returncode == 126:
        pytest.skip(f"an ordinary user cannot run the programs where they stand: {looked.stderr.strip()}")
    assert looked.returncode == 0 and "1002" in looked.stdout, looked
    assert as_reader("subscriptions").returncode == 0
    for words in (("call", "1", "1003"), ("hangup", str(call)), ("subscribe", "1", "dialog"), ("unsubscribe", "1")):
        done = as_reader(*words)
        assert done.returncode == 1 and "this is not for you" in done.stderr, done
    assert [one["call"] for one in phone.ask("calls")["calls"]] == [call]
