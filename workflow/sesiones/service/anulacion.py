"""Annul a count while its session is in course: a new fact that undoes what it decided, and the item is voted anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from workflow.db import db, lock, use_case
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Expediente
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotFound, Reason, Refused
from workflow.sesiones import consecuencias
from workflow.sesiones.models import Dictamen, Punto, PuntoExpediente, Sesion, Votacion, VotacionAnulada
from workflow.sesiones.queries import carga
from workflow.sesiones.service.comun import _begin, _hour, _note

_SOBRE_EL_ORDEN = ("retiro", "adicion")


@dataclass(frozen=True)
class _Movido:
    """A dossier that the count moved: what brings it back, and where the act to undo came from."""

    expediente_id: int
    vuelve: Callable[..., object]
    de: tuple[str, int]


@use_case
def anular_votacion(
    votacion_id: int,
    *,
    motivo: str,
    actor: Actor,
    ahora: datetime,
    hora: datetime | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> None:
    """Annul a count (and those of the other commissions and rounds of the same act): it decides nothing.

    The dossiers it moved go back to where they stood, their acuerdos and dictámenes keep their folios without effect,
    the acta it approved is again to be approved, and the item is on the floor again. Refused, with every reason, when
    something was built on it: a later act on a dossier, a reserve already voted, another item on the floor, an agenda
    already followed.
    """
    sesion_id = db.session.scalar(
        select(Punto.sesion_id).join(Votacion, Votacion.punto_id == Punto.id).where(Votacion.id == votacion_id)
    )
    if sesion_id is None:
        raise NotFound("NO_EXISTE")
    sesion = _begin(sesion_id, "en_curso", actor=actor, ahora=ahora, version=version, llave=llave)
    if not motivo.strip():
        raise Invalid("FALTA_MOTIVO")
    fila = lock(Votacion, votacion_id)
    if fila.anulada is not None:
        raise Refused("VOTACION_YA_ANULADA")
    punto = lock(Punto, fila.punto_id)
    momento, motivo = _hour(sesion, hora, ahora), motivo.strip()[:500]
    juntas = _same_act(fila)
    razones = _built_upon(sesion, punto, fila)
    for movido in _moved(sesion, punto, fila, juntas):
        razones += _bring_back(movido, fila, motivo, actor, ahora)
    if razones:
        raise Refused(razones)
    for cada in juntas:
        db.session.add(VotacionAnulada(votacion_id=cada.id, motivo=motivo, hora=momento, por_id=actor.usuario_id))
    _undecide(punto, juntas)
    consecuencias.undo([cada.id for cada in juntas], motivo=motivo, actor=actor, ahora=ahora)
    _back_on_the_floor(sesion, punto, fila)
    _note("anular_votacion", sesion, actor=actor, ahora=ahora, punto=punto.id, votaciones=[v.id for v in juntas])


def _same_act(fila: Votacion) -> list[Votacion]:
    """The counts that were one act: all the groups and rounds of the series."""
    return [v for v in carga.counts_of([fila.punto_id]) if v.asunto == fila.asunto and v.serie == fila.serie]


def _built_upon(sesion: Sesion, punto: Punto, fila: Votacion) -> list[Reason]:
    """What in the session itself depends on this count."""
    razones = []
    if fila.asunto in _SOBRE_EL_ORDEN and fila.resultado == "aprobado":
        razones.append(Reason("VOTACION_CON_EFECTOS", {"titulo": punto.titulo}))
    abierto = db.session.scalar(
        select(Punto.titulo).where(Punto.sesion_id == sesion.id, Punto.estado == "en_desahogo", Punto.id != punto.id)
    )
    if fila.asunto not in _SOBRE_EL_ORDEN and abierto is not None:
        razones.append(Reason("OTRO_PUNTO_ABIERTO", {"titulo": abierto}))
    ultimo = db.session.scalar(select(func.max(Punto.num_desahogado)).where(Punto.sesion_id == sesion.id))
    if punto.tipo == "orden" and punto.num_desahogado not in (None, ultimo):
        razones.append(Reason("VOTACION_YA_SUPERADA", {"titulo": punto.titulo}))
    particulares = sorted({v.expediente_id or 0 for v in carga.counts_of([punto.id]) if v.asunto == "reserva"})
    if punto.tipo == "bloque" and fila.asunto == "punto" and particulares:
        razones.append(Reason("RESERVAS_YA_VOTADAS", {"folios": ", ".join(_folio(e) for e in particulares)}))
    return razones


def _moved(sesion: Sesion, punto: Punto, fila: Votacion, juntas: Sequence[Votacion]) -> list[_Movido]:
    """The dossiers that the count moved along the route, in order."""
    ids = [v.id for v in juntas]
    if fila.asunto in _SOBRE_EL_ORDEN:
        return []
    if sesion.organo.tipo == "comisiones_unidas":
        dados = select(Dictamen).where(
            Dictamen.votacion_id.in_(ids), Dictamen.resultado.in_(("dictamen_aprobado", "turnado_al_pleno"))
        )
        return [
            _Movido(d.expediente_id, expedientes.anular_dictamen, ("votacion", d.votacion_id))
            for d in db.session.scalars(dados.order_by(Dictamen.id))
        ]
    if sesion.organo.tipo != "cabildo":
        return []
    if punto.tipo == "bloque":
        resueltos = [a for a in carga.matters_of(punto.id) if a.votacion_id in ids]
        return [
            _Movido(a.expediente_id, expedientes.anular_acuerdo, ("votacion", a.votacion_id or 0)) for a in resueltos
        ]
    decide = juntas[-1]
    if punto.expediente_id is None or decide.resultado not in ("aprobado", "rechazado"):
        return []
    return [_Movido(punto.expediente_id, expedientes.anular_acuerdo, ("votacion", decide.id))]


def _bring_back(movido: _Movido, fila: Votacion, motivo: str, actor: Actor, ahora: datetime) -> list[Reason]:
    """The dossier back where it stood, or why it cannot be."""
    try:
        movido.vuelve(
            movido.expediente_id, motivo=motivo, de=movido.de, origen=("votacion", fila.id), actor=actor, ahora=ahora
        )
    except Refused as refusal:
        folio = _folio(movido.expediente_id)
        return [_named(reason, folio) for reason in refusal.reasons]
    return []


def _named(reason: Reason, folio: str) -> Reason:
    """The same reason saying of which dossier: a block has many."""
    if reason.code == "ETAPA_INVALIDA":
        return Reason("EXPEDIENTE_YA_AVANZO", {"folio": folio, "etapa": reason.facts["etapa"]})
    return Reason(reason.code, {**reason.facts, "folio": folio})


def _folio(expediente_id: int) -> str:
    return db.session.get_one(Expediente, expediente_id).folio


def _undecide(punto: Punto, juntas: Sequence[Votacion]) -> None:
    """The dossiers of a block that this count had decided wait again, reserved or not as they were."""
    ids = [v.id for v in juntas]
    suyos = select(PuntoExpediente).where(PuntoExpediente.punto_id == punto.id, PuntoExpediente.votacion_id.in_(ids))
    for asunto in db.session.scalars(suyos).all():
        asunto.estado, asunto.votacion_id, asunto.razon = "pendiente", None, ""
        asunto.acuerdo_id = asunto.dictamen_id = None
    db.session.flush()


def _back_on_the_floor(sesion: Sesion, punto: Punto, fila: Votacion) -> None:
    """It is dealt with again, so those that followed it move one place up in the order really followed."""
    if fila.asunto in _SOBRE_EL_ORDEN:
        return
    if punto.tipo == "orden":
        sesion.orden_aprobado = False
    lugar = punto.num_desahogado
    punto.estado, punto.num_desahogado, punto.resultado, punto.cerrado_en = "en_desahogo", None, "", None
    db.session.flush()
    if lugar is None:
        return
    siguientes = select(Punto).where(Punto.sesion_id == sesion.id, Punto.num_desahogado > lugar)
    for siguiente in db.session.scalars(siguientes.order_by(Punto.num_desahogado)).all():
        siguiente.num_desahogado = int(siguiente.num_desahogado or 0) - 1
        db.session.flush()
