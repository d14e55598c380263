"""The next version of a package, without compiling anything anew."""

import re

from machine import run


def newer_package(package, version, folder):
    """A copy of the .deb with another version; what the packages ask of each other follows. Its conffile is another, too."""
    tree = folder / package.stem
    run("dpkg-deb", "--raw-extract", package, tree)
    control = tree / "DEBIAN/control"
    old = re.search(r"^Version: (.*)$", control.read_text(encoding="utf-8"), re.M).group(1)
    control.write_text(control.read_text(encoding="utf-8").replace(f"Version: {old}", f"Version: {version}")
                       .replace(f"(= {old})", f"(= {version})"), encoding="utf-8")
    settings = tree / "etc/lineman/lineman.conf"
    if settings.exists():
        with settings.open("a", encoding="utf-8") as file:
            file.write(f"# Of version {version}\n")
    made = folder / package.name.replace(f"_{old}_", f"_{version}_")
    run("dpkg-deb", "--root-owner-group", "--build", tree, made)
    return made
