"""What happens on the phone, told to Debian's snmptrapd as traps and informs of versions 2c and 3."""

import pytest

from rig.phone import WRITER
from rig.trap_receiver import COMMUNITY, STRONG, TrapReceiver
from rig.waiting import until

WAYS = [("TRAP2", f"v2c {COMMUNITY}"), ("INFORM", f"v2c {COMMUNITY}"), ("TRAP2", f"v3 {WRITER.name}"),
        ("INFORM", f"v3 {STRONG.name}"), ("TRAP2", f"v3 {STRONG.name}"), ("INFORM", f"v3 {WRITER.name}")]
OF_ACCOUNT = ["accountLabel.1", "accountUserName.1", "accountState.1", "accountMode.1", "accountServer.1", "accountTarget.1",
              "eventLogTime", "accountLastFailureCode.1", "accountLastFailureReason.1", "eventLogDetail"]
OF_CONFIGURATION = ["configGeneration.0", "configAppliedGeneration.0", "eventLogTime", "eventLogGeneration", "eventLogDetail"]


def strong_user(phone, number=3):
    key = phone.secret_file(STRONG.passphrase)
    return {f"snmp.user.{number}.name": STRONG.name, f"snmp.user.{number}.auth": "SHA-512",
            f"snmp.user.{number}.auth_key_file": key, f"snmp.user.{number}.priv": "AES-256",
            f"snmp.user.{number}.priv_key_file": key}


def all_ways(receiver):
    settings = {}
    for number, (pdu, way) in enumerate(WAYS, 1):
        user = {WRITER.name: WRITER, STRONG.name: STRONG}.get(way.split()[1])
        settings |= receiver.settings(number, "3" if user else "2c", user, pdu == "INFORM")
    return settings


@pytest.fixture
def receiver(scratch):
    receiver = TrapReceiver(scratch, users=(WRITER, STRONG))
    receiver.start()
    yield receiver
    receiver.stop()


@pytest.fixture
def phone(make_phone, name_server, receiver):
    """Tells the receiver in all ways at once."""
    phone = make_phone(name_server=name_server)
    phone.configure(strong_user(phone) | all_ways(receiver))
    phone.start()
    phone.change({"network.snmp.enable": 1})
    return phone


def told(receiver, name, times=1, deadline=30):
    """Of the last of so many times, what came: each way the same. Returns {object without the event's instance: value}."""
    found = receiver.wait_for(name, times * len(WAYS), deadline)[-len(WAYS):]
    assert sorted((one.pdu, one.way) for one in found) == sorted(WAYS)
    assert len({(tuple(one.objects.items()), one.uptime) for one in found}) == 1
    return {key.partition(".")[0] if key.startswith("eventLog") else key: value for key, value in found[0].objects.items()}


def registered(phone, registrar, **more):
    phone.change(phone.account_values(1, registrar.target, label="reception", **more))
    phone.wait_until_registered(target=registrar.target)


def test_a_change_says_who_changed_what_and_no_value(phone, receiver):
    generation = phone.change({"account.1.label": "front desk", "account.1.password": "never to be told"})["generation"]
    objects = told(receiver, "configurationChanged", 2)
    assert list(objects) == OF_CONFIGURATION
    assert objects["configGeneration.0"] == objects["eventLogGeneration"] == str(generation)
    assert "account.1.label" in objects["eventLogDetail"] and "account.1.password" in objects["eventLogDetail"]
    assert objects["eventLogDetail"].startswith("control uid ")
    for secret in ("front desk", "never to be told"):
        assert secret not in receiver.process.output()


def test_a_registrar_that_goes_and_comes_back(phone, receiver, registrar_a):
    registered(phone, registrar_a)
    registrar_a.stop()
    phone.change({"account.1.sip_server.1.expires": 700})
    lost = told(receiver, "registrationLost")
    assert list(lost) == OF_ACCOUNT
    assert (lost["accountLabel.1"], lost["accountUserName.1"], lost["accountTarget.1"]) == ("reception", "1001", "")
    assert registrar_a.target in lost["eventLogDetail"]
    failed = told(receiver, "allServersFailed")
    assert failed["accountState.1"] == "allServersFailed"
    registrar_a.start()
    phone.change({"account.1.sip_server.1.expires": 800})
    restored = told(receiver, "registrationRestored")
    assert (restored["accountState.1"], restored["accountTarget.1"]) == ("registered", registrar_a.target)
    assert [one.name for one in receiver.notifications() if one.pdu == "TRAP2" and one.way == WAYS[0][1]
            and "onfiguration" not in one.name] == ["registrationLost", "allServersFailed", "registrationRestored"]


def test_a_refused_password(phone, receiver, registrar_a):
    phone.change(phone.account_values(1, registrar_a.target, password="not the password"))
    refused = told(receiver, "authenticationFailed")
    assert refused["accountState.1"] == "authFailed"
    assert refused["accountLastFailureCode.1"] in refused["eventLogDetail"]
    assert "not the password" not in receiver.process.output()
    assert not receiver.named("allServersFailed")


def test_an_account_that_is_disabled_is_not_lost(phone, receiver, registrar_a):
    registered(phone, registrar_a)
    phone.change({"account.1.enable": 0})
    phone.wait_for("the account to be off", state="disabled")
    phone.change({"account.2.label": "the last word"})
    told(receiver, "configurationChanged", 4)
    assert not receiver.named("registrationLost")


def test_failover_and_failback(phone, receiver, registrar_a, registrar_b, sip_port):
    phone.change(phone.account_values(1, f"multi.sip.test:{sip_port}", sip_server__1__expires=30,
                                      sip_server__1__failback_mode=2))
    phone.wait_until_registered(target=registrar_a.target)
    registrar_a.stop()
    phone.change({"account.1.sip_server.1.expires": 31})
    over = told(receiver, "failover")
    assert (over["accountMode.1"], over["accountTarget.1"]) == ("failover", registrar_b.target)
    assert over["eventLogDetail"] == f"{registrar_a.target} to {registrar_b.target}: an ICMP error"
    registrar_a.start()
    back = told(receiver, "failback", deadline=60)
    assert (back["accountMode.1"], back["accountTarget.1"]) == ("primary", registrar_a.target)
    assert back["eventLogDetail"] == f"{registrar_b.target} to {registrar_a.target}"


def test_from_server_1_to_server_2_and_back(phone, receiver, registrar_a, registrar_b):
    phone.change(phone.account_values(1, registrar_a.target, registrar_b.target, fallback__redundancy_type=1,
                                      fallback__timeout=10))
    phone.wait_until_registered(target=registrar_a.target)
    registrar_a.stop()
    phone.change({"account.1.sip_server.1.expires": 700})
    over = told(receiver, "failover")
    assert (over["accountMode.1"], over["accountServer.1"]) == ("fallback", "2")
    registrar_a.start()
    back = told(receiver, "failback", deadline=60)
    assert (back["accountMode.1"], back["accountServer.1"]) == ("primary", "1")


def test_a_guarded_change_that_is_taken_back(phone, receiver, registrar_a):
    registered(phone, registrar_a)
    guarded = phone.change({"account.1.sip_server.1.address": "127.0.0.3", "account.1.sip_server.1.port": 9}, "--guard", 10)
    reverted = told(receiver, "configurationReverted", deadline=60)
    assert list(reverted) == OF_CONFIGURATION
    assert reverted["eventLogDetail"].startswith(f"guard generation {guarded['generation']}: account.1.sip_server.1.")
    assert int(reverted["eventLogGeneration"]) > guarded["generation"]
    changes = receiver.named("configurationChanged")
    assert reverted["eventLogDetail"] in {value for one in changes for value in one.objects.values()}


def test_a_sip_core_that_dies(phone, receiver, registrar_a):
    """Its accounts were lost with it, and are back when it is."""
    registered(phone, registrar_a)
    registrar_a.stop()
    phone.core.kill()
    phone.start_core()
    lost = told(receiver, "registrationLost", deadline=60)
    assert lost["eventLogDetail"].endswith("the SIP core started again")
    registrar_a.start()
    told(receiver, "registrationRestored", deadline=90)


def test_starts_are_cold_or_warm_and_changes_survive_them(phone, receiver):
    phone.change({"account.1.label": "told before"})
    told(receiver, "configurationChanged", 2)
    phone.kill_agent()
    assert told(receiver, "warmStart") == {}
    assert not receiver.named("coldStart")
    # As after another boot of the machine.
    boot = phone.state / "snmp" / "boot_id"
    phone.agent.kill()
    boot.write_text("another boot\n")
    phone.start_agent()
    assert told(receiver, "coldStart") == {}
    assert boot.read_text() != "another boot\n"


def test_a_change_whose_agent_dies_is_told_by_the_next_one(phone, receiver):
    """Twice at the most, as its mark promises, and never not at all."""
    for number in range(3):
        label = f"label {number}"
        generation = phone.change({"account.1.label": label})["generation"]
        phone.kill_agent()
        until(lambda: {one.way for one in receiver.named("configurationChanged")
                       if one.objects["configGeneration.0"] >= str(generation)
                       and str(generation) in one.objects.values()} == {way for _, way in WAYS},
              f"generation {generation} to be told")


def test_the_event_log_says_the_same(phone, receiver, manager, registrar_a):
    registered(phone, registrar_a)
    registrar_a.stop()
    phone.change({"account.1.sip_server.1.expires": 700})
    lost = told(receiver, "registrationLost")
    told(receiver, "allServersFailed")
    details = dict(manager.walk("eventLogDetail"))
    assert lost["eventLogDetail"] in details.values()
    [index] = [name.partition(".")[2] for name, value in details.items() if value == lost["eventLogDetail"]]
    assert manager.get(f"eventLogKind.{index}", f"eventLogAccount.{index}", f"eventLogSent.{index}") == ["1", "1", "1"]
    until(lambda: {value for _, value in manager.walk("receiverPending")} == {"0"}, "all informs to be acknowledged")
    sent = [int(value) for _, value in manager.walk("receiverSent")]
    acknowledged = [int(value) for _, value in manager.walk("receiverAcknowledged")]
    assert len(set(sent)) == 1
    assert acknowledged == [sent[0] if pdu == "INFORM" else 0 for pdu, _ in WAYS]
    assert {value for _, value in manager.walk("receiverLost")} == {"0"}
