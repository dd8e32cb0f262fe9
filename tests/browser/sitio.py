"""A whole running installation for the browser: gunicorn, a worker with its clock, the queue, its own database."""

from __future__ import annotations

import csv
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from redis import Redis

import config
from tests.builders_sesiones import load_organs
from tests.cast import Cast, assemble
from tests.jobs.cola import kill
from workflow import create_app
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.kernel.actor import SISTEMA
from workflow.poa import service as poa
from workflow.poa.catalogos_csv import CARPETA_DE_MUESTRA, read_rows

ROOT = Path(__file__).parents[2]
INICIO = datetime(2026, 2, 10, 16, 0, tzinfo=UTC)  # Tuesday 10 February 2026, 10:00 in Fresnillo
EJERCICIO = 2026


class Sitio:
    """The address of the installation, its cast, and its clock."""

    def __init__(self, folder: Path, database_url: str, redis_url: str) -> None:
        self.folder, self.port = folder, _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith("RUTA_")},
            "RUTA_ENV": "testing",
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "RUTA_INSTANCE": str(folder),
            "RUTA_BASE_URL": self.url,
            "RUTA_BIND": f"127.0.0.1:{self.port}",
            "RUTA_LOG_LEVEL": "ERROR",
            "RUTA_DEMO": "0",
        }
        self._processes: list[subprocess.Popen[bytes]] = []
        self.windows: list[Callable[[], None]] = []  # how to close each one: nobody leaves a page open overnight
        self.travel(INICIO)
        self.settings = config.load(self.environ)
        self.cast = self._load()

    def travel(self, ahora: datetime) -> None:
        """It is this hour in the installation from now on; who signed in on another day signs in again."""
        self.since = ahora
        for close in self.windows:
            close()
        self.windows.clear()
        told = self.folder / "reloj.json"
        fresh = told.with_suffix(".nuevo")
        fresh.write_text(json.dumps({"ahora": ahora.isoformat(), "desde": time.time()}))
        fresh.replace(told)

    def _load(self) -> Cast:
        """The schema by its migrations, the cast, the organs with their 16 seats, the calendar and the classifiers."""
        when: dict[str, Any] = {"actor": SISTEMA, "ahora": INICIO}
        with create_app(self.settings, MUTE_BELL=True).app_context():
            upgrade()
            cast = assemble(INICIO)
            load_organs(cast, INICIO)
            with (CARPETA_DE_MUESTRA / "dias_inhabiles_2026.csv").open(encoding="utf-8-sig", newline="") as rows:
                for row in csv.DictReader(rows):
                    day = date.fromisoformat(row["fecha"])
                    expedientes.registrar_inhabil(day, row["motivo"], row["fundamento"], **when)
            poa.load_catalogos(read_rows(CARPETA_DE_MUESTRA), EJERCICIO, **when)
            db.session.remove()
            db.engine.dispose()
        return cast

    def start(self) -> None:
        Redis.from_url(self.environ["REDIS_URL"]).flushdb()
        gunicorn = ["-m", "gunicorn", "-c", str(ROOT / "deploy" / "gunicorn.conf.py"), "tests.browser.wsgi:app"]
        worker = ["-m", "flask", "--app", "wsgi", "trabajos", "worker"]
        for words in (worker, gunicorn):
            process = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=self.environ, stdin=subprocess.DEVNULL)
            self._processes.append(process)
        self._wait()

    def _wait(self) -> None:
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{self.url}/entrar", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                assert all(process.poll() is None for process in self._processes), "the installation did not start"
                time.sleep(0.1)
        raise TimeoutError(self.url)

    def stop(self) -> None:
        for process in self._processes:
            kill(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
