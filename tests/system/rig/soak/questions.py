"""An ACS that answers whatever the phone says while it dies and comes back, and asks one question at a time."""

import threading

from scripted_acs import soap
from scripted_acs.soap import Unreadable

from ..management import Listener
from .ledger import NO, SILENCE, YES

PATIENCE = 30  # seconds; a session that was asked for may have to wait for the ladder of retries


class Question:
    def __init__(self, body, identifier):
        self.body = body
        self.identifier = identifier
        self.sent = False
        self.answer = None  # YES, NO or SILENCE
        self.known = threading.Event()

    def end(self, answer):
        self.answer = answer
        self.known.set()


class QuestioningListener(Listener):
    def __init__(self, acs):
        self._question = None
        self._lock = threading.Lock()
        super().__init__(acs)

    def put(self, body, ask_for_session):
        """In the next session, for which `ask_for_session` asks. NO as well where it was never sent."""
        question = Question(body, self._acs.next_id())
        with self._lock:
            self._question = question
        ask_for_session()
        question.known.wait(PATIENCE)
        with self._lock:
            self._question = None
            return question.answer or (SILENCE if question.sent else NO)

    def _answer(self, exchange):
        try:
            name = "" if exchange.empty else exchange.message.name
        except Unreadable:
            exchange.close()  # whoever sent that has died of it
            return
        if name in ("Inform", "TransferComplete"):
            self._forget_what_was_sent()
            super()._answer(exchange)
            return
        if name:
            self._take(exchange.message)
        self._ask(exchange)

    def _forget_what_was_sent(self):
        """A session that begins anew has no answers to questions of the one before."""
        with self._lock:
            if self._question and self._question.sent:
                self._question.end(SILENCE)

    def _take(self, message):
        with self._lock:
            if self._question and message.id == self._question.identifier:
                self._question.end(NO if message.fault else YES)

    def _ask(self, exchange):
        with self._lock:
            question = self._question
            if question is None or question.sent:
                exchange.reply(204)
                return
            question.sent = True
        octets = soap.envelope(question.body, question.identifier)
        self._acs.record_own(octets)
        exchange.reply(body=octets)
