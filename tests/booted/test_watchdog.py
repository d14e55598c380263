"""A daemon whose loop does not turn is ended by systemd and started anew."""

import pytest

from installed import AGENT, CORE
from rig.waiting import until

SHORT = "[Service]\nWatchdogSec=3\nTimeoutStopSec=2\n"


@pytest.fixture(scope="module")
def impatient(new_machine):
    """Waits three seconds in place of thirty."""
    for unit in (AGENT, CORE):
        new_machine.write(f"/etc/systemd/system/{unit}.d/watchdog.conf", SHORT)


@pytest.fixture(scope="module")
def machine(impatient, machine):
    assert [machine.show(unit, "WatchdogUSec") for unit in (AGENT, CORE)] == ["3s", "3s"]
    return machine


@pytest.mark.parametrize("unit", [AGENT, CORE])
def test_a_daemon_that_stands_still_is_started_anew(machine, phone, unit):
    restarts, pid = machine.restarts(unit), machine.main_pid(unit)
    machine.say("systemctl", "kill", "--kill-whom=main", "--signal=SIGSTOP", unit)
    machine.wait_until_restarted(unit, restarts)
    assert machine.main_pid(unit) != pid
    assert "Watchdog timeout" in machine.journal("-u", unit)
    until(lambda: phone.status()["sipcore"]["connected"], "agent and core to be together again")
    assert machine.say("systemctl", "list-units", "--failed", "--no-legend", "--plain") == ""


def test_daemons_whose_loop_turns_are_left_alone(machine, phone):
    """Both still live after twice the time that the watchdog gives."""
    pids = [machine.main_pid(unit) for unit in (AGENT, CORE)]
    begun = float(machine.say("cat", "/proc/uptime").split()[0])
    until(lambda: float(machine.say("cat", "/proc/uptime").split()[0]) > begun + 6, "six seconds to pass")
    assert [machine.main_pid(unit) for unit in (AGENT, CORE)] == pids
