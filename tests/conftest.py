"""What every test may ask for: the application on each database, a clock, people, and what is missing here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from werkzeug.test import TestResponse

import config
from tests import machine
from tests.cast import Cast, assemble
from tests.etapas import Etapas, copy_over, empty_postgres
from workflow import create_app
from workflow.archivos.queries import set_files_root
from workflow.db import create_schema, db
from workflow.people.service import open_access
from workflow.web.extensions import limiter

HERE = Path(__file__).parent
AHORA = datetime(2026, 2, 10, 16, 0, tzinfo=UTC)  # Tuesday 10 February 2026, 10:00 in Fresnillo

# A property is about the rule, never about how busy the machine is. The check of every change tries the same examples
# each time (a red one is of that change); by hand, others each time.
settings.register_profile(
    "ruta",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ruta")


def pytest_configure(config: pytest.Config) -> None:
    machine.begin()


# What takes longest begins first: the short tests at the end fill the time until the last process is done.
TURNS = ("browser/test_ruta_completa", "browser", "jobs", "migrations", "cli", "use_cases", "web", "architecture")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Each file of the browser is a story with an installation of its own: it goes whole to one process of the run,
    and another file to the other. Not by xdist_group: with pytest 9.2 the marks do not reach who shares the work."""
    from xdist.scheduler import LoadScopeScheduling

    class ByStory(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return nodeid.partition("::")[0] if nodeid.startswith("tests/browser/") else nodeid

    return ByStory(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In the order of TURNS."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    place = item.path.relative_to(HERE).as_posix()
    return next((turn for turn, start in enumerate(TURNS) if place.startswith(start)), len(TURNS))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    machine.summary(terminalreporter)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if machine.missing_required() and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def ahora() -> datetime:
    return AHORA


def settings_for(database_url: str, folder: Path, **more: str) -> config.Settings:
    environ = {
        "RUTA_ENV": "testing",
        "DATABASE_URL": database_url,
        "RUTA_INSTANCE": str(folder),
        "RUTA_FILES": str(folder / "archivos"),
        "RUTA_MAILBOX": str(folder / "correo"),
        "RUTA_LOG_LEVEL": os.environ.get("RUTA_LOG_LEVEL", "ERROR"),
        **more,
    }
    return config.load(environ)


class Client(FlaskClient):
    """Each request in a context of its own, as in the installation: nothing of one person reaches the next one."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        with self.application.app_context():
            return super().open(*args, **kwargs)


class Installation:
    """One application on one database, with its empty schema ready to be restored before each test."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.folder = kind, folder
        url = f"sqlite:///{folder / 'prueba.db'}" if kind == "sqlite" else machine.new_postgres_database()
        self.settings = settings_for(url, folder)
        limiter.enabled = True  # one application for all of the process: a second one would be born without counting
        self.app = create_app(self.settings, TESTING=True, MUTE_BELL=True, CLOCK=lambda: AHORA)
        self.app.test_client_class = Client
        limiter.enabled = False  # the tests of signing in turn it on
        with self.app.app_context():
            create_schema()
            db.session.remove()
            db.engine.dispose()
            self.etapas = Etapas(self.app, folder)
        if kind == "sqlite":
            shutil.copy(folder / "prueba.db", folder / "vacia.db")

    def reset(self) -> None:
        with self.app.app_context():
            db.session.remove()
            if self.kind == "sqlite":
                db.engine.dispose()
                copy_over(self.folder / "vacia.db", self.folder / "prueba.db")
            else:
                empty_postgres()
        shutil.rmtree(self.settings.files_path, ignore_errors=True)
        shutil.rmtree(self.settings.mailbox_path, ignore_errors=True)
        set_files_root(self.settings.files_path)
        self.etapas.reset()
        self.app.config["CLOCK"] = lambda: AHORA
        for memory in (
            "ruta_fotos",
            "ruta_vivo",
        ):  # another database begins: what the process remembers is of the old one
            self.app.extensions.pop(memory, None)


_installations: dict[str, Installation] = {}


@pytest.fixture(scope="session")
def installations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Installation]]:
    yield _installations
    for installation in _installations.values():
        with installation.app.app_context():
            db.session.remove()
            db.engine.dispose()
    machine.end()


def installation(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    if kind not in _installations:
        if kind == "postgres":
            machine.need("postgres")
        _installations[kind] = Installation(kind, tmp_path_factory.mktemp(kind))
    return _installations[kind]


@pytest.fixture(params=["sqlite", "postgres"])
def app(
    request: pytest.FixtureRequest, installations: dict[str, Installation], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The application with an empty database, inside its context, on both databases."""
    here = installation(request.param, tmp_path_factory)
    here.reset()
    with here.app.app_context():
        yield here.app
        db.session.remove()


@pytest.fixture
def sqlite_app(installations: dict[str, Installation], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Only SQLite: for tests of pages, where the database is not what is tested."""
    here = installation("sqlite", tmp_path_factory)
    here.reset()
    with here.app.app_context():
        yield here.app
        db.session.remove()


@pytest.fixture
def postgres_app(installations: dict[str, Installation], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Only PostgreSQL: for tests of people acting at the same instant."""
    here = installation("postgres", tmp_path_factory)
    here.reset()
    with here.app.app_context():
        yield here.app
        db.session.remove()


@pytest.fixture
def redis_url() -> str:
    """A real Redis (or the embedded valkey), on a database of its own, empty."""
    machine.need("redis")
    return machine.empty_redis()


def sign_in(client: FlaskClient, usuario_id: int) -> None:
    """Open a sign-in for a user as the page does after checking the password."""
    app = client.application
    with app.app_context():
        entrada = open_access(usuario_id, ahora=app.config["CLOCK"]())
    with client.session_transaction() as session:
        session.clear()
        session["_user_id"] = entrada.token
        session["_fresh"] = True


@pytest.fixture
def cast(app: Flask, ahora: datetime) -> Cast:
    """The fixed cast on both databases (after `app`)."""
    return assemble(ahora)


@pytest.fixture
def sqlite_cast(sqlite_app: Flask, ahora: datetime) -> Cast:
    return assemble(ahora)


@pytest.fixture
def postgres_cast(postgres_app: Flask, ahora: datetime) -> Cast:
    return assemble(ahora)
