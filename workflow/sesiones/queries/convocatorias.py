"""The convocatoria of a session: its issues, to whom it was sent, who acknowledged it, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes.models import Envio, Expediente
from workflow.kernel.clock import local_date
from workflow.people.models import Persona, Usuario
from workflow.sesiones import convocatoria as reglas
from workflow.sesiones.convocatoria import Aviso, Juicio
from workflow.sesiones.estados import LLEGADAS
from workflow.sesiones.models import (
    Acuse,
    AcuseAnulado,
    AsistenciaEvento,
    Confirmacion,
    Convocatoria,
    ConvocatoriaEnvio,
    Punto,
    PuntoExpediente,
    Sesion,
    SesionIntegrante,
)
from workflow.sesiones.queries import carga
from workflow.sesiones.queries.documentos import documents_as_annexes


@dataclass(frozen=True)
class AcuseVista:
    id: int
    medio: str
    recibido_en: datetime
    recibio: str


@dataclass(frozen=True)
class ConfirmacionVista:
    """What a member said last: whether they will attend, and why not."""

    asiste: bool
    motivo: str
    en: datetime


@dataclass(frozen=True)
class NotificadoVista:
    """A member convened. `correo`: has an account with an address; `avisado_en`: told that it was cancelled."""

    integrante_id: int
    clave: str
    nombre: str
    cargo: str
    usuario_id: int | None
    correo: bool
    enviado_en: datetime | None
    acuse: AcuseVista | None
    aviso: Aviso
    confirmacion: ConfirmacionVista | None = None
    avisado_en: datetime | None = None


@dataclass(frozen=True)
class EmisionVista:
    id: int
    version: int
    folio: str
    contenido: dict[str, Any]
    cambios: list[dict[str, Any]]
    motivo: str
    reinicia: bool
    emitida_en: datetime


@dataclass(frozen=True)
class NotificacionVista:
    """All the issues of a session (the last one is in force) and its members, judged."""

    sesion_id: int
    emisiones: tuple[EmisionVista, ...]
    notificados: tuple[NotificadoVista, ...]
    juicio: Juicio

    @property
    def vigente(self) -> EmisionVista:
        return self.emisiones[-1]


@dataclass(frozen=True)
class PorAcusar:
    """A convocatoria of a session to come. `acusada`: its last issue; `confirmacion`: what the member said."""

    sesion_id: int
    organo: str
    tipo: str
    programada_para: datetime
    lugar: str
    version: int
    acusada: bool = False
    confirmacion: ConfirmacionVista | None = None


@dataclass(frozen=True)
class Destinatario:
    """What the e-mail to one member needs."""

    convocatoria_id: int
    integrante_id: int
    sesion_id: int
    version: int
    folio: str
    organo: str
    tipo: str
    motivo: str
    contenido: dict[str, Any]
    emitida_en: datetime
    nombre: str
    correo: str
    cambios: list[dict[str, Any]]
    cancelacion: str = ""
    cancelada_en: datetime | None = None


def content_of(sesion: Sesion) -> dict[str, Any]:
    """All that the convocatoria of a session says now, with the frozen version and hash of each annex."""
    puntos = list(db.session.scalars(select(Punto).where(Punto.sesion_id == sesion.id).order_by(Punto.orden)))
    convocados = [p for p in puntos if p.num_convocado is not None]
    return {
        **{campo: getattr(sesion, campo) for campo in reglas.RECTIFICABLES if campo != "programada_para"},
        "programada_para": sesion.programada_para.astimezone(UTC).isoformat(),
        "tipo": sesion.tipo,
        "horas_minimas": sesion.convocatoria.get("horas_minimas", 0),
        "puntos": [
            {
                "id": p.id,
                "numero": p.num_convocado,
                "titulo": p.titulo,
                "tipo": p.tipo,
                "retirado": p.nota if p.estado == "retirado" else "",
                **_taken_out(p),
            }
            for p in convocados
        ],
        "anexos": [
            *(anexo for punto in convocados if punto.estado != "retirado" for anexo in _annexes(punto, sesion)),
            *documents_as_annexes(sesion.id),
        ],
    }


def _taken_out(punto: Punto) -> dict[str, Any]:
    """The dossiers taken out of a block that goes on: {"bajas": [{folio, motivo}]}; nothing for the other items."""
    if punto.tipo != "bloque" or punto.estado == "retirado":
        return {}
    filas = db.session.execute(
        select(Expediente.folio, PuntoExpediente.razon)
        .join(Expediente, Expediente.id == PuntoExpediente.expediente_id)
        .where(PuntoExpediente.punto_id == punto.id, PuntoExpediente.estado == "retirado")
        .order_by(PuntoExpediente.orden)
    )
    bajas = [{"folio": folio, "motivo": razon} for folio, razon in filas]
    return {"bajas": bajas} if bajas else {}


def _annexes(punto: Punto, sesion: Sesion) -> list[dict[str, Any]]:
    """The dossiers of an item, in the version that was presented."""
    ids = [punto.expediente_id] if punto.expediente_id else []
    ids += db.session.scalars(
        select(PuntoExpediente.expediente_id)
        .where(PuntoExpediente.punto_id == punto.id, PuntoExpediente.estado != "retirado")
        .order_by(PuntoExpediente.orden)
    )
    filas = (db.session.get_one(Expediente, identifier) for identifier in ids)
    dia = local_date(sesion.convocada_en)
    return [_annex(fila, punto.num_convocado, dia) for fila in filas]


def _annex(fila: Expediente, punto: int | None, dia: Any) -> dict[str, Any]:
    envio = db.session.get(Envio, fila.v_presentada_id) if fila.v_presentada_id else None
    return {
        "punto": punto,
        "folio": fila.folio,
        "titulo": fila.titulo,
        "dependencia": fila.dependencia.nombre_en(dia),
        "version": envio.version if envio else fila.version,
        "sha256": envio.sha256 if envio else "",
    }


def convened_of(sesion_id: int) -> list[SesionIntegrante]:
    """The members who must be notified: who holds a seat, not who is on leave or only available."""
    return [
        fila
        for fila in carga.members_of(sesion_id)
        if fila.persona_id is not None and fila.situacion in reglas.SITUACIONES_CONVOCADAS
    ]


def issues_of(sesion_id: int) -> list[Convocatoria]:
    return list(
        db.session.scalars(
            select(Convocatoria).where(Convocatoria.sesion_id == sesion_id).order_by(Convocatoria.version)
        )
    )


def acuses_of(convocatorias: list[int]) -> list[Acuse]:
    """The acuses of those issues that count, in the order they were received."""
    return list(
        db.session.scalars(
            select(Acuse)
            .where(Acuse.convocatoria_id.in_(convocatorias), Acuse.id.not_in(select(AcuseAnulado.acuse_id)))
            .order_by(Acuse.recibido_en, Acuse.id)
        )
    )


def counting(emisiones: list[Convocatoria]) -> list[int]:
    """The issues whose acuse counts: from the last one that started the term again."""
    desde = max((e.version for e in emisiones if e.reinicia), default=1)
    return [e.id for e in emisiones if e.version >= desde]


def notificacion(sesion_id: int, ahora: datetime) -> NotificacionVista | None:
    """None when the session was convened before convocatorias were issued."""
    sesion = db.session.get(Sesion, sesion_id)
    emisiones = issues_of(sesion_id)
    if sesion is None or not emisiones:
        return None
    convocados = convened_of(sesion_id)
    acuses: dict[int, Acuse] = {}
    for acuse in acuses_of(counting(emisiones)):
        acuses.setdefault(acuse.integrante_id, acuse)
    instantes = {f.clave: (acuses[f.id].recibido_en if f.id in acuses else None) for f in convocados}
    juicio = reglas.judge(
        sesion.programada_para,
        int(sesion.convocatoria.get("horas_minimas", 0)),
        instantes,
        ahora=ahora,
        asistentes=_attended(sesion),
    )
    avisos = {aviso.clave: aviso for aviso in juicio.avisos}
    cuentas = _accounts([f.id for f in convocados])
    enviados, avisados = _sent(emisiones[-1].id), _sent(emisiones[-1].id, "cancelacion")
    confirmadas = confirmations(sesion_id)
    return NotificacionVista(
        sesion_id,
        tuple(_issue(e) for e in emisiones),
        tuple(
            NotificadoVista(
                integrante_id=f.id,
                clave=f.clave,
                nombre=f.nombre,
                cargo=f.cargo,
                usuario_id=cuentas[f.id].id if f.id in cuentas else None,
                correo=f.id in cuentas,
                enviado_en=enviados.get(f.id),
                acuse=_acuse(acuses[f.id]) if f.id in acuses else None,
                aviso=avisos[f.clave],
                confirmacion=confirmadas.get(f.id),
                avisado_en=avisados.get(f.id),
            )
            for f in convocados
        ),
        juicio,
    )


def confirmations(sesion_id: int) -> dict[int, ConfirmacionVista]:
    """Roll row -> what that member said last."""
    filas = db.session.scalars(
        select(Confirmacion).where(Confirmacion.sesion_id == sesion_id).order_by(Confirmacion.id)
    )
    return {fila.integrante_id: ConfirmacionVista(fila.asiste, fila.motivo, fila.en) for fila in filas}


def por_acusar(usuario_id: int) -> list[PorAcusar]:
    """The convocatorias of sessions to come that this person has not acknowledged, the nearest first."""
    return [one for one in convened_to(usuario_id) if not one.acusada]


def convened_to(usuario_id: int) -> list[PorAcusar]:
    """The convocatorias of the sessions to come of this person, the nearest first."""
    statement = (
        select(Sesion, SesionIntegrante.id)
        .join(SesionIntegrante, SesionIntegrante.sesion_id == Sesion.id)
        .join(Persona, Persona.id == SesionIntegrante.persona_id)
        .where(
            Persona.usuario_id == usuario_id,
            Sesion.estado == "convocada",
            SesionIntegrante.situacion.in_(reglas.SITUACIONES_CONVOCADAS),
        )
        .order_by(Sesion.programada_para, Sesion.id)
    )
    found = []
    for sesion, integrante_id in db.session.execute(statement).all():
        emisiones = issues_of(sesion.id)
        if emisiones:
            acusada = integrante_id in {a.integrante_id for a in acuses_of([emisiones[-1].id])}
            found.append(
                PorAcusar(
                    sesion.id,
                    sesion.organo_nombre,
                    sesion.tipo,
                    sesion.programada_para,
                    sesion.lugar,
                    emisiones[-1].version,
                    acusada,
                    confirmations(sesion.id).get(integrante_id),
                )
            )
    return found


def destinatario(convocatoria_id: int, integrante_id: int) -> Destinatario | None:
    """None when there is no such member, or their account has no active address any more."""
    fila = db.session.get(Convocatoria, convocatoria_id)
    usuario = _accounts([integrante_id]).get(integrante_id)
    if fila is None or usuario is None:
        return None
    sesion = db.session.get_one(Sesion, fila.sesion_id)
    return Destinatario(
        fila.id,
        integrante_id,
        sesion.id,
        fila.version,
        fila.folio,
        sesion.organo_nombre,
        sesion.tipo,
        fila.motivo,
        fila.contenido,
        fila.emitida_en,
        usuario.nombre,
        usuario.correo,
        fila.cambios,
        sesion.cancelacion,
        sesion.cancelada_en,
    )


def _accounts(integrantes: list[int]) -> dict[int, Usuario]:
    """Roll row -> the active account of its person."""
    statement = (
        select(SesionIntegrante.id, Usuario)
        .join(Persona, Persona.id == SesionIntegrante.persona_id)
        .join(Usuario, Usuario.id == Persona.usuario_id)
        .where(SesionIntegrante.id.in_(integrantes), Usuario.activo)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def _sent(convocatoria_id: int, clase: str = "convocatoria") -> dict[int, datetime]:
    statement = select(ConvocatoriaEnvio.integrante_id, ConvocatoriaEnvio.enviado_en).where(
        ConvocatoriaEnvio.convocatoria_id == convocatoria_id, ConvocatoriaEnvio.clase == clase
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def _attended(sesion: Sesion) -> frozenset[str] | None:
    """Who attended at some moment; None while the roll was not called."""
    if sesion.estado in ("convocada", "cancelada"):
        return None
    claves = {fila.id: fila.clave for fila in carga.members_of(sesion.id)}
    hechos: list[AsistenciaEvento] = carga.attendance_facts(sesion.id)
    return frozenset(claves[h.integrante_id] for h in hechos if h.evento in LLEGADAS)


def _issue(fila: Convocatoria) -> EmisionVista:
    return EmisionVista(
        fila.id,
        fila.version,
        fila.folio,
        fila.contenido,
        fila.cambios,
        fila.motivo,
        fila.reinicia,
        fila.emitida_en,
    )


def _acuse(fila: Acuse) -> AcuseVista:
    return AcuseVista(fila.id, fila.medio, fila.recibido_en, fila.recibio)
