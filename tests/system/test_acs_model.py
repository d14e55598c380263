"""The model whole, of a running agent: its device type, rows that the ACS adds, heartbeats, attributes over a restart."""

import re
import xml.etree.ElementTree as ElementTree

from rig.management import ASKED_FOR, assert_schema, session_now, wait_for_result, wait_until_delivered
from rig.paths import SOURCE
from rig.tree import KEY, LABEL, SERVER, SIP, client
from scripted_acs import soap

TABLE = SERVER + "InformParameter."
POLICY = SERVER + "HeartbeatPolicy."


def with_placeholders(path):
    return re.sub(r"(?<=\.)\d+(?=\.)", "{i}", path)


def described():
    """{path with {i}: writable} of the device type."""
    tree = {}
    for described in ElementTree.parse(SOURCE / "tr069" / "lineman-device-type.xml").iter("object"):
        tree[described.get("ref")] = described.get("access") == "createDelete"
        for parameter in described.iter("parameter"):
            tree[described.get("ref") + parameter.get("ref")] = parameter.get("access") == "readWrite"
    return tree


def add_row(session, **values):
    """Returns the path of a row of InformParameter with these values."""
    added = session.ask(soap.add_object(TABLE, "key of the row"))
    path = f"{TABLE}{added.instance_number}."
    kinds = {"Enable": "boolean"}
    assert session.set([(path + name, kinds.get(name, "string"), text) for name, text in values.items()],
                       "key of the values") == 0
    return path


def test_device_type_equals_a_walk_of_the_running_agent(managed, acs, scratch):
    session = session_now(managed, acs)
    session.ask(soap.add_object(TABLE))
    walked = {with_placeholders(path): writable for path, writable in session.names("").items()}
    session.end()
    tables = {path for path in walked if path + "{i}." in walked}
    listed = described()
    # An interface need not have an address of each family.
    absent = {path for path in listed if ".IPv4Address.{i}." in path or ".IPv6Address.{i}." in path} - walked.keys()
    assert walked.keys() - tables - {"Device.IP.Interface.{i}.IPv4Address.", "Device.IP.Interface.{i}.IPv6Address."} \
        == listed.keys() - absent
    for path in listed.keys() - absent:
        assert walked[path] == listed[path], path
    assert_schema(acs, scratch)


def test_inform_parameter_is_added_set_told_and_deleted(managed, acs, scratch):
    session = session_now(managed, acs)
    path = add_row(session, Enable="1", ParameterName=SIP + "Client.*.X_00005E_Label", EventList="")
    assert session.get(KEY) == {KEY: "key of the values"}
    assert session.get(SERVER + "InformParameterNumberOfEntries") == {SERVER + "InformParameterNumberOfEntries": "1"}
    session.end()
    wait_for_result(managed, "ok")
    managed.restart_agent()

    session = session_now(managed, acs)
    assert LABEL in session.inform.values and client(2, "X_00005E_Label") in session.inform.values
    session.ask(soap.delete_object(path, "key of the end"))
    assert session.get(KEY) == {KEY: "key of the end"}
    assert session.fault_of(soap.delete_object(path)).code == 9005
    assert session.names(TABLE, next_level=True) == {}
    session.end()
    wait_for_result(managed, "ok")

    session = session_now(managed, acs)
    assert LABEL not in session.inform.values
    session.end()
    assert_schema(acs, scratch)


def test_inform_parameter_with_a_bad_name_or_event_is_9007(managed, acs):
    session = session_now(managed, acs)
    path = add_row(session)
    for name, text in (("ParameterName", "Device."), ("ParameterName", SIP + "Client.1."),
                       ("ParameterName", "Device.DeviceInfo.SoftwareVersion"), ("EventList", "4 VALUE CHANGE"),
                       ("EventList", "no event")):
        fault = session.fault_of(soap.set_values([(path + name, "string", text)]))
        assert fault.code == 9003 and dict(fault.parameters) == {path + name: 9007}, (name, text)
    assert session.get(path + "ParameterName", path + "EventList") == {path + "ParameterName": "",
                                                                      path + "EventList": ""}
    session.end()


def test_inform_parameter_table_that_is_full_is_9004(managed, acs):
    session = session_now(managed, acs)
    numbers = [session.ask(soap.add_object(TABLE)).instance_number for _ in range(16)]
    assert sorted(numbers) == list(range(1, 17))
    assert session.fault_of(soap.add_object(TABLE)).code == 9004
    session.end()


def test_inform_parameter_row_is_freed_at_the_shell(managed, acs):
    session = session_now(managed, acs)
    add_row(session, Enable="1", ParameterName=LABEL)
    session.end()
    wait_for_result(managed, "ok")
    assert managed.get(TABLE + "1.Alias") == {TABLE + "1.Alias": "cpe-1"}
    managed.change({TABLE + "1.Alias": ""})
    session = session_now(managed, acs)
    assert session.names(TABLE, next_level=True) == {}
    session.end()


def test_attributes_survive_a_reboot(managed, acs):
    session = session_now(managed, acs)
    session.notify(2, LABEL)
    session.end()
    wait_for_result(managed, "ok")
    wait_until_delivered(managed, ASKED_FOR)
    managed.restart_agent()
    session = session_now(managed, acs)
    assert session.attributes(LABEL) == {LABEL: 2}
    session.end()


def test_passive_is_never_refused(managed, acs):
    session = session_now(managed, acs)
    session.notify(1, "Device.")
    levels = session.attributes("Device.")
    session.end()
    forced = {path for path, level in levels.items() if level == 2}
    assert forced == {"Device.DeviceInfo.SoftwareVersion", "Device.DeviceInfo.ProvisioningCode"}
    assert {level for path, level in levels.items() if path not in forced} == {1}


def test_host_interfaces_are_rows(managed, acs):
    session = session_now(managed, acs)
    values = session.get("Device.IP.")
    session.end()
    assert "Loopback" in values.values()
    assert int(values["Device.IP.InterfaceNumberOfEntries"]) >= 1
    assert "127.0.0.1" in values.values()


def test_heartbeat_policy_below_30_s_is_9007(managed, acs):
    session = session_now(managed, acs)
    fault = session.fault_of(soap.set_values([(POLICY + "ReportingInterval", "unsignedInt", "29")]))
    assert dict(fault.parameters) == {POLICY + "ReportingInterval": 9007}
    assert session.set([(POLICY + "ReportingInterval", "unsignedInt", "30"), (POLICY + "Enable", "boolean", "1")]) == 0
    session.end()
