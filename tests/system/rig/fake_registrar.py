"""A registrar that answers as no registrar should."""

import re
import socket
import threading


class FakeRegistrar:
    """`answers`: a function from a request's text to the datagrams that answer it."""

    def __init__(self, address, port, answers):
        self.target = f"{address}:{port}"
        self.requests = []
        self._answers = answers
        self._end = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._end.bind((address, port))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self):
        self._end.close()

    def _serve(self):
        while True:
            try:
                datagram, source = self._end.recvfrom(65536)
            except OSError:
                return
            request = datagram.decode(errors="replace")
            self.requests.append(request)
            for answer in self._answers(request):
                try:
                    self._end.sendto(answer.encode(errors="surrogateescape"), source)
                except OSError:
                    return


def field(request, name):
    """The value of a header field, by its long name."""
    found = re.search(rf"^{name}\s*:\s*(.*?)\r?$", request, re.MULTILINE | re.IGNORECASE)
    return found.group(1) if found else ""


def good_answer(request, status="200 OK", expires=600):
    """What a registrar without passwords says. `status` may be anything."""
    lines = [f"SIP/2.0 {status}", f"Via: {field(request, 'Via')}", f"From: {field(request, 'From')}",
             f"To: {field(request, 'To')};tag=rig", f"Call-ID: {field(request, 'Call-ID')}",
             f"CSeq: {field(request, 'CSeq')}"]
    contact = field(request, "Contact")
    if contact:
        lines.append(f"Contact: {re.sub(r';expires=[0-9]+', '', contact)};expires={expires}")
    return "\r\n".join([*lines, "Content-Length: 0", "", ""])
