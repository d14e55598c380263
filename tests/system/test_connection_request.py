"""The ACS calls the phone: HTTP GET with digest, and a session follows."""

import errno
import http.client
import socket
from urllib.parse import urlsplit

import pytest

from rig.management import REQUEST_USER, REQUESTED, VALUE_CHANGE, first_contact, session_now, wait_for_result
from rig.tree import KEY, REQUEST_URL
from rig.waiting import until
from scripted_acs.connection_request import answer_to, ask, connection_request
from scripted_acs.digest import Credentials, fields_of


@pytest.fixture
def url(phone, acs):
    return first_contact(phone, acs).values[REQUEST_URL].text


def requested(acs):
    """The session that was asked for comes."""
    session = acs.session()
    assert session.inform.events == [REQUESTED]
    session.end()


def requested_among_others(acs):
    """It comes, whatever the phone has to say beside it."""
    events = []
    while REQUESTED not in events:
        session = acs.session()
        events = session.inform.events
        session.end()


def assert_not_requested(phone, acs):
    """The next session is another one."""
    session = session_now(phone, acs)
    assert REQUESTED not in session.inform.events
    session.end()
    wait_for_result(phone, "ok")


@pytest.mark.parametrize("algorithm", ["MD5", "MD5-sess", "SHA-256"])
def test_a_connection_request(url, phone, acs, algorithm):
    for _ in range(2):
        reply = connection_request(url, REQUEST_USER, algorithm)
        assert (reply.status, reply.body) == (200, b"")
        requested(acs)
        wait_for_result(phone, "ok")


def test_what_it_is_challenged_with(url):
    """The best first, each with qop."""
    reply = ask(url)
    assert reply.status == 401
    challenges = [fields_of(one) for one in reply.challenges]
    assert [one["algorithm"] for one in challenges] == ["SHA-256", "MD5-sess", "MD5"]
    assert all(one["qop"] == "auth" and one["realm"] for one in challenges)
    assert ask(url).challenges != reply.challenges


def test_the_query_does_not_count(url, acs):
    assert connection_request(url + "?ignored=1", REQUEST_USER).status == 200
    requested(acs)


@pytest.mark.parametrize("credentials", [
    Credentials(REQUEST_USER.username, "wrong"), Credentials("somebody", REQUEST_USER.password), Credentials("", ""),
    Credentials(REQUEST_USER.username, "")])
def test_wrong_credentials(url, phone, acs, credentials):
    assert connection_request(url, credentials).status == 401
    assert_not_requested(phone, acs)


def test_a_replay(url, phone, acs):
    """The same credentials again, and an older count."""
    challenged = ask(url)
    first, second = (answer_to(challenged, url, REQUEST_USER, count=count) for count in (1, 2))
    assert ask(url, second).status == 200
    requested(acs)
    wait_for_result(phone, "ok")
    assert ask(url, second).status == 401
    assert ask(url, first).status == 401
    assert_not_requested(phone, acs)


@pytest.mark.parametrize("nonce", ["", "x", "0" * 32, "x" * 4000])
def test_a_nonce_that_is_not_ours(url, phone, acs, nonce):
    challenged = ask(url)
    said = answer_to(challenged, url, REQUEST_USER)
    mine = fields_of(said)["nonce"]
    assert ask(url, said.replace(mine, nonce)).status == 401
    assert_not_requested(phone, acs)


@pytest.mark.parametrize("said", ["Basic dGhlLWFjczp0aGUtYWNzLWl0cy1zZWNyZXQ=", "Digest", "Digest username=", "Bearer x",
                                  'Digest username="the-acs"', "Digest " + "a=b," * 1000])
def test_odd_credentials(url, phone, acs, said):
    assert ask(url, said).status == 401
    assert_not_requested(phone, acs)


def test_other_paths_and_methods(url, phone, acs):
    parts = urlsplit(url)
    base = f"http://{parts.netloc}"
    for path in ("/", "/other", parts.path[:-1], parts.path + "x", "/" + parts.path, "/../" + parts.path):
        assert ask(base + path).status == 404, path
    for method in ("POST", "PUT", "HEAD", "DELETE"):
        assert ask(url, method=method).status == 405, method
    assert_not_requested(phone, acs)


def raw(url, octets, finish=True):
    """What the phone says to `octets`, until it hangs up."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as end:
        try:
            end.sendall(octets)
            if finish:
                end.shutdown(socket.SHUT_WR)
            seen = b""
            while got := end.recv(65536):
                seen += got
            return seen
        except OSError as error:
            if error.errno not in (errno.EPIPE, errno.ECONNRESET, errno.ENOTCONN):
                raise
            return b""


def test_what_is_no_http(url, phone, acs):
    for octets in (b"\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x00\xa5\x01\x00", b"\0" * 100, b"GET / SIP/2.0\r\n\r\n"):
        answer = raw(url, octets)
        assert not answer or answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 505")), (octets, answer)
    assert_not_requested(phone, acs)


def test_a_header_without_end(url, phone, acs):
    path = urlsplit(url).path.encode()
    answer = raw(url, b"GET " + path + b" HTTP/1.1\r\n" + b"X: y\r\n" * 100_000)
    assert not answer or answer.startswith(b"HTTP/1.1 431")
    answer = raw(url, b"GET /" + b"x" * 1_000_000)
    assert not answer or answer.startswith((b"HTTP/1.1 431", b"HTTP/1.1 414", b"HTTP/1.1 400"))
    assert phone.agent.memory()["RssAnon"] < 8 * 1024 or phone.agent.is_instrumented()
    assert connection_request(url, REQUEST_USER).status == 200
    requested(acs)


def test_a_slow_client_is_cut_off(url, phone, acs):
    """And holds up nobody."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as slow:
        slow.sendall(b"GET ")
        assert connection_request(url, REQUEST_USER).status == 200
        requested(acs)
        while slow.recv(100):
            pass  # whatever it says, it hangs up


def test_many_connections_at_once(url, phone, acs):
    """Those above the limit are closed; the phone lives on."""
    parts = urlsplit(url)
    ends = [socket.create_connection((parts.hostname, parts.port), timeout=30) for _ in range(40)]
    closed = 0
    for end in ends[20:]:
        try:
            closed += not end.recv(1)
        except ConnectionResetError:
            closed += 1
    assert closed == 20
    for end in ends:
        end.close()

    def admitted():
        try:
            return connection_request(url, REQUEST_USER).status == 200
        except (OSError, http.client.HTTPException):
            return False

    until(admitted, "a request to be taken again")
    requested(acs)


def test_several_requests_are_one_session(url, phone, acs):
    """While the ACS keeps the first waiting."""
    assert connection_request(url, REQUEST_USER).status == 200
    exchange = acs.next_inform()
    assert exchange.message.events == [REQUESTED]
    statuses = {connection_request(url, REQUEST_USER).status for _ in range(3)}
    assert statuses <= {200, 503}
    exchange.reply(503)
    if 200 in statuses:  # one more, then
        requested(acs)
    else:
        wait_for_result(phone, "503")
    assert_not_requested(phone, acs)


def test_a_request_during_a_session(url, phone, acs):
    session = session_now(phone, acs)
    session.get(KEY)
    status = connection_request(url, REQUEST_USER).status
    assert status in (200, 503)
    session.end()
    if status == 200:
        requested(acs)


def test_it_is_never_tried_again(url, phone, acs):
    assert connection_request(url, REQUEST_USER).status == 200
    acs.next_inform().reply(503)
    wait_for_result(phone, "503")
    assert_not_requested(phone, acs)


def test_too_many_are_put_off(url, phone, acs):
    """503 without Retry-After. Attempts with a wrong password count too."""
    statuses = []
    for _ in range(500):
        reply = connection_request(url, Credentials(REQUEST_USER.username, "wrong"))
        statuses.append(reply.status)
        if reply.status == 503:
            break
    assert len(statuses) > 10 and statuses[-1] == 503 and set(statuses[:-1]) == {401}
    assert "Retry-After" not in reply.headers


def answers(url):
    try:
        return ask(url).status
    except OSError:
        return None


def test_the_port_is_open_while_the_door_is(url, phone, acs):
    assert answers(url) == 401
    phone.change({"static.managementserver.enable": 0})
    until(lambda: answers(url) is None, "the port to be closed")
    phone.change({"static.managementserver.enable": 1})
    until(lambda: answers(url) == 401, "the port to be open")
    phone.change({"static.managementserver.connection_request_password": "changed-in-between"})
    assert connection_request(url, REQUEST_USER).status == 401
    assert connection_request(url, Credentials(REQUEST_USER.username, "changed-in-between")).status == 200
    requested_among_others(acs)


def test_without_a_user_nobody_is_let_in(url, phone, acs):
    phone.change({"static.managementserver.connection_request_username": "",
                  "static.managementserver.connection_request_password": ""})
    for credentials in (REQUEST_USER, Credentials("", "")):
        assert connection_request(url, credentials).status == 401
    assert_not_requested(phone, acs)


def test_a_port_that_is_taken_is_said_and_tried_again(make_phone, acs):
    """It does not keep the phone from its ACS."""
    phone = make_phone()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", phone.cwmp_port))
        other.listen()
        phone.start()
        inform = first_contact(phone, acs)
        assert inform.values[REQUEST_URL].text == ""
        until(lambda: any(one["door"].startswith("cwmp") and not one["open"] and one["problem"]
                          for one in phone.status()["doors"]), "the status to say so")
    # Where it is to be called is a value that the ACS always hears of.
    session = acs.session()
    assert session.inform.events == [VALUE_CHANGE]
    url = session.inform.values[REQUEST_URL].text
    session.end()
    wait_for_result(phone, "ok")
    assert connection_request(url, REQUEST_USER).status == 200
    requested(acs)
