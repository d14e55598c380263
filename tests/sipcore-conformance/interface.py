"""The interface file, read so that each reply is held against its types (https://varlink.org/Interface-Definition)."""

import re

_TOKEN = re.compile(r"#[^\n]*|->|\[\]|\[string\]|[?():,]|[A-Za-z][A-Za-z0-9_.]*|\s+")
_PLAIN = {"int": int, "string": str, "bool": bool}


class Interface:
    """`text`: of the file. `name`: org.lineman.SipCore1."""

    def __init__(self, text):
        self.text = text
        self._tokens = [token for token in _TOKEN.findall(text) if not token.isspace() and not token.startswith("#")]
        self._types, self._methods, self.errors = {}, {}, {}
        assert self._take() == "interface"
        self.name = self._take()
        while self._tokens:
            self._read_definition()

    def problem_with_reply(self, method, parameters):
        """What the reply of a method lacks, in words; empty: nothing."""
        return self._problem(self._methods[method], parameters, method)

    def problem_with_error(self, error, parameters):
        if error not in self.errors:
            return f"{error} is no error of {self.name}"
        return self._problem(self.errors[error], parameters, error)

    # The reader

    def _take(self, expected=None):
        token = self._tokens.pop(0)
        assert expected in (None, token), f"{expected} expected, not {token}"
        return token

    def _read_definition(self):
        kind, name = self._take(), self._take()
        if kind == "method":
            self._read_type()
            self._take("->")
        {"type": self._types, "method": self._methods, "error": self.errors}[kind][name] = self._read_type()

    def _read_type(self):
        """A list of (name, type) for a struct, a set of words for an enumeration, ("?", type), ("[]", type),
        ("[string]", type) or a name."""
        token = self._take()
        if token in ("?", "[]", "[string]"):
            return (token, self._read_type())
        return self._read_members() if token == "(" else token

    def _read_members(self):
        members, words = [], set()
        while self._tokens[0] != ")":
            name = self._take()
            if self._tokens[0] == ":":
                self._take(":")
                members.append((name, self._read_type()))
            else:
                words.add(name)
            if self._tokens[0] == ",":
                self._take(",")
        self._take(")")
        return words or members

    # The judge

    def _problem(self, kind, value, where):
        if isinstance(kind, str):
            return self._problem_with_named(kind, value, where)
        if isinstance(kind, set):
            return "" if value in kind else f"{where} is {value!r}, none of the words of the interface"
        if isinstance(kind, tuple):
            return self._problem_with_container(*kind, value, where)
        return self._problem_with_struct(kind, value, where)

    def _problem_with_named(self, name, value, where):
        if name not in _PLAIN:
            return self._problem(self._types[name], value, where)
        return "" if type(value) is _PLAIN[name] else f"{where} is {value!r}, no {name}"

    def _problem_with_container(self, container, kind, value, where):
        if container == "?":
            return "" if value is None else self._problem(kind, value, where)
        wanted = list if container == "[]" else dict
        if not isinstance(value, wanted):
            return f"{where} is {value!r}, no {wanted.__name__}"
        items = enumerate(value) if container == "[]" else value.items()
        return next(filter(None, (self._problem(kind, each, f"{where}[{key}]") for key, each in items)), "")

    def _problem_with_struct(self, members, value, where):
        if not isinstance(value, dict):
            return f"{where} is {value!r}, no object"
        for name, kind in members:
            may_lack = isinstance(kind, tuple) and kind[0] == "?"
            if name not in value and not may_lack:
                return f"{where} has no {name}"
            problem = self._problem(kind, value.get(name), f"{where}.{name}")
            if problem:
                return problem
        return ""
