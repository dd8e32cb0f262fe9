"""What the report of activities of a quarter would say now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import func, select

from workflow.actas.instantanea_informe import ApartadoInforme, FotoInforme, HechoInforme, InstantaneaInforme
from workflow.db import db
from workflow.expedientes.models import Expediente, Resolucion, ResolucionAnulada
from workflow.indicadores import queries as indicadores
from workflow.indicadores.models import Avance
from workflow.informes import redaccion
from workflow.informes.clases import APARTADOS, Trimestre, folio_de
from workflow.informes.queries.agenda import ActividadVista, agenda
from workflow.informes.queries.comun import EMITE, ORGANO, Pedido, holder
from workflow.informes.textos import FUNDAMENTO_INICIAL, ROTULOS
from workflow.kernel.clock import ZONE
from workflow.sesiones.models import Dictamen, Sesion, VotacionAnulada


def snapshot(pedido: Pedido) -> InstantaneaInforme:
    """What the report would say now."""
    trimestre, ahora, escrito = pedido.trimestre, pedido.ahora, pedido.escrito
    activities = agenda(trimestre)
    hechas = [one.hecha(trimestre) for one in activities]
    cuentas = counts(trimestre, ahora)
    emisor = pedido.emisor()
    hechos = redaccion.actividades(hechas, cuentas, trimestre)
    fotos = _photos(activities)

    def part(clave: str, found: tuple[HechoInforme, ...]) -> ApartadoInforme:
        titulo = ROTULOS["informe_seccion"][clave]
        return ApartadoInforme(clave, titulo, found, escrito.get(clave, ""), fotos.get(clave, ()))

    return InstantaneaInforme(
        emisor=emisor,
        organo=ORGANO,
        folio=folio_de(trimestre),
        version=pedido.version,
        fecha=ahora,
        ejercicio=trimestre.ejercicio,
        trimestre=trimestre.numero,
        presentacion=part("presentacion", redaccion.presentacion(trimestre, EMITE, emisor.municipio)),
        fundamento=escrito.get("fundamento", FUNDAMENTO_INICIAL),
        actividades=tuple(part(clave, hechos[clave]) for clave in APARTADOS),
        conclusiones=part("conclusiones", redaccion.conclusiones(hechas, cuentas, trimestre)),
        firma=holder(ahora),
        base_url=pedido.base_url,
    )


def _photos(activities: Sequence[ActividadVista]) -> dict[str, tuple[FotoInforme, ...]]:
    found: dict[str, list[FotoInforme]] = {}
    for one in activities:
        apartado = redaccion.TIPOS[one.tipo].apartado
        found.setdefault(apartado, []).extend(FotoInforme(f.sha256, f.texto, f.pie) for f in one.fotos)
    return {clave: tuple(fotos) for clave, fotos in found.items() if fotos}


def counts(trimestre: Trimestre, ahora: datetime) -> redaccion.Cuentas:
    """What the system counts, as it was known at the end of the quarter, or now if it has not ended."""
    desde = datetime.combine(trimestre.desde, time.min, ZONE)
    hasta = min(ahora, datetime.combine(trimestre.hasta + timedelta(days=1), time.min, ZONE))
    medidas = [
        sum(1 for medida in one.programa.medidas if medida.clase == "indicador")
        for one in indicadores.poas(trimestre.ejercicio, hasta=hasta)
    ]
    reportes = select(func.count()).select_from(Avance).where(Avance.en >= desde, Avance.en < hasta)
    return redaccion.Cuentas(
        poas=len(medidas),
        indicadores=sum(medidas),
        matrices=sum(1 for cuantos in medidas if cuantos),
        reportes=int(db.session.scalar(reportes) or 0),
        dictaminados=_dictaminated(trimestre, desde, hasta),
        aprobados=_approved(trimestre),
    )


def _dictaminated(trimestre: Trimestre, desde: datetime, hasta: datetime) -> int:
    statement = (
        select(func.count(func.distinct(Dictamen.expediente_id)))
        .join(Sesion, Sesion.id == Dictamen.sesion_id)
        .join(Expediente, Expediente.id == Dictamen.expediente_id)
        .where(
            Expediente.tipo == "poa",
            Expediente.ejercicio == trimestre.ejercicio,
            Dictamen.folio.is_not(None),
            Sesion.apertura >= desde,
            Sesion.apertura < hasta,
            Dictamen.votacion_id.not_in(select(VotacionAnulada.votacion_id)),
        )
    )
    return int(db.session.scalar(statement) or 0)


def _approved(trimestre: Trimestre) -> int:
    statement = (
        select(func.count(func.distinct(Resolucion.expediente_id)))
        .join(Expediente, Expediente.id == Resolucion.expediente_id)
        .where(
            Expediente.tipo == "poa",
            Expediente.ejercicio == trimestre.ejercicio,
            Resolucion.aprobada_id.is_not(None),
            Resolucion.delegado.is_(False),
            Resolucion.fecha >= trimestre.desde,
            Resolucion.fecha <= trimestre.hasta,
            Resolucion.id.not_in(select(ResolucionAnulada.resolucion_id)),
        )
    )
    return int(db.session.scalar(statement) or 0)
