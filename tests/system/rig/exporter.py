"""Prometheus's snmp_exporter with a module for LINEMAN-SIP-MIB, made from the module's text."""

import json
import re
import urllib.error
import urllib.request

from .mib_module import OBJECTS, read_objects
from .ports import free_port
from .processes import Process
from .waiting import until

TYPES = {"INTEGER": "gauge", "Gauge32": "gauge", "Counter64": "counter", "OCTETS": "OctetString"}
PATIENCE = 30  # seconds of a scrape
SAMPLE = re.compile(r'^(\w+)(?:\{(.*)\})? (\S+)$')
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


def _metric(one):
    return {"name": one.name, "oid": one.oid, "type": TYPES[one.type], "help": one.name,
            "indexes": [{"labelname": column, "type": "gauge"} for column in one.index]}


def _access(access):
    if access.version == 2:
        return {"version": 2, "auth": {"community": access.community}}
    return {"version": 3, "auth": {
        "security_level": "authPriv", "username": access.user, "password": access.passphrase,
        "auth_protocol": access.auth.replace("-", ""), "priv_protocol": access.priv.replace("-", ""),
        "priv_password": access.passphrase}}


class Exporter:
    """`accesses`: {name of a module: Access}"""

    def __init__(self, folder, accesses):
        metrics = [_metric(one) for one in read_objects() if one.readable]
        file = folder / "snmp.yml"
        file.write_text(json.dumps({name: {"walk": [OBJECTS], "metrics": metrics, "timeout": "10s"} | _access(access)
                                    for name, access in accesses.items()}))  # JSON is YAML
        self._address = f"127.0.0.1:{free_port()}"
        self._process = Process("prometheus-snmp-exporter", [
            "prometheus-snmp-exporter", f"--config.file={file}", f"--web.listen-address={self._address}"],
            folder / "exporter.log")
        until(self._answers, "the exporter to answer")

    def _answers(self):
        assert self._process.running(), self._process.output()
        try:
            with urllib.request.urlopen(f"http://{self._address}/metrics", timeout=PATIENCE):
                return True
        except urllib.error.URLError:
            return False

    def end(self):
        self._process.end()

    def scrape(self, module, port):
        """{(name, labels as a frozenset of pairs): number} of the module's metrics."""
        url = f"http://{self._address}/snmp?module={module}&target=127.0.0.1:{port}"
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            lines = answer.read().decode().splitlines()
        samples = [SAMPLE.match(line) for line in lines if not line.startswith("#")]
        return {(name, frozenset(LABEL.findall(labels or ""))): float(number)
                for name, labels, number in (one.groups() for one in samples) if not name.startswith("snmp_scrape_")}


def as_metrics(expected):
    """What scrape() has to return of [[object identifier, type, value]]."""
    metrics = {}
    objects = {one.oid: one for one in read_objects()}
    for oid, kind, value in expected:
        one = next(objects[prefix] for prefix in _prefixes(oid) if prefix in objects)
        row = oid.removeprefix(one.oid + ".").split(".")
        labels = set(zip(one.index, row))
        if kind == "OCTETS":
            labels.add((one.name, f"0x{value.upper()}" if value else ""))
            value = 1
        metrics[one.name, frozenset(labels)] = float(value)
    return metrics


def _prefixes(oid):
    parts = oid.split(".")
    return [".".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]
