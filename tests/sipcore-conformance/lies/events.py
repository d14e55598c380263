"""Monitor."""

from lies.lie import Lie, lie


@lie("events of the kind generation")
class hides_commits(Lie):
    def reply(self, line, method, call, message):
        if method == "Monitor" and message["parameters"].get("event", {}).get("kind") == "generation":
            return None
        return message


@lie("numbered without a gap")
def counts_by_twos(told, line, call, method="Monitor"):
    told["event"]["sequence"] *= 2


@lie("numbered without a gap")
class begins_at_the_end(Lie):
    def call(self, line, method, call):
        if method == "Monitor" and call["parameters"].get("from_seq", 1 << 40) < 1 << 40:
            del call["parameters"]["from_seq"]
        return call


@lie("is answered with resync")
class never_resyncs(Lie):
    def reply(self, line, method, call, message):
        if method == "Monitor" and message["parameters"].get("event", {}).get("kind") == "resync":
            message["parameters"]["event"]["kind"] = "state"
        return message


@lie("reads too slowly")
class hides_a_loss(Lie):
    def reply(self, line, method, call, message):
        event = message["parameters"].get("event", {}) if method == "Monitor" else {}
        number, begun = event.get("sequence", 0), line.note.setdefault("first", event.get("sequence", 0))
        return None if event.get("kind") == "generation" and number == begun + 50 else message


@lie("Each monitor hears")
class hides_states(Lie):
    def reply(self, line, method, call, message):
        if method == "Monitor" and message["parameters"].get("event", {}).get("kind") == "state":
            return None
        return message


@lie("Monitor without `more`")
class monitors_for_nothing(Lie):
    def call(self, line, method, call):
        return {**call, "more": True} if method == "Monitor" else call
