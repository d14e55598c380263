"""The network goes away and comes back, in whichever way: the phone registers again, managers and the ACS find it as before, and
nobody has started anything anew."""

import pytest

from rig.management import Listener, first_contact
from rig.manager import Manager
from rig.own_network import NETWORK, PHONE, WORLD, OwnNetwork
from rig.ports import free_port
from rig.registrar import Registrar
from rig.waiting import until

ACCOUNTS = (1, 2)  # over UDP and over TCP
LEASE = 30
DEADLINE = 180  # the lease has to end, or the ladder of retries comes to its next rung
# What each account may send once the network is there again: a few attempts, each of them challenged or resent. A storm is
# hundreds.
REGISTERS = 30
INFORMS = 10
FLAPS = 20

# How it goes, and how it comes back.
WAYS = {
    "the cable": (lambda net: net.ip_of_world("link set world0 down"), lambda net: net.ip_of_world("link set world0 up")),
    "the interface": (lambda net: net.ip("link set phone0 down"), lambda net: net.ip("link set phone0 up")),
    "the address": (lambda net: net.take_address(), lambda net: net.give_address()),
}


@pytest.fixture
def network():
    with OwnNetwork() as network:
        yield network


@pytest.fixture
def registrar(network, scratch):
    registrar = Registrar("W", scratch, WORLD, free_port())
    registrar.start()
    yield registrar
    registrar.stop()


@pytest.fixture
def away(network, registrar, make_phone, make_acs, scratch):
    """A phone with all its peers at the other end of the cable."""
    acs = make_acs(address=WORLD)
    phone = make_phone(settings={"sip.keepalive_interval": 5, "snmp.community.1.source": NETWORK})
    phone.configure({"snmp.listen": f"udp:0.0.0.0:{phone.snmp_port}", "sip.bind": f"0.0.0.0:{phone.sip_port}",
                     "cwmp.listen": f"{PHONE}:{phone.cwmp_port}"})
    phone.start(network.prefix)
    values = {"network.snmp.enable": 1}
    for account in ACCOUNTS:
        values |= phone.account_values(account, registrar.target, sip_server__1__expires=LEASE, reg_fail_retry_interval=2,
                                       sip_server__1__transport_type=account - 1)
    phone.change(values)
    first_contact(phone, acs)
    return Away(phone, network, registrar, Manager(scratch, phone.snmp_port, address=PHONE), Listener(acs))


class Away:
    def __init__(self, phone, network, registrar, manager, listener):
        self.phone = phone
        self.network = network
        self.registrar = registrar
        self.manager = manager
        self.listener = listener

    def wait_until_there(self):
        def there():
            known = self.registrar.bindings()
            states = {number: self.phone.account(number)["state"] for number in ACCOUNTS}
            return all(str(1000 + number) in known and states[number] == "registered" for number in ACCOUNTS)
        until(there, "both accounts to be registered, as the registrar sees it too", DEADLINE)
        until(self.manager.answers, "the SNMP agent to answer", DEADLINE)

    def wait_until_gone(self):
        until(lambda: all(self.phone.account(number)["state"] != "registered" for number in ACCOUNTS),
              "the phone to notice", DEADLINE)
        assert not self.manager.answers()

    def told(self):
        """How much the peers heard so far."""
        return self.registrar.seen(), len(self.listener.informs)


@pytest.mark.parametrize("way", WAYS)
def test_the_network_goes_and_comes_back(away, way):
    go, come = WAYS[way]
    phone, processes = away.phone, (away.phone.agent.pid, away.phone.core.pid)
    away.wait_until_there()
    registers, informs = away.told()
    go(away.network)
    away.wait_until_gone()
    phone.change({"account.1.sip_server.1.expires": LEASE + 10})  # the shell needs no network
    assert phone.ctl("inform").code == 0
    until(lambda: "ok" not in (phone.status()["acs"]["result"] or ""), "a session to fail")
    come(away.network)
    away.wait_until_there()
    until(lambda: len(away.listener.informs) > informs, "the session that was asked for", DEADLINE)
    until(lambda: away.registrar.requests("REGISTER", "1001")[-1].expires == str(LEASE + 10), "the change to be heard")
    assert away.manager.set([("accountLabel.1", "s", "back")]).error == "noError"
    assert phone.account(1)["state"] == "registered"
    heard = [now - before for now, before in zip(away.told(), (registers, informs))]
    assert heard[0] <= REGISTERS * len(ACCOUNTS) and heard[1] <= INFORMS, f"REGISTERs and Informs: {heard}"
    assert processes == (phone.agent.pid, phone.core.pid) and phone.agent.running() and phone.core.running()
    away.listener.close()


def test_another_address_each_time(away):
    """A phone that is carried around."""
    away.wait_until_there()
    before, _ = away.told()
    address = PHONE
    for number in range(FLAPS):
        away.network.take_address(address)
        address = f"10.9.1.{number + 1}" if number + 1 < FLAPS else PHONE
        away.network.give_address(address)
    away.wait_until_there()
    until(lambda: all(f"@{PHONE}:" in away.registrar.requests("REGISTER", str(1000 + number))[-1].contact
                      for number in ACCOUNTS), "the last address to be registered", DEADLINE)
    assert away.told()[0] - before <= REGISTERS * len(ACCOUNTS) * 2
    away.listener.close()


def test_a_cable_with_a_loose_contact(away):
    away.wait_until_there()
    before = away.told()
    for _ in range(FLAPS):
        away.network.ip_of_world("link set world0 down")
        away.network.ip_of_world("link set world0 up")
    away.wait_until_there()
    away.phone.change({"account.1.label": "after all that"})
    assert away.phone.ctl("inform").code == 0
    until(lambda: away.told()[1] > before[1], "the session that was asked for", DEADLINE)
    assert away.told()[0] - before[0] <= REGISTERS * len(ACCOUNTS) * 2
    away.listener.close()
