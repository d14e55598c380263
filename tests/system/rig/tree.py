"""Where things stand in the TR-069 tree."""

SIP = "Device.Services.VoiceService.1.SIP."
SERVER = "Device.ManagementServer."
KEY = SERVER + "ParameterKey"
REQUEST_URL = SERVER + "ConnectionRequestURL"


def client(account, name=""):
    return f"{SIP}Client.{account}.{name}"


def network(account, name=""):
    return f"{SIP}Network.{account}.{name}"


def server(account, number, name=""):
    return f"{network(account)}FQDNServer.{number}.{name}"


def failover(account, number, name=""):
    return f"{server(account, number)}X_00005E_Failover.{name}"


LABEL = client(1, "X_00005E_Label")
LABEL_2 = client(2, "X_00005E_Label")
STATUS = client(1, "Status")
EXPIRES = failover(1, 1, "RegisterExpires")
