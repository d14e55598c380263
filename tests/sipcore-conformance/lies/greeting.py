"""The service and Hello."""

import itertools

from lies.lie import Lie, lie

BIRTHS = itertools.count(1)


@lie("GetInfo names")
def hides_its_interface(told, line, call, method="GetInfo"):
    told["interfaces"].remove("org.lineman.SipCore1")


@lie("word for word")
def describes_another_interface(told, line, call, method="GetInterfaceDescription"):
    told["description"] = told["description"].replace("lease_ms: int", "lease: int")


@lie("chooses a protocol")
def speaks_another_protocol(told, line, call, method="Hello"):
    told["protocol"] = 7


@lie("without a common protocol")
class greets_everybody(Lie):
    def call(self, line, method, call):
        if method == "Hello":
            call["parameters"].get("protocols", []).append(1)
        return call


@lie("The instance is one word")
def is_born_anew(told, line, call, method="Hello"):
    told["instance"] += str(next(BIRTHS))


@lie("without its parameters")
class guesses_parameters(Lie):
    def call(self, line, method, call):
        if method == "Abort" and "txn" not in call["parameters"]:
            call["parameters"]["txn"] = "that one"
        return call


@lie("later versions")
class knows_all_members(Lie):
    def call(self, line, method, call):
        if "news" in call["parameters"]:
            return line.fail("org.varlink.service.InvalidParameter", parameter="news")
        return call


@lie("of no interface is told so")
class describes_everything(Lie):
    def reply(self, line, method, call, message):
        return {"parameters": {"description": ""}} if message.get("error", "").endswith(".InterfaceNotFound") else message
