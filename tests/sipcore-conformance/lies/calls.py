"""Dial, Hangup and the like."""

from lies.lie import Lie, lie


@lie("that is not there are NoCall")
class ends_any_call(Lie):
    def call(self, line, method, call):
        if method == "Hangup" and "call" in call["parameters"]:
            return line.answer({"parameters": {}})
        return call


@lie("URI or event that is none")
class dials_anything(Lie):
    def call(self, line, method, call):
        if method == "Dial" and "\r\n" in call["parameters"].get("uri", ""):
            return line.answer({"parameters": {"call": 1}})
        return call


@lie("A disabled account")
class gives_no_sentence(Lie):
    def reply(self, line, method, call, message):
        if message.get("error", "").endswith(".NotPossible"):
            message["parameters"]["reason"] = ""
        return message


@lie("A call that was begun")
class begins_no_call(Lie):
    def call(self, line, method, call):
        if method == "Dial":
            return line.answer({"parameters": {"call": 1}})
        return call
