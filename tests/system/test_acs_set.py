"""SetParameterValues: one transaction, from the ACS to the registrar and the disk."""

import pytest

from rig.management import first_contact, session_now, wait_for_result
from rig.tree import EXPIRES, KEY, LABEL, LABEL_2, SIP, client, failover, network, server
from rig.waiting import until
from scripted_acs import soap
from scripted_acs.session import Refused

SIX = [
    (EXPIRES, "unsignedInt", "120"),
    (failover(1, 1, "RetryCount"), "unsignedInt", "2"),
    (LABEL, "string", "Front desk"),
    (failover(2, 1, "RegisterExpires"), "unsignedInt", "180"),
    (client(2, "X_00005E_Registration.FallbackTimeout"), "unsignedInt", "33"),
    (network(1, "TimerT2"), "unsignedInt", "3500"),
]
SIX_STORED = {
    "account.1.sip_server.1.expires": "120",
    "account.1.sip_server.1.retry_counts": "2",
    "account.1.label": "Front desk",
    "account.2.sip_server.1.expires": "180",
    "account.2.fallback.timeout": "33",
    "sip.timer_t2": "3.5",
}


def everything(phone):
    return phone.get("*"), phone.generation(), phone.history()


def faults_of(session, values, key="never"):
    """{name: code} of a SetParameterValues that has to be refused with 9003."""
    fault = session.fault_of(soap.set_values(values, key))
    assert fault.code == 9003, fault
    assert len(dict(fault.parameters)) == len(fault.parameters), "one fault for each parameter"
    return dict(fault.parameters)


def test_six_names_over_two_accounts(two_accounts, acs, registrar_a):
    before = two_accounts.generation()
    names = [name for name, _, _ in SIX]
    session = session_now(two_accounts, acs)
    assert session.set(SIX, "key 1") == 0
    # All in the same session, with the key.
    assert session.get(*names, KEY) == {name: text for name, _, text in SIX} | {KEY: "key 1"}
    session.end()

    # One generation, with the asker and exactly these names.
    assert two_accounts.generation() == before + 1
    newest = two_accounts.history()[0]
    assert newest["generation"] == before + 1
    assert newest["asker"]["door"] == "cwmp"
    assert sorted(newest["changed"]) == sorted(SIX_STORED)
    assert two_accounts.get(*SIX_STORED) == SIX_STORED
    assert two_accounts.status()["sipcore"]["generation"] == before + 1

    # And the registrar has it from both accounts.
    for user, expires in (("1001", 120), ("1002", 180)):
        until(lambda: registrar_a.requests("REGISTER", user)[-1].expires == str(expires),
              f"{user} to register for {expires} s")

    # After a death too.
    two_accounts.kill_agent()
    assert two_accounts.get(*SIX_STORED) == SIX_STORED
    session = session_now(two_accounts, acs)
    assert session.inform.values[KEY].text == "key 1"
    assert session.get(*names) == {name: text for name, _, text in SIX}
    session.end()


def test_the_order_says_nothing(two_accounts, acs):
    """A rule between parameters holds for the outcome, in whichever order its parts come."""
    session = session_now(two_accounts, acs)
    assert session.set(list(reversed(SIX)), "key 2") == 0
    assert session.get(KEY) == {KEY: "key 2"}
    session.end()
    assert two_accounts.get(*SIX_STORED) == SIX_STORED


BAD = {
    "out of range": ((failover(2, 2, "RegisterExpires"), "unsignedInt", "29"), 9007),
    "not a number": ((failover(2, 2, "RegisterExpires"), "unsignedInt", "60x"), 9007),
    "negative": ((failover(2, 2, "RegisterExpires"), "unsignedInt", "-1"), 9007),
    "too long": ((client(2, "X_00005E_DisplayName"), "string", "x" * 100), 9007),
    "of another type": ((server(2, 2, "Port"), "string", "5060"), 9006),
    "an unknown type": ((server(2, 2, "Port"), "colour", "5060"), 9006),
    "no boolean": ((client(2, "Enable"), "boolean", "maybe"), 9007),
    "no label": ((failover(2, 2, "FailbackMode"), "string", "3"), 9007),
    "read-only": ((client(2, "Status"), "string", "Up"), 9008),
    "in no row": ((client(3, "X_00005E_Label"), "string", "third"), 9005),
    "unknown": (("Device.NoSuch", "string", "x"), 9005),
    "an object": ((SIP + "Client.1.", "string", "x"), 9005),
    "without a name": (("", "string", "x"), 9005),
    "a transport that we lack": ((network(2, "ProxyServerTransport"), "string", "SCTP"), 9007),
    "a URI that is none": ((client(2, "RegisterURI"), "string", "1002"), 9007),
}


@pytest.mark.parametrize("index", [0, 3, 6])
def test_one_bad_parameter_changes_nothing(two_accounts, acs, registrar_a, index):
    session = session_now(two_accounts, acs)
    session.set([(LABEL, "string", "as it was")], "key 1")
    before = everything(two_accounts)
    for what, (bad, code) in BAD.items():
        assert faults_of(session, SIX[:index] + [bad] + SIX[index:]) == {bad[0]: code}, what
    assert session.get(KEY) == {KEY: "key 1"}
    session.end()
    assert everything(two_accounts) == before
    two_accounts.restart_agent()
    assert everything(two_accounts) == before
    assert {one.expires for one in registrar_a.requests("REGISTER")} == {"600"}


def test_each_bad_parameter_has_its_fault(two_accounts, acs):
    before = everything(two_accounts)
    session = session_now(two_accounts, acs)
    bad = [BAD["out of range"], BAD["too long"], BAD["of another type"], BAD["read-only"], BAD["unknown"]]
    values = SIX[:3] + [value for value, _ in bad] + SIX[3:]
    assert faults_of(session, values) == {value[0]: code for value, code in bad}
    assert session.get(KEY) == {KEY: ""}
    session.end()
    assert everything(two_accounts) == before


def test_a_conflict_between_parameters_is_9007(two_accounts, acs, registrar_a):
    before = everything(two_accounts)
    session = session_now(two_accounts, acs)
    faults = faults_of(session, [(server(1, 2, "Domain"), "string", "127.0.0.1"),
                                 (server(1, 2, "Port"), "unsignedInt", str(registrar_a.port))])
    assert faults and set(faults.values()) == {9007}
    assert set(faults) <= {server(1, 2, "Domain"), server(1, 2, "Port")}
    session.end()
    assert everything(two_accounts) == before


def test_a_name_twice(two_accounts, acs):
    before = everything(two_accounts)
    session = session_now(two_accounts, acs)
    fault = session.fault_of(soap.set_values([(LABEL, "string", "one"), (LABEL_2, "string", "x"),
                                              (LABEL, "string", "two")], "never"))
    assert fault.code == 9003
    assert session.get(KEY) == {KEY: ""}
    session.end()
    assert everything(two_accounts) == before


def test_two_names_of_one_value(two_accounts, acs):
    """ProxyServer and the first FQDNServer's Domain show the same; so does each row's T1."""
    session = session_now(two_accounts, acs)
    both = (network(1, "RegisterExpires"), EXPIRES)
    assert session.set([(name, "unsignedInt", "300") for name in both], "agreed") == 0
    assert session.get(*both) == dict.fromkeys(both, "300")
    before = everything(two_accounts)
    assert faults_of(session, [(both[0], "unsignedInt", "301"), (both[1], "unsignedInt", "302")]) == dict.fromkeys(both, 9007)
    rows = network(1, "TimerT1"), network(2, "TimerT1")
    assert faults_of(session, [(rows[0], "unsignedInt", "700"), (rows[1], "unsignedInt", "800")]) == dict.fromkeys(rows, 9007)
    assert everything(two_accounts) == before
    assert session.set([(rows[0], "unsignedInt", "700")], "one row") == 0
    assert session.get(*rows) == dict.fromkeys(rows, "700")
    session.end()
    assert two_accounts.get("sip.timer_t1") == {"sip.timer_t1": "0.7"}


def test_writing_what_a_narrower_view_shows_changes_nothing(two_accounts, acs):
    two_accounts.change({"account.1.sip_server.2.transport_type": 3, "account.1.sip_server.1.transport_type": 3})
    session = session_now(two_accounts, acs)
    name = network(1, "ProxyServerTransport")
    assert session.get(name) == {name: "UDP"}
    assert session.set([(name, "string", "UDP")]) == 0
    session.end()
    assert two_accounts.get("account.1.sip_server.1.transport_type") == {"account.1.sip_server.1.transport_type": "3"}


def test_equal_values_are_a_success(two_accounts, acs):
    """Without a generation, unless the key is another one."""
    session = session_now(two_accounts, acs)
    assert session.set(SIX, "key") == 0
    before = everything(two_accounts)
    assert session.set(SIX, "key") == 0
    assert everything(two_accounts) == before
    assert session.set(SIX, "another") == 0
    assert two_accounts.generation() == before[1] + 1
    assert session.get(KEY) == {KEY: "another"}
    session.end()
    assert two_accounts.get("*") == before[0]


def test_types_may_be_left_out_and_booleans_written_in_each_way(two_accounts, acs):
    session = session_now(two_accounts, acs)
    name = failover(1, 1, "RegisterOnFailover")
    for kind, text, stored in (("boolean", "1", "1"), ("boolean", "false", "0"), ("boolean", "true", "1"), ("", "0", "0")):
        assert session.set([(name, kind, text)]) == 0
        assert two_accounts.get("account.1.sip_server.1.register_on_enable") == {
            "account.1.sip_server.1.register_on_enable": stored}
    assert session.set([(EXPIRES, "", "90")]) == 0
    session.end()


def test_wrong_counts_say_nothing(two_accounts, acs):
    session = session_now(two_accounts, acs)
    for count, expires in ((0, "100"), (1, "101"), (99, "102")):
        assert session.set([(EXPIRES, "unsignedInt", expires), (LABEL, "string", expires)], "k", count=count) == 0
        assert session.get(EXPIRES, LABEL) == {EXPIRES: expires, LABEL: expires}
    assert session.get(EXPIRES, LABEL, count=7) == {EXPIRES: "102", LABEL: "102"}
    session.end()


def test_text_arrives_as_it_is(two_accounts, acs):
    session = session_now(two_accounts, acs)
    for text in ('a < b & "c" \'d\' > e', "Empfang – ärztlich ☎", "]]>", "%s%n", "x" * 99, ""):
        assert session.set([(LABEL, "string", text)]) == 0
        assert session.get(LABEL) == {LABEL: text}
        assert two_accounts.get("account.1.label") == {"account.1.label": text}
    for text in (" before", "after ", "%NULL%"):
        assert faults_of(session, [(LABEL, "string", text)]) == {LABEL: 9007}
    session.end()


def test_keys_are_counted_in_characters(two_accounts, acs):
    session = session_now(two_accounts, acs)
    assert session.set([(LABEL, "string", "1")], "ä" * 32) == 0
    assert session.get(KEY) == {KEY: "ä" * 32}
    before = everything(two_accounts)
    with pytest.raises(Refused) as raised:
        session.set([(LABEL, "string", "2")], "x" * 33)
    assert raised.value.fault.code == 9003
    assert everything(two_accounts) == before
    assert session.get(KEY) == {KEY: "ä" * 32}
    session.end()


def test_secrets_are_never_shown(two_accounts, acs):
    session = session_now(two_accounts, acs)
    name = client(2, "AuthPassword")
    assert session.set([(name, "string", "brand-new-password")]) == 0
    assert session.get(name) == {name: ""}
    shown = session.get("Device.")
    assert not {"brand-new-password", "secret1001"} & set(shown.values())
    session.end()
    for log in (two_accounts.agent.log, two_accounts.core.log):
        assert "brand-new-password" not in log.read_text()


def test_without_a_core_nothing_is_set(two_accounts, acs):
    """9002 for the whole call; afterwards it goes through."""
    before = everything(two_accounts)
    two_accounts.core.kill()
    until(lambda: not two_accounts.status()["sipcore"]["connected"], "the agent to miss the core")
    session = session_now(two_accounts, acs)
    fault = session.fault_of(soap.set_values(SIX, "never"))
    assert (fault.code, fault.parameters) == (9002, ())
    assert session.get(KEY) == {KEY: ""}
    assert everything(two_accounts) == before
    two_accounts.start_core()
    until(lambda: two_accounts.status()["sipcore"]["connected"], "the core to be back")
    assert session.set(SIX, "key") == 0
    session.end()
    assert two_accounts.get(*SIX_STORED) == SIX_STORED


def test_the_acs_moves_the_phone_to_another_one(two_accounts, acs, make_acs):
    """The session comes to its end at the old one."""
    other = make_acs()
    session = session_now(two_accounts, acs)
    assert session.set([("Device.ManagementServer.URL", "string", other.url())], "moved") == 0
    assert session.get(KEY) == {KEY: "moved"}
    session.end()
    session = other.session()
    assert "0 BOOTSTRAP" in session.inform.events
    assert session.inform.values[KEY].text == "moved"
    session.end()
    wait_for_result(two_accounts, "ok")


def test_a_large_set_is_one_transaction(make_phone, acs):
    phone = make_phone(accounts=16)
    phone.start()
    first_contact(phone, acs)
    before = phone.generation()
    values = [(failover(account, number, name), "unsignedInt", text) for account in range(1, 17) for number in (1, 2)
              for name, text in (("RegisterExpires", "77"), ("RetryCount", "7"), ("InviteRetryCount", "7"),
                                 ("FailbackTimeout", "777"))]
    values += [(client(account, name), "string", f"text {account}") for account in range(1, 17)
               for name in ("X_00005E_Label", "X_00005E_DisplayName", "AuthUserName")]
    session = session_now(phone, acs)
    assert session.set(values, "large") == 0
    names = [name for name, _, _ in values]
    assert session.get(*names) == {name: text for name, _, text in values}
    session.end()
    assert phone.generation() == before + 1
