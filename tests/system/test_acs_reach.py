"""How the phone finds its ACS and is found by it: sockets of systemd, DHCP's file and its hooks, counters at every door."""

import os
import shutil
import socket
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from rig.management import REQUEST_USER, acs_values, first_contact, session_now, wait_for_result, wait_until_delivered
from rig.ports import free_port
from rig.processes import Process
from rig.tree import REQUEST_URL
from rig.waiting import until
from scripted_acs.connection_request import ask, connection_request
from scripted_acs.digest import Credentials

HOOKS = Path(os.environ["LINEMAN_SOURCE"]) / "contrib" / "dhcp"
URL = "Device.ManagementServer.URL"
STATS = "Device.ManagementServer.X_00005E_Stats."
# What a DHCP server sends: option 43 with the URL "http://acs.example/", and the Broadband Forum's part of option 125.
OPTION_43 = "0113" + b"http://acs.example/".hex()
OPTION_125 = "00000de9150b13" + b"http://acs.example/".hex()


def closed_without_an_answer(port):
    with socket.create_connection(("127.0.0.1", port), timeout=30) as end:
        try:
            end.sendall(b"GET / HTTP/1.1\r\n\r\n")
            return end.recv(1) == b""
        except (ConnectionResetError, BrokenPipeError):
            return True


def refused(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=30).close()
        return False
    except ConnectionRefusedError:
        return True


def cwmp_doors(phone):
    return {door["address"]: door["open"] for door in phone.status()["doors"] if door["door"] == "cwmp"}


@pytest.mark.skipif(not shutil.which("systemd-socket-activate"), reason="no systemd-socket-activate here")
def test_item_6_connection_requests_through_socket_activation(make_phone, acs):
    """With systemd's socket cwmp.listen is not opened; while the door is off, what comes there is closed at once."""
    phone = make_phone()
    phone.start_core()
    port = free_port()
    phone.agent = Process("lineman-agentd", ["systemd-socket-activate", f"--listen=127.0.0.1:{port}", "--fdname=cwmp",
                                             *phone.agent_arguments()], phone.folder / "agentd.log")
    until(lambda: not refused(port), "systemd to listen")  # the first connection starts the agent
    until(lambda: phone.ctl("status").code == 0, "the agent to answer")
    assert cwmp_doors(phone) == {f"systemd:127.0.0.1:{port}": False}
    assert closed_without_an_answer(port)

    url = first_contact(phone, acs).values[REQUEST_URL].text
    assert urlsplit(url).port == port
    assert cwmp_doors(phone) == {f"systemd:127.0.0.1:{port}": True}
    assert refused(phone.cwmp_port)
    assert connection_request(url, REQUEST_USER).status == 200
    acs.session().end()

    phone.change({"static.managementserver.enable": 0})
    assert closed_without_an_answer(port)
    phone.change({"static.managementserver.enable": 1})
    assert ask(url).status == 401


def test_item_6_counters_for_all_of_it(phone, acs):
    url = first_contact(phone, acs).values[REQUEST_URL].text
    before = phone.ask("counters")["acs"]
    assert connection_request(url, REQUEST_USER).status == 200
    acs.session().end()
    wait_for_result(phone, "ok")
    assert connection_request(url, Credentials(REQUEST_USER.username, "wrong")).status == 401
    assert ask(url + "x").status == 404
    assert ask(url, method="POST").status == 405
    after = phone.ask("counters")["acs"]
    assert {name: value - before[name] for name, value in after.items() if value != before[name] and "ession" not in name} == {
        "informs": 1, "connectionRequests": 4, "requestsAccepted": 1, "requestsRefused": 3, "refusedCredentials": 1,
        "refusedPath": 1, "refusedMethod": 1}


def test_item_6_a_thousand_requests_a_second_stay_answered(phone, acs):
    """Each is answered, most of them by 503 once they are too many; the phone goes on."""
    url = first_contact(phone, acs).values[REQUEST_URL].text
    before = phone.ask("counters")["acs"]["connectionRequests"]
    parts = urlsplit(url)
    answered = 0
    wrong = b"GET " + parts.path.encode() + b"x HTTP/1.1\r\nConnection: close\r\n\r\n"
    for _ in range(1000):
        with socket.create_connection((parts.hostname, parts.port), timeout=30) as end:
            end.sendall(wrong)
            answered += end.recv(12).startswith(b"HTTP/1.1 404")
    assert answered == 1000
    assert phone.ask("counters")["acs"]["connectionRequests"] - before == 1000
    assert connection_request(url, REQUEST_USER).status == 200
    acs.session().end()


def test_item_8_counters_are_the_same_at_every_door(phone, acs, manager):
    first_contact(phone, acs)
    session = session_now(phone, acs)
    told = session.get(STATS)
    at_shell = phone.ask("counters")["acs"]
    assert len(at_shell) > 20 and at_shell["sessions"] == 2 and at_shell["sessionsSucceeded"] == 1
    over_snmp = {name.partition(".")[0]: value for name, value in manager.walk("acsObjects")}
    for name, count in at_shell.items():
        leaf = name[0].upper() + name[1:]
        assert told[STATS + leaf] == str(count) == str(over_snmp["acs" + leaf]), name
    assert told[STATS + "Url"] == acs.url()
    assert told[STATS + "FailedInARow"] == "0"
    session.end()


def test_item_8_status_says_in_one_line_how_the_acs_is_doing_and_why_not(phone, acs):
    def line():
        """Without the folds of a narrow terminal."""
        text = " ".join(phone.ctl("status").out.partition("\n\n")[0].split())
        return text[text.index("ACS "):]

    assert "none: static.managementserver.enable is 0" in line()
    first_contact(phone, acs, periodic_inform_enable=1, periodic_inform_interval=3600)
    until(lambda: f"{acs.url()}: last session " in line() and " ago ok; next in " in line(), "the line to say so")
    dead = free_port()
    phone.change({"static.managementserver.url": f"http://127.0.0.1:{dead}/"})
    wait_for_result(phone, "refused")
    assert f"http://127.0.0.1:{dead}/: could not be reached " in line()
    assert "Connection refused; next try in " in line()
    acs_now = phone.status()["acs"]
    assert acs_now["failed_in_a_row"] >= 1 and acs_now["unreachable"] and acs_now["failing_since"]
    assert phone.ask("counters")["acs"]["contactFailures"] >= 1


# DHCP

def enable_without_url(phone):
    values = acs_values("")
    values.pop("static.managementserver.url")
    phone.change(values)


def run_hook(name, phone_file, **environment):
    """As a DHCP client runs it, with its own environment alone."""
    words = {"dhclient": ["sh", "-c", f". {HOOKS / 'dhclient-exit-hook'}"],
             "udhcpc": ["sh", HOOKS / "udhcpc-hook", environment.pop("event", "bound")]}[name]
    environment |= {"PATH": os.environ["PATH"], "LINEMAN_DHCP_FILE": str(phone_file),
                    "LINEMAN_DHCP_WRITER": str(HOOKS / "lineman-dhcp-file")}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0 and not done.stderr, done


def test_item_7_an_acs_that_dhcp_names(phone, acs):
    """It counts while no URL is set, without a restart; ManagementServer.URL reads it; another one is another ACS."""
    file = phone.runtime / "dhcp"
    enable_without_url(phone)
    assert phone.status()["acs"] is None
    option = bytes([1, len(acs.url())]) + acs.url().encode()
    run_hook("udhcpc", file, opt43=option.hex())
    session = acs.session()
    assert "0 BOOTSTRAP" in session.inform.events
    assert session.get(URL)[URL] == acs.url()
    session.end()
    wait_for_result(phone, "ok")
    wait_until_delivered(phone, "0 BOOTSTRAP")
    assert phone.status()["acs"]["url_found"]
    assert phone.get("static.managementserver.url") == {"static.managementserver.url": ""}

    phone.restart_agent()
    assert "(found by DHCP)" in phone.ctl("status").out
    session = session_now(phone, acs)
    assert "0 BOOTSTRAP" not in session.inform.events
    session.end()
    wait_for_result(phone, "ok")
    run_hook("udhcpc", file, opt43="")
    until(lambda: phone.status()["acs"] is None, "the ACS to be gone with what named it")


def test_item_7_a_url_that_is_set_wins(phone, acs):
    first_contact(phone, acs)
    (phone.runtime / "dhcp").write_text("url = http://127.0.0.1:9/\n")
    session = session_now(phone, acs)
    assert session.get(URL)[URL] == acs.url()
    session.end()
    assert not phone.status()["acs"]["url_found"]


def test_item_7_a_bad_url_is_a_line_of_the_log_and_changes_nothing(phone, acs):
    file = phone.runtime / "dhcp"
    enable_without_url(phone)
    file.write_text(f"url = {acs.url()}\n")
    acs.session().end()
    wait_for_result(phone, "ok")
    file.write_text("\nurl = ftp://acs.example/\n")
    until(lambda: f"{file}: line 2: 'ftp://acs.example/'" in phone.agent.output(), "the log to name it")
    assert phone.status()["acs"]["url"] == acs.url()


@pytest.mark.parametrize("option, value", [("vendor_encapsulated_options", OPTION_43), ("vivso", OPTION_125)])
@pytest.mark.parametrize("reason", ["BOUND", "RENEW", "REBIND", "REBOOT"])
def test_hook_of_dhclient(scratch, option, value, reason):
    file = scratch / "dhcp"
    colons = ":".join(f"{octet:x}" for octet in bytes.fromhex(value))
    run_hook("dhclient", file, reason=reason, **{"new_" + option: colons})
    name = {"vendor_encapsulated_options": "option_43", "vivso": "option_125"}[option]
    assert f"{name} = {colons}\n" in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o644
    assert [one.name for one in scratch.iterdir() if one.name.startswith("dhcp")] == ["dhcp"]
    run_hook("dhclient", file, reason="PREINIT")
    run_hook("dhclient", file, reason="FAIL")
    assert file.exists()
    run_hook("dhclient", file, reason="RELEASE")
    assert not file.exists()


@pytest.mark.parametrize("event", ["bound", "renew"])
def test_hook_of_udhcpc(scratch, event):
    file = scratch / "dhcp"
    run_hook("udhcpc", file, event=event, opt43=OPTION_43, opt125=OPTION_125)
    assert f"option_43 = {OPTION_43}\noption_125 = {OPTION_125}\n" in file.read_text()
    run_hook("udhcpc", file, event="deconfig")
    run_hook("udhcpc", file, event="nak")
    assert file.exists()
    run_hook("udhcpc", file, event=event)
    assert not file.exists()


def test_hook_replaces_the_file_whole(scratch):
    """Where it cannot write, what was there stays."""
    file = scratch / "dhcp"
    file.write_text("url = http://before.example/\n")
    done = subprocess.run([HOOKS / "lineman-dhcp-file", scratch / "missing" / "dhcp", OPTION_43, ""], capture_output=True,
                          timeout=30, check=False)
    assert done.returncode != 0
    assert file.read_text() == "url = http://before.example/\n"
