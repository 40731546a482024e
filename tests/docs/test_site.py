"""The site builds without a warning, every link in it leads somewhere, and it loads nothing from elsewhere."""

import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from tests.docs.blocks import ROOT, run
from tests.printed.browser import BROWSER

from docs import links


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it."""
    folder = tmp_path_factory.mktemp("site")
    command = ["sphinx-build", "-W", "--keep-going", "-q", "-d", str(folder / "trees"), "docs", str(folder / "html")]
    printed = run(command, ROOT)

    assert "" == printed.strip()
    return folder / "html"


def test_every_link_leads_somewhere_and_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    assert [] == links.broken(site)
    assert [] == links.remote(site)
    assert len(links.pages(site)) > 30


def test_ids_of_rules_and_problems_are_anchors_of_the_built_pages(site: Path) -> None:
    pages = links.pages(site)

    assert {"requests.balance", "succession.carried"} <= pages[site / "generated" / "rule-book.html"].anchors
    assert {"problem.syntax", "reading.left-over"} <= pages[site / "generated" / "problems.html"].anchors
    assert "govinfo_schema.verify" in pages[site / "generated" / "api.html"].anchors


def test_the_schemas_stand_on_the_site(site: Path) -> None:
    for name in ("report-2021.json", "rules-2019.json", "codes-2021.csv"):
        assert (ROOT / "schemas" / name).read_bytes() == (site / "schemas" / name).read_bytes()


@pytest.mark.skipif(BROWSER is None, reason="there is no browser")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("结转", "how/own-rule.html"),
        ("上年尚未审结的案件仍在本年的总计之内", "generated/rule-book.html"),
        ("不能小于 0，也不能大于 9007199254740991", "generated/problems.html"),
        ("compute_totals", "generated/api.html#govinfo_schema.compute_totals"),
    ],
)
def test_a_word_or_a_whole_message_is_found_by_the_search_of_the_site(
    site: Path, tmp_path: Path, asked: str, found: str
) -> None:
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path}",
        "--virtual-time-budget=20000",
    ]
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        serving = Thread(target=server.serve_forever)
        serving.start()
        address = f"http://127.0.0.1:{server.server_port}/search.html?q={quote(asked)}"
        page = run([str(BROWSER), *options, "--dump-dom", address], ROOT)
        server.shutdown()
        serving.join()

    assert f'href="{found}' in page.partition('id="search-results"')[2]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_broken_links_and_remote_files_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text('<p id="there">', encoding="utf-8")
    (tmp_path / "a.html").write_text(
        '<a href="b.html#there"></a><a href="b.html#not"></a><a href="c.html"></a><a href="#no"></a>'
        '<a href="https://example.org"></a><script src="https://example.org/x.js"></script><img src="no.png">',
        encoding="utf-8",
    )
    (tmp_path / "a.css").write_text("@import 'x'; a { background: url(https://example.org) }", encoding="utf-8")

    assert ["a.html: b.html#not", "a.html: c.html", "a.html: #no", "a.html: no.png"] == links.broken(tmp_path)
    assert ["https://example.org"] == links.outside(tmp_path)
    assert ["a.css: @import", "a.css: url(http", "https://example.org/x.js"] == links.remote(tmp_path)
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "links.py"), str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "a.html: c.html" in done.stderr
