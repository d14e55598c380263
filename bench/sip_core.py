#!/usr/bin/python3
"""What the SIP core costs and how fast it moves, driven over its own socket without an agent: time from a dead registrar to the
next one beyond the prescribed give-up time, registrations a second and processor time of each for 512 accounts at once, anonymous
memory, start to first REGISTER, and an idle minute. Beside it in the same run: bare datagrams, sipp and baresip.

    bench/sip_core.py [BIN [BIN_512]]     where the programs are: build/release/bin, build/release-512/bin
"""

import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from surroundings import BIN, BIN_512  # first: it puts the rig in reach

from proc_figures import idle, processor_time
from rig.fake_registrar import good_answer
from rig.local_socket import Caller
from rig.name_server import NameServer
from rig.ports import free_port
from rig.processes import Process
from rig.registrar import Registrar
from rig.softphone import account_line, arguments
from rig.waiting import until

MOVES = 30
STARTS = 15
IDLE_SECONDS = 60
T1 = 0.5

SIPP_REGISTER = """<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="register">
  <send retrans="500"><![CDATA[

REGISTER sip:[remote_ip] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:u[call_number]@[remote_ip]>;tag=[call_number]
To: <sip:u[call_number]@[remote_ip]>
Call-ID: [call_id]
CSeq: 1 REGISTER
Contact: <sip:u[call_number]@[local_ip]:[local_port]>;expires=3600
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv response="200"></recv>
</scenario>
"""


class Core:
    """A lineman-sipcored with a configuration of its own."""

    def __init__(self, folder, binaries, accounts, name_server=None):
        folder.mkdir()
        self.runtime = folder
        (folder / "lineman.conf").write_text(
            f"device.accounts = {accounts}\ndevice.serial = BENCH\nsip.bind = 127.0.0.1:{free_port()}\nlog.level = warning\n"
            f"sip.dns_servers = {name_server.setting if name_server else '127.0.0.1:9'}\n")
        self._arguments = [binaries / "lineman-sipcored", "--config", folder / "lineman.conf", "--runtime-dir", folder]
        self.process = None

    def start(self):
        self.process = Process("lineman-sipcored", self._arguments, self.runtime / "log")

    def wait_for_socket(self):
        until(self._answers, "the core to answer")

    def _answers(self):
        try:
            with Caller(self.runtime / "sipcore") as caller:
                return caller.call("org.varlink.service.GetInfo", {})
        except OSError:
            return None

    def load(self, accounts):
        """{number: values}"""
        with Caller(self.runtime / "sipcore") as caller:
            self._ask(caller, "LoadBegin", {"generation": 1, "digest": "", "globals": {}})
            for number, values in accounts.items():
                self._ask(caller, "LoadAccount", {"account": number, "values": values})
            self._ask(caller, "LoadEnd", {})

    @staticmethod
    def _ask(caller, method, parameters):
        answer = caller.call(f"org.lineman.SipCore1.{method}", parameters)
        assert "error" not in answer, answer

    def registered(self):
        with Caller(self.runtime / "sipcore") as caller:
            caller.send(b'{"method":"org.lineman.SipCore1.GetStatus","parameters":{},"more":true}\0')
            found = 0
            while True:
                answer = caller.receive()
                found += answer["parameters"]["account"]["state"] == "registered"
                if not answer.get("continues"):
                    return found

    def end(self):
        self.process.end()


def account(user, address, port, **more):
    return {"enable": "1", "user_name": str(user), "sip_server.1.address": address, "sip_server.1.port": str(port)} | {
        name.replace("__", "."): str(value) for name, value in more.items()}


def udp(address, port):
    end = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    end.bind((address, port))
    end.settimeout(10)
    return end


def move_times(folder, silent):
    """Milliseconds from a REGISTER that nobody answers to the next target's, beyond the give-up time; where the port is closed,
    from the end of the load instead."""
    port = free_port()
    server = NameServer(folder / "dns", "127.0.0.1", free_port(), ["pair 60 IN A 127.0.0.1", "pair 60 IN A 127.0.0.2"])
    server.start()
    core = Core(folder / "core", BIN, 1, server)
    dead = udp("127.0.0.1", port) if silent else None
    alive = udp("127.0.0.2", port)
    times = []
    for _ in range(MOVES):
        core.start()
        core.wait_for_socket()
        core.load({1: account(1001, "pair.sip.test", port, sip_server__1__retry_counts=0)})
        begin = time.monotonic()
        if silent:
            dead.recvfrom(65536)
            begin = time.monotonic() + T1
        request, source = alive.recvfrom(65536)
        times.append((time.monotonic() - begin) * 1000)
        alive.sendto(good_answer(request.decode()).encode(), source)
        core.end()
    server.stop()
    for end in (dead, alive):
        if end:
            end.close()
    return times


def echo_times():
    """Milliseconds that a datagram takes to another process's socket and back."""
    program = ("import socket,sys\ne=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\ne.bind(('127.0.0.1',int(sys.argv[1])))\n"
               "while True:\n d,s=e.recvfrom(2048)\n e.sendto(d,s)\n")
    port = free_port()
    with subprocess.Popen([sys.executable, "-c", program, str(port)]) as child:
        end = udp("127.0.0.1", 0)
        end.settimeout(0.2)
        times = []
        while len(times) < MOVES:
            begin = time.monotonic()
            end.sendto(b"x" * 500, ("127.0.0.1", port))
            try:
                end.recv(2048)
            except OSError:
                continue
            times.append((time.monotonic() - begin) * 1000)
        child.kill()
    end.close()
    return times


def many_registrations(folder, registrar, accounts):
    """Registrations a second and microseconds of processor time each, and anonymous memory afterwards."""
    core = Core(folder, BIN_512 if accounts > 16 else BIN, accounts)
    core.start()
    core.wait_for_socket()
    empty = processor_time(core.process)
    values = {n: account(f"u{n}", registrar.address, registrar.port) for n in range(1, accounts + 1)}
    begin = time.monotonic()
    core.load(values)
    loaded = processor_time(core.process)
    until(lambda: registrar.seen() >= accounts, "all REGISTERs to arrive", 60)
    duration = time.monotonic() - begin
    used = processor_time(core.process)
    until(lambda: core.registered() == accounts, "all accounts to be registered", 60)
    memory = core.process.memory()
    core.end()
    return {"rate": accounts / duration, "cpu": (used - empty) / accounts * 1e6, "load": (loaded - empty) / accounts * 1e6,
            "RssAnon": memory["RssAnon"], "VmRSS": memory["VmRSS"]}


def sipp_registrations(folder, registrar, calls):
    folder.mkdir()
    (folder / "register.xml").write_text(SIPP_REGISTER)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    subprocess.run(["sipp", "-sf", folder / "register.xml", "-i", "127.0.0.1", "-p", str(free_port()), "-m", str(calls), "-r",
                    str(calls), "-rp", "1", "-l", str(calls), "-nostdin", registrar.target], cwd=folder, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    duration = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"rate": calls / duration, "cpu": used / calls * 1e6}


def first_register(folder, start):
    """Milliseconds from exec to the first REGISTER at a bare socket: start(port) starts it, and returns what ends it."""
    times = []
    for _ in range(STARTS):
        end = udp("127.0.0.1", free_port())
        begin = time.monotonic()
        stop = start(end.getsockname()[1])
        while not end.recvfrom(65536)[0].startswith(b"REGISTER"):
            pass
        times.append((time.monotonic() - begin) * 1000)
        stop()
        end.close()
    return times


def start_core(core):
    def start(port):
        core.start()
        while True:
            try:
                core.load({1: account(1001, "127.0.0.1", port)})
                return core.end
            except OSError:
                time.sleep(0.0002)
    return start


def start_baresip(folder):
    def start(port):
        words = arguments(folder, free_port(), [account_line("1001", f"127.0.0.1:{port}")])
        return Process("baresip", words, folder / "baresip.log").kill
    return start


def spread(times):
    return f"{statistics.median(times):.2f} | {min(times):.2f} | {max(times):.2f}"


def main():
    with tempfile.TemporaryDirectory(prefix="lm-") as name:
        folder = Path(name)
        print("| moves to the next target, ms beyond the prescribed time | median | best | worst |\n| --- | --- | --- | --- |")
        (folder / "s").mkdir()
        (folder / "i").mkdir()
        print(f"| silent registrar, after T1 | {spread(move_times(folder / 's', True))} |")
        print(f"| closed port (ICMP), from the load, look-up included | {spread(move_times(folder / 'i', False))} |")
        print(f"| a bare datagram there and back | {spread(echo_times())} |\n", flush=True)

        core = Core(folder / "first", BIN, 1)
        print("| exec to first REGISTER, ms | median | best | worst |\n| --- | --- | --- | --- |")
        print(f"| lineman-sipcored | {spread(first_register(folder, start_core(core)))} |")
        (folder / "baresip").mkdir()
        print(f"| baresip | {spread(first_register(folder, start_baresip(folder / 'baresip')))} |\n", flush=True)

        registrar = Registrar("A", folder, "127.0.0.1", free_port(), asks_passwords=False)
        registrar.start()
        print("| at once | registrations/s | processor time each, us | RssAnon, kB | VmRSS, kB |\n| --- | --- | --- | --- | --- |")
        for accounts in (16, 512):
            found = many_registrations(folder / f"many-{accounts}", registrar, accounts)
            print(f"| {accounts} accounts, the load of the configuration included | {found['rate']:.0f} | {found['cpu']:.0f} "
                  f"(of it the load {found['load']:.0f}) | {found['RssAnon']} | {found['VmRSS']} |", flush=True)
            registrar.stop()
            registrar.start()
        found = sipp_registrations(folder / "sipp", registrar, 512)
        print(f"| sipp, 512 calls | {found['rate']:.0f} | {found['cpu']:.0f} | - | - |\n", flush=True)

        core = Core(folder / "idle", BIN, 16)
        core.start()
        core.wait_for_socket()
        core.load({n: account(f"u{n}", registrar.address, registrar.port) for n in range(1, 17)})
        until(lambda: core.registered() == 16, "16 accounts to be registered")
        [(used, wakes)] = idle([core.process], IDLE_SECONDS)
        core.end()
        registrar.stop()
        print(f"an idle minute, 16 registered accounts: {used:.0f} ms of processor time, {wakes} wake-ups")


if __name__ == "__main__":
    main()
