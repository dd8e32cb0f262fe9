"""Everything in one machine: pages, worker, periodic sweep and embedded queue, until Ctrl+C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[2]


def start_worker() -> subprocess.Popen[bytes]:
    """The background worker (it starts the embedded queue if there is no other)."""
    return _start([sys.executable, "-m", "flask", "--app", "wsgi", "trabajos", "worker"])


def start_web(bind: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "deploy" / "gunicorn.conf.py"), "-b", bind]
    return _start(command)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=ROOT, env=os.environ.copy(), stdin=subprocess.DEVNULL)


def stop(*processes: subprocess.Popen[bytes]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()


def wait(*processes: subprocess.Popen[bytes]) -> int:
    """Until one of them ends, or somebody asks to stop."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        stop(*processes)


@click.command("servir", help="Sirve las páginas y hace el trabajo en segundo plano, todo en esta máquina.")
@click.option("--en", "bind", default="127.0.0.1:8000", show_default=True, help="Dirección y puerto.")
def servir(bind: str) -> None:
    worker = start_worker()
    web = start_web(bind)
    click.echo(f"Ruta está en http://{bind}  (Ctrl+C para terminar)")
    sys.exit(wait(worker, web))
