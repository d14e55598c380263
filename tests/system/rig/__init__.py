"""Real peers for the system tests: processes, registrars, a name server, the phone's two daemons, an SNMP manager."""
