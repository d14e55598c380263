"""docs/control-protocol.md: its example does what it says."""

import re

from rig.paths import SOURCE
from rig.processes import Process
from rig.waiting import until


def test_the_example_changes_and_watches(phone, scratch):
    page = (SOURCE / "docs" / "control-protocol.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", page, re.DOTALL).group(1)
    program = scratch / "example.py"
    program.write_text(example.replace("/run/lineman/control", str(phone.runtime / "control")))
    running = Process("example", ["/usr/bin/python3", "-u", program], scratch / "example.log")
    until(lambda: "'kind': 'watching'" in running.output(), "the example to watch")
    assert phone.ask("get", "account.1.label")["values"][0]["value"] == "Reception"
    phone.change({"account.2.label": "Lobby"})
    until(lambda: "account.2.label" in running.output(), "the example to hear of a change")
    running.end()
