"""The cumulative of any indicator against another hand: tests/recalculo.py, which was written from the dictionary of
the open data and imports nothing of the system."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests import recalculo
from workflow.indicadores.calculo import accumulate, evaluate
from workflow.indicadores.clases import Periodo, Regla, five_bands

numbers = st.decimals(0, 10**6, places=2, allow_nan=False)
some = st.one_of(st.none(), st.just(Decimal(0)), numbers)


@st.composite
def rules(draw: st.DrawFn) -> Regla:
    w, x, y, z = sorted(draw(st.lists(st.integers(0, 300), min_size=4, max_size=4, unique=True)))
    formula = draw(st.sampled_from(["valor_absoluto", "porcentaje", "razon", "tasa_variacion"]))
    kind = draw(st.sampled_from(["acumulable", "constante", "ultima", "promedio"]))
    base = draw(st.one_of(st.none(), numbers))
    return Regla(
        sentido=draw(st.sampled_from(["ascendente", "descendente", "constante"])),
        formula=formula,
        metodo="cociente" if base is None else draw(st.sampled_from(["cociente", "linea_base"])),
        semaforo=five_bands(Decimal(w), Decimal(x), Decimal(y), Decimal(z)),
        tipo_meta=kind,
        linea_base=base,
        logrado_cero=draw(st.one_of(st.none(), st.just(Decimal(100)))),
        meta_en_promedio=kind == "promedio" and formula == "valor_absoluto",
    )


periods = st.lists(
    st.builds(
        lambda meta, said, uno, dos: Periodo(meta, "reportado" if said else "sin_reporte", uno if said else None, dos),
        some, st.booleans(), numbers, some,
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip


def thing(regla: Regla) -> dict[str, Any]:
    """The columns that the open data tells of a rule."""
    limits = [rango.hasta for rango in regla.semaforo[:4]]
    names = ("amarillo_desde", "verde_desde", "verde_hasta", "amarillo_hasta")
    level = "promedio" if regla.meta_en_promedio else "ultimo" if regla.por_nivel else "suma"
    return {
        "formula": regla.formula,
        "sentido": regla.sentido,
        "metodo": regla.metodo,
        "acumula": regla.junta if regla.formula == "valor_absoluto" else "suma",
        "meta_acumulada": level,
        "linea_base": text(regla.linea_base),
        "logrado_cero": text(regla.logrado_cero),
        **{name: str(limit) for name, limit in zip(names, limits, strict=True)},
    }


def text(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")


def line(periodo: Periodo) -> dict[str, str]:
    reported = periodo.reporte == "reportado"
    return {
        "meta": text(periodo.programado),
        "reportado": "1" if reported else "0",
        "dato_1": text(periodo.uno),
        "dato_2": text(periodo.dos) if reported else "",
    }


@given(rules(), periods)
def test_el_acumulado_es_el_de_otra_cuenta(regla: Regla, periodos: list[Periodo]) -> None:
    mine = recalculo.judge(thing(regla), [line(periodo) for periodo in periodos])
    found = accumulate(regla, periodos)
    value = None if found.estado in ("sin_reporte",) else found.valor
    assert mine == (found.estado, found.semaforo, value, found.avance, found.incumplimientos)


@given(rules(), periods)
def test_un_periodo_solo_acumula_lo_que_el_mismo_dice(regla: Regla, periodos: list[Periodo]) -> None:
    one = periodos[0]
    alone, together = evaluate(regla, one), accumulate(regla, [one])
    assert (alone.estado, alone.semaforo, alone.valor, alone.avance) == (
        together.estado, together.semaforo, together.valor, together.avance,
    )  # fmt: skip


@given(rules(), periods)
def test_un_periodo_sin_meta_ni_reporte_no_cambia_nada(regla: Regla, periodos: list[Periodo]) -> None:
    assert accumulate(regla, [*periodos, Periodo(None, "sin_reporte")]) == accumulate(regla, periodos)
