"""Values that wait for the SIP core's next start, and what a start does with the registrations of the one before."""

import pytest

from rig.fake_registrar import FakeRegistrar, field, good_answer
from rig.ports import free_port
from rig.waiting import until


@pytest.fixture
def registrar(sip_port):
    """Has no passwords and grants what is asked."""
    fake = FakeRegistrar("127.0.0.1", sip_port, lambda request: [good_answer(request)])
    yield fake
    fake.close()


@pytest.fixture
def phone(make_phone):
    """Its SIP port is a parameter, not a setting."""
    phone = make_phone()
    phone.configure({"sip.bind": "127.0.0.1"})
    return phone


def restart_core(phone):
    assert phone.core.end() == 0
    phone.start_core()
    until(lambda: phone.status()["sipcore"]["generation"] == phone.generation(), "the new core to be loaded")


def contacts(registrar):
    return [field(request, "Contact") for request in registrar.requests]


def expiries(registrar):
    return [field(request, "Expires") for request in registrar.requests]


def test_a_new_listening_port_acts_after_the_cores_next_start(phone, registrar):
    first, second = free_port(), free_port()
    phone.start()
    phone.change({"sip.listen_port": first})
    restart_core(phone)
    phone.change(phone.account_values(1, registrar.target))
    phone.wait_until_registered()
    assert f"@127.0.0.1:{first};" in contacts(registrar)[-1]

    # It waits, and says so; nothing is sent because of it.
    reply = phone.change({"sip.listen_port": second})
    assert {"account": 0, "effect": "restart"} in reply["effects"]
    assert reply["applied"] is False
    phone.change({"account.1.sip_server.1.expires": 300})
    until(lambda: expiries(registrar)[-1] == "300", "the account to register anew")
    assert f"@127.0.0.1:{first};" in contacts(registrar)[-1]

    restart_core(phone)
    until(lambda: f"@127.0.0.1:{second};" in contacts(registrar)[-1], "the new port to act")
    phone.wait_until_registered()


def test_after_a_start_the_old_binding_is_removed_before_a_new_one_is_made(phone, registrar):
    phone.start()
    phone.change(phone.account_values(1, registrar.target, unregister_on_reboot=1))
    phone.wait_until_registered()
    assert expiries(registrar) == ["3600"], "the account was enabled after the start"

    restart_core(phone)
    until(lambda: len(registrar.requests) == 3, "the core to register anew")
    assert expiries(registrar) == ["3600", "0", "3600"]
    assert contacts(registrar)[1].split(">")[0] == contacts(registrar)[2].split(">")[0]
