"""Outbound proxies in the place of the servers, with real registrars behind them."""

from rig.waiting import until

SHORTEST_LEASE = 30
HOME = "home.example"  # no name server knows it: only the proxies lead there


def proxies(phone, first, second=None, **more):
    values = phone.account_values(1, f"{HOME}:5060", outbound_proxy_enable=1, sip_server__1__expires=SHORTEST_LEASE, **more)
    for number, proxy in ((1, first), (2, second)):
        if proxy:
            values |= {f"account.1.outbound_proxy.{number}.address": proxy.address,
                       f"account.1.outbound_proxy.{number}.port": proxy.port}
    return values


def test_the_account_registers_through_its_proxy(phone, registrar_a):
    phone.change(proxies(phone, registrar_a))
    phone.wait_until_registered(target=registrar_a.target, server=1, mode="primary")
    assert "1001" in registrar_a.bindings()


def test_proxy_2_takes_over_and_gives_back(phone, registrar_a, registrar_b):
    phone.change(proxies(phone, registrar_a, registrar_b, outbound_proxy_fallback_interval=3))
    phone.wait_until_registered(target=registrar_a.target, server=1)
    assert registrar_b.seen() == 0, "proxies are tried one after the other, whatever redundancy_type says"
    registrar_a.stop()
    phone.wait_until_registered(target=registrar_b.target, server=2, mode="fallback", fallbacks=1, deadline=40)
    registrar_a.start()
    phone.wait_until_registered(target=registrar_a.target, server=1, mode="primary", failbacks=1)
    until(lambda: "1001" not in registrar_b.bindings(), "the binding at proxy 2 to be removed")


def test_a_change_to_proxies_and_back_is_one_move_each(phone, registrar_a, registrar_b):
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered(target=registrar_a.target)
    reply = phone.change({"account.1.outbound_proxy.1.address": registrar_b.address,
                          "account.1.outbound_proxy.1.port": registrar_b.port, "account.1.outbound_proxy_enable": 1})
    assert reply["effects"] == [{"account": 1, "effect": "reregister"}]
    phone.wait_until_registered(target=registrar_b.target)
    phone.change({"account.1.outbound_proxy_enable": 0})
    phone.wait_until_registered(target=registrar_a.target)
    until(lambda: "1001" not in registrar_b.bindings(), "the binding at the proxy to be removed")
