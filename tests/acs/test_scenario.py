"""The language of scenarios, and what is said of mistakes in it."""

from pathlib import Path

import pytest

from scripted_acs.scenario import ScenarioError, parse, read

SCENARIOS = sorted((Path(__file__).parent / "scenarios").glob("*.txt"))


def test_steps_have_their_words_and_blocks():
    steps = parse("""# a comment

let S Device.Services
expect inform 0 BOOTSTRAP, 1 BOOT
set "my key"
    ${S}.A string "Front desk"
    $S.B 7
names "" next
""", "f.txt")
    assert [(step.where, step.verb, step.words) for step in steps] == [
        ("f.txt:4", "expect", ["inform", "0", "BOOTSTRAP,", "1", "BOOT"]), ("f.txt:5", "set", ["my key"]),
        ("f.txt:8", "names", ["", "next"])]
    assert steps[1].block == [["Device.Services.A", "string", "Front desk"], ["Device.Services.B", "7"]]


def test_what_was_given_from_outside_wins():
    assert parse("let A 1\nget $A", "f.txt", {"A": "2"})[0].words == ["2"]


@pytest.mark.parametrize("text,sentence", [
    ("end\nfetch x", "f.txt:2: 'fetch' is no verb"),
    ("get", "f.txt:1: get takes 1 or more words, not 0"),
    ("names a next b", "f.txt:1: names takes 1 to 2 words, not 3"),
    ("methods now", "f.txt:1: methods takes 0 words, not 1"),
    ("expect silence", "f.txt:1: nothing to expect is called 'silence'"),
    ("expect status", "f.txt:1: expect status takes 1 words, not 0"),
    ("get $X", "f.txt:1: $X is not known"),
    ('get "a', "f.txt:1: No closing quotation"),
    ("end\n  a b", "f.txt:2: an indented line belongs below 'set'"),
    ("  a b", "f.txt:1: an indented line belongs below 'set'"),
    ("set\n  a", "f.txt:2: a line below 'set' takes 2 to 3 words, not 1"),
    ("let A", "f.txt:1: let takes 2 words, not 1")])
def test_mistakes_are_said_with_their_line(text, sentence):
    with pytest.raises(ScenarioError) as raised:
        parse(text, "f.txt")
    assert str(raised.value).startswith(sentence)


def test_a_file_that_is_not_there():
    with pytest.raises(ScenarioError, match="/no/such/file: "):
        read("/no/such/file")


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_each_scenario_here_can_be_read(path):
    assert parse(path.read_text(), path.name, {"URL": "http://127.0.0.1/", "PASSWORD": "x"})
