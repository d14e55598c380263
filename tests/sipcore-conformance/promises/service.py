"""What every varlink service says of itself."""

from agent import SERVICE
from promises.promise import promises
from verdict import expect, expect_equal


def is_listed(core):
    """GetInfo names vendor, product, version and the interface."""
    info = core.connect().ask(SERVICE + "GetInfo")
    expect(all(isinstance(info.get(name), str) for name in ("vendor", "product", "version", "url")),
           "vendor, product, version and url to be strings")
    expect(core.interface.name in info["interfaces"], f"{core.interface.name} among the interfaces")
    expect("org.varlink.service" in info["interfaces"], "org.varlink.service among the interfaces")


def carries_its_interface(core):
    """GetInterfaceDescription is the interface file, word for word."""
    got = core.connect().ask(SERVICE + "GetInterfaceDescription", interface=core.interface.name)["description"]
    expect_equal(got.strip(), core.interface.text.strip(), "the description")


def knows_no_other_interface(core):
    """What is of no interface is told so, and the connection goes on."""
    agent = core.connect()
    reply = agent.call(SERVICE + "GetInterfaceDescription", {"interface": "org.example.Nothing1"})
    expect_equal(reply.error, SERVICE + "InterfaceNotFound", "the error")
    expect_equal(agent.call("org.example.Nothing1.Explode").error, SERVICE + "InterfaceNotFound", "the error")
    expect_equal(agent.call("Explode").error, SERVICE + "MethodNotFound", "the error")
    agent.hello()


PROMISES = promises(is_listed, carries_its_interface, knows_no_other_interface)
