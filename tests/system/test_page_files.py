"""Phone files on the phone's own page."""

from rig.page import go_to, log_in
from rig.waiting import until

GOOD = "#!version:1.0.0.1\naccount.1.label = From a file\naccount.1.sip_server_host = sip.example\nsome.other = 1\n"
WRONG = "#!version:1.0.0.1\naccount.1.label = x\naccount.1.sip_server.1.expires = 2\n"


def preview(tab):
    tab.role("button", "Preview").click()
    tab.role("heading", "Preview").wait()
    return tab.css(".preview")


def test_an_import_is_looked_at_before(phone, page, browser):
    tab = browser.tab()
    log_in(tab, page, page="Files")
    generation = phone.generation()
    tab.label("Or paste the text of a file").fill(GOOD)
    shown = preview(tab)
    shown.wait_for_text("2 parameters get another value", "Account 1 › Label", "From a file", "sip.example",
                        "pasted text, line 3: account.1.sip_server_host is the old name of",
                        "1 line names none of the phone's parameters and is skipped.")
    assert tab.problems() == []
    assert phone.generation() == generation
    shown.role("button", "Import").click()
    tab.css(".notice.good").wait_for_text("Imported: 2 parameters have another value.")
    assert phone.get("account.1.label") == {"account.1.label": "From a file"}
    assert phone.history()[0]["asker"]["who"].startswith("installer")


def test_what_is_wrong_with_a_file_is_named_with_its_line(phone, page, browser, scratch):
    """Here with files that the user chooses, one of them in Latin-1."""
    tab = browser.tab()
    log_in(tab, page, page="Files")
    generation = phone.generation()
    (scratch / "common.cfg").write_bytes("#!version:1.0.0.1\naccount.1.label = Empf\u00e4nger\n".encode("latin-1"))
    (scratch / "wrong.cfg").write_text(WRONG)
    tab.label("Files").call("setInputFiles", [str(scratch / "common.cfg"), str(scratch / "wrong.cfg")])
    shown = preview(tab)
    shown.wait_for_text("1 problem: nothing is imported.", "wrong.cfg, line 3", "is not between 30 and 2147483647")
    assert shown.role("button", "Import").count() == 0
    assert tab.problems() == []
    tab.label("Files").call("setInputFiles", [str(scratch / "common.cfg")])
    preview(tab).wait_for_text("Empf\u00e4nger")
    assert phone.generation() == generation


def test_the_export_is_what_an_import_reads(phone, page, browser):
    phone.change({"account.1.label": "Reception", "account.1.password": "hidden secret"})
    tab = browser.tab()
    log_in(tab, page, page="Files")
    text = tab.download(tab.role("button", "Download"))
    assert "account.1.label = Reception" in text
    assert "hidden secret" not in text
    phone.change({"account.1.label": "Other"})
    tab.label("Or paste the text of a file").fill(text)
    preview(tab).role("button", "Import").click()
    until(lambda: phone.get("account.1.label") == {"account.1.label": "Reception"}, "the export to be imported")
    go_to(tab, "History")
    tab.css(".generations").wait_for_text("installer")
