"""The JSON interface of the phone's page, beside a real agent, core and registrar."""

import http.client
import json

import pytest
from rig.page import PASSWORDS, PageServer
from rig.waiting import until

LABEL = "account.1.label"


class Caller:
    """Asks as the page's own script does."""

    def __init__(self, port):
        self._port = port
        self.cookie = ""

    def ask(self, method, path, body=None, origin=None):
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {"Cookie": self.cookie}
        if method == "POST":
            headers |= {"Content-Type": "application/json", "Origin": origin or f"http://127.0.0.1:{self._port}"}
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        response = connection.getresponse()
        text = response.read()
        self.headers = response.headers
        connection.close()
        return response.status, json.loads(text) if text else None

    def log_in(self, name, password=None):
        status, said = self.ask("POST", "/api/login", {"name": name, "password": password or PASSWORDS[name]})
        if status == 204:
            self.cookie = self.headers["Set-Cookie"].split(";")[0]
        return status

    def call(self, method, **parameters):
        return self.ask("POST", f"/api/control/{method}", parameters)


@pytest.fixture
def served(phone):
    server = PageServer(phone)
    server.start()
    yield server
    server.end()


def test_a_change_is_from_the_user_and_names_what_it_knew(phone, served):
    installer = Caller(served.port)
    assert installer.log_in("installer") == 204
    generation = installer.call("Status")[1]["generation"]
    changes = [{"name": LABEL, "value": "Lobby"}]
    assert installer.call("Set", changes=changes, base=generation)[0] == 200
    newest = phone.ask("history")["generations"][0]
    assert newest["asker"] == {"door": "web", "who": "installer"}
    status, said = installer.call("Set", changes=[{"name": LABEL, "value": "Hall"}], base=generation)
    assert (status, said["parameters"]["problems"][0]["code"]) == (422, "conflict")
    assert phone.ask("get", LABEL)["values"][0]["value"] == "Lobby"


def test_who_may_read_changes_nothing(served):
    desk = Caller(served.port)
    assert desk.log_in("helpdesk") == 204
    assert desk.call("Status")[0] == 200
    status, said = desk.call("Set", changes=[{"name": LABEL, "value": "x"}])
    assert (status, said["error"]) == (403, "org.lineman.Control1.NotPermitted")


def test_a_forged_origin_and_a_cookie_after_logout_are_refused(served):
    installer = Caller(served.port)
    installer.log_in("installer")
    status, _ = installer.ask("POST", "/api/control/Set", {"changes": []}, origin="http://evil.example")
    assert status == 403
    assert installer.ask("POST", "/api/logout", {})[0] == 204
    assert installer.call("Status")[0] == 401


def test_wrong_passwords_are_held_up(served):
    stranger = Caller(served.port)
    statuses = [stranger.log_in("installer", "guess") for _ in range(12)]
    assert statuses[:5] == [401] * 5
    assert 429 in statuses
    assert int(stranger.headers["Retry-After"]) >= 1


def test_the_agent_goes_and_comes_back(phone, served):
    installer = Caller(served.port)
    installer.log_in("installer")
    assert installer.call("Status")[0] == 200
    phone.agent.kill()
    assert installer.call("Status") == (503, {"error": "org.lineman.Web1.AgentAway"})
    phone.start_agent()
    until(lambda: installer.call("Status")[0] == 200, "the page to find the agent again")
