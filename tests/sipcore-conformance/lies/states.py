"""GetStatus and GetCounters."""

from lies.lie import Lie, lie


@lie("one account in each reply")
class tells_of_one_account(Lie):
    def reply(self, line, method, call, message):
        if method in ("GetStatus", "GetCounters") and "error" not in message:
            return message if message["parameters"]["account"]["account"] != 2 else None
        return message


@lie("one account in each reply")
def is_asleep(told, line, call, method="GetStatus"):
    told["account"]["state"] = "asleep"


@lie("GetStatus without `more`")
class needs_no_more(Lie):
    def call(self, line, method, call):
        if method == "GetStatus" and not call.get("more"):
            return line.fail("org.varlink.service.InvalidParameter", parameter="more")
        return call


@lie("accounts that are asked for")
class counts_all_accounts(Lie):
    def call(self, line, method, call):
        if method == "GetCounters":
            call["parameters"].pop("accounts", None)
        return call


@lie("has two servers")
def has_one_server(told, line, call, method="GetStatus"):
    del told["account"]["servers"][1:]


@lie("not registered has no")
def boasts_of_a_registration(told, line, call, method="GetStatus"):
    told["account"]["registered_generation"] = told["core"]["generation"]


@lie("Each request that was sent")
def loses_a_request(told, line, call, method="GetStatus"):
    told["account"]["servers"][0]["counters"]["requestsOut.REGISTER"] += 1


@lie("Each request that was sent")
def begins_to_count_anew(told, line, call, method="GetStatus"):
    if told["account"]["state"] == "disabled":
        told["account"]["counters"]["registerAttempts"] = 0


@lie("Traffic, where it is told")
def forgets_its_resends(told, line, call, method="GetStatus"):
    if "traffic" in told:
        told["traffic"]["counters"]["requestsOut"] += 1


@lie("Traffic, where it is told")
def tells_no_codes(told, line, call, method="GetStatus"):
    if "traffic" in told:
        counters = told["traffic"]["counters"]
        counters["unlistedIn"] = counters["responsesIn"]
        told["traffic"]["codes"] = []


@lie("told in UTF-8")
class repeats_octets(Lie):
    def reply(self, line, method, call, message):
        if method == "GetStatus" and message["parameters"]["account"]["last_failure"]:
            return line.say(b'{"parameters":{"reason":"\xff"}}')
        return message
