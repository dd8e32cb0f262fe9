"""Classifiers of a year: from a file that a person checked, or from another year; each version is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, BinaryIO

from sqlalchemy import delete, func, select

from workflow.archivos.service import keep
from workflow.archivos.tipos import HOJAS
from workflow.audit.service import once, record, settle
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.hashes import sha256
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused
from workflow.libros.guard import examine
from workflow.libros.limites import CATALOGO
from workflow.poa.catalogos import NOMBRES, from_rows
from workflow.poa.clasificadores.cambios import Diferencia, compare
from workflow.poa.clasificadores.columnas import CLASIFICADORES, Lectura
from workflow.poa.models import CatalogoCarga, CatalogoRenglon, CatalogoVersion

Rows = Sequence[Mapping[str, str]]
QUIENES = ("administrador", "planeacion_titular")
_CLAVE = {"localidades": "cvegeo"}
_NOMBRE = {"pmd": "texto", "ods_metas": "texto_abreviado"}
_PADRE = {"ods_metas": "objetivo", "programas": "ur_lider"}


def _only_who_may(actor: Actor) -> None:
    if actor.usuario_id != 0 and not actor.has(*QUIENES):
        raise NotAllowed("ROL_NO_AUTORIZADO")


@use_case
def load_catalogos(
    rows: Mapping[str, Rows], ejercicio: int, *, actor: Actor, ahora: datetime, nota: str | None = None
) -> dict[str, int]:
    """Replace the classifiers named in `rows` (as `catalogos.NOMBRES`) for a year; returns the lines of each.

    Raises NotAllowed, or Invalid with every unknown classifier, repeated key or column that is missing.
    """
    _only_who_may(actor)
    wrong = [Reason("CATALOGO_DESCONOCIDO", {"catalogo": n, "admitidos": NOMBRES}) for n in rows if n not in NOMBRES]
    wrong += [reason for nombre, lines in rows.items() if nombre in NOMBRES for reason in _repeated(nombre, lines)]
    if wrong:
        raise Invalid(wrong)
    for nombre, lines in rows.items():
        _replace(nombre, ejercicio, lines, actor=actor, ahora=ahora, origen="carga", nota=nota)
    counts = {nombre: len(lines) for nombre, lines in rows.items()}
    record("catalogos:cargar", actor=actor, ahora=ahora, objeto=("catalogos", ejercicio), datos=counts)
    return counts


def _replace(
    nombre: str, ejercicio: int, lines: Rows, *, actor: Actor, ahora: datetime, origen: str, **de_donde: Any
) -> CatalogoVersion:
    """Put the rows in force and keep them as the next version."""
    try:
        from_rows({nombre: lines}, ejercicio)
    except (KeyError, ValueError) as error:
        raise Invalid("CATALOGO_INCOMPLETO", falta=str(error)) from error
    change = _difference(nombre, ejercicio, lines)
    ours = (CatalogoRenglon.ejercicio == ejercicio, CatalogoRenglon.catalogo == nombre)
    db.session.execute(delete(CatalogoRenglon).where(*ours))
    db.session.add_all(_line(nombre, ejercicio, place, row) for place, row in enumerate(lines, 1))
    filas = [dict(row) for row in lines]
    version = CatalogoVersion(
        catalogo=nombre,
        ejercicio=ejercicio,
        numero=_version(nombre, ejercicio) + 1,
        origen=origen,
        filas=filas,
        sha256=sha256(filas),
        renglones=len(filas),
        nuevos=len(change.nuevas),
        cambiados=len(change.cambiadas),
        quitados=len(change.quitadas),
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
        **de_donde,
    )
    db.session.add(version)
    db.session.flush()
    return version


def _difference(nombre: str, ejercicio: int, lines: Rows) -> Diferencia:
    clasificador = CLASIFICADORES.get(nombre)
    if clasificador is None:  # dependencias: their own room keeps their history
        return Diferencia((), (), ())
    return compare(_present(nombre, ejercicio), lines, clasificador)


def _present(nombre: str, ejercicio: int) -> list[dict[str, str]]:
    statement = select(CatalogoRenglon.datos).where(
        CatalogoRenglon.ejercicio == ejercicio, CatalogoRenglon.catalogo == nombre
    )
    return list(db.session.scalars(statement.order_by(CatalogoRenglon.orden)))


def _version(nombre: str, ejercicio: int) -> int:
    statement = select(func.max(CatalogoVersion.numero)).where(
        CatalogoVersion.ejercicio == ejercicio, CatalogoVersion.catalogo == nombre
    )
    return db.session.scalar(statement) or 0


# --- From a file


@use_case
def guardar_archivo(data: BinaryIO, *, nombre: str, actor: Actor, ahora: datetime) -> int:
    """Keep the file of a classifier as it came; returns its id. Raises NotAllowed, Invalid or TooLarge."""
    _only_who_may(actor)
    examine(data, CATALOGO)
    data.seek(0)
    return keep(data, nombre=nombre, actor=actor, ahora=ahora, clase="catalogo", tipos=HOJAS, limite=CATALOGO.tamano)


@use_case
def recibir_catalogo(
    clasificador: str,
    ejercicio: int,
    archivo_id: int,
    lectura: Lectura,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """What was read of a file, to be checked against the one in force; returns its id. Nothing changes yet."""
    once(llave, actor=actor, ahora=ahora, destino="/catalogos")
    _only_who_may(actor)
    _sensible_year(ejercicio)
    row = CatalogoCarga(
        catalogo=clasificador,
        ejercicio=ejercicio,
        archivo_id=archivo_id,
        filas=list(lectura.filas),
        fallas=[asdict(falla) for falla in lectura.fallas],
        version_vista=_version(clasificador, ejercicio),
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(row)
    db.session.flush()
    record("catalogos:recibir", actor=actor, ahora=ahora, objeto=("catalogos", ejercicio), datos=_told(row))
    settle(llave, actor=actor, destino=f"/catalogos/cargas/{row.id}")
    return row.id


@use_case
def aplicar_catalogo(
    carga_id: int, version: int, nota: str, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> CatalogoCarga:
    """Put in force what was checked. `version`: the one in force that the page showed; `nota`: why, or the acuerdo.

    Raises Refused when somebody put another in force meanwhile: what changes must be looked at again.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/catalogos/cargas/{carga_id}")
    row = _open(carga_id, actor)
    blocking = [falla for falla in row.fallas if falla["impide"]]
    if blocking:
        raise Refused("CATALOGO_CON_FALLAS", cuantas=len(blocking))
    if not nota.strip():
        raise Invalid("CATALOGO_SIN_MOTIVO")
    if version != _version(row.catalogo, row.ejercicio):
        raise Refused("CATALOGO_YA_ES_OTRO")
    _replace(
        row.catalogo, row.ejercicio, row.filas,
        actor=actor, ahora=ahora, origen="archivo", archivo_id=row.archivo_id, nota=nota.strip()[:500],
    )  # fmt: skip
    row.estado, row.cerrada_en, row.cerrada_por = "aplicada", ahora, actor.usuario_id
    record("catalogos:cargar", actor=actor, ahora=ahora, objeto=("catalogos", row.ejercicio), datos=_told(row))
    return row


@use_case
def descartar_catalogo(carga_id: int, *, actor: Actor, ahora: datetime, llave: str | None = None) -> CatalogoCarga:
    """The file is set aside; it stays on record."""
    once(llave, actor=actor, ahora=ahora, destino="/catalogos")
    row = _open(carga_id, actor)
    row.estado, row.cerrada_en, row.cerrada_por = "descartada", ahora, actor.usuario_id
    record("catalogos:descartar", actor=actor, ahora=ahora, objeto=("catalogos", row.ejercicio), datos=_told(row))
    return row


def _open(carga_id: int, actor: Actor) -> CatalogoCarga:
    _only_who_may(actor)
    row = lock(CatalogoCarga, carga_id)
    if row.estado != "revisada":
        raise Refused("CATALOGO_CARGA_CERRADA", estado=row.estado)
    return row


def _told(row: CatalogoCarga) -> dict[str, Any]:
    return {"carga": row.id, "catalogo": row.catalogo, "renglones": len(row.filas)}


def _sensible_year(ejercicio: int) -> None:
    if not 2000 <= ejercicio <= 2100:
        raise Invalid("CATALOGO_EJERCICIO", ejercicio=ejercicio)


# --- From another year


@use_case
def copiar_catalogos(de: int, a: int, *, actor: Actor, ahora: datetime, llave: str | None = None) -> list[str]:
    """Give a year the classifiers that it lacks, as another year has them; returns which.

    What the year already has is left alone. Raises Refused when there is nothing to copy.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/catalogos?ejercicio={a}")
    _only_who_may(actor)
    _sensible_year(a)
    has = set(db.session.scalars(select(CatalogoRenglon.catalogo).where(CatalogoRenglon.ejercicio == a).distinct()))
    copied = []
    for nombre in NOMBRES:
        lines = _present(nombre, de) if nombre not in has else []
        if lines:
            _replace(nombre, a, lines, actor=actor, ahora=ahora, origen="copia", copia_de=de)
            copied.append(nombre)
    if not copied:
        raise Refused("CATALOGO_NADA_QUE_COPIAR", de=de, a=a)
    facts = {"de": de, "catalogos": copied}
    record("catalogos:copiar", actor=actor, ahora=ahora, objeto=("catalogos", a), datos=facts)
    return copied


# --- Rows


def _key(nombre: str, row: Mapping[str, str]) -> str:
    return str(row.get(_CLAVE.get(nombre, "clave")) or "")


def _repeated(nombre: str, lines: Rows) -> list[Reason]:
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
