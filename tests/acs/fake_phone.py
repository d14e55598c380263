"""A phone that does as it is told, to try the ACS without one."""

import http.client
import socket
import ssl

from scripted_acs.digest import authorization

_ENVELOPE = """<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:e="http://schemas.xmlsoap.org/soap/encoding/"
 xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:cwmp="urn:dslforum-org:cwmp-{cwmp}"><s:Header><cwmp:ID s:mustUnderstand="1">{id}</cwmp:ID></s:Header>
<s:Body>{body}</s:Body></s:Envelope>"""


def message(body, identifier="1", cwmp="1-2"):
    return _ENVELOPE.format(body=body, id=identifier, cwmp=cwmp)


def inform(*events, retry=0, request_url="", cwmp="1-2"):
    """`events`: texts, or (text, CommandKey)."""
    pairs = [(event, "") if isinstance(event, str) else event for event in events]
    listed = "".join(f"<EventStruct><EventCode>{event}</EventCode><CommandKey>{key}</CommandKey></EventStruct>"
                     for event, key in pairs)
    return message(f"""<cwmp:Inform><DeviceId><Manufacturer>M</Manufacturer><OUI>00005E</OUI><ProductClass>P</ProductClass>
<SerialNumber>1</SerialNumber></DeviceId><Event>{listed}</Event><MaxEnvelopes>1</MaxEnvelopes>
<CurrentTime>2026-01-01T00:00:00Z</CurrentTime><RetryCount>{retry}</RetryCount>
<ParameterList>{_values([("Device.ManagementServer.ConnectionRequestURL", "string", request_url)])}</ParameterList>
</cwmp:Inform>""", "inform", cwmp)


def values_response(values, identifier):
    """`values`: (name, type, text)"""
    return message("<cwmp:GetParameterValuesResponse><ParameterList e:arrayType=\"cwmp:ParameterValueStruct"
                   f"[{len(values)}]\">{_values(values)}</ParameterList></cwmp:GetParameterValuesResponse>", identifier)


def set_response(identifier, status=0):
    return message(f"<cwmp:SetParameterValuesResponse><Status>{status}</Status></cwmp:SetParameterValuesResponse>",
                   identifier)


def set_fault(faults, identifier):
    """`faults`: (name, code)"""
    each = "".join(f"<SetParameterValuesFault><ParameterName>{name}</ParameterName><FaultCode>{code}</FaultCode>"
                   "<FaultString>no</FaultString></SetParameterValuesFault>" for name, code in faults)
    return message("<s:Fault><faultcode>Client</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault>"
                   f"<FaultCode>9003</FaultCode><FaultString>no</FaultString>{each}</cwmp:Fault></detail></s:Fault>",
                   identifier)


def transfer_complete(key, code=0, text="", identifier="complete"):
    return message(f"<cwmp:TransferComplete><CommandKey>{key}</CommandKey><FaultStruct><FaultCode>{code}</FaultCode>"
                   f"<FaultString>{text}</FaultString></FaultStruct><StartTime>2026-01-01T00:00:00Z</StartTime>"
                   "<CompleteTime>2026-01-01T00:00:01Z</CompleteTime></cwmp:TransferComplete>", identifier)


def response(name, content, identifier):
    return message(f"<cwmp:{name}Response>{content}</cwmp:{name}Response>", identifier)


def _values(values):
    return "".join(f'<ParameterValueStruct><Name>{name}</Name><Value xsi:type="xsd:{kind}">{text}</Value>'
                   "</ParameterValueStruct>" for name, kind, text in values)


class FakePhone:
    """One connection to the ACS, with its cookies, and credentials where it is challenged; over TLS where it `trusts` an
    authority's certificate."""

    def __init__(self, acs, credentials=None, trusts=None):
        if trusts:
            self._connection = http.client.HTTPSConnection(acs.address, acs.port, timeout=20,
                                                           context=ssl.create_default_context(cafile=trusts))
        else:
            self._connection = http.client.HTTPConnection(acs.address, acs.port, timeout=20)
        self._credentials = credentials
        self._challenge = None
        self._count = 0
        self.cookies = {}
        self.challenges = 0

    def close(self):
        """Also from beside a post() that waits."""
        if self._connection.sock:
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._connection.close()

    def post(self, body=""):
        """(status, text) of the answer; a challenge is answered once. (0, "") where the connection ended instead."""
        try:
            return self._post_with_credentials(body)
        except (http.client.HTTPException, ConnectionError):
            return 0, ""

    def _post_with_credentials(self, body):
        answer, text = self._post_once(body)
        if answer.status == 401 and self._credentials:
            self._challenge, self._count = answer.headers["WWW-Authenticate"], 0
            self.challenges += 1
            answer, text = self._post_once(body)
        return answer.status, text

    def _post_once(self, body):
        headers = {"Content-Type": "text/xml"} if body else {}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if self._challenge:
            self._count += 1
            headers["Authorization"] = authorization(self._challenge, self._credentials, "POST", "/acs", self._count)
        self._connection.request("POST", "/acs", body.encode(), headers)
        answer = self._connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer, answer.read().decode()
