"""Download and Upload: files between the phone and a server beside the ACS."""

import threading
from datetime import datetime

import pytest

from rig.management import (ASKED_FOR, FILES_USER, first_contact, session_now, wait_for_result, wait_until_delivered)
from rig.transfers import (ALL_CONFIGURATION, ALL_LOG, CONFIGURATION, DOWNLOADED, FIRMWARE, ONE_CONFIGURATION, ONE_LOG,
                           UPLOADED, completion, completions, events_of, file_at, phone_file)
from rig.tree import KEY, LABEL
from rig.waiting import until
from scripted_acs import soap
from scripted_acs.certificates import authority
from scripted_acs.file_server import broken_off, chunked, held, redirect, status, whole, without_end

GOOD = {"account.1.label": "Front desk", "account.1.sip_server.1.expires": "120", "account.2.label": "Back office",
        "account.2.sip_server.1.expires": "180"}
# TransferComplete: the file was refused and nothing is changed.
FIRST_PROBLEM = "phone.cfg:3: account.1.sip_server.1.expires "


def everything(phone):
    return phone.get("*"), phone.generation(), phone.history()


def assert_quiet(phone, acs):
    """All has been told: the next session is the one asked for here."""
    wait_until_delivered(phone, "7 TRANSFER COMPLETE")
    session = session_now(phone, acs)
    assert session.inform.events == [ASKED_FOR]
    session.end()
    assert not session.completed
    wait_for_result(phone, "ok")


# A phone's configuration file

def test_a_configuration_file_is_one_transaction(two_accounts, acs, files, registrar_a):
    files.gives["/phone.cfg"] = whole(phone_file(GOOD))
    session = session_now(two_accounts, acs)
    session.set([(LABEL, "string", "before")], "the key")
    session.notify(2, LABEL)
    before = two_accounts.generation()
    assert session.download(file_at(files, "/phone.cfg?token=hidden"), "key of the file") == 1
    session.end()

    told = completion(acs)
    assert told.inform.keyed_events == events_of(DOWNLOADED, "key of the file")
    # The ACS made the change: it is told of no value. Its key says what Set, Add and Delete did.
    assert LABEL not in told.inform.values
    assert told.inform.values[KEY].text == "the key"
    assert told.outcomes == [("key of the file", 0)]
    begun, ended = (datetime.fromisoformat(time.replace("Z", "+00:00")) for time in told.messages[0].times)
    assert begun <= ended

    assert two_accounts.get(*GOOD) == GOOD
    assert two_accounts.generation() == before + 1
    newest = two_accounts.history()[0]
    assert newest["asker"] == {"door": "cwmp", "who": "phone.cfg from 127.0.0.1"}
    assert sorted(newest["changed"]) == sorted(GOOD)
    for user, expires in (("1001", 120), ("1002", 180)):
        until(lambda: registrar_a.requests("REGISTER", user)[-1].expires == str(expires),
              f"{user} to register for {expires} s")
    assert files.asked_for("/phone.cfg") == 1
    assert "hidden" not in two_accounts.agent.output()
    assert_quiet(two_accounts, acs)


def test_a_configuration_file_that_is_refused_changes_nothing(managed, acs, files):
    files.gives["/phone.cfg"] = whole(phone_file({"account.1.label": "never", "account.1.sip_server.1.expires": 29,
                                                  "account.1.sip_server.1.port": 70000}))
    before = everything(managed)
    session = session_now(managed, acs)
    session.download(file_at(files, "/phone.cfg"), "bad")
    session.end()
    told = completion(acs)
    assert told.outcomes == [("bad", 9018)]
    assert told.text.startswith(FIRST_PROBLEM), told.text
    assert everything(managed) == before
    # The log says which file, and nothing of where it came from.
    assert f"a transfer has failed LINEMAN_FILE_TYPE={CONFIGURATION} LINEMAN_COMMAND_KEY=bad LINEMAN_FAULT=9018" \
        in managed.agent.output()
    assert_quiet(managed, acs)


def test_what_only_the_transaction_refuses_is_named_with_its_line(two_accounts, acs, files, registrar_a):
    """A rule between parameters, one of which stands in no file."""
    files.gives["/phone.cfg"] = whole(phone_file({"account.2.label": "never",
                                                  "account.1.sip_server.2.address": "127.0.0.1",
                                                  "account.1.sip_server.2.port": registrar_a.port}))
    before = everything(two_accounts)
    session = session_now(two_accounts, acs)
    session.download(file_at(files, "/phone.cfg"), "conflict")
    session.end()
    told = completion(acs)
    assert told.outcomes == [("conflict", 9018)]
    assert told.text.startswith(("phone.cfg:3: ", "phone.cfg:4: ")), told.text
    assert everything(two_accounts) == before


# Servers of all kinds

def test_each_failure_of_a_server_has_its_fault(managed, acs, files, make_files):
    good = phone_file({"account.1.label": "never"})
    gone = make_files()
    gone.close()
    locked = make_files(credentials=FILES_USER)
    locked.gives["/a.cfg"] = whole(good)
    files.gives |= {"/a.cfg": whole(good), "/forbidden": status(403), "/broken": broken_off(good), "/endless": without_end,
                    "/circle": redirect("/circle"), "/elsewhere": redirect("ftp://127.0.0.1/a.cfg"),
                    "/error": status(500), "/large": whole(b"#" * (2 << 20))}
    cases = {
        "missing": (file_at(files, "/missing"), 9016),
        "forbidden": (file_at(files, "/forbidden"), 9016),
        "broken off": (file_at(files, "/broken"), 9017),
        "without end": (file_at(files, "/endless"), 9010),
        "too large": (file_at(files, "/large"), 9010),
        "larger than said": (file_at(files, "/a.cfg", size=len(good) - 1), 9018),
        "smaller than said": (file_at(files, "/a.cfg", size=len(good) + 1), 9018),
        "in a circle": (file_at(files, "/circle"), 9016),
        "another scheme": (file_at(files, "/elsewhere"), 9016),
        "an error": (file_at(files, "/error"), 9010),
        "nobody there": (file_at(gone, "/a.cfg"), 9015),
        "no credentials": (file_at(locked, "/a.cfg"), 9012),
        "wrong credentials": (file_at(locked, "/a.cfg", username=FILES_USER.username, password="another"), 9012),
    }
    before = everything(managed)
    session = session_now(managed, acs)
    for key, (file, _) in cases.items():
        session.download(file, key)
    session.end()
    told = completions(acs, len(cases))
    assert {key: code for key, (code, _) in told.items()} == {key: code for key, (_, code) in cases.items()}
    assert all(text for _, text in told.values())
    assert everything(managed) == before
    assert files.asked_for("/circle") == 6


def test_what_cannot_be_begun_is_refused_at_once(managed, acs, files):
    session = session_now(managed, acs)
    port = files.url("/").split(":")[2]
    for url, code in (("ftp://127.0.0.1/a", 9013), ("tftp://127.0.0.1/a", 9013), ("sftp://u:hidden@127.0.0.1/a", 9013),
                      (f"http://u:hidden@127.0.0.1:{port}", 9003)):
        for question in (soap.download(soap.File(CONFIGURATION, url)), soap.upload(soap.File(ALL_LOG, url))):
            fault = session.fault_of(question)
            assert fault.code == code and "hidden" not in fault.text
    assert session.fault_of(soap.download(file_at(files, "/image", FIRMWARE))).code == 9001
    session.end()
    assert "hidden" not in managed.agent.output()
    assert not files.requests


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_files_by_digest(managed, acs, make_files, algorithm):
    """With the transfer's own credentials, and never with those for the ACS."""
    files = make_files(credentials=FILES_USER, algorithm=algorithm)
    files.gives["/phone.cfg"] = chunked(phone_file(GOOD))
    who = {"username": FILES_USER.username, "password": FILES_USER.password}
    session = session_now(managed, acs)
    session.download(file_at(files, "/phone.cfg", **who), "down")
    session.upload(file_at(files, "/up", ALL_CONFIGURATION, **who), "up")
    session.end()
    assert {key: code for key, (code, _) in completions(acs, 2).items()} == {"down": 0, "up": 0}
    assert managed.get(*GOOD) == GOOD
    said = [headers.get("Authorization", "") for _, _, headers in files.requests]
    assert said[0] == "" and all("00005E" not in one for one in said)


def test_files_over_tls(make_phone, acs, scratch, make_files):
    """Wrong name, expired, of an unknown authority: refused. Basic goes over it."""
    ours, strange = authority(scratch / "ca"), authority(scratch / "strange", "stranger")
    phone = make_phone(settings={"cwmp.ca_file": ours.certificate, "cwmp.ca_path": ""})
    phone.start()
    first_contact(phone, acs)
    good = {"scheme": "basic", "credentials": FILES_USER, "certificate": ours.sign("good", ["IP:127.0.0.1"])}
    servers = {"good": make_files(**good)} | {
        name: make_files(certificate=certificate) for name, certificate in {
            "wrong name": ours.sign("name", ["DNS:files.test"]),
            "expired": ours.sign("expired", ["IP:127.0.0.1"], expired=True),
            "unknown": strange.sign("unknown", ["IP:127.0.0.1"])}.items()}
    session = session_now(phone, acs)
    for key, server in servers.items():
        server.gives["/phone.cfg"] = whole(phone_file(GOOD | {"account.1.label": key}))
        session.download(file_at(server, "/phone.cfg", username=FILES_USER.username, password=FILES_USER.password), key)
    session.end()
    told = completions(acs, len(servers))
    assert {key: code for key, (code, _) in told.items()} == {"good": 0, "wrong name": 9015, "expired": 9015,
                                                              "unknown": 9015}
    assert phone.get("account.1.label") == {"account.1.label": "good"}
    assert not any(server.requests for key, server in servers.items() if key != "good")


# Uploads

@pytest.mark.parametrize("kind", [ALL_CONFIGURATION, ONE_CONFIGURATION])
def test_an_upload_of_the_configuration_masks_its_secrets(two_accounts, acs, files, scratch, kind):
    session = session_now(two_accounts, acs)
    session.upload(file_at(files, "/take?who=me", kind), "up")
    session.end()
    told = completion(acs)
    assert told.inform.keyed_events == events_of(UPLOADED, "up")
    assert told.outcomes == [("up", 0)]
    (path, octets), = files.uploads
    assert path == "/take?who=me"
    assert b"secret1001" not in octets and b"account.1.user_name = 1001\n" in octets
    # It can be brought back.
    before = two_accounts.get("*")
    back = scratch / "back.cfg"
    back.write_bytes(octets)
    assert two_accounts.ctl("import", back).code == 0
    assert two_accounts.get("*") == before


def test_an_upload_that_is_refused(managed, acs, files):
    files.refuses_uploads = 507
    session = session_now(managed, acs)
    session.upload(file_at(files, "/take", ALL_CONFIGURATION), "up")
    session.end()
    assert completion(acs).outcomes == [("up", 9011)]


@pytest.fixture
def phone_with(make_phone, acs, scratch):
    """A phone with one setting, a script of this text, and the ACS's acquaintance."""
    def make(setting, text):
        hook = scratch / "hook"
        hook.write_text(f"#!/bin/sh\n{text}\n")
        hook.chmod(0o755)
        phone = make_phone(settings={setting: f"{hook} one $(x)"})
        phone.start()
        first_contact(phone, acs)
        return phone
    return make


@pytest.mark.parametrize("kind", [ALL_LOG, ONE_LOG])
def test_an_upload_of_the_log(phone_with, acs, files, kind):
    phone = phone_with("cwmp.log_command", 'echo "$#|$2|"; seq 1 1000')
    session = session_now(phone, acs)
    session.upload(file_at(files, "/log", kind), "up")
    session.end()
    assert completion(acs).outcomes == [("up", 0)]
    (_, octets), = files.uploads
    assert octets.startswith(b"2|$(x)|\n1\n") and octets.endswith(b"\n1000\n")


def test_a_log_that_cannot_be_had(phone_with, acs, files):
    phone = phone_with("cwmp.log_command", "exit 3")
    session = session_now(phone, acs)
    session.upload(file_at(files, "/log", ALL_LOG), "up")
    session.end()
    told = completion(acs)
    assert told.outcomes == [("up", 9011)]
    assert "cwmp.log_command ended with code 3" in told.text
    assert not files.uploads


# Firmware

IMAGE = bytes(range(256)) * 8192  # 2 MiB


def test_firmware_is_handed_to_the_hook(phone_with, acs, files, scratch):
    seen = scratch / "seen"
    phone = phone_with("cwmp.firmware_command", f'cp "$3" {seen}; stat -c %a "$3" >{seen}.mode; echo "$3" >{seen}.path')
    files.gives["/image"] = whole(IMAGE)
    session = session_now(phone, acs)
    session.download(file_at(files, "/image", FIRMWARE, size=len(IMAGE)), "firmware")
    session.end()
    told = completion(acs)
    assert told.inform.keyed_events == events_of(DOWNLOADED, "firmware")
    assert told.outcomes == [("firmware", 0)]
    assert seen.read_bytes() == IMAGE
    assert (scratch / "seen.mode").read_text() == "600\n"
    # Nothing is left of it.
    path = (scratch / "seen.path").read_text().strip()
    until(lambda: not (phone.state / "cwmp" / "firmware").exists(), "the file to be removed")
    assert path == str(phone.state / "cwmp" / "firmware")
    assert_quiet(phone, acs)


def test_the_exit_code_of_the_firmware_hook_is_the_outcome(phone_with, acs, files):
    """The file says how the hook ends."""
    phone = phone_with("cwmp.firmware_command", 'exit "$(cat "$3")"')
    codes = {"1": 9010, "18": 9018, "19": 9019, "0": 0}
    session = session_now(phone, acs)
    for code in codes:
        files.gives[f"/{code}"] = whole(code.encode())
        session.download(file_at(files, f"/{code}", FIRMWARE), code)
    session.end()
    assert {key: code for key, (code, _) in completions(acs, len(codes)).items()} == codes


def test_firmware_that_is_broken_off_is_not_installed(phone_with, acs, files, scratch):
    mark = scratch / "ran"
    phone = phone_with("cwmp.firmware_command", f"touch {mark}")
    files.gives["/image"] = broken_off(IMAGE)
    session = session_now(phone, acs)
    session.download(file_at(files, "/image", FIRMWARE), "firmware")
    session.end()
    assert completion(acs).outcomes == [("firmware", 9017)]
    assert not mark.exists()


def test_a_phone_that_restarts_after_the_hook_has_installed_its_firmware(phone_with, acs, files):
    """What the hook said is on the disk before the ACS hears of it: a restart from then on takes nothing back."""
    phone = phone_with("cwmp.firmware_command", "exit 0")
    files.gives["/image"] = whole(IMAGE)
    session = session_now(phone, acs)
    session.download(file_at(files, "/image", FIRMWARE), "firmware")
    session.end()
    acs.next_inform().close()  # the phone goes down with this session
    phone.kill_agent()
    told = completion(acs)
    assert told.outcomes == [("firmware", 0)]
    assert ("M Download", "firmware") in told.inform.keyed_events
    assert files.asked_for("/image") == 1


# When

def test_a_delay_outlives_the_agent(managed, acs, files):
    files.gives["/phone.cfg"] = whole(phone_file(GOOD))
    session = session_now(managed, acs)
    session.download(file_at(files, "/phone.cfg"), "later", delay=3600)
    session.end()
    wait_for_result(managed, "ok")
    managed.kill_agent()
    session = session_now(managed, acs)
    assert [one["CommandKey"] for one in session.queued()] == ["later"]
    assert not files.requests
    session.cancel("later")
    session.end()
    assert_quiet(managed, acs)
    assert not files.requests


def test_after_a_delay_the_file_is_fetched(managed, acs, files):
    files.gives["/phone.cfg"] = whole(phone_file(GOOD))
    session = session_now(managed, acs)
    session.download(file_at(files, "/phone.cfg"), "soon", delay=1)
    session.end()
    assert completion(acs).outcomes == [("soon", 0)]
    assert managed.get(*GOOD) == GOOD


def test_a_transfer_that_the_agent_did_not_survive_has_failed_and_is_not_begun_again(managed, acs, files):
    files.gives["/phone.cfg"] = held(phone_file(GOOD), threading.Event())
    before = everything(managed)
    session = session_now(managed, acs)
    session.download(file_at(files, "/phone.cfg"), "cut off")
    session.end()
    until(lambda: files.asked_for("/phone.cfg"), "the file to be asked for")
    managed.kill_agent()
    told = completion(acs)
    assert told.outcomes == [("cut off", 9010)]
    assert ("M Download", "cut off") in told.inform.keyed_events
    assert everything(managed) == before
    assert files.asked_for("/phone.cfg") == 1
    assert_quiet(managed, acs)


def test_the_phone_answers_while_a_file_comes(managed, acs, files):
    gate = threading.Event()
    files.gives["/phone.cfg"] = held(phone_file(GOOD), gate)
    session = session_now(managed, acs)
    session.download(file_at(files, "/phone.cfg"), "slow")
    session.end()
    until(lambda: files.asked_for("/phone.cfg"), "the file to be asked for")
    session = session_now(managed, acs)
    assert session.get(KEY) == {KEY: ""}
    session.end()
    gate.set()
    assert completion(acs).outcomes == [("slow", 0)]
