"""LoadBegin, LoadAccount, LoadEnd."""

from lies.lie import Lie, lie


@lie("What is loaded runs")
def forgets_the_digest(told, line, call, method="Hello"):
    told["digest"] = ""


@lie("an older one")
class wants_newer_loads(Lie):
    def call(self, line, method, call):
        if method == "LoadBegin" and call["parameters"].get("generation") == 3:
            return line.fail("Conflict", generation=4)
        return call


@lie("becomes misconfigured")
class refuses_a_load(Lie):
    def call(self, line, method, call):
        if method == "LoadAccount" and call["parameters"].get("values", {}).get("sip_server.1.port") == "99999":
            return line.fail("Invalid", problems=[])
        return call


@lie("becomes misconfigured")
def gives_no_reason(told, line, call, method="GetStatus"):
    told["account"]["reason"] = ""


@lie("applied as a difference")
class loads_from_nothing(Lie):
    def call(self, line, method, call):
        if method == "LoadBegin" and call["parameters"].get("generation", 0) > 1:
            line.ask_for_ourselves("LoadBegin", call["parameters"])
            line.ask_for_ourselves("LoadEnd", {})
        return call


@lie("unfinished load")
class ends_a_load_for_others(Lie):
    def call(self, line, method, call):
        if method == "LoadEnd":
            line.ask_for_ourselves("LoadBegin", {"generation": 9, "digest": "", "globals": {}})
        return call


@lie("A load drops what is staged")
class commits_what_a_load_dropped(Lie):
    def reply(self, line, method, call, message):
        if method == "Commit" and call["parameters"].get("txn") == "stage-and-load":
            return {"parameters": {"generation": 7}}
        return message
