"""Where the time of the commonest requests goes: statements, CPU of the process, and functions, one request at a time.

    .venv/bin/python -m bench.perfil [--veces 100] [--expedientes 0] [--funciones 40] [--sentencias]

PostgreSQL, in this process, without a server: what is counted here does not depend on how busy the machine is, except
the milliseconds of CPU, which are told beside those of the bare transaction of bench/limites.py in the same process.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.engine import Engine

import config
from bench import limites, ruta
from tests import machine
from workflow import create_app

Pedido = Callable[[int], Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--veces", type=int, default=100)
    parser.add_argument("--expedientes", type=int, default=0)
    parser.add_argument("--funciones", type=int, default=0)
    parser.add_argument("--orden", default="tottime")
    parser.add_argument("--sentencias", action="store_true")
    asked = parser.parse_args()
    machine.begin()
    machine.need("postgres")
    url = machine.new_postgres_database()
    with tempfile.TemporaryDirectory() as folder:
        own = {"RUTA_ENV": "testing", "DATABASE_URL": url, "RUTA_INSTANCE": folder, "RUTA_LOG_LEVEL": "ERROR"}
        try:
            _run(url, own, asked)
        finally:
            machine.end()


def _run(url: str, own: dict[str, str], asked: argparse.Namespace) -> None:
    os.environ["DATABASE_URL"] = url
    limites.prepare(url)
    bare = limites.app().test_client()
    base = _cpu(lambda n: bare.post(f"/t/{n % 1000 + 1}"), asked.veces)
    one = _cpu(lambda n: bare.get(f"/s/{n % 1000 + 1}"), asked.veces)
    print(f"T: {base:.2f} ms de CPU; S: {one:.2f} ms de CPU")
    cast, cookie, csrf = ruta.people(config.load({**os.environ, **own}))
    ruta.fill(url, cast, 1, 68, "enviado")
    if asked.expedientes:
        ruta.fill(url, cast, 100_000, 100_000 + asked.expedientes, "publicado")
    ruta.fill(url, cast, 1000, 1000 + 5 * asked.veces + 100, "enviado")
    app = create_app(config.load({**os.environ, **own}))
    client = app.test_client(use_cookies=False)
    body = urlencode({"csrf_token": csrf, "revision": 1})
    tell("Tomar la revisión", lambda n: _take(client, n, cookie, body), 302, base, "T", asked)
    tell("Bandeja", lambda n: client.get("/", headers={"Cookie": cookie}), 200, one, "S", asked)


def _take(client: FlaskClient, n: int, cookie: str, body: str) -> Any:
    return client.post(
        f"/expedientes/{1000 + n}/acciones/tomar_revision",
        data=f"{body}&llave=b{n}",
        headers={"Cookie": cookie},
        content_type="application/x-www-form-urlencoded",
    )


def _cpu(ask: Pedido, veces: int) -> float:
    """Milliseconds of CPU of one, warmed."""
    for n in range(20):
        ask(n)
    began = time.process_time()
    for n in range(20, 20 + veces):
        ask(n)
    return (time.process_time() - began) * 1000 / veces


def tell(name: str, ask: Pedido, bien: int, base: float, letter: str, asked: argparse.Namespace) -> None:
    answer = ask(asked.veces + 50)
    assert answer.status_code == bien, (answer.status, answer.get_data(as_text=True)[:800])
    cpu = _cpu(ask, asked.veces)
    said: list[str] = []
    commits: Counter[str] = Counter()
    listeners = {
        "before_cursor_execute": lambda *found: said.append(found[2]),
        "commit": lambda _: commits.update(["COMMIT"]),
        "rollback": lambda _: commits.update(["ROLLBACK"]),
        "checkout": lambda *_: commits.update(["de la reserva"]),
    }
    for what, listener in listeners.items():
        event.listen(Engine, what, listener)
    ask(asked.veces + 51)
    for what, listener in listeners.items():
        event.remove(Engine, what, listener)
    print(f"{name}: {cpu:.2f} ms de CPU ({cpu / base:.1f} {letter}); {len(said)} sentencias, {dict(commits)}")
    if asked.sentencias:
        for n, one in enumerate(said, 1):
            print(f"  {n:2} {' '.join(one.split())[:1500]}")
    if asked.funciones:
        profile = cProfile.Profile(time.process_time)
        profile.enable()
        for n in range(asked.veces):
            ask(asked.veces + 100 + n)
        profile.disable()
        stats = pstats.Stats(profile)
        _by_library(stats, asked.veces)
        stats.sort_stats(asked.orden).print_stats(asked.funciones)


def _by_library(stats: Any, veces: int) -> None:
    calls: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for (file, _, _), (_, n, time_of, _, _) in stats.stats.items():
        library = file.partition("site-packages/")[2].partition("/")[0] or file.replace(str(ruta.ROOT), "")
        library = library if "." not in library or "site-packages" in file else library.strip("/").partition("/")[0]
        calls[library] += n
        own[library] += time_of
    for library, time_of in own.most_common(12):
        print(f"  {library}: {calls[library] / veces:.0f} llamadas, {time_of * 1000 / veces:.2f} ms de perfil")


if __name__ == "__main__":
    main()
