"""One writer for each door. All change the label and the lease of an account of their own, together, and know what was
answered."""

from scripted_acs.soap import set_values

from ..tree import client, failover
from .ledger import NO, SILENCE, YES, Ledger

SHORTEST_LEASE = 30


def lease(number):
    return SHORTEST_LEASE + number % 20


def ledger_of(name, account):
    return Ledger(name, lambda number: {f"account.{account}.label": f"{name} {number}",
                                        f"account.{account}.sip_server.1.expires": str(lease(number))})


class SnmpWriter:
    def __init__(self, manager, account):
        self.ledger = ledger_of("snmp", account)
        self._manager = manager
        self._account = account

    def turn(self, number):
        done = self._manager.set([(f"accountLabel.{self._account}", "s", f"snmp {number}"),
                                  (f"sipServerExpires.{self._account}.1", "u", str(lease(number)))])
        silence = done.error in ("timeout", "failed")
        self.ledger.enter(number, YES if done.error == "noError" else SILENCE if silence else NO)


def answer_of(result):
    """Of linemanctl."""
    if result.code == 0:
        return YES
    return NO if "problems" in result.out else SILENCE


class ShellWriter:
    def __init__(self, phone, account):
        self.ledger = ledger_of("shell", account)
        self._phone = phone

    def turn(self, number):
        self.ledger.enter(number, answer_of(self._phone.set(self.ledger.values(number))))


class Importer:
    def __init__(self, phone, account):
        self.ledger = ledger_of("import", account)
        self._phone = phone
        self._file = phone.folder / "soak.cfg"

    def turn(self, number):
        lines = [f"{name} = {value}\n" for name, value in self.ledger.values(number).items()]
        self._file.write_text("#!version:1.0.0.1\n" + "".join(lines), encoding="utf-8")
        self.ledger.enter(number, answer_of(self._phone.ctl("-f", "json", "import", self._file)))


class AcsWriter:
    """`listener`: a QuestioningListener."""

    def __init__(self, phone, listener, account):
        self.ledger = ledger_of("acs", account)
        self._phone = phone
        self._listener = listener
        self._account = account

    def turn(self, number):
        values = [(client(self._account, "X_00005E_Label"), "string", f"acs {number}"),
                  (failover(self._account, 1, "RegisterExpires"), "unsignedInt", str(lease(number)))]
        answer = self._listener.put(set_values(values, f"turn {number}"), lambda: self._phone.ctl("inform"))
        self.ledger.enter(number, answer)
