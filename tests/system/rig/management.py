"""A phone with an ACS: how it is pointed there, and what is wanted of every session."""

import queue
import threading

from scripted_acs import soap
from scripted_acs.digest import Credentials
from scripted_acs.schema import complaints_about, present

from .waiting import until

# What the phone shows the ACS, and what the ACS shows the phone.
PHONE_USER = Credentials("00005E-TEST0001", "the-phone-its-secret")
REQUEST_USER = Credentials("the-acs", "the-acs-its-secret")
FILES_USER = Credentials("files-user", "the-files-their-secret")

BOOTSTRAP = ["0 BOOTSTRAP", "1 BOOT"]
VALUE_CHANGE, PERIODIC, REQUESTED, ASKED_FOR = ("4 VALUE CHANGE", "2 PERIODIC", "6 CONNECTION REQUEST", "X 00005E INFORM")

SETTINGS = "static.managementserver."


def acs_values(url, **more):
    """The parameters that point a phone at `url`; `more` are names below static.managementserver."""
    values = {"enable": 1, "url": url, "username": PHONE_USER.username, "password": PHONE_USER.password,
              "connection_request_username": REQUEST_USER.username,
              "connection_request_password": REQUEST_USER.password, "periodic_inform_enable": 0} | more
    return {SETTINGS + name: value for name, value in values.items()}


def point(phone, acs, **more):
    """At the shell. A session follows."""
    phone.change(acs_values(more.pop("url", acs.url()), **more))


def first_contact(phone, acs, **more):
    """Points the phone at the ACS and lets it say so. Returns the Inform."""
    point(phone, acs, **more)
    session = acs.session()
    # The URL for connection requests may have become another one meanwhile.
    assert [event for event in session.inform.events if event != "4 VALUE CHANGE"] == BOOTSTRAP
    session.end()
    wait_for_result(phone, "ok")
    wait_until_delivered(phone, "0 BOOTSTRAP")
    return session.inform


def ask_for_session(phone):
    result = phone.ctl("inform")
    assert result.code == 0, result


def session_now(phone, acs):
    """Asked for at the shell. Returns the Session, still open."""
    ask_for_session(phone)
    return acs.session()


def acs_status(phone):
    return phone.status()["acs"]


def wait_for_result(phone, *words, deadline=30):
    """Until the last session's result has one of `words`. Returns it."""
    def seen():
        result = (acs_status(phone) or {}).get("result") or ""
        return result if any(word.lower() in result.lower() for word in words) else None
    try:
        return until(seen, f"the status to say {' or '.join(words)}", deadline)
    except AssertionError as late:
        raise AssertionError(f"{late}; acs: {acs_status(phone)}") from None


def state_of(phone):
    """What of the ACS is on the disk: what a death leaves."""
    return (phone.state / "cwmp" / "state").read_text()


def wait_until_delivered(phone, event):
    """Until the disk knows that the ACS has heard of it: before that a death has it told again."""
    until(lambda: event not in state_of(phone), f"the delivery of {event} to be written down")


def wait_until_over(phone):
    """Until no session runs: a session that does is asked what is meant for the next."""
    until(lambda: not acs_status(phone)["running"], "the session to be over")


def assert_quiet(phone, listener):
    """All has been told: the next session is the one asked for here, and it is over then."""
    until(lambda: ASKED_FOR not in state_of(phone), "what was asked for before to be delivered")
    wait_until_over(phone)
    informs, completed = len(listener.informs), len(listener.completed)
    ask_for_session(phone)
    until(lambda: len(listener.informs) > informs, "the session that was asked for")
    wait_until_delivered(phone, ASKED_FOR)
    wait_until_over(phone)
    assert [inform.events for inform in listener.informs[informs:]] == [[ASKED_FOR]]
    assert len(listener.completed) == completed


def wait_until_counted(phone, failed):
    until(lambda: f"retry_count = {failed}\n" in state_of(phone), f"{failed} failures to be written down")


def assert_schema(acs, scratch):
    """Of all that the phone sent; where the schema is absent a test of its own is skipped and says so."""
    if present():
        complaints = complaints_about(acs.record, scratch)
        assert not complaints, complaints


def assert_no_secrets(scratch):
    """In no log, whatever happened."""
    for log in scratch.rglob("*.log"):
        text = log.read_text(errors="replace")
        for secret in (PHONE_USER.password, REQUEST_USER.password, FILES_USER.password):
            assert secret not in text, f"{secret} stands in {log.name}"


class Listener:
    """Answers every Inform and TransferComplete and ends every session, for tests in which the phone may die at any moment;
    `informs` and `completed` have what was told, in order. `ask` is asked in the next session, and then `answers` has one
    more."""

    def __init__(self, acs):
        self.informs = []
        self.completed = []
        self.answers = []
        self.ask = None
        self._acs = acs
        self._over = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self):
        self._over = True
        self._thread.join()

    def _serve(self):
        while not self._over:
            try:
                exchange = self._acs.exchanges.get(timeout=0.1)
            except queue.Empty:
                continue
            self._answer(exchange)

    def _answer(self, exchange):
        name = "" if exchange.empty else exchange.message.name
        if name == "Inform":
            self.informs.append(exchange.message)
            self._acs.answer_inform(exchange, exchange.message)
        elif name == "TransferComplete":
            self.completed.append(exchange.message)
            self._acs.answer_complete(exchange)
        else:
            if name:
                self.answers.append(exchange.message)
            question, self.ask = self.ask, None
            exchange.reply(200 if question else 204, soap.envelope(question, "asked") if question else b"")
