"""The two sessions of the demonstration: Comisiones Unidas of the 16th of February, Cabildo of the 27th."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from workflow.demo.carga import Muestra
from workflow.sesiones import service
from workflow.sesiones.conteo import Captura
from workflow.sesiones.queries import relato
from workflow.sesiones.service import Propuesta

LUGAR = "el Salón de Cabildo del Palacio Municipal"
DOMICILIO = "Plaza Principal sin número, colonia Centro"
UNIDAS = ("C03", "C06", "C10", "C12", "C15", "C04", "C09", "C13", "C16")


def comisiones_unidas(muestra: Muestra, clock: Any, expedientes: list[int]) -> int:
    """Two commissions, one session: quórum and vote in each; C10 sits in both and votes once in each."""
    who: dict[str, Any] = {"actor": muestra.actor("comisiones")}
    sesion = _convene("CU-DEDS", expedientes, who, clock, days=2, genero="H")
    presentes = tuple(clave for clave in UNIDAS if clave != "C15")
    service.abrir(sesion, presentes=presentes, justificados={"C15": "Comisión oficial"}, ahora=clock(1), **who)
    todos = Captura(todos="a_favor")
    _agenda(sesion, {"COM-01": todos, "COM-02": todos}, who, clock)
    for punto in _matters(sesion):
        service.abrir_punto(
            punto.id,
            presenta="Secretaría de Planeación Estratégica",
            exposicion="Se explicaron el objetivo, las metas y el presupuesto, y la atención dada a las observaciones.",
            ahora=clock(),
            **who,
        )
        service.intervenir(
            punto.id,
            persona="C04",
            texto="Preguntó por el calendario y pidió informes mensuales.",
            ahora=clock(),
            **who,
        )
        votos = {"COM-01": todos, "COM-02": Captura(todos="a_favor", abstencion=("C13",))}
        service.votar(punto.id, votos=votos, propuesta=Propuesta("favorable"), ahora=clock(), **who)
    return _close(sesion, who, clock)


def cabildo(muestra: Muestra, clock: Any, expedientes: list[int]) -> int:
    """Sixteen seats: one absent with cause, one arrives late, one vote against."""
    who: dict[str, Any] = {"actor": muestra.actor("gobierno")}
    sesion = _convene("CAB", expedientes, who, clock, days=3, genero="H")
    curules = [f"C{n:02d}" for n in range(1, 17)]
    presentes = tuple(clave for clave in curules if clave not in ("C14", "C07"))
    service.abrir(
        sesion, presentes=presentes, justificados={"C14": "Presenta justificante médico"}, ahora=clock(1), **who
    )
    service.registrar_asistencia(sesion, persona="C07", evento="retardo", ahora=clock(6), **who)
    _agenda(sesion, Captura(todos="a_favor"), who, clock)
    for number, punto in enumerate(_matters(sesion)):
        service.abrir_punto(
            punto.id,
            presenta="Comisiones Unidas de Desarrollo Económico y de Desarrollo Social",
            exposicion="Se dio lectura al dictamen.",
            ahora=clock(),
            **who,
        )
        service.intervenir(
            punto.id, persona="C11", texto="Celebró que las metas digan en qué mes se cumplen.", ahora=clock(), **who
        )
        contra = ("C15",) if number == 0 else ()
        service.votar(
            punto.id,
            votos=Captura(todos="a_favor", en_contra=contra),
            propuesta=Propuesta("aprobado"),
            ahora=clock(),
            **who,
        )
    return _close(sesion, who, clock)


def _convene(organo: str, expedientes: list[int], who: dict[str, Any], clock: Any, *, days: int, genero: str) -> int:
    convened = clock()
    sesion = service.convocar(
        organo,
        tipo="ordinaria",
        lugar=LUGAR,
        domicilio=DOMICILIO,
        programada_para=convened + timedelta(days=days),
        expedientes_ids=expedientes,
        secretario={"nombre": who["actor"].nombre, "cargo": who["actor"].cargo, "genero": genero},
        ahora=convened,
        **who,
    )
    clock.now = convened + timedelta(days=days)
    return sesion


def _agenda(sesion: int, votos: Any, who: dict[str, Any], clock: Callable[..., Any]) -> None:
    orden = next(punto for punto in relato(sesion).puntos if punto.tipo == "orden")
    service.abrir_punto(orden.id, ahora=clock(1), **who)
    service.votar(orden.id, votos=votos, ahora=clock(2), **who)


def _matters(sesion: int) -> list[Any]:
    return [punto for punto in relato(sesion).puntos if punto.tipo == "votable"]


def _close(sesion: int, who: dict[str, Any], clock: Callable[..., Any]) -> int:
    for punto in relato(sesion).puntos:
        if punto.tipo in ("informativo", "asuntos_generales") and punto.estado == "pendiente":
            service.abrir_punto(punto.id, ahora=clock(1), **who)
            service.desahogar(punto.id, ahora=clock(1), resultado="No se registró ningún asunto.", **who)
    service.clausurar(sesion, ahora=clock(3), **who)
    return sesion
