"""SIGKILL for either daemon, at any time, and its next start."""

import time

from ..processes import Process
from ..waiting import until


class Deaths:
    """`boots` asks for snmpEngineBoots, None while nobody answers."""

    def __init__(self, phone, boots, chance):
        self.agents = 0
        self.cores = 0
        self._phone = phone
        self._boots = boots
        self._chance = chance
        self._last_boots = until(boots, "the SNMP agent to answer")

    def of_the_agent(self):
        """Now and then it dies during its start as well."""
        phone = self._phone
        self._kill(phone.agent)
        for _ in range(self._chance.choice((0, 0, 1, 3))):
            phone.agent = Process("lineman-agentd", phone.agent_arguments(), phone.folder / "agentd.log")
            time.sleep(self._chance.uniform(0, 0.3))
            self._kill(phone.agent)
            self.agents += 1
        phone.start_agent()
        self.agents += 1
        boots = until(self._boots, "the SNMP agent to answer after a death")
        assert boots > self._last_boots, f"snmpEngineBoots went from {self._last_boots} to {boots}"
        self._last_boots = boots

    def of_the_core(self):
        self._kill(self._phone.core)
        self._phone.start_core()
        self.cores += 1
        until(lambda: self._phone.status()["sipcore"]["connected"], "the agent to reach the core again")

    def _kill(self, daemon):
        assert daemon.running(), f"{daemon.name} ended by itself with {daemon.exit_code()}: {daemon.output()[-2000:]}"
        daemon.kill()
        assert daemon.exit_code() == -9, f"{daemon.name} ended with {daemon.exit_code()}: {daemon.output()[-2000:]}"
        time.sleep(self._chance.uniform(0, 0.5))
