"""The running installation, the browser, and people in it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import machine
from tests.browser.persona import Persona
from tests.browser.sitio import Sitio

ARGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--lang=es-MX",
    "--disable-gpu",
]


@pytest.fixture(scope="module")
def sitio(installations: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitio]:
    """On PostgreSQL and Redis, as in production, with its worker; new for each file, which tells a story of its own."""
    machine.need("browser")
    machine.need("postgres")
    with machine.own_queue() as queue:
        made = Sitio(tmp_path_factory.mktemp("sitio"), machine.new_postgres_database(), queue)
        try:
            made.start()
            yield made
        finally:
            made.stop()


@pytest.fixture(scope="session")
def navegador() -> Iterator[Browser]:
    machine.need("browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(machine.chromium()), args=ARGS)
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """When a test fails, its report says what each person had in front of them."""
    report = yield
    if report.failed and call.when == "call":
        for persona in item.funcargs.get("personas", []):  # type: ignore[attr-defined]
            if not persona.page.is_closed():
                report.sections.append((f"Lo que veía {persona.key}", persona.describe()))
    return report


@pytest.fixture
def personas() -> list[Persona]:
    """Who has entered in this test."""
    return []


@pytest.fixture
def as_person(navegador: Browser, sitio: Sitio, personas: list[Persona]) -> Iterator[Callable[..., Persona]]:
    """A person of the cast, signed in by the form. At the end: no page broke the rules of all pages."""

    def enter(key: str, **how: Any) -> Persona:
        """The window this person already has open today, or a new one."""
        for persona in personas:
            if (persona.key, persona.how, persona.since) == (key, how, sitio.since):
                return persona
        persona = Persona(navegador, sitio, key, **how)
        personas.append(persona)
        sitio.windows.append(persona.close)
        return persona.sign_in()

    yield enter
    problems = [problem for persona in personas for problem in persona.problems]
    for persona in personas:
        persona.close()
    assert not problems, "\n".join(problems)
