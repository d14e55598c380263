"""Secrets go in and never come out, through whichever door and whatever became of the change."""

import os
import subprocess
from pathlib import Path

import pytest

from rig.doors import stored_secret
from rig.management import session_now
from rig.privacy import assert_absent, assert_no_secret_in_logs
from rig.tree import client, failover
from rig.waiting import until
from scripted_acs.soap import set_values

ACCOUNT = "account.1.password"
REQUEST = "static.managementserver.connection_request_password"
AUTH_PASSWORD = client(1, "AuthPassword")
EXPIRES = "account.1.sip_server.1.expires"


@pytest.fixture
def keeper(managed, monkeypatch):
    """The phone, which an ACS manages; all that linemanctl says is kept in `said`."""
    managed.said = []
    usual = managed.ctl

    def ctl(*words, **more):
        result = usual(*words, **more)
        managed.said.append(f"{words}\n{result.out}\n{result.err}")
        return result

    monkeypatch.setattr(managed, "ctl", ctl)
    return managed


def token(phone, what):
    """A secret that is unmistakable; also one that is refused must not be told."""
    phone.secrets.append(f"tOkEn-{what}-{len(phone.secrets)}")
    return phone.secrets[-1]


def through_every_door(phone, manager, acs):
    """Each door stores one."""
    for name in (ACCOUNT, REQUEST):
        phone.change({name: token(phone, "control")})
    phone.change({ACCOUNT: token(phone, "guarded"), "account.1.label": "x"}, "--guard", 600)
    phone.change({ACCOUNT: token(phone, "tried")}, "--dry-run")
    secret = token(phone, "snmp")
    assert manager.set([("accountPassword.1", "s", secret)]).error == "noError"
    assert stored_secret(phone, ACCOUNT) == secret
    secret = token(phone, "cwmp")
    session = session_now(phone, acs)
    session.set([(AUTH_PASSWORD, "string", secret)])
    assert session.get(AUTH_PASSWORD) == {AUTH_PASSWORD: ""}
    session.end()
    assert stored_secret(phone, ACCOUNT) == secret
    secret = token(phone, "file")
    assert import_of(phone, f"{ACCOUNT} = {secret}").code == 0
    assert stored_secret(phone, ACCOUNT) == secret


def import_of(phone, *lines):
    file = phone.folder / "phone.cfg"
    file.write_text("\n".join(["#!version:1.0.0.1", *lines, ""]), encoding="utf-8")
    for verb in (("check",), ("import", "--dry-run")):
        phone.ctl(*verb, file)
    return phone.ctl("import", file)


def refused_by_every_door(phone, manager, acs):
    """With a secret that is none, or beside something that is refused."""
    too_long = token(phone, "long") * 20
    for values in ({ACCOUNT: too_long}, {ACCOUNT: token(phone, "beside"), EXPIRES: 7},
                   {ACCOUNT: token(phone, "tab") + "\tx"}, {f"{ACCOUNT}.password": token(phone, "nowhere")}):
        assert phone.set(values).code == 1
    assert phone.ctl("set", f"{ACCOUNT}={token(phone, 'inline')}").code != 0
    phone.said.pop()  # the test's own words
    assert manager.set([("accountPassword.1", "s", too_long)]).error == "wrongLength"
    assert manager.set([("accountPassword.1", "s", token(phone, "set")), ("sipServerExpires.1.1", "u", "7")]).error != "noError"
    session = session_now(phone, acs)
    for bad in (too_long, token(phone, "line") + "\nfeed"):
        assert session.fault_of(set_values([(AUTH_PASSWORD, "string", bad)])).code == 9003
    assert session.fault_of(set_values([(AUTH_PASSWORD, "boolean", token(phone, "type"))])).code == 9003
    assert session.fault_of(set_values([(AUTH_PASSWORD, "string", token(phone, "beside")),
                                        (failover(1, 1, "RegisterExpires"), "unsignedInt", "7")])).code == 9003
    session.end()
    for line in (f"{ACCOUNT} = {too_long}", f"{ACCOUNT} {token(phone, 'no-equals')}", f"{ACCOUNT} = {token(phone, 'bell')}\a",
                 f"{ACCOUNT} = {token(phone, 'other')}\n{EXPIRES} = 7", f"{ACCOUNT} = ********"):
        assert import_of(phone, line).code == 1
    assert import_of(phone, f"account.1.passwort = {token(phone, 'unknown')}",
                     f"{ACCOUNT} = {token(phone, 'first')}", f"{ACCOUNT} = {token(phone, 'twice')}").code == 0


def look_everywhere(phone, manager, acs):
    """All that can be read, by anybody."""
    for form in ("text", "json", "keyvalue"):
        for words in (("get", "*"), ("get", "--effective", "*"), ("history",), ("diff",), ("rollback", "--dry-run"),
                      ("status",), ("guard",), ("export",), ("describe", ACCOUNT)):
            phone.ctl("-f", form, *words)
    oldest = phone.history()[-1]["generation"]
    phone.ctl("diff", oldest)
    walked = manager.run(
        "snmpwalk", "-On", f"udp:127.0.0.1:{phone.snmp_port}", "1.3.6.1").stdout
    assert len(walked.splitlines()) > 100
    session = session_now(phone, acs)
    read = "\n".join(session.get("Device.").values())
    session.end()
    for program in (phone.agent, phone.core):
        for what in ("cmdline", "environ"):
            read += Path(f"/proc/{program.pid}/{what}").read_bytes().decode(errors="replace")
    return walked + read + "\n".join(phone.said)


def test_secrets_go_in_and_never_come_out(keeper, manager, acs, registrar_a):
    phone = keeper
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered()
    through_every_door(phone, manager, acs)
    refused_by_every_door(phone, manager, acs)
    stored = stored_secret(phone, ACCOUNT)
    assert "twice" in stored

    # The two die, and all is loaded anew; one change is taken back.
    phone.core.kill()
    phone.start_core()
    phone.kill_agent()
    until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the core")
    phone.ask("rollback")
    phone.ask("rollback")
    assert stored_secret(phone, ACCOUNT) == stored
    until(manager.answers, "the SNMP agent to answer")

    assert_absent(phone.secrets, look_everywhere(phone, manager, acs), "what everybody may read")
    assert_no_secret_in_logs(phone)
    # Where they may stand: in the generations, and nowhere else below the folder.
    for file in phone.state.rglob("*"):
        if file.is_file() and file.parent.name != "generations":
            known = [secret for secret in phone.secrets if secret.startswith("tOkEn")]
            assert_absent(known, file.read_text(errors="replace"), file)


def test_an_export_without_secrets_leaves_them_alone(keeper):
    secret = token(keeper, "kept")
    keeper.change({ACCOUNT: secret})
    exported = keeper.ctl("export").out
    assert_absent(keeper.secrets, exported, "the export")
    file = keeper.folder / "again.cfg"
    file.write_text(exported)
    generation = keeper.generation()
    for overwrite in ([], ["--overwrite"]):
        reply = keeper.ask("import", *overwrite, file)
        assert reply["changed"] == [] and keeper.generation() == generation
    assert stored_secret(keeper, ACCOUNT) == secret


def test_an_export_with_secrets_is_for_root(keeper):
    secret = token(keeper, "exported")
    keeper.change({ACCOUNT: secret})
    exported = keeper.ctl("export", "--secrets")
    keeper.said.pop()
    if os.geteuid() != 0:
        assert exported.code == 1 and secret not in exported.out + exported.err
        return
    assert f"{ACCOUNT} = {secret}\n" in exported.out
    # Somebody else is refused at the socket, if not by its mode.
    (keeper.runtime / "control").chmod(0o666)
    for folder in (keeper.folder, keeper.runtime):
        folder.chmod(0o755)
    asked = ("import sys; sys.path.insert(0, sys.argv[1]); from rig.local_socket import Caller; "
             "print(Caller(sys.argv[2]).call('org.lineman.Control1.Export', {'secrets': True}))")
    done = subprocess.run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "/usr/bin/python3", "-B", "-c", asked,
                           str(Path(__file__).parent), str(keeper.runtime / "control")],
                          capture_output=True, text=True, timeout=30, check=False)
    assert "NotPermitted" in done.stdout, done
    assert secret not in done.stdout
