"""The messages of CWMP (TR-069, annex A) as an ACS writes and reads them."""

from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
FAMILY = "urn:dslforum-org:cwmp-"
# What every Inform carries (TR-181, forcedInform).
FORCED = {"Device.RootDataModelVersion", "Device.ManagementServer.ParameterKey",
          "Device.ManagementServer.ConnectionRequestURL", "Device.ManagementServer.AliasBasedAddressing"} | {
              f"Device.DeviceInfo.{name}" for name in ("HardwareVersion", "SoftwareVersion", "ProvisioningCode")}


class Unreadable(Exception):
    """It is no message of CWMP."""


# Reading

def _local(element):
    return element.tag.rpartition("}")[2]


def _space(element):
    return element.tag.rpartition("}")[0].lstrip("{")


def _texts(element, *path):
    """The texts of all elements that `path`, in local names, leads to."""
    found = [element]
    for name in path:
        found = [child for one in found for child in one if _local(child) == name]
    return [one.text or "" for one in found]


def _text(element, *path):
    texts = _texts(element, *path)
    return texts[0] if texts else None


def _structs(element, *path):
    for name in path:
        element = next((child for child in element if _local(child) == name), None)
        if element is None:
            return []
    return list(element)


@dataclass(frozen=True)
class Value:
    """With the local name of its xsi:type."""

    text: str
    type: str


@dataclass(frozen=True)
class Fault:
    """Of CWMP, or plain SOAP with code 0. `parameters` are (name, code)."""

    code: int
    soap_code: str
    text: str
    parameters: tuple = ()


@dataclass(frozen=True)
class Message:
    """One message. The properties are of the messages that have such things."""

    name: str
    id: str
    cwmp: str  # "1-2"
    body: ElementTree.Element = field(repr=False, compare=False)

    @property
    def events(self):
        return [event for event, _ in self.keyed_events]

    @property
    def keyed_events(self):
        """[(event, CommandKey)]"""
        return [(_text(one, "EventCode"), _text(one, "CommandKey")) for one in _structs(self.body, "Event")]

    @property
    def device(self):
        return {_local(child): child.text or "" for child in _structs(self.body, "DeviceId")}

    @property
    def retry_count(self):
        return int(_text(self.body, "RetryCount"))

    @property
    def values(self):
        """{name: Value} of a ParameterList, in its order."""
        found = {}
        for one in _structs(self.body, "ParameterList"):
            for value in (child for child in one if _local(child) == "Value"):
                kind = next((text for name, text in value.attrib.items() if name.endswith("}type")), "")
                found[_text(one, "Name") or ""] = Value(value.text or "", kind.rpartition(":")[2])
        return found

    @property
    def names(self):
        """{name: writable} of a GetParameterNamesResponse."""
        return {_text(one, "Name"): _text(one, "Writable") in ("1", "true")
                for one in _structs(self.body, "ParameterList")}

    @property
    def attributes(self):
        """{name: Notification}"""
        return {name: int(level) for name, level in self._levels()}

    def _levels(self):
        """[(name, Notification)], of a question too."""
        return [(_text(one, "Name"), _text(one, "Notification")) for one in _structs(self.body, "ParameterList")]

    @property
    def length(self):
        """Of the ParameterList, with repeated names."""
        return len(_structs(self.body, "ParameterList"))

    @property
    def methods(self):
        return [one.text for one in _structs(self.body, "MethodList")]

    @property
    def status(self):
        return int(_text(self.body, "Status"))

    @property
    def instance_number(self):
        return int(_text(self.body, "InstanceNumber"))

    @property
    def fault(self):
        """Nothing where the message is none."""
        if self.name != "Fault":
            return None
        soap_code = (_text(self.body, "faultcode") or "").rpartition(":")[2]
        for one in _structs(self.body, "detail"):
            parameters = tuple((_text(bad, "ParameterName"), int(_text(bad, "FaultCode")))
                               for bad in one if _local(bad) == "SetParameterValuesFault")
            return Fault(int(_text(one, "FaultCode")), soap_code, _text(one, "FaultString") or "", parameters)
        return Fault(0, soap_code, _text(self.body, "faultstring") or "")

    def lines(self):
        """For people: what the message says, its name first."""
        if self.name == "Inform":
            yield "Inform  " + ", ".join(f"{event} {key}".strip() for event, key in self.keyed_events)
            yield from (f"{name} = {value.text}" for name, value in self.values.items() if name not in FORCED)
            return
        yield self.name
        if self.fault:
            yield f"{self.fault.code} {self.fault.text}"
            yield from (f"{name}: {code}" for name, code in self.fault.parameters)
        elif self.name in ("GetParameterValuesResponse", "SetParameterValues"):
            yield from (f"{name} = {'********' if name.endswith('Password') else value.text}"
                        for name, value in self.values.items())
        elif self.name in ("GetParameterValues", "GetParameterAttributes"):
            yield from _texts(self.body, "ParameterNames", "string")
        elif self.name == "GetParameterNames":
            yield from _texts(self.body, "ParameterPath")
        elif self.name in ("SetParameterAttributes", "GetParameterAttributesResponse"):
            yield from (f"{name}: notification {level}" for name, level in self._levels())
        elif self.name == "GetParameterNamesResponse":
            yield from self.names
        elif self.name == "SetParameterValuesResponse":
            yield f"Status {self.status}"


def parse(octets):
    """A message; raises Unreadable."""
    try:
        envelope = ElementTree.fromstring(octets)
    except ElementTree.ParseError as error:
        raise Unreadable(f"not well formed: {error}") from error
    parts = {_local(child): child for child in envelope}
    if envelope.tag != f"{{{ENVELOPE}}}Envelope" or len(parts.get("Body", ())) != 1:
        raise Unreadable("no SOAP envelope with one message")
    body = parts["Body"][0]
    identifier = _text(parts["Header"], "ID") if "Header" in parts else None
    spaces = [_space(one) for one in body.iter() if _space(one).startswith(FAMILY)]
    return Message(_local(body), identifier, spaces[0].removeprefix(FAMILY) if spaces else "", body)


# Writing: each function gives what stands in the Body

def _array(name, kind, items, count=None):
    number = len(items) if count is None else count
    return f'<{name} soap-enc:arrayType="{kind}[{number}]">{"".join(items)}</{name}>'


def _strings(name, texts, count=None):
    return _array(name, "xsd:string", [f"<string>{escape(text)}</string>" for text in texts], count)


def call(name, content=""):
    return f"<cwmp:{name}>{content}</cwmp:{name}>"


def inform_response():
    return call("InformResponse", "<MaxEnvelopes>1</MaxEnvelopes>")


def get_values(paths, count=None):
    return call("GetParameterValues", _strings("ParameterNames", paths, count))


def get_names(path, next_level):
    return call("GetParameterNames",
                f"<ParameterPath>{escape(path)}</ParameterPath><NextLevel>{int(next_level)}</NextLevel>")


def set_values(values, key="", count=None):
    """`values`: (name, type, text); without a type, none is said."""
    def struct(name, kind, text):
        said = f" xsi:type={quoteattr(f'xsd:{kind}')}" if kind else ""
        return (f"<ParameterValueStruct><Name>{escape(name)}</Name><Value{said}>{escape(text)}</Value>"
                "</ParameterValueStruct>")

    listed = _array("ParameterList", "cwmp:ParameterValueStruct", [struct(*one) for one in values], count)
    return call("SetParameterValues", f"{listed}<ParameterKey>{escape(key)}</ParameterKey>")


def get_attributes(paths):
    return call("GetParameterAttributes", _strings("ParameterNames", paths))


def set_attributes(levels):
    """`levels`: {name: Notification}"""
    items = [f"<SetParameterAttributesStruct><Name>{escape(name)}</Name><NotificationChange>1</NotificationChange>"
             f"<Notification>{level}</Notification><AccessListChange>0</AccessListChange>"
             f"{_strings('AccessList', [])}</SetParameterAttributesStruct>" for name, level in levels.items()]
    return call("SetParameterAttributes", _array("ParameterList", "cwmp:SetParameterAttributesStruct", items))


def add_object(path, key=""):
    return call("AddObject", f"<ObjectName>{escape(path)}</ObjectName><ParameterKey>{escape(key)}</ParameterKey>")


def delete_object(path, key=""):
    return call("DeleteObject", f"<ObjectName>{escape(path)}</ObjectName><ParameterKey>{escape(key)}</ParameterKey>")


def reboot(key):
    return call("Reboot", f"<CommandKey>{escape(key)}</CommandKey>")


def fault(code):
    """Of the ACS: 8005 and the like."""
    return ('<soap-env:Fault><faultcode>Server</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault>'
            f"<FaultCode>{code}</FaultCode><FaultString>to order</FaultString></cwmp:Fault></detail></soap-env:Fault>")


def soap_fault(text):
    """Without anything of CWMP, as of a server that does not know it."""
    return f"<soap-env:Fault><faultcode>soap-env:Client</faultcode><faultstring>{escape(text)}</faultstring></soap-env:Fault>"


def envelope(body, identifier="", cwmp="1-2", hold=False, header=""):
    """A whole message, in octets. `header` is further XML for the header."""
    said = f'<cwmp:ID soap-env:mustUnderstand="1">{escape(identifier)}</cwmp:ID>' if identifier else ""
    said += '<cwmp:HoldRequests soap-env:mustUnderstand="1">1</cwmp:HoldRequests>' if hold else ""
    return ('<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<soap-env:Envelope xmlns:soap-env="{ENVELOPE}" xmlns:soap-enc="http://schemas.xmlsoap.org/soap/encoding/" '
            'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            f'xmlns:cwmp="{FAMILY}{cwmp}"><soap-env:Header>{said}{header}</soap-env:Header>'
            f"<soap-env:Body>{body}</soap-env:Body></soap-env:Envelope>").encode()
