"""What others did to the files of the store: what is damaged is set aside, and nothing of it is lost."""

import hashlib
import os
import subprocess

import pytest


@pytest.fixture
def stored(phone):
    """A phone with a few generations, its agent ended."""
    for expires in (100, 200, 300):
        phone.change({"account.1.sip_server.1.expires": expires})
    assert phone.agent.end() == 0
    return phone


def newest_file(phone):
    return max((file for file in (phone.state / "generations").iterdir() if file.name.isdigit()),
               key=lambda file: int(file.name))


@pytest.mark.parametrize("damage", ["truncated", "empty", "one octet", "garbage"])
def test_a_torn_generation(stored, damage):
    """It is set aside by name, and the one before is used."""
    file = newest_file(stored)
    content = file.read_bytes()
    at = content.index(b"300")
    file.write_bytes({"truncated": content[:-20], "empty": b"", "one octet": content[:at] + b"4" + content[at + 1:],
                      "garbage": os.urandom(4096)}[damage])
    stored.start_agent()
    assert stored.get("account.1.sip_server.1.expires") == {"account.1.sip_server.1.expires": "200"}
    assert file.name in stored.agent.output()
    assert [one for one in file.parent.iterdir() if one.name.startswith(file.name + ".")]
    # Its number is not used again.
    stored.change({"account.1.sip_server.1.expires": 400})
    assert stored.generation() > int(file.name)


def test_foreign_files(stored):
    generations = stored.state / "generations"
    (generations / "README").write_text("what am I doing here")
    (generations / "99999").mkdir()
    (generations / "7.new").write_text("half")
    (generations / "12 ").write_text("")
    (generations / ("9" * 40)).write_text("")
    for stranger in ("README", "7.new", "12 ", "9" * 40):
        (generations / stranger).chmod(0o600)
    stored.start_agent()
    assert stored.get("account.1.sip_server.1.expires") == {"account.1.sip_server.1.expires": "300"}
    stored.change({"account.1.sip_server.1.expires": 400})
    assert (generations / "README").read_text() == "what am I doing here"
    assert not (generations / "7.new").exists()


def test_a_generation_of_another_version(stored):
    """Names that this version does not know are kept; a value that is no longer valid goes to its default."""
    file = newest_file(stored)
    body = file.read_text().partition("sha256 =")[0]
    body = body.replace("account.1.sip_server.1.expires = 300",
                        "account.1.sip_server.1.expires = 3\naccount.1.sip_server.1.new_in_2031 = 7")
    file.write_text(f"{body}sha256 = {hashlib.sha256(body.encode()).hexdigest()}\n")
    stored.start_agent()
    assert stored.get("account.1.sip_server.1.expires") == {"account.1.sip_server.1.expires": "3600"}
    assert "account.1.sip_server.1.expires" in stored.agent.output()
    stored.change({"account.1.label": "kept"})
    assert "account.1.sip_server.1.new_in_2031 = 7" in newest_file(stored).read_text()


def test_a_state_folder_that_is_none(make_phone):
    phone = make_phone()
    phone.state.rmdir()
    phone.state.write_text("a file")
    done = subprocess.run(phone.agent_arguments(), capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 1
    assert str(phone.state) in done.stderr
