"""The site as a reader gets it: it is built without a warning, is whole, and asks no other machine for anything."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from rig.paths import SOURCE

# Elements by which a browser fetches something; a link that somebody has to click is none.
FETCHING = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data", "embed": "src"}


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.fetched, self.links, self.names, self.paragraphs = [], [], set(), []
        self._in_paragraph = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.names.add(attributes.get("id"))
        if attributes.get(FETCHING.get(tag)):
            self.fetched.append(attributes[FETCHING[tag]])
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        if tag == "p":
            self._in_paragraph = True

    def handle_endtag(self, tag):
        self._in_paragraph = self._in_paragraph and tag != "p"

    def handle_data(self, data):
        if self._in_paragraph:
            self.paragraphs.append(data)


@pytest.fixture(name="pages", scope="module")
def _pages(site):
    return {path: Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


def is_elsewhere(address):
    return bool(urlsplit(address).scheme or address.startswith("//"))


def test_no_page_fetches_anything_from_elsewhere(pages):
    assert len(pages) > 30
    for path, page in pages.items():
        assert [address for address in page.fetched if is_elsewhere(address) and not address.startswith("data:")] == [], path


def test_no_style_fetches_anything_from_elsewhere(site):
    styles = list(site.rglob("*.css"))
    assert styles
    for path in styles:
        found = re.findall(r"url\(['\"]?([^)'\"]+)|@import\s+['\"]([^'\"]+)", path.read_text(encoding="utf-8"))
        addresses = [address for pair in found for address in pair if address and not address.startswith("data:")]
        assert [address for address in addresses if is_elsewhere(address)] == [], path


def test_every_link_leads_to_something(site, pages):
    for path, page in pages.items():
        if path.name == "404.html":
            continue  # it is shown at any depth
        for link in page.links:
            parts = urlsplit(link)
            if is_elsewhere(link) or link.startswith("mailto:"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                target /= "index.html"
            assert target.is_file() and site in target.parents, f"{path}: {link}"
            if parts.fragment and target.suffix == ".html":
                assert unquote(parts.fragment) in pages[target].names, f"{path}: {link} names no heading"


def test_lists_and_fences_are_not_running_text(pages):
    """Where Markdown's makers differ, a list or a block of code would stand within a paragraph."""
    for path, page in pages.items():
        for text in page.paragraphs:
            assert not re.search(r"^(- |\d+\. |```|\| )", text, re.M), f"{path}: {text}"


def test_every_alert_says_what_to_do(site, pages):
    rules = (SOURCE / "contrib/prometheus/lineman.rules.yml").read_text(encoding="utf-8")
    alerts = re.findall(r"alert: Lineman(\w+)", rules)
    assert len(alerts) > 10
    missing = {alert for alert in alerts if alert.lower() not in pages[site / "bad-day.html"].names}
    assert not missing, "docs/bad-day.md has no section for these"
    assert set(alerts) == set(re.findall(r"^### (\w+)$", (SOURCE / "docs/bad-day.md").read_text(encoding="utf-8"), re.M))


def test_every_document_is_in_the_navigation(site, pages):
    # A page of any other section shows the whole navigation too, below its tabs.
    shown = {(path.parent / link).resolve() for path in (site / "quickstart.html", site / "monitoring/index.html")
             for link in pages[path].links if not is_elsewhere(link)}
    for document in [*SOURCE.glob("docs/*.md"), *SOURCE.glob("docs/monitoring/*.md"), SOURCE / "docs/decisions/README.md",
                     SOURCE / "contrib/dhcp/README.md", SOURCE / "ARCHITECTURE.md", SOURCE / "DEVELOPING.md"]:
        base = SOURCE / "docs" if SOURCE / "docs" in document.parents else SOURCE
        page = str(document.relative_to(base)).replace("README.md", "index.md").removesuffix(".md") + ".html"
        assert site / page in shown, f"{page} is not in the navigation of mkdocs.yml"


def test_pictures_are_for_dark_and_light():
    picture = (SOURCE / "docs/pictures/concepts.svg").read_text(encoding="utf-8")
    assert "prefers-color-scheme: dark" in picture
    for path in Path(SOURCE / "docs/pictures").glob("*.svg"):
        assert not re.search(r"href|url\((?!#)|@import|<image", path.read_text(encoding="utf-8")), path
