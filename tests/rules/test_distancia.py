"""Attending at a distance: who counts for the quórum and who votes, by the dated rules of each organ."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workflow.sesiones import comisiones_unidas as unidas
from workflow.sesiones import distancia, quorum, votacion
from workflow.sesiones.conteo import Captura, Cedulas, ReglasVoto
from workflow.sesiones.distancia import ReglaDistancia
from workflow.sesiones.quorum import Composicion, Evento, ReglaQuorum, ReglasComposicion

CABILDO = tuple(f"R{n:02d}" for n in range(1, 17))
COMPOSICION = Composicion(CABILDO, "R01")
SIMPLE = ReglasVoto("simple", "voto_calidad", "repetir_y_diferir", frozenset({"simple"}))
REGLAS = votacion.Reglas(ReglaQuorum("mitad_mas_uno"), SIMPLE, ReglasComposicion())
NUEVE = CABILDO[:9]


def electorate(
    regla: ReglaDistancia, tipo: str = "economica", remotos: tuple[str, ...] = ("R09",), *eventos: Evento
) -> votacion.Electorado:
    asistencia = votacion.Asistencia(0, NUEVE, eventos, frozenset(remotos))
    return votacion.electorate(COMPOSICION, replace(REGLAS, distancia=regla), asistencia, frozenset(), 60, tipo)


def test_si_la_regla_lo_dice_quien_asiste_a_distancia_no_hace_quorum() -> None:
    con, sin = electorate(ReglaDistancia()), electorate(ReglaDistancia(cuenta_quorum=False))
    assert (con.quorum.presentes, con.quorum.hay, con.inicial.hay) == (9, True, True)
    assert (sin.quorum.presentes, sin.quorum.hay, sin.inicial.hay) == (8, False, False)


def test_por_cedula_no_vota_quien_esta_a_distancia_y_de_viva_voz_si() -> None:
    regla = ReglaDistancia()
    assert electorate(regla, "nominal").electores == NUEVE
    cedula = electorate(regla, "cedula")
    assert (cedula.electores, cedula.sin_voto) == (NUEVE[:8], ("R09",))
    assert cedula.quorum.presentes == 9 and cedula.ausentes == CABILDO[9:]


def test_las_cedulas_se_cuentan_contra_quienes_las_recibieron() -> None:
    asistencia = votacion.Asistencia(0, NUEVE, (), frozenset({"R09"}))
    ronda = votacion.Ronda(60, Cedulas(8, a_favor=8))
    resultado = votacion.resolve(COMPOSICION, REGLAS, asistencia, votacion.Votacion("cedula", "R01", (ronda,)))
    assert (resultado.resultado, resultado.electorado) == ("aprobado", 8)
    assert resultado.etiqueta == "por unanimidad de los presentes"
    de_mas = votacion.Votacion("cedula", "R01", (votacion.Ronda(60, Cedulas(9, a_favor=9)),))
    assert votacion.resolve(COMPOSICION, REGLAS, asistencia, de_mas).resultado == "captura_invalida"


def test_a_media_sesion_se_pasa_de_la_sala_a_distancia_y_de_regreso() -> None:
    va, vuelve = Evento(20, "cambia_modo", "R05", True), Evento(40, "cambia_modo", "R05", False)
    args = (COMPOSICION, ReglasComposicion(), NUEVE, (va, vuelve))
    remotos = [quorum.room_at(*args, momento).remotos for momento in (19, 20, 39, 40)]
    assert remotos == [frozenset(), frozenset({"R05"}), frozenset({"R05"}), frozenset()]
    assert all(len(quorum.room_at(*args, momento).presentes) == 9 for momento in (19, 20, 40))


def test_el_quorum_inicial_no_cambia_porque_alguien_pase_despues_a_distancia() -> None:
    regla = ReglaDistancia(cuenta_quorum=False)
    leido = electorate(regla, "economica", (), Evento(30, "cambia_modo", "R05", True))
    assert (leido.inicial.presentes, leido.quorum.presentes) == (9, 8)


def test_quien_preside_a_distancia_sin_voto_no_tiene_voto_de_calidad() -> None:
    asistencia = votacion.Asistencia(0, NUEVE, (), frozenset({"R01"}))
    reglas = replace(REGLAS, distancia=ReglaDistancia(vota=frozenset({"nominal"})))
    captura = Captura(a_favor=CABILDO[1:5], en_contra=CABILDO[5:9])
    pedida = votacion.Votacion("economica", "R01", (votacion.Ronda(60, captura),))
    assert votacion.resolve(COMPOSICION, reglas, asistencia, pedida).resultado == "empate_a_repetir"


def test_en_unidas_la_distancia_cuenta_en_cada_comision() -> None:
    de = unidas.Comision("DE", tuple("ABCDE"), "A")
    ds = unidas.Comision("DS", tuple("EFGHI"), "F")
    reglas = unidas.Reglas(
        "por_comision", ReglaQuorum("mitad_mas_uno"), "cada_comision", SIMPLE, distancia=ReglaDistancia(True, False)
    )
    presentes, remotos = frozenset("ABEFG"), frozenset("E")
    quorums, faltan = unidas.quorum_of((de, ds), reglas, presentes, remotos=remotos)
    assert faltan == ("DE", "DS") and quorums["DE"].presentes == quorums["DS"].presentes == 2
    grupos = unidas.groups((de, ds), reglas, presentes, frozenset(), "A", remotos)
    assert [(g.electores, g.sin_voto) for g in grupos] == [(("A", "B"), ("E",)), (("F", "G"), ("E",))]


@pytest.mark.parametrize(
    ("modo", "modalidad", "permitida", "codigos"),
    [
        ("presencial", "presencial", False, []),
        ("a_distancia", "hibrida", True, []),
        ("a_distancia", "a_distancia", True, []),
        ("a_distancia", "presencial", True, ["DISTANCIA_NO_CONVOCADA"]),
        ("a_distancia", "hibrida", False, ["DISTANCIA_SIN_REGLA"]),
        ("por_telefono", "hibrida", True, ["MODO_DESCONOCIDO"]),
    ],
)
def test_solo_se_asiste_a_distancia_si_se_convoco_asi_y_el_organo_lo_permite(
    modo: str, modalidad: str, permitida: bool, codigos: list[str]
) -> None:
    razones = distancia.problems(modo, modalidad, {"distancia_permitida": permitida})
    assert [r.code for r in razones] == codigos


def test_unas_reglas_anteriores_a_la_pregunta_toman_el_supuesto() -> None:
    assert distancia.rule({}) == ReglaDistancia(True, True, frozenset({"economica", "nominal"}))
