"""The phone whose status the picture shows: one account as it should be, one on its second server, one with a wrong password."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from rig.management import wait_for_result
from rig.name_server import NameServer
from rig.phone import Phone
from rig.ports import free_port
from rig.registrar import Registrar
from scripted_acs.certificates import authority
from world import PatientAcs, serving

COMMAND = "linemanctl status"
COLUMNS = 80


@dataclass(frozen=True)
class Place:
    """Where the scene plays."""

    first: str  # address of the first registrar
    second: str
    nobody: str  # address where no server is
    sip_port: int
    acs_host: str
    acs_port: int
    runtime: Path
    settings: dict  # that the place demands


def on_loopback(folder):
    return Place("127.0.0.1", "127.0.0.2", "127.0.0.3", free_port(), "localhost", free_port(), folder / "run", {})


def accounts(phone, place):
    first, second, nobody = (f"{address}:{place.sip_port}" for address in (place.first, place.second, place.nobody))
    one_at_a_time = {"fallback__redundancy_type": 1, "fallback__timeout": 3600}
    values = phone.account_values(1, first, second, label="Reception", **one_at_a_time)
    values |= phone.account_values(2, nobody, second, label="Workshop", **one_at_a_time)
    values |= phone.account_values(3, first, label="Gate") | {"account.3.password": "not the one"}
    return values


@contextlib.contextmanager
def status_scene(folder, place):
    """Yields the phone once all is as the picture has it."""
    with contextlib.ExitStack() as stack:
        registrars = [Registrar(name, folder, address, place.sip_port)
                      for name, address in (("A", place.first), ("B", place.second))]
        for registrar in registrars:
            registrar.start()
            stack.callback(registrar.stop)
        names = NameServer(folder, "127.0.0.1", free_port())
        names.start()
        stack.callback(names.stop)
        trusted = authority(folder / "ca", "trusted")
        acs = PatientAcs(port=place.acs_port, certificate=trusted.sign("acs", [f"DNS:{place.acs_host}"]))
        stack.enter_context(serving(acs))
        phone = Phone(folder, names, 4, place.settings | {"cwmp.ca_file": trusted.certificate})
        phone.runtime = place.runtime
        stack.callback(phone.end)
        phone.start()
        url = f"https://{place.acs_host}" + (f":{acs.port}" if acs.port != 443 else "") + "/"
        phone.change(accounts(phone, place) | {
            "network.snmp.enable": 1, "static.managementserver.enable": 1, "static.managementserver.url": url,
            "static.managementserver.periodic_inform_interval": 3600})
        phone.wait_until_registered(1, server=1)
        phone.wait_until_registered(2, server=2)
        phone.wait_for("the password to be refused", 3, state="authFailed")
        wait_for_result(phone, "ok")
        yield phone


