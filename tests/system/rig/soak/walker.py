"""A manager that walks everything, again and again."""


class Walker:
    """A walk may fail, since the agent dies; one that comes to its end has every row."""

    def __init__(self, manager, accounts):
        self.whole = 0
        self.broken = 0
        self._manager = manager
        self._rows = {f"sipServerExpires.{account}.{server}" for account in range(1, accounts + 1) for server in (1, 2)}

    def turn(self, _):
        try:
            found = {name for name, _ in self._manager.walk("linemanSipObjects", version=2)}
        except AssertionError:
            self.broken += 1
            return
        assert self._rows <= found, f"a walk without {self._rows - found}"
        self.whole += 1
