"""How long the beneficiaries seen from above take with 100,000 enrolments in force, and a delivery to each.

    .venv/bin/python -m bench.beneficiarios --inscripciones 100000

On its own PostgreSQL database, filled by the database itself (nobody's data). Prints each question in milliseconds and
as a ratio of counting the same rows with nothing else, which is what this machine can do at most.
"""

# ruff: noqa: E501

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

import config
from tests import machine
from workflow import create_app
from workflow.archivos.models import Archivo
from workflow.db import create_schema, db
from workflow.entregas.queries import padron, panorama
from workflow.entregas.vistas import Filtro
from workflow.expedientes.models import Expediente
from workflow.padron.models import CargaPadron
from workflow.people.models import Dependencia

PADRONES = 4
HORA = datetime(2026, 2, 10, 16, tzinfo=UTC)
RELLENO = """
INSERT INTO padron_fila (id, carga_id, numero, estado, codigos, llave, datos, sexo, edad, dia, cvegeo, monto)
  SELECT n, 1 + n % :padrones, n, 'valida', '', 'k', decode(repeat(md5(n::text), 12), 'hex'), (ARRAY['H', 'M'])[1 + n % 2],
    n % 90, '2026-02-05', '32010' || lpad((n % 60)::text, 4, '0'), 45000 FROM generate_series(1, :n) n;
INSERT INTO inscripcion (id, expediente_id, clave, persona, fila_id, version, reglas_version, desde)
  SELECT n, 1 + n % :padrones, md5(n::text), md5((n % (:n * 9 / 10))::text) || md5('x'), n, 1, 1, '2026-02-05'
  FROM generate_series(1, :n) n;
INSERT INTO entrega (inscripcion_id, expediente_id, periodo, ordinal, clase, monto, dia, lugar, recibe, reglas_version,
    via, por_id, por, en)
  SELECT n, 1 + n % :padrones, '2026-T1', 1, 'monetario', 45000, '2026-02-09', 'x', 'tutora', 1, 'libro', 1, 'x', now()
  FROM generate_series(1, :n) n;
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--inscripciones", type=int, default=100_000)
    parser.add_argument("--explicar", action="store_true", help="también imprime el plan de la pregunta más larga")
    asked = parser.parse_args()
    machine.begin()
    machine.need("postgres")
    with tempfile.TemporaryDirectory() as name:
        environ = {"RUTA_ENV": "testing", "DATABASE_URL": machine.new_postgres_database(), "RUTA_INSTANCE": name}
        app = create_app(config.load({**environ, "RUTA_FILES": str(Path(name) / "archivos")}), pages=False)
        try:
            with app.app_context():
                create_schema()
                _fill(asked.inscripciones)
                _measure(asked.inscripciones, asked.explicar)
                db.session.remove()
                db.engine.dispose()
        finally:
            machine.end()


def _padrones() -> None:
    db.session.add(Dependencia(id=1, clave="UR-043", siglas="DEDU", tipo="Dirección", titular_cargo="Titular"))
    db.session.add(
        Archivo(
            id=1,
            sha256="a" * 64,
            nombre="x.csv",
            tipo="text/csv",
            tamano=1,
            clase="padron",
            subido_por=1,
            subido_en=HORA,
        )
    )
    db.session.flush()
    for uno in range(1, PADRONES + 1):
        db.session.add(
            Expediente(
                id=uno, folio=f"PAD/2026/{uno}", tipo="padron", dependencia_id=1, programa=f"PP-{uno}", ejercicio=2026,
                titulo=f"Padrón {uno}", buscable="", etapa="borrador", etapa_desde=HORA, etapa_por_id=1, etapa_por="x",
                creado_en=HORA, creado_por_id=1, cambiado_en=HORA, cambiado_por="x",
            )
        )  # fmt: skip
        db.session.flush()
        db.session.add(
            CargaPadron(
                id=uno, expediente_id=uno, archivo_id=1, archivo_sha256="a" * 64, reglas_version=1, reglas_huella="a" * 64,
                reglas={}, estado="confirmada", estructura="persona", encabezados=[], resumen={}, huella="a" * 64, por_id=1,
                por="x", en=HORA, leida_en=HORA, confirmada_en=HORA, confirmada_por="x",
            )
        )  # fmt: skip
    db.session.commit()


def _fill(cuantas: int) -> None:
    _padrones()
    for statement in RELLENO.split(";\n"):
        if statement.strip():
            valores = {"n": cuantas, "padrones": PADRONES}
            db.session.execute(
                text(statement), {key: value for key, value in valores.items() if f":{key}" in statement}
            )
    db.session.commit()
    db.session.execute(text("ANALYZE"))
    db.session.commit()


def _measure(cuantas: int, explain: bool) -> None:
    ids = list(range(1, PADRONES + 1))
    base = _ms(lambda: db.session.execute(text("SELECT count(*) FROM inscripcion WHERE hasta IS NULL")).scalar())
    print(f"{cuantas:,} inscripciones; contarlas y nada más: {base:.0f} ms")
    for nombre, ask in (
        ("celdas por programa, sexo, edad y localidad", lambda: panorama.celdas(ids, vigentes=True)),
        ("personas distintas", lambda: panorama.personas(ids, Filtro(), vigentes=True)),
        ("personas en dos padrones", lambda: panorama.cruces(ids, vigentes=True)),
        ("resumen de un padrón", lambda: padron.resumen(1)),
        ("quién no ha recibido, una página", lambda: padron.pendientes(1, "2026-T1")),
    ):
        ms = _ms(ask)
        print(f"  {nombre}: {ms:.0f} ms, {ms / base:.1f} veces")
    if explain:
        for (line,) in db.session.execute(text("EXPLAIN (ANALYZE, BUFFERS) SELECT i.expediente_id, f.sexo, f.edad, f.cvegeo, "
                                               "count(*), sum(f.monto) FROM inscripcion i JOIN padron_fila f ON f.id = i.fila_id "
                                               "WHERE i.hasta IS NULL GROUP BY 1, 2, 3, 4")):  # fmt: skip
            print("   ", line)


def _ms(ask: Callable[[], Any]) -> float:
    """The median of five, after one that warms up."""
    ask()
    tomas = []
    for _ in range(5):
        begun = time.perf_counter()
        ask()
        tomas.append((time.perf_counter() - begun) * 1_000)
    return statistics.median(tomas)


if __name__ == "__main__":
    main()
