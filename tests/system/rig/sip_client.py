"""A very small SIP client: it registers once over UDP, to try the registrar without a phone."""

import hashlib
import re
import socket
import uuid


def _md5(text):
    return hashlib.md5(text.encode()).hexdigest()  # RFC 2617 wants it


class SipClient:
    def __init__(self, address, port, user, password):
        self._target = f"{address}:{port}"
        self._user = user
        self._password = password
        self._call = uuid.uuid4().hex
        self._cseq = 0
        self._end = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._end.settimeout(5)
        self._end.connect((address, port))
        self._contact = "%s:%d" % self._end.getsockname()

    def close(self):
        self._end.close()

    def register(self, expires):
        """Answers a challenge once. Returns the last status code; raises TimeoutError for silence, ConnectionRefusedError
        for a closed port."""
        answer = self._ask(expires, "")
        if answer.startswith("SIP/2.0 401"):
            answer = self._ask(expires, self._credentials(answer))
        return int(answer.split()[1])

    def _credentials(self, challenge):
        header = re.search(r"WWW-Authenticate: Digest (.*)", challenge).group(1)
        fields = dict(re.findall(r'(\w+)="([^"]*)"', header))
        uri = f"sip:{self._target}"
        secret = _md5(f"{self._user}:{fields['realm']}:{self._password}")
        response = _md5(f"{secret}:{fields['nonce']}:{_md5(f'REGISTER:{uri}')}")
        return (f'Authorization: Digest username="{self._user}", realm="{fields["realm"]}", '
                f'nonce="{fields["nonce"]}", uri="{uri}", response="{response}"\r\n')

    def _ask(self, expires, credentials):
        self._cseq += 1
        branch = uuid.uuid4().hex
        address = f"<sip:{self._user}@{self._target}>"
        self._end.send((
            f"REGISTER sip:{self._target} SIP/2.0\r\nVia: SIP/2.0/UDP {self._contact};branch=z9hG4bK{branch}\r\n"
            f"Max-Forwards: 70\r\nFrom: {address};tag=1\r\nTo: {address}\r\nCall-ID: {self._call}\r\n"
            f"CSeq: {self._cseq} REGISTER\r\nContact: <sip:{self._user}@{self._contact}>\r\nExpires: {expires}\r\n"
            f"{credentials}Content-Length: 0\r\n\r\n").encode())
        return self._end.recv(65536).decode()
