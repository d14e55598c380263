"""A hook of mkdocs: links that lead out of docs/ work on the site as they do in the repository.

What a page links to outside of docs/ is on the site too, at the path that it has in the repository: Markdown as a page,
everything else as a file to download. A link to a folder leads to its README.md."""

import posixpath
import re
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

LINK = re.compile(r"(\]\()([^)\s#]+)(#[^)\s]*)?(\))")
FENCE = re.compile(r"(^ *```.*?^ *```|`[^`\n]+`)", re.MULTILINE | re.DOTALL)
HOME = "README.md"  # of the repository: the site has a start page of its own in its place


def is_outside(target):
    return re.match(r"[a-z]+:|//", target) is not None


class Repository:
    """Pages by their paths from the root of the repository; those of docs/ have a shorter one on the site."""

    def __init__(self, config):
        self.root = Path(config["config_file_path"]).parent
        self.docs = Path(config["docs_dir"]).relative_to(self.root).as_posix()

    def path_of(self, on_site):
        inside = posixpath.join(self.docs, on_site)
        return inside if (self.root / inside).exists() else on_site

    def on_site(self, path):
        return posixpath.relpath(path, self.docs) if path.startswith(self.docs + "/") else path

    def target_of(self, page, link):
        """The path in the repository that a link of the page stands for."""
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), link))
        if (self.root / target).is_dir():
            target = posixpath.join(target, "README.md")
        if target == HOME or not (self.root / target).is_file():
            raise PluginError(f"{page}: the link to {link} leads nowhere on the site")
        return target

    def links_of(self, page):
        text = FENCE.sub("", (self.root / page).read_text(encoding="utf-8"))
        links = [link for _, link, _, _ in LINK.findall(text) if not is_outside(link)]
        return [self.target_of(page, link) for link in links]


def pages_in(navigation):
    """The paths of a navigation, however deep."""
    if isinstance(navigation, str):
        return [navigation]
    parts = navigation.values() if isinstance(navigation, dict) else navigation
    return [page for part in parts for page in pages_in(part)]


def on_files(files, config):
    """Adds what is linked to outside of docs/, and what that links to."""
    repository = Repository(config)
    known = {repository.path_of(file.src_path) for file in files}
    wanted = [repository.path_of(page) for page in pages_in(config["nav"])]
    for page in known:
        if page.endswith(".md"):
            wanted += repository.links_of(page)
    while wanted:
        target = wanted.pop()
        if target in known:
            continue
        known.add(target)
        files.append(File(target, str(repository.root), config["site_dir"], config["use_directory_urls"]))
        if target.endswith(".md"):
            wanted += repository.links_of(target)
    return files


def on_page_markdown(markdown, page, config, files):
    """Links as they are on the site."""
    repository = Repository(config)
    here = page.file.src_path

    def rewritten(found):
        opening, link, anchor, closing = found.groups()
        if is_outside(link):
            return found.group()
        target = repository.on_site(repository.target_of(repository.path_of(here), link))
        relative = posixpath.relpath(target, posixpath.dirname(here) or ".")
        return opening + relative + (anchor or "") + closing

    parts = FENCE.split(markdown)
    return "".join(part if part.startswith(("`", " `")) or FENCE.fullmatch(part) else LINK.sub(rewritten, part)
                   for part in parts)
