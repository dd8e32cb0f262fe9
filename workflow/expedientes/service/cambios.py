"""What each action writes besides the stage: one writer per action, run inside an Acto."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from workflow.db import db
from workflow.expedientes.facts import Delta, Facts, ModificacionFacts
from workflow.expedientes.models import (
    Borrador,
    Envio,
    Expediente,
    Observacion,
    ObservacionMensaje,
    Participacion,
    Paso,
    Resolucion,
    ResolucionAnulada,
)
from workflow.expedientes.modificacion import requires_cabildo
from workflow.expedientes.observaciones import CERRADAS, PENDIENTES, changed_without_being_observed, pending
from workflow.expedientes.queries import hechos
from workflow.kernel.hashes import canonical, jsonable, sha256

if TYPE_CHECKING:
    from workflow.expedientes.service.acto import Acto


@dataclass(frozen=True)
class Escrito:
    """What a writer tells back: parameters for the facts, data for the record, the observation touched."""

    params: dict[str, Any] = field(default_factory=dict)
    datos: dict[str, Any] = field(default_factory=dict)
    observacion: str | None = None


def step_of(row: Expediente) -> Paso:
    """The stage the dossier has just reached, for its history."""
    return Paso(
        expediente_id=row.id,
        version=row.version,
        ronda=row.ronda,
        etapa=row.etapa,
        por_id=row.etapa_por_id,
        por=row.etapa_por,
        en=row.etapa_desde,
    )


def note_participation(acto: Acto, after: Facts) -> None:
    """Who captured or sent this version is remembered once, forever."""
    papel = {"capturar": "captura", "enviar": "envio"}.get(acto.accion)
    if papel is None or acto.actor.usuario_id not in after.participantes:
        return
    key = {
        "expediente_id": acto.row.id,
        "version": after.version,
        "usuario_id": acto.actor.usuario_id,
        "papel": papel,
    }
    if db.session.scalar(select(Participacion.id).filter_by(**key)) is None:
        db.session.add(Participacion(**key, en=acto.ahora))


def freeze(acto: Acto, contenido: dict[str, Any], *, clase: str, ronda: int, base_id: int | None) -> Envio:
    """An immutable copy with its hash, and what changed since the one last reviewed."""
    row = acto.row
    base = hechos.contenido_of(base_id)
    cambios = acto.kind.changed_fields(base, contenido) if base is not None else []
    unseen = changed_without_being_observed(cambios, row.observados) if row.etapa == "con_observaciones" else []
    last = db.session.scalar(select(func.max(Envio.numero)).where(Envio.expediente_id == row.id)) or 0
    envio = Envio(
        expediente_id=row.id,
        version=row.version,
        ronda=ronda,
        numero=last + 1,
        clase=clase,
        contenido=jsonable(contenido),
        sha256=sha256(contenido),
        reglas_version=acto.facts.reglas_version,
        base_id=base_id,
        cambios=cambios,
        sin_observar=unseen,
        autor_id=acto.actor.usuario_id,
        autor=acto.actor.nombre,
        autor_cargo=acto.actor.cargo,
        en=acto.ahora,
    )
    db.session.add(envio)
    db.session.flush()
    return envio


def _enviar(acto: Acto, to: str) -> Escrito:
    row, change = acto.row, acto.facts.modificacion
    ronda = row.ronda + 1 if row.etapa in ("con_observaciones", "devuelto") else row.ronda
    envio = freeze(acto, acto.borrador.contenido, clase="presentada", ronda=ronda, base_id=row.v_revisada_id)
    row.v_presentada_id = envio.id
    if change is not None:
        row.requiere_cabildo = change.requiere_cabildo
        row.delta = jsonable(
            {"total": change.delta.total, "capitulo_1000": change.delta.capitulo_1000, "fuente": change.delta.fuente}
        )
    return Escrito(datos={"envio": envio.numero, "sha256": envio.sha256, "sin_observar": len(envio.sin_observar)})


def _recuperar(acto: Acto, to: str) -> Escrito:
    """The previous submission of this version, if it was reviewed, is again the presented one."""
    row = acto.row
    previous = db.session.get(Envio, row.v_revisada_id) if row.v_revisada_id else None
    row.v_presentada_id = previous.id if previous is not None and previous.version == row.version else None
    return Escrito()


def _tomar(acto: Acto, to: str) -> Escrito:
    acto.row.revisor_id = acto.actor.usuario_id
    return Escrito()


def _notificar(acto: Acto, to: str) -> Escrito:
    row = acto.row
    db.session.execute(
        update(Observacion)
        .where(
            Observacion.expediente_id == row.id,
            Observacion.version == row.version,
            Observacion.estado.in_(PENDIENTES),
        )
        .values(notificada_en=acto.ahora)
    )
    row.v_revisada_id = row.v_presentada_id
    return Escrito(datos={"observaciones": pending(acto.facts.observaciones)})


def _observar(acto: Acto, to: str) -> Escrito:
    row, params = acto.row, acto.params
    numero = 1 + (
        db.session.scalar(
            select(func.max(Observacion.numero)).where(
                Observacion.expediente_id == row.id, Observacion.version == row.version
            )
        )
        or 0
    )
    campo = params["campo"].strip()
    value = acto.kind.value(hechos.contenido_of(row.v_presentada_id) or {}, campo)
    observacion = Observacion(
        expediente_id=row.id,
        version=row.version,
        numero=numero,
        ronda=row.ronda,
        campo=campo,
        valor_observado=None if value is None else _as_text(value),
        tipo=params["tipo"],
        estado="abierta",
        autor_id=acto.actor.usuario_id,
        autor=acto.actor.nombre,
        en=acto.ahora,
    )
    db.session.add(observacion)
    db.session.flush()
    _say(acto, observacion)
    clave = observacion.clave
    datos = {"obs": clave, "tipo": observacion.tipo, "campo": campo}
    return Escrito({"obs": clave}, datos, clave)


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else canonical(value).decode()


def _say(acto: Acto, observacion: Observacion) -> None:
    db.session.add(
        ObservacionMensaje(
            observacion_id=observacion.id,
            accion=acto.accion,
            estado=observacion.estado,
            texto=str(acto.params.get("texto") or "").strip(),
            autor_id=acto.actor.usuario_id,
            autor=acto.actor.nombre,
            en=acto.ahora,
        )
    )


def _mover(acto: Acto, to: str) -> Escrito:
    """Answer, grade or withdraw: the observation changes state and its thread grows."""
    clave = acto.params["obs"]
    estado = {"responder": "respondida", "retirar_observacion": "retirada"}.get(acto.accion) or acto.params["estado"]
    observacion = next(o for o in hechos.observaciones_of(acto.row) if o.clave == clave)
    observacion.estado = estado
    observacion.cerrada_en = acto.ahora if estado in CERRADAS else None
    _say(acto, observacion)
    return Escrito(datos={"obs": clave, "estado": estado}, observacion=clave)


def _validar(acto: Acto, to: str) -> Escrito:
    acto.row.validado_por_id, acto.row.validado_en = acto.actor.usuario_id, acto.ahora
    return Escrito()


def _autorizar(acto: Acto, to: str) -> Escrito:
    row = acto.row
    row.delegado, row.resuelto_en, row.v_aprobada_id = True, acto.hoy, row.v_presentada_id
    _resolve(acto, to, votacion=None)
    return Escrito()


def _resolve(acto: Acto, to: str, *, votacion: str | None, integra: int | None = None) -> None:
    row = acto.row
    desde = row.surte_efectos
    db.session.add(
        Resolucion(
            expediente_id=row.id,
            version=row.version,
            etapa=to,
            votacion=votacion,
            fecha=row.resuelto_en,
            acuerdo_folio=row.acuerdo_folio,
            delegado=row.delegado,
            presentada_id=row.v_presentada_id,
            aprobada_id=row.v_aprobada_id,
            modificaciones=row.modificaciones or [],
            por_id=acto.actor.usuario_id,
            por=acto.actor.nombre,
            en=acto.ahora,
            vigente_desde=None if desde is None else max(desde, row.resuelto_en or acto.hoy),
            integra_id=integra,
        )
    )


def _dictaminar(acto: Acto, to: str) -> Escrito:
    if to == "devuelto":
        acto.row.v_revisada_id = acto.row.v_presentada_id
    return Escrito(datos={"resultado": acto.params.get("resultado"), "sentido": acto.params.get("sentido")})


def _registrar_acuerdo(acto: Acto, to: str) -> Escrito:
    row, params = acto.row, acto.params
    datos = {"votacion": params.get("votacion"), "resolucion": to, "acuerdo": params.get("acuerdo_folio")}
    if to == row.etapa:
        return Escrito(datos=datos)
    row.resuelto_en = params.get("fecha") or acto.hoy
    row.acuerdo_folio = params.get("acuerdo_folio")
    row.modificaciones = list(params.get("modificaciones") or [])
    if to == "devuelto":
        row.v_revisada_id = row.v_presentada_id
    elif to == "aprobado_con_modificaciones" and params.get("contenido") is not None:
        approved = freeze(acto, params["contenido"], clase="aprobada", ronda=row.ronda, base_id=row.v_presentada_id)
        row.v_aprobada_id = approved.id
    elif to != "rechazado":
        row.v_aprobada_id = row.v_presentada_id
    _resolve(acto, to, votacion=params.get("votacion"))
    return Escrito(datos=datos)


def _anular_dictamen(acto: Acto, to: str) -> Escrito:
    return Escrito(datos={"motivo": str(acto.params["texto"]).strip()})


def _anular_acuerdo(acto: Acto, to: str) -> Escrito:
    """The resolution stays, without effect, and the dossier has none."""
    row, motivo = acto.row, str(acto.params["texto"]).strip()
    ultima = db.session.scalar(
        select(func.max(Resolucion.id)).where(Resolucion.expediente_id == row.id, Resolucion.version == row.version)
    )
    db.session.add(
        ResolucionAnulada(resolucion_id=ultima, motivo=motivo[:500], por_id=acto.actor.usuario_id, en=acto.ahora)
    )
    datos = {"motivo": motivo, "acuerdo": row.acuerdo_folio}
    row.resuelto_en = row.acuerdo_folio = row.v_aprobada_id = None
    row.modificaciones = []
    return Escrito(datos=datos)


def _integrar(acto: Acto, to: str) -> Escrito:
    """The modifications of the Cabildo written into the text, frozen: it is the approved one from now on."""
    row = acto.row
    approved = freeze(acto, acto.params["contenido"], clase="aprobada", ronda=row.ronda, base_id=row.v_presentada_id)
    last = db.session.scalar(
        select(func.max(Resolucion.id)).where(Resolucion.expediente_id == row.id, Resolucion.version == row.version)
    )
    decided = db.session.get_one(Resolucion, last)
    row.v_aprobada_id, row.integrado_por_id = approved.id, acto.actor.usuario_id
    row.verificado_por_id = row.verificado_en = None
    _resolve(acto, row.etapa, votacion=decided.votacion, integra=decided.integra_id or decided.id)
    return Escrito(datos={"envio": approved.numero, "sha256": approved.sha256, "cambios": acto.params["cambios"]})


def _verificar(acto: Acto, to: str) -> Escrito:
    row = acto.row
    row.verificado_por_id, row.verificado_en = acto.actor.usuario_id, acto.ahora
    approved = db.session.get_one(Envio, row.v_aprobada_id)
    return Escrito(datos={"envio": approved.numero, "sha256": approved.sha256})


def _publicar(acto: Acto, to: str) -> Escrito:
    acto.row.v_vigente_id, acto.row.publicado_en = acto.row.v_aprobada_id, acto.ahora
    return Escrito()


def _abrir(acto: Acto, to: str) -> Escrito:
    """Version + 1 starts from the text in force, or from the rejected one when there is none."""
    row, params = acto.row, acto.params
    base_id = row.v_vigente_id or row.v_presentada_id
    delta = Delta.of(params.get("delta"))
    change = ModificacionFacts(params["tipo_cambio"], bool(params.get("requiere_cabildo")), delta)
    needs = requires_cabildo(change, vigente=row.vigente, cabildo=acto.facts.cabildo)
    row.motivo_cambio, row.surte_efectos = str(params.get("motivo") or "").strip() or None, params.get("surte_efectos")
    row.tipo_cambio, row.requiere_cabildo = params["tipo_cambio"], needs
    row.delta = jsonable({"total": delta.total, "capitulo_1000": delta.capitulo_1000, "fuente": delta.fuente})
    _clean(row)
    row.v_revisada_id = base_id
    borrador = db.session.get_one(Borrador, row.id)
    borrador.contenido = hechos.contenido_of(base_id) or {}
    borrador.revision += 1
    borrador.por_id, borrador.por, borrador.en = acto.actor.usuario_id, acto.actor.nombre, acto.ahora
    return Escrito({"requiere_cabildo": needs}, {"tipo_cambio": row.tipo_cambio, "requiere_cabildo": needs})


def _clean(row: Expediente) -> None:
    """A new version starts with a clean record; what was decided on the others stays in their resolutions."""
    row.v_presentada_id = row.v_aprobada_id = None
    row.resuelto_en = row.acuerdo_folio = row.publicado_en = None
    row.validado_por_id = row.validado_en = row.revisor_id = None
    row.integrado_por_id = row.verificado_por_id = row.verificado_en = None
    row.delegado, row.modificaciones = False, []


def _capturar(acto: Acto, to: str) -> Escrito:
    """Which parts of the content were touched and how many fields: where, never what."""
    campos = list(acto.params.get("campos") or ())
    partes = dict.fromkeys(re.split(r"[.\[]", campo, maxsplit=1)[0] for campo in campos)
    return Escrito(datos={"partes": list(partes), "campos": len(campos)} if campos else {})


WRITERS: dict[str, Callable[[Acto, str], Escrito]] = {
    "capturar": _capturar,
    "enviar": _enviar,
    "recuperar": _recuperar,
    "tomar_revision": _tomar,
    "observar": _observar,
    "notificar_observaciones": _notificar,
    "responder": _mover,
    "calificar": _mover,
    "retirar_observacion": _mover,
    "validar": _validar,
    "autorizar_delegado": _autorizar,
    "dictaminar": _dictaminar,
    "registrar_acuerdo": _registrar_acuerdo,
    "anular_dictamen": _anular_dictamen,
    "anular_acuerdo": _anular_acuerdo,
    "integrar_modificaciones": _integrar,
    "verificar_modificaciones": _verificar,
    "publicar": _publicar,
    "abrir_modificacion": _abrir,
}
