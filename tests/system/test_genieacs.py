"""The scripts of contrib/genieacs, run by tests/genieacs/emulation.js over the tree of the running phone: each path is
there, what they set is taken, and when they run again there is nothing left to set."""

import json
import os
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from rig.management import session_now, wait_for_result
from rig.paths import SOURCE
from rig.tree import SERVER, client, failover, network, server
from rig.waiting import until

SCRIPTS = SOURCE / "contrib" / "genieacs"
EMULATION = SOURCE / "tests" / "genieacs" / "emulation.js"
RECORDED = SOURCE / "tests" / "genieacs" / "tree.json"
ACCOUNTS = [{"account": 1, "user": "1001", "password": "the-first-secret", "label": "Front desk", "server": "127.0.0.1",
             "port": 5062, "transport": "UDP", "expires": 600, "backup": "127.0.0.2", "backupPort": 5064},
            {"account": 2, "user": "1002", "auth": "auth2", "password": "the-second-secret", "server": "127.0.0.1",
             "port": 5062}]
PROVISIONS = {"lineman-accounts": [json.dumps(ACCOUNTS)], "lineman-inform": [900],
              "lineman-connection-request": ["acs", "word"], "lineman-to-backup": ["127.0.0.2", "*"]}
VIRTUAL = {"lineman_registration": "trying", "lineman_account1_server": "127.0.0.1", "lineman_on_backup": False}
UNKNOWN_TIMES = [{}, {}, {"value": 1}, {}]  # the arguments of a virtual parameter that was never read


def run(script, tree, args):
    source = (SCRIPTS / script).read_text(encoding="utf-8")
    done = subprocess.run(["node", EMULATION], input=json.dumps({"source": source, "tree": tree, "args": args}),
                          capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, f"{script}: {done.stderr}"
    return json.loads(done.stdout)


def tree_of(session):
    """{path: [text, type, writable]}, as a GenieACS that has read all of it."""
    writable = session.names("Device.")
    return {name: [value.text, f"xsd:{value.type}", writable[name]] for name, value in session.typed("Device.").items()}


def carry_out(session, outcome):
    """What a script wants set: each commit is one SetParameterValues."""
    for values in outcome["sets"]:
        session.set([(name, kind.removeprefix("xsd:"), text) for name, kind, text in values])


@pytest.fixture
def session(managed, acs):
    session = session_now(managed, acs)
    yield session
    session.end()
    wait_for_result(managed, "ok")


@pytest.mark.parametrize("name", PROVISIONS)
def test_a_provision_says_nothing_when_it_runs_again(session, name):
    """With what the ACS remembers; its sets are one request."""
    before = tree_of(session)
    if name == "lineman-to-backup":
        carry_out(session, run("provisions/lineman-accounts.js", before, PROVISIONS["lineman-accounts"]))
        before = tree_of(session)
    first = run(f"provisions/{name}.js", before, PROVISIONS[name])
    assert first["missing"] == [] and len(first["sets"]) == 1
    carry_out(session, first)
    again = run(f"provisions/{name}.js", first["known"], PROVISIONS[name])
    assert again["sets"] == []


def test_accounts_are_as_they_were_wanted(session):
    carry_out(session, run("provisions/lineman-accounts.js", tree_of(session), PROVISIONS["lineman-accounts"]))
    found = session.get("Device.")
    assert found[client(1, "X_00005E_UserName")] == "1001" and found[client(2, "AuthUserName")] == "auth2"
    assert found[server(1, 2, "Domain")] == "127.0.0.2" and found[failover(1, 1, "RegisterExpires")] == "600"
    assert found[client(1, "AuthPassword")] == ""


def test_what_is_set_again_after_everything_was_read_anew_changes_nothing(managed, acs):
    """The passwords alone; the phone has them already, and its configuration stays the generation that it is."""
    session = session_now(managed, acs)
    carry_out(session, run("provisions/lineman-accounts.js", tree_of(session), PROVISIONS["lineman-accounts"]))
    generation = managed.generation()
    again = run("provisions/lineman-accounts.js", tree_of(session), PROVISIONS["lineman-accounts"])
    names = [name for values in again["sets"] for name, *_ in values]
    assert names == [client(1, "AuthPassword"), client(2, "AuthPassword")]
    carry_out(session, again)
    session.end()
    wait_for_result(managed, "ok")
    assert managed.generation() == generation


def test_there_and_home_again(session):
    carry_out(session, run("provisions/lineman-accounts.js", tree_of(session), PROVISIONS["lineman-accounts"]))
    carry_out(session, run("provisions/lineman-to-backup.js", tree_of(session), ["127.0.0.2"]))
    moved = session.get(network(1))
    assert (moved[server(1, 1, "Domain")], moved[server(1, 2, "Domain")]) == ("127.0.0.2", "127.0.0.1")
    assert (moved[server(1, 1, "Port")], moved[server(1, 2, "Port")]) == ("5064", "5062")
    assert moved[failover(1, 2, "RegisterExpires")] == "600"
    assert session.get(server(2, 1, "Domain"))[server(2, 1, "Domain")] == "127.0.0.1"  # it has no backup
    carry_out(session, run("provisions/lineman-to-backup.js", tree_of(session), ["127.0.0.1"]))
    assert session.get(server(1, 1, "Domain"))[server(1, 1, "Domain")] == "127.0.0.1"


def test_connection_request_credentials_that_are_there_are_left_alone(session):
    known = tree_of(session)
    known[SERVER + "ConnectionRequestPassword"][0] = "what the ACS remembers"
    assert run("provisions/lineman-connection-request.js", known, ["acs", "another"])["sets"] == []


@pytest.mark.parametrize("name", VIRTUAL)
def test_a_virtual_parameter(managed, acs, name):
    """Of accounts that were just told where to register, and find nobody there."""
    session = session_now(managed, acs)
    carry_out(session, run("provisions/lineman-accounts.js", tree_of(session), PROVISIONS["lineman-accounts"]))
    session.end()
    wait_for_result(managed, "ok")
    until(lambda: managed.account(1)["state"] != "disabled", "the account to begin")
    session = session_now(managed, acs)
    outcome = run(f"virtual_parameters/{name}.js", tree_of(session), UNKNOWN_TIMES)
    session.end()
    wait_for_result(managed, "ok")
    assert outcome["missing"] == [] and outcome["sets"] == []
    assert outcome["returned"]["writable"] is False and len(outcome["returned"]["value"]) == 2


def test_the_recorded_tree_is_of_a_phone(session):
    """That of tests/genieacs: names, types and access."""
    found = tree_of(session)
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    assert {name: value[1:] for name, value in recorded.items()} == {name: found[name][1:] for name in recorded}


class Northbound(BaseHTTPRequestHandler):
    """Of a GenieACS: keeps what is put."""

    def do_PUT(self):
        self.server.put[self.path] = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def test_the_installer_puts_all_scripts():
    with ThreadingHTTPServer(("127.0.0.1", 0), Northbound) as server:
        server.put = {}
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        done = subprocess.run([SCRIPTS / "install", f"http://127.0.0.1:{server.server_port}"], capture_output=True,
                              text=True, env=os.environ | {"no_proxy": "*"}, timeout=60, check=False)
        server.shutdown()
    assert done.returncode == 0, done.stderr
    assert server.put == {f"/{script.parent.name}/{script.stem}": script.read_text(encoding="utf-8")
                          for script in SCRIPTS.glob("*/*.js")}
