"""What the checks share: where the reports are, and a browser."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

GOLDEN = Path(__file__).resolve().parents[1] / "ReportTests/Golden/audit"


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium; SCAFFOLD_CHROMIUM names another one."""
    path = os.environ.get("SCAFFOLD_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "no Chromium found: install the package chromium, or name one in SCAFFOLD_CHROMIUM"
    with sync_playwright() as playwright:
        # As root Chromium has no sandbox. The pages are ours, and have no network.
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield running
        running.close()
