"""Sessions with an ACS: how they come about, and what the phone shows there."""

import re

import pytest

from rig.management import (ASKED_FOR, PERIODIC, acs_status, ask_for_session, first_contact, point, session_now,
                            wait_for_result, wait_until_counted)
from rig.paths import SOURCE
from rig.tree import KEY, LABEL, LABEL_2, REQUEST_URL, SIP
from rig.waiting import until
from scripted_acs import schema, soap
from scripted_acs.player import Player
from scripted_acs.scenario import read

SCENARIOS = SOURCE / "tests" / "acs" / "scenarios"
# What is another value at each look, or shows the question itself.
RESTLESS = re.compile(r"UpTime|MemoryStatus|CurrentLocalTime|CurrentTime|LastUpdate|Remaining|DeviceInfo\.ProcessStatus")


def play(acs, scenario):
    Player(acs).play(read(SCENARIOS / scenario))


def test_the_first_contact(phone, acs):
    assert acs_status(phone) is None
    point(phone, acs)
    play(acs, "first_look.txt")
    wait_for_result(phone, "ok")
    status = acs_status(phone)
    assert status["url"] == acs.url()
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", status["last_session"])
    [line] = [line for line in phone.ctl("status").out.splitlines() if line.startswith("ACS")]
    assert acs.url() in line


def test_an_inform_says_who_and_carries_what_is_forced(phone, acs):
    inform = first_contact(phone, acs)
    assert inform.device["OUI"] == "00005E" and inform.device["SerialNumber"] == "TEST0001"
    assert all(inform.device[name] for name in ("Manufacturer", "ProductClass"))
    assert set(inform.values) == soap.FORCED
    assert inform.values["Device.RootDataModelVersion"].text == "2.17"
    assert inform.values[REQUEST_URL].text.startswith(f"http://127.0.0.1:{phone.cwmp_port}/")
    assert len(inform.values[REQUEST_URL].text.rpartition("/")[2]) >= 16
    assert (inform.cwmp, inform.retry_count) == ("1-2", 0)


def test_a_restart_is_neither_a_first_contact_nor_a_boot(managed, acs):
    path = session_now(managed, acs)
    url = path.inform.values[REQUEST_URL].text
    path.end()
    wait_for_result(managed, "ok")
    managed.restart_agent()
    session = session_now(managed, acs)
    assert session.inform.events == [ASKED_FOR]
    assert session.inform.values[REQUEST_URL].text == url
    session.end()


@pytest.mark.parametrize("change", ["path", "back"])
def test_another_url_is_a_first_contact(managed, acs, change):
    managed.change({"static.managementserver.url": acs.url("/another")})
    session = acs.session()
    assert "0 BOOTSTRAP" in session.inform.events and ASKED_FOR not in session.inform.events
    session.end()
    wait_for_result(managed, "ok")
    if change == "back":
        managed.change({"static.managementserver.url": acs.url()})
        session = acs.session()
        assert "0 BOOTSTRAP" in session.inform.events
        session.end()


def test_a_first_contact_is_told_until_it_is_heard(phone, acs):
    """Over attempts that fail, and over a death of the agent."""
    point(phone, acs)
    acs.next_inform().close()
    wait_until_counted(phone, 1)
    phone.kill_agent()
    session = acs.session()
    assert "0 BOOTSTRAP" in session.inform.events and session.inform.retry_count == 1
    session.end()


def test_a_session_asked_for_at_the_shell(managed, acs):
    session = session_now(managed, acs)
    assert session.inform.events == [ASKED_FOR]
    session.end()
    managed.change({"static.managementserver.enable": 0})
    refused = managed.ctl("inform")
    assert (refused.code, refused.out) == (1, "")
    assert acs_status(managed) is None


def test_a_session_asked_for_during_one_comes_after_it(managed, acs):
    session = session_now(managed, acs)
    session.get(KEY)
    ask_for_session(managed)
    session.end()
    again = acs.session()
    assert again.inform.events == [ASKED_FOR]
    again.end()


def test_the_periodic_inform(phone, acs):
    first_contact(phone, acs, periodic_inform_enable=1, periodic_inform_interval=5)
    for _ in range(2):
        session = acs.session()
        assert session.inform.events == [PERIODIC]
        session.end()
    phone.change({"static.managementserver.periodic_inform_interval": 3600})
    # One may have been due already; after it there is only what is asked for.
    ask_for_session(phone)
    events = []
    while ASKED_FOR not in events:
        session = acs.session()
        events = session.inform.events
        session.end()
    wait_for_result(phone, "ok")
    session = session_now(phone, acs)
    assert session.inform.events == [ASKED_FOR]
    session.end()


def test_names_and_values_of_the_whole_tree(managed, acs):
    session = session_now(managed, acs)
    names = session.names("")
    assert session.names("Device.") == names
    assert next(iter(names)) == "Device."
    assert all(name.startswith("Device.") for name in names)
    # Parents before their children, and no name without its object.
    seen = set()
    for name in names:
        parent = name.rstrip(".").rpartition(".")[0]
        assert not parent or parent + "." in seen, name
        seen.add(name)
    leaves = [name for name in names if not name.endswith(".")]
    assert len(leaves) > 200
    values = session.typed("Device.")
    assert list(values) == leaves and list(session.typed("")) == leaves
    assert {value.type for value in values.values()} <= {"string", "boolean", "int", "unsignedInt", "unsignedLong",
                                                         "dateTime", "base64", "hexBinary", "long"}
    session.end()


def test_each_level_of_the_tree_is_that_of_the_whole(managed, acs):
    session = session_now(managed, acs)
    names = session.names("")

    def below(path):
        return {name: writable for name, writable in names.items()
                if name != path and name.startswith(path) and "." not in name[len(path):-1]}

    for path in ("Device.", "Device.Services.", "Device.Services.VoiceService.1.SIP.Client.", SIP + "Network.1.",
                 "Device.ManagementServer."):
        assert session.names(path, True) == below(path)
    assert session.names("", True) == {"Device.": names["Device."]}
    assert session.names(LABEL) == {LABEL: True}
    session.end()


def test_batches_of_32_are_the_whole(managed, acs):
    """As ACSs ask: names first, then their values in batches."""
    session = session_now(managed, acs)
    leaves = [name for name in session.names("") if not name.endswith(".")]
    whole = session.typed("")
    for start in range(0, len(leaves), 32):
        batch = leaves[start:start + 32]
        values = session.typed(*batch)
        assert list(values) == batch
        assert {name: value for name, value in values.items() if not RESTLESS.search(name)} == {
            name: whole[name] for name in batch if not RESTLESS.search(name)}
        assert [values[name].type for name in batch] == [whole[name].type for name in batch]
    session.end()


def as_tree(value, described):
    """A stored value as the tree shows it."""
    if described["secret"]:
        return ""
    if described["kind"] == "enumeration":
        return dict(re.findall(r"(-?\d+) ([^,]+)", described["permitted"]))[value]
    if described["kind"] == "seconds":
        return str(round(float(value) * 1000))
    return value


def as_stored(text, kind):
    return {"true": "1", "false": "0"}.get(text, text) if kind == "boolean" else text


def test_the_tree_equals_the_shell_and_the_manager(managed, acs, manager):
    managed.change({"account.1.label": "Front desk", "account.1.sip_server.1.address": "sip.test",
                    "account.2.fallback.redundancy_type": 1, "sip.timer_t2": "3.5", "account.1.password": "hidden"})
    # Places of InformParameter that no row has taken are not there for an ACS.
    stored = {name: value for name, value in managed.get("*").items() if ".InformParameter." not in name}
    described = {name: managed.ask("describe", name) for name in stored}
    session = session_now(managed, acs)
    tree = session.typed("")
    session.end()
    paths = {name: about["tr069"] for name, about in described.items()}
    assert {name for name, path in paths.items() if path not in tree} == set()
    seen = {name: as_stored(tree[path].text, tree[path].type) for name, path in paths.items()}
    wanted = {name: as_tree(value, described[name]) for name, value in stored.items()}
    assert seen == wanted
    # And SNMP, where it has the value and both write it alike.
    alike = [name for name, about in described.items()
             if about["object"] and about["kind"] not in ("boolean", "enumeration") and not about["secret"]]
    for start in range(0, len(alike), 20):
        some = alike[start:start + 20]
        assert manager.get(*(described[name]["object"] for name in some)) == [tree[paths[name]].text for name in some]


def test_live_values_are_those_of_the_shell(managed, acs, registrar_a):
    managed.change(managed.account_values(1, registrar_a.target))
    managed.wait_until_registered()
    session = session_now(managed, acs)
    values = session.get(SIP + "Client.1.", SIP + "Network.1.")
    session.end()
    assert values[SIP + "Client.1.Status"] == "Up"
    assert values[SIP + "Network.1.ChosenIPAddress"] == "127.0.0.1"
    assert values[SIP + "Network.1.ChosenPort"] == str(registrar_a.port)
    counters = managed.counters()
    assert values[SIP + "Client.1.X_00005E_Stats.RegisterSuccesses"] == str(counters["registerSuccesses"])
    assert values[SIP + "Client.1.X_00005E_Stats.Failovers"] == "0"


def test_each_method_that_is_named_is_answered(managed, acs):
    session = session_now(managed, acs)
    assert set(session.methods()) >= {
        "GetRPCMethods", "SetParameterValues", "GetParameterValues", "GetParameterNames", "SetParameterAttributes",
        "GetParameterAttributes", "AddObject", "DeleteObject", "Reboot", "FactoryReset"}
    for method in session.methods():
        if method not in ("Reboot", "FactoryReset"):
            fault = session.exchange(soap.call(method)).fault
            assert not fault or fault.code != 9000, method
    session.end()


def test_odd_questions_get_their_faults(managed, acs):
    before = managed.get("*"), managed.generation()
    ask_for_session(managed)
    play(acs, "odd_questions.txt")
    wait_for_result(managed, "ok")
    assert (managed.get("*"), managed.generation()) == before


def test_requests_may_be_held(managed, acs):
    """HoldRequests: the phone has nothing to say then, and answers as ever."""
    session = session_now(managed, acs)
    session.answer_inform(hold=True)
    assert session.get(KEY) == {KEY: ""}
    message = session.exchange(soap.get_values([KEY]), hold=True)
    assert message.values[KEY].text == ""
    session.end(200)
    wait_for_result(managed, "ok")


def test_odd_ids_come_back_as_they_are(managed, acs):
    session = session_now(managed, acs)
    for identifier in ("null", "0", "x" * 500, "a & b < c", "ä", " spaces  inside "):
        assert session.exchange(soap.get_values([KEY]), identifier).id == identifier
    # A question without one gets an answer without one.
    assert not session.exchange(soap.get_values([KEY]), "").id
    session.end()


@pytest.mark.parametrize("accepts,refusal", [(("1-0",), 400), (("1-0",), 500), (("1-0",), 8006), (("1-1", "1-0"), 400)])
def test_the_namespace_that_the_acs_takes(phone, make_acs, accepts, refusal):
    """In the same attempt, and remembered for the next session."""
    acs = make_acs(accepts=accepts, refusal=refusal)
    inform = first_contact(phone, acs)
    assert (inform.cwmp, inform.retry_count) == (accepts[0], 0)
    refused = len(acs.requests)
    session = session_now(phone, acs)
    assert session.cwmp == accepts[0]
    assert session.get(KEY) == {KEY: ""}
    session.end()
    # Inform, the empty POST, the answer: the first namespace was the right one.
    until(lambda: len(acs.requests) >= refused + 3, "the session to end")
    assert len(acs.requests) == refused + 3


def test_the_rpc_faults_of_tables(managed, acs):
    session = session_now(managed, acs)
    for path in (SIP + "Client.", SIP + "Network.", SIP + "Network.1.FQDNServer.",
                 "Device.Services.VoiceService.1.CallControl.Line."):
        assert session.fault_of(soap.add_object(path)).code == 9008
        assert session.fault_of(soap.delete_object(path + "1.")).code == 9008
    assert session.fault_of(soap.delete_object(SIP + "Client.99.")).code == 9005
    assert session.fault_of(soap.add_object(SIP + "Client")).code in (9003, 9005)
    assert session.get(KEY) == {KEY: ""}
    session.end()


def test_every_kind_of_message_is_valid(managed, acs, scratch):
    """Every test holds what was sent against the schema; this one says so where there is none."""
    if not schema.present():
        pytest.skip("the CWMP schema is not there (../shared/models)")
    session = session_now(managed, acs)
    session.methods()
    session.names("")
    session.get("")
    session.attributes("")
    session.notify(1, LABEL)
    session.set([(LABEL, "string", 'a < b & "c"'), (LABEL_2, "string", "")], "key")
    session.fault_of(soap.set_values([(LABEL, "string", "x" * 100), ("Device.X", "", "1")]))
    session.fault_of(soap.call("Dance"))
    session.end()
    assert not schema.complaints_about(acs.record, scratch)
    assert len(acs.record.messages("phone")) == 10


def test_sessions_are_kept_alive(managed, acs):
    """One connection, whatever the number of questions; the source port is another in the next session."""
    connections = acs.connections
    session = session_now(managed, acs)
    for _ in range(5):
        session.get(KEY)
    session.end()
    wait_for_result(managed, "ok")
    assert acs.connections == connections + 1
    empty = [headers for _, _, headers, size in acs.requests if size == 0]
    assert empty and all("SOAPAction" not in headers and "Content-Type" not in headers for headers in empty)
    full = [headers for _, _, headers, size in acs.requests if size]
    assert all(headers["Content-Type"].startswith("text/xml") and "SOAPAction" in headers for headers in full)
