"""A whole Zabbix of its own: PostgreSQL on a Unix socket, the frontend's API and, on demand, the server that polls. Nothing of the
machine's own Zabbix is read or written. PostgreSQL refuses to be root, so all of it runs as an ordinary user."""

import gzip
import json
import os
import shutil
import signal
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from .ordinary import NOBODY, is_root
from .ports import free_port
from .processes import Process
from .waiting import until

FRONTEND = Path("/usr/share/zabbix")
TABLES = Path("/usr/share/zabbix-server-pgsql")
CONFIGURED_IN = FRONTEND / "include/classes/core/CConfigFile.php"
SYSTEM_FILE = "/etc/zabbix/zabbix.conf.php"
NAME = "zabbix"  # of the database and of its user
CHECK_NOW = 6  # type of a task


def _postgres(program):
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    return found[-1] if found else None


def need_zabbix():
    """Skips, visibly, where scripts/setup has not put it."""
    missing = [name for name, there in (("zabbix-frontend-php", CONFIGURED_IN.exists()), ("zabbix-server-pgsql", TABLES.exists()),
                                        ("php-cli", shutil.which("php")), ("postgresql", _postgres("initdb"))) if not there]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def _as_ordinary(*command):
    """PostgreSQL does not run as root. The signal of an orphan is kept, which a change of user would clear."""
    prefix = ["setpriv", "--pdeathsig", "keep", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"] if is_root() else []
    return [*prefix, *map(str, command)]


class Zabbix:
    def __init__(self, folder):
        self._folder = folder / "zabbix"
        self._folder.mkdir()
        self._processes = []
        self._token = None
        self._calls = 0
        if is_root():
            folder.chmod(0o755)
            os.chown(self._folder, NOBODY, NOBODY)

    def start(self):
        self._start_database()
        self._start_frontend()
        self._token = self.call("user.login", username="Admin", password="zabbix")

    def end(self):
        for process in reversed(self._processes):
            if process.name == "postgres" and process.running():
                process.signal(signal.SIGINT)  # without waiting for those who are connected
            process.end()

    # The database

    def _start_database(self):
        data = self._folder / "data"
        subprocess.run(_as_ordinary(_postgres("initdb"), "-D", data, "-U", NAME, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"),
                       check=True, capture_output=True, timeout=120, cwd="/")
        self._processes.append(Process("postgres", _as_ordinary(
            _postgres("postgres"), "-D", data, "-k", self._folder, "-h", "", "-c", "fsync=off", "-c", "full_page_writes=off"),
            self._folder.parent / "postgres.log", cwd="/"))
        until(lambda: self._sql("postgres", "SELECT 1;").returncode == 0, "PostgreSQL to answer")
        assert self._sql("postgres", f"CREATE DATABASE {NAME};").returncode == 0
        for name in ("schema", "images", "data"):
            with gzip.open(TABLES / f"{name}.sql.gz") as file:
                done = self._sql(NAME, file.read().decode())
            assert done.returncode == 0, done.stderr

    def _sql(self, database, text):
        return subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", str(self._folder), "-U", NAME, database],
                              input=text, capture_output=True, text=True, timeout=120, check=False)

    # The frontend

    def _start_frontend(self):
        """A copy, since the place of its configuration is fixed in a line of its source."""
        pages = self._folder / "pages"
        shutil.copytree(FRONTEND, pages, ignore_dangling_symlinks=True)
        configuration = self._folder / "zabbix.conf.php"
        configuration.write_text(
            f"<?php\n$DB['TYPE'] = 'POSTGRESQL';\n$DB['SERVER'] = '{self._folder}';\n$DB['PORT'] = '0';\n$DB['DATABASE'] = '{NAME}';\n"
            f"$DB['USER'] = '{NAME}';\n$DB['PASSWORD'] = '';\n$DB['SCHEMA'] = '';\n$DB['ENCRYPTION'] = false;\n"
            "$DB['DOUBLE_IEEE754'] = true;\n$ZBX_SERVER_NAME = '';\n$IMAGE_FORMAT_DEFAULT = IMAGE_FORMAT_PNG;\n")
        source = pages / CONFIGURED_IN.relative_to(FRONTEND)
        text = source.read_text()
        assert SYSTEM_FILE in text
        source.write_text(text.replace(SYSTEM_FILE, str(configuration)))
        self._address = f"127.0.0.1:{free_port()}"
        self._processes.append(Process("zabbix-frontend", _as_ordinary("php", "-S", self._address, "-t", pages),
                                       self._folder.parent / "frontend.log", cwd="/"))
        until(self._frontend_answers, "the frontend to answer")

    def _frontend_answers(self):
        try:
            return bool(self.call("apiinfo.version"))
        except urllib.error.URLError:
            return False

    def call(self, method, **parameters):
        """A method of the API; an error is one of the test."""
        self._calls += 1
        request = {"jsonrpc": "2.0", "method": method, "params": parameters, "id": self._calls}
        if self._token and method != "apiinfo.version":
            request["auth"] = self._token
        with urllib.request.urlopen(urllib.request.Request(
                f"http://{self._address}/api_jsonrpc.php", json.dumps(request).encode(),
                {"Content-Type": "application/json-rpc"}), timeout=120) as answer:
            reply = json.load(answer)
        assert "error" not in reply, reply["error"]
        return reply["result"]

    def import_template(self, text):
        rule = {"createMissing": True, "updateExisting": True}
        parts = ("templates", "items", "discoveryRules", "triggers", "valueMaps", "groups")
        return self.call("configuration.import", format="yaml", source=text, rules={part: rule for part in parts})

    # The server

    def start_server(self):
        port = free_port()
        self._traps = self._folder / "traps"
        self._traps.touch()
        configuration = self._folder / "server.conf"
        configuration.write_text(
            f"LogType=console\nPidFile={self._folder}/server.pid\nSocketDir={self._folder}\nListenIP=127.0.0.1\nListenPort={port}\n"
            f"DBHost={self._folder}\nDBName={NAME}\nDBUser={NAME}\nStartPollers=2\nStartPollersUnreachable=1\nStartPingers=1\n"
            "StartTrappers=1\nStartDiscoverers=1\nStartHTTPPollers=1\nStartPreprocessors=1\nStartLLDProcessors=1\nCacheUpdateFrequency=1\n"
            f"FpingLocation=/bin/true\nFping6Location=\nStartSNMPTrapper=1\nSNMPTrapperFile={self._traps}\n")
        private = {"HOME": str(self._folder), "PATH": "/usr/sbin:/usr/bin:/bin", "MIBS": "", "SNMPCONFPATH": str(self._folder),
                   "SNMP_PERSISTENT_DIR": str(self._folder)}
        self._processes.append(Process("zabbix_server", _as_ordinary("/usr/sbin/zabbix_server", "-f", "-c", configuration),
                                       self._folder.parent / "zabbix_server.log", env=private, cwd="/",
                                       when_orphaned=signal.SIGTERM))

    def trap(self, identifier):
        """A notification of the phone, in the words of Zabbix's own receiver (zabbix_trap_receiver.pl)."""
        with open(self._traps, "a", encoding="utf-8") as file:
            file.write("2026-11-28T12:00:00+0000 ZBXTRAP 127.0.0.1\nPDU INFO:\n  version 1\nVARBINDS:\n"
                       f"  SNMPv2-MIB::snmpTrapOID.0 type=6 value=OID: {identifier}\n")

    def problems(self, host):
        """Names of those that have not ended."""
        return {one["name"] for one in self.call("problem.get", hostids=[host], output=["name"])}

    def check_now(self, itemid):
        self.call("task.create", **{"type": CHECK_NOW, "request": {"itemid": itemid}})
