"""Names in the documents' running text are names of parameters and settings. (tests/structure looks after files.)"""

import re

import pytest

from blocks import DOCUMENTS, code_in_prose, name_of
from rig.paths import SOURCE

NAME = re.compile(r"(account\.[X\d]|static|network|snmp|cwmp|sip|device|control|history|log|web)(\.[\w]+)+\Z")
# What was decided is not rewritten when a name changes.
CURRENT = [document for document in DOCUMENTS if "decisions" not in document.parts]

every_document = pytest.mark.parametrize("document", CURRENT, ids=name_of)


def headings(page):
    return set(re.findall(r"^### (\S+)$", (SOURCE / page).read_text(encoding="utf-8"), re.M))


def general(name):
    """As the lists have it: account.1.sip_server.2.port is account.X.sip_server.Y.port, snmp.user.1.name snmp.user.N.name."""
    name = re.sub(r"^account\.\d+", "account.X", name)
    name = re.sub(r"(sip_server|outbound_proxy)\.\d+", r"\1.Y", name)
    return re.sub(r"^(snmp|web)\.(\w+)\.\d+", r"\1.\2.N", name)


def names_of_older_phones():
    return set(re.findall(r'"([\w.]+)"', (SOURCE / "datamodel/legacy_names.hpp").read_text(encoding="utf-8")))


@every_document
def test_parameters_and_settings_are_there(document):
    known = headings("docs/parameters.md") | headings("docs/settings.md") | names_of_older_phones()
    beginnings = {name[:end.start()] for name in known for end in re.finditer(r"\.", name)}
    for line, code in code_in_prose(document):
        if NAME.match(code) and not code.endswith((".cfg", ".conf", ".yml", ".hpp", ".cpp")):
            assert general(code) in known | beginnings, f"{name_of(document)}:{line}: there is no {code}"
