"""What the documents show besides commands."""

import json
import re
import subprocess

import pytest
import yaml

from blocks import DOCUMENTS, LANGUAGES, blocks_of, code_in_prose, name_of, prose_of
from rig.paths import AGENT, CTL, SOURCE
from rig.ports import free_port

GENERATED = ("docs/parameters.md", "docs/settings.md", "docs/events.md")
# A line of other text that begins so is a command that nobody would run.
TYPED = re.compile(r"(\$ |sudo |linemanctl |lineman-|snmp(walk|get|set) |scripts/|cmake |apt |systemctl )")

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)


def all_blocks(*languages):
    return [block for document in DOCUMENTS for block in blocks_of(document) if block.language in languages]


def by_place(block):
    return block.place


@every_document
def test_code_is_fenced_and_says_what_it_is(document):
    for block in blocks_of(document):
        assert block.language in LANGUAGES, f"{block.place}: {block.language!r} is none of {LANGUAGES}"
    before = ""
    for number, line in prose_of(document):
        indented = re.match(r" {4,}\S", line) and not before.strip()
        in_list = re.match(r" {4}(\S)", line) and document.parent.name in ("monitoring", "docs")
        assert not indented or in_list, f"{name_of(document)}:{number}: code without a fence: {line}"
        before = line


def test_no_command_hides_in_other_text():
    for block in all_blocks("text", "cpp"):
        for line in block.lines:
            assert not TYPED.match(line), f"{block.place}: a command belongs into a console block: {line}"


def check_settings(folder, text):
    """What --check says of a lineman.conf; files of secrets that it names are there."""
    def secret(found):
        path = folder / found.group(2).strip("/").replace("/", "_")
        path.write_text("correct horse battery\n")
        path.chmod(0o600)
        return f"{found.group(1)}{path}"
    text = re.sub(r"(_key_file = |password_file = |credentials_file = )(\S+)", secret, text)
    config = folder / "lineman.conf"
    config.write_text(text + f"\nsnmp.listen = udp:127.0.0.1:{free_port()}\n")
    for made in ("state", "run"):
        (folder / made).mkdir()
    return subprocess.run([AGENT, "--check", "--config", config, "--state-dir", folder / "state", "--runtime-dir",
                           folder / "run"], capture_output=True, text=True, timeout=60, check=False)


@every_document
def test_settings_are_settings(document, scratch):
    """Those of a document together: one block may build on another."""
    text = "".join(block.text for block in blocks_of(document) if block.language == "ini")
    done = check_settings(scratch, text)
    assert done.returncode == 0, f"{name_of(document)}: {done.stdout}{done.stderr}"


def test_a_wrong_setting_would_be_noticed(scratch):
    done = check_settings(scratch, "snmp.usr.1.name = x\n")
    assert done.returncode != 0


@pytest.mark.parametrize("block", all_blocks("cfg"), ids=by_place)
def test_phone_files_are_phone_files(block, scratch):
    file = scratch / "phone.cfg"
    file.write_text(block.text, encoding="utf-8")
    done = subprocess.run([CTL, "check", file], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, f"{block.place}: {done.stdout}{done.stderr}"


@pytest.mark.parametrize("block", all_blocks("json", "yaml"), ids=by_place)
def test_data_can_be_read(block):
    if block.language == "json":
        json.loads(block.text)
    else:
        yaml.safe_load(block.text)


def test_verbs_in_running_text_are_verbs():
    verbs = set(re.findall(r"^## (\S+)$", (SOURCE / "docs/linemanctl.md").read_text(), re.M))
    assert {"status", "set", "watch"} <= verbs
    for document in DOCUMENTS:
        for number, code in code_in_prose(document):
            found = re.match(r"linemanctl (?:-f \w+ )?([a-z]+)", code)
            assert not found or found.group(1) in verbs, f"{name_of(document)}:{number}: no verb {found.group(1)}"
