"""Sessions, attendance and votes as the datasets that LGTAIP 66-IX asks to publish. Pure.

A row is {key: value}: codes, numbers, dates and instants; the door prints them. Names of members are public: it is
their vote. Why somebody was absent is not published (it may speak of their health), nor who voted what
by secret ballot.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from workflow.kernel.clock import local, local_date
from workflow.sesiones.configuracion import CON_SECTORES
from workflow.sesiones.vistas import AsuntoVista, PuntoVista, Relato, VotacionVista

FUNDAMENTO = "Ley General de Transparencia y Acceso a la Información Pública, artículo 66, fracción IX"
AREA = "Secretaría de Gobierno Municipal"
AREAS = dict.fromkeys(CON_SECTORES, "Secretaría de Planeación Estratégica")
ABIERTAS_AL_PUBLICO = ("clausurada", "no_verificada")


@dataclass(frozen=True)
class Columna:
    """`enum`: where the words of its codes are."""

    clave: str
    rotulo: str
    enum: str = ""


@dataclass(frozen=True)
class Conjunto:
    titulo: str
    descripcion: str
    columnas: tuple[Columna, ...]


_DE_TODOS = (
    Columna("ejercicio", "Ejercicio"),
    Columna("periodo_inicio", "Fecha de inicio del periodo que se informa"),
    Columna("periodo_termino", "Fecha de término del periodo que se informa"),
    Columna("organo", "Órgano"),
    Columna("sesion", "Número de sesión"),
    Columna("tipo", "Tipo de sesión", "sesion_tipo"),
    Columna("fecha", "Fecha de la sesión"),
)
_AL_FINAL = (
    Columna("area", "Área responsable de la información"),
    Columna("actualizado", "Fecha de actualización"),
    Columna("nota", "Nota"),
)
CONJUNTOS: dict[str, Conjunto] = {
    "sesiones": Conjunto(
        "Sesiones celebradas",
        "Cada sesión pública: cuándo, dónde, cuántas personas asistieron y el folio de su acta.",
        (
            *_DE_TODOS,
            Columna("hora_inicio", "Hora de inicio"),
            Columna("hora_termino", "Hora de término"),
            Columna("estado", "Resultado", "sesion_estado"),
            Columna("modalidad", "Modalidad", "modalidad"),
            Columna("lugar", "Lugar"),
            Columna("integrantes", "Integrantes"),
            Columna("asistentes", "Asistentes"),
            Columna("a_distancia", "Asistentes a distancia"),
            Columna("asuntos", "Asuntos en el orden del día"),
            Columna("acuerdos", "Acuerdos o dictámenes"),
            *_AL_FINAL,
        ),
    ),
    "asistencias": Conjunto(
        "Asistencia por integrante",
        "El control de asistencia: cada integrante en cada sesión pública.",
        (
            *_DE_TODOS,
            Columna("comision", "Comisión"),
            Columna("integrante", "Nombre"),
            Columna("cargo", "Cargo"),
            Columna("asistencia", "Asistencia", "asistencia_publica"),
            Columna("modo", "Forma de asistir", "asistencia_modo"),
            Columna("se_integro", "Hora en que se integró"),
            Columna("se_retiro", "Hora en que se retiró"),
            *_AL_FINAL,
        ),
    ),
    "votos": Conjunto(
        "Sentido del voto por integrante",
        "El voto de cada integrante sobre cada asunto; de un bloque, sobre cada expediente. Las votaciones por cédula "
        "son secretas: solo llevan totales. Lo anulado se dice en su columna y no tiene resultado.",
        (
            *_DE_TODOS,
            Columna("punto", "Punto"),
            Columna("asunto", "Asunto"),
            Columna("expediente", "Expediente"),
            Columna("acuerdo", "Acuerdo o dictamen"),
            Columna("comision", "Comisión"),
            Columna("ronda", "Ronda"),
            Columna("votacion", "Tipo de votación", "votacion_tipo"),
            Columna("integrante", "Nombre"),
            Columna("cargo", "Cargo"),
            Columna("sentido", "Sentido del voto", "sentido_publico"),
            Columna("voto_calidad", "Voto de calidad", "sentido"),
            Columna("a_favor", "Total a favor"),
            Columna("en_contra", "Total en contra"),
            Columna("abstencion", "Total de abstenciones"),
            Columna("resultado", "Resultado", "resultado"),
            Columna("anulada", "Votación anulada: motivo"),
            *_AL_FINAL,
        ),
    ),
}


def quarter(dia: date) -> tuple[date, date]:
    """First and last day of the quarter of a day: the period in which it is reported."""
    mes = 3 * ((dia.month - 1) // 3) + 1
    siguiente = date(dia.year + (mes == 10), (mes + 2) % 12 + 1, 1)
    return date(dia.year, mes, 1), siguiente - timedelta(days=1)


def rows(conjunto: str, relato: Relato) -> list[dict[str, Any]]:
    """The rows of one session in a dataset; none unless it is public and over."""
    sesion = relato.sesion
    if sesion.publicidad != "publica" or sesion.estado not in ABIERTAS_AL_PUBLICO:
        return []
    propias = {"sesiones": _session, "asistencias": _attendance, "votos": _votes}[conjunto](relato)
    dia = local_date(sesion.apertura or sesion.programada_para)
    inicio, termino = quarter(dia)
    comunes = {
        "ejercicio": dia.year,
        "periodo_inicio": inicio,
        "periodo_termino": termino,
        "organo": sesion.organo,
        "sesion": sesion.numero,
        "tipo": sesion.tipo,
        "fecha": dia,
        "area": AREAS.get(sesion.organo_tipo, AREA),
        "actualizado": local_date(sesion.clausura) if sesion.clausura else dia,
    }
    return [{**comunes, **propia, "nota": propia.get("nota", _note(relato))} for propia in propias]


def _note(relato: Relato) -> str:
    if relato.sesion.estado == "no_verificada":
        return "No se verificó por falta de quórum."
    return "Segunda convocatoria." if relato.sesion.segunda_de else ""


def _hour(momento: datetime | None) -> str | None:
    return None if momento is None else f"{local(momento):%H:%M}"


def _session(relato: Relato) -> list[dict[str, Any]]:
    sesion = relato.sesion
    personas: dict[str, bool] = {}
    a_distancia: set[str] = set()
    for lista in relato.listas:
        for one in lista.asistencias:
            asiento = one.persona.clave.removesuffix("s") if one.suplente_en_funciones else one.persona.clave
            personas[asiento] = personas.get(asiento, False) or one.estado == "presente"
            a_distancia |= {asiento} if one.modo in ("a_distancia", "mixta") else set()
    return [
        {
            "hora_inicio": _hour(sesion.apertura if sesion.instalada else None),
            "hora_termino": _hour(sesion.clausura if sesion.instalada else None),
            "estado": sesion.estado,
            "modalidad": sesion.modalidad,
            "lugar": sesion.lugar,
            "integrantes": len(personas),
            "asistentes": sum(personas.values()),
            "a_distancia": len(a_distancia),
            "asuntos": len(relato.puntos),
            "acuerdos": sum(len(_folios(punto)) for punto in relato.puntos),
        }
    ]


def _attendance(relato: Relato) -> list[dict[str, Any]]:
    varias = len(relato.listas) > 1
    return [
        {
            "comision": lista.grupo.nombre if varias else None,
            "integrante": one.persona.nombre if one.estado != "vacante" else None,
            "cargo": one.persona.cargo,
            "asistencia": one.estado,
            "modo": one.modo or None,
            "se_integro": _hour(next((m.hora for m in one.movimientos if m.tipo == "integra"), None)),
            "se_retiro": _hour(next((m.hora for m in reversed(one.movimientos) if m.tipo == "retira"), None)),
        }
        for lista in relato.listas
        for one in lista.asistencias
    ]


def _votes(relato: Relato) -> list[dict[str, Any]]:
    personas = {one.persona.clave: one.persona for lista in relato.listas for one in lista.asistencias}
    cargos = {persona.nombre: persona.cargo for persona in personas.values()}
    filas = []
    for punto in relato.puntos:
        for votacion in sorted((*punto.votaciones, *punto.anuladas), key=lambda v: v.id):
            for expediente, folio in _decided(punto, votacion):
                comunes = _count(punto, votacion, expediente, folio)
                if not votacion.sentidos:
                    filas.append({**comunes, "nota": "Votación por cédula: es secreta y no lleva nombres."})
                for clave, sentido in votacion.sentidos.items():
                    persona = personas.get(clave)
                    quien = (persona.nombre, persona.cargo) if persona else (clave, "")
                    filas.append({**comunes, **_of(*quien, sentido), "voto_calidad": _casting(votacion, clave)})
                filas += [{**comunes, **_of(n, cargos.get(n, ""), "excusa")} for n in votacion.nombres_excusados]
                filas += [{**comunes, **_of(n, cargos.get(n, ""), "sin_voto")} for n in votacion.nombres_sin_voto]
    return filas


def _decided(punto: PuntoVista, votacion: VotacionVista) -> list[tuple[str | None, str | None]]:
    """(dossier, folio) of what a count decided: of a block, each dossier that was voted in it."""
    if votacion.asunto in ("retiro", "adicion"):
        return [(punto.expediente.folio if punto.expediente else None, None)]
    if not punto.asuntos:
        return [(punto.expediente.folio if punto.expediente else None, _folio(punto))]
    if votacion.asunto == "reserva":
        suyos = [a for a in punto.asuntos if a.expediente.id == votacion.expediente_id]
    else:
        suyos = [a for a in punto.asuntos if not a.reservado and a.estado != "retirado"]
    return [(a.expediente.folio, _folio_of(a)) for a in suyos] or [(None, None)]


def _of(nombre: str, cargo: str, sentido: str) -> dict[str, Any]:
    return {"integrante": nombre, "cargo": cargo, "sentido": sentido}


def _casting(votacion: VotacionVista, clave: str) -> str | None:
    quien = votacion.calidad_quien
    return votacion.calidad_sentido if quien is not None and quien.clave == clave else None


def _count(punto: PuntoVista, votacion: VotacionVista, expediente: str | None, folio: str | None) -> dict[str, Any]:
    """What is the same for every member. An annulled count has no result and gave no acuerdo."""
    return {
        "punto": punto.num_desahogado or punto.num_convocado,
        "asunto": punto.titulo,
        "expediente": expediente,
        "acuerdo": None if votacion.anulada else folio,
        "comision": votacion.grupo.nombre if votacion.grupo else None,
        "ronda": votacion.ronda,
        "votacion": votacion.tipo,
        "integrante": None,
        "cargo": None,
        "sentido": None,
        "voto_calidad": None,
        "a_favor": votacion.a_favor,
        "en_contra": votacion.en_contra,
        "abstencion": votacion.abstencion,
        "resultado": None if votacion.anulada else votacion.resultado,
        "anulada": votacion.anulada or None,
    }


def _folio_of(asunto: AsuntoVista) -> str | None:
    return asunto.acuerdo.folio if asunto.acuerdo is not None else asunto.dictamen_folio


def _folios(punto: PuntoVista) -> set[str]:
    """The folios that came of an item: one, or those of each dossier of a block."""
    todos = [_folio(punto), *(_folio_of(a) for a in punto.asuntos)]
    return {folio for folio in todos if folio is not None}


def _folio(punto: PuntoVista) -> str | None:
    if punto.acuerdo is not None:
        return punto.acuerdo.folio
    return punto.dictamen.folio if punto.dictamen is not None and punto.clase != "votable" else None
