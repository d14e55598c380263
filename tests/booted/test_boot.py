"""What the first boot makes of an installed Lineman."""

from installed import AGENT, CORE
from rig.waiting import until

UNITS = (AGENT, CORE, "lineman-control.socket", "lineman-cwmp.socket", "lineman-snmp.socket", "lineman-sipcore.socket",
         "lineman-reboot.path")


def status_of(machine, unit):
    """/proc/PID/status of its main process, by name."""
    text = machine.say("cat", f"/proc/{machine.main_pid(unit)}/status")
    return {name: value.split() for name, _, value in (line.partition(":") for line in text.splitlines())}


def processes_of(machine, unit):
    group = machine.show(unit, "ControlGroup")
    return machine.say("find", "/sys/fs/cgroup", "-path", f"*{group}/cgroup.procs", "-exec", "cat", "{}", "+").split()


def test_everything_is_active_and_nothing_failed(machine):
    assert machine.say("systemctl", "is-active", *UNITS).split() == ["active"] * len(UNITS)
    assert machine.say("systemctl", "list-units", "--failed", "--no-legend", "--plain") == ""


def test_the_agent_reaches_the_core(phone):
    until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the SIP core")


def test_nothing_of_ours_runs_as_root_or_has_a_capability(machine):
    user = machine.say("id", "-u", "lineman")
    for unit in (AGENT, CORE):
        assert set(processes_of(machine, unit)) == {str(machine.main_pid(unit))}
        status = status_of(machine, unit)
        assert status["Uid"] == [user] * 4
        assert "0" not in status["Gid"] + status["Groups"]
        for kind in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
            assert int(status[kind][0], 16) == 0, f"{unit} {kind}"
        assert status["NoNewPrivs"] == ["1"]
        assert status["Seccomp"] == ["2"]  # a filter


def test_folders_are_for_those_whom_they_concern(machine):
    said = machine.say("stat", "-c", "%n %U %G %a", "/var/lib/lineman", "/run/lineman", "/run/lineman/control",
                       "/run/lineman/sipcore", "/etc/lineman")
    assert said.splitlines() == ["/var/lib/lineman lineman lineman 700", "/run/lineman lineman lineman 755",
                                 "/run/lineman/control lineman lineman 660", "/run/lineman/sipcore lineman lineman 660",
                                 "/etc/lineman root root 755"]


def test_the_status_line_says_what_the_daemons_do(machine):
    assert "core" in machine.show(AGENT, "StatusText")
