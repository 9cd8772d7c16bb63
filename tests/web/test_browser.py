"""The app in a real browser: take a quiz by keyboard, reload, go on where it stood."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

selenium = pytest.importorskip("selenium", reason="selenium drives the browser")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="chromium and chromedriver are not on this machine"
)
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=1000,640",
)  # fmt: skip
SECONDS = 90


@pytest.fixture
def options() -> list[str]:
    """Give the options of the server, for tests to change."""
    return []


@pytest.fixture
def address(tmp_path: Path, options: list[str]) -> Iterator[str]:
    """Serve the app, and give the address that opens it."""
    server = subprocess.Popen(
        [sys.executable, "-m", "examprep", "serve", "--no-open", "--port", "0", *options],
        env={**os.environ, "EXAMPREP_HOME": str(tmp_path), "LOGNAME": "maria"},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert server.stdout
    yield server.stdout.readline().strip()
    server.terminate()
    server.wait(20)
    server.stdout.close()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[object]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'browser'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


def is_open(browser) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, SECONDS).until(
        lambda page: "-first-byte" in page.execute_script("return document.body.className")
    )


def there(folder: Path) -> list[Path]:
    """List the candidates that are on the disk."""
    return list((folder / "data" / "candidates").glob("*.toml"))


def blocks(folder: Path, name: str) -> int:
    """Count what of a kind they did."""
    return sum(path.read_text(encoding="utf-8").count(f"[[{name}]]") for path in there(folder))


def type_until(browser, keys: list[str], done) -> None:
    """Type keys, one after the other, until something is true: the app may still be drawing."""
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    page = browser.find_element(By.CSS_SELECTOR, "textarea.xterm-helper-textarea")
    left = iter(keys)

    def _turn(_) -> bool:
        if done():
            return True
        key = next(left, None)
        if key is not None:
            page.send_keys(key)
        return False

    WebDriverWait(browser, SECONDS, 0.25, [WebDriverException]).until(_turn)


def test_a_quiz_in_a_tab_goes_on_after_a_reload(address: str, browser, tmp_path: Path) -> None:
    import json

    from selenium.webdriver.common.keys import Keys

    browser.get(address)
    is_open(browser)
    enter = Keys.ENTER
    # The name is filled in: Enter alone leads through the welcome, and a key too early is none.
    type_until(browser, [enter] * 180, lambda: there(tmp_path))
    # These answer a question of any kind, or go on to the next.
    answer = ["1", "2", "3", "4", enter, Keys.ARROW_RIGHT]
    type_until(browser, answer * 60, lambda: blocks(tmp_path, "response"))
    before = blocks(tmp_path, "response")
    browser.refresh()
    is_open(browser)
    type_until(browser, ["c"] * 360, lambda: blocks(tmp_path, "resume"))
    more = [*answer, "c"] * 60  # C again: it may have opened the calculator meanwhile
    type_until(browser, more, lambda: blocks(tmp_path, "response") > before)
    assert blocks(tmp_path, "attempt") == 1
    asked = {
        message["params"]["request"]["url"].split("/")[2]
        for entry in browser.get_log("performance")
        if (message := json.loads(entry["message"])["message"])["method"]
        == "Network.requestWillBeSent"
        and message["params"]["request"]["url"].startswith("http")
    }
    assert asked == {address.split("/")[2]}


@pytest.mark.parametrize("options", [["--code", "tuesday9"]])
def test_a_candidate_comes_into_a_classroom(address: str, browser) -> None:
    from selenium.webdriver.common.by import By

    browser.get(address.removeprefix("Address").strip())
    for name, typed in (("name", "Maria"), ("code", "tuesday9\n")):
        browser.find_element(By.NAME, name).send_keys(typed)
    is_open(browser)
