"""Votos particulares: the dissent a member files in writing, within the time that the organ gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from workflow.actas.impresion.documento import clean
from workflow.actas.instantanea_dictamen import InstantaneaDictamen
from workflow.actas.models import VotoParticularEscrito
from workflow.actas.queries import frozen
from workflow.actas.queries.dictamenes import counts_of, document_id, votos_particulares
from workflow.actas.queries.tramites import dissent_limit
from workflow.actas.service.comun import _freeze, _last, _only_who_conducts, _print
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local
from workflow.kernel.refusals import Invalid, NotFound, Refused
from workflow.sesiones.models import Dictamen, Sesion, SesionIntegrante, Voto


@use_case
def presentar_voto_particular(
    dictamen_id: int, clave: str, texto: str, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> int:
    """Annex the dissent of a member (`clave` in the roll); an issued dictamen gets a new version that has it.

    Of a block with one dictamen it is filed to that one, whichever of its dossiers it is reached by.

    Refused DICTAMEN_SIN_FOLIO, VOTO_PARTICULAR_TARDE, VOTO_PARTICULAR_SIN_DISENSO (they voted in favour everywhere,
    or did not vote) and VOTO_PARTICULAR_YA.
    """
    dictamen = db.session.get(Dictamen, dictamen_id)
    if dictamen is None:
        raise NotFound("NO_EXISTE")
    dictamen = db.session.get_one(Dictamen, document_id(dictamen))
    dictamen_id = dictamen.id
    sesion = lock(Sesion, dictamen.sesion_id)
    _only_who_conducts(sesion, actor)
    once(llave, actor=actor, ahora=ahora, destino=f"/actas/dictamenes/{dictamen_id}")
    if dictamen.folio is None:
        raise Refused("DICTAMEN_SIN_FOLIO")
    limite = dissent_limit(dictamen, sesion)
    if ahora > limite:
        raise Refused("VOTO_PARTICULAR_TARDE", limite=f"{local(limite):%d/%m/%Y, %H:%M} h")
    escrito = clean(texto).strip()
    if not escrito:
        raise Invalid("VOTO_PARTICULAR_VACIO")
    member = _dissenter(dictamen, clave)
    held = select(VotoParticularEscrito.id).where(
        VotoParticularEscrito.dictamen_id == dictamen_id, VotoParticularEscrito.integrante_id == member.id
    )
    if db.session.scalar(held) is not None:
        raise Refused("VOTO_PARTICULAR_YA", persona=member.nombre)
    one = VotoParticularEscrito(
        dictamen_id=dictamen_id, integrante_id=member.id, texto=escrito, en=ahora, por_id=actor.usuario_id
    )
    db.session.add(one)
    db.session.flush()
    record(
        "dictamen:voto_particular",
        actor=actor,
        ahora=ahora,
        objeto=("dictamen", dictamen_id),
        expediente_id=dictamen.expediente_id,
        datos={"folio": dictamen.folio, "integrante": clave},
    )
    _reissue(dictamen, ahora)
    return one.id


def _dissenter(dictamen: Dictamen, clave: str) -> SesionIntegrante:
    member = db.session.scalar(
        select(SesionIntegrante).where(
            SesionIntegrante.sesion_id == dictamen.sesion_id, SesionIntegrante.clave == clave
        )
    )
    if member is None:
        raise NotFound("NO_EXISTE")
    sentidos = db.session.scalars(
        select(Voto.sentido).where(
            Voto.votacion_id.in_([one.id for one in counts_of(dictamen)]), Voto.integrante_id == member.id
        )
    )
    if all(sentido == "a_favor" for sentido in sentidos):
        raise Refused("VOTO_PARTICULAR_SIN_DISENSO", persona=member.nombre)
    return member


def _reissue(dictamen: Dictamen, ahora: datetime) -> None:
    """Only the annex is added: what was dictaminated stays as it was frozen."""
    row = _last("dictamen", dictamen.id)
    if row is None:
        return  # its first version will have it
    issued = frozen(row.id)
    assert isinstance(issued, InstantaneaDictamen)
    fresh = replace(issued, version=issued.version + 1, votos_particulares=votos_particulares(dictamen.id))
    _print(_freeze("dictamen", dictamen.id, fresh, ahora), dictamen.sesion_id, ahora)
