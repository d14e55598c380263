"""The state folder cannot be used as it should: the agent says so in a sentence with the folder and the reason, and changes
nothing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from rig import ordinary
from rig.management import first_contact, session_now
from rig.manager import Manager
from rig.plain_core import PlainCore
from rig.processes import Process
from rig.small_disk import SIZE, fill, inside, with_a_small_disk
from rig.tree import SERVER
from rig.waiting import until
from scripted_acs.soap import set_values

# Parameters that need no SIP core; an SNMP manager sees other ones than the ACS.
NAME = "static.managementserver.periodic_inform_interval"
SOURCES = "network.snmp.trust_ip"
PATH = SERVER + "PeriodicInformInterval"


def everything(phone):
    return phone.get("*"), phone.history()


def run_to_its_end(phone, prefix=()):
    """An agent that is expected not to start."""
    return subprocess.run([str(word) for word in (*prefix, *phone.agent_arguments())], capture_output=True, text=True,
                          timeout=30, check=False)


def assert_refused(done, phone, reason):
    assert done.returncode == 1, done
    [said] = [line for line in done.stderr.splitlines() if str(phone.state) in line]
    assert reason in said, said


def folders_of(phone):
    return [phone.state, *(path for path in phone.state.rglob("*") if path.is_dir())]


@pytest.fixture
def plain(make_phone):
    """An agent without root's rights and without a core, with something in its store."""
    phone = make_phone()
    ordinary.give_away(phone)
    phone.start_agent(ordinary.words())
    phone.change({NAME: 100})
    return phone


def test_a_read_only_folder_at_the_start(plain):
    assert plain.agent.end() == 0
    folders = folders_of(plain)
    for folder in folders:
        folder.chmod(0o500)
    assert_refused(run_to_its_end(plain, ordinary.words()), plain, "Permission denied")
    for folder in folders:
        folder.chmod(0o700)
    plain.start_agent(ordinary.words())
    assert plain.get(NAME) == {NAME: "100"}


def test_a_folder_that_becomes_read_only(plain):
    generations = plain.state / "generations"
    before = everything(plain), sorted(os.listdir(generations))
    generations.chmod(0o500)
    for _ in range(3):
        refused = plain.set({NAME: 200})
        assert refused.code == 1
        [problem] = refused.json["problems"]
        assert problem["code"] == "storeFailed"
        assert "nothing was changed" in problem["problem"] and "Permission denied" in problem["problem"]
    assert (everything(plain), sorted(os.listdir(generations))) == before
    generations.chmod(0o700)
    plain.change({NAME: 200})
    plain.agent.kill()
    plain.start_agent(ordinary.words())
    assert plain.get(NAME) == {NAME: "200"}


def test_somebody_elses_folder(plain):
    if not ordinary.is_root():
        pytest.skip("only root can give a folder to somebody else")
    assert plain.agent.end() == 0
    os.chown(plain.state, 0, 0)
    plain.state.chmod(0o700)
    assert_refused(run_to_its_end(plain, ordinary.words()), plain, "Permission denied")
    os.chown(plain.state, ordinary.NOBODY, ordinary.NOBODY)
    plain.start_agent(ordinary.words())
    assert plain.get(NAME) == {NAME: "100"}


def test_a_generation_that_cannot_be_read(plain):
    """The one before would be an old state that nobody asked for."""
    plain.change({NAME: 300})
    newest = plain.state / "generations" / str(plain.generation())
    assert plain.agent.end() == 0
    newest.chmod(0)
    assert_refused(run_to_its_end(plain, ordinary.words()), plain, "Permission denied")
    newest.chmod(0o600)
    plain.start_agent(ordinary.words())
    assert plain.get(NAME) == {NAME: "300"}


def test_a_folder_that_cannot_be_made(make_phone):
    phone = make_phone()
    ordinary.give_away(phone)
    phone.state = phone.state / "not" / "there"
    assert_refused(run_to_its_end(phone, ordinary.words()), phone, "No such file or directory")


# A full disk: a small one, which the agent alone sees

# With what was stored, and not an octet more: the agent is started twice, the second time with room.
FULL_AT_START = f"""mount -t tmpfs -o size={SIZE},mode=0700 lineman "$0" && cp -a "$0-kept/." "$0/" || exit 77
cat /dev/zero > "$0/filler" 2>/dev/null
"$@"
echo "the first ended with $?" >&2
rm "$0/filler"
exec "$@"
"""


@pytest.fixture
def small(make_phone):
    phone = make_phone()
    phone.start_agent(with_a_small_disk(phone))
    phone.change({NAME: 100})
    return phone


def test_a_full_disk(small):
    before = everything(small)
    filler = fill(inside(small))
    for _ in range(3):
        refused = small.set({NAME: 200})
        assert refused.code == 1
        [problem] = refused.json["problems"]
        assert problem["code"] == "storeFailed"
        assert "nothing was changed" in problem["problem"] and "No space left on device" in problem["problem"]
    assert everything(small) == before
    assert not [name for name in os.listdir(f"{inside(small)}/generations") if name.endswith(".new")]
    os.unlink(filler)
    small.change({NAME: 200})
    assert small.get(NAME) == {NAME: "200"}


def test_a_full_disk_at_each_door(scratch, small, acs):
    """The other doors have words of their own for it, and go on as well."""
    small.change({"network.snmp.enable": 1})
    manager = Manager(scratch, small.snmp_port)
    until(manager.answers, "the SNMP agent to answer")
    small.state = Path(inside(small))
    first_contact(small, acs)
    before = everything(small)
    filler = fill(small.state)
    sources = [("networkSnmpTrustIp.0", "s", "127.0.0.0/8")]
    assert manager.set(sources).error == "commitFailed"
    session = session_now(small, acs)
    assert session.fault_of(set_values([(PATH, "unsignedInt", "200")])).code == 9002
    session.end()
    assert everything(small) == before
    os.unlink(filler)
    assert manager.set(sources).error == "noError"
    session = session_now(small, acs)
    assert session.set([(PATH, "unsignedInt", "300")]) == 0
    session.end()
    assert small.get(NAME, SOURCES) == {NAME: "300", SOURCES: "127.0.0.0/8"}


def test_a_full_disk_at_the_start(small):
    kept = small.folder / "state-kept"
    shutil.copytree(inside(small), kept)
    assert small.agent.end() == 0
    log = small.folder / "agentd-full.log"
    small.agent = Process("lineman-agentd", [*with_a_small_disk(small, FULL_AT_START), *small.agent_arguments()], log)
    until(lambda: small.ctl("status").code == 0, "the second agent to answer")
    said, _, _ = log.read_text().partition("the first ended with 1\n")
    assert any(str(small.state) in line and "No space left on device" in line for line in said.splitlines()), said
    assert "the first ended with 1\n" in log.read_text()
    assert small.get(NAME) == {NAME: "100"}


# A disk that fails

@pytest.mark.parametrize("call", ["fsync", "rename,renameat,renameat2", "mkdir,mkdirat", "flock"])
def test_the_disk_fails_at_the_start(make_phone, scratch, call):
    """At each such system call of a start: the agent does not start and says why, or does what it should."""
    phone = make_phone()
    core = PlainCore(phone.runtime / "sipcore")  # with one the doors open at once
    phone.start_agent()
    phone.change({NAME: 100})
    assert phone.agent.end() == 0
    refused = 0
    for number in range(1, 100):
        prefix = ["strace", "-f", "-o", scratch / "trace", "-e", f"trace={call}", "-e",
                  f"inject={call}:error=EIO:when={number}"]
        log = scratch / f"start-{number}.log"
        started = Process("lineman-agentd", [*prefix, *phone.agent_arguments()], log)
        until(lambda: not started.running() or phone.ctl("status").code == 0, "the agent to end or to answer")
        if "not permitted" in log.read_text():
            pytest.skip("this user may not trace a process")
        injected = "(INJECTED)" in (scratch / "trace").read_text()
        survived = started.running()
        if survived:
            assert phone.get(NAME) == {NAME: "100"}
        else:
            assert started.exit_code() == 1
            said = [line for line in log.read_text().splitlines() if str(phone.state) in line]
            assert said and "Input/output error" in said[-1], log.read_text()
            refused += 1
        started.end()
        phone.start_agent()
        assert phone.get(NAME) == {NAME: "100"}
        assert phone.agent.end() == 0
        if not injected:
            break
    else:
        raise AssertionError("a start never ends")
    core.go()
    assert refused
