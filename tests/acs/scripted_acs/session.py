"""An ACS from its own point of view: sessions, and what it asks in them."""

import itertools
import queue

from . import soap
from .record import ACS
from .server import HttpDoor
from .soap import Unreadable

PATIENCE = 60.0  # seconds until a phone that says nothing is given up


class Refused(Exception):
    """The phone answered with a fault."""

    def __init__(self, fault):
        super().__init__(f"{fault.code} {fault.text} {fault.parameters or ''}")
        self.fault = fault


class Broken(AssertionError):
    """The phone did not do what a session wants of it."""


class Session:
    """One session, from its Inform on. The Inform is answered with the first question, or by end()."""

    def __init__(self, acs, exchange):
        self._acs = acs
        self._exchange = exchange  # the POST that waits for its answer
        self._informed = False
        self.inform = exchange.message
        self.cwmp = self.inform.cwmp
        self.completed = []  # TransferCompletes so far, each with the answer that Acs.complete_faults foresees

    # Questions, each with its answer

    def get(self, *paths, **odd):
        """{name: text}"""
        return {name: value.text for name, value in self.typed(*paths, **odd).items()}

    def typed(self, *paths, **odd):
        """{name: Value}"""
        return self.ask(soap.get_values(paths, **odd)).values

    def names(self, path, next_level=False):
        """{name: writable}"""
        return self.ask(soap.get_names(path, next_level)).names

    def set(self, values, key="", **odd):
        """`values`: (name, type, text). Returns the Status."""
        return self.ask(soap.set_values(values, key, **odd)).status

    def attributes(self, *paths):
        """{name: Notification}"""
        return self.ask(soap.get_attributes(paths)).attributes

    def notify(self, level, *paths):
        self.ask(soap.set_attributes({path: level for path in paths}))

    def methods(self):
        return self.ask(soap.call("GetRPCMethods")).methods

    def reboot(self, key=""):
        self.ask(soap.reboot(key))

    def factory_reset(self):
        self.ask(soap.call("FactoryReset"))

    def download(self, file, key="", delay=0):
        """Returns the Status; `file` as of soap.File."""
        return self.ask(soap.download(file, key, delay)).status

    def upload(self, file, key="", delay=0):
        return self.ask(soap.upload(file, key, delay)).status

    def schedule_download(self, file, windows, key=""):
        self.ask(soap.schedule_download(file, windows, key))

    def schedule_inform(self, delay, key=""):
        self.ask(soap.schedule_inform(delay, key))

    def cancel(self, key):
        self.ask(soap.cancel_transfer(key))

    def queued(self):
        """[{field: text}] of GetAllQueuedTransfers."""
        return self.ask(soap.call("GetAllQueuedTransfers")).transfers

    def ask(self, body, **header):
        """Any question. Raises Refused for a fault."""
        message = self.exchange(body, **header)
        if message.fault:
            raise Refused(message.fault)
        return message

    def fault_of(self, body, **header):
        """Of a question that must not be answered otherwise."""
        message = self.exchange(body, **header)
        if not message.fault:
            raise Broken(f"no fault but {message.name}")
        return message.fault

    def exchange(self, body, identifier=None, **header):
        """The phone's answer, a fault or not; it carries the question's ID. `header` as of soap.envelope()."""
        identifier = self._acs.next_id() if identifier is None else identifier
        self.send(soap.envelope(body, identifier, self.cwmp, **header))
        message = self.await_message()
        if (message.id or "") != identifier:
            raise Broken(f"answered with the ID {message.id!r}, asked with {identifier!r}")
        return message

    # The parts of it, for what is out of order

    def send(self, octets):
        """As the answer to what the phone posted last."""
        self.answer_inform()
        self._acs.record_own(octets)
        self._exchange.reply(body=octets)

    def answer_inform(self, hold=False):
        """And the requests of the phone that follow; waits for the empty POST behind them."""
        if self._informed:
            return
        self._informed = True
        self._acs.answer_inform(self._exchange, self.inform, hold)
        self._exchange = self._next_exchange()
        if not self._exchange.empty:
            raise Broken(f"after InformResponse: {self._exchange.body[:200]!r}")

    def _next_exchange(self):
        """That the phone does not begin with a request of its own: TransferComplete is answered."""
        while True:
            exchange = self._acs.next_exchange()
            if exchange.empty or exchange.message.name != "TransferComplete":
                return exchange
            self.completed.append(exchange.message)
            self._acs.answer_complete(exchange)

    def await_message(self):
        """The phone's next message, which has to be an answer."""
        self._exchange = self._next_exchange()
        if self._exchange.empty:
            raise Broken("the phone posted nothing where its answer belongs")
        message = self._exchange.message
        if message.name == "Inform":
            raise Broken("the phone began a session anew instead of answering")
        return message

    def trouble(self):
        """The Exchange that waits (the Inform's before answer_inform()), to be answered with something worse."""
        return self._exchange

    def end(self, status=204):
        """The proper end, with 204 or an empty 200."""
        self.answer_inform()
        self._acs.record.note(ACS, "(nothing: the end)")
        self._exchange.reply(status)

    def let_speak(self):
        """Nothing to ask where the phone was told to hold its requests: its turn, and then ours again."""
        self.answer_inform()
        self._acs.record.note(ACS, "(nothing: the phone's turn)")
        self._exchange.reply(204)
        self._exchange = self._next_exchange()


class Acs(HttpDoor):
    """Whoever holds it plays the ACS: `session = acs.session()`, questions, `session.end()`."""

    def __init__(self, *arguments, accepts=(), refusal=400, **more):
        """`accepts`: the namespaces that are taken ("1-0"), all where it is empty; others get `refusal`: 400, 500 or 8006."""
        self.accepts = accepts
        self.refusal = refusal
        self.complete_faults = []  # the next TransferCompletes get these faults, one each; the others a response
        self._ids = itertools.count(1)
        super().__init__(*arguments, **more)

    def session(self, deadline=PATIENCE):
        """The next one that the phone opens."""
        return Session(self, self.next_inform(deadline))

    def next_inform(self, deadline=PATIENCE):
        """The Exchange of the next Inform whose namespace is taken."""
        while True:
            exchange = self.next_exchange(deadline)
            if exchange.gone:
                continue  # the phone gave up before anybody came to answer
            if exchange.empty or exchange.message.name != "Inform":
                raise Broken(f"a session begins with an Inform, not with {exchange.body[:200]!r}")
            if not self.accepts or exchange.message.cwmp in self.accepts:
                return exchange
            self._refuse(exchange)

    def next_exchange(self, deadline=PATIENCE):
        try:
            exchange = self.exchanges.get(timeout=deadline)
            if not exchange.empty:
                exchange.message  # that it can be read
            return exchange
        except queue.Empty:
            raise Broken(f"nothing from the phone for {deadline:g} s") from None
        except Unreadable as unreadable:
            raise Broken(f"the phone sent: {unreadable}") from None

    def answer_inform(self, exchange, inform, hold=False):
        octets = soap.envelope(soap.inform_response(), inform.id or "", inform.cwmp, hold=hold)
        self.record_own(octets)
        exchange.reply(body=octets)

    def answer_complete(self, exchange):
        code = self.complete_faults.pop(0) if self.complete_faults else 0
        body = soap.fault(code) if code else soap.transfer_complete_response()
        octets = soap.envelope(body, exchange.message.id or "", exchange.message.cwmp)
        self.record_own(octets)
        exchange.reply(body=octets)

    def next_id(self):
        return f"acs-{next(self._ids)}"

    def record_own(self, octets):
        self.record.message(ACS, octets)

    def _refuse(self, exchange):
        self.record.note(ACS, f"(refuses cwmp-{exchange.message.cwmp}: {self.refusal})")
        if self.refusal == 8006:
            exchange.reply(body=soap.envelope(soap.fault(8006), exchange.message.id or "", self.accepts[0]))
        else:
            exchange.reply(self.refusal, soap.envelope(soap.soap_fault("unknown namespace"), cwmp=self.accepts[0]))
