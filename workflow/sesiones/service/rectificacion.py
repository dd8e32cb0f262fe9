"""Fe de erratas: correct a convocatoria before its session opens, or change its agenda, with a new version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workflow.db import db, use_case
from workflow.expedientes import service as expedientes
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotFound, Reason, Refused
from workflow.sesiones import agenda, convocatoria
from workflow.sesiones.agenda import TEXTO_MAXIMO, PuntoNuevo
from workflow.sesiones.distancia import convening_problems
from workflow.sesiones.estados import ESTRUCTURALES
from workflow.sesiones.models import Punto, PuntoExpediente, Sesion
from workflow.sesiones.queries import carga, espera
from workflow.sesiones.queries import convocatorias as q
from workflow.sesiones.service.comun import _begin, _note
from workflow.sesiones.service.convocatoria import _list_dossiers, _write_item
from workflow.sesiones.service.notificacion import _write
from workflow.sesiones.service.orden import _make_room, _on_an_agenda

RETIRADO = "Retirado antes de la sesión"


@use_case
def rectificar(
    sesion_id: int,
    *,
    motivo: str,
    actor: Actor,
    ahora: datetime,
    datos: Mapping[str, Any] | None = None,
    titulos: Mapping[int, str] | None = None,
    retiros: Mapping[int, str] | None = None,
    bajas: Mapping[int, str] | None = None,
    altas: Sequence[PuntoNuevo] = (),
    version: int | None = None,
    llave: str | None = None,
) -> int:
    """Fe de erratas before the session opens: the next issue says what changed, and everybody is notified again.

    `datos`: the fields of `convocatoria.RECTIFICABLES` (`programada_para` an instant); `titulos`: number of the item
    as convened -> its title. What is not given stays. `retiros`: id of an item -> why it leaves the agenda; it keeps
    its line, said to be withdrawn before the session. `bajas`: id of a dossier of a block -> why it leaves it, which
    goes on with the others. `altas`: items added at the end of the matters. Returns the id of the issue.
    """
    sesion = _begin(sesion_id, "convocada", actor=actor, ahora=ahora, version=version, llave=llave)
    nuevos = {campo: (datos or {}).get(campo, getattr(sesion, campo)) for campo in convocatoria.RECTIFICABLES}
    _check_data(sesion, nuevos, motivo, ahora)
    emisiones = q.issues_of(sesion_id)
    if not emisiones:
        raise Refused("CONVOCATORIA_SIN_EMITIR")
    previa = emisiones[-1]
    for campo, valor in nuevos.items():
        setattr(sesion, campo, valor.strip() if isinstance(valor, str) else valor)
    sesion.recinto_acuerdo = sesion.recinto_acuerdo or None
    _retitle(sesion_id, titulos or {})
    _withdraw(sesion, retiros or {}, actor, ahora)
    _take_out(sesion, bajas or {}, actor, ahora)
    _add(sesion, altas, actor, ahora)
    db.session.flush()
    cambios = convocatoria.changed(previa.contenido, q.content_of(sesion))
    if not cambios:
        raise Refused("RECTIFICACION_SIN_CAMBIOS")
    sesion.convocatoria = {
        **sesion.convocatoria,
        **agenda.notice(sesion.reglas, sesion.tipo, ahora, sesion.programada_para),
    }
    fila = _write(
        sesion,
        version=previa.version + 1,
        folio=previa.folio,
        cambios=cambios,
        motivo=motivo.strip()[:TEXTO_MAXIMO],
        actor=actor,
        ahora=ahora,
    )
    _note("rectificar", sesion, actor=actor, ahora=ahora, version=fila.version, campos=[c["campo"] for c in cambios])
    return fila.id


def _check_data(sesion: Sesion, nuevos: Mapping[str, Any], motivo: str, ahora: datetime) -> None:
    razones = agenda.problems(
        tipo=sesion.tipo,
        modalidad=nuevos["modalidad"],
        publicidad=nuevos["publicidad"],
        lugar=nuevos["lugar"],
        programada_para=nuevos["programada_para"],
        ahora=ahora,
    ) + convocatoria.place_problems(
        sede=nuevos["sede"],
        recinto_acuerdo=nuevos["recinto_acuerdo"] or "",
        modalidad=nuevos["modalidad"],
        enlace=nuevos["enlace"],
    )
    razones += convening_problems(nuevos["modalidad"], sesion.reglas)
    if not motivo.strip():
        razones.insert(0, Reason("FALTA_MOTIVO"))
    if razones:
        raise Invalid(razones)


def _retitle(sesion_id: int, titulos: Mapping[int, str]) -> None:
    """The roll call, the agenda and the closing keep their words."""
    for punto in db.session.scalars(select(Punto).where(Punto.sesion_id == sesion_id)):
        titulo = titulos.get(punto.num_convocado or 0, "").strip()
        if titulo and punto.tipo not in ESTRUCTURALES and punto.estado == "pendiente":
            punto.titulo = titulo[:TEXTO_MAXIMO]


def _withdraw(sesion: Sesion, retiros: Mapping[int, str], actor: Actor, ahora: datetime) -> None:
    """Each item out of the agenda, and its dossiers back to wait for another session. Every reason at once."""
    puntos = {p.id: p for p in db.session.scalars(select(Punto).where(Punto.sesion_id == sesion.id))}
    razones = []
    for punto_id, motivo in retiros.items():
        punto = puntos.get(punto_id)
        if punto is None:
            raise NotFound("NO_EXISTE")
        if punto.tipo in ESTRUCTURALES:
            razones.append(Reason("PUNTO_ESTRUCTURAL", {"titulo": punto.titulo}))
        elif punto.estado != "pendiente":
            razones.append(Reason("PUNTO_YA_DESAHOGADO", {"titulo": punto.titulo}))
        if not motivo.strip():
            razones.append(Reason("RETIRO_SIN_MOTIVO", {"titulo": punto.titulo}))
    if razones:
        raise Refused(razones)
    for punto_id, motivo in retiros.items():
        _withdraw_one(sesion, puntos[punto_id], motivo.strip(), actor, ahora)


def _take_out(sesion: Sesion, bajas: Mapping[int, str], actor: Actor, ahora: datetime) -> None:
    """Each dossier out of its block, back to wait for another session; a block keeps at least one."""
    filas = db.session.scalars(
        select(PuntoExpediente).join(Punto, Punto.id == PuntoExpediente.punto_id).where(Punto.sesion_id == sesion.id)
    )
    asuntos = {asunto.expediente_id: asunto for asunto in filas}
    if any(expediente not in asuntos for expediente in bajas):
        raise NotFound("NO_EXISTE")
    puntos = {i: db.session.get_one(Punto, i) for i in {asuntos[e].punto_id for e in bajas}}
    razones = []
    for expediente, motivo in bajas.items():
        if asuntos[expediente].estado != "pendiente" or puntos[asuntos[expediente].punto_id].estado != "pendiente":
            razones.append(Reason("EXPEDIENTE_FUERA_DE_BLOQUE"))
        if not motivo.strip():
            razones.append(Reason("RETIRO_SIN_MOTIVO", {"titulo": espera.folio_of(expediente)}))
    quedan = {i: [a for a in asuntos.values() if a.punto_id == i and a.estado == "pendiente"] for i in puntos}
    for i, pendientes in quedan.items():
        if all(a.expediente_id in bajas for a in pendientes):
            razones.append(Reason("BLOQUE_SIN_EXPEDIENTES", {"titulo": puntos[i].titulo}))
    if razones:
        raise Refused(list({r.code + str(r.facts): r for r in razones}.values()))
    for i, punto in puntos.items():
        fuera = [a for a in quedan[i] if a.expediente_id in bajas]
        _retell(sesion, punto, len(quedan[i]), len(fuera))
        for asunto in fuera:
            _take_out_one(sesion, punto, asunto, bajas[asunto.expediente_id].strip(), actor, ahora)


def _take_out_one(
    sesion: Sesion, punto: Punto, asunto: PuntoExpediente, motivo: str, actor: Actor, ahora: datetime
) -> None:
    if sesion.organo.tipo == "cabildo":
        expedientes.retirar_del_orden(
            asunto.expediente_id,
            orden_aprobado=False,
            votacion=None,
            origen=("sesion", sesion.id),
            actor=actor,
            ahora=ahora,
        )
    asunto.estado, asunto.reservado, asunto.razon = "retirado", False, f"{RETIRADO}: {motivo}"[:TEXTO_MAXIMO]
    _note("retirar_de_bloque", sesion, actor=actor, ahora=ahora, expediente_id=asunto.expediente_id, punto=punto.id)


def _retell(sesion: Sesion, punto: Punto, eran: int, fuera: int) -> None:
    """The title that Ruta wrote says how many there are; the one that somebody wrote is left as it is."""
    acto = "aprobación" if sesion.organo.tipo == "cabildo" else "dictamen"
    if punto.titulo == agenda.block_title(eran, acto):
        punto.titulo = agenda.block_title(eran - fuera, acto)


def _withdraw_one(sesion: Sesion, punto: Punto, motivo: str, actor: Actor, ahora: datetime) -> None:
    de_bloque = carga.matters_of(punto.id)
    ids = [a.expediente_id for a in de_bloque] + ([punto.expediente_id] if punto.expediente_id else [])
    for expediente in ids if sesion.organo.tipo == "cabildo" else []:
        expedientes.retirar_del_orden(
            expediente, orden_aprobado=False, votacion=None, origen=("sesion", sesion.id), actor=actor, ahora=ahora
        )
    for asunto in de_bloque:
        asunto.estado, asunto.reservado, asunto.razon = "retirado", False, motivo
    punto.estado, punto.nota = "retirado", f"{RETIRADO}: {motivo}"[:TEXTO_MAXIMO]
    _note("retirar_antes", sesion, actor=actor, ahora=ahora, expediente_id=punto.expediente_id, punto=punto.id)


def _add(sesion: Sesion, altas: Sequence[PuntoNuevo], actor: Actor, ahora: datetime) -> None:
    """The items at the end of the matters; all are numbered anew, in their order."""
    if not altas:
        return
    dia = local_date(sesion.programada_para)
    ids = [punto.expediente_id for punto in altas if punto.expediente_id is not None]
    asuntos = {asunto.id: asunto for asunto in espera.dossiers(ids, dia)}
    if len(asuntos) != len(ids):
        raise NotFound("NO_EXISTE")
    cabildo = sesion.organo.tipo == "cabildo"
    nuevos = []
    razones = []
    for punto in altas:
        asunto = asuntos.get(punto.expediente_id or 0)
        if asunto is not None and _on_an_agenda(asunto.id, sesion.id):
            razones.append(Reason("EXPEDIENTE_ENLISTADO_DOS_VECES"))
        titulo = agenda.item_title(asunto, cabildo) if asunto else punto.titulo.strip()[:TEXTO_MAXIMO]
        nuevos.append(PuntoNuevo(titulo, punto.tipo, asunto.id if asunto else None, punto.mayoria))
    razones += agenda.matters_allowed(sesion.organo.tipo, sesion.organo_id, sesion.tipo, list(asuntos.values()), nuevos)
    if razones:
        raise Refused(list({r.code + str(r.facts): r for r in razones}.values()))
    for punto in nuevos:
        _write_item(sesion, punto, _make_room(sesion, None), None)
    if cabildo:
        _list_dossiers(sesion, list(asuntos.values()), actor, ahora)
    _renumber(sesion)


def _renumber(sesion: Sesion) -> None:
    filas = list(db.session.scalars(select(Punto).where(Punto.sesion_id == sesion.id).order_by(Punto.orden)))
    for fila in filas:
        db.session.refresh(fila)
        fila.num_convocado = None
    db.session.flush()
    for numero, fila in enumerate(sorted(filas, key=lambda f: f.orden), start=1):
        fila.num_convocado = numero
    db.session.flush()
