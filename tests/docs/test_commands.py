"""Every command of the documents, run as it stands there, one document after the other from its top."""

import os
import re
import warnings

import pytest

from blocks import DOCUMENTS, Block, blocks_of, name_of
from console import first_line_not_said, steps_of
from not_run import NOT_RUN, reason_not_to_run
from rig.waiting import DEADLINE, until
from world import world

# Begin with a new phone; the others with two accounts that are registered.
BEGINNERS = ("docs/quickstart.md",)
BAD_DAYS = ("docs/bad-day.md",)
GO_ON = ("linemanctl watch", "linemanctl top")  # until somebody ends them
FOR_ROOT = ("linemanctl export --secrets",)
RUN = ("console", "python")
# Only looks: a reader looks again where the answer is not yet there.
LOOKS = re.compile(r"linemanctl (-f \w+ )?(status|calls|guard$|history|get|counters)|snmp(get|walk) ")


# What may be run on the machine that tests: our programs, and what writes into the folders of the test alone.
HARMLESS = re.compile(r"(linemanctl|lineman-agentd|lineman-sipcored|snmp(get|set|walk)) |tests/sipcore-conformance/|"
                      r"systemctl (start|stop|restart|reload) lineman-|\(umask 077; (cat|linemanctl export) > [\w.-]+\)$|"
                      r"install -m 600 /dev/stdin /etc/lineman/credentials/|mkdir -p \w+/\w+$|cp \$LINEMAN/\S+ \w+/|"
                      r"openssl req -x509 [^/]*(/CN=phone )[^/]*$|"
                      r"printf '[^']*' \| socat -t5 - UNIX-CONNECT:/run/lineman/control \| tr ")


def with_commands():
    documents = {name_of(document): blocks_of(document) for document in DOCUMENTS}
    return {name: blocks for name, blocks in documents.items() if any(block.language in RUN for block in blocks)}


def may_run(step):
    needs_root = step.plain.startswith(FOR_ROOT) and os.getuid() != 0
    if needs_root:
        warnings.warn(f"{step.place}: not run, it is for root: {step.plain}")
    if needs_root or reason_not_to_run(step.plain):
        return False
    assert HARMLESS.match(step.plain), f"{step.place}: neither run nor listed in not_run.py: {step.plain}"
    return True


def run_step(here, step):
    """As a reader would, who looks again where the answer is not yet there."""
    shown = [here.here(line) for line in step.shown]
    said = []

    def done():
        code, words = here.run(step.command)
        said[:] = [code, words]
        failed = any(line.startswith(("Refused", "Finding")) for line in shown)
        return code == int(failed) and first_line_not_said(shown, words) is None

    patience = DEADLINE if shown and LOOKS.match(step.plain) else 0
    try:
        until(done, f"`{step.plain}` to do what the document says", patience)
    except AssertionError as late:
        raise AssertionError(f"{step.place}: {late}; it ended with {said[0]} and said:\n{said[1]}\nmissing: "
                             f"{first_line_not_said(shown, said[1])}") from None


def run_program(here, block):
    """One that may go on for ever has to say something."""
    process = here.begin(f"/usr/bin/python3 -u - <<'PROGRAM'\n{block.text}PROGRAM")
    first = process.stdout.readline()
    said = first + here.end_of(process)
    assert first and "Traceback" not in first, f"{block.place}: {said}"


def run_document(here, blocks):
    going_on = []
    for block in blocks:
        if block.path:
            here.write(block.path, block.text)
        elif block.language == "python":
            run_program(here, block)
        for step in steps_of(block) if block.language == "console" else ():
            if step.plain in GO_ON:
                going_on.append((step, here.begin(step.plain)))
            elif may_run(step):
                run_step(here, step)
    for step, process in going_on:
        said = here.end_of(process)
        assert first_line_not_said([here.here(line) for line in step.shown], said) is None, f"{step.place}: {said}"


@pytest.mark.parametrize("document", with_commands())
def test_commands_do_what_the_document_says(document, scratch):
    with world(scratch) as here:
        if document not in BEGINNERS:
            here.use_accounts()
        if document in BAD_DAYS:
            here.have_a_bad_day()
        run_document(here, with_commands()[document])


def test_what_is_not_run_is_in_a_document_and_run_elsewhere():
    commands = [step.plain for blocks in with_commands().values() for block in blocks
                if block.language == "console" for step in steps_of(block)]
    for row in NOT_RUN:
        assert any(row.matches(command) for command in commands), f"no document has it any more: {row.command}"
        assert row.is_proven(), f"{row.proof} does not have {row.words!r}"


@pytest.mark.parametrize("line", ["$ linemanctl staus", "$ rm -r folder", "$ linemanctl set account.1.label=x account.1.port=1"])
def test_a_wrong_command_would_be_noticed(line, scratch):
    with world(scratch) as here:
        with pytest.raises(AssertionError):
            run_document(here, [Block("docs/wrong.md", 1, "console", (line,))])


def test_a_wrong_answer_would_be_noticed(scratch):
    wrong = Block("docs/wrong.md", 1, "console", ("$ linemanctl set account.1.label=x", "Done.", "…"))
    with world(scratch) as here:
        with pytest.raises(AssertionError, match="missing: Done."):
            run_document(here, [wrong])
