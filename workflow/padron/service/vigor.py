"""Acts on what is in force: where its rules were published, to which version people pass, who takes the workbook."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select, update

from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.expedientes.models import Envio, Expediente
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.padron.models import Inscripcion, ReglaOperacion, ReglaTraslado
from workflow.padron.privacidad.service.accesos import anotar
from workflow.padron.queries import LIBRO_COMPLETO
from workflow.people.models import Dependencia

PUBLICAN = ("dependencia_titular", "transparencia", "planeacion_titular")
TRASLADAN = ("planeacion_titular",)
CAPTURAN = ("dependencia_captura", "dependencia_titular")
FUNDAMENTO_MAXIMO = 300


def _expediente(expediente_id: int) -> Expediente:
    row = lock(Expediente, expediente_id)
    if row.tipo != "padron":
        raise NotFound("PADRON_TIPO_DE_EXPEDIENTE")
    return row


def _clave_dependencia(row: Expediente) -> str:
    return db.session.get_one(Dependencia, row.dependencia_id).clave


def _reglas(expediente_id: int, version: int) -> ReglaOperacion:
    row = db.session.scalar(
        select(ReglaOperacion).where(ReglaOperacion.expediente_id == expediente_id, ReglaOperacion.version == version)
    )
    if row is None:
        raise NotFound("NO_EXISTE")
    return row


@use_case
def publicar_reglas(
    expediente_id: int,
    version: int,
    fecha: date | None,
    medio: str,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> None:
    """When and where a version of the rules that the Cabildo approved was published. Another date is another entry."""
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/padron/reglas/versiones")
    row = _expediente(expediente_id)
    propia = not actor.dependencias("dependencia_titular").isdisjoint({_clave_dependencia(row)})
    if not propia and not actor.has("transparencia", "planeacion_titular"):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    reglas, donde = _reglas(expediente_id, version), " ".join(medio.split())
    faltas = []
    if fecha is None or fecha > local_date(ahora):
        faltas.append(Reason("REGLAS_PUBLICADA_INVALIDA"))
    if not 3 <= len(donde) <= 200:
        faltas.append(Reason("REGLAS_MEDIO_FALTA"))
    if faltas:
        raise Invalid(faltas)
    aprobada = db.session.scalar(
        select(Envio.id)
        .join(Expediente, Expediente.v_aprobada_id == Envio.id)
        .where(Expediente.id == expediente_id, Envio.reglas_version >= version)
    ) or db.session.scalar(
        select(Envio.id)
        .join(Expediente, Expediente.v_vigente_id == Envio.id)
        .where(Expediente.id == expediente_id, Envio.reglas_version >= version)
    )
    if aprobada is None:
        raise Refused("REGLAS_SIN_APROBAR")
    antes = reglas.publicada
    reglas.publicada, reglas.publicada_en = fecha, donde
    record("padron:publicar_reglas", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
           datos={"reglas_version": version, "fecha": str(fecha), "antes": str(antes) if antes else None})  # fmt: skip


@use_case
def trasladar_reglas(
    expediente_id: int,
    de: int,
    a: int,
    dia: date | None,
    fundamento: str,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """By a decision, those in force under a version of the rules pass to another one that is or was in force.

    Returns how many. What each movement says of its day does not change.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/padron/reglas/versiones")
    _expediente(expediente_id)
    if not actor.has(*TRASLADAN):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    motivo = " ".join(fundamento.split())
    faltas = []
    if de == a:
        faltas.append(Reason("TRASLADO_MISMA_VERSION"))
    if dia is None or dia > local_date(ahora):
        faltas.append(Reason("TRASLADO_DIA"))
    if not 5 <= len(motivo) <= FUNDAMENTO_MAXIMO:
        faltas.append(Reason("TRASLADO_SIN_FUNDAMENTO", {"maximo": FUNDAMENTO_MAXIMO}))
    if faltas:
        raise Invalid(faltas)
    _reglas(expediente_id, a)
    vigente = db.session.scalar(
        select(Envio.reglas_version)
        .join(Expediente, Expediente.v_vigente_id == Envio.id)
        .where(Expediente.id == expediente_id)
    )
    if vigente is None or a > vigente:
        raise Refused("REGLAS_SIN_APROBAR")
    suyas = (Inscripcion.expediente_id == expediente_id, Inscripcion.hasta.is_(None), Inscripcion.reglas_version == de)
    cuantas = db.session.scalar(select(func.count()).select_from(Inscripcion).where(*suyas)) or 0
    if not cuantas:
        raise Refused("TRASLADO_DE_NADIE")
    db.session.execute(update(Inscripcion).where(*suyas).values(reglas_version=a))
    db.session.add(
        ReglaTraslado(
            expediente_id=expediente_id, de_version=de, a_version=a, dia=dia, fundamento=motivo, cuantas=cuantas,
            por_id=actor.usuario_id, por=actor.nombre, en=ahora,
        )
    )  # fmt: skip
    record("padron:trasladar_reglas", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
           datos={"de": de, "a": a, "inscripciones": cuantas})  # fmt: skip
    return cuantas


@use_case
def registrar_descarga_vigor(expediente_id: int, *, actor: Actor, ahora: datetime) -> None:
    """Who took the padrón in force, in clear, to mark its movements. Only who captures the dossier."""
    row = _expediente(expediente_id)
    dependencia = _clave_dependencia(row)
    if actor.dependencias(*CAPTURAN).isdisjoint({dependencia}):
        raise NotAllowed("DEPENDENCIA_AJENA")
    vivas = (Inscripcion.expediente_id == expediente_id, Inscripcion.hasta.is_(None))
    cuantas = db.session.scalar(select(func.count()).select_from(Inscripcion).where(*vivas)) or 0
    if not cuantas:
        raise Refused("PADRON_SIN_VIGOR")
    if cuantas > LIBRO_COMPLETO:
        raise Refused("PADRON_LIBRO_LARGO", maximo=LIBRO_COMPLETO)
    anotar("descargar", "correccion", actor=actor, ahora=ahora, dependencia=dependencia, expediente_id=expediente_id,
           alcance="ninguna", filas=cuantas)  # fmt: skip
    record("padron:descargar_vigor", actor=actor, ahora=ahora, objeto=("expediente", expediente_id),
           datos={"inscripciones": cuantas})  # fmt: skip
