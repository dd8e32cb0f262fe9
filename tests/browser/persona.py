"""A person with a browser: signs in, looks, clicks and types; and each page they see is checked for everyone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from tests.browser.sitio import Sitio
from tests.cast import CLAVE

expect.set_options(timeout=20_000)
AXE = Path(__file__).parent / "vendor" / "axe"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GRAVE = ("serious", "critical")
_axe: list[str] = []
_checked: set[tuple[Any, ...]] = set()  # what was looked at already: person, width, kind of address, headings


def _axe_source() -> str:
    if not _axe:
        locale = (AXE / "axe.es.json").read_text(encoding="utf-8")
        _axe.append((AXE / "axe.min.js").read_text(encoding="utf-8") + f";axe.configure({{locale: {locale}}});")
    return _axe[0]


def assert_accessible(page: Page) -> None:
    """axe finds nothing serious or critical in the page."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(_axe_source())
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, iframes: false, resultTypes: ['violations']})"
        ".then(r => r.violations.map(v => ({id: v.id, impact: v.impact, help: v.help,"
        " where: v.nodes.slice(0, 4).map(n => n.target.join(' ') + '  ' + n.html.slice(0, 160))})))",
        RULES,
    )
    grave = [one for one in found if one["impact"] in GRAVE]
    assert not grave, f"{page.url}: {json.dumps(grave, ensure_ascii=False, indent=1)}"


def assert_fits(page: Page) -> None:
    """No page is wider than the screen: tables scroll inside their own frame."""
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= screen, f"{page.url}: {wide} px in a screen of {screen}: {_widest(page, screen)}"


def _widest(page: Page, screen: int) -> Any:
    return page.evaluate(
        "w => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > w + 1"
        " && !e.closest('.tabla-marco')).slice(-4).map(e => e.outerHTML.slice(0, 160))",
        screen,
    )


class Persona:
    """One person in one window. `problems` fills with what no page may do; it is looked at when the test ends."""

    def __init__(self, browser: Browser, sitio: Sitio, key: str, **how: Any) -> None:
        """`how`: javascript (True unless said), width of the window in pixels (1280 unless said)."""
        self.how, javascript, width = how, how.get("javascript", True), how.get("width", 1280)
        self.key, self.sitio, self.javascript = key, sitio, javascript
        self.since = sitio.since
        self.problems: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=sitio.url,
            locale="es-MX",
            timezone_id="America/Mexico_City",
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            accept_downloads=True,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(20_000)
        self.context.on("request", self._request)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"{self.page.url}: {error}"))

    def _request(self, request: Request) -> None:
        if request.url.startswith(("http:", "https:", "ws:")) and not request.url.startswith(self.sitio.url):
            self.problems.append(f"{self.page.url}: a request left the installation: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        refusal = re.search(r"status of (409|422)", message.text)  # a page that says no, as it should
        if message.type == "error" and not refusal:
            self.problems.append(f"{self.page.url}: {message.text}")

    def sign_in(self) -> Persona:
        self.page.goto("/entrar")
        self.check()
        self.page.get_by_label("Correo").fill(f"{self.key}@fresnillo.test")
        self.page.get_by_label("Contraseña").fill(CLAVE)
        self.button("Entrar")
        expect(self.heading("¿Qué me toca hacer hoy?")).to_be_visible()
        return self

    # --- What a person does ------------------------------------------------------------------------

    def go(self, path: str) -> Persona:
        self.page.goto(path)
        return self.check()

    def home(self) -> Persona:
        """The bandeja, by the name of the place."""
        self.page.get_by_role("navigation", name="Principal").get_by_role("link", name="Mi bandeja").click()
        return self.check()

    def place(self, name: str) -> Persona:
        self.page.get_by_role("navigation", name="Principal").get_by_role("link", name=name).click()
        return self.check()

    def link(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> Persona:
        (within or self.page.get_by_role("main")).get_by_role("link", name=name).first.click()
        return self.check()

    def button(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> Persona:
        (within or self.page.get_by_role("main")).get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()
        expect(self.page.locator("form[aria-busy]")).to_have_count(0)  # the console does not leave its page
        return self.check()

    def fill(self, label: str | re.Pattern[str], value: str) -> Persona:
        self.page.get_by_label(label).first.fill(value)
        return self

    def choose(self, label: str | re.Pattern[str], option: str | re.Pattern[str]) -> Persona:
        field = self.page.get_by_label(label).first
        if isinstance(option, re.Pattern):
            text = field.locator("option").filter(has_text=option).first.text_content() or ""
            field.select_option(label=text.strip())
        else:
            field.select_option(label=option)
        return self

    def attach(self, label: str, path: Path) -> Persona:
        self.page.get_by_label(label).first.set_input_files(path)
        return self

    # --- What a person sees ------------------------------------------------------------------------

    def heading(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("heading", name=name).first

    def sees(self, text: str | re.Pattern[str]) -> Persona:
        expect(self.page.get_by_role("main").get_by_text(text).first).to_be_visible()
        return self

    def waits_for(self, role: Any, name: str | re.Pattern[str], seconds: float = 60) -> Persona:
        """What the worker is doing appears by itself in the page; without JavaScript, when it is loaded again."""
        wanted = self.page.get_by_role("main").get_by_role(role, name=name).first
        if self.javascript:
            expect(wanted).to_be_visible(timeout=seconds * 1000)
            return self.check()
        for _ in range(int(seconds)):
            if wanted.is_visible():
                return self
            self.page.wait_for_timeout(1000)
            self.page.reload()
        raise AssertionError(f"{self.page.url}: never saw {name}")

    def check(self) -> Persona:
        """Each new page of this person and width, once by its kind of address and headings."""
        self.page.wait_for_load_state()
        headings = self.page.get_by_role("heading", level=1).all_text_contents()
        place = re.sub(r"\d+", "#", self.page.url.partition("?")[0])
        kind = (self.key, self.page.viewport_size["width"], place, *headings)  # type: ignore[index]
        if kind in _checked:
            return self
        _checked.add(kind)
        assert len(headings) == 1, f"{self.page.url}: {headings}"
        assert_fits(self.page)
        if self.javascript:
            assert_accessible(self.page)
        return self

    def describe(self) -> str:
        """The page as a screen reader would tell it, for the report of a failure."""
        return f"{self.page.url}\n{self.page.locator('body').aria_snapshot()[:6000]}"

    def close(self) -> None:
        self.context.close()
