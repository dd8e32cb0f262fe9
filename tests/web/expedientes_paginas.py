"""What the tests of the dossier pages share: browsers of the cast, and a dossier on its way."""

from __future__ import annotations

from flask import Flask

from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser


def browser_of(app: Flask, cast: Cast, who: str) -> Browser:
    browser = Browser(app)
    sign_in(browser.client, getattr(cast, who).usuario_id)
    return browser
