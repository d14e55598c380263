"""What the ACS asks about files, and how it answers TransferComplete, with a phone that is not one."""

import threading

import pytest

import fake_phone
from fake_phone import FakePhone, inform, response, transfer_complete
from scripted_acs import soap
from scripted_acs.player import Player
from scripted_acs.scenario import ScenarioError, parse
from scripted_acs.session import Acs

TIMES = "<StartTime>0001-01-01T00:00:00Z</StartTime><CompleteTime>0001-01-01T00:00:00Z</CompleteTime>"
QUEUED = ("<TransferList><AllQueuedTransferStruct><CommandKey>k</CommandKey><State>1</State><IsDownload>1</IsDownload>"
          "<FileType>3 Vendor Configuration File</FileType><FileSize>0</FileSize><TargetFileName></TargetFileName>"
          "</AllQueuedTransferStruct></TransferList>")


@pytest.fixture
def play():
    """Plays a scenario with a phone that posts these texts in turn; returns what it was answered."""
    made = []

    def play(text, *posts):
        acs = Acs()
        made.append(acs)
        answers = []

        def phone():
            one = FakePhone(acs)
            for body in posts:
                answers.append(one.post(body)[1])

        thread = threading.Thread(target=phone, daemon=True)
        thread.start()
        Player(acs).play(parse(text, "s.txt"))
        thread.join(20)
        return answers

    yield play
    for acs in made:
        acs.close()


def test_questions_about_files(play):
    answers = play("""
expect inform
download k "3 Vendor Configuration File" http://h/a.cfg?x&y delay=5 size=7 user=u password=p target=t
expect status 1
upload k "2 Vendor Log File" http://h/log
schedule-download k "1 Firmware Upgrade Image" http://h/image
    0 10
    20 30 "2 Immediately" 3
queued
expect transfer k 1
cancel k
schedule-inform 60 k
end
""", inform("1 BOOT"), "", response("Download", f"<Status>1</Status>{TIMES}", "acs-1"),
                   response("Upload", f"<Status>1</Status>{TIMES}", "acs-2"), response("ScheduleDownload", "", "acs-3"),
                   response("GetAllQueuedTransfers", QUEUED, "acs-4"), response("CancelTransfer", "", "acs-5"),
                   response("ScheduleInform", "", "acs-6"))
    assert "<URL>http://h/a.cfg?x&amp;y</URL><Username>u</Username><Password>p</Password>" in answers[1]
    assert "<DelaySeconds>5</DelaySeconds>" in answers[1]
    assert "<WindowStart>20</WindowStart><WindowEnd>30</WindowEnd><WindowMode>2 Immediately</WindowMode>" in answers[3]
    assert "<MaxRetries>3</MaxRetries>" in answers[3]


def test_transfer_complete_is_answered(play):
    answers = play("""
expect inform 7 TRANSFER COMPLETE, M Download
expect complete one
expect complete two 9018
expect no-complete
end
""", inform("7 TRANSFER COMPLETE", ("M Download", "one")), transfer_complete("one"),
                   transfer_complete("two", 9018, "a.cfg:1: no"), "")
    assert all("TransferCompleteResponse" in answer for answer in answers[1:3]) and answers[3] == ""


def test_transfer_complete_is_refused_where_the_scenario_says_so(play):
    answers = play("""
refuse-complete 8005 8002
expect inform
expect complete one
expect complete one
expect complete one
end
""", inform("7 TRANSFER COMPLETE"), *[transfer_complete("one")] * 3, "")
    assert ["8005" in answers[1], "8002" in answers[2], "TransferCompleteResponse" in answers[3]] == [True] * 3


def test_requests_that_were_held_come_when_the_phone_may_speak(play):
    answers = play("""
expect inform
respond hold
expect no-complete
speak
expect complete one
end
""", inform("7 TRANSFER COMPLETE"), "", transfer_complete("one"), "")
    assert "HoldRequests" in answers[0] and answers[1] == "" and "TransferCompleteResponse" in answers[2]


@pytest.mark.parametrize("line,sentence", [
    ("expect complete two", "s.txt:3: CommandKey is 'one', not 'two'"),
    ("expect complete one 9018", "s.txt:3: FaultCode is '0', not '9018'"),
    ("expect no-complete", "s.txt:3: the phone says TransferComplete one: 0"),
    ("expect complete one\nexpect complete one", "s.txt:4: the phone has no further TransferComplete"),
    ("download k t u loud=1", "s.txt:3: 'loud=1' says nothing of a file")])
def test_what_is_not_as_expected_is_said(play, line, sentence):
    with pytest.raises(ScenarioError) as raised:
        play(f"\nexpect inform\n{line}\nend", inform("7 TRANSFER COMPLETE"), transfer_complete("one"), "")
    assert str(raised.value).startswith(sentence)


def test_what_the_phone_says_of_files_is_shown():
    said = fake_phone.response("GetAllQueuedTransfers", QUEUED, "1")

    assert list(soap.parse(said).lines())[1:] == ["k: 3 Vendor Configuration File, state 1"]
    assert list(soap.parse(transfer_complete("k", 9010, "no")).lines()) == ["TransferComplete", "k: 9010 no"]
