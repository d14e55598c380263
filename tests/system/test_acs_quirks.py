"""What real ACSs do, and a client must bear: each clause of the page's list is a test."""

import pytest

from rig.management import (PERIODIC, acs_status, ask_for_session, first_contact, point, session_now, wait_for_result,
                            wait_until_delivered)
from rig.tree import KEY, LABEL, SERVER, SIP
from scripted_acs import soap
from scripted_acs.server import Policy

INTERVAL = SERVER + "PeriodicInformInterval"


@pytest.mark.parametrize("status", [400, 500])
@pytest.mark.parametrize("body", [b"unknown namespace", b"<html><body>No</body></html>", b""])
def test_acs_quirk_refuses_namespaces_without_a_fault(phone, acs, status, body):
    """In plain text, a page, or nothing: the next namespace in the same attempt, and remembered."""
    point(phone, acs)
    for wanted in ("1-2", "1-1"):
        exchange = acs.next_inform()
        assert (exchange.message.cwmp, exchange.message.retry_count) == (wanted, 0)
        exchange.reply(status, body)
    session = acs.session()
    assert (session.cwmp, session.inform.retry_count) == ("1-0", 0)
    assert session.get(KEY) == {KEY: ""}
    session.end()
    wait_for_result(phone, "ok")
    wait_until_delivered(phone, "0 BOOTSTRAP")
    again = session_now(phone, acs)
    assert again.cwmp == "1-0"
    again.end()


@pytest.mark.parametrize("answers", ["1-0", "1-1", "1-3", "1-4"])
def test_item_9_answers_in_another_namespace_are_taken(managed, acs, answers):
    """From 1-0 to 1-4, whichever the phone wrote."""
    session = session_now(managed, acs)
    inform = session.trouble()
    inform.reply(body=soap.envelope(soap.inform_response(), inform.message.id, answers))
    session._exchange, session._informed, session.cwmp = acs.next_exchange(), True, answers
    assert session.get(KEY) == {KEY: ""}
    session.end()
    wait_for_result(managed, "ok")


@pytest.mark.parametrize("identifier", ["null", "the phone's own"])
def test_acs_quirk_id_null_or_our_own(managed, acs, identifier):
    session = session_now(managed, acs)
    identifier = session.inform.id if identifier == "the phone's own" else identifier
    exchange = session.trouble()
    exchange.reply(body=soap.envelope(soap.inform_response(), identifier))
    session._exchange, session._informed = acs.next_exchange(), True
    for _ in range(3):
        assert session.exchange(soap.get_values([KEY]), identifier).values[KEY].text == ""
    session.end()
    wait_for_result(managed, "ok")


def test_acs_quirk_parameter_key_before_object_name(managed, acs):
    """Read by name, not by position: what is wrong with the object is said of the object."""
    session = session_now(managed, acs)
    for method in ("AddObject", "DeleteObject"):
        name = SIP + "Client." + ("1." if method == "DeleteObject" else "")
        odd = soap.call(method, f"<ParameterKey>{'k' * 32}</ParameterKey><ObjectName>{name}</ObjectName>")
        usual = soap.call(method, f"<ObjectName>{name}</ObjectName><ParameterKey>{'k' * 32}</ParameterKey>")
        seen, wanted = session.fault_of(odd), session.fault_of(usual)
        assert (seen.code, seen.text) == (wanted.code, wanted.text)
    swapped = soap.call("SetParameterValues", "<ParameterKey>k</ParameterKey>" + soap.set_values([(LABEL, "string", "x")])
                        .partition(">")[2].partition("<ParameterKey>")[0])
    assert session.ask(swapped).status == 0
    assert session.get(LABEL, KEY) == {LABEL: "x", KEY: "k"}
    session.end()
    wait_for_result(managed, "ok")


@pytest.mark.parametrize("yes,no", [("1", "0"), ("true", "false")])
def test_acs_quirk_booleans_of_arguments(managed, acs, yes, no):
    """NextLevel, NotificationChange, HoldRequests."""
    session = session_now(managed, acs)
    names = soap.call("GetParameterNames", f"<ParameterPath>Device.</ParameterPath><NextLevel>{yes}</NextLevel>")
    assert session.ask(names).names == session.names("Device.", True)
    for change, level in ((yes, 2), (no, 0)):
        session.ask(soap.set_attributes({LABEL: level}).replace("<NotificationChange>1<", f"<NotificationChange>{change}<"))
        assert session.attributes(LABEL) == {LABEL: 2}
    held = f'<cwmp:HoldRequests soap-env:mustUnderstand="1">{yes}</cwmp:HoldRequests>'
    assert session.exchange(soap.get_values([KEY]), header=held).values[KEY].text == ""
    session.end()
    wait_for_result(managed, "ok")


def test_acs_quirk_notification_empty_where_it_does_not_change(managed, acs):
    session = session_now(managed, acs)
    session.notify(1, LABEL)
    unchanged = soap.set_attributes({LABEL: ""}).replace("<NotificationChange>1<", "<NotificationChange>0<")
    assert session.ask(unchanged).name == "SetParameterAttributesResponse"
    assert session.attributes(LABEL) == {LABEL: 1}
    assert session.fault_of(soap.set_attributes({LABEL: ""})).code == 9003
    assert session.attributes(LABEL) == {LABEL: 1}
    session.end()
    wait_for_result(managed, "ok")


def test_acs_quirk_cookie_without_path(phone, acs):
    """On InformResponse alone; who comes without it is refused."""
    point(phone, acs)
    session = acs.session()
    inform = session.trouble()
    inform.reply(body=soap.envelope(soap.inform_response(), inform.message.id), headers=[
        ("Set-Cookie", "JSESSIONID=5F; HttpOnly"), ("Set-Cookie", "odd.name$=x/y+z="), ("Set-Cookie", "other=1; Path=/another")])
    for _ in range(4):
        waiting = acs.next_exchange()
        said = waiting.headers.get("Cookie", "")
        assert sorted(said.split("; ")) == ["JSESSIONID=5F", "odd.name$=x/y+z="]
        waiting.reply(body=soap.envelope(soap.get_values([KEY]), "1"))
    acs.next_exchange().reply(204)
    wait_for_result(phone, "ok")


ENDS = {
    "204": b"HTTP/1.1 204 No Content\r\n\r\n",
    "204 with close": b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n",
    "204 with a length": b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
    "200 and length 0": b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    "200, length 0, with a type": b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 0\r\n\r\n",
    "200 without a length": b"HTTP/1.0 200 OK\r\n\r\n",
    "200 in no chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "200 and an end of line": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n\r\n",
}


@pytest.mark.parametrize("how", ENDS)
def test_acs_quirk_ends_of_sessions(managed, acs, how):
    session = session_now(managed, acs)
    assert session.get(KEY) == {KEY: ""}
    session.trouble().raw(ENDS[how])
    wait_for_result(managed, "ok")
    wait_until_delivered(managed, "X 00005E INFORM")
    session_now(managed, acs).end()


def test_acs_quirk_already_in_session(managed, acs):
    """400 right after a session: this attempt fails or goes on in an older namespace, the next begins as ever."""
    session_now(managed, acs).end()
    ask_for_session(managed)
    acs.next_inform().reply(400, b"already in session")
    older = acs.session()
    assert (older.cwmp, older.inform.retry_count) == ("1-1", 0)
    older.end()
    wait_until_delivered(managed, "X 00005E INFORM")
    again = session_now(managed, acs)
    assert again.cwmp == "1-2"
    again.end()
    wait_for_result(managed, "ok")


def test_acs_quirk_asks_for_names_of_nothing_first_then_batches_of_32(managed, acs):
    session = session_now(managed, acs)
    leaves = [name for name in session.names("") if not name.endswith(".")]
    seen = {}
    for start in range(0, len(leaves), 32):
        seen |= session.get(*leaves[start:start + 32])
    assert list(seen) == leaves
    session.end()
    wait_for_result(managed, "ok")


def test_acs_quirk_object_names_without_a_dot_in_attributes(managed, acs):
    session = session_now(managed, acs)
    for name in (SIP + "Client.1", SERVER.rstrip("."), "Device"):
        assert session.attributes(name) == session.attributes(name + ".")
    session.end()
    wait_for_result(managed, "ok")


def test_acs_quirk_unescaped_url_in_a_download(managed, acs):
    """9003 where the ID can be read, and nothing is fetched: never a guess."""
    session = session_now(managed, acs)
    download = soap.call("Download", "<CommandKey>k</CommandKey><FileType>3 Vendor Configuration File</FileType>"
                         f"<URL>{acs.url('/file')}?x=1&y=2</URL><Username></Username><Password></Password><FileSize>0</FileSize>"
                         "<TargetFileName></TargetFileName><DelaySeconds>0</DelaySeconds><SuccessURL></SuccessURL>"
                         "<FailureURL></FailureURL>")
    fault = session.fault_of(download)
    assert fault.code == 9003 and "line 2" in fault.text
    session.end()
    wait_for_result(managed, "ok")
    assert {path for _, path, _, _ in acs.requests} == {"/acs"}


def test_acs_quirk_sets_the_same_value_again_and_again(phone, acs):
    """A success that changes nothing, and the phone still comes at its interval."""
    first_contact(phone, acs, periodic_inform_enable=1, periodic_inform_interval=5)
    generation = phone.generation()
    seen = []
    for _ in range(5):
        ask_for_session(phone)
        session = acs.session()
        seen += session.inform.events
        assert session.set([(INTERVAL, "unsignedInt", "5")]) == 0
        session.end()
        wait_for_result(phone, "ok")
    if PERIODIC not in seen:
        session = acs.session()
        assert PERIODIC in session.inform.events
        session.end()
    assert phone.generation() == generation


def test_acs_quirk_503_with_retry_after(managed, acs):
    """Neither the ladder nor a change comes before it; who asks by name does."""
    session = session_now(managed, acs)
    session.notify(2, LABEL)
    session.end()
    wait_for_result(managed, "ok")
    ask_for_session(managed)
    acs.next_inform().reply(503, b"busy", headers=[("Retry-After", "3600")])
    wait_for_result(managed, "503")
    managed.change({"account.1.label": "while it is closed"})
    assert acs_status(managed)["result"].endswith("(HTTP 503)")
    assert acs.exchanges.empty()
    session = session_now(managed, acs)
    assert session.inform.retry_count == 1 and "4 VALUE CHANGE" in session.inform.events
    session.end()
    wait_for_result(managed, "ok")


@pytest.mark.parametrize("policy", [Policy(close=True), Policy(hang_up=True), Policy(cookies=True, close=True)])
def test_acs_quirk_a_connection_for_each_message(phone, make_acs, policy):
    acs = make_acs(policy=policy)
    first_contact(phone, acs)
    session = session_now(phone, acs)
    assert session.set([(LABEL, "string", "x")], "k") == 0
    assert session.get(KEY) == {KEY: "k"}
    session.end()
    wait_for_result(phone, "ok")
