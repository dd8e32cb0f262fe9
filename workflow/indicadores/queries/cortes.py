"""The cortes that were made, and what one is made of: the same facts give the same text, and so the same hash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select

from workflow.db import db
from workflow.indicadores.clases import rounded
from workflow.indicadores.financiero import spent
from workflow.indicadores.models import Avance, Corte
from workflow.indicadores.periodos import closed_by, last_day
from workflow.indicadores.queries.financiero import gastos
from workflow.indicadores.queries.programas import Poa, datos, poas, reglas
from workflow.indicadores.situacion import METODO, lines
from workflow.kernel.hashes import sha256
from workflow.kernel.refusals import NotFound


@dataclass(frozen=True)
class CorteVista:
    """`despues`: reports of its periods that arrived, or were rectified, after it."""

    id: int
    ejercicio: int
    periodo: str
    sha256: str
    por: str
    en: datetime
    contenido: dict[str, Any]
    despues: int

    @property
    def repetible(self) -> bool:
        """Whether it can be made again: it was computed as they are now."""
        return bool(self.contenido.get("metodo", 1) == METODO)

    @property
    def filas(self) -> list[dict[str, Any]]:
        return list(self.contenido["filas"])


def cortes(ejercicio: int) -> list[CorteVista]:
    """Those of a year, the newest first."""
    return _vistas(
        list(db.session.scalars(select(Corte).where(Corte.ejercicio == ejercicio).order_by(Corte.id.desc()))), ejercicio
    )


def _vistas(rows: Sequence[Corte], ejercicio: int) -> list[CorteVista]:
    if not rows:
        return []
    first = min(row.contenido["hasta_id"] for row in rows)
    later = list(
        db.session.execute(select(Avance.id, Avance.periodo).where(Avance.ejercicio == ejercicio, Avance.id > first))
    )
    return [_vista(row, later) for row in rows]


def corte(corte_id: int) -> CorteVista:
    """One. Raises NotFound."""
    row = db.session.get(Corte, corte_id)
    if row is None:
        raise NotFound("NO_EXISTE")
    return _vistas([row], row.ejercicio)[0]


def _vista(row: Corte, later: list[Any]) -> CorteVista:
    hasta = row.contenido["hasta_id"]
    despues = sum(1 for fact, periodo in later if fact > hasta and closed_by(periodo, row.periodo))
    return CorteVista(row.id, row.ejercicio, row.periodo, row.sha256, row.por, row.en, row.contenido, despues)


def closed(ejercicio: int, periodo: str) -> bool:
    """Whether a corte froze that period."""
    return any(
        closed_by(periodo, one) for one in db.session.scalars(select(Corte.periodo).where(Corte.ejercicio == ejercicio))
    )


def last_fact(ejercicio: int) -> int:
    return db.session.scalar(select(func.max(Avance.id)).where(Avance.ejercicio == ejercicio)) or 0


def snapshot(ejercicio: int, periodo: str, hasta: datetime, hasta_id: int, gasto_id: int = 0) -> dict[str, Any]:
    """What was known at that instant of every thing up to the end of that period.

    `gasto_id`: the last report of spending that counts. What was spent is told only where something was reported, so
    that a corte made before keeps its hash.
    """
    found = poas(ejercicio, hasta=hasta)
    reported = datos([one.expediente_id for one in found], hasta, hasta_id)
    dia, dated = last_day(periodo) + timedelta(days=1), reglas(hasta)
    filas = []
    for one in found:
        for linea in lines(one.vigencias, reported.get(one.expediente_id, {}), dia, dated):
            result = linea.acumulado
            filas.append(
                {
                    "expediente": one.folio,
                    "dependencia": one.dependencia,
                    "direccion": linea.medida.direccion,
                    "clave": linea.medida.clave,
                    "nombre": linea.medida.nombre,
                    "nivel": linea.medida.nivel,
                    "estado": result.estado,
                    "semaforo": result.semaforo,
                    "valor": text(result.valor),
                    "avance": text(result.avance),
                    "sin_reporte": list(linea.faltan),
                    "periodos": [
                        [
                            celda.periodo,
                            celda.version,
                            None if celda.meta is None else format(celda.meta, "f"),
                            celda.dato and celda.dato.id,
                            celda.dato and format(celda.dato.uno, "f"),
                            None if celda.dato is None or celda.dato.dos is None else format(celda.dato.dos, "f"),
                            celda.resultado.estado,
                            celda.resultado.semaforo,
                            text(celda.resultado.avance),
                            # Only where there are more than two variables: what was frozen before keeps its hash.
                            *([[format(v, "f") for v in celda.dato.otras]] if celda.dato and celda.dato.otras else []),
                        ]
                        for celda in linea.celdas
                    ],
                }
            )
    contenido: dict[str, Any] = {
        "ejercicio": ejercicio, "periodo": periodo, "hasta_id": hasta_id, "poas": len(found), "metodo": METODO,
        "filas": filas,
    }  # fmt: skip
    if gasto_id:
        contenido["gasto"] = {"hasta_id": gasto_id, "renglones": _spending(found, periodo, hasta, gasto_id)}
    return contenido


def _spending(found: Sequence[Poa], periodo: str, hasta: datetime, gasto_id: int) -> list[list[Any]]:
    """Of each line: dossier, address, the year, programmed and spent so far (centavos), and months without report."""
    reported = gastos([one.expediente_id for one in found], hasta, gasto_id)
    dia = last_day(periodo) + timedelta(days=1)
    return [
        [
            one.folio, linea.renglon.direccion, linea.cuenta.anual, linea.cuenta.programado, linea.cuenta.ejercido,
            linea.cuenta.faltan,
        ]
        for one in found
        for linea in spent(one.vigencias, reported.get(one.expediente_id, {}), one.ejercicio, dia)
    ]  # fmt: skip


def text(numero: Fraction | None) -> str | None:
    return None if numero is None else format(rounded(numero, 6), "f")


def fingerprint(contenido: dict[str, Any]) -> str:
    return sha256(contenido)
