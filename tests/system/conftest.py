"""Fixtures of the system tests. What a fixture started it ends, whatever the test did."""

import shutil
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "acs"))

from rig.browser import Browser
from rig.doctor import healthy
from rig.invariants import assert_all_sums
from rig.management import assert_no_secrets, assert_schema, first_contact
from rig.manager import Manager
from rig.name_server import NameServer
from rig.page import PageServer
from rig.phone import Phone
from rig.ports import free_port
from rig.privacy import assert_no_secret_in_logs, assert_private
from rig.registrar import Registrar
from rig.waiting import until
from scripted_acs.file_server import FileServer
from scripted_acs.certificates import authority
from scripted_acs.record import Record
from scripted_acs.session import Acs

LOG_LINES = 150  # of each log, shown after a failure


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """A failure comes with the logs of all processes."""
    outcome = yield
    report = outcome.get_result()
    if report.failed and hasattr(item, "scratch_folder"):
        for log in sorted(item.scratch_folder.rglob("*.log")):
            lines = log.read_text(errors="replace").splitlines()[-LOG_LINES:]
            report.sections.append((str(log.relative_to(item.scratch_folder)), "\n".join(lines)))


@pytest.fixture
def scratch(request):
    """A private folder with a short name, since the path of a socket ends at 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="lm-"))
    request.node.scratch_folder = folder
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def sip_port():
    """One port for both registrars: a name with two addresses has one port."""
    return free_port()


@pytest.fixture
def registrar_a(scratch, sip_port):
    registrar = Registrar("A", scratch, "127.0.0.1", sip_port)
    registrar.start()
    yield registrar
    registrar.stop()


@pytest.fixture
def registrar_b(scratch, sip_port):
    registrar = Registrar("B", scratch, "127.0.0.2", sip_port)
    registrar.start()
    yield registrar
    registrar.stop()


@pytest.fixture
def registrars(scratch):
    """A and B, each at an address of its own, for phones of any user."""
    made = [Registrar(name, scratch, address, free_port(), asks_passwords=False)
            for name, address in (("A", "127.0.0.1"), ("B", "127.0.0.2"))]
    for registrar in made:
        registrar.start()
    yield made
    for registrar in made:
        registrar.stop()


@pytest.fixture
def name_server(scratch):
    """Knows multi.sip.test, which is the address of both registrars, A first."""
    server = NameServer(scratch, "127.0.0.1", free_port(),
                        ["multi 60 IN A 127.0.0.1", "multi 60 IN A 127.0.0.2", "b 60 IN A 127.0.0.2"])
    server.start()
    yield server
    server.stop()


@pytest.fixture
def make_phone(scratch, request):
    """Makes the phone, not yet started: make_phone(name_server=…, accounts=…, settings=…). Whatever became of it, its counters
    add up, and it has kept its secrets."""
    phones = []

    def make(**arguments):
        assert not phones, "one phone for each test"
        phones.append(Phone(scratch, **arguments))
        return phones[0]

    yield make
    for phone in phones:
        try:
            assert_all_sums(phone)
        finally:
            phone.end()
        assert_private(phone.state)
        assert_no_secret_in_logs(phone)


@pytest.fixture
def sound(make_phone, name_server):
    """A phone that is not started yet, and of which nothing is wrong."""
    phone = make_phone(name_server=name_server)
    healthy(phone)
    return phone


@pytest.fixture
def started(sound):
    sound.start()
    return sound


@pytest.fixture
def phone(make_phone):
    """Both daemons with two accounts and nothing configured but an open SNMP door."""
    phone = make_phone()
    phone.start()
    phone.change({"network.snmp.enable": 1})
    return phone


@pytest.fixture
def manager(scratch, phone):
    manager = Manager(scratch, phone.snmp_port)
    until(manager.answers, "the SNMP agent to answer")
    return manager


@pytest.fixture
def make_acs(scratch):
    """Makes ACSs: make_acs(policy=…, accepts=…, certificate=…). All that the phone sent to one has to be valid, and no
    password may stand in a log."""
    made = []

    def make(**arguments):
        number = len(made) + 1
        log = open(scratch / f"acs-{number}.log", "a", buffering=1, encoding="utf-8")
        record = Record(scratch / f"acs-{number}", lambda line: log.write(line + "\n"))
        made.append(Acs(record=record, **{"port": free_port()} | arguments))
        return made[-1]

    yield make
    for acs in made:
        acs.close()
    for acs in made:
        assert_schema(acs, scratch)
    assert_no_secrets(scratch)


@pytest.fixture
def trusted(scratch):
    """An authority for certificates of ACSs; a phone trusts it where cwmp.ca_file says so."""
    return authority(scratch / "ca", "trusted")


@pytest.fixture
def acs(make_acs):
    return make_acs()


@pytest.fixture
def make_files():
    """Makes file servers: make_files(credentials=…, certificate=…)."""
    made = []

    def make(**arguments):
        made.append(FileServer(**arguments))
        return made[-1]

    yield make
    for server in made:
        server.close()


@pytest.fixture
def files(make_files):
    return make_files()


@pytest.fixture
def managed(phone, acs):
    """A phone that the ACS has met."""
    first_contact(phone, acs)
    return phone


@pytest.fixture
def two_accounts(phone, acs, registrar_a):
    """Both registered with the same registrar; the ACS has met the phone."""
    phone.change(phone.account_values(1, registrar_a.target, sip_server__1__expires=600)
                 | phone.account_values(2, registrar_a.target, sip_server__1__expires=600))
    for account in (1, 2):
        phone.wait_until_registered(account)
    first_contact(phone, acs)
    return phone


@pytest.fixture
def browser(scratch):
    browser = Browser(scratch)
    yield browser
    browser.end()


@pytest.fixture
def page(phone):
    """The address of the phone's own page."""
    server = PageServer(phone)
    server.start()
    yield server.url
    server.end()
