"""The HTML page in a browser: nothing is reported as wrong, charts are there, sorting and filtering work."""

import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from conftest import GOLDEN

FLEET = (GOLDEN / "fleet.html").read_text()
HOSTILE = (GOLDEN / "hostile.html").read_text()


class Page:
    """A page, and everything that the browser complained of or asked the network for."""

    def __init__(self, browser, folder, text, **options):
        path = folder / "page.html"
        path.write_text(text)
        self.complaints = []
        self.requests = []
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri())

    def column(self, name):
        """The texts of a column's rows that are to be seen."""
        heads = self.page.locator("#fleet thead th").all_inner_texts()
        return self.page.locator(f"#fleet tbody tr:visible > :nth-child({heads.index(name) + 1})").all_inner_texts()

    def head(self, name):
        """A column's head."""
        return self.page.locator("#fleet").get_by_role("columnheader", name=name, exact=True)

    def filter(self, shown, **values):
        """Fills in the filter and waits until it shows so many services."""
        for name, value in values.items():
            field = self.page.locator(f"#filter [name={name}]")
            field.fill(value) if name == "words" else field.select_option(value)
        expect(self.page.locator("#shown")).to_have_text(f"{shown} of 40")


@pytest.fixture
def open_page(browser, tmp_path):
    pages = []

    def make(text, **options):
        pages.append(Page(browser, tmp_path, text, **options))
        return pages[-1]

    yield make
    for page in pages:
        page.context.close()


@pytest.mark.parametrize("text", [FLEET, HOSTILE], ids=["fleet", "hostile"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wrong(open_page, text, width, scheme, tmp_path):
    page = open_page(text, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert page.complaints == []
    assert len(page.requests) == 1
    # What is wider than the screen scrolls in itself.
    assert page.page.evaluate("document.documentElement.scrollWidth") <= width
    # SCAFFOLD_SCREENSHOTS names a folder for pictures to look at.
    if folder := os.environ.get("SCAFFOLD_SCREENSHOTS"):
        name = "fleet" if text is FLEET else "hostile"
        page.page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png", full_page=True)


def test_charts_are_there(open_page):
    page = open_page(FLEET).page
    charts = page.locator("svg[role=img]").all()
    assert len(charts) >= 6
    for chart in charts:
        assert chart.locator("title").text_content()
        assert chart.locator("rect, polyline").count() > 1
        box = chart.bounding_box()
        assert box["width"] > 100
        assert box["height"] > 10
    bars = page.locator("svg[aria-labelledby=chart-states] rect").all()
    assert len({bar.evaluate("bar => getComputedStyle(bar).fill") for bar in bars}) == len(bars) == 5


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Behind", lambda text: (text == "?", 0 if text == "?" else int(text))),
        ("Identical", lambda text: (text == "?", 0 if text == "?" else int(text.removesuffix(" %")))),
        ("State", ["broken", "conflicted", "behind", "edited", "in-sync"].index),
        ("Owner", str),
    ],
)
def test_sorting(open_page, name, key):
    page = open_page(FLEET)
    before = page.column(name)
    button = page.head(name).get_by_role("button")
    button.click()
    assert page.column(name) == sorted(before, key=key)
    assert page.head(name).get_attribute("aria-sort") == "ascending"
    button.press("Enter")
    known = [text for text in page.column(name) if text != "?"]
    assert known == sorted(known, key=key, reverse=True)
    assert page.page.locator("[aria-sort]").count() == 1
    assert page.complaints == []


def test_filtering(open_page):
    page = open_page(FLEET)
    page.filter(4, state="conflicted")
    assert set(page.column("State")) == {"conflicted"}
    page.filter(2, state="", words="GIN-service 2.1.0")
    assert set(page.column("Scaffold")) == {"gin-service"}
    assert set(page.column("Release")) == {"2.1.0"}
    page.filter(0, words="no such service")
    assert page.column("Service") == []
    page.filter(10, words="", owner="search")
    assert set(page.column("Owner")) == {"search"}
    page.filter(40, owner="")


@pytest.mark.parametrize("script", [True, False])
def test_a_service_opens_its_details(open_page, script):
    page = open_page(FLEET, java_script_enabled=script).page
    link = page.locator("#fleet tbody a").nth(5)
    target = page.locator(link.get_attribute("href"))
    assert not target.is_visible()
    link.click()
    target.wait_for(state="visible")
    assert target.locator("pre ins").first.is_visible()


def test_without_a_script_the_page_can_be_read(open_page):
    page = open_page(FLEET, java_script_enabled=False).page
    assert page.locator("#fleet tbody tr:visible").count() == 40
    assert not page.locator("#filter").is_visible()
    assert page.locator("#fleet button").count() == 0


@pytest.mark.parametrize(
    ("text", "scheme"),
    [(FLEET, "light"), (FLEET, "dark"), (HOSTILE, "light")],
    ids=["light", "dark", "hostile"],
)
def test_everyone_can_use_it(open_page, text, scheme):
    """By axe, with some of everything open: structure, names, contrast."""
    page = open_page(text, color_scheme=scheme, viewport={"width": 390, "height": 900}).page
    page.evaluate("for (const one of [...document.querySelectorAll('details')].slice(0, 8)) { one.open = true; }")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    passed = {rule["id"] for rule in results.response["passes"]}
    assert {"color-contrast", "svg-img-alt", "scrollable-region-focusable"} <= passed


def test_focus_is_to_be_seen(open_page):
    page = open_page(FLEET).page
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the services"
    for _ in range(8):
        page.keyboard.press("Tab")
        style = page.locator(":focus").evaluate("one => getComputedStyle(one).outlineStyle")
        assert style == "solid"


def test_ten_thousand_services_can_be_sorted_and_filtered(open_page):
    rows = re.search(r"<tbody>\n(<tr><th scope=\"row\">.*?)</tbody>", FLEET[FLEET.index('id="fleet"') :], re.DOTALL)[1]
    page = open_page(FLEET.replace(rows, rows * 250, 1)).page
    page.locator("#fleet").get_by_role("button", name="Behind").click()
    behind = page.evaluate("Array.from(document.querySelectorAll('#fleet tbody tr'), one => one.cells[6].textContent)")
    known = [int(text) for text in behind if text != "?"]
    assert known == sorted(known)
    assert behind[-500:] == ["?"] * 500
    page.locator("#filter [name=state]").select_option("conflicted")
    expect(page.locator("#shown")).to_have_text("1000 of 10000", timeout=30_000)
    # The rows that are not on the screen are not laid out.
    far = page.locator("#fleet tbody tr").nth(9_000)
    assert far.evaluate("row => getComputedStyle(row).contentVisibility") == "auto"


# Faults that the checks above must find: what is changed in a good page, and the check.
def test_a_script_of_someone_else_does_not_run(open_page):
    page = open_page(FLEET.replace("<main>", "<main><script>document.title = 'taken over'</script>", 1))
    assert page.page.title() == "Fleet audit"
    assert any("Content Security Policy" in text for text in page.complaints)


def test_a_changed_script_is_reported(open_page):
    page = open_page(FLEET.replace("'use strict';", "'use strict'; ", 1))
    assert any("Content Security Policy" in text for text in page.complaints)
    assert not page.page.locator("#filter").is_visible()


def test_an_image_from_elsewhere_is_not_loaded(open_page):
    page = open_page(FLEET.replace("<main>", '<main><img src="http://127.0.0.1:9/x.png" alt="">', 1))
    assert any("Content Security Policy" in text for text in page.complaints)


def test_axe_finds_a_bad_contrast_and_a_missing_name(open_page):
    text = FLEET.replace("--soft: #5a616b", "--soft: #c0c4ca").replace(
        'role="img" aria-labelledby="chart-states"', 'role="img"'
    )
    text = re.sub(r'<title id="chart-states">[^<]*</title>', "", text)
    # The policy names the style by its hash, so the changed one is let in by no policy at all.
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    results = Axe().run(open_page(text).page)
    assert {"color-contrast", "svg-img-alt"} <= {rule["id"] for rule in results.response["violations"]}
