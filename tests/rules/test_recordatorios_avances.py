"""When what is owed of the goals is reminded, and to whom: one notice with everything, quiet when nothing is owed."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflow.avisos.recordatorios_avances import Cadencia, Debe, Mes, Recordatorio, recordatorios
from workflow.kernel.plazos import Calendario
from workflow.people.directorio import Directorio

CAL = Calendario()
CADA = Cadencia(antes=(5, 1), cada=3, titular=3, planeacion=8)
MARZO = Mes("2026-03", "marzo de 2026", date(2026, 4, 14), faltan=3)  # Tuesday
ENERO = Mes("2026-01", "enero de 2026", date(2026, 2, 13), faltan=2, observados=1, gasto=4)  # Friday
ENLACE, TITULAR, PLANEACION, ADMIN, SUPLENTE = 1, 2, 3, 4, 5


def people(*activos: int, suplentes: dict[int, tuple[int, ...]] | None = None) -> Directorio:
    cargos = {
        ("dependencia_captura", 50): frozenset({ENLACE}),
        ("dependencia_titular", 50): frozenset({TITULAR}),
        ("planeacion_titular", None): frozenset({PLANEACION}),
        ("administrador", None): frozenset({ADMIN}),
    }
    return Directorio(cargos, frozenset(activos or (ENLACE, TITULAR, PLANEACION, ADMIN)), suplentes or {})


def on(dia: date, *meses: Mes, personas: Directorio | None = None) -> list[Recordatorio]:
    return recordatorios(Debe(9, 50, meses), dia, CAL, CADA, personas or people())


def told(found: list[Recordatorio]) -> list[tuple[int, str]]:
    return [(one.envio.usuario_id, one.envio.momento.codigo.removeprefix("avance_")) for one in found]


def news(dias: list[date], *meses: Mes) -> dict[date, list[tuple[int, str]]]:
    """What is new on each day, as if each one had run."""
    known: set[str] = set()
    said: dict[date, list[tuple[int, str]]] = {}
    for dia in dias:
        fresh = [one for one in on(dia, *meses) if one.clave not in known]
        known |= {one.clave for one in fresh}
        if fresh:
            said[dia] = told(fresh)
    return said


def test_antes_cinco_y_un_dias_habiles_el_dia_y_despues_cada_tres() -> None:
    """Due on Tuesday 14 April: five business days before is Tuesday 7; one, Monday 13. Late: the 15th and the 20th."""
    april = [date(2026, 4, 1) + timedelta(days=n) for n in range(21)]
    assert news(april, MARZO) == {
        date(2026, 4, 7): [(ENLACE, "por_vencer")],
        date(2026, 4, 13): [(ENLACE, "por_vencer")],
        date(2026, 4, 14): [(ENLACE, "vence_hoy")],
        date(2026, 4, 15): [(ENLACE, "vencido")],
        date(2026, 4, 17): [(TITULAR, "escalado")],
        date(2026, 4, 20): [(ENLACE, "vencido")],
    }


def test_a_los_ocho_dias_de_atraso_se_le_dice_a_planeacion_una_vez() -> None:
    """Eight business days after Tuesday 14 April is Friday 24."""
    later = [date(2026, 4, 18) + timedelta(days=n) for n in range(30)]
    said = news(later, MARZO)
    assert [dia for dia, who in said.items() if (PLANEACION, "escalado") in who] == [date(2026, 4, 24)]
    assert sum((TITULAR, "escalado") in who for who in said.values()) == 1


def test_varios_meses_atrasados_son_un_solo_aviso_con_todo() -> None:
    febrero = Mes("2026-02", "febrero de 2026", date(2026, 3, 13), faltan=1)
    found = [one for one in on(date(2026, 4, 7), ENERO, febrero, MARZO) if one.envio.usuario_id == ENLACE]
    assert [(one.envio.momento.codigo, [mes.mes for mes in one.meses]) for one in found] == [
        ("avance_vencido", ["2026-01", "2026-02"]),
        ("avance_por_vencer", ["2026-03"]),
    ]


def test_sin_nada_que_deba_no_se_dice_nada() -> None:
    assert on(date(2026, 4, 7)) == []


def test_a_quien_suple_y_si_no_hay_quien_capture_a_la_titular() -> None:
    suplencia = people(ENLACE, TITULAR, SUPLENTE, suplentes={ENLACE: (SUPLENTE,)})
    [uno, otro] = on(date(2026, 4, 7), MARZO, personas=suplencia)
    assert (uno.envio.usuario_id, otro.envio.usuario_id, otro.envio.suple_id) == (ENLACE, SUPLENTE, ENLACE)
    assert told(on(date(2026, 4, 7), MARZO, personas=people(TITULAR, PLANEACION, ADMIN))) == [(TITULAR, "por_vencer")]


def test_si_nadie_puede_reportar_se_le_dice_a_planeacion_y_a_la_administracion() -> None:
    found = on(date(2026, 4, 7), MARZO, personas=people(PLANEACION, ADMIN))
    assert told(found) == [(PLANEACION, "sin_persona"), (ADMIN, "sin_persona")]


def test_cada_mes_dice_que_falta() -> None:
    assert ENERO.dice == "Enero de 2026: 2 avances por reportar, 1 por corregir y 4 renglones de gasto"
    assert Mes("2026-03", "marzo de 2026", date(2026, 4, 14), faltan=1).dice == "Marzo de 2026: 1 avance por reportar"


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=6)
)
def test_el_mismo_dia_dos_veces_da_las_mismas_claves_y_a_lo_mas_dos_avisos_por_persona(
    hoy: date, vencen: list[date]
) -> None:
    meses = tuple(Mes(f"m{n}", "un mes", vence, faltan=1) for n, vence in enumerate(sorted(vencen)))
    one, two = on(hoy, *meses), on(hoy, *meses)
    assert [r.clave for r in one] == [r.clave for r in two]
    assert len({r.clave for r in one}) == len(one)
    for persona in (ENLACE, TITULAR, PLANEACION):
        assert sum(r.envio.usuario_id == persona for r in one) <= 2
    assert all(r.meses for r in one)
