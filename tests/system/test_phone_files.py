"""Phone configuration files through the real programs: in by import, out by export, judged by check."""

import subprocess

import pytest

from rig import ordinary
from rig.paths import CTL

VERSION = "#!version:1.0.0.1\n"
PASSWORD = "the-account-its-secret"


@pytest.fixture
def give(scratch):
    """Writes a phone configuration file; returns its path."""
    def write(name, lines, version=VERSION):
        path = scratch / name
        path.write_bytes((version + lines).encode() if isinstance(lines, str) else version.encode() + lines)
        return path
    return write


def read_back(phone):
    """Everything that phones' files have; secrets as they are shown."""
    return {name: value for name, value in phone.get("*").items() if not name.startswith("Device.")}


def taken(phone, *words, stdin=""):
    """Of an import that has to succeed."""
    result = phone.ctl("-f", "json", "import", *words, stdin=stdin)
    assert result.code == 0, f"import {words}: {result.out}{result.err}"
    return result.json


def refused(phone, *words):
    """The problems of an import that has to be refused as a whole."""
    before = phone.generation(), phone.get("*")
    result = phone.ctl("-f", "json", "import", *words)
    assert result.code == 1, f"import {words}: {result.out}{result.err}"
    assert (phone.generation(), phone.get("*")) == before
    return result.json["problems"]


def exported(phone, *options):
    result = phone.ctl("export", *options)
    assert result.code == 0, result.err
    return result.out


def test_three_files_are_one_change_in_which_the_later_ones_win(phone, give):
    common = give("y0000000000xx.cfg", "sip.timer_t1 = 1\naccount.1.label = common\naccount.2.label = common\n")
    model = give("model.cfg", "account.1.label = model\nsip.timer_t2 = 8\n")
    own = give("00005e005301.cfg", "account.1.label = own\n")
    before = phone.generation()
    reply = taken(phone, common, model, own)
    assert (reply["version"], reply["generation"], reply["applied"]) == (1, before + 1, True)
    assert reply["differences"] == [
        {"name": "sip.timer_t1", "from": "0.5", "to": "1"}, {"name": "sip.timer_t2", "from": "4", "to": "8"},
        {"name": "account.1.label", "from": "", "to": "own"}, {"name": "account.2.label", "from": "", "to": "common"}]
    assert sorted(reply["changed"]) == sorted(one["name"] for one in reply["differences"])
    assert phone.get("account.*.label") == {"account.1.label": "own", "account.2.label": "common"}
    newest = phone.history()[0]
    assert newest["asker"]["door"] == "import"
    assert newest["asker"]["who"].startswith("uid ") and str(common) in newest["asker"]["who"]
    again = taken(phone, common, model, own)
    assert (again["generation"], again["changed"], again["differences"]) == (before + 1, [], [])


def test_overwrite_takes_the_rest_back_and_leaves_secrets(phone, give):
    phone.change({"account.2.label": "before", "sip.timer_t2": 8, "account.1.password": PASSWORD,
                  "Device.DeviceInfo.ProvisioningCode": "depot"})
    own = give("own.cfg", "account.1.label = own\nnetwork.snmp.enable = 1\nsip.timer_t2 =\n")
    reply = taken(phone, "--overwrite", own)
    assert {one["name"] for one in reply["differences"]} == {"account.1.label", "account.2.label", "sip.timer_t2"}
    assert phone.get("account.*.label", "sip.timer_t2") == {"account.1.label": "own", "account.2.label": "",
                                                            "sip.timer_t2": "4"}
    assert phone.get("Device.DeviceInfo.ProvisioningCode") == {"Device.DeviceInfo.ProvisioningCode": "depot"}
    assert f"password = {PASSWORD}" in stored(phone)
    [problem] = refused(phone, own)
    assert (problem["name"], problem["line"]) == ("sip.timer_t2", 4)


def stored(phone):
    """The current generation as the disk has it."""
    return (phone.state / "generations" / str(phone.generation())).read_text()


def test_a_trial_changes_nothing_and_tells_what_it_would(phone, give):
    before = phone.generation(), phone.get("*")
    own = give("own.cfg", "account.1.label = own\n")
    reply = taken(phone, "--dry-run", own)
    assert reply["differences"] == [{"name": "account.1.label", "from": "", "to": "own"}]
    assert (phone.generation(), phone.get("*")) == before
    shown = phone.ctl("import", "--dry-run", own).out
    assert "nothing changed" in shown and "FROM" in shown


def test_a_wrong_value_refuses_all_files_and_names_its_line(phone, give):
    good = give("good.cfg", "account.1.label = good\n")
    bad = give("bad.cfg", "account.1.password = ********\n\naccount.1.sip_server.1.expires = 29\nno assignment\n"
                          "account.1.enable =\n")
    problems = refused(phone, good, bad)
    assert [(one["file"], one["line"], one["name"]) for one in problems] == [
        (str(bad), 2, "account.1.password"), (str(bad), 4, "account.1.sip_server.1.expires"), (str(bad), 5, ""),
        (str(bad), 6, "account.1.enable")]
    shown = phone.ctl("import", good, bad)
    assert (shown.code, shown.out) == (1, "")
    assert f"{bad}:4: account.1.sip_server.1.expires is not between 30" in " ".join(shown.err.split())
    checked = phone.ctl("check", good, bad)
    assert checked.code == 1
    assert checked.out.splitlines()[1].startswith(f"{bad}:4: account.1.sip_server.1.expires ")


def test_a_conflict_with_what_the_phone_has_names_its_line(phone, give):
    phone.change({"account.1.sip_server.1.address": "same.example"})
    own = give("own.cfg", "account.1.label = own\naccount.1.sip_server.2.address = same.example\n")
    [problem] = refused(phone, own)
    assert (problem["file"], problem["line"], problem["code"]) == (str(own), 3, "conflict")
    assert phone.ctl("check", own).code == 0


def test_a_file_of_a_whole_phone_imports_what_is_ours(phone, give):
    lines = [f"foreign.parameter.{number} = value {number}\n" for number in range(1500)]
    lines.insert(700, "account.1.label = ours\n")
    own = give("own.cfg", "".join(lines))
    reply = taken(phone, own)
    assert (reply["skipped"], reply["changed"], reply["remarks"]) == (1500, ["account.1.label"], [])
    nothing = taken(phone, give("foreign.cfg", "foreign.one = 1\n"))
    assert (nothing["skipped"], nothing["changed"], nothing["generation"]) == (1, [], reply["generation"])
    phone.change({"account.1.label": ""})
    assert "1500 lines" in phone.ctl("import", own).out


def test_old_names_are_taken_and_reported(phone, give):
    own = give("own.cfg", "account.1.sip_server_host = old.example\naccount.1.backup_outbound_port = 5062\n"
                          "managementserver.username = me\naccount.1.transport = 1\n"
                          "account.1.sip_server.1.transport_type = 2\n")
    reply = taken(phone, own)
    assert {one["name"]: one["to"] for one in reply["differences"]} == {
        "account.1.sip_server.1.address": "old.example", "account.1.outbound_proxy.2.port": "5062",
        "static.managementserver.username": "me", "account.1.sip_server.1.transport_type": "2"}
    assert [one["line"] for one in reply["remarks"]] == [2, 3, 4, 5, 6]
    assert all(one["file"] == str(own) for one in reply["remarks"])


def test_characters_and_line_ends_of_other_systems(phone, give):
    latin_1 = give("latin1.cfg", "account.1.label = Müller\r\n".encode("latin-1"), VERSION.replace("\n", "\r\n"))
    reply = taken(phone, latin_1)
    assert phone.get("account.1.label") == {"account.1.label": "Müller"}
    [remark] = reply["remarks"]
    assert (remark["file"], remark["line"]) == (str(latin_1), 2) and "Latin-1" in remark["remark"]
    marked = give("bom.cfg", "account.1.label = Größe €\r\n", "\ufeff" + VERSION.replace("\n", "\r\n"))
    assert taken(phone, marked)["remarks"] == []
    assert phone.get("account.1.label") == {"account.1.label": "Größe €"}
    for octets in (b"account.1.label = a\0b\n", b"\n# a\0b\n"):
        [problem] = refused(phone, give("nul.cfg", octets))
        assert "NUL" in problem["problem"] and problem["line"] == 2 + octets.startswith(b"\n")
    [problem] = refused(phone, give("version.cfg", "account.1.label = x\n", version=""))
    assert problem["line"] == 1 and "#!version:" in problem["problem"]


def test_an_export_imports_to_the_same_on_a_phone_that_is_otherwise(phone, give):
    phone.change({"account.1.label": "# one = \"two\" \\ €", "account.1.user_name": "%x", "sip.timer_t1": "1.5",
                  "account.2.sip_server.1.address": "sip.example", "account.2.password": PASSWORD})
    configured = read_back(phone)
    text = exported(phone)
    assert PASSWORD not in text and "# account.2.password = ********\n" in text
    file = give("export.cfg", text, version="")
    for options in ([], ["--overwrite"]):
        phone.change({"account.1.label": "other", "account.1.display_name": "other", "sip.timer_t4": 6,
                      "account.2.sip_server.1.address": "", "account.2.sip_server.2.address": "other.example"})
        assert read_back(phone) != configured
        taken(phone, *options, file)
        assert read_back(phone) == configured
        assert f"password = {PASSWORD}" in stored(phone)
    assert phone.ctl("check", file).out == "0 problems, 0 lines skipped\n"


def test_root_alone_is_given_secrets(phone, give):
    phone.change({"account.2.password": PASSWORD})
    if not ordinary.is_root():
        result = phone.ctl("export", "--secrets")
        assert (result.code, result.out) == (1, "") and "root" in result.err
        return
    text = exported(phone, "--secrets")
    assert f"\naccount.2.password = {PASSWORD}\n" in text
    phone.change({"account.2.password": "another"})
    reply = taken(phone, give("secrets.cfg", text, version=""))
    assert reply["differences"] == [{"name": "account.2.password", "from": "********", "to": "********"}]
    assert f"password = {PASSWORD}" in stored(phone)


def test_a_member_of_the_group_is_given_everything_but_secrets(make_phone):
    if not ordinary.is_root():
        pytest.skip("only root can become somebody else")
    phone = make_phone(settings={"control.group": "nogroup", "control.write_group": None})
    ordinary.give_away(phone)
    phone.start()
    phone.change({"account.2.password": PASSWORD})

    def as_member(*words):
        command = [*ordinary.words(), CTL, "--runtime-dir", phone.runtime, *words]
        return subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=30, check=False)

    read = as_member("export")
    assert read.returncode == 0 and read.stdout.startswith(VERSION), read.stderr
    secrets = as_member("export", "--secrets")
    assert (secrets.returncode, secrets.stdout) == (1, "")
    assert "this is not for you" in secrets.stderr and PASSWORD not in secrets.stderr


def test_files_come_from_standard_input_too(phone):
    reply = taken(phone, "-", stdin=VERSION + "account.1.label = piped\naccount.1.label = twice\n")
    assert reply["differences"] == [{"name": "account.1.label", "from": "", "to": "twice"}]
    assert reply["remarks"][0]["file"] == "(standard input)"


def test_what_is_too_much_is_said(phone, give):
    large = give("large.cfg", "#" * 2**20)
    for verb in ("import", "check"):
        result = phone.ctl(verb, large)
        assert result.code == 1 and "large.cfg holds more than" in result.err
    half = give("half.cfg", "account.1.label = half\n" + "#" * (600 * 1024))
    result = phone.ctl("import", half, half)
    assert result.code == 1 and "more than the agent takes at once" in result.err
    assert phone.get("account.1.label") == {"account.1.label": ""}
    taken(phone, half)
    missing = phone.ctl("import", give("own.cfg", "account.1.label = own\n"), "/nonexistent.cfg")
    assert missing.code == 1 and "/nonexistent.cfg: No such file or directory" in missing.err
    assert phone.get("account.1.label") == {"account.1.label": "half"}


def test_the_factory_file_is_read_like_any_other(make_phone, scratch):
    factory = scratch / "factory.cfg"
    factory.write_bytes(VERSION.encode() + "account.1.label = Müller\naccount.2.sip_server_port = 5062\n".encode("latin-1"))
    phone = make_phone(settings={"device.factory_file": factory})
    phone.start()
    assert phone.get("account.1.label", "account.2.sip_server.1.port") == {"account.1.label": "Müller",
                                                                          "account.2.sip_server.1.port": "5062"}
