"""The file server of the tests, by a client that knows how it ought to be."""

import http.client
import threading

import pytest

from scripted_acs.digest import Credentials, authorization
from scripted_acs.file_server import FileServer, broken_off, chunked, held, redirect, status, whole

OCTETS = b"some octets" * 100
WHO = Credentials("files", "s3cret")


@pytest.fixture
def make():
    made = []

    def new(**arguments):
        made.append(FileServer(**arguments))
        return made[-1]

    yield new
    for server in made:
        server.close()


def ask(server, path, method="GET", body=None, said=None):
    connection = http.client.HTTPConnection("127.0.0.1", int(server.url("").rpartition(":")[2]), timeout=20)
    try:
        connection.request(method, path, body, {"Authorization": said} if said else {})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    finally:
        connection.close()


def test_it_gives_what_stands_at_a_path(make):
    server = make()
    server.gives = {"/whole": whole(OCTETS), "/chunked": chunked(OCTETS), "/no": status(403), "/moved": redirect("/whole")}
    assert ask(server, "/whole?x=1")[:2] == (200, OCTETS)
    assert ask(server, "/chunked")[:2] == (200, OCTETS)
    assert ask(server, "/no")[0] == 403
    assert ask(server, "/missing")[0] == 404
    code, _, headers = ask(server, "/moved")
    assert (code, headers["Location"]) == (302, "/whole")
    assert server.asked_for("/whole") == 1


def test_it_breaks_off_and_holds_back(make):
    server, gate = make(), threading.Event()
    server.gives = {"/broken": broken_off(OCTETS), "/held": held(OCTETS, gate)}
    with pytest.raises(http.client.IncompleteRead):
        ask(server, "/broken")
    gate.set()
    assert ask(server, "/held")[:2] == (200, OCTETS)


def test_it_takes_what_is_put(make):
    server = make()
    assert ask(server, "/here?a=b", "PUT", OCTETS)[0] == 201
    assert server.uploads == [("/here?a=b", OCTETS)]
    server.refuses_uploads = 507
    assert ask(server, "/here", "PUT", OCTETS)[0] == 507
    assert len(server.uploads) == 1


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_it_lets_in_with_digest_alone(make, algorithm):
    server = make(credentials=WHO, algorithm=algorithm)
    server.gives["/whole"] = whole(OCTETS)
    code, _, headers = ask(server, "/whole")
    assert code == 401
    for password, wanted in (("wrong", 401), ("s3cret", 200)):
        said = authorization(headers["WWW-Authenticate"], Credentials("files", password), "GET", "/whole")
        assert ask(server, "/whole", said=said)[0] == wanted
