"""The report's HTML file, opened by itself from a phone's downloads."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from seko.foundation.rendering import html
from seko.foundation.rendering.report import Form
from tests.foundation.rendering.sample import sample


@pytest.mark.parametrize("form", ["sr", "sr-latn", "en"])
def test_the_file_fits_a_phone(browser: Browser, form: Form) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.set_content(html.standalone(sample(form)).decode())
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert wide == 320
