"""Terms beyond the cases of tests/cases/plazos.yaml: arithmetic by hand on the calendar of 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.kernel import plazos
from workflow.kernel.clock import local, local_date, parse_local

MUNICIPIO = plazos.Calendario(
    inhabiles=frozenset({date(2026, 2, 2), date(2026, 3, 16), date(2026, 4, 2), date(2026, 4, 3), date(2026, 5, 1)}),
    inicio=time(8, 0),
    fin=time(15, 0),
)

fechas = st.dates(date(2025, 12, 1), date(2027, 3, 1))
instantes = st.datetimes(datetime(2025, 12, 1), datetime(2027, 3, 1)).map(lambda dt: dt.replace(tzinfo=UTC))
calendarios = st.builds(plazos.Calendario, inhabiles=st.frozensets(fechas, max_size=40))


def at(texto: str) -> datetime:
    """Local hour of the municipality."""
    return parse_local(texto)


@given(instantes, st.integers(1, 60), calendarios, st.sampled_from(["siguiente_habil", "mismo_dia"]))
def test_un_plazo_en_dias_habiles_nunca_vence_en_inhabil(
    inicio: datetime, cantidad: int, calendario: plazos.Calendario, fuera: plazos.FueraDeHorario
) -> None:
    plazo = plazos.dias_habiles(inicio, cantidad, calendario, fuera_de_horario=fuera)
    ultimo = local_date(plazo.vence)
    assert calendario.es_habil(ultimo)
    assert calendario.es_habil(plazo.primer_dia)
    assert ultimo.weekday() < 5
    assert plazo.surte_efecto < plazo.primer_dia <= ultimo
    dias = [plazo.primer_dia + timedelta(days=n) for n in range((ultimo - plazo.primer_dia).days + 1)]
    assert sum(dia.weekday() < 5 and dia not in calendario.inhabiles for dia in dias) == cantidad


@given(instantes, st.integers(1, 30), calendarios)
def test_un_dia_mas_de_plazo_nunca_vence_antes(inicio: datetime, cantidad: int, calendario: plazos.Calendario) -> None:
    corto = plazos.dias_habiles(inicio, cantidad, calendario)
    largo = plazos.dias_habiles(inicio, cantidad + 1, calendario)
    assert corto.vence < largo.vence


@given(instantes, st.integers(1, 30), st.integers(1, 15), calendarios)
def test_la_prorroga_concedida_es_un_solo_plazo_mas_largo(
    inicio: datetime, cantidad: int, extra: int, calendario: plazos.Calendario
) -> None:
    original = plazos.dias_habiles(inicio, cantidad, calendario)
    prorroga = plazos.Prorroga(extra, original.vence)
    concedida = plazos.dias_habiles(inicio, cantidad, calendario, prorroga=prorroga)
    assert concedida.prorroga_procede is True
    assert concedida.vence == plazos.dias_habiles(inicio, cantidad + extra, calendario).vence
    tarde = plazos.Prorroga(extra, original.vence + timedelta(seconds=1))
    negada = plazos.dias_habiles(inicio, cantidad, calendario, prorroga=tarde)
    assert (negada.prorroga_procede, negada.vence) == (False, original.vence)


@given(instantes, st.integers(0, 400), calendarios)
def test_los_dias_naturales_recorridos_caen_en_habil(
    inicio: datetime, cantidad: int, calendario: plazos.Calendario
) -> None:
    vence = plazos.dias_naturales(inicio, cantidad, calendario, si_inhabil="siguiente_habil")
    assert calendario.es_habil(local_date(vence))
    assert local_date(vence) >= local_date(inicio) + timedelta(days=cantidad)


@given(st.integers(2025, 2027), st.integers(1, 12), calendarios)
def test_despues_del_ultimo_habil_del_mes_no_hay_otro_en_el_mes(
    anio: int, mes: int, calendario: plazos.Calendario
) -> None:
    ultimo = local_date(plazos.ultimo_habil_mes(anio, mes, calendario))
    assert calendario.es_habil(ultimo)
    siguiente = calendario.siguiente_habil(ultimo)
    assert (siguiente.year, siguiente.month) > (ultimo.year, ultimo.month)


class TestSurteEfecto:
    @pytest.mark.parametrize(
        ("momento", "dia"),
        [
            ("2026-06-08T00:00:00", date(2026, 6, 8)),  # early morning counts that day
            ("2026-06-08T15:00:00", date(2026, 6, 8)),
            ("2026-06-08T15:00:01", date(2026, 6, 9)),
            ("2026-06-05T23:59:59", date(2026, 6, 8)),  # Friday night, Monday
            ("2026-02-02T10:00:00", date(2026, 2, 3)),  # a holiday
            ("2026-04-01T16:00:00", date(2026, 4, 6)),  # Wednesday before Holy Thursday
            ("2026-06-08T20:30:00Z", date(2026, 6, 8)),  # 14:30 in Fresnillo
            ("2026-06-08T21:00:01Z", date(2026, 6, 9)),  # 15:00:01 in Fresnillo
            ("2026-06-09T03:00:00Z", date(2026, 6, 9)),  # 21:00 of the 8th in Fresnillo
        ],
    )
    def test_siguiente_habil(self, momento: str, dia: date) -> None:
        assert plazos.surte_efecto(at(momento), MUNICIPIO, "siguiente_habil") == dia

    def test_mismo_dia_aunque_sea_domingo_de_noche(self) -> None:
        assert plazos.surte_efecto(at("2026-06-07T23:00:00"), MUNICIPIO, "mismo_dia") == date(2026, 6, 7)


class TestDiasHabiles:
    def test_un_dia_notificado_en_viernes_vence_el_lunes(self) -> None:
        plazo = plazos.dias_habiles(at("2026-06-05T10:00:00"), 1, MUNICIPIO)
        assert (plazo.surte_efecto, plazo.primer_dia) == (date(2026, 6, 5), date(2026, 6, 8))
        assert plazo.vence == datetime(2026, 6, 8, 21, 0, tzinfo=UTC)
        assert plazo.prorroga_procede is None

    def test_el_plazo_cruza_el_fin_de_anio(self) -> None:
        plazo = plazos.dias_habiles(at("2026-12-30T10:00:00"), 3, MUNICIPIO)
        assert local(plazo.vence).isoformat() == "2027-01-04T15:00:00-06:00"

    def test_no_hay_plazo_de_cero_dias(self) -> None:
        with pytest.raises(ValueError, match="at least one"):
            plazos.dias_habiles(at("2026-06-05T10:00:00"), 0, MUNICIPIO)

    def test_lo_que_falta_se_cuenta_en_habiles(self) -> None:
        assert MUNICIPIO.habiles_entre(date(2026, 1, 30), date(2026, 2, 6)) == 4  # Monday 2 is a holiday
        assert MUNICIPIO.habiles_entre(date(2026, 2, 6), date(2026, 1, 30)) == 0
        assert MUNICIPIO.habiles_entre(date(2026, 2, 6), date(2026, 2, 8)) == 0


class TestMeses:
    @pytest.mark.parametrize(
        ("dia", "cantidad", "resultado"),
        [
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2024, 1, 31), 1, date(2024, 2, 29)),
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2026, 12, 15), 1, date(2027, 1, 15)),
            (date(2026, 11, 30), 3, date(2027, 2, 28)),
            (date(2026, 2, 28), 1, date(2026, 3, 28)),
            (date(2026, 3, 31), -1, date(2026, 2, 28)),
            (date(2026, 5, 10), 0, date(2026, 5, 10)),
        ],
    )
    def test_de_fecha_a_fecha(self, dia: date, cantidad: int, resultado: date) -> None:
        assert plazos.add_months(dia, cantidad) == resultado

    def test_el_mes_se_cuenta_desde_la_fecha_local(self) -> None:
        """31 January at 21:00 in Fresnillo is already 1 February in UTC."""
        vence = plazos.meses(datetime(2026, 2, 1, 3, 0, tzinfo=UTC), 1, MUNICIPIO)
        assert local_date(vence) == date(2026, 2, 28)


class TestHoras:
    def test_cruzan_fin_de_semana_y_fin_de_mes(self) -> None:
        assert local(plazos.horas(at("2026-01-30T14:50:00"), 72)).isoformat() == "2026-02-02T14:50:00-06:00"

    def test_no_hay_horario_de_verano_en_abril_ni_en_octubre(self) -> None:
        assert local(plazos.horas(at("2026-04-04T12:00:00"), 24)).isoformat() == "2026-04-05T12:00:00-06:00"
        assert local(plazos.horas(at("2026-10-24T12:00:00"), 24)).isoformat() == "2026-10-25T12:00:00-06:00"


class TestVencido:
    def test_en_el_segundo_exacto_no_esta_vencido(self) -> None:
        vence = at("2026-06-10T15:00:00")
        assert not plazos.vencido(vence, vence)
        assert plazos.vencido(vence, vence + timedelta(microseconds=1))


class TestConvocatoria:
    SESION = "2026-02-17T10:00:00"

    def judge(self, notificaciones: dict[str, str | None], asistentes: list[str]) -> plazos.Convocatoria:
        return plazos.convocatoria(
            at(self.SESION), 48, {q: m and at(m) for q, m in notificaciones.items()}, asistentes
        )  # fmt: skip

    def test_los_minutos_se_redondean_hacia_abajo(self) -> None:
        hallado = self.judge({"A": "2026-02-15T10:00:01", "B": "2026-02-17T10:00:01"}, [])
        assert hallado.por_integrante["A"] == plazos.Aviso(2879, cumple=False)
        assert hallado.por_integrante["B"] == plazos.Aviso(-1, cumple=False)  # notified after it began

    def test_no_se_subsana_si_falta_un_convocado_aunque_este_bien_notificado(self) -> None:
        hallado = self.judge({"A": None, "B": "2026-02-10T10:00:00"}, ["A"])
        assert (hallado.defectuosas, hallado.subsanada, hallado.valida) == (("A",), False, False)

    def test_los_invitados_no_estorban_a_que_se_subsane(self) -> None:
        hallado = self.judge({"A": None, "B": "2026-02-10T10:00:00"}, ["X", "B", "A"])
        assert (hallado.subsanada, hallado.valida) == (True, True)

    def test_sin_defectos_no_hay_nada_que_subsanar(self) -> None:
        hallado = self.judge({"A": "2026-02-10T10:00:00"}, ["A"])
        assert (hallado.defectuosas, hallado.subsanada, hallado.valida) == ((), False, True)

    def test_las_defectuosas_van_en_el_orden_en_que_se_convoco(self) -> None:
        assert self.judge({"Z": None, "A": None, "M": None}, []).defectuosas == ("Z", "A", "M")


class TestSegundaLlamada:
    @pytest.mark.parametrize(
        ("llamada", "valida"),
        [("2026-02-20T10:29:59", False), ("2026-02-20T10:30:00", True), ("2026-02-20T12:00:00", True)],
    )
    def test_vale_desde_el_minuto_exacto(self, llamada: str, valida: bool) -> None:
        assert plazos.segunda_llamada(at("2026-02-20T10:00:00"), 30, at(llamada)).valida is valida

    def test_si_no_hubo_no_se_juzga(self) -> None:
        hallado = plazos.segunda_llamada(at("2026-02-20T10:00:00"), 30)
        assert (hallado.no_antes_de, hallado.valida) == (datetime(2026, 2, 20, 16, 30, tzinfo=UTC), None)
