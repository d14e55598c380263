"""A SIP server that hears everything and answers nothing, unless it is told to refuse."""

import contextlib
import socket


@contextlib.contextmanager
def deaf_server():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.bind(("127.0.0.1", 0))
        end.setblocking(False)
        yield DeafServer(end)


class DeafServer:
    def __init__(self, end):
        self._end = end
        self._heard = []

    def account(self, **more):
        """What makes an account register here. REGISTER alone goes out, and again and again."""
        host, port = self._end.getsockname()
        return {"enable": "1", "user_name": "1001", "sip_server.1.address": host, "sip_server.1.port": str(port), **more}

    def requests(self):
        """All that came, without what was only sent again (the same Via)."""
        with contextlib.suppress(BlockingIOError):
            while True:
                self._heard.append(self._end.recv(1 << 16))
        return {_top_via(datagram) for datagram in self._heard if datagram.strip(b"\r\n\0")}


    def refuse(self, status, reason):
        """The next request that comes; `reason` is octets. False: none has come."""
        try:
            datagram, source = self._end.recvfrom(1 << 16)
        except BlockingIOError:
            return False
        head = datagram.split(b"\r\n\r\n")[0].split(b"\r\n")
        echoed = [line for line in head if line.lower().startswith(_ECHOED)]
        answer = [b"SIP/2.0 %d %s" % (status, reason), *echoed, b"Content-Length: 0", b"", b""]
        self._end.sendto(b"\r\n".join(answer), source)
        return True


_ECHOED = (b"via:", b"v:", b"from:", b"f:", b"to:", b"t:", b"call-id:", b"i:", b"cseq:")


def _top_via(datagram):
    lines = datagram.split(b"\r\n\r\n")[0].split(b"\r\n")
    vias = [line for line in lines if line.lower().startswith((b"via:", b"v:"))]
    return lines[0].split(b" ")[0] + b" " + (vias[0] if vias else b"")
