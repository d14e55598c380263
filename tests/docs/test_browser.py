"""The site in a browser, which judges what its pages ask for: they ask nobody else."""

import functools
import http.server
import re
import shutil
import subprocess
import threading

import pytest

PAGES = ("index.html", "concepts.html", "bad-day.html", "parameters.html", "monitoring/index.html")
# Of this server alone; scripts and styles may stand in the page too.
POLICY = "default-src 'self' 'unsafe-inline' data: blob:"
REFUSED = re.compile(r"[^\n]*(?:Content Security Policy|Refused to)[^\n]*")


class Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(name="served")
def _served(site):
    """The site's address while it is served."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=site)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def shown(address, scratch):
    """What the page is after its scripts have run, and what was refused to it. Nothing else can be reached."""
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("chromium is not installed (scripts/setup installs it)")
    done = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--user-data-dir={scratch}/profile",
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--no-proxy-server", "--enable-logging=stderr",
         "--virtual-time-budget=3000", "--dump-dom", address],
        capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout, REFUSED.findall(done.stderr)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_nobody_else(page, served, scratch):
    text, refused = shown(f"{served}/{page}", scratch)
    assert "md-content" in text
    assert refused == []


def test_one_that_does_would_be_noticed(site, served, scratch):
    page = site / "other.html"
    page.write_text('<img src="https://other.example/picture.png">')
    try:
        assert shown(f"{served}/other.html", scratch)[1]
    finally:
        page.unlink()
