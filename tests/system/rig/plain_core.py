"""A SIP core that registers nowhere: it takes what the agent tells it, or dies of it. Its calls are answered at once, by nobody."""

import json
import socket
import threading

from .accepting import accept_all, close, in_background
from .local_socket import frames_of
from .waiting import until

INTERFACE = "org.lineman.SipCore1."


class PlainCore:
    """Listens where the agent looks for its core. `dies_of`: a function from what it shall run, {name: value}, to whether
    it dies of that at LoadEnd or Commit; its connections are closed then, and another life begins at once, with nothing.
    `refuses`: a function from the same to the Problems of a Prepare."""

    def __init__(self, path, dies_of=lambda values: False, refuses=lambda values: []):
        self.calls = []  # the names of all methods called, over all lives
        self.loads = 0  # how often a load came to its end
        self.deaths = 0
        self._path = path
        self._dies_of = dies_of
        self._refuses = refuses
        self._last_number = self._last_event = 0
        self._lock = threading.RLock()
        self._ends = []
        self._listener = None
        self._forget()
        self.come()

    def come(self):
        """Is there, with nothing."""
        self._path.unlink(missing_ok=True)
        self._forget()
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(self._path))
        self._listener.listen()
        accept_all(self._listener, self._take)

    def go(self):
        """Is away, and forgets all."""
        with self._lock:
            self._path.unlink(missing_ok=True)
            close(self._listener)
            self._drop_connections()
            self._forget()

    def value(self, name):
        """What it runs, the initial values included."""
        with self._lock:
            return self._values.get(name)

    def wait_until_it_runs(self, generation):
        until(lambda: self.generation == generation, f"the core to run generation {generation}")

    def _forget(self):
        self.generation = 0
        self._digest = ""
        self._values = {}
        self._loading = None
        self._staged = None
        self._began = {"call": {}, "subscription": {}}  # {number: what is listed}
        self._monitors = []

    def _drop_connections(self):
        for end in self._ends:
            close(end)
        self._ends = []

    def _take(self, end):
        with self._lock:
            self._ends.append(end)
        in_background(self._serve, end)

    def _serve(self, end):
        try:
            for frame in frames_of(end):
                with self._lock:
                    call = json.loads(frame)
                    if call["method"] == INTERFACE + "Monitor":
                        self._monitors.append(end)
                    reply = self._answer(call)
                if reply is not None:
                    end.sendall(json.dumps(reply).encode() + b"\0")
        except OSError:
            return

    def _answer(self, call):
        method = call["method"].removeprefix(INTERFACE)
        self.calls.append(method)
        answer = getattr(self, "_" + method, None)
        if answer is None:
            return {"error": "org.varlink.service.MethodNotFound", "parameters": {"method": call["method"]}}
        return answer(call.get("parameters", {}))

    def _dies(self, values):
        """Whether it does. Nobody gets an answer then."""
        if not self._dies_of(values):
            return False
        self.deaths += 1
        self._drop_connections()
        self._forget()
        return True

    def _runs(self, generation, digest, values):
        if self._dies(values):
            return None
        self.generation, self._digest, self._values = generation, digest, values
        return {"parameters": {"generation": generation}}

    # The methods

    def _Hello(self, _):
        return {"parameters": {"protocol": 1, "instance": f"plain {self.deaths}", "generation": self.generation,
                               "digest": self._digest, "capabilities": []}}

    def _Monitor(self, _):
        return None

    def _LoadBegin(self, told):
        self._loading = (told["generation"], told["digest"], dict(told["globals"]))
        return {"parameters": {}}

    def _LoadAccount(self, told):
        self._loading[2].update(_complete(told))
        return {"parameters": {}}

    def _LoadEnd(self, _):
        self.loads += 1
        return self._runs(*self._loading)

    def _Prepare(self, told):
        if told["base"] != self.generation:
            return {"error": INTERFACE + "Conflict", "parameters": {"generation": self.generation}}
        values = self._values | told["globals"]
        for account in told["accounts"]:
            values |= _complete(account)
        problems = self._refuses(values)
        if problems:
            return {"error": INTERFACE + "Invalid", "parameters": {"problems": problems}}
        self._staged = (told["txn"], (told["target"], told["digest"], values))
        return {"parameters": {"effects": []}}

    def _Commit(self, told):
        if self._staged is None or self._staged[0] != told["txn"]:
            return {"error": INTERFACE + "UnknownTxn", "parameters": told}
        return self._runs(*self._staged[1])

    def _Abort(self, _):
        self._staged = None
        return {"parameters": {}}

    def _Dial(self, told):
        if told["uri"] == "nobody":
            return {"error": INTERFACE + "NotPossible", "parameters": {"reason": "nobody is not to be called"}}
        return self._begin("call", "established", told["account"], outgoing=True, peer=told["uri"], since=1_767_323_045)

    def _Hangup(self, told):
        return self._end("call", told["call"])

    def _Calls(self, _):
        return {"parameters": {"calls": list(self._began["call"].values())}}

    def _Subscribe(self, told):
        return self._begin("subscription", "active", told["account"], event=told["event"], uri=told["uri"],
                           expires_at=1_767_323_045, last_body="Messages-Waiting: yes\r\n")

    def _Unsubscribe(self, told):
        return self._end("subscription", told["subscription"])

    def _Subscriptions(self, _):
        return {"parameters": {"subscriptions": list(self._began["subscription"].values())}}

    def _begin(self, kind, state, account, **more):
        self._last_number += 1
        number = self._last_number
        self._began[kind][number] = {kind: number, "account": account, "state": state, "target": "127.0.0.1:5060", **more}
        self._tell(kind, account, f"{number} {state}")
        return {"parameters": {kind: number}}

    def _end(self, kind, number):
        ended = self._began[kind].pop(number, None)
        if ended is None:
            return {"error": INTERFACE + "NoCall", "parameters": {"number": number}}
        self._tell(kind, ended["account"], f"{number} ended")
        return {"parameters": {}}

    def _tell(self, kind, account, detail):
        self._last_event += 1
        event = {"sequence": self._last_event, "kind": kind, "account": account, "server": 0, "detail": detail,
                 "time": 1_767_323_045}
        for end in self._monitors:
            end.sendall(json.dumps({"parameters": {"event": event}, "continues": True}).encode() + b"\0")


def _complete(account):
    return {f"account.{account['account']}.{name}": value for name, value in account["values"].items()}
