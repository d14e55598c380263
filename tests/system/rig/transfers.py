"""Files that an ACS has moved: what they are called, phones' files to move, and what the phone says at the end."""

from dataclasses import dataclass

from scripted_acs import soap

FIRMWARE, CONFIGURATION = "1 Firmware Upgrade Image", "3 Vendor Configuration File"
ALL_CONFIGURATION, ONE_CONFIGURATION = "1 Vendor Configuration File", "3 Vendor Configuration File 1"
ALL_LOG, ONE_LOG = "2 Vendor Log File", "4 Vendor Log File 1"

DOWNLOADED = [("7 TRANSFER COMPLETE", ""), ("M Download", "{}")]
UPLOADED = [("7 TRANSFER COMPLETE", ""), ("M Upload", "{}")]


def events_of(events, key):
    """Those of a transfer with this CommandKey."""
    return [(event, key if place else "") for event, place in events]


def phone_file(values):
    """A `.cfg` in octets."""
    return "".join(["#!version:1.0.0.1\n", *(f"{name} = {value}\n" for name, value in values.items())]).encode()


def file_at(server, path, kind=CONFIGURATION, **more):
    return soap.File(kind, server.url(path), **more)


@dataclass(frozen=True)
class Completion:
    """The session in which a transfer's end was told."""

    inform: soap.Message
    messages: list

    @property
    def outcomes(self):
        """[(CommandKey, FaultCode)]"""
        return [(message.command_key, message.outcome[0]) for message in self.messages]

    @property
    def text(self):
        """The FaultString of the only one."""
        (message,) = self.messages
        return message.outcome[1]


def completion(acs):
    """Of the next session, which tells of nothing else."""
    session = acs.session()
    session.end()
    return Completion(session.inform, session.completed)


def completions(acs, number):
    """{CommandKey: (FaultCode, FaultString)} of so many, over as many sessions as the phone wants."""
    told = {}
    while len(told) < number:
        for message in completion(acs).messages:
            assert message.command_key not in told, "a transfer is complete once"
            told[message.command_key] = message.outcome
    return told
