"""Hold every link of the built site against what it leads to. Links out of the site are listed, not followed.

python docs/links.py SITE
"""

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

OUTSIDE = ("http:", "https:", "mailto:", "data:")


class Page(HTMLParser):
    """The anchors of a page, what it links to, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what the element names."""
        told = {name: value or "" for name, value in attrs}
        self.anchors |= {told[name] for name in ("id", "name") if name in told}
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        elif tag != "a":
            self.loads += [told[name] for name in ("src", "href", "data") if name in told and tag != "form"]


def pages(site: Path) -> dict[Path, Page]:
    """Every page of a built site."""
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def broken(site: Path) -> list[str]:
    """The links within the site that lead nowhere, as `page: link`."""
    known = pages(site)
    found: list[str] = []
    for path, page in known.items():
        for link in [*page.links, *page.loads]:
            parts = urlsplit(link)
            if link.startswith(OUTSIDE):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            fragment = unquote(parts.fragment)
            missing = fragment and target in known and fragment not in known[target].anchors
            if missing or not target.is_file():
                found.append(f"{path.relative_to(site)}: {link}")
    return found


def outside(site: Path) -> list[str]:
    """The links that lead out of the site."""
    return sorted({link for page in pages(site).values() for link in page.links if link.startswith(OUTSIDE)})


def remote(site: Path) -> list[str]:
    """What a page or a style would load from elsewhere: there must be nothing."""
    found = {link for page in pages(site).values() for link in page.loads if link.startswith(("http:", "https:", "//"))}
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        found |= {f"{path.name}: {mark}" for mark in ("url(http", "url(//", 'url("http', "@import") if mark in text}
    return sorted(found)


if __name__ == "__main__":
    built = Path(sys.argv[1]).resolve()
    wrong = [*broken(built), *(f"loads from elsewhere: {link}" for link in remote(built))]
    leading = outside(built)
    print(f"{len(pages(built))} pages; links out of the site, not followed: {len(leading)}")
    print(*(f"  {link}" for link in leading), sep="\n")
    sys.exit("\n".join(wrong) if wrong else 0)
