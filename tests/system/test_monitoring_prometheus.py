"""What contrib/prometheus and contrib/grafana hold, by Prometheus's own programs and against a phone."""

import json
import re
import subprocess

import pytest
import yaml

from rig.paths import MIB_FOLDERS, SOURCE
from rig.phone import READER
from rig.prometheus import SHIPPED, Prometheus, SnmpExporter, promtool
from rig.waiting import until

TESTS = SOURCE / "tests" / "monitoring"
DASHBOARD = SOURCE / "contrib" / "grafana" / "lineman.json"
WORD = re.compile(r"[A-Za-z_]\w*")


def module():
    return yaml.safe_load((SHIPPED / "snmp.yml").read_text(encoding="utf-8"))["lineman"]


def metric_names():
    """As Prometheus sees them: the exporter calls an EnumAsInfo by another name."""
    return {one["name"] + ("_info" if one["type"] == "EnumAsInfo" else "") for one in module()["metrics"]}


@pytest.fixture
def exporter(scratch):
    exporter = SnmpExporter(scratch, READER)
    yield exporter
    exporter.end()


@pytest.fixture
def registered(phone, manager, registrar_a):
    phone.change(phone.account_values(1, registrar_a.target, label="Reception"))
    phone.wait_until_registered()
    return phone


def test_the_generator_makes_the_same_module(scratch):
    (scratch / "generator.yml").write_text((SHIPPED / "generator.yml").read_text(encoding="utf-8"))
    private = {"MIBDIRS": ":".join(map(str, MIB_FOLDERS)), "MIBS": "LINEMAN-SIP-MIB", "HOME": str(scratch),
               "SNMPCONFPATH": str(scratch), "SNMP_PERSISTENT_DIR": str(scratch), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(["prometheus-snmp-generator", "generate"], cwd=scratch, env=private, capture_output=True, text=True,
                          timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    generated = yaml.safe_load((scratch / "snmp.yml").read_text(encoding="utf-8"))["lineman"]
    shipped = module()
    assert {one["name"] for one in generated["metrics"]} == {one["name"] for one in shipped["metrics"]}
    assert generated == shipped


def test_the_newer_forms_say_the_same():
    """From snmp_exporter 0.23 on access stands apart."""
    generator = yaml.safe_load((SHIPPED / "generator.yml").read_text(encoding="utf-8"))["modules"]["lineman"]
    for older, name in ((module(), "snmp-0.23.yml"), (generator, "generator-0.23.yml")):
        newer = yaml.safe_load((SHIPPED / name).read_text(encoding="utf-8"))
        assert newer["modules"]["lineman"] | {"version": 3, "auth": older["auth"]} == older
        assert newer["auths"]["lineman"] == older["auth"] | {"version": 3}


def test_the_rules_are_in_order():
    done = promtool("check", "rules", SHIPPED / "lineman.rules.yml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_rules_fire_when_they_should():
    done = promtool("test", "rules", TESTS / "lineman.rules.test.yml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_rule_has_a_test():
    rules = yaml.safe_load((SHIPPED / "lineman.rules.yml").read_text(encoding="utf-8"))["groups"][0]["rules"]
    tests = yaml.safe_load((TESTS / "lineman.rules.test.yml").read_text(encoding="utf-8"))["tests"]
    fired = {one["alertname"] for test in tests for one in test["alert_rule_test"] if one["exp_alerts"]}
    assert fired == {one["alert"] for one in rules}


def test_alertmanager_takes_the_inhibitions(scratch):
    parts = yaml.safe_load((SHIPPED / "alertmanager-inhibitions.yml").read_text(encoding="utf-8"))
    file = scratch / "alertmanager.yml"
    file.write_text(yaml.safe_dump(parts | {"route": {"receiver": "nobody"}, "receivers": [{"name": "nobody"}]}))
    done = subprocess.run(["amtool", "check-config", str(file)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0 and f"{len(parts['inhibit_rules'])} inhibit rules" in done.stdout, done.stdout + done.stderr
    rules = yaml.safe_load((SHIPPED / "lineman.rules.yml").read_text(encoding="utf-8"))["groups"][0]["rules"]
    named = {matcher for one in parts["inhibit_rules"] for matcher in one["source_matchers"] + one["target_matchers"]}
    assert named <= {f'alertname="{one["alert"]}"' for one in rules}


def test_a_scrape_of_a_phone(exporter, registered):
    samples = exporter.scrape(registered.snmp_port)
    of_account = {"accountIndex": "1", "accountLabel": "Reception", "accountUserName": "1001"}
    assert ("accountState", of_account | {"accountState": "registered"}, 1) in samples
    assert ("accountState", of_account | {"accountState": "authFailed"}, 0) in samples
    assert ("coreConnected", {"coreConnected": "true"}, 1) in samples
    assert ("configGeneration", {}, registered.generation()) in samples
    assert ("accountTransport_info", of_account | {"accountTransport": "udp"}, 1) in samples
    [started] = [number for name, _, number in samples if name == "coreStarted"]
    assert started > 1_700_000_000
    [requests] = [number for name, labels, number in samples if name == "sipMethodRequestsOut" and labels["sipMethodIndex"] == "1" and
                  labels["accountIndex"] == "1" and labels["sipServerIndex"] == "1"]
    assert requests == registered.counters()["server 1"]["requestsOut.REGISTER"]
    found = {name for name, _, _ in samples}
    without_rows = {name for name in metric_names() if name.startswith("receiver")}  # no receiver is set
    assert metric_names() - without_rows <= found


def test_an_alert_fires_and_ends(exporter, scratch, registered, registrar_a):
    prometheus = Prometheus(scratch, exporter, registered.snmp_port)
    try:
        until(lambda: prometheus.query('accountState{accountState="registered", accountIndex="1"} == 1'), "a first scrape")
        assert not prometheus.firing().keys() & {"LinemanRegistrationLost", "LinemanAuthenticationFailed", "LinemanPhoneSilent"}
        right = registered.account_values(1, registrar_a.target, label="Reception")
        registered.change({"account.1.password": "not this one"})
        alert = until(lambda: prometheus.firing().get("LinemanAuthenticationFailed"), "the alert to fire", 90)
        assert alert["labels"]["accountLabel"] == "Reception" and alert["labels"]["severity"] == "critical"
        assert "account 1 (Reception, 1001) is refused" in alert["annotations"]["summary"]
        registered.change(right)
        until(lambda: "LinemanAuthenticationFailed" not in prometheus.firing(), "the alert to end", 90)
        registered.agent.stop()
        until(lambda: "LinemanPhoneSilent" in prometheus.firing(), "the silence to be noticed", 90)
        registered.agent.resume()
        until(lambda: "LinemanPhoneSilent" not in prometheus.firing(), "the phone to be heard", 90)
    finally:
        prometheus.end()


# The dashboard

def panels():
    return json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]


def expressions():
    return [target["expr"] for panel in panels() for target in panel.get("targets", [])]


def test_the_dashboard_is_laid_out():
    ids = [panel["id"] for panel in panels()]
    assert len(set(ids)) == len(ids)
    taken = set()
    for panel in panels():
        place = panel["gridPos"]
        cells = {(x, y) for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])}
        assert place["x"] + place["w"] <= 24 and not cells & taken, panel["title"]
        taken |= cells
        assert panel["type"] in ("row", "timeseries", "stat")
        if panel["type"] != "row":
            assert panel["datasource"] == {"type": "prometheus", "uid": "${datasource}"}
            ids_of_queries = [target["refId"] for target in panel["targets"]]
            assert ids_of_queries and len(set(ids_of_queries)) == len(ids_of_queries)
            assert all(target["datasource"] == panel["datasource"] for target in panel["targets"])


def test_the_dashboard_uses_only_variables_that_it_has():
    text = DASHBOARD.read_text(encoding="utf-8")
    names = {one["name"] for one in json.loads(text)["templating"]["list"]}
    assert set(re.findall(r"\$\{?([a-z]\w*)", text)) == names


def test_promql_of_the_dashboard(scratch):
    """Each expression is one of PromQL, by promtool, once Grafana's variables are in."""
    rules = [{"record": f"panel:{number}", "expr": text.replace("$instance", ".*").replace("$__rate_interval", "5m")}
             for number, text in enumerate(expressions())]
    assert rules
    file = scratch / "panels.rules.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}))
    done = promtool("check", "rules", file)
    assert done.returncode == 0, done.stdout + done.stderr


def metrics_in(expression):
    """Words that are neither labels, texts nor words of PromQL."""
    bare = re.sub(r"\{[^}]*\}|\[[^\]]*\]|\"[^\"]*\"|\b(by|on|without)\s*\([^)]*\)", "", expression)
    functions = {"sum", "max", "rate", "increase", "changes", "bool", "or", "and", "unless"}
    return set(WORD.findall(bare)) - functions


def test_metrics_of_panels_and_alerts_are_those_of_the_module():
    rules = yaml.safe_load((SHIPPED / "lineman.rules.yml").read_text(encoding="utf-8"))["groups"][0]["rules"]
    used = set().union(*map(metrics_in, [*expressions(), *(one["expr"] for one in rules)]))
    assert len(used) > 20
    assert used - {"up"} <= metric_names()
