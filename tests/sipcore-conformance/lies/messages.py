"""What goes over the socket, and what never should."""

from lies.lie import Lie, lie


@lie("one after the other")
class answers_twice(Lie):
    def reply(self, line, method, call, message):
        if method == "GetInfo":
            line.answer(message)
        return message


@lie("`oneway` is not answered")
class answers_a_oneway_call(Lie):
    def call(self, line, method, call):
        call.pop("oneway", None)
        return call


@lie("A message of 1 MiB")
class takes_short_messages(Lie):
    longest = (1 << 20) - 1


@lie("A message of 16 levels")
class takes_flat_messages(Lie):
    def call(self, line, method, call):
        return line.close() if str(call).count("[") > 10 else call


@lie("too long, too deep")
class takes_any_depth(Lie):
    def call(self, line, method, call):
        call["parameters"].pop("padding", None)
        return call


@lie("too long, too deep")
class takes_any_length(Lie):
    def octets(self, line, octets):
        return False


@lie("named and not quoted")
class names_no_password(Lie):
    def reply(self, line, method, call, message):
        if message.get("error", "").endswith(".Invalid"):
            for problem in message["parameters"]["problems"]:
                problem["name"] = problem["name"].replace("password", "label")
        return message


@lie("held a password")
class quotes_a_password(Lie):
    def reply(self, line, method, call, message):
        if method == "Prepare" and message.get("error", "").endswith(".Invalid"):
            message["parameters"]["problems"][0]["value"] = call["parameters"]["accounts"][0]["values"]["password"]
        return message


@lie("may come in pieces")
class takes_whole_messages(Lie):
    takes_pieces = False
