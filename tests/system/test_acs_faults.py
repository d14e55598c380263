"""An ACS that does what no ACS should: the session fails with its reason in the status, nothing changes, nothing dies."""

import pytest

from rig.management import acs_values, ask_for_session, point, session_now, wait_for_result
from rig.tree import KEY, LABEL
from rig.waiting import until
from scripted_acs import soap
from scripted_acs.player import DTD
from scripted_acs.server import Policy


def assert_unharmed(phone, acs, before):
    """The next session is as good as any."""
    assert (phone.get("*"), phone.generation()) == before
    session = session_now(phone, acs)
    assert session.get(KEY) == {KEY: ""}
    session.end()
    wait_for_result(phone, "ok")


def stored(phone):
    return phone.get("*"), phone.generation()


# Instead of an InformResponse, or of a question: what the ACS does, and words of which the status has one.
TROUBLES = {
    "close": (lambda exchange: exchange.close(), ["closed", "empty reply", "nothing", "connection"]),
    "400": (lambda exchange: exchange.reply(400), ["400"]),
    "401": (lambda exchange: exchange.reply(401), ["401", "credentials", "refused"]),
    "403": (lambda exchange: exchange.reply(403), ["403"]),
    "404": (lambda exchange: exchange.reply(404), ["404"]),
    "500": (lambda exchange: exchange.reply(500), ["500"]),
    "503": (lambda exchange: exchange.reply(503, headers=[("Retry-After", "1")]), ["503"]),
    "endless header": (lambda exchange: exchange.endless_header(), ["header", "large", "limit"]),
    "no HTTP": (lambda exchange: exchange.raw(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), ["http", "version", "received"]),
    "half an answer": (lambda exchange: exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<"),
                       ["closed", "transfer", "partial", "outstanding", "bytes"]),
    "malformed": (lambda exchange: exchange.reply(body=b"<soap-env:Envelope><not closed"), ["xml", "line", "well"]),
    "a DTD": (lambda exchange: exchange.reply(body=DTD), ["dtd", "document type", "doctype"]),
    "no SOAP": (lambda exchange: exchange.reply(body=b"<html><body>Welcome</body></html>"), ["soap", "envelope", "cwmp"]),
    "not UTF-8": (lambda exchange: exchange.reply(body=soap.envelope(soap.inform_response()).replace(b">1<", b">\xff\xfe<")),
                  ["xml", "utf", "well", "token"]),
    "too deep": (lambda exchange: exchange.reply(body=soap.envelope("<a>" * 100 + "</a>" * 100)), ["deep", "depth", "level"]),
}


@pytest.mark.parametrize("what", TROUBLES)
def test_trouble_instead_of_inform_response(managed, acs, what):
    trouble, words = TROUBLES[what]
    before = stored(managed)
    ask_for_session(managed)
    trouble(acs.next_inform())
    if what in ("400", "500"):  # which may mean the namespace: each is tried once
        for cwmp in ("1-1", "1-0"):
            exchange = acs.next_inform()
            assert exchange.message.cwmp == cwmp
            trouble(exchange)
    wait_for_result(managed, *words)
    assert_unharmed(managed, acs, before)


def again(acs, trouble):
    """Gives what waits the same trouble."""
    while not acs.exchanges.empty():
        trouble(acs.next_exchange())


@pytest.mark.parametrize("what", TROUBLES)
def test_trouble_in_mid_session(managed, acs, what):
    trouble, words = TROUBLES[what]
    before = stored(managed)
    session = session_now(managed, acs)
    session.get(KEY)
    trouble(session.trouble())
    # The phone may try again, over another connection or with other credentials: it fares no better.
    until(lambda: again(acs, trouble) or managed.status()["acs"]["result"] != "ok", "the session to fail")
    wait_for_result(managed, *words)
    assert_unharmed(managed, acs, before)


def test_silence(managed, acs):
    """At least 30 s are given to an answer, and not for ever."""
    before = stored(managed)
    ask_for_session(managed)
    acs.next_inform().nothing()
    wait_for_result(managed, "answer", "timeout", "timed out", "60 s", deadline=100)
    assert_unharmed(managed, acs, before)


def test_an_envelope_above_the_limit(managed, acs):
    before = stored(managed)
    session = session_now(managed, acs)
    session.answer_inform()
    padding = f"<!--{'x' * (5 * 1024 * 1024)}-->"
    session.trouble().reply(body=soap.envelope(padding + soap.get_values([KEY])))
    wait_for_result(managed, "more than 4 MiB")
    assert_unharmed(managed, acs, before)


def test_a_large_envelope_below_the_limit(managed, acs):
    session = session_now(managed, acs)
    padding = f"<!--{'x' * (3 * 1024 * 1024)}-->"
    assert session.exchange(padding + soap.get_values([KEY])).values[KEY].text == ""
    session.end()
    wait_for_result(managed, "ok")


@pytest.mark.parametrize("code", [8000, 8001, 8003])
def test_a_fault_instead_of_inform_response(managed, acs, code):
    ask_for_session(managed)
    exchange = acs.next_inform()
    exchange.reply(body=soap.envelope(soap.fault(code), exchange.message.id))
    wait_for_result(managed, str(code))
    assert_unharmed(managed, acs, stored(managed))


def test_fault_8005_asks_for_the_same_again(managed, acs):
    """In the same session; not for ever."""
    ask_for_session(managed)
    first = acs.next_inform()
    first.reply(body=soap.envelope(soap.fault(8005), first.message.id))
    again = acs.session()
    assert again.inform.events == first.message.events
    assert again.inform.retry_count == 0
    again.end()
    wait_for_result(managed, "ok")


def test_8005_without_end_is_a_failure(managed, acs):
    ask_for_session(managed)
    for _ in range(200):
        exchange = acs.next_inform()
        if exchange.message.retry_count:
            break  # a session of its own, after the first was given up
        exchange.reply(body=soap.envelope(soap.fault(8005), exchange.message.id))
    else:
        raise AssertionError("the same session after 200 repetitions")
    exchange.close()
    assert_unharmed(managed, acs, stored(managed))


def test_a_fault_where_nothing_was_asked(managed, acs):
    """Faults are never answered with faults."""
    before = stored(managed)
    session = session_now(managed, acs)
    session.get(KEY)
    session.send(soap.envelope(soap.fault(8002), "x"))
    wait_for_result(managed, "8002")
    assert acs.exchanges.empty()
    assert_unharmed(managed, acs, before)


def test_an_answer_to_something_else(managed, acs):
    """GetRPCMethodsResponse instead of InformResponse."""
    before = stored(managed)
    ask_for_session(managed)
    exchange = acs.next_inform()
    exchange.reply(body=soap.envelope(soap.call("TransferCompleteResponse"), exchange.message.id))
    wait_for_result(managed, "InformResponse", "TransferCompleteResponse", "answer")
    assert_unharmed(managed, acs, before)


def test_an_empty_answer_to_an_inform(managed, acs):
    before = stored(managed)
    ask_for_session(managed)
    acs.next_inform().reply(204)
    wait_for_result(managed, "InformResponse", "empty", "nothing", "204")
    assert_unharmed(managed, acs, before)


BAD_ARGUMENTS = {
    "no path": soap.call("GetParameterNames", "<NextLevel>0</NextLevel>"),
    "no next level": soap.call("GetParameterNames", "<ParameterPath>Device.</ParameterPath>"),
    "a next level of words": soap.call("GetParameterNames",
                                       "<ParameterPath>Device.</ParameterPath><NextLevel>perhaps</NextLevel>"),
    "no names": soap.call("GetParameterValues"),
    "no values": soap.call("SetParameterValues", "<ParameterKey>k</ParameterKey>"),
    "no key": soap.set_values([(LABEL, "string", "x")]).replace("<ParameterKey></ParameterKey>", ""),
    "a value without a name": soap.set_values([(LABEL, "string", "x")], "k").replace(f"<Name>{LABEL}</Name>", ""),
    "a name without a value": soap.set_values([(LABEL, "string", "x")], "k").replace(
        '<Value xsi:type="xsd:string">x</Value>', ""),
    "no command key": soap.call("Reboot"),
    "a notification of words": soap.set_attributes({LABEL: "loud"}),
}


@pytest.mark.parametrize("what", BAD_ARGUMENTS)
def test_arguments_that_are_none(managed, acs, what):
    """9003, and the session goes on."""
    before = stored(managed)
    session = session_now(managed, acs)
    assert session.fault_of(BAD_ARGUMENTS[what]).code == 9003
    assert session.get(KEY) == {KEY: ""}
    session.end()
    wait_for_result(managed, "ok")
    assert stored(managed) == before


def test_any_prefixes_comments_and_unknown_elements(managed, acs):
    """As SOAP stacks write: what matters is the namespace."""
    session = session_now(managed, acs)
    session.send(b"""<?xml version="1.0"?>
<!-- a comment --><E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/" xmlns:n="urn:dslforum-org:cwmp-1-0"
 xmlns:a="http://schemas.xmlsoap.org/soap/encoding/" xmlns:x="http://www.w3.org/2001/XMLSchema">
 <E:Header><n:ID E:mustUnderstand="1">odd</n:ID><n:NoMoreRequests>0</n:NoMoreRequests>
  <y:Unheard xmlns:y="urn:y" E:mustUnderstand="0">1</y:Unheard></E:Header>
 <E:Body><n:GetParameterValues><!-- another --><ParameterNames a:arrayType="x:string[1]"><string>"""
                 + KEY.encode() + b"""</string></ParameterNames></n:GetParameterValues></E:Body></E:Envelope>""")
    message = session.await_message()
    assert (message.id, list(message.values)) == ("odd", [KEY])
    session.end()


def test_a_redirect_without_end(managed, acs):
    before = stored(managed)
    ask_for_session(managed)
    for _ in range(50):
        exchange = acs.next_inform()
        if exchange.message.retry_count:
            break
        exchange.reply(302, headers=[("Location", acs.url("/round"))])
    else:
        raise AssertionError("redirected 50 times in one session")
    exchange.reply(503)
    wait_for_result(managed, "503", "redirect")
    assert_unharmed(managed, acs, before)


@pytest.mark.parametrize("location", ["", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http://127.0.0.1:1/"])
def test_a_redirect_to_nowhere(managed, acs, location):
    before = stored(managed)
    ask_for_session(managed)
    acs.next_inform().reply(302, headers=[("Location", location)] if location else [])
    wait_for_result(managed, "redirect", "location", "protocol", "url", "refused", "connect", "host")
    assert_unharmed(managed, acs, before)


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "http://", "nonsense", "http://no-such-host.invalid/acs",
                                 "http://127.0.0.1:1/acs", "https://127.0.0.1:1/acs"])
def test_a_url_that_leads_nowhere(phone, acs, url):
    """Refused when it is set, or said in the status; another one helps."""
    result = phone.set(acs_values(url))
    if result.code:
        assert "static.managementserver.url" in result.out
    elif phone.status()["acs"] is None:
        refused = phone.ctl("inform")
        assert refused.code == 1 and "static.managementserver.url" in refused.err
    else:
        until(lambda: phone.status()["acs"]["result"] not in ("", "ok", None), "the status to say why")
    point(phone, acs)
    session = acs.session()
    assert "0 BOOTSTRAP" in session.inform.events
    session.end()
    wait_for_result(phone, "ok")


def test_a_session_without_end_of_questions(managed, acs):
    """A thousand of them: it neither grows nor stops."""
    session = session_now(managed, acs)
    for _ in range(50):
        session.get(KEY)
    before = managed.agent.memory()["RssAnon"]
    for _ in range(1000):
        session.get(KEY)
    assert managed.agent.memory()["RssAnon"] < before + 512 or managed.agent.is_instrumented()
    session.end()
    wait_for_result(managed, "ok")


def test_a_connection_closed_after_each_answer(phone, make_acs):
    """Allowed, if not liked: the session goes on over another one, with its cookies."""
    acs = make_acs(policy=Policy(close=True, cookies=True))
    point(phone, acs)
    session = acs.session()
    session.get(KEY)
    session.get(KEY)
    session.end()
    wait_for_result(phone, "ok")
    assert acs.connections >= 4
