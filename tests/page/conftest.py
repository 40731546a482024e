"""The page as `make page` built it, served on this machine, open in a browser without a window."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.printed.browser import BROWSER, ROOT

BUILT: Final = ROOT / "build" / "page"
FLAGS: Final = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE: Final = 90_000  # milliseconds: on a busy machine Python takes its time to start


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *_: Any) -> None:
        pass


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if BROWSER is None:
        pytest.skip("no browser on this machine")
    if not (BUILT / "files.json").exists():
        pytest.skip("the page is not built: make page")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def address(browser: Browser) -> Iterator[str]:
    assert browser.is_connected()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=BUILT)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """One page for all tests that only paste and look; what it fetched and complained of is kept in `heard`."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    heard(page)
    page.goto(address)
    page.wait_for_selector("#loading", state="hidden", timeout=PATIENCE)
    yield page
    context.close()


_HEARD: Final[dict[Page, list[str]]] = {}


def heard(page: Page) -> list[str]:
    """What a page fetched, and errors; begun with the first call."""
    if page not in _HEARD:
        told = _HEARD[page] = list[str]()
        page.on("request", lambda request: told.append(request.url))
        page.on("pageerror", lambda error: told.append(f"error: {error}"))
        page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
    return _HEARD[page]
