"""Two keys of one person: facts that can be undone by another fact. Nothing that was delivered or published changes."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from sqlalchemy import delete, insert, select

from workflow.archivos.service import keep
from workflow.archivos.tipos import DOCUMENTOS
from workflow.audit.service import once, record
from workflow.db import db, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.curp import validar
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused
from workflow.padron.cifrado import Llavero
from workflow.padron.coincidencias.clases import MOTIVO_MINIMO, PLANEACION
from workflow.padron.coincidencias.models import PersonaAlias, PersonaVinculo
from workflow.padron.coincidencias.personas import CAUSAS, personas_de
from workflow.padron.coincidencias.queries.llaves import cambiados
from workflow.padron.privacidad.accesos import con_datos_personales

OBJETO = ("persona_vinculo", 1)


@use_case
def vincular(
    anterior: str,
    vigente: str,
    *,
    causa: str,
    motivo: str,
    llavero: Llavero,
    actor: Actor,
    ahora: datetime,
    evidencia: tuple[str, bytes | BinaryIO] | None = None,
    llave: str | None = None,
) -> None:
    """Planeación says that two CURPs are of one person, why, and with which document. Raises every fault at once."""
    once(llave, actor=actor, ahora=ahora, destino="/coincidencias/vinculos")
    uno, otro = _indices(anterior, vigente, llavero, actor)
    if causa not in CAUSAS:
        raise Invalid("VINCULO_SIN_CAUSA")
    _motivado(motivo)
    archivo_id = None
    if evidencia is not None:
        archivo_id = keep(
            evidencia[1], nombre=evidencia[0], actor=actor, ahora=ahora, clase="vinculo", tipos=DOCUMENTOS
        )  # fmt: skip
    if not unir(uno, otro, causa=causa, motivo=motivo.strip(), actor=actor, ahora=ahora, archivo_id=archivo_id):
        raise Refused("VINCULO_YA_EXISTE")


@use_case
def desvincular(
    anterior: str, vigente: str, *, motivo: str, llavero: Llavero, actor: Actor, ahora: datetime,
    llave: str | None = None,
) -> None:  # fmt: skip
    """A new fact undoes the link; the old one stays written."""
    once(llave, actor=actor, ahora=ahora, destino="/coincidencias/vinculos")
    uno, otro = _indices(anterior, vigente, llavero, actor)
    _motivado(motivo)
    if not separar(uno, otro, motivo=motivo.strip(), actor=actor, ahora=ahora):
        raise Refused("VINCULO_NO_EXISTE")


def _motivado(motivo: str) -> None:
    faltas = []
    if len(motivo.strip()) < MOTIVO_MINIMO:
        faltas.append(Reason("VINCULO_SIN_MOTIVO", {"minimo": MOTIVO_MINIMO}))
    if con_datos_personales(motivo):
        faltas.append(Reason("TEXTO_CON_DATOS_PERSONALES"))
    if faltas:
        raise Invalid(faltas)


def _indices(anterior: str, vigente: str, llavero: Llavero, actor: Actor) -> tuple[str, str]:
    if not actor.has(*PLANEACION):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    leidas = [validar(anterior), validar(vigente)]
    faltas = []
    for cual, leida in zip(("anterior", "vigente"), leidas, strict=True):
        if leida.codigo is not None:
            faltas += [Reason("VINCULO_CURP_INVALIDA", {"cual": cual}), Reason(leida.codigo)]
    if not faltas and leidas[0].normalizada == leidas[1].normalizada:
        faltas.append(Reason("VINCULO_MISMA_CURP"))
    if faltas:
        raise Invalid(faltas)
    return llavero.indice(leidas[0].normalizada), llavero.indice(leidas[1].normalizada)


def unir(
    uno: str, otro: str, *, causa: str, motivo: str, actor: Actor, ahora: datetime, archivo_id: int | None = None,
    ticket_id: int | None = None,
) -> bool:  # fmt: skip
    """Joins the caller's transaction. False: they already were of one person by that same link."""
    uno, otro = sorted((uno, otro))
    record("padron:vincular", actor=actor, ahora=ahora, objeto=OBJETO,
           datos={"causa": causa, "archivo_id": archivo_id, "ticket_id": ticket_id})  # fmt: skip
    if _ultimo(uno, otro) == "vincula":
        return False
    _hecho("vincula", uno, otro, causa, motivo, actor, ahora, archivo_id, ticket_id)
    return True


def separar(uno: str, otro: str, *, motivo: str, actor: Actor, ahora: datetime, ticket_id: int | None = None) -> bool:
    """Joins the caller's transaction. False: there was no link between these two."""
    uno, otro = sorted((uno, otro))
    record("padron:desvincular", actor=actor, ahora=ahora, objeto=OBJETO, datos={"ticket_id": ticket_id})
    if _ultimo(uno, otro) != "vincula":
        return False
    _hecho("desvincula", uno, otro, "coincidencia", motivo, actor, ahora, None, ticket_id)
    return True


def _ultimo(uno: str, otro: str) -> str | None:
    """The last fact on that pair, also if it was written under another key."""
    hoy = cambiados()
    antes = {viejo for viejo, nuevo in hoy.items() if nuevo in (uno, otro)} | {uno, otro}
    rows = db.session.execute(
        select(PersonaVinculo.uno, PersonaVinculo.otro, PersonaVinculo.hecho)
        .where(PersonaVinculo.uno.in_(antes), PersonaVinculo.otro.in_(antes))
        .order_by(PersonaVinculo.id)
    )
    hechos = [hecho for a, b, hecho in rows if {hoy.get(a, a), hoy.get(b, b)} == {uno, otro}]
    return hechos[-1] if hechos else None


def _hecho(
    hecho: str, uno: str, otro: str, causa: str, motivo: str, actor: Actor, ahora: datetime, archivo_id: int | None,
    ticket_id: int | None,
) -> None:  # fmt: skip
    db.session.add(
        PersonaVinculo(
            uno=uno, otro=otro, hecho=hecho, causa=causa, motivo=motivo, archivo_id=archivo_id, ticket_id=ticket_id,
            por_id=actor.usuario_id, por=actor.nombre, en=ahora,
        )
    )  # fmt: skip
    db.session.flush()
    rehacer_alias()


def rehacer_alias() -> None:
    """Who is who, from all the facts. There are hundreds of them, not thousands: each one makes it anew."""
    hechos = db.session.execute(
        select(PersonaVinculo.uno, PersonaVinculo.otro, PersonaVinculo.hecho).order_by(PersonaVinculo.id)
    )
    hoy = cambiados()
    alias = personas_de([(hoy.get(uno, uno), hoy.get(otro, otro), hecho == "vincula") for uno, otro, hecho in hechos])
    db.session.execute(delete(PersonaAlias))
    if alias:
        db.session.execute(
            insert(PersonaAlias), [{"indice": indice, "persona": persona} for indice, persona in alias.items()]
        )  # fmt: skip
