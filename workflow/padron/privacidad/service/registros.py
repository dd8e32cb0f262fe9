"""Writing by date: notices, terms and minimums, decisions of the Comité, which programmes are sensitive."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import func, select

from workflow.audit.service import once, record
from workflow.db import db, use_case
from workflow.expedientes.models import Expediente
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused
from workflow.padron.privacidad import aviso as avisos
from workflow.padron.privacidad import comite, parametros
from workflow.padron.privacidad.accesos import con_datos_personales, roles_aqui
from workflow.padron.privacidad.models import (
    AvisoPrivacidad,
    ComiteDecision,
    PrivacidadParametro,
    ProgramaSensible,
)
from workflow.padron.privacidad.queries.registros import sensible
from workflow.padron.privacidad.service.accesos import dependencia_de
from workflow.people.models import Dependencia

ESCRIBEN_AVISO = ("dependencia_captura", "dependencia_titular", "transparencia")
CONFIGURAN = ("transparencia", "administrador")
MARCAN_SENSIBLE = ("dependencia_titular", "planeacion_titular", "transparencia")
MOTIVO_MINIMO, MOTIVO_MAXIMO = 10, 300


@use_case
def guardar_aviso(
    expediente_id: int,
    escritos: Mapping[str, str],
    *,
    desde: date | None,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """A new version of the notice of the programme of a dossier, from a day. Returns its number.

    Raises NotAllowed, Invalid with every reason, or Refused when it is the same as the last one.
    """
    if roles_aqui(actor, dependencia_de(expediente_id)).isdisjoint(ESCRIBEN_AVISO):
        raise NotAllowed("ACCESO_NO_PERMITIDO")
    expediente = db.session.get_one(Expediente, expediente_id)
    last = db.session.scalar(
        select(AvisoPrivacidad)
        .where(AvisoPrivacidad.programa == expediente.programa)
        .order_by(AvisoPrivacidad.version.desc())
        .limit(1)
    )
    faltas: list[Reason] = []
    elementos: dict[str, str] = {}
    try:
        elementos = avisos.elementos_de(escritos)
    except Invalid as refusal:
        faltas += refusal.reasons
    if desde is None:
        faltas.append(Reason("AVISO_SIN_FECHA"))
    elif last is not None and desde < last.desde:
        faltas.append(Reason("AVISO_FECHA_ANTERIOR", {"desde": f"{last.desde:%d/%m/%Y}"}))
    if faltas or desde is None:
        raise Invalid(faltas)
    if last is not None and last.elementos == elementos and last.desde == desde:
        raise Refused("AVISO_SIN_CAMBIOS")
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/padron/aviso")
    version = 1 if last is None else last.version + 1
    row = AvisoPrivacidad(
        programa=expediente.programa,
        version=version,
        nombre=expediente.titulo,
        desde=desde,
        elementos=elementos,
        huella=avisos.huella(expediente.programa, version, desde, elementos),
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(row)
    db.session.flush()
    record("padron:aviso", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
           datos={"programa": row.programa, "version": version, "desde": desde, "huella": row.huella})  # fmt: skip
    return version


@use_case
def fijar_parametro(
    clave: str,
    valor: str,
    *,
    desde: date | None,
    fundamento: str,
    por_confirmar: bool,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> None:
    """Raises NotAllowed, or Invalid with every reason."""
    if not actor.has(*CONFIGURAN):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    faltas = parametros.reparos(clave, valor, desde, fundamento)
    if faltas or desde is None:
        raise Invalid(faltas)
    once(llave, actor=actor, ahora=ahora, destino="/datos-personales/plazos")
    db.session.add(
        PrivacidadParametro(
            clave=clave, valor=valor, desde=desde, fundamento=fundamento, por_confirmar=por_confirmar,
            por_id=actor.usuario_id, por=actor.nombre, en=ahora,
        )
    )  # fmt: skip
    record("privacidad:parametro", actor=actor, ahora=ahora, objeto=("privacidad", 1),
           datos={"clave": clave, "valor": valor, "desde": desde, "por_confirmar": por_confirmar})  # fmt: skip


@use_case
def registrar_decision(
    programa: str,
    clase: str,
    decision: str,
    *,
    resolucion: str,
    fecha: date | None,
    fundamento: str,
    desde: date | None,
    hasta: date | None,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> None:
    """What the Comité resolved on a programme. Raises NotAllowed, or Invalid with every reason."""
    if not actor.has(*comite.REGISTRAN):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    faltas = comite.reparos(
        clase, decision, resolucion, fecha, fundamento, desde, hasta, local_date(ahora)
    )  # fmt: skip
    if not _existe(programa):
        faltas.insert(0, Reason("PROGRAMA_SIN_PADRON"))
    if con_datos_personales(fundamento):
        faltas.append(Reason("TEXTO_CON_DATOS_PERSONALES"))
    if faltas or fecha is None or desde is None:
        raise Invalid(faltas)
    once(llave, actor=actor, ahora=ahora, destino="/datos-personales/comite")
    db.session.add(
        ComiteDecision(
            programa=programa, clase=clase, decision=decision, resolucion=resolucion, fecha=fecha,
            fundamento=fundamento, desde=desde, hasta=hasta, por_id=actor.usuario_id, por=actor.nombre, en=ahora,
        )
    )  # fmt: skip
    record("privacidad:comite", actor=actor, ahora=ahora, objeto=("privacidad", 1),
           datos={"programa": programa, "clase": clase, "decision": decision, "resolucion": resolucion})  # fmt: skip


@use_case
def marcar_sensible(
    programa: str, *, es: bool, motivo: str, actor: Actor, ahora: datetime, llave: str | None = None
) -> None:
    """Whether being in the programme reveals something sensitive. Raises NotAllowed, Invalid, or Refused."""
    suyos = actor.dependencias("dependencia_titular")
    if not actor.has("planeacion_titular", "transparencia") and not _existe(programa, suyos):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    faltas = []
    if not _existe(programa):
        faltas.append(Reason("PROGRAMA_SIN_PADRON"))
    if not MOTIVO_MINIMO <= len(motivo) <= MOTIVO_MAXIMO:
        faltas.append(Reason("SENSIBLE_SIN_MOTIVO"))
    if con_datos_personales(motivo):
        faltas.append(Reason("TEXTO_CON_DATOS_PERSONALES"))
    if faltas:
        raise Invalid(faltas)
    before = sensible(programa)
    if before is not None and before.sensible == es:
        raise Refused("SENSIBLE_SIN_CAMBIOS")
    once(llave, actor=actor, ahora=ahora, destino="/datos-personales/comite")
    db.session.add(
        ProgramaSensible(
            programa=programa, sensible=es, motivo=motivo, por_id=actor.usuario_id, por=actor.nombre, en=ahora
        )
    )
    record("privacidad:sensible", actor=actor, ahora=ahora, objeto=("privacidad", 1),
           datos={"programa": programa, "sensible": es})  # fmt: skip


def _existe(programa: str, dependencias: frozenset[str] | None = None) -> bool:
    """A padrón of that programme (of one of those dependencias)."""
    statement = (
        select(func.count())
        .select_from(Expediente)
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .where(Expediente.tipo == "padron", Expediente.programa == programa)
    )
    if dependencias is not None:
        statement = statement.where(Dependencia.clave.in_(dependencias))
    return bool(db.session.scalar(statement))
