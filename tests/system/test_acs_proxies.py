"""By way of an HTTP proxy (cwmp.proxy) to the ACS."""

import pytest

from rig.management import PHONE_USER, first_contact, point, session_now, wait_for_result
from rig.transfers import completion, file_at, phone_file
from rig.tree import KEY
from scripted_acs.digest import Credentials
from scripted_acs.file_server import whole
from rig.proxy import Proxy
from scripted_acs.server import Policy

PROXY_USER = Credentials("the-phone", "the-proxy-its-secret")


@pytest.fixture
def make_proxy():
    made = []

    def make(**arguments):
        made.append(Proxy(**arguments))
        return made[-1]

    yield make
    for proxy in made:
        proxy.close()


def by_way_of(make_phone, proxy, credentials=None, **settings):
    phone = make_phone()
    if credentials:
        settings["cwmp.proxy_credentials_file"] = phone.secret_file(f"{credentials.username}:{credentials.password}")
    phone.configure({"cwmp.proxy": proxy.url} | settings)
    phone.start()
    return phone


@pytest.mark.parametrize("scheme", ["", "digest"])
def test_proxy_for_http(make_phone, make_acs, make_proxy, scheme):
    proxy = make_proxy()
    phone = by_way_of(make_phone, proxy)
    acs = make_acs(policy=Policy(scheme, PHONE_USER))
    point(phone, acs)
    session = acs.session()
    assert session.get(KEY) == {KEY: ""}
    session.end()
    wait_for_result(phone, "ok")
    assert {(method, target) for method, target, _ in proxy.asked} == {("POST", acs.url())}


def tunnelled(make_phone, make_acs, trusted, proxy, credentials=None, **settings):
    phone = by_way_of(make_phone, proxy, credentials, **{"cwmp.ca_file": trusted.certificate} | settings)
    acs = make_acs(certificate=trusted.sign("acs", ["IP:127.0.0.1"]), policy=Policy("basic", PHONE_USER))
    point(phone, acs)
    return phone, acs


@pytest.mark.parametrize("credentials", [None, PROXY_USER])
def test_proxy_tunnels_https(make_phone, make_acs, make_proxy, trusted, credentials):
    """The proxy learns where to, and its own password alone."""
    proxy = make_proxy(credentials=f"{credentials.username}:{credentials.password}" if credentials else "")
    phone, acs = tunnelled(make_phone, make_acs, trusted, proxy, credentials)
    session = acs.session()
    assert session.get(KEY) == {KEY: ""}
    session.end()
    wait_for_result(phone, "ok")
    assert {(method, target) for method, target, _ in proxy.asked} == {("CONNECT", f"127.0.0.1:{acs.port}")}
    for _, _, headers in proxy.asked:
        assert not {"authorization", "cookie", "soapaction", "content-type"} & set(headers)
    assert not any("Proxy-Authorization" in headers for _, _, headers, _ in acs.requests)


@pytest.mark.parametrize("credentials", [None, Credentials("the-phone", "another one of its")])
def test_proxy_refuses_the_credentials(make_phone, make_acs, make_proxy, trusted, credentials):
    proxy = make_proxy(credentials=f"{PROXY_USER.username}:{PROXY_USER.password}")
    phone, acs = tunnelled(make_phone, make_acs, trusted, proxy, credentials)
    result = wait_for_result(phone, "407")
    assert proxy.url in result and "another one" not in result
    assert not acs.requests and len(proxy.asked) <= 3


def test_proxy_does_not_reach_the_acs(make_phone, make_acs, make_proxy, trusted):
    phone, acs = tunnelled(make_phone, make_acs, trusted, make_proxy(status=502))
    assert "the proxy said HTTP 502" in wait_for_result(phone, "502")
    assert not acs.requests


def test_proxy_that_is_not_there(make_phone, make_acs, make_proxy):
    proxy = make_proxy()
    phone = by_way_of(make_phone, proxy)
    url = proxy.url
    proxy.close()
    point(phone, make_acs())
    assert url in wait_for_result(phone, "refused")


def test_proxy_for_files(make_phone, acs, make_proxy, files):
    """As for sessions: whatever leads to the ACS leads to its files."""
    proxy = make_proxy()
    phone = by_way_of(make_phone, proxy)
    first_contact(phone, acs)
    files.gives["/phone.cfg"] = whole(phone_file({"account.1.label": "Front desk"}))
    session = session_now(phone, acs)
    session.download(file_at(files, "/phone.cfg"), "the key")
    session.end()
    assert completion(acs).outcomes == [("the key", 0)]
    assert [("GET", files.url("/phone.cfg"))] == [(method, target) for method, target, _ in proxy.asked if method == "GET"]


def test_proxy_exceptions(make_phone, make_acs, make_proxy):
    proxy = make_proxy(status=502)
    phone = by_way_of(make_phone, proxy, **{"cwmp.proxy_exceptions": "acs.example, 127.0.0.1"})
    first_contact(phone, make_acs())
    assert not proxy.asked


@pytest.mark.parametrize("name", ["http_proxy", "https_proxy", "all_proxy", "ALL_PROXY"])
def test_proxy_of_the_environment_does_not_count(make_phone, make_acs, make_proxy, monkeypatch, name):
    proxy = make_proxy(status=502)
    monkeypatch.setenv(name, proxy.url)
    phone = make_phone()
    phone.start()
    first_contact(phone, make_acs())
    assert not proxy.asked
