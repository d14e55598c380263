"""Settings that are none: a clear error before anything begins. Ports that others have: the phone registers all the same."""

import socket
import subprocess

import pytest

from rig.paths import SOURCE
from rig.waiting import until


def run(arguments):
    return subprocess.run([str(word) for word in arguments], capture_output=True, text=True, timeout=20, check=False)


def both_daemons(phone):
    return phone.agent_arguments(), phone.core_arguments()


def assert_refused(phone, *words):
    """Neither daemon starts, and --check says the same; all `words` are in what they say."""
    for arguments in both_daemons(phone):
        for option in ([], ["--check"]):
            done = run([*arguments, *option])
            assert done.returncode == 1, f"{arguments[0].name} {option}: {done}"
            for word in words:
                assert word in done.stdout + done.stderr, f"{arguments[0].name} {option}: {done}"


def test_an_unknown_setting(make_phone):
    phone = make_phone(settings={"snmp.lisen": "udp:127.0.0.1"})
    line = phone.config.read_text().splitlines().index("snmp.lisen = udp:127.0.0.1") + 1
    assert_refused(phone, f"{phone.config}:{line}: ", "snmp.lisen")


def test_a_setting_with_a_wrong_value(make_phone):
    phone = make_phone(settings={"device.accounts": "many", "log.level": "loud"})
    assert_refused(phone, "device.accounts", "log.level")


@pytest.mark.parametrize("trouble", ["missing", "open to others", "empty"])
def test_a_secret_file_that_cannot_be_used(make_phone, trouble):
    phone = make_phone()
    secret = phone.secret_file("the secret itself")
    if trouble == "missing":
        secret.unlink()
    elif trouble == "open to others":
        secret.chmod(0o644)
    else:
        secret.write_text("")
    phone.configure({"snmp.user.1.auth_key_file": secret})
    done = run([*phone.agent_arguments(), "--check"])
    assert done.returncode == 1
    assert str(secret) in done.stdout + done.stderr
    assert "the secret itself" not in done.stdout + done.stderr


def test_what_stands_in_the_file_is_accepted(make_phone):
    phone = make_phone()
    for arguments in both_daemons(phone):
        done = run([*arguments, "--check"])
        assert done.returncode == 0, done


def test_the_example_is_accepted(make_phone):
    phone = make_phone()
    phone.config.write_text((SOURCE / "config" / "lineman.conf").read_text())
    for arguments in both_daemons(phone):
        done = run([*arguments, "--check"])
        assert done.returncode == 0, done


def test_the_snmp_port_in_use(make_phone, registrar_a):
    """The phone registers all the same, says what is wrong, and opens the door once it can."""
    phone = make_phone()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as squatter:
        squatter.bind(("127.0.0.1", phone.snmp_port))
        phone.start()
        phone.change({"network.snmp.enable": 1} | phone.account_values(1, registrar_a.target))
        phone.wait_until_registered()
        [door] = until(lambda: [one for one in phone.status()["doors"] if one["problem"]], "the door to say so")
        assert door["open"] is False and "in use" in door["problem"]
    until(lambda: all(one["open"] for one in phone.status()["doors"] if one["door"] == "snmp"), "the door to be opened")


def test_the_sip_port_in_use(make_phone, registrar_a):
    phone = make_phone()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as squatter:
        squatter.bind(("127.0.0.1", phone.sip_port))
        phone.start()
        phone.change(phone.account_values(1, registrar_a.target))
        phone.wait_until_registered()
