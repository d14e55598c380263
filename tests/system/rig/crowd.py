"""Clients that call the phone without end: connection requests as many as go, each answered or not."""

import socket
import threading
import time
from collections import Counter
from urllib.parse import urlsplit


class Crowd:
    """`clients` threads, each one request after the other, at most `rate` a second in all; `said` is their
    Authorization. `answers` counts statuses, and what became of requests that got none."""

    def __init__(self, url, clients=4, rate=1000, said=""):
        parts = urlsplit(url)
        self.answers = Counter()
        self._address = (parts.hostname, parts.port)
        credentials = f"Authorization: {said}\r\n" if said else ""
        self._request = f"GET {parts.path} HTTP/1.1\r\nHost: phone\r\n{credentials}Connection: close\r\n\r\n".encode()
        self._pause = clients / rate
        self._over = False
        self._lock = threading.Lock()
        self._begin = time.monotonic()
        self._threads = [threading.Thread(target=self._ask_on, daemon=True) for _ in range(clients)]
        for thread in self._threads:
            thread.start()

    def end(self):
        """How many requests a second there were."""
        self._over = True
        for thread in self._threads:
            thread.join()
        return self.total / (time.monotonic() - self._begin)

    @property
    def total(self):
        return sum(self.answers.values())

    def _ask_on(self):
        due = time.monotonic()
        while not self._over:
            answer = self._ask()
            with self._lock:
                self.answers[answer] += 1
            due = max(due + self._pause, time.monotonic() - 1)  # what it is late by, it catches up with
            time.sleep(max(0, due - time.monotonic()))

    def _ask(self):
        try:
            with socket.create_connection(self._address, timeout=30) as end:
                end.sendall(self._request)
                answer = b""
                while got := end.recv(4096):
                    answer += got
        except OSError as error:
            return type(error).__name__
        whole = answer.startswith(b"HTTP/1.1 ") and answer.endswith(b"\r\n\r\n")
        return int(answer.split()[1]) if whole else "nonsense"
