"""The picture of `status` shows what `status` prints."""

from console import first_line_not_said
from rig.paths import SOURCE
from status_scene import COMMAND, on_loopback, status_scene
from terminal_svg import text_of


def test_the_picture_is_what_status_prints(scratch):
    command, *shown = text_of((SOURCE / "docs/pictures/status.svg").read_text(encoding="utf-8"))
    assert command == f"$ {COMMAND}"
    place = on_loopback(scratch)
    shown = [line.replace("acs.example", f"{place.acs_host}:{place.acs_port}") for line in shown]
    with status_scene(scratch, place) as phone:
        said = phone.ctl("status").out.replace(str(place.runtime), "/run/lineman")
    again = "make it anew: tests/docs/status_picture.py"
    assert first_line_not_said(shown, said) is None, f"{again}\n{said}"
    assert len([line for line in said.splitlines() if line.strip()]) == len([line for line in shown if line.strip()]), again
