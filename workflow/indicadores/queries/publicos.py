"""A corte as it is published: what it froze, with what each thing was in the versions and rules known at its hour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes.models import Envio
from workflow.indicadores.abiertos import Publicada, Publicado
from workflow.indicadores.calculo import target
from workflow.indicadores.clases import Regla, rounded
from workflow.indicadores.models import Avance, Corte
from workflow.indicadores.periodos import last_day
from workflow.indicadores.politica import Reglas
from workflow.indicadores.programa import Medida
from workflow.indicadores.queries.cortes import CorteVista, corte, last_fact, snapshot
from workflow.indicadores.queries.financiero import last_spending
from workflow.indicadores.queries.programas import Poa, poas, reglas
from workflow.indicadores.situacion import ruling
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotFound
from workflow.people import queries as people


def cortes_publicados() -> list[tuple[str, int, str, date]]:
    """(period, id, hash, day) of every corte, the newest period first."""
    rows = db.session.execute(select(Corte.periodo, Corte.id, Corte.sha256, Corte.en))
    found = [(periodo, ident, sha, local_date(en)) for periodo, ident, sha, en in rows]
    return sorted(found, key=lambda one: (last_day(one[0]), len(one[0])), reverse=True)


def corte_de(periodo: str) -> CorteVista:
    """Raises NotFound."""
    found = db.session.scalar(select(Corte.id).where(Corte.periodo == periodo))
    if found is None:
        raise NotFound("NO_EXISTE")
    return corte(found)


def publicado(hecho: CorteVista) -> Publicado:
    """Kept by its hash, which says everything that it is made of: who asks again does not make it again."""
    return _publicado(hecho.sha256, str(db.engine.url), hecho.id)


@lru_cache(maxsize=4)
def _publicado(sha256: str, base: str, corte_id: int) -> Publicado:
    hecho = corte(corte_id)
    return _of(hecho.contenido, hecho.en, hecho.sha256)


def preliminar(periodo: str, ahora: datetime) -> Publicado:
    """What a corte of that period would freeze now. Its hash is empty: nothing of it is frozen."""
    ejercicio = int(periodo[:4])
    return _of(snapshot(ejercicio, periodo, ahora, last_fact(ejercicio), last_spending(ejercicio)), ahora, "")


def documentos(publicado: Publicado, hasta: datetime) -> dict[str, dict[str, Any]]:
    """The content that ruled each POA at the close, by folio."""
    dia = last_day(publicado.periodo)
    shas = {}
    for one in poas(publicado.ejercicio, hasta=hasta):
        shas[one.folio] = one.huellas[one.vigencias.index(ruling(one.vigencias, dia))]
    rows = db.session.execute(select(Envio.sha256, Envio.contenido).where(Envio.sha256.in_(set(shas.values()))))
    contents = {row.sha256: row.contenido for row in rows}
    return {folio: contents[sha] for folio, sha in shas.items() if sha in contents}


def contenido_de(one: Poa, dia: date) -> dict[str, Any]:
    """The content of the version that ruled a POA that day."""
    sha = one.huellas[one.vigencias.index(ruling(one.vigencias, dia))]
    found: dict[str, Any] = db.session.scalar(select(Envio.contenido).where(Envio.sha256 == sha).limit(1)) or {}
    return found


def _of(contenido: Mapping[str, Any], en: datetime, sha256: str) -> Publicado:
    ejercicio, periodo = contenido["ejercicio"], contenido["periodo"]
    dia = last_day(periodo)
    dated = reglas(en)
    found = {one.folio: one for one in poas(ejercicio, hasta=en)}
    filas: dict[str, list[Mapping[str, Any]]] = {folio: [] for folio in found}
    for fila in contenido["filas"]:
        filas.setdefault(fila["expediente"], []).append(fila)
    nombres = {one.clave: one.nombre for one in people.dependencias(dia, {one.dependencia for one in found.values()})}
    gasto = _spending(contenido.get("gasto", {}).get("renglones", []))
    recibido = _received(ejercicio, contenido["hasta_id"])
    return Publicado(
        ejercicio,
        periodo,
        sha256,
        local_date(en),
        dated.on(dia).tope,
        tuple(_one(one, filas[folio], nombres, dia, dated, gasto.get(folio), recibido) for folio, one in found.items()),
    )


def _spending(renglones: Iterable[list[Any]]) -> dict[str, tuple[int, int, int]]:
    """By dossier: the year, programmed and spent, in centavos."""
    found: dict[str, tuple[int, int, int]] = {}
    for folio, _, anual, programado, ejercido, _ in renglones:
        was = found.get(folio, (0, 0, 0))
        found[folio] = (was[0] + anual, was[1] + programado, was[2] + ejercido)
    return found


def _received(ejercicio: int, hasta_id: int) -> dict[int, date]:
    statement = select(Avance.id, Avance.en).where(Avance.ejercicio == ejercicio, Avance.id <= hasta_id)
    return {ident: local_date(en) for ident, en in db.session.execute(statement)}


def _one(
    one: Poa,
    filas: list[Mapping[str, Any]],
    nombres: Mapping[str, str],
    dia: date,
    dated: Reglas,
    gasto: tuple[int, int, int] | None,
    recibido: Mapping[int, date],
) -> Publicada:
    medidas: dict[tuple[str, str], tuple[Medida, Regla]] = {}
    anuales: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    for fila in filas:
        direccion = fila["direccion"]
        known = [v.programa.get(direccion) for v in one.vigencias]
        some = [medida for medida in known if medida is not None]
        at_close = ruling(one.vigencias, dia).programa.get(direccion) or some[-1]
        medidas[direccion, ""] = (at_close, dated.on(dia).over(at_close.regla))
        for told in fila["periodos"]:
            then = ruling(one.vigencias, last_day(told[0])).programa.get(direccion) or at_close
            medidas[direccion, told[0]] = (then, dated.of(told[0]).over(then.regla))
        anuales[direccion] = (_year(some[0]), _year(at_close))
    budget = [
        sum(line.anual for line in v.programa.presupuesto) for v in (one.vigencias[0], ruling(one.vigencias, dia))
    ]
    return Publicada(
        one.folio,
        one.titulo,
        one.acuerdo or "",
        one.dependencia,
        nombres.get(one.dependencia, one.dependencia),
        ruling(one.vigencias, dia).programa.eje,
        filas,
        medidas,
        anuales,
        recibido,
        (budget[0], budget[1]),
        gasto,
    )


def _year(medida: Medida) -> Decimal | None:
    found = target(medida.regla, list(medida.programado.values()))
    return found if found is None or isinstance(found, Decimal) else rounded(found, 6).normalize()
