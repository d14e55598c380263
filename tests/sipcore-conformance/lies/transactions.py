"""Prepare, Commit, Abort."""

from lies.lie import Lie, error, lie


@lie("Commit swaps")
def commits_something_else(told, line, call, method="Commit"):
    told["generation"] += 1


@lie("same Commit again")
class commits_once(Lie):
    def call(self, line, method, call):
        txn = call["parameters"].get("txn")
        if method == "Commit" and line.note.setdefault("committed", None) == txn:
            return line.fail("UnknownTxn", txn=txn)
        if method == "Commit":
            line.note["committed"] = txn
        return call


@lie("sends no SIP")
class commits_at_once(Lie):
    def reply(self, line, method, call, message):
        if method == "Prepare" and "error" not in message:
            line.ask_for_ourselves("Commit", {"txn": call["parameters"]["txn"]})
        return message


@lie("stays as it is is none")
def exaggerates(told, line, call, method="Prepare"):
    for effect in told["effects"]:
        effect["effect"] = "rebind"


@lie("Commit swaps")
def tells_no_effects(told, line, call, method="Prepare"):
    told["effects"] = []


@lie("Abort drops the stage")
class minds_an_unknown_txn(Lie):
    def call(self, line, method, call):
        if method == "Abort" and call["parameters"].get("txn") == "never heard of":
            return line.fail("UnknownTxn", txn="never heard of")
        return call


@lie("Abort drops the stage")
class forgets_to_abort(Lie):
    def call(self, line, method, call):
        if method == "Abort" and call["parameters"].get("txn", "").startswith("conformance-"):
            return line.answer({"parameters": {}})
        return call


@lie("is Busy and named")
class names_another_stage(Lie):
    def reply(self, line, method, call, message):
        if message.get("error", "").endswith(".Busy"):
            message["parameters"]["txn"] = "another"
        return message


@lie("is Busy and named")
class drops_the_first_stage(Lie):
    def call(self, line, method, call):
        if method == "Prepare" and line.note.get("staged"):
            line.ask_for_ourselves("Abort", {"txn": line.note["staged"]})
        if method == "Prepare":
            line.note["staged"] = call["parameters"].get("txn")
        return call


@lie("is a Conflict")
class names_another_generation(Lie):
    def reply(self, line, method, call, message):
        if message.get("error", "").endswith(".Conflict"):
            message["parameters"]["generation"] += 1
        return message


@lie("never staged is UnknownTxn")
class commits_anything(Lie):
    def reply(self, line, method, call, message):
        if message.get("error", "").endswith(".UnknownTxn"):
            return {"parameters": {"generation": 7}}
        return message


@lie("within its lease")
class keeps_no_lease(Lie):
    def call(self, line, method, call):
        if method == "Prepare" and "lease_ms" in call["parameters"]:
            call["parameters"]["lease_ms"] = 600_000
        return call


@lie("within its lease")
class calls_it_unknown(Lie):
    def reply(self, line, method, call, message):
        if message.get("error", "").endswith(".LeaseExpired"):
            return error("UnknownTxn", **message["parameters"])
        return message


@lie("end of the connection drops its stage")
class hears_of_no_end(Lie):
    def closes(self):
        return False


@lie("all problems at once")
class tells_the_first_problem(Lie):
    def reply(self, line, method, call, message):
        if message.get("error", "").endswith(".Invalid"):
            del message["parameters"]["problems"][1:]
        return message


@lie("waits for the next start")
def holds_nothing(told, line, call, method="GetStatus"):
    told["core"]["held"] = []


@lie("same Prepare again")
class is_busy_with_itself(Lie):
    def call(self, line, method, call):
        txn = call["parameters"].get("txn")
        if method == "Prepare" and line.note.get("prepared") == txn:
            return line.fail("Busy", txn=txn)
        if method == "Prepare":
            line.note["prepared"] = txn
        return call
