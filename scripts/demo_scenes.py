"""The scenes of scripts/demo: each shows the command that it runs, and fails unless the command did what it says."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

sys.dont_write_bytecode = True
SOURCE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SOURCE / "tests" / "system"))

from rig.manager import Manager  # noqa: E402
from rig.name_server import NameServer  # noqa: E402
from rig.paths import BIN, MIB_FOLDERS  # noqa: E402
from rig.phone import WRITER, Phone  # noqa: E402
from rig.ports import free_port  # noqa: E402
from rig.registrar import Registrar  # noqa: E402
from rig.waiting import until  # noqa: E402

BOLD, DIM, PLAIN = ("\033[1m", "\033[2m", "\033[0m") if sys.stdout.isatty() else ("", "", "")


class Demo:
    def __init__(self, folder, stack):
        self.folder = folder
        port = free_port()
        self.registrars = [Registrar(name, folder, f"127.0.0.{number}", port)
                           for number, name in enumerate("ABC", 1)]
        self.a, self.b, self.c = self.registrars
        for registrar in self.registrars:
            registrar.start()
            stack.callback(registrar.stop)
        self.names = NameServer(folder, "127.0.0.1", free_port(),
                                ["office 60 IN A 127.0.0.1", "office 60 IN A 127.0.0.2", "backup 60 IN A 127.0.0.3"])
        self.names.start()
        stack.callback(self.names.stop)
        self.phone = Phone(folder, name_server=self.names, accounts=2, settings={"log.level": "info"})
        stack.callback(self.phone.end)
        self.phone.start()
        self.manager = Manager(folder, self.phone.snmp_port)
        self._write_environment()

    def _write_environment(self):
        """What makes the commands as short as they are shown; people can source it."""
        configuration = self.folder / "snmp"
        configuration.mkdir()
        passphrase = WRITER.passphrase
        with os.fdopen(os.open(configuration / "snmp.conf", os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
            file.write(f"defVersion 3\ndefSecurityName {WRITER.name}\ndefSecurityLevel authPriv\n"
                       f"defAuthType SHA-256\ndefAuthPassphrase {passphrase}\n"
                       f"defPrivType AES\ndefPrivPassphrase {passphrase}\n"
                       f"mibs +LINEMAN-SIP-MIB\n")
        (self.folder / "env").write_text(
            f"linemanctl() {{ {BIN}/linemanctl --runtime-dir {self.phone.runtime} \"$@\"; }}\n"
            f"export SNMPCONFPATH={configuration} SNMP_PERSISTENT_DIR={configuration}\n"
            f"export MIBDIRS={':'.join(map(str, MIB_FOLDERS))}\n"
            f"phone=127.0.0.1:{self.phone.snmp_port}\n")

    def run(self, command, succeeds=True):
        """Shows a command and what it prints."""
        print(f"\n{BOLD}$ {command}{PLAIN}", flush=True)
        done = subprocess.run(["bash", "-c", f"source {self.folder}/env; {command}"], text=True, timeout=60,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        print(done.stdout, end="", flush=True)
        check((done.returncode == 0) == succeeds, f"'{command}' ended with {done.returncode}")
        return done.stdout

    def account(self):
        return self.phone.account(1)


class Failed(Exception):
    pass


def check(good, what):
    if not good:
        raise Failed(what)


def scene(title):
    print(f"\n{BOLD}== {title}{PLAIN}", flush=True)


def aside(text):
    print(f"{DIM}{text}{PLAIN}", flush=True)


def an_account_registers(demo):
    scene("An account registers")
    aside(f"office.sip.test has two addresses: registrar A on {demo.a.target}, registrar B on {demo.b.target}.\n"
          f"backup.sip.test is registrar C on {demo.c.target}. The password comes from a file: ps would show it otherwise.")
    secret = demo.phone.secret_file("secret1001")
    demo.run("linemanctl set network.snmp.enable=1 account.1.enable=1 account.1.label=Reception \\\n"
             f"    account.1.user_name=1001 account.1.password=@{secret} \\\n"
             f"    account.1.sip_server.1.address=office.sip.test account.1.sip_server.1.port={demo.a.port} \\\n"
             f"    account.1.sip_server.2.address=backup.sip.test account.1.sip_server.2.port={demo.c.port} \\\n"
             "    account.1.fallback.redundancy_type=1 account.1.fallback.timeout=10")
    demo.phone.wait_until_registered(target=demo.a.target)
    until(demo.manager.answers, "the SNMP agent to answer")
    demo.run("linemanctl status 1")


def a_manager_changes_it(demo):
    scene("An SNMP manager changes five values in two tables: one transaction")
    before = len(demo.a.requests("REGISTER", "1001"))
    demo.run("snmpset $phone sipServerExpires.1.1 = 30 sipServerRetryCounts.1.1 = 1 \\\n"
             "    sipServerExpires.1.2 = 60 sipServerRetryCounts.1.2 = 1 accountLabel.1 = 'Front desk'")
    until(lambda: len(demo.a.requests("REGISTER", "1001")) > before, "a new REGISTER")
    aside("The registrar saw the REGISTER that follows:")
    last = demo.a.requests("REGISTER", "1001")[-1]
    check(last.expires == "30", f"the REGISTER asks for {last.expires} s")
    print(f"REGISTER {last.user} expires={last.expires} contact={last.contact}")
    demo.run("linemanctl history")


def one_bad_value_changes_nothing(demo):
    scene("A SET with one bad value changes nothing")
    generation = demo.phone.generation()
    refused = demo.run("snmpset -Ir $phone sipServerExpires.1.1 = 600 sipServerExpires.1.2 = 29", succeeds=False)
    check("wrongValue" in refused and "sipServerExpires.1.2" in refused, "the second value is to blame")
    demo.run("snmpget $phone sipServerExpires.1.1 sipServerExpires.1.2")
    check(demo.phone.generation() == generation, "nothing was stored")
    demo.run("linemanctl set account.1.sip_server.1.expires=29 account.1.sip_server.1.retry_counts=many", succeeds=False)


def the_primary_dies(demo):
    scene("The primary dies: failover to the secondary")
    aside("Registrar A is killed; the next refresh (every 15 s now) finds its port closed.")
    demo.a.stop()
    demo.phone.wait_until_registered(deadline=40, target=demo.b.target, mode="failover")
    demo.run("linemanctl status 1")
    counted = demo.run("snmpget $phone accountFailovers.1 accountFailoversIcmp.1 accountMode.1 accountTarget.1")
    check("accountFailovers.1 = Counter64: 1" in counted, "one failover is counted")


def server_1_is_gone(demo):
    scene("Server 1 is gone altogether: fallback to server 2, and the way back")
    aside("Registrar B is killed as well.")
    demo.b.stop()
    demo.phone.wait_until_registered(deadline=40, server=2, target=demo.c.target)
    demo.run("linemanctl status 1")
    aside("Both come back. Server 1 is tried every 10 s (account.1.fallback.timeout).")
    demo.a.start()
    demo.b.start()
    demo.phone.wait_until_registered(deadline=40, server=1, target=demo.a.target, mode="primary")
    demo.run("linemanctl status 1")
    demo.run("linemanctl counters 1 1 | grep -E 'failovers|fallbacks|failbacks|requestsOut.REGISTER'")


def what_to_try_next(demo, keep):
    scene("What to try next")
    if not keep:
        print("scripts/demo --keep leaves all of this running, so that you can try:")
    else:
        print(f"In another terminal:  source {demo.folder}/env")
        print(f"SNMP user {WRITER.name}, authPriv SHA-256 and AES, both pass phrases '{WRITER.passphrase}', at "
              f"127.0.0.1:{demo.phone.snmp_port} (they stand in {demo.folder}/snmp/snmp.conf).")
        print(f"Logs: {demo.folder}/*.log    Stored configuration: {demo.phone.state}/generations/\n")
    print("  linemanctl describe account.1.sip_server.1.failback_mode\n"
          "  linemanctl get 'account.1.sip_server.*'\n"
          "  snmptable -Ci $phone accountStatusTable\n"
          "  snmpbulkwalk $phone sipServerTable\n"
          "  snmpset $phone configSerialNo.0 = 0 accountLabel.1 = Lobby   # a second time: refused, somebody changed it")


def play(demo, keep):
    an_account_registers(demo)
    a_manager_changes_it(demo)
    one_bad_value_changes_nothing(demo)
    the_primary_dies(demo)
    server_1_is_gone(demo)
    what_to_try_next(demo, keep)


def main():
    keep = "--keep" in sys.argv[1:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="lm-demo-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        try:
            demo = Demo(folder, stack)
            play(demo, keep)
            if keep:
                print("\nRunning. Ctrl-C ends it.", flush=True)
                signal.pause()
        except KeyboardInterrupt:
            print()
        except (Failed, AssertionError) as reason:
            print(f"\nThe demo failed: {reason}", file=sys.stderr)
            for log in sorted(folder.glob("*d.log")):
                print(f"--- {log.name}\n" + "\n".join(log.read_text(errors='replace').splitlines()[-15:]), file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
