"""`linemanctl doctor` on a phone of the rig, and what it finds."""

import grp
import json
import os
import subprocess
from dataclasses import dataclass

from .paths import BIN, CTL


@dataclass(frozen=True)
class Examination:
    code: int
    report: dict

    @property
    def ids(self):
        return [one["id"] for one in self.report["findings"]]

    @property
    def unchecked(self):
        return [one["what"] for one in self.report["unchecked"]]

    def only(self, wanted):
        """The findings of this id, and there has to be no other."""
        assert self.ids and set(self.ids) == {wanted}, self.report
        return self.of(wanted)

    def of(self, wanted):
        found = [one for one in self.report["findings"] if one["id"] == wanted]
        assert found, f"no {wanted} in {self.report}"
        assert self.code == 1
        return found


def own_group():
    return grp.getgrgid(os.getegid()).gr_name


def healthy(phone):
    """Settings and modes with which nothing is to be found."""
    phone.state.chmod(0o700)
    phone.configure({"control.group": own_group(), "control.write_group": own_group()})


def words(phone):
    """What names the phone, for the doctor and the bundle."""
    return ["--config", phone.config, "--state-dir", phone.state]


def preload(*libraries):
    """What goes before linemanctl. The machine's own clock may be kept by nobody."""
    names = ["libkept_clock.so", *libraries]
    return ["env", f"LD_PRELOAD={':'.join(str(BIN / name) for name in names)}", "ASAN_OPTIONS=verify_asan_link_order=0"]


def run(phone, *more, prefix=(), libraries=(), verb="doctor"):
    command = [*prefix, *preload(*libraries), CTL, "--runtime-dir", phone.runtime, verb, *words(phone), *more]
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=60, check=False)


def examine(phone, prefix=(), libraries=()):
    done = run(phone, "-f", "json", prefix=prefix, libraries=libraries)
    assert done.returncode in (0, 1), done
    return Examination(done.returncode, json.loads(done.stdout))
