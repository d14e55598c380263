#!/usr/bin/env python3
"""The SNMP door beside Debian's snmpd, in one run, and which aims are missed.

    bench/snmp/run.py [BUILD [BUILD_512]]    BUILD is build/release unless given, BUILD_512 build/release-512
    bench/snmp/run.py --profile [BUILD]      where the instructions of a GET, a walk and a SET go

Both serve the same machine, in turns. Reported are
  - answers a second to version 2c GETs, 16 outstanding, and processor time for each; snmpd is asked for a cell of its interface table
  - instructions for a request (callgrind: the difference of two counts, so that start and end drop out)
  - what accounts cost: instructions of a GET and a walk with 16, 128 and 512 of them (a build for 512 is needed)
  - SETs of one variable a second, each after the answer to the one before: once with no disk in the way, once with it
  - how long a durable SET of 20 variables takes beside what it cannot do without
  - memory after the first walk, and the time from exec to the first answer
The door runs with a configuration in memory (tests/mibs): what is measured is SNMP, not the disk. The rows with the disk have the
whole agent, whose yes to a SET means that it is on the disk and in the SIP core, and snmpd, which answers first and then
writes sysLocation with its persistent file, syncing every line. The disk is TMPDIR's, "no disk" is /dev/shm.
"""
import json
import statistics
import subprocess
import sys

PROFILE = "--profile" in sys.argv[1:]
sys.argv = [word for word in sys.argv if word != "--profile"]

from servers import BUILD, BUILD_512, Agent, Server, per_request, profile  # noqa: E402

OURS = ".1.3.6.1.4.1.32473.2.1.1"
CELL = OURS + ".4.1.5.3.2"  # sipServerExpires.3.2
EXPIRES = OURS + ".4.1.5"
STATUS = OURS + ".5"        # accountStatusTable
THEIR_CELL = ".1.3.6.1.2.1.2.2.1.2.1"  # ifDescr.1
THEIR_SCALAR = ".1.3.6.1.2.1.1.1.0"
THEIR_WRITABLE = ".1.3.6.1.2.1.1.6.0"  # sysLocation.0
ROUNDS = 5
SECONDS = 1.0
SETS = 300
WALKED = 640  # cells, of the aim
THOUSAND = 1e3
median = statistics.median


def line(what, ours, theirs=None, form="{:.1f}", aim=None):
    cells = "".join(f"{form.format(value) if value is not None else '-':>12}" for value in (ours, theirs))
    verdict = "" if aim is None else f"   {'met' if aim[0] else 'MISSED'}: {aim[1]}"
    print(f"{what:52}{cells}{verdict}", flush=True)


def rates():
    """Answers a second and microseconds of processor for each, in turns; memory after a walk."""
    found = {"lineman": ([], []), "snmpd": ([], [])}
    with Server("lineman") as ours, Server("snmpd") as theirs:
        for _ in range(ROUNDS):
            for server, name in ((ours, CELL), (theirs, THEIR_CELL)):
                before = server.processor_seconds()
                rate = float(server.load("rate", name, SECONDS, 16))
                used = server.processor_seconds() - before
                found[server.name][0].append(rate)
                found[server.name][1].append(used / (rate * SECONDS) * 1e6)
        memory = {}
        for server, name in ((ours, OURS), (theirs, ".1.3.6.1.2.1.1")):
            server.load("walk", "c", name, 1)
            memory[server.name] = server.memory()
    (our_rate, our_time), (their_rate, their_time) = ([median(one) for one in found[name]] for name in ("lineman", "snmpd"))
    line("GET of a cell, 16 outstanding, answers/s", our_rate, their_rate, "{:.0f}", (our_rate >= 2 * their_rate, "twice snmpd's"))
    line("processor for each, microseconds", our_time, their_time)
    line("resident memory, MB", memory["lineman"]["VmRSS"], memory["snmpd"]["VmRSS"])
    line("anonymous memory, MB", memory["lineman"]["RssAnon"], memory["snmpd"]["RssAnon"])


def set_rates():
    """SETs of one variable a second, in turns: of the door and snmpd without a disk, of the agent and snmpd with one."""
    found = {"door": [], "snmpd in memory": [], "agent": [], "snmpd": []}
    twenty = []
    memory = "/dev/shm"
    with Server("lineman") as door, Server("snmpd", folder=memory) as light, Agent() as agent, Server("snmpd") as snmpd:
        for _ in range(ROUNDS):
            found["door"].append(float(door.load("set", "c", EXPIRES, 1, SETS)))
            found["snmpd in memory"].append(float(light.load("text", "c", THEIR_WRITABLE, SETS)))
            found["agent"].append(float(agent.load("set", "c", EXPIRES, 1, SETS)))
            found["snmpd"].append(float(snmpd.load("text", "c", THEIR_WRITABLE, SETS)))
            twenty.append(1e6 / float(agent.load("set", "c", EXPIRES, 20, SETS)))
    line("SET of 1 variable, no disk, answers/s", median(found["door"]), median(found["snmpd in memory"]), "{:.0f}")
    line("SET of 1 variable, whole agent, disk, answers/s", median(found["agent"]), median(found["snmpd"]), "{:.0f}")
    durable(median(twenty))


def durable(took):
    """A SET of 20 variables beside the file operations and the round trip to the SIP core that a transaction is made of."""
    done = subprocess.run([BUILD + "/bin/bench_transaction", "duration", "20", "200"], check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    limit = 1.3 * found["bare"] + 2 * found["core"]
    line("SET of 20 variables, whole agent, microseconds", took, None, "{:.0f}",
         (took <= limit, f"1.3 x files + 2 x round trip = {limit:.0f}"))


def first_answers():
    found = {"lineman": [], "snmpd": []}
    for _ in range(ROUNDS):
        for name, times in found.items():
            with Server(name) as server:
                times.append(server.first_answer * 1000)
    ours, theirs = median(found["lineman"]), median(found["snmpd"])
    line("exec to first answer, ms", ours, theirs, aim=(ours <= theirs, "at most snmpd's"))


def walked(accounts):
    """Cells of a walk of the accounts' status, and its instructions."""
    with Server("lineman", accounts=accounts) as server:
        cells = int(server.load("walk", "c", STATUS, 1))
    few, many = (2, 22) if accounts <= 16 else (1, 4)
    return cells, per_request("lineman", "walk", "c", STATUS, few=few, many=many, accounts=accounts)


def instructions():
    thousand = "{:.1f} k"
    ours, theirs = (per_request(name, "get", "c", cell) / THOUSAND for name, cell in (("lineman", CELL), ("snmpd", THEIR_CELL)))
    line("instructions, GET of a cell", ours, theirs, thousand, (ours <= 33, "33 k"))
    line("instructions, GET of sysDescr", per_request("lineman", "get", "c", THEIR_SCALAR) / THOUSAND,
         per_request("snmpd", "get", "c", THEIR_SCALAR) / THOUSAND, thousand)
    ours, theirs = (per_request(name, "get", "u", cell) / THOUSAND for name, cell in (("lineman", CELL), ("snmpd", THEIR_CELL)))
    line("instructions, GET by authPriv", ours, theirs, thousand, (ours <= theirs, "not above snmpd's"))
    cells, cost = walked(16)
    cost = cost / cells * WALKED / THOUSAND
    line(f"instructions, bulk walk of {cells} cells, for {WALKED}", cost, None, thousand, (cost <= 8000, "8,000 k"))
    line("instructions, SET of 1 variable", per_request("lineman", "set", "c", EXPIRES, 1, few=20, many=320) / THOUSAND,
         per_request("snmpd", "text", "c", THEIR_WRITABLE, few=20, many=320) / THOUSAND, thousand)
    line("instructions, SET of 20 variables", per_request("lineman", "set", "c", EXPIRES, 20, few=20, many=320) / THOUSAND, None, thousand)


def accounts_cost():
    least = None
    for accounts in (16, 128, 512):
        try:
            get = per_request("lineman", "get", "c", CELL, few=20, many=220, accounts=accounts) / THOUSAND
            cells, walk = walked(accounts)
        except (RuntimeError, OSError) as reason:
            print(f"{accounts} accounts: not measured, {BUILD_512} cannot serve them: {reason}")
            return
        each = walk / cells / THOUSAND
        least = least or (get, each)
        line(f"{accounts} accounts: instructions, GET of a cell", get, None, "{:.1f} k", (get <= 1.3 * least[0], "1.3 times that of 16"))
        line(f"{accounts} accounts: a cell of a walk", each, None, "{:.2f} k", (each <= 1.3 * least[1], "the walk grows as its cells"))


def library_of(function):
    """"[/usr/lib/x86_64-linux-gnu/libnetsnmp.so.40.2.0]" at the end of a function's line."""
    path = function.rpartition("[")[2].rstrip("]") if function.endswith("]") else "lineman"
    name = path.rpartition("/")[2].partition(".so")[0]
    return "lineman" if name == "snmp_peer" else name


def show_profile(what, each):
    whole = sum(each.values())
    print(f"{what}: {whole:,.0f} instructions")
    libraries = {}
    for function, count in each.items():
        libraries[library_of(function)] = libraries.get(library_of(function), 0) + count
    print("   ", ", ".join(f"{name} {count / whole:.0%}" for name, count in sorted(libraries.items(), key=lambda one: -one[1])[:6]))
    for function, count in sorted(each.items(), key=lambda one: -one[1])[:12]:
        name = function.rpartition(" [")[0] or function
        print(f"    {count:10,.0f} {count / whole:6.1%}  {name.rpartition(':')[2]}")


def main():
    if PROFILE:
        show_profile("a GET of a cell", profile("get", "c", CELL, few=100, many=1100))
        show_profile("a GET of a cell by authPriv", profile("get", "u", CELL, few=100, many=1100))
        show_profile("a walk of the accounts' status", profile("walk", "c", STATUS, few=2, many=12))
        show_profile("a SET of 20 variables", profile("set", "c", EXPIRES, 20, few=20, many=120))
        return
    print(f"{'':52}{'lineman':>12}{'snmpd':>12}")
    rates()
    set_rates()
    first_answers()
    instructions()
    accounts_cost()


if __name__ == "__main__":
    main()
