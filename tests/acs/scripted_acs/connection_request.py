"""The ACS's call to the phone (TR-069, 3.2.2): an HTTP GET with digest credentials."""

import http.client
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .digest import authorization, fields_of

PATIENCE = 30


@dataclass(frozen=True)
class Reply:
    status: int
    challenges: list = field(default_factory=list)
    body: bytes = b""
    headers: dict = field(default_factory=dict)


def ask(url, said="", method="GET"):
    """One request, with `said` as its Authorization."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE)
    try:
        connection.request(method, _target(parts), headers={"Authorization": said} if said else {})
        answer = connection.getresponse()
        return Reply(answer.status, answer.headers.get_all("WWW-Authenticate") or [], answer.read(), dict(answer.headers))
    finally:
        connection.close()


def answer_to(reply, url, credentials, algorithm="", count=1):
    """The Authorization for one of the challenges of a 401: that of `algorithm`, or the first."""
    for challenge in reply.challenges:
        if fields_of(challenge).get("algorithm", "MD5") == (algorithm or fields_of(challenge).get("algorithm", "MD5")):
            return authorization(challenge, credentials, "GET", _target(urlsplit(url)), count)
    raise AssertionError(f"no challenge for {algorithm} among {reply.challenges}")


def connection_request(url, credentials, algorithm=""):
    """As an ACS does it: asks, is challenged, answers. Returns the last Reply."""
    first = ask(url)
    if first.status != 401:
        return first
    return ask(url, answer_to(first, url, credentials, algorithm))


def _target(parts):
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
