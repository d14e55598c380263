"""How a document's answer is held against a real one."""

import pytest

from blocks import Block
from console import first_line_not_said, steps_of


def steps(*lines):
    return steps_of(Block("docs/some.md", 1, "console", lines))


def test_commands_have_their_answers():
    first, second = steps("$ linemanctl set a=b \\", "    c=d", "Changed.", "# linemanctl status   # a look")
    assert (first.plain, first.shown) == ("linemanctl set a=b      c=d", ("Changed.",))
    assert (second.plain, second.shown, second.place) == ("linemanctl status", (), "docs/some.md:5")


def test_an_answer_without_a_command_is_a_mistake():
    with pytest.raises(AssertionError, match="docs/some.md:2: no command"):
        steps("Changed.")


@pytest.mark.parametrize("shown", ["Generation  3", "Time left  300 s, then", "Time left 300 s, …", "… s, then"])
def test_numbers_times_and_blanks_may_be_others(shown):
    assert first_line_not_said([shown], "Generation 17\nTime left    5 min, then\nTime left 20 s, then") is None


@pytest.mark.parametrize("shown", ["Generation", "generation 3", "Generation 3 4", "Time left 300 m, then"])
def test_words_may_not(shown):
    assert first_line_not_said([shown], "Generation 17\nTime left    5 min, then") == shown


def test_lines_come_in_their_order():
    assert first_line_not_said(["a", "…", "b"], "a\nx\nb") is None
    assert first_line_not_said(["b", "a"], "a\nx\nb") == "a"
