"""The agenda that a convocatoria proposes, and whether its notice is in time. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow.kernel.articulos import de_dependencia
from workflow.kernel.letras import lista_nombres
from workflow.kernel.refusals import Reason
from workflow.sesiones.estados import MODALIDADES, PUBLICIDADES, TIPOS_SESION
from workflow.sesiones.mayorias import MAYORIAS
from workflow.sesiones.turnos import may_take_up

ETAPA_QUE_ESPERA = {"cabildo": "dictaminado", "comisiones_unidas": "en_comisiones"}
TEXTO_MAXIMO = 5000
# The sections of the matters, in the order of the model (RCD 156) while an organ does not say otherwise.
SECCIONES = ("acta_anterior", "pendientes", "expedientes", "votables", "informativos")


@dataclass(frozen=True)
class PuntoNuevo:
    """An item to be convened. `mayoria`, with its `fundamento`, only when the matter has its own (real estate…).

    `expedientes`: those of a block. `viene_de`: the item left pending in another session that it takes up.
    `acta_de`: the session whose acta an `acta_anterior` approves.
    """

    titulo: str
    tipo: str = "votable"
    expediente_id: int | None = None
    mayoria: str | None = None
    presenta: str = ""
    fundamento: str = ""
    expedientes: tuple[int, ...] = ()
    viene_de: int | None = None
    acta_de: int | None = None


@dataclass(frozen=True)
class EnEspera:
    """A dossier that waits for an organ, and the words its item needs.

    `turnado_a`: the joint commissions (their organ) that its turn named, and `turnado_a_quienes` their names.
    """

    id: int
    folio: str
    tipo: str
    etapa: str
    titulo: str
    dependencia: str
    sentido_dictamen: str | None = None
    turnado_a: int | None = None
    turnado_a_quienes: tuple[str, ...] = ()


def item_title(expediente: EnEspera, cabildo: bool) -> str:
    """«Análisis, discusión y, en su caso, aprobación …»: the outcome is never taken for granted."""
    acto = "aprobación" if cabildo else "dictamen"
    title = f"Análisis, discusión y, en su caso, {acto} del expediente {expediente.folio}: {expediente.titulo}"
    named = expediente.dependencia in expediente.titulo
    return title if named else f"{title}, {de_dependencia(expediente.dependencia)}"


def can_be_in_block(expediente: EnEspera) -> bool:
    """Only POA with a dictamen in favour: to approve a negative dictamen is to reject, so it is voted apart."""
    return expediente.tipo == "poa" and expediente.sentido_dictamen != "desfavorable"


def block_title(cuantos: int, acto: str = "aprobación") -> str:
    if cuantos == 1:
        return f"Análisis, discusión y, en su caso, {acto} en lo general de un programa operativo anual"
    return (
        f"Análisis, discusión y, en su caso, {acto} en lo general de {cuantos} programas operativos anuales, "
        "con reserva de los que se discutan en lo particular"
    )


def matters(organo_tipo: str, expedientes: Sequence[EnEspera], en_bloque: bool = False) -> list[PuntoNuevo]:
    """An item for each dossier or, when asked, one block for the POA and an item for each other."""
    cabildo = organo_tipo == "cabildo"
    juntos = [e for e in expedientes if can_be_in_block(e)] if en_bloque else []
    if len(juntos) < 2:
        juntos = []
    ids = tuple(e.id for e in juntos)
    acto = "aprobación" if cabildo else "dictamen"
    bloque = [PuntoNuevo(block_title(len(ids), acto), "bloque", expedientes=ids)] if ids else []
    return bloque + [PuntoNuevo(item_title(e, cabildo), "votable", e.id) for e in expedientes if e.id not in ids]


def build(
    organo_tipo: str,
    tipo: str,
    expedientes: Sequence[EnEspera],
    otros: Iterable[PuntoNuevo] = (),
    en_bloque: bool = False,
    secciones: Sequence[str] = SECCIONES,
) -> list[PuntoNuevo]:
    """Roll call, approval of the agenda, the sections in the order of the organ, general matters, closing."""
    puntos = [PuntoNuevo("Lista de asistencia y, en su caso, declaración de quórum legal", "lista")]
    if tipo != "solemne":
        puntos.append(PuntoNuevo("Lectura y, en su caso, aprobación del orden del día", "orden"))
    por_seccion: dict[str, list[PuntoNuevo]] = {seccion: [] for seccion in secciones}
    por_seccion["expedientes"] = matters(organo_tipo, expedientes, en_bloque)
    for punto in otros:
        por_seccion[section_of(punto)].append(punto)
    puntos += [punto for seccion in secciones for punto in por_seccion[seccion]]
    if tipo == "ordinaria":
        puntos.append(PuntoNuevo("Asuntos generales", "asuntos_generales"))
    return [*puntos, PuntoNuevo("Clausura de la sesión", "clausura")]


def section_of(punto: PuntoNuevo) -> str:
    """The section of an item that is not a dossier that waits."""
    if punto.tipo == "acta_anterior":
        return "acta_anterior"
    if punto.viene_de is not None:
        return "pendientes"
    return "informativos" if punto.tipo == "informativo" else "votables"


def acta_title(sesion: str) -> str:
    """«Lectura y, en su caso, aprobación del acta de la décima sesión ordinaria, del 30/01/2026»."""
    return f"Lectura y, en su caso, aprobación del acta de la {sesion}"


def problems(
    *, tipo: str, modalidad: str, publicidad: str, lugar: str, programada_para: datetime, ahora: datetime
) -> list[Reason]:
    """What is wrong with the data of a convocatoria: every reason at once."""
    razones = []
    for campo, valor, validos in (
        ("tipo", tipo, TIPOS_SESION),
        ("modalidad", modalidad, MODALIDADES),
        ("publicidad", publicidad, PUBLICIDADES),
    ):
        if valor not in validos:
            razones.append(Reason("CONVOCATORIA_DATO_INVALIDO", {"campo": campo}))
    if not lugar.strip():
        razones.append(Reason("CONVOCATORIA_SIN_LUGAR"))
    if programada_para <= ahora:
        razones.append(Reason("CONVOCATORIA_EN_EL_PASADO"))
    return razones


def matters_allowed(
    organo_tipo: str, organo_id: int, tipo: str, expedientes: Sequence[EnEspera], otros: Sequence[PuntoNuevo]
) -> list[Reason]:
    """A solemn session votes nothing; a dossier is listed only when it waits for this organ."""
    razones = []
    votables = bool(expedientes) or any(p.tipo in ("votable", "acta_anterior") for p in otros)
    if tipo == "solemne" and votables:
        razones.append(Reason("SOLEMNE_SIN_VOTACIONES"))
    espera = ETAPA_QUE_ESPERA.get(organo_tipo)
    for expediente in expedientes:
        retirado = organo_tipo == "cabildo" and expediente.etapa in ("retirado", "en_cabildo")
        if expediente.etapa != espera and not retirado:
            codigo = "EXPEDIENTE_NO_DICTAMINADO" if organo_tipo == "cabildo" else "EXPEDIENTE_NO_TURNADO"
            razones.append(Reason(codigo, {"folio": expediente.folio}))
        elif organo_tipo == "comisiones_unidas" and not may_take_up(expediente.turnado_a, organo_id):
            quienes = lista_nombres(expediente.turnado_a_quienes)
            razones.append(Reason("EXPEDIENTE_TURNADO_A_OTRAS", {"folio": expediente.folio, "comisiones": quienes}))
    for punto in otros:
        if punto.tipo not in ("votable", "informativo", "acta_anterior") or not punto.titulo.strip():
            razones.append(Reason("PUNTO_INVALIDO", {"titulo": punto.titulo}))
        if punto.mayoria is not None and punto.mayoria not in MAYORIAS:
            razones.append(Reason("PUNTO_INVALIDO", {"titulo": punto.titulo}))
    if len({e.id for e in expedientes}) != len(expedientes):
        razones.append(Reason("EXPEDIENTE_ENLISTADO_DOS_VECES"))
    return razones


def notice(reglas: Mapping[str, Any], tipo: str, convocada: datetime, programada: datetime) -> dict[str, Any]:
    """Hours of notice «de momento a momento». A short notice is noted, not refused: attendance of all cures it."""
    exige = int(reglas.get("convocatoria_horas", {}).get(tipo, 0))
    minutos = int((programada - convocada).total_seconds() // 60)
    return {"horas_minimas": exige, "anticipacion_min": minutos, "en_tiempo": minutos >= exige * 60}
