"""The phone's own page while somebody else is there too: two users, a shell, a guard."""

import pytest

from rig.page import apply_changes, field, go_to, log_in, review
from rig.waiting import until

SERVER_1, SERVER_2 = "SIP Server 1", "SIP Server 2"
LABEL = "account.1.label"
EXPIRES = "account.1.sip_server.1.expires"
SHORTEST = "10"  # seconds of a guard


@pytest.fixture
def two(page, browser):
    """Two users, each before account 1."""
    tabs = [browser.tab(), browser.tab()]
    for tab, name in zip(tabs, ("installer", "second")):
        log_in(tab, page, name, page="Account")
    return tabs


def label_field(tab):
    return tab.css(f'[data-name="{LABEL}"]')


def test_what_another_one_changes_is_there_without_a_reload(phone, two):
    mine, theirs = two
    field(theirs, "Label").fill("Theirs")
    apply_changes(theirs)
    until(lambda: field(mine, "Label").value() == "Theirs", "the other's value to be shown")


def test_another_ones_change_is_shown_and_not_overwritten(phone, two):
    mine, theirs = two
    field(mine, "Label").fill("Mine")
    field(mine, "Server Expires", SERVER_1).fill("700")
    field(theirs, "Label").fill("Theirs")
    apply_changes(theirs)
    label_field(mine).wait_for_text("Meanwhile second (page) changed it to Theirs.")
    assert field(mine, "Label").value() == "Mine"
    mine.role("button", "Review and apply").click()
    dialog = mine.role("dialog", "Review changes")
    dialog.wait_for_text("Somebody else changed some of these.")
    assert dialog.role("button", "Apply").call("isDisabled")
    assert mine.problems() == []
    assert phone.get(LABEL) == {LABEL: "Theirs"}
    dialog.role("button", "Keep mine").click()
    dialog.role("heading", "What it does").wait()
    dialog.role("button", "Apply").click()
    until(lambda: phone.get(LABEL, EXPIRES) == {LABEL: "Mine", EXPIRES: "700"}, "my change")


def test_theirs_can_be_kept(phone, two):
    mine, theirs = two
    field(mine, "Label").fill("Mine")
    field(mine, "Display Name").fill("Somebody")
    field(theirs, "Label").fill("Theirs")
    apply_changes(theirs)
    label_field(mine).role("button", "Keep theirs").click()
    assert field(mine, "Label").value() == "Theirs"
    apply_changes(mine)
    mine.css(".notice.good").wait_for_text("Applied.")
    assert phone.history()[0]["changed"] == ["account.1.display_name"]


def test_a_change_elsewhere_does_not_hold_mine_up(phone, two):
    mine, theirs = two
    field(mine, "Label").fill("Mine")
    field(theirs, "Display Name").fill("Somebody")
    apply_changes(theirs)
    apply_changes(mine)
    mine.css(".notice.good").wait_for_text("Applied.")
    assert phone.get(LABEL, "account.1.display_name") == {LABEL: "Mine", "account.1.display_name": "Somebody"}


def test_another_password_is_noticed_too(phone, two):
    """Although neither is ever shown."""
    mine, _ = two
    mine.role("textbox", "Password").fill("my secret")
    phone.change({"account.1.password": "their secret"})
    mine.css('[data-name="account.1.password"]').wait_for_text("changed it.")
    assert mine.role("button", "Keep mine").count() == 1


def test_a_guarded_change_to_a_dead_registrar_comes_back(phone, registrar_a, two):
    phone.change(phone.account_values(1, registrar_a.target, sip_server__1__expires=600))
    phone.wait_until_registered(target=registrar_a.target)
    mine, theirs = two
    address = "account.1.sip_server.1.address"
    until(lambda: field(mine, "Server Host", SERVER_1).value() == "127.0.0.1", "the page to have caught up")
    field(mine, "Server Host", SERVER_1).fill("127.0.0.9")
    dialog = review(mine)
    assert dialog.role("checkbox").call("isChecked")
    assert dialog.label("Seconds of the guard").value() == "300"
    dialog.label("Seconds of the guard").fill(SHORTEST)
    dialog.role("button", "Apply").click()
    for tab in (mine, theirs):
        banner = tab.role("region", "A guarded change waits for its proof")
        banner.wait_for_text("Taken back in", "account 1 registers again")
        assert banner.role("button", "Keep the change").count() == 1
    assert mine.problems() == []
    for tab in (mine, theirs):
        tab.css(".notices").wait_for_text("The guarded change was taken back")
        until(lambda: field(tab, "Server Host", SERVER_1).value() == "127.0.0.1", "the old value")
    assert phone.get(address) == {address: "127.0.0.1"}
    phone.wait_until_registered(target=registrar_a.target)
    go_to(mine, "History")
    mine.css(".generations").wait_for_text("(guard)")


def test_a_guarded_change_is_kept_by_a_button(phone, registrar_a, two):
    phone.change(phone.account_values(1, registrar_a.target, sip_server__1__expires=600))
    phone.wait_until_registered(target=registrar_a.target)
    mine, theirs = two
    until(lambda: field(mine, "Server Host", SERVER_1).value() == "127.0.0.1", "the page to have caught up")
    field(mine, "Server Host", SERVER_1).fill("127.0.0.9")
    apply_changes(mine)
    theirs.role("button", "Keep the change").click()
    for tab in (mine, theirs):
        tab.css(".notices").wait_for_text("The guarded change is taken for good.")
        tab.role("button", "Keep the change").wait("hidden")
    assert phone.status()["guard"] is None
    assert phone.get("account.1.sip_server.1.address") == {"account.1.sip_server.1.address": "127.0.0.9"}


def test_the_way_back_in_history(phone, two):
    mine, _ = two
    phone.change({LABEL: "First"})
    phone.change({LABEL: "Second"})
    go_to(mine, "History")
    generation = phone.generation() - 1
    mine.role("button", f"Go back to generation {generation}").click()
    dialog = mine.role("dialog", f"Go back to generation {generation}")
    dialog.wait_for_text("Account 1 › Label", "Second", "First")
    assert mine.problems() == []
    dialog.role("button", f"Go back to generation {generation}").click()
    mine.css(".generations > li").find("first").wait_for_text("Generation", "current", "installer")
    assert phone.get(LABEL) == {LABEL: "First"}
