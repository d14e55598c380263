"""An ordinary end of both daemons and a new start: nothing that was set is lost."""


def test_what_was_set_is_there_after_a_restart_of_both(phone):
    values = {"account.1.label": "Front desk", "account.2.sip_server.1.expires": "120"}
    generation = phone.change(values)["generation"]
    assert phone.get(*values) == values
    phone.set({"account.1.password": "kept as well"})

    assert phone.agent.end() == 0
    assert phone.core.end() == 0
    phone.start()

    assert phone.get(*values) == values
    assert phone.generation() == generation + 1
    shown = phone.ask("get", "account.1.password")["values"]
    assert "kept as well" not in str(shown)
