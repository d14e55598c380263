"""What is true whenever nobody writes and nobody disturbs."""

from ..invariants import assert_all_sums
from ..tree import LABEL
from ..waiting import until

DEADLINE = 120  # a lease has to end before a registrar that came back empty is told


def runs_what_is_stored(phone):
    status = phone.status()
    return status["sipcore"]["connected"] and status["sipcore"]["generation"] == status["generation"]


def assert_kept(phone, ledgers):
    until(lambda: runs_what_is_stored(phone), "the core to run what is stored", DEADLINE)
    for ledger in ledgers:
        ledger.assert_kept(phone.get(*ledger.values(0)))


def assert_store_is_whole(phone):
    history = [entry["generation"] for entry in phone.history()]
    assert history == sorted(set(history), reverse=True) and history[0] == phone.generation(), history
    names = {file.name for file in (phone.state / "generations").iterdir()}
    assert all(name.isdigit() for name in names), f"in the store: {sorted(names)}"
    assert max(map(int, names)) == history[0], f"in the store: {sorted(names)}, history {history}"


def assert_registered(phone, registrars):
    """And the registrar that each account names knows it."""
    def known():
        bindings = [registrar.bindings() for registrar in registrars]
        accounts = phone.status()["accounts"]
        return all(one["state"] == "registered" for one in accounts) and all(
            any(str(1000 + one["account"]) in known for known in bindings) for one in accounts)
    until(known, "all accounts to be registered, as the registrars see it too", DEADLINE)


def assert_told(phone, listener):
    """The ACS knows the label that it asked to hear of."""
    wanted = phone.get("account.1.label")["account.1.label"]

    def told():
        labels = [inform.values[LABEL].text for inform in listener.informs if LABEL in inform.values]
        return labels and labels[-1] == wanted
    if not told():
        phone.ctl("inform")
    until(told, f"the ACS to hear of the label {wanted}", DEADLINE)


def assert_settled(phone, registrars, listener, ledgers):
    assert_kept(phone, ledgers)
    assert_store_is_whole(phone)
    assert_registered(phone, registrars)
    assert_told(phone, listener)
    assert_all_sums(phone)
