"""What a goal of several months comes to, what a later version adds or takes away, and the values of the rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders_indicadores import actividad, contenido, indicador
from workflow.indicadores.clases import Regla
from workflow.indicadores.politica import Reglas, read
from workflow.indicadores.programa import of_content
from workflow.indicadores.situacion import Dato, Linea, Vigencia, lines, year

FIN_DE_ANIO = date(2027, 1, 1)
JUNIO, JULIO = "2026-06", "2026-07"


def programa(*actividades: dict[str, object], mir: list[dict[str, object]] | None = None):  # type: ignore[no-untyped-def]
    return of_content(contenido(actividades=list(actividades), mir=mir), 2026)


def dato(n: int, uno: str) -> Dato:
    return Dato(n, Decimal(uno))


def told(actividad_: dict[str, object], reportes: dict[str, str], hoy: date = FIN_DE_ANIO) -> Linea:
    datos = {("actividades[A01]", mes): dato(n, uno) for n, (mes, uno) in enumerate(reportes.items(), 1)}
    [found] = lines([Vigencia(1, date(2026, 1, 1), programa(actividad_))], datos, hoy)
    return found


class TestTiposDeMeta:
    def test_una_entrega_unica_cuenta_aunque_los_demas_meses_digan_cero(self) -> None:
        """One plan in June; December says 0 and that is not the goal of the year."""
        unica = actividad("A01", ["0"] * 5 + ["1"] + ["0"] * 6, "unica")
        assert told(unica, {JUNIO: "1"}).acumulado.avance == 100
        assert told(unica, {}).acumulado.estado == "sin_reporte"
        assert told(unica, {JULIO: "1"}).acumulado.avance == 100  # delivered a month late

    def test_una_meta_en_promedio_se_compara_con_el_promedio_de_sus_meses(self) -> None:
        """90, 92 and 94 achieved of 90, 92 and 94: on the goal, not 92 of 94."""
        promedio = actividad("A01", ["90", "92", "94", *["96"] * 9], "promedio")
        found = told(promedio, {"2026-01": "90", "2026-02": "92", "2026-03": "94"}, date(2026, 4, 1)).acumulado
        assert (found.valor, found.avance) == (92, 100)

    @given(st.lists(st.integers(1, 500), min_size=12, max_size=12), st.integers(1, 12))
    def test_quien_logra_justo_lo_programado_va_al_cien_en_cualquier_mes_y_tipo(
        self, metas: list[int], mes: int
    ) -> None:
        hoy = date(2026, mes + 1, 1) if mes < 12 else FIN_DE_ANIO
        for tipo in ("acumulable", "constante", "ultima", "promedio"):
            fila = actividad("A01", [str(meta) for meta in metas], tipo)
            found = told(fila, {f"2026-{n:02d}": str(metas[n - 1]) for n in range(1, mes + 1)}, hoy)
            assert found.acumulado.avance == 100, tipo
            assert found.faltan == ()


class TestVersiones:
    """v1 rules the year; v2, from 1 July."""

    uno = programa(actividad("A01", ["10"] * 12), actividad("A02", ["1"] * 12))
    dos = programa(actividad("A01", ["20"] * 12), actividad("A03", ["2"] * 12))
    vigencias = (Vigencia(1, date(2026, 1, 1), uno), Vigencia(2, date(2026, 7, 1), dos))

    def test_al_cierre_de_junio_manda_todavia_la_primera(self) -> None:
        """Seen on 1 July, the half year is that of version 1: A02 is there and A03 is not."""
        found = lines(self.vigencias, {}, date(2026, 7, 1))
        assert [one.medida.clave for one in found] == ["A01", "A02"]
        assert {celda.meta for one in found for celda in one.celdas} == {10, 1}

    def test_lo_que_agrego_la_modificacion_no_falta_antes_de_existir(self) -> None:
        found = {one.medida.clave: one for one in lines(self.vigencias, {}, date(2026, 10, 1))}
        assert set(found) == {"A01", "A03"}
        assert found["A03"].faltan == ("2026-07", "2026-08", "2026-09")
        assert len(found["A01"].faltan) == 9

    def test_el_anual_se_dice_contra_la_meta_original_y_la_modificada(self) -> None:
        """10 a month all the year is 120: of 120 originally, 100 %; of 240 now, 50 %."""
        datos = {("actividades[A01]", f"2026-{n:02d}"): dato(n, "10") for n in range(1, 13)}
        linea = next(one for one in lines(self.vigencias, datos, FIN_DE_ANIO) if one.medida.clave == "A01")
        original, vigente = year(self.vigencias, linea, FIN_DE_ANIO)
        assert (original.version, original.meta, original.resultado.avance) == (1, 120, 100)
        assert (vigente.version, vigente.meta, vigente.resultado.avance) == (2, 240, 50)
        assert [celda.meta for celda in linea.celdas] == [10] * 6 + [20] * 6
        # The cumulative has the goals of each month: 60 + 120
        assert linea.acumulado.avance == Fraction(120, 180) * 100

    def test_si_cambia_la_frecuencia_cada_periodo_es_el_de_su_version(self) -> None:
        """Monthly until June, quarterly afterwards: no month and no quarter is asked twice or lost."""
        metas = ["60", "70", "75", "80"]
        uno = programa(mir=[indicador("C1", "componente", "mensual", list(metas))])
        dos = programa(mir=[indicador("C1", "componente", "trimestral", list(metas))])
        vigencias = (Vigencia(1, date(2026, 1, 1), uno), Vigencia(2, date(2026, 7, 1), dos))
        [found] = lines(vigencias, {}, FIN_DE_ANIO)
        assert found.faltan == (*(f"2026-{n:02d}" for n in range(1, 7)), "2026-T3", "2026-T4")


class TestValoresDeLasReglas:
    @pytest.mark.parametrize(
        ("clave", "texto", "guarda"),
        [
            ("semaforo", " 70, 90,110 ,130 % ", "70,90,110,130"),
            ("semaforo", "70,90,90,130", "70,90,90,130"),
            ("semaforo", "70,90,110", None),
            ("semaforo", "70,70,110,130", None),
            ("semaforo", "70,90,130,130", None),
            ("semaforo", "-5,90,110,130", None),
            ("dias_mes", "0", None),
            ("dias_mes", "60", "60"),
            ("dias_mes", "61", None),
            ("dias_mes", "1.5", None),
            ("dias_mes", "٣", None),
            ("tope", "100", "100"),
            ("tope", "0", None),
            ("logrado_cero", "0", "0"),
            ("recordar_avance_antes", "5, 3,1", "5,3,1"),
            ("recordar_avance_antes", "", None),
            ("otra", "1", None),
        ],
    )
    def test_que_se_acepta(self, clave: str, texto: str, guarda: str | None) -> None:
        assert read(clave, texto) == guarda

    @given(st.text(max_size=30), st.sampled_from(["semaforo", "dias_mes", "tope", "recordar_avance_antes"]))
    def test_lo_que_se_acepta_siempre_puede_leerse(self, texto: str, clave: str) -> None:
        kept = read(clave, texto)
        if kept is not None:
            Reglas(((clave, date(2026, 1, 1), kept),)).on(date(2026, 6, 1))

    def test_la_regla_del_municipio_no_toca_a_quien_tiene_la_suya(self) -> None:
        politica = Reglas((("semaforo", date(2026, 1, 1), "10,20,30,40"), ("logrado_cero", date(2026, 1, 1), "0"))).on(
            date(2026, 1, 1)
        )
        propia = Regla()
        assert politica.over(propia) is propia
        ajena = politica.over(Regla(semaforo_propio=False, logrado_cero_propio=False, sentido="descendente"))
        assert (ajena.semaforo[1].desde, ajena.logrado_cero) == (10, 0)
