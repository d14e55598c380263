"""Registrars that come and go."""

import time


class Flapping:
    def __init__(self, registrars, chance):
        self.times = 0
        self._registrars = registrars
        self._chance = chance

    def once(self):
        registrar = self._chance.choice(self._registrars)
        registrar.stop()
        time.sleep(self._chance.uniform(0.5, 2))
        registrar.start()
        self.times += 1
