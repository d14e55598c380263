#!/usr/bin/python3
"""What the daemons take on a phone with 16 registered accounts: anonymous and resident memory, and the time and the processor
time from their start to the first answer; beside them Debian's snmpd in the same run. On a machine that does other things
too, only the processor time tells. Then an idle minute, and all of it against the budgets of the product (budgets.py).

    bench/daemons.py [BIN]      BIN: where the programs are, build/release/bin
"""

import os
import resource
import socket
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from surroundings import BIN  # first: it puts the rig in reach

import budgets
from proc_figures import idle
from rig.fake_registrar import FakeRegistrar, good_answer
from rig.local_socket import Caller
from rig.phone import COMMUNITY, Phone
from rig.ports import free_port
from rig.processes import Process
from rig.snmp_packets import GET, message
from rig.waiting import until

ACCOUNTS = 16
STARTS = 15
CHANGES = 300
IDLE_SECONDS = 60
SYS_DESCR = "1.3.6.1.2.1.1.1.0"


def snmp_answers(port, community=COMMUNITY):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.settimeout(0.001)
        try:
            end.connect(("127.0.0.1", port))
            end.send(message(GET, community, [(SYS_DESCR, None)]))
            return bool(end.recv(65536))
        except OSError:
            return False


def socket_answers(path):
    try:
        with Caller(path) as caller:
            return caller.call("org.varlink.service.GetInfo", {}) is not None
    except OSError:
        return False


def start_and_end(start, answers):
    """start() gives a Process. Milliseconds until answers(), and of processor time until its end, which follows at once."""
    begin = time.monotonic()
    process = start()
    while not answers():
        if time.monotonic() - begin > 30:
            raise SystemExit(f"no answer within 30 s: {process.output()[-500:]}")
    duration = time.monotonic() - begin
    memory = process.memory()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process.end()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return duration * 1000, used * 1000, memory


def snmpd(folder, port):
    # Its persistent folder apart: it writes an snmpd.conf of its own there.
    (folder / "persistent").mkdir(parents=True, exist_ok=True)
    (folder / "snmpd.conf").write_text(f"rocommunity {COMMUNITY} 127.0.0.1\n")
    environment = os.environ | {"SNMPCONFPATH": str(folder), "SNMP_PERSISTENT_DIR": str(folder / "persistent"), "MIBS": ""}
    return Process("snmpd", ["/usr/sbin/snmpd", "-f", "-Le", "-I", "-smux", "-C", "-c", folder / "snmpd.conf",
                             f"udp:127.0.0.1:{port}"], folder / "snmpd.log", env=environment)


def measure_snmpd(folder):
    runs = []
    for _ in range(STARTS):
        port = free_port()
        runs.append(start_and_end(lambda: snmpd(folder, port), lambda: snmp_answers(port)))
    return runs


def measure_idle(phone, folder):
    """Of agent, core and snmpd, over the same minute."""
    peer = snmpd(folder, free_port())
    found = idle([phone.agent, phone.core, peer], IDLE_SECONDS)
    peer.end()
    return found


def stripped_size(program, folder):
    subprocess.run(["strip", "-o", folder / "stripped", program], check=True)
    return (folder / "stripped").stat().st_size


def median_start(runs):
    return statistics.median(duration for duration, _, _ in runs)


def show_budgets(folder, runs, memory, idled):
    """`runs` and `memory` by program; `idled` as measure_idle gives it."""
    bin_folder, peer = BIN, runs["snmpd"][-1][2]
    agent, core = "lineman-agentd", "lineman-sipcored"
    (_, agent_wakes), (_, core_wakes), (_, peer_wakes) = idled
    budgets.show([
        *(budgets.size(name, stripped_size(bin_folder / name, folder)) for name in (agent, core, "linemanctl")),
        *budgets.memory(agent, 3000, 18000, memory[agent], peer), *budgets.memory(core, 2000, 12000, memory[core], peer),
        *(budgets.first_answer(name, median_start(runs[name]), median_start(runs["snmpd"])) for name in (agent, core)),
        budgets.wake_ups(agent, IDLE_SECONDS, agent_wakes, peer_wakes),
        budgets.wake_ups(core, IDLE_SECONDS, core_wakes, peer_wakes)])


def configure(phone):
    values = {"network.snmp.enable": 1}
    registrars = []
    for account in range(1, ACCOUNTS + 1):
        if account % 4 == 1:
            registrars.append(FakeRegistrar("127.0.0.3", free_port(), lambda request: [good_answer(request)]))
        values |= phone.account_values(account, registrars[-1].target)
    phone.change(values)
    for account in range(1, ACCOUNTS + 1):
        phone.wait_until_registered(account)
    return registrars


def measure_starts(phone):
    """Of the core and of the agent, the agent with a core there."""
    phone.agent.end()
    phone.core.end()
    core = [start_and_end(
        lambda: Process("lineman-sipcored", phone.core_arguments(), phone.folder / "sipcored.log"),
        lambda: socket_answers(phone.runtime / "sipcore")) for _ in range(STARTS)]
    phone.start_core()
    agent = [start_and_end(
        lambda: Process("lineman-agentd", phone.agent_arguments(), phone.folder / "agentd.log"),
        lambda: snmp_answers(phone.snmp_port)) for _ in range(STARTS)]
    phone.start_agent()
    return core, agent


def row(name, runs, memory, later=None):
    durations, used, _ = zip(*runs)
    cells = [name, f"{statistics.median(durations):.1f}", f"{min(durations):.1f}", f"{statistics.median(used):.1f}",
             memory["RssAnon"], memory["VmRSS"], later["RssAnon"] if later else "-"]
    return "| " + " | ".join(map(str, cells)) + " |"


def main():
    with tempfile.TemporaryDirectory(prefix="lm-") as name:
        folder = Path(name)
        snmpd_runs = measure_snmpd(folder / "snmpd")
        phone = Phone(folder, accounts=ACCOUNTS, settings={"log.level": "info"})
        phone.start()
        registrars = configure(phone)
        core_runs, agent_runs = measure_starts(phone)
        for account in range(1, ACCOUNTS + 1):
            phone.wait_until_registered(account)
        subprocess.run(["snmpbulkwalk", "-v2c", "-c", COMMUNITY, f"127.0.0.1:{phone.snmp_port}", "1.3.6.1.4.1.32473"],
                       env=os.environ | {"MIBS": "", "SNMPCONFPATH": "/nonexistent"}, stdout=subprocess.DEVNULL,
                       check=True)
        core, agent = phone.core.memory(), phone.agent.memory()
        idled = measure_idle(phone, folder / "snmpd")
        for number in range(CHANGES):
            phone.change({"account.1.sip_server.1.expires": 600 + number, "account.2.label": f"number {number}"})
        core_later, agent_later = phone.core.memory(), phone.agent.memory()
        phone.end()
        for registrar in registrars:
            registrar.close()
        report(core_runs, agent_runs, snmpd_runs, (core, core_later), (agent, agent_later))
        print("\n## Budgets\n")
        show_budgets(folder, {"lineman-agentd": agent_runs, "lineman-sipcored": core_runs, "snmpd": snmpd_runs},
                     {"lineman-agentd": agent, "lineman-sipcored": core}, idled)


def report(core_runs, agent_runs, snmpd_runs, core, agent):
    """`core` and `agent`: their memory before and after the changes."""
    print(f"{ACCOUNTS} accounts registered, a walk read; {STARTS} starts each; binaries of {BIN}\n")
    print("| process | first answer, ms: median | best | processor time, ms | RssAnon, kB | VmRSS, kB | "
          f"RssAnon after {CHANGES} changes |")
    print("| --- " * 7 + "|")
    print(row("lineman-agentd", agent_runs, *agent))
    print(row("lineman-sipcored", core_runs, *core))
    print(row("snmpd (Debian)", snmpd_runs, snmpd_runs[-1][2]))


if __name__ == "__main__":
    main()
