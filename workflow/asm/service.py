"""Register an ASM and act on it: each act is another fact, with who did it and the state it left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import BinaryIO

from sqlalchemy import func, select

from workflow.archivos.service import keep
from workflow.archivos.tipos import DOCUMENTOS
from workflow.asm.clases import DESTINO, EVALUAN, folio_de, may
from workflow.asm.models import Asm, AsmHecho
from workflow.asm.queries import asm as current
from workflow.asm.reglas import Dicho, Nuevo, act_problems, new_problems
from workflow.asm.textos import ROTULOS
from workflow.audit.service import once, record, settle
from workflow.db import db, lock, use_case
from workflow.indicadores import queries as indicadores
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused, Stale
from workflow.people import queries as people


@use_case
def registrar(one: Nuevo, *, ejercicio: int, actor: Actor, ahora: datetime, llave: str | None = None) -> int:
    """Register what was found; the dependencia is to commit. Returns its id. Invalid with everything that is wrong."""
    if not actor.has(*EVALUAN):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    problems = new_problems(one)
    if problems:
        raise Invalid(problems)
    one = _of_indicator(one)
    dependencia = people.dependencia(one.dependencia, local_date(ahora))
    if dependencia is None:
        raise Invalid("ASM_SIN_DEPENDENCIA", campo="dependencia")
    once(llave, actor=actor, ahora=ahora)
    # The entry comes first because it locks the chain: two people registering take different numbers.
    record("asm:registrar", actor=actor, ahora=ahora, objeto=("asm", ejercicio), datos={"dependencia": one.dependencia})
    last = db.session.scalar(select(func.max(Asm.consecutivo)).where(Asm.ejercicio == ejercicio)) or 0
    row = Asm(
        ejercicio=ejercicio,
        consecutivo=last + 1,
        folio=folio_de(ejercicio, last + 1),
        dependencia_id=dependencia.id,
        hallazgo=one.hallazgo.strip(),
        recomendacion=one.recomendacion.strip(),
        origen=one.origen,
        referencia=one.referencia.strip()[:300],
        expediente_id=one.expediente_id if one.origen == "indicador" else None,
        direccion=one.direccion if one.origen == "indicador" else None,
        en=ahora,
        por_id=actor.usuario_id,
        por=actor.nombre,
    )
    db.session.add(row)
    db.session.flush()
    _add(row.id, 1, "registrar", "por_comprometer", "", "", None, None, actor, ahora)
    settle(llave, actor=actor, destino=f"/asm/{row.id}")
    return row.id


def _of_indicator(one: Nuevo) -> Nuevo:
    """With the name of its indicator. Invalid if it is not of a POA of the dependencia."""
    if one.origen != "indicador" or one.expediente_id is None:
        return one
    try:
        poa = indicadores.poa(one.expediente_id)
    except NotFound:
        raise Invalid("ASM_SIN_INDICADOR", campo="origen") from None
    medida = poa.programa.get(one.direccion)
    if medida is None:
        raise Invalid("ASM_SIN_INDICADOR", campo="origen")
    if poa.dependencia != one.dependencia:
        raise Invalid("ASM_DEPENDENCIA_AJENA", campo="dependencia")
    return replace(one, referencia=f"{medida.clave}: {medida.nombre}, {poa.folio}"[:300])


@use_case
def actuar(
    asm_id: int,
    acto: str,
    *,
    texto: str = "",
    vence: date | None = None,
    archivo: BinaryIO | None = None,
    nombre: str = "",
    vista: int,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> str:
    """Do an act and return the state it leaves. `vista`: the number of the last fact that the person saw.

    Stale when somebody acted meanwhile; Refused when it is not its moment; Invalid with everything that is wrong.
    """
    lock(Asm, asm_id)
    hoy = local_date(ahora)
    before = current(asm_id, hoy)
    if acto not in DESTINO or not may(acto, actor, before.dependencia):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    once(llave, actor=actor, ahora=ahora)
    if before.numero != vista:
        raise Stale("ASM_CAMBIADO", quien=before.hechos[-1].por)
    after = DESTINO[acto].get(before.estado)
    if after is None:
        raise Refused("ASM_NO_PROCEDE", estado=ROTULOS["asm_estado"][before.estado])
    problems = act_problems(acto, Dicho(texto, vence, archivo is not None), hoy)
    if problems:
        raise Invalid(problems)
    archivo_id = None
    if archivo is not None:
        archivo_id = keep(archivo, nombre=nombre, actor=actor, ahora=ahora, clase="evidencia", tipos=DOCUMENTOS)
    committed = acto in ("comprometer", "cambiar")
    _add(
        asm_id, before.numero + 1, acto, after, texto.strip(),
        texto.strip() if committed else before.compromiso, vence if committed else before.vence, archivo_id, actor,
        ahora,
    )  # fmt: skip
    datos = {"folio": before.folio, "numero": before.numero + 1, "estado": after}
    record(f"asm:{acto}", actor=actor, ahora=ahora, objeto=("asm", before.ejercicio), datos=datos)
    settle(llave, actor=actor, destino=f"/asm/{asm_id}")
    return after


def _add(
    asm_id: int,
    numero: int,
    acto: str,
    estado: str,
    texto: str,
    compromiso: str,
    vence: date | None,
    archivo_id: int | None,
    actor: Actor,
    ahora: datetime,
) -> None:
    db.session.add(
        AsmHecho(
            asm_id=asm_id,
            numero=numero,
            acto=acto,
            estado=estado,
            texto=texto,
            compromiso=compromiso,
            vence=vence,
            archivo_id=archivo_id,
            en=ahora,
            por_id=actor.usuario_id,
            por=actor.nombre,
        )
    )
    db.session.flush()
