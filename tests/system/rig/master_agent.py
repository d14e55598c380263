"""Debian's snmpd as the master agent of AgentX: a private process with private files."""

from .phone import COMMUNITY, READER, WRITER
from .ports import free_port
from .processes import Process

SNMPD = "/usr/sbin/snmpd"
# What every SNMP agent has, and nothing of the host.
MODULES = "usmConf,vacm_conf,vacm_vars,snmpEngine,usmStats,usmUser,system_mib,sysORTable,snmp_mib"


class MasterAgent:
    """Knows the rig's users and community."""

    def __init__(self, folder):
        self.port = free_port()
        self.folder = folder / "snmpd"
        self.folder.mkdir()
        self._log = folder / "snmpd.log"
        self._process = None
        users = ((WRITER, "rwuser"), (READER, "rouser"))
        (self.folder / "snmpd.conf").write_text("\n".join([
            f"agentAddress udp:127.0.0.1:{self.port}",
            "master agentx",
            f"agentXSocket {self.address}",
            *(f'createUser {user.name} SHA-256 "{user.passphrase}" AES "{user.passphrase}"' for user, _ in users),
            *(f"{access} {user.name} priv" for user, access in users),
            f"rocommunity {COMMUNITY} 127.0.0.1", ""]))

    @property
    def address(self):
        """As `snmp.agentx` names it."""
        return f"unix:{self.folder}/master"

    def start(self):
        self._process = Process("snmpd", [SNMPD, "-f", "-Lo", "-C", "-c", self.folder / "snmpd.conf", "-I", MODULES],
                                self._log, env={"SNMP_PERSISTENT_DIR": str(self.folder / "state"), "MIBS": ""})

    def kill(self):
        self._process.kill()

    def stop(self):
        self._process.stop()

    def resume(self):
        self._process.resume()

    def end(self):
        if self._process:
            self._process.end()
