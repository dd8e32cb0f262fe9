"""Votes of one organ: the oracle cases, and what no vote may ever do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.casos import votaciones as casos
from workflow.sesiones import quorum, votacion
from workflow.sesiones.conteo import Captura, ReglasVoto
from workflow.sesiones.mayorias import MAYORIAS, votes_required
from workflow.sesiones.quorum import Composicion, Evento, ReglaQuorum, ReglasComposicion

DOCUMENTO = yaml.safe_load((Path(__file__).parents[1] / "cases" / "votaciones.yaml").read_text(encoding="utf-8"))
CABILDO = ("P", "S", *(f"R{n:02d}" for n in range(1, 15)))
COMPOSICION = Composicion(CABILDO, "P")
APLICA = frozenset({"simple", "absoluta_presentes", "absoluta_integrantes"})


def reglas(mayoria: str = "simple", empate: str = "voto_calidad", **cambios: bool) -> votacion.Reglas:
    return votacion.Reglas(
        quorum=ReglaQuorum("mitad_mas_uno"),
        voto=ReglasVoto(mayoria, empate, "repetir_y_diferir", APLICA, **cambios),
        composicion=ReglasComposicion(),
        sustituto_hereda_calidad=True,
    )


def vote(regla: votacion.Reglas, presentes: int, a_favor: int, en_contra: int, **extra: object) -> votacion.Resultado:
    sala = CABILDO[:presentes]
    captura = Captura(sala[:a_favor], sala[a_favor : a_favor + en_contra], sala[a_favor + en_contra :])
    pedida = votacion.Votacion("nominal", "P", (votacion.Ronda(60, captura),), **extra)  # type: ignore[arg-type]
    return votacion.resolve(COMPOSICION, regla, votacion.Asistencia(0, sala), pedida)


@pytest.mark.parametrize("caso", DOCUMENTO["casos"], ids=lambda caso: caso["id"])
def test_caso_de_votacion(caso: dict) -> None:
    assert casos.resolver(DOCUMENTO, caso) == caso["esperado"]


@pytest.mark.parametrize(
    ("n", "mitad", "dos_tercios", "tres_cuartos"),
    [
        (16, 9, 11, 12),
        (15, 8, 10, 12),
        (14, 8, 10, 11),
        (13, 7, 9, 10),
        (12, 7, 8, 9),
        (11, 6, 8, 9),
        (10, 6, 7, 8),
        (9, 5, 6, 7),
        (8, 5, 6, 6),
        (7, 4, 5, 6),
        (5, 3, 4, 4),
        (3, 2, 2, 3),
    ],
)
def test_tabla_de_mayorias(n: int, mitad: int, dos_tercios: int, tres_cuartos: int) -> None:
    assert quorum.half_plus_one(n) == mitad
    assert votes_required("calificada_2_3_integrantes", n) == dos_tercios
    assert votes_required("calificada_3_4_integrantes", n) == tres_cuartos


def test_ocho_de_dieciseis_no_abren_sesion() -> None:
    resultado = vote(reglas(), 8, 8, 0)
    assert (resultado.resultado, resultado.motivo) == ("sin_quorum", "sesion_no_instalada")
    assert resultado.razon == (
        "Al pase de lista hubo 8 presentes y el quórum exige 9: la sesión no se instaló y no puede votarse."
    )


def test_la_razon_dice_conteo_base_y_votos_exigidos() -> None:
    assert vote(reglas(), 16, 15, 0).razon == (
        "Con 15 a favor, 0 en contra y 1 abstención se alcanzan los 8 votos a favor que exige la regla de "
        "mayoría simple sobre 15 votos válidos."
    )


def test_ocho_a_ocho_con_voto_de_calidad_sigue_siendo_ocho_a_ocho() -> None:
    resultado = vote(reglas(), 16, 8, 8, voto_calidad="a_favor")
    assert resultado.totales is not None
    assert (resultado.totales.a_favor, resultado.totales.en_contra) == (8, 8)
    assert resultado.resultado == "aprobado"
    assert "voto de calidad a favor" in resultado.razon


def test_las_dos_terceras_partes_no_se_alcanzan_con_voto_de_calidad_aunque_la_regla_las_enliste() -> None:
    """3 a 3 de 6 presentes: ⅔ son 4, y un voto más bastaría; aun así el voto de calidad no rescata."""
    voto = ReglasVoto("calificada_2_3_presentes", "voto_calidad", "desechar", frozenset(MAYORIAS))
    regla = votacion.Reglas(ReglaQuorum("fijo", 3), voto, ReglasComposicion(), True)
    assert vote(regla, 6, 3, 3).resultado == "rechazado"
    assert [e.codigo for e in vote(regla, 6, 3, 3, voto_calidad="a_favor").errores] == ["CALIDAD_NO_PROCEDE"]


def test_todos_los_errores_de_la_captura_se_dicen_de_una_vez() -> None:
    captura = Captura(a_favor=("P", "S", "S", "R13"), en_contra=("R01",))
    pedida = votacion.Votacion("economica", "R14", (votacion.Ronda(60, captura),), excusas=frozenset({"R14"}))
    resultado = votacion.resolve(COMPOSICION, reglas(), votacion.Asistencia(0, CABILDO[:9]), pedida)
    assert [(e.codigo, e.persona) for e in resultado.errores] == [
        ("EXCUSA_DE_AUSENTE", "R14"),
        ("PRESIDE_AUSENTE", "R14"),
        ("PRESIDE_EXCUSADO", "R14"),
        *(("VOTO_DE_NO_ELECTOR", "R13"),),
        ("VOTO_DOBLE", "S"),
        *(("VOTO_FALTANTE", f"R{n:02d}") for n in range(2, 8)),
    ]


def test_el_voto_de_calidad_se_mira_solo_si_no_hay_otros_errores() -> None:
    captura = Captura(a_favor=CABILDO[:8])
    pedida = votacion.Votacion("economica", "P", (votacion.Ronda(60, captura),), voto_calidad="a_favor")
    resultado = votacion.resolve(COMPOSICION, reglas(), votacion.Asistencia(0, CABILDO[:9]), pedida)
    assert [e.codigo for e in resultado.errores] == ["VOTO_FALTANTE"]


@pytest.mark.parametrize(("a_favor", "empate"), [(9, "repetir_y_diferir"), (8, "voto_calidad")])
def test_no_hay_segunda_ronda_de_lo_ya_decidido_ni_de_lo_pendiente(a_favor: int, empate: str) -> None:
    captura = Captura(CABILDO[:a_favor], CABILDO[a_favor:])
    rondas = (votacion.Ronda(60, captura), votacion.Ronda(70, captura))
    pedida = votacion.Votacion("nominal", "P", rondas)
    resultado = votacion.resolve(COMPOSICION, reglas(empate=empate), votacion.Asistencia(0, CABILDO), pedida)
    assert ([e.codigo for e in resultado.errores], resultado.ronda) == (["RONDA_SIN_EMPATE"], 1)


def test_la_segunda_ronda_tiene_su_propio_electorado() -> None:
    """Empatan 8-8; sale uno de los que votaron en contra y la segunda ronda queda 8-7."""
    empate = Captura(CABILDO[:8], CABILDO[8:])
    segunda = Captura(CABILDO[:8], CABILDO[8:15])
    asistencia = votacion.Asistencia(0, CABILDO, (Evento(65, "sale", "R14"),))
    pedida = votacion.Votacion("nominal", "P", (votacion.Ronda(60, empate), votacion.Ronda(70, segunda)))
    resultado = votacion.resolve(COMPOSICION, reglas(empate="repetir_y_diferir"), asistencia, pedida)
    assert (resultado.resultado, resultado.ronda, resultado.electorado, resultado.ausentes) == ("aprobado", 2, 15, 1)


def test_un_invitado_en_la_lista_no_hace_quorum() -> None:
    asistencia = votacion.Asistencia(0, (*CABILDO[:8], "Invitada de Planeación"))
    pedida = votacion.Votacion("economica", "P", (votacion.Ronda(60, Captura(todos="a_favor")),))
    assert votacion.resolve(COMPOSICION, reglas(), asistencia, pedida).motivo == "sesion_no_instalada"


def test_un_asiento_vacante_con_suplente_vuelve_a_contar() -> None:
    composicion = Composicion(CABILDO, "P", vacantes=frozenset({"R14"}))
    reglas_n = ReglasComposicion(vacante_reduce_n=True)
    eventos = (Evento(30, "suplente", "R14s"),)
    antes = quorum.room_at(composicion, reglas_n, CABILDO[:9], eventos, 29)
    despues = quorum.room_at(composicion, reglas_n, CABILDO[:9], eventos, 30)
    assert (antes.n_efectivo, len(antes.presentes)) == (15, 9)
    assert (despues.n_efectivo, len(despues.presentes)) == (16, 10)


EVENTOS = st.lists(
    st.tuples(
        st.integers(1, 120),
        st.sampled_from(("retardo", "entra", "sale")),
        st.sampled_from(CABILDO),
    ),
    max_size=12,
)


@given(
    lista=st.frozensets(st.sampled_from(CABILDO)),
    eventos=EVENTOS,
    licencias=st.frozensets(st.sampled_from(CABILDO[1:]), max_size=3),
    excusas=st.frozensets(st.sampled_from(CABILDO), max_size=4),
    sentidos=st.lists(st.sampled_from(("a_favor", "en_contra", "abstencion")), min_size=16, max_size=16),
    mayoria=st.sampled_from(MAYORIAS),
    empate=st.sampled_from(("voto_calidad", "repetir_y_diferir", "desechar")),
    calidad=st.sampled_from((None, "a_favor", "en_contra")),
    cuenta=st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_propiedades_de_toda_votacion(
    lista: frozenset[str],
    eventos: list[tuple[int, str, str]],
    licencias: frozenset[str],
    excusas: frozenset[str],
    sentidos: list[str],
    mayoria: str,
    empate: str,
    calidad: str | None,
    cuenta: bool,
) -> None:
    composicion = Composicion(CABILDO, "P", licencias=licencias)
    regla = votacion.Reglas(
        ReglaQuorum("con_los_que_asistan", 1),
        ReglasVoto(mayoria, empate, "desechar", frozenset(MAYORIAS), cuenta, cuenta),
        ReglasComposicion(licencia_reduce_n=cuenta),
    )
    asistencia = votacion.Asistencia(0, tuple(lista), tuple(Evento(*e) for e in sorted(eventos)))
    electorado = votacion.electorate(composicion, regla, asistencia, excusas, 60)
    por_sentido = {s: tuple(p for p, v in zip(CABILDO, sentidos, strict=True) if v == s) for s in set(sentidos)}
    votan = {s: tuple(p for p in quienes if p in electorado.electores) for s, quienes in por_sentido.items()}
    preside = next(iter(electorado.electores), "P")
    excusados = frozenset(electorado.excusados)
    pedida = votacion.Votacion("nominal", preside, (votacion.Ronda(60, Captura(**votan)),), excusados, calidad)
    resultado = votacion.resolve(composicion, regla, asistencia, pedida)

    en_funciones = resultado.integrantes_en_funciones
    assert resultado.electorado + resultado.excusados + resultado.ausentes == en_funciones
    assert not set(electorado.electores) & (licencias | excusas | set(electorado.ausentes))
    if resultado.totales is not None:
        assert resultado.totales.emitidos == resultado.electorado
        assert resultado.requeridos is not None
        if resultado.motivo == "empate_voto_calidad":
            assert mayoria in APLICA
            assert resultado.totales.a_favor == resultado.totales.en_contra
        elif resultado.resultado == "aprobado":
            assert resultado.totales.a_favor >= resultado.requeridos
    assert resultado.razon


@given(fuera=st.sampled_from(CABILDO[9:]), sentido=st.sampled_from(("a_favor", "en_contra", "abstencion")))
def test_nadie_ausente_vota(fuera: str, sentido: str) -> None:
    captura = Captura(todos="a_favor", **{sentido: (fuera,)})  # type: ignore[arg-type]
    pedida = votacion.Votacion("economica", "P", (votacion.Ronda(60, captura),))
    resultado = votacion.resolve(COMPOSICION, reglas(), votacion.Asistencia(0, CABILDO[:9]), pedida)
    assert [(e.codigo, e.persona) for e in resultado.errores] == [("VOTO_DE_NO_ELECTOR", fuera)]
