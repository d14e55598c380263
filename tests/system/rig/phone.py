"""The phone: both daemons with folders of their own, and linemanctl."""

import json
import os
import subprocess
from dataclasses import dataclass

from .paths import AGENT, CORE, CTL
from .ports import free_port
from .processes import Process
from .registrar import password_of
from .waiting import until


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@dataclass(frozen=True)
class User:
    """A v3 user of the SNMP agent, authPriv."""

    name: str
    passphrase: str
    access: str


WRITER = User("manager", "correct horse battery", "write")
READER = User("watcher", "staple staple staple", "read")
COMMUNITY = "lookonly"  # v2c, reads
# As further settings: a v2c community that may write, for tests that send packets of their own.
WRITING_COMMUNITY = {"snmp.community.2.name": "writer", "snmp.community.2.access": "write",
                     "snmp.community.2.source": "127.0.0.1"}


class Phone:
    """`settings` are lines for lineman.conf beside those that every test needs, and win over them."""

    def __init__(self, folder, name_server=None, accounts=2, settings=None):
        self.folder = folder
        self.state = folder / "state"
        self.runtime = folder / "run"
        self.config = folder / "lineman.conf"
        self.snmp_port = free_port()
        self.sip_port = free_port()
        self.cwmp_port = free_port()
        self.core = None
        self.agent = None
        self._files = 0
        self.secrets = []  # all that was written to a file of a secret
        for made in (self.state, self.runtime):
            made.mkdir()
        self._settings = self._usual_settings(name_server, accounts)
        self.configure(settings or {})

    def _usual_settings(self, name_server, accounts):
        lines = {
            "device.accounts": accounts,
            "device.serial": "TEST0001",
            "device.mac": "00:00:5e:00:53:01",
            "snmp.listen": f"udp:127.0.0.1:{self.snmp_port}",
            "snmp.rate_limit": "0",
            "snmp.community.1.name": COMMUNITY,
            "snmp.community.1.source": "127.0.0.1",
            "sip.bind": f"127.0.0.1:{self.sip_port}",
            "sip.dns_servers": name_server.setting if name_server else "127.0.0.1:9",
            "cwmp.listen": f"127.0.0.1:{self.cwmp_port}",
            "log.level": "debug",
            "log.target": "stderr",
        }
        for number, user in enumerate((WRITER, READER), 1):
            key = self.secret_file(user.passphrase)
            lines |= {f"snmp.user.{number}.name": user.name, f"snmp.user.{number}.access": user.access,
                      f"snmp.user.{number}.auth": "SHA-256", f"snmp.user.{number}.auth_key_file": key,
                      f"snmp.user.{number}.priv": "AES", f"snmp.user.{number}.priv_key_file": key}
        return lines

    def secret_file(self, text):
        """A new file that only its owner may read."""
        self._files += 1
        self.secrets.append(text)
        path = self.folder / f"secret-{self._files}"
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as file:
            file.write(text + "\n")
        return path

    def configure(self, settings):
        """Writes lineman.conf with these beside what it had; None takes one out. The daemons see it when they start."""
        self._settings |= settings
        self.config.write_text("".join(f"{name} = {value}\n" for name, value in self._settings.items()
                                       if value is not None))

    # The daemons

    def agent_arguments(self):
        return [AGENT, "--config", self.config, "--state-dir", self.state, "--runtime-dir", self.runtime]

    def core_arguments(self):
        return [CORE, "--config", self.config, "--runtime-dir", self.runtime]

    def start(self):
        """Both daemons, and the agent connected with the core."""
        self.start_core()
        self.start_agent()
        until(lambda: self.status()["sipcore"]["connected"], "the agent to reach the SIP core")

    def start_core(self):
        self.core = Process("lineman-sipcored", self.core_arguments(), self.folder / "sipcored.log")

    def start_agent(self, prefix=(), pass_fds=()):
        self.agent = Process("lineman-agentd", [*prefix, *self.agent_arguments()], self.folder / "agentd.log",
                             pass_fds=pass_fds)
        until(self._agent_answers, f"the agent to answer (its log: {self.agent.log})")

    def _agent_answers(self):
        assert self.agent.running(), f"the agent ended with {self.agent.exit_code()}: {self.agent.output()[-2000:]}"
        return self.ctl("status").code == 0

    def agent_has_died(self):
        """It may have been hit by the last call before its tracer let go."""
        return not self.agent.running() or self.ctl("status").code != 0

    def restart_agent(self):
        assert self.agent.end() == 0
        self.start_agent()

    def kill_agent(self):
        """SIGKILL, and a new start."""
        self.agent.kill()
        self.start_agent()

    def end(self):
        """Both daemons, whatever they do. A daemon that had crashed before is a failure of the test."""
        crashed = [f"{daemon.name}: {daemon.exit_code()}" for daemon in (self.agent, self.core)
                   if daemon and daemon.exit_code() not in (None, 0, -9)]
        for daemon in (self.agent, self.core):
            if daemon:
                daemon.end()
        assert not crashed, f"ended by themselves: {crashed}"

    # At the shell

    def ctl(self, *words, stdin=""):
        done = subprocess.run([str(word) for word in (CTL, "--runtime-dir", self.runtime, *words)], input=stdin,
                              capture_output=True, text=True, timeout=30, check=False)
        return Result(done.returncode, done.stdout, done.stderr)

    def ask(self, *words):
        """What `linemanctl -f json` says; a failure is one of the test."""
        result = self.ctl("-f", "json", *words)
        assert result.code == 0, f"linemanctl {words}: {result.out}{result.err}"
        return result.json

    def status(self):
        return self.ask("status")

    def account(self, number=1):
        return self.status()["accounts"][number - 1]

    def counters(self, account=1):
        """Of an account, those of its servers below "server 1" and "server 2"."""
        [found] = self.ask("counters", account)["accounts"]
        return found["counters"] | {f"server {one['server']}": one["counters"] for one in found["servers"]}

    def get(self, *names):
        """{name: value}"""
        return {one["name"]: one["value"] for one in self.ask("get", *names)["values"]}

    def generation(self):
        return self.status()["generation"]

    def history(self):
        return self.ask("history")["generations"]

    def set(self, values, *options):
        """One transaction; secrets go by file. Returns the Result."""
        words = []
        for name, value in values.items():
            secret = name.endswith("password") and value
            words.append(f"{name}=@{self.secret_file(value)}" if secret else f"{name}={value}")
        return self.ctl("-f", "json", "set", *options, *words)

    def change(self, values, *options):
        """As set(), and it has to succeed. Returns the reply."""
        result = self.set(values, *options)
        assert result.code == 0, f"set {values}: {result.out}{result.err}"
        return result.json

    # Accounts

    def account_values(self, number, server_1, server_2=None, **more):
        """What makes account `number` the registrar's user 1000 + number; servers as "address:port". `more` are names below
        the account with '__' for '.'."""
        user = 1000 + number
        values = {"enable": 1, "user_name": user, "password": password_of(user)}
        for server, target in ((1, server_1), (2, server_2)):
            if target:
                address, _, port = target.rpartition(":")
                values |= {f"sip_server.{server}.address": address, f"sip_server.{server}.port": port}
        values |= {name.replace("__", "."): value for name, value in more.items()}
        return {f"account.{number}.{name}": value for name, value in values.items()}

    def wait_for(self, what, account=1, deadline=30, **wanted):
        """Until the account's status has these members."""
        def seen():
            status = self.account(account)
            return status if all(status[name] == value for name, value in wanted.items()) else None
        try:
            return until(seen, what, deadline)
        except AssertionError as late:
            raise AssertionError(f"{late}; status: {self.account(account)}") from None

    def wait_until_registered(self, account=1, deadline=30, **wanted):
        return self.wait_for(f"account {account} to be registered {wanted}", account, deadline, state="registered",
                             **wanted)
