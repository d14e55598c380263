"""Workers in threads, each doing one thing over and over."""

import random
import threading
import traceback

PAUSES = (0.05, 0.5)  # seconds between two turns of a worker


class Worker:
    """Calls `turn(number)`, numbers counted from 1, until end(). What it raises is the crew's to show."""

    def __init__(self, name, turn, seed, pauses=PAUSES):
        self.name = name
        self.turns = 0
        self.trouble = ""
        self._turn = turn
        self._chance = random.Random(f"{seed} {name}")
        self._pauses = pauses
        self._over = threading.Event()
        self._at_work = threading.Lock()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def hold(self):
        """Returns when its turn is over; it has no other until let_go()."""
        self._at_work.acquire()

    def let_go(self):
        self._at_work.release()

    def end(self):
        self._over.set()
        self._thread.join()

    def _work(self):
        while not self._over.wait(self._chance.uniform(*self._pauses)):
            with self._at_work:
                try:
                    self._turn(self.turns + 1)
                except Exception:  # pylint: disable=broad-except
                    self.trouble = traceback.format_exc()
                    return
                self.turns += 1


class Crew:
    """Context of all workers: they have ended when it is left."""

    def __init__(self, seed):
        self._seed = seed
        self._workers = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for worker in self._workers:
            worker.end()

    def add(self, name, turn, **more):
        self._workers.append(Worker(name, turn, self._seed, **more))

    def hold(self):
        for worker in self._workers:
            worker.hold()
        self.assert_well()

    def let_go(self):
        for worker in self._workers:
            worker.let_go()

    def assert_well(self):
        troubles = [f"{worker.name}: {worker.trouble}" for worker in self._workers if worker.trouble]
        assert not troubles, "\n".join(troubles)

    @property
    def turns(self):
        return {worker.name: worker.turns for worker in self._workers}
