"""Loading the classifiers of a year: each one replaced whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete

from workflow.audit.service import record
from workflow.db import db, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotAllowed, Reason
from workflow.poa.catalogos import NOMBRES, from_rows
from workflow.poa.models import CatalogoRenglon

QUIENES = ("administrador", "planeacion_titular")
_CLAVE = {"localidades": "cvegeo"}
_NOMBRE = {"pmd": "texto", "ods_metas": "texto_abreviado"}
_PADRE = {"ods_metas": "objetivo", "programas": "ur_lider"}


@use_case
def load_catalogos(
    rows: Mapping[str, Sequence[Mapping[str, str]]], ejercicio: int, *, actor: Actor, ahora: datetime
) -> dict[str, int]:
    """Replace the classifiers named in `rows` (as `catalogos.NOMBRES`) for a year; returns the lines of each.

    Raises NotAllowed, or Invalid with every unknown classifier, repeated key or column that is missing.
    """
    if actor.usuario_id != 0 and not actor.has(*QUIENES):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    wrong = [Reason("CATALOGO_DESCONOCIDO", {"catalogo": n, "admitidos": NOMBRES}) for n in rows if n not in NOMBRES]
    wrong += [reason for nombre, lines in rows.items() if nombre in NOMBRES for reason in _repeated(nombre, lines)]
    if wrong:
        raise Invalid(wrong)
    try:
        from_rows(rows, ejercicio)
    except (KeyError, ValueError) as error:
        raise Invalid("CATALOGO_INCOMPLETO", falta=str(error)) from error
    for nombre, lines in rows.items():
        db.session.execute(
            delete(CatalogoRenglon).where(CatalogoRenglon.ejercicio == ejercicio, CatalogoRenglon.catalogo == nombre)
        )
        db.session.add_all(_line(nombre, ejercicio, place, row) for place, row in enumerate(lines, 1))
    counts = {nombre: len(lines) for nombre, lines in rows.items()}
    db.session.flush()
    record("catalogos:cargar", actor=actor, ahora=ahora, objeto=("catalogos", ejercicio), datos=counts)
    return counts


def _key(nombre: str, row: Mapping[str, str]) -> str:
    return str(row.get(_CLAVE.get(nombre, "clave")) or "")


def _repeated(nombre: str, lines: Sequence[Mapping[str, str]]) -> list[Reason]:
    seen: set[str] = set()
    found = []
    for row in lines:
        clave = _key(nombre, row)
        if clave in seen:
            found.append(Reason("CATALOGO_CLAVE_REPETIDA", {"catalogo": nombre, "clave": clave}))
        seen.add(clave)
    return found


def _line(nombre: str, ejercicio: int, place: int, row: Mapping[str, str]) -> CatalogoRenglon:
    return CatalogoRenglon(
        catalogo=nombre,
        ejercicio=ejercicio,
        orden=place,
        clave=_key(nombre, row),
        padre=row.get(_PADRE.get(nombre, "padre")) or None,
        nombre=str(row.get(_NOMBRE.get(nombre, "nombre")) or "")[:400],
        datos=dict(row),
    )
