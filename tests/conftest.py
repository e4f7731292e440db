"""Chromium for the tests of pages and server: one a module, since two cannot live side by side."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

# A time limit for each example would measure what else the machine does.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
CHROMIUM = shutil.which("chromium")
MISSING = not CHROMIUM or importlib.util.find_spec("playwright") is None
# In CI a missing browser must fail, not hide: then nothing is skipped.
BROWSER = [
    pytest.mark.skipif(
        MISSING and os.environ.get("CI") != "true", reason="needs chromium and playwright"
    ),
    pytest.mark.filterwarnings("default"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    # Not longer than a module: while it lives, no other test of the process may start a loop.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM or "/usr/bin/chromium", args=ARGUMENTS.split()
        )
        yield chromium
        chromium.close()
