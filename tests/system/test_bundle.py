"""`linemanctl bundle`: everything that helps from afar, and none of the phone's secrets."""

import base64
import json
import os
import stat
import tarfile
from urllib.parse import quote

import pytest

from rig import ordinary
from rig.doctor import healthy, run
from rig.jumping_clock import WallClock
from rig.management import PHONE_USER, REQUEST_USER, acs_values

ALWAYS = {"doctor.txt", "doctor.json", "settings.conf", "versions.txt", "sockets.txt", "resolv.conf", "memory.txt"}
OF_THE_AGENT = {"status.json", "counters.json", "values.json", "history.json", "diffs.json", "events.json"}


def unpacked(path):
    """{name: content}; the archive has one folder and files of its owner's alone."""
    with tarfile.open(path, "r:gz") as archive:
        members = archive.getmembers()
        assert {member.mode for member in members} == {0o600}
        [folder] = {member.name.partition("/")[0] for member in members}
        assert folder.startswith("lineman-")
        return {member.name.partition("/")[2]: archive.extractfile(member).read() for member in members}


def forms_of(secret):
    """As it could stand somewhere: plain, within a URL, in base64 at each of the three places of a word."""
    yield secret.encode()
    yield quote(secret, safe="").encode()
    for before in range(3):
        whole = base64.b64encode(b"x" * before + secret.encode() + b"y" * 3)
        # The letters that the secret alone decides.
        yield whole[4 if before else 0:len(whole) - 8]


def assert_holds_none(files, secrets):
    for name, content in files.items():
        for secret in secrets:
            for form in forms_of(secret):
                assert form not in content, f"{secret} as {form} in {name}"


def make(phone, path, **more):
    done = run(phone, "-f", "json", path, verb="bundle", **more)
    assert done.returncode == 0, done
    return json.loads(done.stdout)


@pytest.fixture
def full_of_secrets(make_phone, registrar_a, scratch):
    """A phone with one in each place that has room for one, in what was and in what is."""
    planted = {name: f"tOkEn/{name}+planted" for name in
               ("proxy", "community", "receiver", "old", "new", "file", "reboot", "url", "sip")}
    phone = make_phone(settings={"snmp.community.2.name": planted["community"].replace("/", "-")[:32],
                                 "snmp.community.2.source": "127.0.0.1",
                                 "snmp.notify.1.target": "udp:127.0.0.1:9", "snmp.notify.1.version": "2c",
                                 "snmp.notify.1.community": planted["receiver"],
                                 "cwmp.proxy": "http://127.0.0.1:9",
                                 "cwmp.reboot_command": f"/usr/bin/true --password={planted['reboot']}"})
    proxy = phone.secret_file(f"proxy-user:{planted['proxy']}")
    healthy(phone)
    phone.configure({"cwmp.proxy_credentials_file": proxy})
    with open(phone.config, "a", encoding="utf-8") as file:
        file.write(f"# the password was {planted['file']}\n")
    phone.start()
    phone.change(phone.account_values(1, registrar_a.target))
    phone.change(acs_values("http://127.0.0.1:9/"))
    for name in ("old", "new"):
        phone.change({"account.2.password": planted[name]})
        phone.change({"static.managementserver.connection_request_password": planted[name] + "-acs"})
    phone.change({"account.2.label": f"sip:1002:{planted['sip']}@registrar.test"})
    phone.change({"account.1.display_name": f"http://who:{planted['url']}@acs.test/"})
    secrets = [*planted.values(), *phone.secrets, PHONE_USER.password, REQUEST_USER.password]
    secrets.append(planted["community"].replace("/", "-")[:32])
    return phone, secrets


def test_a_bundle_holds_no_secret(full_of_secrets, scratch):
    phone, secrets = full_of_secrets
    told = make(phone, scratch / "bundle.tar.gz")
    files = unpacked(scratch / "bundle.tar.gz")
    assert ALWAYS | OF_THE_AGENT <= set(files) == set(told["files"])
    assert_holds_none(files, secrets)
    # The places where they were are there.
    assert b"cwmp.proxy_credentials_file = ********" in files["settings.conf"]
    assert b"snmp.notify.1.community = ********" in files["settings.conf"]
    assert b"cwmp.reboot_command = /usr/bin/true ********" in files["settings.conf"]
    assert b'"name":"account.2.password","from":"********","to":"********"' in files["diffs.json"]
    assert b"sip:1002:********@registrar.test" in files["values.json"]
    assert b"http://********@acs.test/" in files["diffs.json"]
    assert len(secrets) > 12


def test_a_secret_that_is_not_masked_would_be_found(full_of_secrets, scratch):
    """The search above finds what a reader with other means would."""
    phone, secrets = full_of_secrets
    assert any(form in phone.config.read_bytes() for form in forms_of("tOkEn/file+planted"))
    for form in (f"user:{secrets[0]}", secrets[0], "ab" + secrets[0]):
        encoded = {"x": base64.b64encode(form.encode())}
        with pytest.raises(AssertionError):
            assert_holds_none(encoded, secrets)


def test_it_says_what_it_tells_of(full_of_secrets, scratch):
    phone, _ = full_of_secrets
    done = run(phone, scratch / "bundle.tar.gz", verb="bundle")
    assert done.returncode == 0
    assert "1001" in done.stdout and "user names and telephone numbers" in done.stdout
    assert "Look at it before you send it" in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 80
    assert all(secret not in done.stdout for secret in phone.secrets)


def test_the_file_is_new_and_its_owners_alone(make_phone, scratch):
    phone = make_phone()
    path = scratch / "bundle.tar.gz"
    make(phone, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    again = run(phone, path, verb="bundle")
    assert (again.returncode, path.read_bytes()) == (1, before)
    assert again.stderr == f"linemanctl: cannot write {path}: a file of this name is there already, and is left alone\n"
    nowhere = run(phone, scratch / "no" / "bundle", verb="bundle")
    assert nowhere.returncode == 1 and "No such file or directory" in nowhere.stderr
    target = scratch / "elsewhere"
    os.symlink(target, scratch / "link")
    assert run(phone, scratch / "link", verb="bundle").returncode == 1
    assert not target.exists() and not list(scratch.glob("*.part"))


def test_without_an_agent_it_says_what_is_missing(make_phone, scratch):
    phone = make_phone()
    told = make(phone, scratch / "bundle.tar.gz")
    files = unpacked(scratch / "bundle.tar.gz")
    assert ALWAYS <= set(files)
    [status] = [one for one in told["missing"] if one["file"] == "status.json"]
    assert "no agent is reached" in status["why"]
    assert b"agent-not-running" in files["doctor.txt"]


def test_its_own_name_has_the_phone_and_the_time(make_phone, scratch, monkeypatch):
    phone = make_phone()
    folder = scratch / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    clock = WallClock(scratch)
    clock.be(1_767_323_045)
    done = run(phone, "-f", "json", verb="bundle", prefix=["env", f"LINEMAN_WALL_CLOCK={scratch / 'wall-clock'}"],
               libraries=["libjumping_clock.so"])
    name = json.loads(done.stdout)["file"]
    assert name.startswith("lineman-TEST0001-20260102T0304") and name.endswith("Z.tar.gz")
    assert (folder / name).exists()


def test_wrong_settings_are_told_and_not_quoted(make_phone, scratch):
    phone = make_phone(settings={"device.serial": None})
    phone.configure({"snmp.community.2.name": "x" * 40, "no.such": "1"})
    make(phone, scratch / "bundle.tar.gz")
    files = unpacked(scratch / "bundle.tar.gz")
    assert b"unknown setting no.such" in files["settings-problems.txt"]
    assert all(b"x" * 40 not in content for content in files.values())


def test_a_reader_gets_what_is_for_readers(full_of_secrets, scratch):
    if not ordinary.is_root():
        pytest.skip("it takes root to be somebody else")
    phone, secrets = full_of_secrets
    scratch.chmod(0o755)
    folder = scratch / "mine"
    folder.mkdir()
    os.chown(folder, ordinary.NOBODY, ordinary.NOBODY)
    told = make(phone, folder / "bundle.tar.gz", prefix=ordinary.words())
    assert "status.json" in {one["file"] for one in told["missing"]}
    assert_holds_none(unpacked(folder / "bundle.tar.gz"), secrets)
