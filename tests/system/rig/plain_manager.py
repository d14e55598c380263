"""A manager that makes and reads its messages octet by octet, v2c, so that no library's opinion is between the test and the agent."""

import itertools
import socket

from .mib_module import arcs
from .snmp_packets import GET, GET_BULK, GET_NEXT, SET, message, outcome, request_of, varbinds

REPEATS = 15  # of a request that is not answered
PATIENCE = 2.0  # seconds for each


class Unordered(AssertionError):
    """A walk that goes back, or on for ever."""


class PlainManager:
    def __init__(self, port, community):
        self._community = community
        self._numbers = itertools.count(1)
        self._end = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._end.settimeout(PATIENCE)
        self._end.connect(("127.0.0.1", port))

    def close(self):
        self._end.close()

    def get(self, *oids):
        """[(object identifier, type, value)]"""
        return varbinds(self.ask(GET, [(oid, None) for oid in oids]))

    def set(self, pairs):
        """`pairs`: (object identifier, encoded value). Returns (error, index)."""
        return outcome(self.ask(SET, pairs))

    def walk(self, below, repetitions=0):
        """[(object identifier, type, value)] of all below it; by GETBULK where repetitions are wanted."""
        found = []
        place = below
        while True:
            kind, second = (GET_BULK, repetitions) if repetitions else (GET_NEXT, 0)
            for one in varbinds(self.ask(kind, [(place, None)], second)):
                if one[1] == "endOfMibView" or not one[0].startswith(below + "."):
                    return found
                if arcs(one[0]) <= arcs(place):
                    raise Unordered(f"{one[0]} after {place}")
                found.append(one)
                place = one[0]

    def ask(self, kind, pairs, second=0):
        number = next(self._numbers)
        packet = message(kind, self._community, pairs, request=number, second=second)
        for _ in range(REPEATS):
            self._end.send(packet)
            try:
                return self._answer_to(number)
            except TimeoutError:
                continue
        raise AssertionError("the SNMP agent is silent")

    def _answer_to(self, number):
        """That of an earlier request that came late is passed over."""
        while True:
            answer = self._end.recv(1 << 16)
            if request_of(answer) == number:
                return answer
