"""What an upload changes of the padrón in force: who comes in, who leaves, who is corrected, and what is left.

Everything is compared inside the database, by keyed indexes: no row is opened, whatever the length of the padrón.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, or_, select, update
from sqlalchemy.orm import aliased

from workflow.db import db, lock, use_case
from workflow.expedientes.models import Envio, Expediente
from workflow.kernel.actor import SISTEMA, Actor
from workflow.padron.cifrado import Llavero
from workflow.padron.models import CargaPadron, Inscripcion, PadronFila
from workflow.padron.privacidad.service.llaves import poner_al_dia
from workflow.padron.queries.movimientos import ausentes, entran, huella_de, resultante, vigentes_de
from workflow.padron.service.inscripcion import inscribir

NUMEROS = 200  # row numbers kept of each code
TANDA = 5_000


@use_case
def cotejar(carga_id: int, *, llavero: Llavero | None, ahora: datetime, actor: Actor = SISTEMA) -> None:
    """Compare a read upload with the padrón in force of its dossier. Idempotent: once compared, it stays.

    `llavero`: to compare under one key; None where a page has none, and both sides are under the key in use.
    """
    carga = lock(CargaPadron, carga_id)
    if carga.estado != "revisada" or carga.delta is not None:
        return
    base = _base(carga.expediente_id)
    if base is not None:
        if llavero is not None:
            poner_al_dia(base.id, llavero, ahora=ahora)
        inscribir(base.id, ahora=ahora)  # nothing, if the worker already did
    carga.base_id = base.id if base is not None else None
    carga.clase = _clase(carga)
    if carga.clase == "movimientos":
        _movimientos(carga)
    elif base is not None:
        _enlazar(carga)
        _clasificar(carga)
    carga.delta = _delta(carga, base)


def _base(expediente_id: int) -> Envio | None:
    """The version in force, which the next one is compared with."""
    envio_id = db.session.scalar(select(Expediente.v_vigente_id).where(Expediente.id == expediente_id))
    return db.session.get_one(Envio, envio_id) if envio_id is not None else None


def _clase(carga: CargaPadron) -> str:
    """A file with a column of movements brings only these."""
    dichos = select(PadronFila.id).where(PadronFila.carga_id == carga.id, PadronFila.movimiento.is_not(None)).limit(1)
    invalidos = "MOVIMIENTO_INVALIDO" in (carga.resumen or {}).get("errores", {})
    return "movimientos" if invalidos or db.session.scalar(dichos) is not None else "completo"


# --- a whole padrón


def _enlazar(carga: CargaPadron) -> None:
    """Who has another key than before: said by the file in CURP_ANTERIOR, or with the same folio and something more."""
    vigentes = vigentes_de(carga.expediente_id)
    db.session.execute(
        update(PadronFila)
        .where(
            PadronFila.carga_id == carga.id,
            PadronFila.clave_anterior.is_not(None),
            or_(PadronFila.clave_anterior.not_in(vigentes), PadronFila.clave.in_(vigentes)),
        )
        .values(clave_anterior=None)
        .execution_options(synchronize_session=False)
    )
    _por_folio(carga, entran(carga.id))


def _por_folio(carga: CargaPadron, cuales: ColumnElement[bool]) -> None:
    """Rows of nobody in force with the folio of somebody who is not in the file, and whose name, birth date or
    telephone is the same. A folio that is repeated links nobody.
    """
    antes = aliased(PadronFila)
    pares = db.session.execute(
        select(PadronFila.id, Inscripcion.clave)
        .join(antes, antes.folio == PadronFila.folio)
        .join(Inscripcion, Inscripcion.fila_id == antes.id)
        .where(
            cuales,
            PadronFila.clave_anterior.is_(None),
            Inscripcion.expediente_id == carga.expediente_id,
            Inscripcion.hasta.is_(None),
            PadronFila.clave.not_in(vigentes_de(carga.expediente_id)),
            Inscripcion.clave.not_in(select(PadronFila.clave).where(entran(carga.id))),
            or_(
                antes.nombre == PadronFila.nombre,
                antes.nacimiento == PadronFila.nacimiento,
                antes.telefono == PadronFila.telefono,
            ),
        )
    ).all()
    filas, claves = Counter(fila for fila, _ in pares), Counter(clave for _, clave in pares)
    unicos = [{"b_id": fila, "b_clave": clave} for fila, clave in pares if filas[fila] == claves[clave] == 1]
    tabla = PadronFila.__table__
    enlazar = (
        update(tabla).where(tabla.c.id == bindparam("b_id")).values(clave_anterior=bindparam("b_clave"))  # type: ignore[arg-type]
    )
    for desde in range(0, len(unicos), TANDA):
        db.session.execute(enlazar, unicos[desde : desde + TANDA])


def _clasificar(carga: CargaPadron) -> None:
    """Each row that enters: an alta, a correction, or the same as it was."""
    antes = aliased(PadronFila)
    igual = exists().where(
        Inscripcion.expediente_id == carga.expediente_id,
        Inscripcion.hasta.is_(None),
        Inscripcion.clave == PadronFila.clave,
        antes.id == Inscripcion.fila_id,
        antes.contenido == PadronFila.contenido,
    )
    db.session.execute(
        update(PadronFila)
        .where(entran(carga.id))
        .values(
            movimiento=case(
                (PadronFila.clave_anterior.is_not(None), "correccion"),
                (PadronFila.clave.not_in(vigentes_de(carga.expediente_id)), "alta"),
                (igual, "igual"),
                else_="correccion",
            )
        )
        .execution_options(synchronize_session=False)
    )


# --- only the movements


def _movimientos(carga: CargaPadron) -> None:
    """Each one against who is in force; what cannot be applied is an error of its row."""
    vigentes = vigentes_de(carga.expediente_id)
    if carga.base_id is None:
        _problema(carga, "MOVIMIENTOS_SIN_PADRON")
        return
    suyas = and_(PadronFila.carga_id == carga.id, PadronFila.estado != "error")
    nueva = or_(PadronFila.clave.is_(None), PadronFila.clave.not_in(vigentes))
    correccion = PadronFila.movimiento == "correccion"
    _por_folio(carga, and_(suyas, correccion, PadronFila.clave.is_not(None)))
    otra_clave = PadronFila.clave_anterior.is_not(None)
    _rechazar(carga, "ALTA_YA_INSCRITA", and_(PadronFila.movimiento == "alta", PadronFila.clave.in_(vigentes)))
    _rechazar(carga, "ALTA_YA_INSCRITA", and_(correccion, otra_clave, PadronFila.clave.in_(vigentes)))
    _rechazar(
        carga,
        "MOVIMIENTO_SIN_INSCRIPCION",
        or_(
            and_(PadronFila.movimiento == "baja", nueva),
            and_(correccion, PadronFila.clave_anterior.is_(None), nueva),
            and_(correccion, otra_clave, PadronFila.clave_anterior.not_in(vigentes)),
        ),
    )
    _recontar(carga)
    alguno = select(PadronFila.id).where(suyas, PadronFila.movimiento != "igual").limit(1)
    if db.session.scalar(alguno) is None:
        _problema(carga, "MOVIMIENTOS_VACIOS")


def _problema(carga: CargaPadron, codigo: str) -> None:
    resumen = dict(carga.resumen or {})
    carga.resumen = {**resumen, "problemas": [*resumen.get("problemas", []), {"codigo": codigo}]}


def _rechazar(carga: CargaPadron, codigo: str, cuales: ColumnElement[bool]) -> None:
    """Those rows stay out, with the code that says why; the report of the upload tells them."""
    suyas = and_(PadronFila.carga_id == carga.id, PadronFila.estado != "error", cuales)
    numeros = list(db.session.scalars(select(PadronFila.numero).where(suyas).order_by(PadronFila.numero)))
    if not numeros:
        return
    con_este = case((PadronFila.codigos == "", codigo), else_=PadronFila.codigos + "," + codigo)
    db.session.execute(
        update(PadronFila)
        .where(suyas)
        .values(estado="error", codigos=con_este)
        .execution_options(synchronize_session=False)
    )
    resumen = dict(carga.resumen or {})
    errores = dict(resumen.get("errores", {}))
    previos = errores.get(codigo, {"n": 0, "filas": []})
    filas = sorted([*previos["filas"], *numeros])[:NUMEROS]
    errores[codigo] = {"n": previos["n"] + len(numeros), "filas": filas}
    carga.resumen = {**resumen, "errores": errores}


def _recontar(carga: CargaPadron) -> None:
    """How many rows are of each kind, after some were refused."""
    cuentas: dict[str, int] = dict(
        db.session.execute(
            select(PadronFila.estado, func.count()).where(PadronFila.carga_id == carga.id).group_by(PadronFila.estado)
        ).all()  # type: ignore[arg-type]
    )
    carga.con_error, carga.con_aviso = cuentas.get("error", 0), cuentas.get("aviso", 0)
    carga.validas = carga.filas - carga.con_error
    carga.resumen = {
        **(carga.resumen or {}),
        "filas_validas": carga.validas,
        "filas_con_error": carga.con_error,
        "filas_con_aviso_sin_error": carga.con_aviso,
    }


# --- the result


def _delta(carga: CargaPadron, base: Envio | None) -> dict[str, Any]:
    """What changes, by kind, and what is left: how many, and the hash of who they are with what data."""
    cuentas = _cuentas(carga)
    habia = db.session.scalar(select(func.count()).select_from(vigentes_de(carga.expediente_id).subquery())) or 0
    bajas = cuentas.get("baja", 0) if carga.clase == "movimientos" else _ausentes(carga)
    altas = cuentas.get("alta", 0)
    return {
        "base_version": base.version if base is not None else None,
        "altas": altas,
        "bajas": bajas,
        "correcciones": cuentas.get("correccion", 0),
        "iguales": habia - bajas - cuentas.get("correccion", 0),
        "vigentes": habia + altas - bajas,
        "huella": huella_de(resultante(carga)),
    }


def _cuentas(carga: CargaPadron) -> dict[str, int]:
    if carga.clase == "completo" and carga.base_id is None:
        return {"alta": db.session.scalar(select(func.count()).select_from(PadronFila).where(entran(carga.id))) or 0}
    return dict(
        db.session.execute(
            select(PadronFila.movimiento, func.count()).where(entran(carga.id)).group_by(PadronFila.movimiento)
        ).all()  # type: ignore[arg-type]
    )


def _ausentes(carga: CargaPadron) -> int:
    if carga.base_id is None:
        return 0
    return db.session.scalar(select(func.count()).select_from(Inscripcion).where(*ausentes(carga))) or 0
