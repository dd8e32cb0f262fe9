"""What the acta says of who attended at a distance."""

from __future__ import annotations

from dataclasses import replace

from tests import builders_actas as b
from workflow.actas.canonico import canonical
from workflow.actas.impresion.documento import texto_de
from workflow.actas.instantanea import Asistencia, InstantaneaActa, Movimiento, Quorum
from workflow.actas.redaccion.acta import componer_acta


def with_remote(presentes: int, **como: object) -> InstantaneaActa:
    """The acta of the Cabildo, with two members at a distance; `presentes`: those of the initial quórum."""
    acta = b.acta_cabildo()
    lista = acta.listas[0]
    lejos = {"C02", "C03"}
    asistencias = tuple(replace(a, a_distancia=True) if a.persona.clave in lejos else a for a in lista.asistencias)
    quorum = Quorum(9, presentes, True)
    return replace(acta, listas=(replace(lista, asistencias=asistencias, quorum_inicial=quorum),), **como)  # type: ignore[arg-type]


def test_la_lista_y_la_declaracion_dicen_quienes_asisten_a_distancia() -> None:
    text = texto_de(componer_acta(with_remote(14)))
    assert text.count("Presente, con asistencia a distancia") == 2
    assert "con derecho a voz y voto, de los cuales dos con asistencia a distancia, siendo el quórum" in text


def test_si_no_cuentan_para_el_quorum_la_declaracion_los_deja_aparte() -> None:
    text = texto_de(componer_acta(with_remote(12)))
    assert "la asistencia de doce de dieciséis integrantes" in text
    assert "sin contar a dos con asistencia a distancia" in text


def test_el_cambio_a_media_sesion_lleva_su_hora() -> None:
    acta = b.acta_cabildo()
    lista = acta.listas[0]
    movimientos = (Movimiento("a_distancia", b.en(30, 19, 0)), Movimiento("a_sala", b.en(30, 20, 5)))
    cambia = Asistencia(b.PLENO[1], "presente", movimientos)
    otras = (cambia, *lista.asistencias[2:])
    text = texto_de(componer_acta(replace(acta, listas=(replace(lista, asistencias=otras),))))
    assert (
        "Presente; continúa con asistencia a distancia desde las 19:00 horas; continúa de manera presencial desde "
        "las 20:05 horas" in text
    )


def test_la_votacion_nombra_a_quien_voto_a_distancia_y_a_quien_no_pudo() -> None:
    acta = b.acta_cabildo()
    puntos = []
    for punto in acta.puntos:
        votos = tuple(
            replace(v, nombres_a_distancia=(b.PLENO[1].nombre,), nombres_sin_voto=(b.PLENO[2].nombre,))
            for v in punto.votaciones
        )
        puntos.append(replace(punto, votaciones=votos))
    text = texto_de(componer_acta(replace(acta, puntos=tuple(puntos))))
    assert f"con asistencia a distancia y sin voto en esta votación: {b.PLENO[2].nombre}" in text
    assert "A distancia" in text


def test_un_acta_sin_nadie_a_distancia_conserva_su_huella() -> None:
    assert b"a_distancia" not in canonical(b.acta_cabildo()) and b"sin_voto" not in canonical(b.acta_cabildo())
