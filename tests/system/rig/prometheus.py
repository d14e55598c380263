"""Prometheus and its snmp_exporter, with the files of contrib/prometheus."""

import json
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request

from .paths import SOURCE
from .ports import free_port
from .processes import Process
from .waiting import until

SHIPPED = SOURCE / "contrib" / "prometheus"
PATIENCE = 30  # seconds of one answer
SAMPLE = re.compile(r'^(\w+)(?:\{(.*)\})? (\S+)$')
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


def _text_at(url):
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        return answer.read().decode()


def _answers(process, url):
    assert process.running(), process.output()
    try:
        return bool(_text_at(url))
    except urllib.error.URLError:
        return False


def with_access(text, user):
    """A shipped file with a user's name and pass phrase put where the page says."""
    assert "username: monitor" in text and "CHANGE-ME-auth" in text and "CHANGE-ME-priv" in text
    text = text.replace("username: monitor", f"username: {user.name}")
    return text.replace("CHANGE-ME-auth", user.passphrase).replace("CHANGE-ME-priv", user.passphrase)


class SnmpExporter:
    def __init__(self, folder, user):
        file = folder / "snmp.yml"
        file.write_text(with_access((SHIPPED / "snmp.yml").read_text(encoding="utf-8"), user))
        self.address = f"127.0.0.1:{free_port()}"
        self._process = Process("prometheus-snmp-exporter", [
            "prometheus-snmp-exporter", f"--config.file={file}", f"--web.listen-address={self.address}"],
            folder / "exporter.log")
        until(lambda: _answers(self._process, f"http://{self.address}/metrics"), "the exporter to answer")

    def end(self):
        self._process.end()

    def scrape(self, port):
        """[(name, labels, number)] of a phone."""
        text = _text_at(f"http://{self.address}/snmp?module=lineman&target=127.0.0.1:{port}")
        found = [SAMPLE.match(line).groups() for line in text.splitlines() if not line.startswith("#")]
        return [(name, dict(LABEL.findall(labels or "")), float(number)) for name, labels, number in found]


class Prometheus:
    """Asks the phone at `port` through the exporter each second. The alerts' times are cut short, since a test waits for what
    happens and not for the clock: "for" becomes one second."""

    def __init__(self, folder, exporter, port):
        rules = re.sub(r"for: '\d+[smh]'", "for: '1s'", (SHIPPED / "lineman.rules.yml").read_text(encoding="utf-8"))
        (folder / "lineman.rules.yml").write_text(rules)
        (folder / "prometheus.yml").write_text(json.dumps({  # JSON is YAML
            "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
            "rule_files": ["lineman.rules.yml"],
            "scrape_configs": [{
                "job_name": "lineman", "metrics_path": "/snmp", "params": {"module": ["lineman"]},
                "static_configs": [{"targets": [f"127.0.0.1:{port}"]}],
                "relabel_configs": [
                    {"source_labels": ["__address__"], "target_label": "__param_target"},
                    {"source_labels": ["__param_target"], "target_label": "instance"},
                    {"target_label": "__address__", "replacement": exporter.address}]}]}))
        self._address = f"127.0.0.1:{free_port()}"
        self._process = Process("prometheus", [
            "prometheus", f"--config.file={folder / 'prometheus.yml'}", f"--storage.tsdb.path={folder / 'tsdb'}",
            f"--web.listen-address={self._address}", "--log.level=warn"], folder / "prometheus.log", cwd=folder)
        until(lambda: _answers(self._process, f"http://{self._address}/-/ready"), "Prometheus to answer")

    def end(self):
        self._process.end()

    def _api(self, path, **query):
        reply = json.loads(_text_at(f"http://{self._address}/api/v1/{path}?{urllib.parse.urlencode(query)}"))
        assert reply["status"] == "success", reply
        return reply["data"]

    def query(self, expression):
        """[(labels, number)]"""
        return [(one["metric"], float(one["value"][1])) for one in self._api("query", query=expression)["result"]]

    def firing(self):
        """{name of the alert: labels}"""
        return {one["labels"]["alertname"]: one for one in self._api("alerts")["alerts"] if one["state"] == "firing"}


def promtool(*words):
    return subprocess.run(["promtool", *map(str, words)], capture_output=True, text=True, timeout=120, check=False)
