"""The agenda before it is approved: add what is urgent, by a vote; put the items in another order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update

from workflow.db import db, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotFound, Reason, Refused
from workflow.sesiones import agenda
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.conteo import Captura, Cedulas
from workflow.sesiones.estados import ESTRUCTURALES
from workflow.sesiones.models import Punto, PuntoExpediente, Sesion
from workflow.sesiones.queries import espera
from workflow.sesiones.service.captura import Votos
from workflow.sesiones.service.comun import _begin, _hour, _note
from workflow.sesiones.service.convocatoria import _list_dossiers, _write_item
from workflow.sesiones.service.retiro import _vote_on_agenda


@use_case
def adicionar_punto(
    sesion_id: int,
    *,
    nuevo: PuntoNuevo,
    urgencia: str,
    votos: Captura | Cedulas | Votos,
    actor: Actor,
    ahora: datetime,
    despues_de: int | None = None,
    tipo: str = "economica",
    preside: str | None = None,
    hora: datetime | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> int | None:
    """Add an item as «urgente y obvia resolución», before the agenda is approved. Its id; None if not approved.

    `urgencia`: why it cannot wait. `despues_de`: id of the item it follows (by default, the last matter).
    An extraordinaria takes only what was convened; a solemne, no vote at all. A rejected addition keeps its vote.
    """
    sesion = _begin(sesion_id, "en_curso", actor=actor, ahora=ahora, version=version, llave=llave)
    momento = _hour(sesion, hora, ahora)
    nuevo, asuntos = _checked(sesion, nuevo, urgencia)
    orden = _make_room(sesion, despues_de)
    punto = _write_item(sesion, nuevo, orden, None, urgencia.strip())
    decision = _vote_on_agenda(sesion, punto, "adicion", "adicionar", votos, tipo, preside, momento, actor, ahora)
    if decision != "aprobado":
        punto.estado, punto.nota = "no_desahogado", "No se aprobó incorporarlo al orden del día."
        _note("adicion_rechazada", sesion, actor=actor, ahora=ahora, punto=punto.id)
        return None
    if sesion.organo.tipo == "cabildo":
        _list_dossiers(sesion, asuntos, actor, ahora)
    _note("adicionar", sesion, actor=actor, ahora=ahora, expediente_id=punto.expediente_id, punto=punto.id)
    return int(punto.id)


def _checked(sesion: Sesion, nuevo: PuntoNuevo, urgencia: str) -> tuple[PuntoNuevo, list[agenda.EnEspera]]:
    """The item as it will be written and its dossier. Refused with every reason."""
    prohibido = {"extraordinaria": "EXTRAORDINARIA_SOLO_LISTADOS", "solemne": "SOLEMNE_SIN_VOTACIONES"}
    razones = [Reason(prohibido[sesion.tipo])] if sesion.tipo in prohibido else []
    if sesion.orden_aprobado:
        razones.append(Reason("ORDEN_YA_APROBADO"))
    if not urgencia.strip():
        razones.append(Reason("ADICION_SIN_URGENCIA"))
    ids = [nuevo.expediente_id] if nuevo.expediente_id is not None else []
    asuntos = espera.dossiers(ids, local_date(sesion.programada_para))
    if len(asuntos) != len(ids):
        raise NotFound("NO_EXISTE")
    for asunto in asuntos:
        if _on_an_agenda(asunto.id, sesion.id):
            razones.append(Reason("EXPEDIENTE_ENLISTADO_DOS_VECES"))
        nuevo = PuntoNuevo(
            nuevo.titulo.strip() or agenda.item_title(asunto, sesion.organo.tipo == "cabildo"),
            "votable",
            asunto.id,
            nuevo.mayoria,
            nuevo.presenta,
            nuevo.fundamento,
        )
    razones += agenda.matters_allowed(sesion.organo.tipo, sesion.organo_id, "ordinaria", asuntos, [nuevo])
    if razones:
        raise Refused(razones)
    return nuevo, asuntos


def _on_an_agenda(expediente_id: int, sesion_id: int) -> bool:
    """Whether the dossier is already in this session, in whatever state, or on another open agenda."""
    aqui = select(Punto.id).where(Punto.sesion_id == sesion_id, Punto.expediente_id == expediente_id)
    en_bloque = (
        select(PuntoExpediente.id)
        .join(Punto, Punto.id == PuntoExpediente.punto_id)
        .where(Punto.sesion_id == sesion_id, PuntoExpediente.expediente_id == expediente_id)
    )
    en_otra = expediente_id in set(db.session.scalars(espera.listed()))
    return en_otra or any(db.session.scalar(q.limit(1)) is not None for q in (aqui, en_bloque))


def _make_room(sesion: Sesion, despues_de: int | None) -> int:
    """The place of a new item; those that follow move one place down."""
    if despues_de is None:
        lugar = db.session.scalar(
            select(func.min(Punto.orden)).where(
                Punto.sesion_id == sesion.id, Punto.tipo.in_(("asuntos_generales", "clausura"))
            )
        )
    else:
        anterior = db.session.scalar(
            select(Punto.orden).where(
                Punto.id == despues_de,
                Punto.sesion_id == sesion.id,
                Punto.tipo.not_in(("asuntos_generales", "clausura")),
            )
        )
        if anterior is None:
            raise Invalid("ORDEN_INCOMPLETO")
        lugar = anterior + 1
    orden = int(lugar or 1)
    db.session.execute(
        update(Punto).where(Punto.sesion_id == sesion.id, Punto.orden >= orden).values(orden=Punto.orden + 1)
    )
    return orden


@use_case
def reordenar(
    sesion_id: int,
    *,
    puntos: Sequence[int],
    actor: Actor,
    ahora: datetime,
    version: int | None = None,
    llave: str | None = None,
) -> None:
    """Put the matters in that order (ids of all of them), before the agenda is approved.

    Roll call and agenda stay first; general matters and closing, last. The number in the convocatoria is kept.
    """
    sesion = _begin(sesion_id, "convocada", "en_curso", actor=actor, ahora=ahora, version=version, llave=llave)
    if sesion.orden_aprobado:
        raise Refused("ORDEN_YA_APROBADO")
    filas = list(db.session.scalars(select(Punto).where(Punto.sesion_id == sesion.id).order_by(Punto.orden)))
    asuntos = {fila.id: fila for fila in filas if fila.tipo not in ESTRUCTURALES}
    if sorted(puntos) != sorted(asuntos):
        raise Invalid("ORDEN_INCOMPLETO")
    antes = [fila for fila in filas if fila.tipo in ("lista", "orden")]
    despues = [fila for fila in filas if fila.tipo in ("asuntos_generales", "clausura")]
    for numero, fila in enumerate([*antes, *(asuntos[i] for i in puntos), *despues], start=1):
        fila.orden = numero
    _note("reordenar", sesion, actor=actor, ahora=ahora, puntos=list(puntos))
