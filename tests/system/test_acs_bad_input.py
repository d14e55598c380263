"""What an ACS must not send, over a real connection: the phone lives, nothing is changed, and what was wrong is named with its
place. Each case carries its name from the list of bad input."""

import pytest

from rig.management import acs_status, session_now, wait_for_result
from rig.tree import EXPIRES, KEY, LABEL, SERVER, SIP, client
from scripted_acs import soap

PHASE = SERVER + "PeriodicInformTime"
FALLBACK = client(1, "X_00005E_Registration.FallbackTimeout")
ENABLE = client(1, "Enable")


def stored(phone):
    return phone.get("*"), phone.generation()


def assert_unharmed(phone, acs, before):
    assert stored(phone) == before
    session = session_now(phone, acs)
    assert session.get(KEY) == {KEY: ""}
    session.end()
    wait_for_result(phone, "ok")


BOMB = b'<!DOCTYPE b [<!ENTITY a0 "ha">' + b"".join(
    b'<!ENTITY a%d "&a%d;&a%d;">' % (n, n - 1, n - 1) for n in range(1, 65)) + b"]>"


def question(identifier="bad-1"):
    """As it should be; the label's new value is `secret-text`, which nobody may repeat, and there is a header to spoil."""
    return soap.envelope(soap.set_values([(LABEL, "string", "secret-text")], "k"), identifier, header="<x>y</x>")


def spoilt(old, new):
    return lambda octets: octets.replace(old, new, 1)


def with_body(body):
    return lambda octets: octets.partition(b"<soap-env:Body>")[0] + b"<soap-env:Body>" + body


# What becomes of the question, and words of which each sentence about it has one.
BROKEN = {
    "200,000 levels": (with_body(b"<a>" * 200_000 + b"</a>" * 200_000 + b"</soap-env:Body></soap-env:Envelope>"), ["deep"]),
    "200,000 levels that are never closed": (with_body(b"<a>" * 200_000), ["deep"]),
    "mismatched tags": (spoilt(b"</Value>", b"</Valve>"), ["line 2: mismatched"]),
    "mismatched tags in the header": (spoilt(b"<x>y</x>", b"<x>y</z>"), ["line 2: mismatched"]),
    "two roots": (lambda octets: octets + b"\n" + octets.partition(b"\n")[2], ["line 3"]),
    "NUL": (spoilt(b"secret-text", b"secret-\0text"), ["line 2"]),
    "NUL in the header": (spoilt(b">y<", b">\0<"), ["line 2"]),
    "bad UTF-8": (spoilt(b"secret-text", b"secret-\xff\xfetext"), ["line 2"]),
    "bad UTF-8 in the header": (spoilt(b">y<", b">\xff<"), ["line 2"]),
    "half a character": (spoilt(b"secret-text", b"secret-\xe2\x82"), ["line 2"]),
    "unescaped ampersand in a value": (spoilt(b"secret-text", b"secret-text?x=1&y=2"), ["line 2"]),
    "unescaped ampersand in the header": (spoilt(b">y<", b">a & b<"), ["line 2"]),
    "unknown entity in a value": (spoilt(b"secret-text", b"secret-text&nbsp;"), ["line 2"]),
    "not closed": (lambda octets: octets.partition(b"</Value>")[0], ["line 2"]),
}


@pytest.mark.parametrize("what", BROKEN)
def test_bad_input_whose_id_can_be_read_is_9003(managed, acs, what):
    """And the session goes on: never a guess of what was meant."""
    spoil, words = BROKEN[what]
    before = stored(managed)
    session = session_now(managed, acs)
    session.send(spoil(question()))
    answer = session.await_message()
    assert (answer.id, answer.fault.code) == ("bad-1", 9003)
    assert any(word in answer.fault.text for word in words), answer.fault
    assert "secret-text" not in answer.fault.text
    assert session.get(KEY) == {KEY: ""}
    session.end()
    wait_for_result(managed, "ok")
    assert_unharmed(managed, acs, before)


# Where there is no ID before the place, nobody could know what an answer answers.
WITHOUT_AN_ID = {what: (spoil(question("")), words) for what, (spoil, words) in BROKEN.items()} | {
    "XML bomb": (spoilt(b"secret-text", b"&a64;")(question()).replace(b"<soap-env:Envelope ", BOMB + b"<soap-env:Envelope ", 1),
                 ["DTD", "document type"]),
    "nothing but a tag that begins": (b"   <", ["line 1"]),
}


@pytest.mark.parametrize("what", WITHOUT_AN_ID)
def test_bad_input_without_an_id_ends_the_session(managed, acs, what):
    octets, words = WITHOUT_AN_ID[what]
    before = stored(managed)
    session = session_now(managed, acs)
    session.answer_inform()
    session.trouble().reply(body=octets)
    assert "secret-text" not in wait_for_result(managed, *words)
    assert_unharmed(managed, acs, before)


def test_20_000_attributes(managed, acs):
    """Well formed, if nothing else: they are read over, or refused with a sentence, and cost no memory that stays."""
    before = stored(managed)
    session = session_now(managed, acs)
    attributes = "".join(f' a{n}="{n}"' for n in range(20_000))
    answer = session.exchange(soap.get_values([KEY]).replace("<ParameterNames ", f"<ParameterNames{attributes} ", 1))
    assert answer.fault is None or answer.fault.code == 9003
    twice = session.exchange(soap.get_values([KEY]).replace("<ParameterNames ", '<ParameterNames x="1" x="2" ', 1))
    assert twice.fault.code == 9003 and "line 2" in twice.fault.text
    session.end()
    wait_for_result(managed, "ok")
    assert_unharmed(managed, acs, before)


@pytest.mark.parametrize("count", [0, 2, 31, 4_294_967_295, -1])
def test_wrong_array_counts(managed, acs, count):
    """Real items count, whatever their number says."""
    session = session_now(managed, acs)
    assert list(session.get(KEY, LABEL, count=count)) == [KEY, LABEL]
    assert session.set([(LABEL, "string", "counted")], "k", count=count) == 0
    assert session.get(LABEL) == {LABEL: "counted"}
    session.end()
    wait_for_result(managed, "ok")


@pytest.mark.parametrize("odd", ["", ' soap-enc:arrayType=""', ' soap-enc:arrayType="xsd:string"',
                                 ' soap-enc:arrayType="xsd:int[1]"', ' soap-enc:arrayType="nobody:knows[x]"'])
def test_array_types_missing_or_wrong(managed, acs, odd):
    session = session_now(managed, acs)
    question = soap.get_values([KEY]).replace(' soap-enc:arrayType="xsd:string[1]"', odd)
    assert list(session.ask(question).values) == [KEY]
    session.end()
    wait_for_result(managed, "ok")


# Of FallbackTimeout and the like: what is written, and whether it is taken.
NUMBERS = {
    "60": "60", " 60 ": "60", "\n60\t": "60", "0060": "60", "+60": "60", "-60": None, "6 0": None, "60.0": None,
    "6e1": None, "0x3c": None, "3C": None, "4294967296": None, "18446744073709551676": None,
    "99999999999999999999999999": None, "": None, " ": None, "sixty": None, "60s": None, "\u0666\u0660": None,
}
BOOLEANS = {
    "true": "1", "false": "0", "1": "1", "0": "0", " true ": "1", "TRUE": None, "True": None, "yes": None, "on": None,
    "2": None, "-1": None, "01": None, "": None, "t": None, "true false": None,
}
DATE_TIMES = {
    "2026-01-02T03:04:05Z": True, "2026-01-02T03:04:05": True, "2026-01-02T03:04:05.5Z": True,
    "2026-01-02T03:04:05+02:00": True, "0001-01-01T00:00:00Z": True, "2026-02-29T00:00:00Z": None,
    "2026-01-02T24:00:01Z": None, "2026-01-02 03:04:05Z": None, "2026-01-02": None, "02.01.2026": None, "1767225600": None,
    "2026-1-2T3:4:5Z": None, "2026-01-02T03:04:05+25:00": None, "2026-13-02T03:04:05Z": None, "": None, "now": None,
}


def assert_judged(phone, acs, path, kind, texts, stored_as):
    """Each text is taken or 9007 of its parameter; what is refused changes nothing."""
    session = session_now(phone, acs)
    for text, wanted in texts.items():
        before = stored(phone)
        fault = session.exchange(soap.set_values([(path, kind, text)], "k" if wanted else "not this")).fault
        if wanted is None:
            assert fault, f"{text!r} was taken"
            assert (fault.code, dict(fault.parameters)) == (9003, {path: 9007}), text
            assert stored(phone) == before, text
            assert session.get(KEY) != {KEY: "not this"}
        else:
            assert not fault, f"{text!r}: {fault}"
            if wanted is not True:
                assert phone.get(stored_as) == {stored_as: wanted}, text
    session.end()
    wait_for_result(phone, "ok")


def test_numbers_with_spaces_signs_overflow_and_hex(managed, acs):
    assert_judged(managed, acs, EXPIRES, "unsignedInt", NUMBERS, "account.1.sip_server.1.expires")


def test_booleans_of_all_spellings(managed, acs):
    assert_judged(managed, acs, ENABLE, "boolean", BOOLEANS, "account.1.enable")


def test_date_times_without_zone_and_others(managed, acs):
    """Without a zone it is UTC (TR-106, 3.2.2)."""
    assert_judged(managed, acs, PHASE, "dateTime", DATE_TIMES, None)


NAMES = {
    "a full name with a dot behind it": LABEL + ".",
    "an object without its dot": SIP + "Client.1",
    "a table without its dot": SIP + "Client",
    "two dots": LABEL.replace("Client.1", "Client..1"),
    "a dot before it": "." + LABEL,
    "a blank behind it": LABEL + " ",
    "a blank before it": " " + LABEL,
    "another case": LABEL.lower(),
    "an instance of 0": LABEL.replace("Client.1", "Client.0"),
    "an instance with a sign": LABEL.replace("Client.1", "Client.+1"),
    "an instance with zeros": LABEL.replace("Client.1", "Client.01"),
    "an instance that overflows": LABEL.replace("Client.1", "Client.4294967297"),
    "an instance in braces": LABEL.replace("Client.1", "Client.{i}"),
    "a wildcard": LABEL.replace("Client.1", "Client.*"),
    "an alias": LABEL.replace("Client.1", "Client.[one]"),
    "one dot": ".",
    "256 characters": "Device." + "x" * 249,
    "257 characters": "Device." + "x" * 250,
    "100,000 characters": "Device." + "x" * 99_993,
    "256 characters of three octets": "\u20ac" * 256,
}


@pytest.fixture
def in_session(managed, acs):
    session = session_now(managed, acs)
    yield managed, session
    session.end()
    wait_for_result(managed, "ok")


def test_names_with_trailing_or_missing_dots_and_256_characters(in_session):
    phone, session = in_session
    before = stored(phone)
    for what, name in NAMES.items():
        asked = session.fault_of(soap.get_values([KEY, name]))
        assert asked.code == 9005, what
        assert len(asked.text) < 1000 and name.strip()[:20] in asked.text, what
        assert session.fault_of(soap.get_names(name, False)).code == 9005, what
        fault = session.fault_of(soap.set_values([(LABEL, "string", "no"), (name, "string", "x")], "no"))
        assert fault.code == 9003 and [code for _, code in fault.parameters] == [9005], what
        if not what.endswith("without its dot"):  # which a client must bear there
            assert session.fault_of(soap.set_attributes({name: 2})).code == 9005, what
            assert session.fault_of(soap.get_attributes([name])).code == 9005, what
    assert session.get(KEY) == {KEY: ""}
    assert stored(phone) == before


def test_duplicates(in_session):
    phone, session = in_session
    before = stored(phone)
    fault = session.fault_of(soap.set_values([(LABEL, "string", "a"), (LABEL, "string", "a")], "no"))
    assert fault.code == 9003 and {name for name, _ in fault.parameters} <= {LABEL}
    assert session.get(LABEL, LABEL, KEY)[KEY] == ""
    assert stored(phone) == before


@pytest.mark.parametrize("key", ["k" * 33, "\u20ac" * 33, "k" * 100_000])
def test_keys_of_33_characters(in_session, key):
    phone, session = in_session
    before = stored(phone)
    for body in (soap.set_values([(LABEL, "string", "no")], key), soap.reboot(key)):
        fault = session.fault_of(body)
        assert fault.code == 9003 and "32" in fault.text, fault
    assert stored(phone) == before
    assert session.get(KEY) == {KEY: ""}


def test_keys_of_32_characters_of_three_octets(in_session):
    _, session = in_session
    assert session.set([(LABEL, "string", "yes")], "\u20ac" * 32) == 0
    assert session.get(KEY) == {KEY: "\u20ac" * 32}


# Below HTTP's body

CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n"


def test_a_chunked_body_that_never_ends(managed, acs):
    before = stored(managed)
    session = session_now(managed, acs)
    session.answer_inform()
    session.trouble().endless(CHUNKED, b"1000\r\n" + b" " * 0x1000 + b"\r\n")
    wait_for_result(managed, "more than 4 MiB")
    assert_unharmed(managed, acs, before)


@pytest.mark.parametrize("chunks", [b"zz\r\n", b"ffffffffffffffffff\r\n", b"-1\r\n\r\n"])
def test_chunks_that_are_none(managed, acs, chunks):
    before = stored(managed)
    session = session_now(managed, acs)
    session.answer_inform()
    session.trouble().raw(CHUNKED + chunks)
    wait_for_result(managed, "http", "broke", "complete")
    assert_unharmed(managed, acs, before)


@pytest.mark.parametrize("where", ["at the end", "instead of InformResponse"])
def test_a_body_after_204(managed, acs, where):
    """It belongs to nothing: 204 is the end."""
    before = stored(managed)
    session = session_now(managed, acs)
    if where == "at the end":
        session.answer_inform()
    body = question()
    session.trouble().raw(b"HTTP/1.1 204 No Content\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    result = wait_for_result(managed, "ok" if where == "at the end" else "204")
    assert "secret-text" not in result
    assert_unharmed(managed, acs, before)


def test_401_for_ever(managed, acs):
    """One answer to the challenge, and no more."""
    before = stored(managed)
    asked = len(acs.requests)
    session = session_now(managed, acs)
    challenge = [("WWW-Authenticate", 'Digest realm="r", qop="auth", nonce="n", algorithm=MD5')]
    session.trouble().reply(401, headers=challenge)
    acs.next_exchange().reply(401, headers=challenge)
    wait_for_result(managed, "401")
    assert len(acs.requests) == asked + 2
    assert_unharmed(managed, acs, before)


def test_redirects_in_a_circle(managed, acs, make_acs):
    before = stored(managed)
    other = make_acs()
    session = session_now(managed, acs)
    waiting, here, there = session.trouble(), acs, other
    for _ in range(5):
        waiting.reply(302, headers=[("Location", there.url())])
        waiting = there.next_exchange()
        here, there = there, here
    waiting.reply(302, headers=[("Location", there.url())])
    assert "more than 5" in wait_for_result(managed, "redirect")
    assert acs.exchanges.empty() and other.exchanges.empty()
    assert acs_status(managed)["url"] == acs.url()
    assert_unharmed(managed, acs, before)
