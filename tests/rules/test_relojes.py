"""The clock of a stage: pauses and extensions, by arithmetic done by hand and by what must always hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflow.expedientes.dias import Cuenta, Visita, contar, medida, tramos
from workflow.expedientes.politica_plazos import Politica, fits
from workflow.expedientes.relojes import Pausa, Reloj, reloj_de, restantes, vencimiento
from workflow.kernel.clock import local_date, parse_local
from workflow.kernel.plazos import Calendario, dias_habiles, surte_efecto

SIN_FIESTAS = Calendario()
fechas = st.dates(date(2025, 12, 1), date(2027, 3, 1))
instantes = st.datetimes(datetime(2025, 12, 1), datetime(2027, 1, 1)).map(lambda dt: dt.replace(tzinfo=UTC))
calendarios = st.builds(Calendario, inhabiles=st.frozensets(fechas, max_size=30))
terminos = st.integers(1, 30)


@st.composite
def pausas_en_orden(draw: st.DrawFn, desde: datetime) -> tuple[Pausa, ...]:
    """Closed pauses one after the other, from the beginning of the clock on."""
    found, moment = [], desde
    for _ in range(draw(st.integers(0, 3))):
        begins = moment + timedelta(hours=draw(st.integers(1, 200)))
        moment = begins + timedelta(hours=draw(st.integers(0, 400)))
        found.append(Pausa(begins, moment))
    return tuple(found)


@st.composite
def relojes(draw: st.DrawFn) -> Reloj:
    desde = draw(instantes)
    prorrogas = tuple(draw(st.lists(st.integers(1, 10), max_size=2)))
    return Reloj(desde, draw(terminos), draw(pausas_en_orden(desde)), prorrogas)


def at(texto: str) -> datetime:
    return parse_local(texto)


def due(reloj: Reloj, calendario: Calendario = SIN_FIESTAS) -> datetime:
    found = vencimiento(reloj, calendario)
    assert found is not None
    return found


def test_una_pausa_de_miercoles_a_viernes_recorre_tres_dias_habiles() -> None:
    """5 days from Monday 2 March 2026: Monday 9. Wednesday 4 to Friday 6 paused: the Tuesday is the 1st day told,
    Monday 9 the 2nd, and so Thursday 12 is the 5th."""
    reloj = Reloj(at("2026-03-02T10:00"), 5)
    assert due(reloj) == at("2026-03-09T15:00")
    pausado = Reloj(reloj.desde, 5, (Pausa(at("2026-03-04T09:00"), at("2026-03-06T12:00")),))
    assert due(pausado) == at("2026-03-12T15:00")


def test_una_pausa_despues_del_cierre_empieza_el_habil_siguiente() -> None:
    """Told at 16:00 on Wednesday 4: that day was told whole; only Thursday 5 and Friday 6 are not."""
    pausa = Pausa(at("2026-03-04T16:00"), at("2026-03-06T12:00"))
    assert due(Reloj(at("2026-03-02T10:00"), 5, (pausa,))) == at("2026-03-11T15:00")


def test_una_prorroga_de_tres_dias_alarga_el_mismo_plazo() -> None:
    """Monday 9 plus three business days: Thursday 12."""
    assert due(Reloj(at("2026-03-02T10:00"), 5, prorrogas=(3,))) == at("2026-03-12T15:00")


def test_mientras_dura_la_pausa_no_vence_y_le_quedan_los_dias_que_tenia() -> None:
    """Stopped on Wednesday 4, after one whole day (Tuesday 3) of five: four are left, however long it lasts."""
    reloj = Reloj(at("2026-03-02T10:00"), 5, (Pausa(at("2026-03-04T09:00")),))
    assert vencimiento(reloj, SIN_FIESTAS) is None
    assert [restantes(reloj, date(2026, mes, 20), SIN_FIESTAS) for mes in (3, 4, 9)] == [4, 4, 4]


@given(relojes(), calendarios)
def test_los_dias_contados_son_siempre_los_del_plazo_y_sus_prorrogas(reloj: Reloj, calendario: Calendario) -> None:
    """Whatever the pauses and the calendar, from the day it takes effect to the end there are exactly those days."""
    efecto, fin = surte_efecto(reloj.desde, calendario, "siguiente_habil"), local_date(due(reloj, calendario))
    paused = set()
    for pausa in reloj.pausas:
        first = surte_efecto(pausa.desde, calendario, "siguiente_habil")
        last = surte_efecto(pausa.hasta or pausa.desde, calendario, "siguiente_habil")
        paused |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    told = [efecto + timedelta(days=n) for n in range(1, (fin - efecto).days + 1)]
    assert sum(calendario.es_habil(dia) and dia not in paused for dia in told) == reloj.dias + sum(reloj.prorrogas)
    assert calendario.es_habil(fin) and fin not in paused


@given(relojes(), calendarios, fechas)
def test_un_dia_inhabil_mas_nunca_acerca_el_vencimiento(reloj: Reloj, calendario: Calendario, dia: date) -> None:
    more = Calendario(calendario.inhabiles | {dia}, calendario.inicio, calendario.fin)
    assert due(reloj, more) >= due(reloj, calendario)


@given(relojes(), calendarios, st.integers(1, 10))
def test_una_prorroga_aleja_el_vencimiento_y_una_pausa_nunca_lo_acerca(
    reloj: Reloj, calendario: Calendario, dias: int
) -> None:
    before = due(reloj, calendario)
    assert due(Reloj(reloj.desde, reloj.dias, reloj.pausas, (*reloj.prorrogas, dias)), calendario) > before
    assert before >= due(Reloj(reloj.desde, reloj.dias, (), reloj.prorrogas), calendario)


@given(instantes, terminos, calendarios)
def test_sin_hechos_el_reloj_es_el_plazo_habil_de_siempre(desde: datetime, dias: int, calendario: Calendario) -> None:
    assert due(Reloj(desde, dias), calendario) == dias_habiles(desde, dias, calendario).vence


@given(relojes(), calendarios)
def test_los_mismos_hechos_dan_siempre_el_mismo_reloj(reloj: Reloj, calendario: Calendario) -> None:
    facts: list[tuple[str, datetime, int | None]] = []
    for pausa in reloj.pausas:
        facts += [("suspension", pausa.desde, None), ("reanudacion", pausa.hasta or pausa.desde, None)]
    facts += [("calendario", reloj.desde, None), ("prorroga_negada", reloj.desde, None)]
    facts += [("prorroga_concedida", reloj.desde, dias) for dias in reloj.prorrogas]
    assert due(reloj_de(reloj.desde, reloj.dias, facts), calendario) == due(reloj, calendario)


@given(instantes, st.lists(st.integers(0, 500), min_size=1, max_size=8), calendarios)
def test_los_dias_de_las_etapas_suman_los_del_expediente(
    desde: datetime, horas: list[int], calendario: Calendario
) -> None:
    moments = [desde]
    for cuantas in horas:
        moments.append(moments[-1] + timedelta(hours=cuantas))
    visitas = [Visita("enviado", 1, 1, moment, "Ana") for moment in moments[:-1]]
    pausa = Pausa(moments[0] + timedelta(hours=1), moments[-1])
    for pausas in ((), (pausa,)):
        todos = tramos(visitas, pausas, moments[-1], calendario)
        entero = contar(moments[0], moments[-1], (), calendario)
        suma = Cuenta()
        for tramo in todos:
            suma += tramo.cuenta
        assert suma.naturales == entero.naturales
        assert suma.habiles + suma.pausados == entero.habiles


def test_la_mediana_y_el_percentil_noventa_son_dias_que_alguien_tardo() -> None:
    """Of ten, nine took 1 to 9 days and one 40: half took 5 or less, nine in ten took 9 or less."""
    found = medida({**dict.fromkeys(range(1, 10), 1), 40: 1})
    assert (found.cuantos, found.mediana, found.p90, found.total) == (10, 5, 9, 85)
    assert medida({}).cuantos == 0
    assert medida({7: 1}) == medida({7: 1})
    assert (medida({7: 1}).mediana, medida({7: 1}).p90) == (7, 7)


@given(st.dictionaries(st.integers(0, 90), st.integers(1, 50), min_size=1))
def test_el_percentil_deja_a_su_izquierda_lo_que_dice(frecuencias: dict[int, int]) -> None:
    found = medida(frecuencias)
    for valor, parte in ((found.mediana, 0.5), (found.p90, 0.9)):
        below = sum(veces for dias, veces in frecuencias.items() if dias <= valor)
        less = sum(veces for dias, veces in frecuencias.items() if dias < valor)
        assert below >= parte * found.cuantos - 1e-9
        assert less < parte * found.cuantos + 1e-9


def test_los_valores_de_los_recordatorios_son_dias_enteros() -> None:
    assert fits("recordar_antes", "3,1") and fits("recordar_antes", "5, 2, 1") and fits("prorroga_veces", "0")
    for clave, valor in (
        ("recordar_antes", "0"), ("recordar_antes", "3;1"), ("recordar_antes", "1,2,3,4,5,6"), ("prorroga_dias", "0"),
        ("prorroga_dias", "61"), ("escalar_titular_tras", "-1"), ("otra", "3"), ("recordar_antes", ""),
    ):  # fmt: skip
        assert not fits(clave, valor)
    assert Politica.of({"recordar_antes": "1, 5,3,3"}).antes == (5, 3, 1)
