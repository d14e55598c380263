"""What the documents talk of, on loopback: a phone with its daemons, two registrars, a name server, an ACS, and a shell."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
from pathlib import Path

from rig.name_server import NameServer
from rig.paths import AGENT, CORE, CTL, MIB_FOLDERS, SOURCE
from rig.phone import WRITER, Phone
from rig.ports import free_port
from rig.registrar import Registrar, password_of
from rig.trap_receiver import TrapReceiver
from rig.waiting import until
from scripted_acs.session import Acs, Broken

PASS_PHRASE = WRITER.passphrase


class PatientAcs(Acs):
    """Ends each session as soon as it began."""

    def serve(self):
        while not self.closing:
            with contextlib.suppress(Broken, OSError):
                self.session(deadline=0.5).end()


@contextlib.contextmanager
def serving(acs):
    thread = threading.Thread(target=acs.serve)
    thread.start()
    try:
        yield acs
    finally:
        acs.closing = True
        thread.join()
        acs.close()


class World:
    def __init__(self, folder):
        self.folder = folder
        self.sip_port = free_port()
        self.name_server = NameServer(folder, "127.0.0.1", free_port(),
                                      ["sip1 60 IN A 127.0.0.1", "sip2 60 IN A 127.0.0.2"])
        self.registrars = [Registrar(name, folder, address, self.sip_port)
                           for name, address in (("A", "127.0.0.1"), ("B", "127.0.0.2"))]
        self.phone = Phone(folder, name_server=self.name_server, settings={"control.group": None})
        self.phone.state.chmod(0o700)  # as the package makes it
        self.receiver = TrapReceiver(folder)
        self.acs = PatientAcs(port=free_port())
        self._ends = contextlib.ExitStack()
        self.home = folder / "home"
        self.programs = folder / "programs"
        for made in (self.home, self.programs, folder / "lineman.conf.d", folder / "credentials"):
            made.mkdir()
        self._write_programs()
        self._write_files()

    def _write_programs(self):
        folders = f'--config {self.phone.config} --runtime-dir {self.phone.runtime}'
        for name, command in (("lineman-sipcored", f"{CORE} {folders}"), ("lineman-agentd", f"{AGENT} {folders} --state-dir {self.phone.state}")):
            self._write_program(name, f'exec {command} "$@"\n')
        # The doctor is told of the phone as the daemons are.
        self._write_program("linemanctl", f'verb=$1\ncase $verb in doctor | bundle) shift; set -- "$verb" --config {self.phone.config} '
                            f'--state-dir {self.phone.state} "$@" ;; esac\nexec {CTL} --runtime-dir {self.phone.runtime} "$@"\n')

    def _write_program(self, name, text):
        program = self.programs / name
        program.write_text("#!/bin/sh\n" + text)
        program.chmod(0o755)

    def _write_files(self):
        """Those that a reader is said to have, and a checkout."""
        for name, text in (("y0000000000xx.cfg", "#!version:1.0.0.1\naccount.1.label = Phone\n"),
                           ("00005e005301.cfg", "#!version:1.0.0.1\naccount.1.label = Reception\n")):
            (self.home / name).write_text(text)
        for name in ("contrib", "mibs"):
            shutil.copytree(SOURCE / name, self.home / name)
        (self.home / "tests").symlink_to(SOURCE / "tests")
        for name in ("os_detection", "os_discovery"):  # LibreNMS has them
            (self.home / "resources/definitions" / name).mkdir(parents=True)
        self.write("~/.snmp/snmp.conf", "".join(f"{word} {value}\n" for word, value in (
            ("defVersion", 3), ("defSecurityName", WRITER.name), ("defSecurityLevel", "authPriv"), ("defAuthType", "SHA-256"),
            ("defPrivType", "AES"), ("defPassphrase", WRITER.passphrase))))

    def start(self):
        self.name_server.start()
        for registrar in self.registrars:
            registrar.start()
        self._ends.enter_context(serving(self.acs))
        self.phone.start()

    def use_accounts(self):
        """Two that are registered, as on a phone in use."""
        servers = [f"{name}.sip.test:{self.sip_port}" for name in ("sip1", "sip2")]
        self.phone.change(self.phone.account_values(1, *servers) | self.phone.account_values(2, *servers)
                          | {"network.snmp.enable": 1})
        for account in (1, 2):
            self.phone.wait_until_registered(account)

    def have_a_bad_day(self):
        """Somebody gave account 1 a wrong password."""
        self.phone.change({"account.1.password": "not the one"})
        self.phone.wait_for("the password to be refused", state="authFailed")

    def end(self):
        self.phone.end()
        self._ends.close()
        for registrar in self.registrars:
            registrar.stop()
        self.name_server.stop()

    def here(self, text):
        """A document's text with what stands on loopback for what it names."""
        for name, stand_in in self._stand_ins():
            text = re.sub(name, stand_in, text)
        return text

    def _stand_ins(self):
        return (
            (r"/run/credentials/lineman-agent\.service/lineman_", f"{self.folder}/credentials/"),
            (r"/etc/lineman\b", str(self.folder)),
            (r"/run/lineman\b", str(self.phone.runtime)),
            (r"/var/lib/lineman\b", str(self.phone.state)),
            (r"(account\.\d\.sip_server\.\d)\.address=(sip\d)\.example", rf"\1.address=\2.sip.test \1.port={self.sip_port}"),
            (r"\b(sip\d)\.example", r"\1.sip.test"),
            (r"https://acs\.example/", self.acs.url()),
            (r"192\.0\.2\.10:162\b", f"127.0.0.1:{self.receiver.port}"),
            (r"192\.0\.2\.10\b", "127.0.0.1"),
            (r"\bphone\.example\b", f"udp:127.0.0.1:{self.phone.snmp_port}"),
        )

    # The shell

    def environment(self):
        return os.environ | {
            "PATH": f"{self.programs}:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(self.home), "LC_ALL": "C.UTF-8", "COLUMNS": "100",
            "SNMPCONFPATH": f"{self.home}/.snmp", "SNMP_PERSISTENT_DIR": f"{self.home}/.snmp",
            "MIBDIRS": ":".join(map(str, MIB_FOLDERS)), "MIBS": "LINEMAN-SIP-MIB", "LINEMAN": str(SOURCE),
            "PYTHONDONTWRITEBYTECODE": "1"}

    def run(self, command):
        """(exit code, what it said). What a person would type is there to be read."""
        systemctl = re.match(r"systemctl (start|stop|restart|reload) (lineman-.*)", command)
        if systemctl:
            return self._systemctl(systemctl.group(1), systemctl.group(2).split())
        typed = PASS_PHRASE if "credentials" in command else password_of(1001)
        done = subprocess.run(["bash", "-c", self.here(command)], input=typed + "\n", cwd=self.home, env=self.environment(),
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False)
        return done.returncode, done.stdout

    def begin(self, command):
        """One that goes on by itself. Returns it; end_of() ends it."""
        return subprocess.Popen(["bash", "-c", "exec " + self.here(command)], cwd=self.home, env=self.environment(),
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    @staticmethod
    def end_of(process):
        """What it said until now."""
        process.terminate()
        return process.communicate(timeout=20)[0]

    def _systemctl(self, verb, units):
        """As the units have it: a reload is SIGHUP."""
        for unit in units:
            daemon, start = {"lineman-agent": (self.phone.agent, self.phone.start_agent),
                             "lineman-sipcore": (self.phone.core, self.phone.start_core)}[unit]
            if verb == "reload":
                daemon.signal(signal.SIGHUP)
            if verb in ("stop", "restart"):
                assert daemon.end() == 0
            if verb in ("start", "restart"):
                start()
        if self.phone.core.running():
            until(self._core_listens, "the core to listen, as systemd waits for it")
        if self.phone.agent.running():
            until(lambda: self.phone.status()["sipcore"]["connected"], "the agent to reach the core")
        return 0, ""

    def _core_listens(self):
        with socket.socket(socket.AF_UNIX) as end:
            return end.connect_ex(str(self.phone.runtime / "sipcore")) == 0

    def write(self, path, text):
        """A file that a document shows, for its owner alone."""
        file = Path(self.here(path).replace("~", str(self.home)))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.here(text), encoding="utf-8")
        file.chmod(0o600)


@contextlib.contextmanager
def world(folder):
    made = World(folder)
    try:
        made.start()
        yield made
    finally:
        made.end()
        shutil.rmtree(folder / "home", ignore_errors=True)
