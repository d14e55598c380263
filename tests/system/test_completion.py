"""Completion at a real terminal: a key is pressed, and the shell asks linemanctl. What stands on the command line after it
is seen by the words that the shell makes of it."""

import shutil
import subprocess

import pytest

from rig.paths import CTL
from rig.terminal import PROMPT, TAB, Terminal

TO_THE_BEGINNING = "\x01"


class Shell:
    def __init__(self, terminal):
        self._terminal = terminal
        terminal.type(f"PS1='{PROMPT}'\n")
        terminal.wait_for(f"\n{PROMPT}")

    def run(self, command):
        self._terminal.type(command + "\n")
        self._terminal.wait_for(f"\n{PROMPT}")

    def words_after(self, keys):
        """The words of the command line once the keys were pressed; the last one ends where the cursor was."""
        self._terminal.type(f"{keys}^{TO_THE_BEGINNING}printf '<%s>' \n")
        said = self._terminal.wait_for(f"\n((?:<[^>]*>)+)\\s*{PROMPT}").group(1)
        return [word for word in said[1:-1].split("><")]


@pytest.fixture
def home(scratch):
    (scratch / "phone one.cfg").write_text("")
    (scratch / "folder").mkdir()
    (scratch / "folder" / "secret").write_text("")
    return scratch


@pytest.fixture
def bash(home):
    terminal = Terminal(["bash", "--norc", "--noprofile", "-i"], home)
    shell = Shell(terminal)
    shell.run("bind 'set enable-bracketed-paste off'")
    shell.run('eval "$(linemanctl complete bash)"')
    yield shell
    terminal.close()


def completed(shell, typed):
    """What became of the typed command line; a '^' at its end stands where the cursor is."""
    return shell.words_after(typed + TAB)[1:]


@pytest.mark.parametrize(("typed", "words"), [
    ("linemanctl desc", ["describe", "^"]),
    ("linemanctl set --dry", ["set", "--dry-run", "^"]),
    ("linemanctl --format=j", ["--format=json", "^"]),
    ("linemanctl get account.2.sip_s", ["get", "account.2.sip_server.^"]),
    ("linemanctl get account.2.sip_server.1.exp", ["get", "account.2.sip_server.1.expires", "^"]),
    ("linemanctl get 'account.2.sip_server.1.exp", ["get", "account.2.sip_server.1.expires", "^"]),
    ("linemanctl set account.2.lab", ["set", "account.2.label=^"]),
    ("linemanctl set account.2.password=", ["set", "account.2.password=^"]),
    ("linemanctl set sip.timer_t1=", ["set", "sip.timer_t1=0.5", "^"]),
    ("linemanctl set sip.timer_t1=0.5 sip.timer_t2=", ["set", "sip.timer_t1=0.5", "sip.timer_t2=4", "^"]),
    ("linemanctl set account.2.password=@fol", ["set", "account.2.password=@folder/^"]),
    ("linemanctl set account.2.password=@folder/s", ["set", "account.2.password=@folder/secret", "^"]),
    ("linemanctl get Device.ManagementServer.UR", ["get", "Device.ManagementServer.URL", "^"]),
    ("linemanctl --runtime-dir /nonexistent stat", ["--runtime-dir", "/nonexistent", "status", "^"]),
    ("linemanctl --runtime-dir phone", ["--runtime-dir", "phone one.cfg", "^"]),
    ("linemanctl frob x", ["frob", "x^"]),
])
def test_bash_completes(bash, typed, words):
    assert completed(bash, typed) == words


def test_bash_takes_what_stands_before_the_cursor(bash):
    left = "\x02"
    assert bash.words_after("linemanctl desc sip.timer_t1" + left * 13 + TAB + "\x05")[1:] == \
        ["describe", "sip.timer_t1^"]


def test_the_phone_says_which_accounts_there_are(bash, phone):
    insert_all = "\x1b*"
    words = bash.words_after(f"linemanctl --runtime-dir {phone.runtime} status {insert_all}")
    assert words[-3:-1] == ["1", "2"], "as the phone has two"


def test_zsh_completes(home):
    (home / ".zshrc").write_text("PROMPT=; autoload -Uz compinit; compinit -u -D; bindkey -e; unsetopt prompt_sp; unset zle_bracketed_paste\n"
                                 'source <(linemanctl complete zsh)\n')
    terminal = Terminal(["zsh", "-i", "-o", "no_global_rcs"], home)
    try:
        shell = Shell(terminal)
        for typed, words in (("linemanctl desc", ["describe", "^"]),
                             ("linemanctl get account.2.sip_server.1.exp", ["get", "account.2.sip_server.1.expires", "^"]),
                             ("linemanctl set account.2.lab", ["set", "account.2.label=^"]),
                             ("linemanctl set account.2.password=@folder/s",
                              ["set", "account.2.password=@folder/secret", "^"])):
            assert completed(shell, typed) == words
    finally:
        terminal.close()


@pytest.mark.parametrize(("typed", "words"), [
    ("linemanctl desc", {"describe"}),
    ("linemanctl get account.2.sip_s", {"account.2.sip_server.1.", "account.2.sip_server.2."}),
    ("linemanctl set account.2.enable=", {"account.2.enable=0", "account.2.enable=1"}),
    ("linemanctl set account.2.password=@fol", {"account.2.password=@folder/"}),
    ("linemanctl status ", {str(account) for account in range(1, 3)}),
])
def test_fish_completes(home, phone, typed, words):
    script = home / "linemanctl.fish"
    script.write_text(subprocess.run([CTL, "complete", "fish"], capture_output=True, text=True, check=True).stdout)
    typed = typed.replace("linemanctl", f"linemanctl --runtime-dir {phone.runtime}")
    done = subprocess.run([shutil.which("fish"), "--no-config", "-c", f"source {script}; complete -C '{typed}'"],
                          capture_output=True, text=True, timeout=60, cwd=home, check=True,
                          env={"PATH": f"{CTL.parent}:/usr/bin:/bin", "HOME": str(home)})
    assert {line.split("\t")[0] for line in done.stdout.splitlines()} == words, done.stderr
