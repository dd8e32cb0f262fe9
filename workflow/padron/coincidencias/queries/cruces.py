"""Who is in two padrones whose programmes exclude each other, or pass together what both may give. For Planeación."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.padron.catalogos import COMPATIBLE, INCOMPATIBLE, TOPE_CONJUNTO, Compatibilidad, incluidos
from workflow.padron.coincidencias.hallado import Hallado, cruce
from workflow.padron.coincidencias.models import PersonaAlias
from workflow.padron.coincidencias.queries.alcance import dentro
from workflow.padron.models import CargaPadron, CompatibilidadPrograma, Inscripcion, PadronFila, ReglaOperacion


@dataclass
class _EnAmbos:
    """The rows of one person on both sides, with what each amounts to in centavos. Those of an upload confirmed after
    the version in force take the place of the enrolled ones.
    """

    mias: dict[int, int] = field(default_factory=dict)
    confirmadas: dict[int, int] = field(default_factory=dict)
    inscritas: dict[int, int] = field(default_factory=dict)

    @property
    def suyas(self) -> dict[int, int]:
        return self.confirmadas or self.inscritas


def compatibilidades(programa: str, hoy: date) -> dict[str, Compatibilidad]:
    """What a programme is to others by the dated rules in force that day; the pairs they do not name are not here."""
    tabla = CompatibilidadPrograma
    rows = db.session.scalars(
        select(tabla)
        .where((tabla.programa_a == programa) | (tabla.programa_b == programa), tabla.vigente_desde <= hoy)
        .order_by(tabla.vigente_desde, tabla.id)
    )
    return {
        row.programa_b if row.programa_a == programa else row.programa_a: Compatibilidad(
            row.regla, Decimal(row.tope) / 100 if row.tope is not None else None
        )
        for row in rows
    }


def no_compatibles(carga: CargaPadron, hoy: date) -> dict[int, Compatibilidad]:
    """The other padrones of the year whose programme has a rule with this one's: a dated one, else what the reglas de
    operación declare, else the catalogue's.
    """
    propio = db.session.get_one(Expediente, carga.expediente_id)
    fechadas, catalogos = compatibilidades(propio.programa, hoy), incluidos()
    otros = db.session.execute(
        select(Expediente.id, Expediente.programa).where(
            Expediente.tipo == "padron", Expediente.ejercicio == propio.ejercicio, Expediente.id != propio.id
        )
    ).all()
    excluye = _excluidos([propio.id, *(int(otro) for otro, _ in otros)])
    reglas = {}
    for otro, programa in otros:
        if programa in excluye.get(propio.id, ()) or propio.programa in excluye.get(otro, ()):
            reglas[int(otro)] = Compatibilidad(INCOMPATIBLE)
        else:
            reglas[int(otro)] = fechadas.get(programa) or catalogos.entre(propio.programa, programa)
    return {otro: regla for otro, regla in reglas.items() if regla.regla != COMPATIBLE}


def _excluidos(expedientes: list[int]) -> dict[int, set[str]]:
    """The programmes that the latest rules of operation of each dossier exclude."""
    rows = db.session.execute(
        select(ReglaOperacion.expediente_id, ReglaOperacion.criterios)
        .where(ReglaOperacion.expediente_id.in_(expedientes))
        .order_by(ReglaOperacion.version)
    )
    return {int(expediente): set((criterios or {}).get("incompatibles") or ()) for expediente, criterios in rows}


def cruces(carga: CargaPadron, alias: dict[str, str], hoy: date, *, limite: int) -> Iterator[Hallado]:
    reglas = no_compatibles(carga, hoy)
    if not reglas:
        return
    ambos: dict[tuple[int, str], _EnAmbos] = {}
    for row in [*_por_curp(carga, list(reglas), limite), *_por_vinculo(carga, list(reglas), limite)]:
        persona = alias.get(row.indice, row.indice)
        en = ambos.setdefault((row.otro_expediente, persona), _EnAmbos())
        en.mias[row.fila] = row.monto or 0
        (en.confirmadas if row.estado_carga == "confirmada" else en.inscritas)[row.otra] = row.otro_monto or 0
    for (otro, persona), en in ambos.items():
        yield from _por_regla(carga, otro, persona, en, reglas[otro])
    for row in _por_nombre(carga, list(reglas), limite):
        uno, dos = row.indice or row.clave, row.otro_indice or row.otra_clave
        if alias.get(uno, uno) != alias.get(dos, dos):
            yield cruce("entre_padrones", (carga.expediente_id, row.fila), (row.otro_expediente, row.otra), (uno, dos),
                        95, ("una_sin_curp" if not (row.indice and row.otro_indice) else "otra_curp",
                             "mismo_nacimiento"))  # fmt: skip


def _por_regla(carga: CargaPadron, otro: int, persona: str, en: _EnAmbos, regla: Compatibilidad) -> Iterator[Hallado]:
    mia, suya = (carga.expediente_id, min(en.mias)), (otro, min(en.suyas))
    if regla.regla != TOPE_CONJUNTO:
        yield cruce("entre_padrones", mia, suya, (persona, persona), 100, ("incompatibles",))
    elif regla.tope is not None and sum(en.mias.values()) + sum(en.suyas.values()) > regla.tope * 100:
        yield cruce("tope", mia, suya, (persona, persona), 100, ("tope_rebasado",))


def _lados(carga: CargaPadron, otros: list[int]) -> tuple[Any, Any, Any, tuple[Any, ...]]:
    """Both sides and who counts on each: this upload's rows; and of the others, those confirmed or in force."""
    mia, suya, de_quien = aliased(PadronFila), aliased(PadronFila), aliased(CargaPadron)
    inscrita = exists().where(Inscripcion.fila_id == suya.id, Inscripcion.hasta.is_(None))
    return mia, suya, de_quien, (
        dentro(carga, mia),
        suya.estado != "error",
        de_quien.id == suya.carga_id,
        de_quien.expediente_id.in_(otros),
        (de_quien.estado == "confirmada") | inscrita,
    )  # fmt: skip


def _columnas(mia: Any, suya: Any, de_quien: Any) -> tuple[Any, ...]:
    return (
        mia.id.label("fila"), mia.monto, mia.indice, mia.clave, suya.id.label("otra"), suya.monto.label("otro_monto"),
        suya.indice.label("otro_indice"), suya.clave.label("otra_clave"),
        de_quien.expediente_id.label("otro_expediente"), de_quien.estado.label("estado_carga"),
    )  # fmt: skip


def _por_curp(carga: CargaPadron, otros: list[int], limite: int) -> list[Any]:
    mia, suya, de_quien, cuentan = _lados(carga, otros)
    return list(db.session.execute(
        select(*_columnas(mia, suya, de_quien)).where(*cuentan, mia.indice == suya.indice).limit(limite * 4)
    ))  # fmt: skip


def _por_vinculo(carga: CargaPadron, otros: list[int], limite: int) -> list[Any]:
    """The same with another of the keys of that person."""
    mia, suya, de_quien, cuentan = _lados(carga, otros)
    x, y = aliased(PersonaAlias), aliased(PersonaAlias)
    return list(db.session.execute(
        select(*_columnas(mia, suya, de_quien))
        .where(*cuentan, x.indice == mia.indice, y.persona == x.persona, y.indice != x.indice, suya.indice == y.indice)
        .limit(limite * 4)
    ))  # fmt: skip


def _por_nombre(carga: CargaPadron, otros: list[int], limite: int) -> list[Any]:
    """The same name and birth date with another key, or without one."""
    mia, suya, de_quien, cuentan = _lados(carga, otros)
    distintas = mia.indice.is_(None) | suya.indice.is_(None) | (mia.indice != suya.indice)
    return list(db.session.execute(
        select(*_columnas(mia, suya, de_quien)).where(*cuentan, mia.nombre == suya.nombre, distintas).limit(limite)
    ))  # fmt: skip
