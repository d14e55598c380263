"""One change of one parameter through each door, for tests that compare them. A door says GOOD or the code of the refusal in
the words of the control socket, as far as its protocol tells them apart."""

import itertools
import re
import socket

from scripted_acs.soap import set_values

from .boundaries import GOOD, TYPE, VALUE
from .local_socket import Caller
from .snmp_packets import SET, message, number as integer, octets, outcome, unsigned
from .waiting import until

CONTROL = "org.lineman.Control1."


class ControlDoor:
    """Everything is text, in JSON."""

    name = "control"

    def __init__(self, phone):
        self._phone = phone
        self._caller = Caller(phone.runtime / "control")

    def close(self):
        self._caller.__exit__()

    def carries(self, row, cell):
        return "bad UTF-8" not in cell.traits  # a message of JSON is well-formed

    def expects(self, row, cell):
        return cell.verdict

    def ask(self, row, cell):
        return self.set(row["name"], cell.text.decode())

    # What the tests need besides

    def set(self, name, value):
        return self.word_of(self.call("Set", changes=[{"name": name, "value": value}]))

    def stored(self, row):
        """As it stands in the store; what nobody is shown is read from there."""
        if row["secret"]:
            return stored_secret(self._phone, row["name"])
        [found] = self.call("Get", patterns=[row["name"]])["parameters"]["values"]
        return found["value"]

    def call(self, method, **parameters):
        return self._caller.call(CONTROL + method, parameters)

    @staticmethod
    def word_of(reply):
        if "error" not in reply:
            return GOOD
        if not reply["error"].endswith(".Refused"):
            return f"{reply['error']} {reply['parameters']}"
        codes = {problem["code"] for problem in reply["parameters"]["problems"]}
        return codes.pop() if len(codes) == 1 else str(reply["parameters"]["problems"])


def stored_secret(phone, name):
    """From the newest generation; what is not there has its initial value, which is empty."""
    newest = max((file for file in (phone.state / "generations").iterdir() if file.name.isdigit()),
                 key=lambda file: int(file.name))
    for line in newest.read_text(encoding="utf-8").split("\n"):
        if line.startswith(f"{name} = "):
            return re.sub(r"\\(\\|x[0-9a-f]{2})", lambda found: "\\" if found[1] == "\\" else chr(int(found[1][1:], 16)),
                          line.partition(" = ")[2])
    return ""


class PhoneFileDoor:
    """A phone's file of one line. It is text in UTF-8 by the time it reaches the agent."""

    name = "cfg"

    def __init__(self, control):
        self._control = control

    def carries(self, row, cell):
        # Blanks around a value and ends of lines belong to the file; two words clear a value, as an empty one does.
        cannot = {"bad UTF-8", "blank at an end", "line end", "clears"}
        return row["in_phone_files"] and not cell.traits & cannot

    def expects(self, row, cell):
        # A line with a control character is none, whatever its parameter takes.
        return VALUE if "control" in cell.traits else cell.verdict

    def ask(self, row, cell):
        text = f"#!version:1.0.0.1\n{row['name']} = {cell.text.decode()}\n"
        return ControlDoor.word_of(self._control.call("Import", files=[{"name": "boundary.cfg", "text": text}]))


class SnmpDoor:
    """Typed: numbers are numbers, decimal seconds are milliseconds, 1 and 2 are yes and no (RFC 2579, TruthValue). A text where
    a number belongs is of the wrong type, whatever it says. Secrets go by version 3 (`manager`), the others by packets of our
    own to a community that may write."""

    name = "snmp"
    _SIGNED = ("integer", "enumeration", "boolean")
    _NUMBERS = (*_SIGNED, "unsigned", "seconds")

    def __init__(self, port, manager):
        self._manager = manager
        self._requests = itertools.count(1)
        self._end = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._end.settimeout(1)
        self._end.connect(("127.0.0.1", port))

    def close(self):
        self._end.close()

    def carries(self, row, cell):
        if not row["oid"]:
            return False
        if row["kind"] not in self._NUMBERS or cell.number is None:
            return "two digits" not in cell.traits
        if row["kind"] in self._SIGNED:
            return -2**31 <= cell.number < 2**31
        return 0 <= cell.number < 2**32

    def expects(self, row, cell):
        return TYPE if row["kind"] in self._NUMBERS and cell.number is None else cell.verdict

    def ask(self, row, cell):
        if row["secret"]:
            words = ("x", cell.text.hex(" ")) if cell.text else ("s", "")
            return self._word(self._manager.set([(row["object"], *words)]).error)
        return self.send(row["oid"], self._value(row, cell))

    def send(self, oid, value):
        """The word for a SET of an encoded value."""
        packet = message(SET, WRITING, [(oid, value)], request=next(self._requests))

        def answered():  # a repeat gets the answer that the first one got
            try:
                self._end.send(packet)
                return self._end.recv(65536)
            except (TimeoutError, ConnectionRefusedError):
                return None
        return self._word(outcome(until(answered, f"an answer to a SET of {oid}"))[0])

    def _value(self, row, cell):
        if row["kind"] not in self._NUMBERS or cell.number is None:
            return octets(cell.text)
        if row["kind"] == "boolean":
            return integer({0: 2, 1: 1, 2: 3}.get(cell.number, cell.number))
        return integer(cell.number) if row["kind"] in self._SIGNED else unsigned(cell.number)

    @staticmethod
    def _word(error):
        return GOOD if error == "noError" else error


WRITING = "writer"


class CwmpDoor:
    """Texts with a type. Labels go by their words, decimal seconds as milliseconds; all that is wrong with a value of the right
    type is 9007. White space around what is no text, and a sign, belong to XML Schema's way of writing."""

    name = "cwmp"
    TYPES = {"text": "string", "host": "string", "networks": "string", "enumeration": "string", "boolean": "boolean",
             "unsigned": "unsignedInt", "seconds": "unsignedInt", "integer": "int", "time": "dateTime"}
    _TEXTS = ("text", "host", "networks")

    def __init__(self, open_session):
        self._open = open_session
        self._session = None

    def close(self):
        if self._session:
            self._session.end()
        self._session = None

    def carries(self, row, cell):
        cannot = {"bad UTF-8", "control", "plus", "boolean word", "label"}
        if row["kind"] not in self._TEXTS:
            cannot = cannot | {"blank at an end"}
        return bool(row["tr069"]) and not cell.traits & cannot

    def expects(self, row, cell):
        return GOOD if cell.verdict == GOOD else VALUE

    def ask(self, row, cell):
        return self.send(row["tr069"], self.TYPES[row["kind"]], self._text(row, cell))

    def send(self, path, kind, text):
        if self._session is None:
            self._session = self._open()
        answer = self._session.exchange(set_values([(path, kind, text)]))
        if not answer.fault:
            return GOOD
        codes = {code for _, code in answer.fault.parameters} or {answer.fault.code}
        return {frozenset({9007}): VALUE, frozenset({9006}): TYPE}.get(frozenset(codes), str(answer.fault))

    @staticmethod
    def _text(row, cell):
        if cell.number is None:
            return cell.text.decode()
        if row["kind"] == "boolean":
            return {0: "false", 1: "true"}.get(cell.number, str(cell.number))
        if row["kind"] == "enumeration":
            return dict(row["labels"]).get(cell.number, str(cell.number))
        if row["kind"] == "seconds":
            return str(cell.number)
        return cell.text.decode()
