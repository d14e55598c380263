"""An agent as a core sees it: the calls of the interface, each reply held against the interface's types."""

import json
from pathlib import Path

from wire import Wire, frame_of

VALUES = json.loads((Path(__file__).resolve().parent / "initial_values.json").read_text(encoding="utf-8"))

# The password of every account; no answer may hold it.
SECRET = "conformance-s3cret"
SERVICE = "org.varlink.service."


class Reply:
    """`error`: without the interface's name for its own errors, as it came otherwise; empty: none."""

    def __init__(self, message, interface):
        self.error = message.get("error", "").removeprefix(interface.name + ".")
        self.parameters = message.get("parameters", {})
        self.continues = message.get("continues", False)

    def __repr__(self):
        return f"{self.error or 'success'} {json.dumps(self.parameters)}"


class Agent:
    """One connection. Methods named like those of the interface expect success and return its parameters."""

    def __init__(self, path, interface, patience, heard, **options):
        self.wire = Wire(path, patience, heard, **options)
        self._interface = interface

    def close(self):
        self.wire.close()

    # Any call

    def send(self, method, parameters, **flags):
        self.wire.send(frame_of(self.full_name(method), parameters, **flags))

    def full_name(self, method):
        return method if "." in method else f"{self._interface.name}.{method}"

    def reply(self, method):
        """The next one, which has to be of the types that the interface gives it."""
        reply = Reply(self.wire.receive(), self._interface)
        if "." in method or "." in reply.error:
            return reply
        problem = (self._interface.problem_with_error(reply.error, reply.parameters) if reply.error
                   else self._interface.problem_with_reply(method, reply.parameters))
        assert not problem, f"expected an answer of the interface's types: {problem}"
        return reply

    def call(self, method, parameters=None, **flags):
        self.send(method, parameters or {}, **flags)
        return self.reply(method)

    def ask(self, method, **parameters):
        reply = self.call(method, parameters)
        assert not reply.error, f"expected {method} to succeed, got {reply!r}"
        return reply.parameters

    def stream(self, method, **parameters):
        """The parameters of all replies."""
        self.send(method, parameters, more=True)
        replies = []
        while not replies or replies[-1].continues:
            replies.append(self.reply(method))
            assert not replies[-1].error, f"expected {method} to succeed, got {replies[-1]!r}"
        return [reply.parameters for reply in replies]

    # The methods

    def hello(self, protocols=(1,)):
        return self.ask("Hello", protocols=list(protocols), agent="conformance")

    def load(self, generation, accounts, number_of_accounts, globals_=None, digest="digest of a load"):
        self.ask("LoadBegin", generation=generation, digest=digest, globals=globals_of(globals_))
        for number in range(1, number_of_accounts + 1):
            self.ask("LoadAccount", **account(number, accounts.get(number)))
        return self.ask("LoadEnd")["generation"]

    def try_prepare(self, txn, accounts=None, globals_=None, base=None, lease_ms=30_000, digest="digest of a change"):
        """The Reply. `accounts`: {number: {name: value}}, what differs from the initial values."""
        base = self.hello()["generation"] if base is None else base
        return self.call("Prepare", {
            "txn": txn, "base": base, "target": base + 1, "digest": digest, "lease_ms": lease_ms,
            "accounts": [account(number, changes) for number, changes in (accounts or {}).items()],
            "globals": globals_of(globals_)})

    def prepare(self, txn, accounts=None, **more):
        """{account: effect}"""
        reply = self.try_prepare(txn, accounts, **more)
        assert not reply.error, f"expected Prepare to succeed, got {reply!r}"
        return {each["account"]: each["effect"] for each in reply.parameters["effects"]}

    def commit(self, txn):
        return self.ask("Commit", txn=txn)["generation"]

    def status(self):
        """The accounts, by number."""
        return {each["account"]["account"]: each["account"] for each in self.stream("GetStatus")}

    def core(self):
        return self.stream("GetStatus")[0]["core"]

    def traffic(self):
        """With the accounts of the same moment; None where the core counts none."""
        replies = self.stream("GetStatus")
        return replies[-1].get("traffic"), [each["account"] for each in replies]

    def events(self, from_seq=None):
        """Begins to monitor; each further call of next_event() is one."""
        self.send("Monitor", {} if from_seq is None else {"from_seq": from_seq}, more=True)

    def next_event(self):
        reply = self.reply("Monitor")
        assert not reply.error and reply.continues, f"expected an event, got {reply!r}"
        return reply.parameters["event"]


def account(number, changes=None):
    return {"account": number, "values": {**VALUES["account"], "password": SECRET, **(changes or {})}}


def globals_of(changes=None):
    return {**VALUES["globals"], **(changes or {})}
