"""Plays the steps of a scenario with a phone."""

import time
from dataclasses import replace

from . import soap, transfers
from .connection_request import connection_request
from .digest import Credentials
from .record import ACS
from .session import Broken, Refused
from .soap import Unreadable

PUT_OFF = 20  # seconds for which a phone may answer a connection request with 503
UNKNOWN_HEADER = '<x:Unheard xmlns:x="urn:example:unheard" soap-env:mustUnderstand="1">1</x:Unheard>'


class Player:
    """Takes the steps one after the other; a failed expectation is a ScenarioError with its line."""

    def __init__(self, acs):
        self._acs = acs
        self._session = None
        self._heard = None  # the phone's last message
        self._request_url = None
        self._completed = 0  # TransferCompletes of the session that were expected
        self._odd = {}  # of the next question alone: what `with` said

    def play(self, steps):
        for step in steps:
            try:
                getattr(self, f"_{step.verb.replace('-', '_')}")(step)
            except (Broken, Refused, Unreadable) as error:
                raise step.error(error) from error
        if self._session:
            raise steps[-1].error("the session is still open: 'end' is missing")

    # The session

    def _require(self, step):
        policy = self._acs.policy
        what, *more = step.words
        if what in ("digest", "basic"):
            if not policy.credentials.username:
                raise step.error("no user was given on the command line")
            policy = replace(policy, scheme=what, algorithm="SHA-256" if "SHA-256" in more else "MD5",
                             qop="" if "no-qop" in more else "auth", bind_nonce="bound" in more,
                             nonce_uses=2 if "stale" in more else 0)
        elif what in ("cookies", "close"):
            policy = replace(policy, **{what: True})
        else:
            raise step.error(f"'{what}' cannot be required; digest, basic, cookies and close can")
        self._acs.policy = policy

    def _accept(self, step):
        """accept 1-0 … [refuse CODE]"""
        words = step.words
        if "refuse" in words[:-1]:
            self._acs.refusal = int(words[words.index("refuse") + 1])
            words = words[:words.index("refuse")]
        self._acs.accepts = tuple(words)

    def _respond(self, step):
        """Answers the Inform, which the first question does otherwise."""
        if step.words not in ([], ["hold"]):
            raise step.error(f"'{step.words[0]}' where only 'hold' may stand")
        self._open(step).answer_inform(hold=bool(step.words))

    def _end(self, step):
        self._open(step).end(int(step.words[0]) if step.words else 204)
        self._session = None

    def _connection_request(self, step):
        """A phone in a session may put us off; it is asked again for a while."""
        username, password, *url = step.words
        url = "".join(url) or self._request_url
        if not url:
            raise step.error("no Inform has said where to")
        self._acs.record.note(ACS, f"(connection request to {url})")
        end = time.monotonic() + PUT_OFF
        while (reply := self._call_phone(step, url, Credentials(username, password))).status == 503:
            if time.monotonic() > end:
                break
            time.sleep(0.2)
        if reply.status != 200:
            raise step.error(f"the phone answered the connection request with {reply.status}")

    @staticmethod
    def _call_phone(step, url, credentials):
        try:
            return connection_request(url, credentials)
        except OSError as error:
            raise step.error(f"the phone does not answer at {url}: {error}") from error

    # Questions

    def _get(self, step):
        self._ask(step, soap.get_values(step.words, self._odd.pop("count", None)))

    def _names(self, step):
        if step.words[1:] not in ([], ["next"]):
            raise step.error(f"'{step.words[1]}' where only 'next' may stand")
        self._ask(step, soap.get_names(step.words[0], len(step.words) == 2))

    def _set(self, step):
        values = [(name, *more) if len(more) == 2 else (name, "", *more) for name, *more in step.block]
        self._ask(step, soap.set_values(values, "".join(step.words), self._odd.pop("count", None)))

    def _attributes(self, step):
        self._ask(step, soap.get_attributes(step.words))

    def _notify(self, step):
        level, *paths = step.words
        self._ask(step, soap.set_attributes({path: level for path in paths}))

    def _methods(self, step):
        self._ask(step, soap.call("GetRPCMethods"))

    def _add(self, step):
        self._ask(step, soap.add_object(*step.words))

    def _delete(self, step):
        self._ask(step, soap.delete_object(*step.words))

    def _reboot(self, step):
        self._ask(step, soap.reboot("".join(step.words)))

    def _factory_reset(self, step):
        self._ask(step, soap.call("FactoryReset"))

    def _download(self, step):
        """download KEY TYPE URL… (README.md)"""
        self._ask(step, soap.download(*transfers.asked(step)))

    def _upload(self, step):
        self._ask(step, soap.upload(*transfers.asked(step)))

    def _schedule_download(self, step):
        self._ask(step, soap.schedule_download(*transfers.scheduled(step)))

    def _schedule_inform(self, step):
        delay, *key = step.words
        self._ask(step, soap.schedule_inform(delay, "".join(key)))

    def _cancel(self, step):
        self._ask(step, soap.cancel_transfer("".join(step.words)))

    def _queued(self, step):
        self._ask(step, soap.call("GetAllQueuedTransfers"))

    def _refuse_complete(self, step):
        """refuse-complete CODE …: faults for the next TransferCompletes"""
        self._acs.complete_faults = [int(code) for code in step.words]

    def _speak(self, step):
        """Nothing to ask: the phone's turn, where it was told to hold its requests."""
        self._open(step).let_speak()

    def _call(self, step):
        """A request by its name alone."""
        self._ask(step, soap.call(step.words[0]))

    def _with(self, step):
        what = " ".join(step.words)
        if what == "unknown-header":
            self._odd["header"] = UNKNOWN_HEADER
        elif step.words[0] == "count" and len(step.words) == 2:
            self._odd["count"] = int(step.words[1])
        elif step.words[0] == "id" and len(step.words) == 2:
            self._odd["identifier"] = step.words[1]
        else:
            raise step.error(f"'{what}' cannot go with a question; unknown-header, count N and id TEXT can")

    def _answer(self, step):
        """Something else than a question or InformResponse, with which the session is over for us."""
        what, *more = step.words
        exchange = self._open(step).trouble()
        self._session = None
        self._acs.record.note(ACS, f"({step.text})")
        if what in _TROUBLES:
            _TROUBLES[what](exchange)
        elif what == "redirect" and more:
            exchange.reply(302, headers=[("Location", more[0])])
        elif what.isdigit():
            exchange.reply(int(what))
        else:
            raise step.error(f"'{what}' is no answer; a status, redirect URL, {', '.join(_TROUBLES)} are")

    # Expectations

    def _expect(self, step):
        what, *words = step.words
        getattr(self, f"_expect_{what.replace('-', '_')}")(step, words)

    def _expect_inform(self, step, words):
        if self._session:
            raise step.error("the session before is still open: 'end' is missing")
        self._session = self._acs.session()
        self._completed = 0
        self._heard = self._session.inform
        urls = [value.text for name, value in self._heard.values.items() if name.endswith(".ConnectionRequestURL")]
        self._request_url = urls[0] if urls else None
        wanted = [event.strip() for event in " ".join(words).split(",")]
        if words and self._heard.events != wanted:
            raise step.error(f"the Inform has {', '.join(self._heard.events)}")

    def _expect_retry(self, step, words):
        self._compare(step, "RetryCount", str(self._session.inform.retry_count), words[0])

    def _expect_key(self, step, words):
        """expect key M Reboot = K"""
        event, _, key = " ".join(words).partition(" = ")
        self._compare(step, f"the key of {event}", dict(self._session.inform.keyed_events).get(event), key)

    def _expect_value(self, step, words):
        """expect value NAME = TEXT"""
        if words[1] != "=":
            raise step.error("it is written: expect value NAME = TEXT")
        value = self._answer_to(step).values.get(words[0])
        if value is None:
            raise step.error(f"the phone's {self._heard.name} does not have it")
        self._compare(step, words[0], value.text, "".join(words[2:]))

    def _expect_name(self, step, words):
        names = self._answer_to(step).names
        if words[0] not in names:
            raise step.error("it is not among the names")
        if len(words) == 2:
            self._compare(step, words[0], "writable" if names[words[0]] else "read-only", words[1])

    def _expect_no_name(self, step, words):
        if words[0] in self._answer_to(step).names:
            raise step.error("it is among the names")

    def _expect_count(self, step, words):
        self._compare(step, "the number of entries", str(self._answer_to(step).length), words[0])

    def _expect_attribute(self, step, words):
        self._compare(step, words[0], str(self._answer_to(step).attributes.get(words[0])), words[1])

    def _expect_method(self, step, words):
        if words[0] not in self._answer_to(step).methods:
            raise step.error("it is not among the methods")

    def _expect_status(self, step, words):
        self._compare(step, "Status", str(self._answer_to(step).status), words[0])

    def _expect_fault(self, step, words):
        """expect fault CODE | SOAP-CODE, or expect fault PARAMETER CODE"""
        fault = self._heard.fault
        if not fault:
            raise step.error(f"the phone answered with {self._heard.name}")
        if len(words) == 1:
            seen = str(fault.code or fault.soap_code)
        else:
            seen = str(dict(fault.parameters).get(words[0]))
        self._compare(step, "the fault", seen, words[-1])

    def _expect_complete(self, step, words):
        """expect complete KEY [CODE]: the session's next TransferComplete"""
        self._open(step).answer_inform()
        if self._completed == len(self._session.completed):
            raise step.error("the phone has no further TransferComplete")
        message = self._session.completed[self._completed]
        self._completed += 1
        self._compare(step, "CommandKey", message.command_key, words[0])
        self._compare(step, "FaultCode", str(message.outcome[0]), words[1] if len(words) == 2 else "0")

    def _expect_no_complete(self, step, _words):
        self._open(step).answer_inform()
        if self._completed < len(self._session.completed):
            raise step.error(f"the phone says {' '.join(self._session.completed[self._completed].lines())}")

    def _expect_transfer(self, step, words):
        """expect transfer KEY STATE: of 'queued'"""
        states = {one["CommandKey"]: one["State"] for one in self._answer_to(step).transfers}
        self._compare(step, f"the state of {words[0]}", states.get(words[0]), words[1])

    # Helpers

    def _open(self, step):
        if not self._session:
            raise step.error("no session is open: 'expect inform' opens one")
        return self._session

    def _ask(self, step, body):
        odd, self._odd = self._odd, {}
        self._heard = self._open(step).exchange(body, **odd)

    def _answer_to(self, step):
        """The last message, which must not be a fault."""
        if self._heard is None:
            raise step.error("the phone has said nothing yet")
        if self._heard.fault:
            raise step.error(f"the phone answered with a fault: {Refused(self._heard.fault)}")
        return self._heard

    @staticmethod
    def _compare(step, what, seen, wanted):
        if seen != wanted:
            raise step.error(f"{what} is {seen!r}, not {wanted!r}")


_TROUBLES = {
    "nothing": lambda exchange: exchange.nothing(),
    "close": lambda exchange: exchange.close(),
    "endless-header": lambda exchange: exchange.endless_header(),
    "malformed": lambda exchange: exchange.reply(body=b"<soap-env:Envelope><not closed"),
    "dtd": lambda exchange: exchange.reply(body=DTD),
    "8005": lambda exchange: exchange.reply(body=soap.envelope(soap.fault(8005), "1")),
    "8006": lambda exchange: exchange.reply(body=soap.envelope(soap.fault(8006), "1")),
}
DTD = soap.envelope(soap.get_values([""]), "dtd").replace(
    b"<soap-env:Envelope ", b'<!DOCTYPE x [<!ENTITY a "Device.">]><soap-env:Envelope ', 1)
