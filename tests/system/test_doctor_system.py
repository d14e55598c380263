"""`linemanctl doctor` on real phones: clock, ports, folders, disk, files and rights, each fault with its advice."""

import os
import socket

import pytest

from rig import ordinary
from rig.doctor import examine
from rig.jumping_clock import WallClock
from rig.processes import Process
from rig.small_disk import fill, inside, with_a_small_disk
from rig.waiting import until
from scripted_acs.certificates import authority


@pytest.mark.parametrize("moment, wanted", [(60, "clock-not-set"), (1_400_000_000, "clock-behind")])
def test_a_clock_that_is_wrong(started, scratch, moment, wanted):
    clock = WallClock(scratch)
    clock.be(moment)
    found = examine(started, prefix=["env", f"LINEMAN_WALL_CLOCK={scratch / 'wall-clock'}"],
                    libraries=["libjumping_clock.so"])
    [wrong] = found.only(wanted)
    assert ("1970-01-01T00:0" if wanted == "clock-not-set" else "2014-05-13T") in wrong["what"]
    assert "NTP" in wrong["advice"]


def test_a_port_that_is_taken(started):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as squatter:
        squatter.bind(("127.0.0.1", started.snmp_port))
        started.change({"network.snmp.enable": 1})
        until(lambda: any(door["problem"] for door in started.status()["doors"]), "the door to say that it stays closed")
        [taken] = examine(started).only("port-taken")
    assert f"port {started.snmp_port} is held by " in taken["what"] and f"(process {os.getpid()})" in taken["what"]
    assert taken["command"] == f"ss -lptun sport = :{started.snmp_port}"
    assert "Stop the other program" in taken["advice"]


@pytest.mark.parametrize("kind", [socket.SOCK_DGRAM, socket.SOCK_STREAM])
def test_a_sip_port_that_is_taken(sound, kind):
    with socket.socket(socket.AF_INET, kind) as squatter:
        squatter.bind(("127.0.0.1", sound.sip_port))
        if kind == socket.SOCK_STREAM:
            squatter.listen()
        sound.start()
        until(lambda: sound.status()["sipcore"]["generation"], "the core to be loaded")
        [taken] = examine(sound).only("sip-port-taken")
    assert f"(process {os.getpid()})" in taken["what"]
    assert "sip.listen_port" in taken["advice"]


def test_a_folder_that_is_not_ours(sound):
    """An agent without root's rights does not start in it; root sees why, and is told what to type."""
    if not ordinary.is_root():
        pytest.skip("it takes root to give a folder away")
    ordinary.give_away(sound)
    sound.start_agent(ordinary.words())
    os.chown(sound.state / "generations", 0, 0)
    found = examine(sound)
    [foreign] = found.of("state-not-ours")
    assert foreign["where"] == str(sound.state / "generations")
    assert foreign["what"] == "it belongs to root, and the agent runs as nobody"
    assert foreign["command"] == f"chown -R nobody: {sound.state}"
    assert sound.agent.end() == 0
    os.chown(sound.state, 0, 0)
    refused = Process("lineman-agentd", [*ordinary.words(), *sound.agent_arguments()], sound.folder / "refused.log")
    assert refused.wait() == 1
    [foreign] = examine(sound, prefix=ordinary.words()).of("state-not-ours")
    assert foreign["where"] == str(sound.state)


def test_what_a_reader_may_not_see_is_said(started):
    if not ordinary.is_root():
        pytest.skip("it takes root to be somebody else")
    started.folder.chmod(0o755)
    found = examine(started, prefix=ordinary.words())
    assert str(started.state) in " ".join(found.unchecked)
    assert "what the agent knows: accounts, doors, ACS, names" in found.unchecked
    assert "agent-not-running" not in found.ids


def test_a_folder_that_others_may_read(started):
    started.state.chmod(0o755)
    [open_to_all] = examine(started).only("state-open")
    assert open_to_all["command"] == f"chmod 0700 {started.state}"


def test_a_full_disk(make_phone):
    """The settings' groups are the usual ones: in its namespace an ordinary user cannot give a socket to any."""
    phone = make_phone()
    prefix = with_a_small_disk(phone)
    phone.start_core()
    phone.start_agent(prefix)
    fill(inside(phone))
    namespace = ["nsenter", f"--target={phone.agent.pid}", "--mount"]
    found = examine(phone, prefix=namespace + ([] if ordinary.is_root() else ["--user", "--preserve-credentials"]))
    [full] = found.of("disk-full")
    assert full["where"] == str(phone.state)
    assert "Changes are refused until there is room" in full["advice"]


def test_files_of_secrets(started, scratch):
    open_to_all, empty = started.secret_file("a pass phrase"), scratch / "empty"
    open_to_all.chmod(0o644)
    empty.touch(mode=0o600)
    started.configure({"snmp.user.2.auth_key_file": open_to_all, "snmp.user.2.priv_key_file": empty,
                       "cwmp.proxy": "http://127.0.0.1:3128", "cwmp.proxy_credentials_file": scratch / "nothing"})
    found = examine(started)
    assert set(found.ids) == {"secret-file-open", "secret-file-unusable", "file-missing"}
    assert found.of("secret-file-open")[0]["command"] == f"chmod 0600 {open_to_all}"
    assert found.of("secret-file-unusable")[0]["what"] == f"{empty}: is empty"
    assert found.of("file-missing")[0]["where"] == "cwmp.proxy_credentials_file"


def test_our_own_certificates(started, scratch):
    ca = authority(scratch / "ca")
    expired, key = ca.sign("expired", [], expired=True)
    soon, other_key = ca.sign("soon", [])[0], key
    started.configure({"cwmp.client_certificate": expired, "cwmp.client_key": key,
                       "sip.client_certificate": soon, "sip.client_key": other_key})
    found = examine(started)
    assert set(found.ids) == {"certificate-expired", "certificate-ends-soon", "certificate-other-key"}
    assert "ended on 2020-01-02T00:00:00Z" in found.of("certificate-expired")[0]["what"]
    assert found.of("certificate-other-key")[0]["where"] == "sip.client_key"
