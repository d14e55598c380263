"""The ACS with a phone that is not one."""

import ssl
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

import fake_phone
from fake_phone import FakePhone, inform
from scripted_acs import schema, soap
from scripted_acs.certificates import authority
from scripted_acs.connection_request import connection_request
from scripted_acs.digest import OK, Challenger, Credentials
from scripted_acs.player import Player
from scripted_acs.record import ACS, PHONE, Record
from scripted_acs.scenario import ScenarioError, parse
from scripted_acs.server import Policy
from scripted_acs.session import Acs, Broken, Refused

ME = Credentials("00005E-1", "a secret")


@pytest.fixture
def make_acs(tmp_path):
    made = []

    def make(**arguments):
        made.append(Acs(record=Record(tmp_path / "record"), **arguments))
        return made[-1]

    yield make
    for acs in made:
        acs.close()


@pytest.fixture
def play(make_acs):
    """Plays a scenario's text with what `phone` does beside it; returns what went wrong, or nothing."""
    def play(text, phone, **arguments):
        acs = make_acs(**arguments)
        threading.Thread(target=phone, args=(FakePhone(acs, ME),), daemon=True).start()
        Player(acs).play(parse(text, "s.txt"))
        return acs

    return play


def one_get(phone):
    """A session in which the ACS asks once."""
    assert phone.post(inform(("M Reboot", "k"), "4 VALUE CHANGE", retry=2))[0] == 200
    _, asked = phone.post()
    assert "GetParameterValues" in asked
    phone.post(fake_phone.values_response([("Device.A", "string", "7 &amp; 8")], "acs-1"))


def test_a_session_of_a_scenario(play):
    acs = play("""
expect inform M Reboot, 4 VALUE CHANGE
expect key M Reboot = k
expect retry 2
get Device.A
expect value Device.A = "7 & 8"
expect count 1
end
""", one_get)
    names = [path.name for path in acs.record.messages(PHONE) + acs.record.messages(ACS)]
    assert names == ["0001-phone-Inform.xml", "0004-phone-GetParameterValuesResponse.xml",
                     "0002-acs-InformResponse.xml", "0003-acs-GetParameterValues.xml"]


@pytest.mark.parametrize("line,sentence", [
    ("expect value Device.A = 8", "s.txt:3: Device.A is '7 & 8', not '8'"),
    ("expect value Device.B = 8", "s.txt:3: the phone's GetParameterValuesResponse does not have it"),
    ("expect fault 9005", "s.txt:3: the phone answered with GetParameterValuesResponse"),
    ("expect inform", "s.txt:3: the session before is still open"),
    ("", "s.txt:2: the session is still open")])
def test_what_is_not_as_expected_is_said_with_its_line(play, line, sentence):
    with pytest.raises(ScenarioError) as raised:
        play(f"expect inform\nget Device.A\n{line}", one_get)
    assert str(raised.value).startswith(sentence)


def test_faults_of_parameters(play):
    def phone(phone):
        phone.post(inform("2 PERIODIC"))
        phone.post()
        phone.post(fake_phone.set_fault([("Device.A", 9007), ("Device.B", 9005)], "acs-1"))

    play("""
expect inform 2 PERIODIC
set key
    Device.A unsignedInt 8
    Device.B 1
expect fault 9003
expect fault Device.A 9007
expect fault Device.B 9005
end 200
""", phone)


def test_an_answer_with_another_id_is_no_answer(make_acs):
    acs = make_acs()

    def phone(phone):
        phone.post(inform("1 BOOT"))
        phone.post()
        phone.post(fake_phone.set_response("another"))

    threading.Thread(target=phone, args=(FakePhone(acs),), daemon=True).start()
    with pytest.raises(Broken, match="answered with the ID 'another', asked with 'acs-1'"):
        acs.session().set([("Device.A", "string", "")])


def test_a_refusal_is_raised(make_acs):
    acs = make_acs()

    def phone(phone):
        phone.post(inform("1 BOOT"))
        phone.post()
        phone.post(fake_phone.set_fault([("Device.A", 9007)], "acs-1"))

    threading.Thread(target=phone, args=(FakePhone(acs),), daemon=True).start()
    with pytest.raises(Refused) as raised:
        acs.session().set([("Device.A", "string", "")])
    assert raised.value.fault.parameters == (("Device.A", 9007),)


def in_background(acs):
    """Ends each session; returns where the Informs are kept."""
    informs = []

    def serve():
        try:
            while True:
                session = acs.session(20)
                informs.append(session.inform)
                session.end()
        except Broken:
            pass

    threading.Thread(target=serve, daemon=True).start()
    return informs


@pytest.mark.parametrize("policy,challenges", [
    (Policy("digest", ME), 1), (Policy("digest", ME, "SHA-256"), 1), (Policy("digest", ME, qop=""), 1),
    (Policy("digest", ME, nonce_uses=1), 2), (Policy("digest", ME, bind_nonce=True), 1),
    (Policy("digest", ME, cookies=True), 1), (Policy(), 0)])
def test_what_a_phone_has_to_bear(make_acs, policy, challenges):
    acs = make_acs(policy=policy)
    informs = in_background(acs)
    phone = FakePhone(acs, ME)
    assert phone.post(inform("1 BOOT"))[0] == 200
    assert phone.post()[0] == 204
    assert phone.challenges == challenges
    assert bool(phone.cookies) == policy.cookies
    assert [one.events for one in informs] == [["1 BOOT"]]


def test_a_wrong_password_stays_outside(make_acs):
    acs = make_acs(policy=Policy("digest", ME))
    assert FakePhone(acs, Credentials(ME.username, "wrong")).post(inform("1 BOOT"))[0] == 401
    assert acs.exchanges.empty()


def test_a_nonce_bound_to_the_connection_is_worth_nothing_on_another(make_acs):
    acs = make_acs(policy=Policy("digest", ME, bind_nonce=True, close=True))
    in_background(acs)
    phone = FakePhone(acs, ME)
    # The challenge's connection is closed, so its answer comes over another one.
    assert phone.post(inform("1 BOOT"))[0] == 401


def test_a_session_without_its_cookie_is_refused(make_acs):
    acs = make_acs(policy=Policy(cookies=True))
    in_background(acs)
    phone = FakePhone(acs)
    phone.post(inform("1 BOOT"))
    phone.cookies.clear()
    assert phone.post() == (400, "no cookie")


def test_another_namespace_is_refused(make_acs):
    acs = make_acs(accepts=("1-0",), refusal=500)
    informs = in_background(acs)
    phone = FakePhone(acs)
    assert phone.post(inform("1 BOOT"))[0] == 500
    status, text = phone.post(inform("1 BOOT", cwmp="1-0"))
    assert status == 200 and "cwmp-1-0" in text
    assert [one.cwmp for one in informs] == ["1-0"]


def test_troubles(make_acs):
    """Each is what it says, seen from the other end."""
    for answer, seen in (("500", 500), ("401", 401), ("redirect http://127.0.0.1/", 302), ("malformed", 200),
                         ("dtd", 200), ("8005", 200)):
        acs = make_acs()
        thread = threading.Thread(target=Player(acs).play, args=(parse(f"expect inform\nanswer {answer}", "s"),))
        thread.start()
        assert FakePhone(acs).post(inform("1 BOOT"))[0] == seen
        thread.join()
    for answer in ("close", "endless-header"):
        acs = make_acs()
        thread = threading.Thread(target=Player(acs).play, args=(parse(f"expect inform\nanswer {answer}", "s"),))
        thread.start()
        assert FakePhone(acs).post(inform("1 BOOT"))[0] == 0
        thread.join()


OURS = {
    "InformResponse": soap.inform_response(), "GetParameterValues": soap.get_values(["Device.", "a&b"]),
    "GetParameterNames": soap.get_names("", True), "SetParameterValues": soap.set_values([("A", "string", "<")], "k"),
    "GetParameterAttributes": soap.get_attributes(["A"]), "SetParameterAttributes": soap.set_attributes({"A": 2}),
    "AddObject": soap.add_object("A."), "DeleteObject": soap.delete_object("A.1."), "Reboot": soap.reboot("k"),
    "GetRPCMethods": soap.call("GetRPCMethods"), "FactoryReset": soap.call("FactoryReset"), "Fault": soap.fault(8005),
    "Download": soap.download(soap.File("3 Vendor Configuration File", "http://h/?a&b", "u", "p", 7, "t"), "k", 5),
    "Upload": soap.upload(soap.File("2 Vendor Log File", "http://h/"), "k"),
    "ScheduleInform": soap.schedule_inform(5, "k"), "TransferCompleteResponse": soap.transfer_complete_response()}
# RPCs that older namespaces do not have.
LATER = {
    "GetAllQueuedTransfers": soap.call("GetAllQueuedTransfers"), "CancelTransfer": soap.cancel_transfer("k"),
    "ScheduleDownload": soap.schedule_download(soap.File("1 Firmware Upgrade Image", "http://h/"),
                                               [soap.Window(0, 5), soap.Window(6, 9, "2 Immediately")], "k")}


def test_what_is_said_of_messages():
    """One line at least for each; no passwords."""
    for name, body in (OURS | LATER).items():
        assert next(soap.parse(soap.envelope(body)).lines()).split()[0] == name
    said = soap.set_values([("A", "string", "<"), ("A.Password", "string", "hidden")])
    assert list(soap.parse(soap.envelope(said)).lines()) == ["SetParameterValues", "A = <", "A.Password = ********"]
    for odd in (said.replace("<Name>A</Name>", ""), said.replace('<Value xsi:type="xsd:string">&lt;</Value>', ""),
                soap.set_attributes({"A": "loud"}), soap.call("GetParameterValues"), soap.call("GetParameterNames")):
        assert list(soap.parse(soap.envelope(odd)).lines())


@pytest.mark.parametrize("cwmp", ["1-0", "1-1", "1-2"])
def test_what_we_send_is_valid(tmp_path, cwmp):
    if not schema.present():
        pytest.skip("the CWMP schema is not there (../shared/models)")
    for name, body in (OURS | (LATER if cwmp == "1-2" else {})).items():
        (tmp_path / f"{name}.xml").write_bytes(soap.envelope(body, "1", cwmp))
    assert not schema.complaints(sorted(tmp_path.glob("*.xml")), tmp_path, cwmp)
    broken = tmp_path / "broken.xml"
    broken.write_bytes(soap.envelope(soap.call("Reboot"), "1", cwmp))
    assert "Reboot" in schema.complaints([broken], tmp_path, cwmp)


def test_certificates_are_what_they_say(tmp_path):
    made = authority(tmp_path)
    for name, names, expired in (("good", ["IP:127.0.0.1", "DNS:acs.test"], False), ("old", ["IP:127.0.0.1"], True),
                                 ("nameless", [], False)):
        certificate, key = made.sign(name, names, expired)
        assert key.exists()
        checked = subprocess.run(["openssl", "verify", "-CAfile", made.certificate, certificate], capture_output=True,
                                 text=True, check=False)
        assert (checked.returncode == 0) is not expired, checked
        said = subprocess.run(["openssl", "x509", "-noout", "-ext", "subjectAltName", "-in", certificate],
                              capture_output=True, text=True, check=False).stdout
        assert ("127.0.0.1" in said) == bool(names)


def test_https(tmp_path, make_acs):
    """And who does not trust the certificate says nothing."""
    made = authority(tmp_path / "ca")
    acs = make_acs(certificate=made.sign("acs", ["IP:127.0.0.1"]))
    informs = in_background(acs)
    phone = FakePhone(acs, trusts=made.certificate)
    assert (phone.post(inform("1 BOOT"))[0], phone.post()[0]) == (200, 204)
    stranger = FakePhone(acs, trusts=authority(tmp_path / "other").certificate)
    with pytest.raises(ssl.SSLCertVerificationError):
        stranger.post(inform("1 BOOT"))
    assert len(informs) == 1 and len(acs.requests) == 2


def test_a_phone_that_gave_up_is_not_waited_for(make_acs):
    acs = make_acs()
    first, second = FakePhone(acs), FakePhone(acs)
    threading.Thread(target=first.post, args=(inform("1 BOOT"),), daemon=True).start()
    while not acs.requests:
        pass
    first.close()
    threading.Thread(target=second.post, args=(inform("2 PERIODIC"),), daemon=True).start()
    assert acs.session().inform.events == ["2 PERIODIC"]


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_a_connection_request(algorithm):
    """To a phone that lets in with the right credentials alone."""
    challenger = Challenger(ME, algorithm)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            verdict = challenger.judge("GET", self.path, self.headers.get("Authorization", ""))
            self.send_response(200 if verdict == OK else 401)
            self.send_header("WWW-Authenticate", challenger.challenge())
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}/path?query"
        assert connection_request(url, ME).status == 200
        assert connection_request(url, ME, algorithm).status == 200
        assert connection_request(url, Credentials(ME.username, "wrong")).status == 401
        server.shutdown()


def test_the_command(tmp_path):
    """As scripts/demo runs it."""
    scenario = tmp_path / "s.txt"
    scenario.write_text("expect inform 1 BOOT\nget Device.A\nexpect value Device.A = $WANTED\nend\n")
    command = [sys.executable, "-B", Path(__file__).parent / "acs.py", "--scenario", scenario]
    checked = subprocess.run([*command, "--check"], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (1, f"{scenario}:3: $WANTED is not known\n")
    (tmp_path / "seven").write_text("7\n")
    for given in ("WANTED=7", f"WANTED=@{tmp_path}/seven"):
        assert subprocess.run([*command, "--check", "--let", given], check=False).returncode == 0
