"""Notices «de momento a momento», what a fe de erratas changes, and calendars as other programs read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from workflow.sesiones import convocatoria
from workflow.sesiones.calendario import Evento, calendar

SESION = datetime(2026, 2, 13, 16, 0, tzinfo=UTC)
ANTES = SESION - timedelta(hours=72)
LIMITE = SESION - timedelta(hours=48)


def line(identifier: int, numero: int, titulo: str, retirado: str = "") -> dict[str, object]:
    return {"id": identifier, "numero": numero, "titulo": titulo, "tipo": "votable", "retirado": retirado}


def judge(acuses: dict[str, datetime | None], **mas: object) -> convocatoria.Juicio:
    return convocatoria.judge(SESION, 48, acuses, **{"ahora": ANTES, **mas})  # type: ignore[arg-type]


def test_cuarenta_y_ocho_horas_exactas_cumplen_y_un_minuto_menos_no() -> None:
    juicio = judge({"C01": LIMITE, "C02": LIMITE + timedelta(minutes=1)})
    assert [(a.clave, a.anticipacion_min, a.cumple) for a in juicio.avisos] == [
        ("C01", 2880, True),
        ("C02", 2879, False),
    ]
    assert juicio.limite == LIMITE and juicio.estado == "defectuosa"


def test_el_fin_de_semana_cuenta_porque_las_horas_corren_de_momento_a_momento() -> None:
    lunes = datetime(2026, 2, 16, 15, 0, tzinfo=UTC)
    juicio = convocatoria.judge(lunes, 48, {"C01": lunes - timedelta(hours=48)}, ahora=lunes - timedelta(hours=40))
    assert juicio.estado == "en_tiempo"


def test_sin_acuse_se_espera_hasta_el_limite_y_despues_la_convocatoria_puede_impugnarse() -> None:
    assert judge({"C01": ANTES, "C02": None}, ahora=LIMITE).estado == "pendiente"
    assert judge({"C01": ANTES, "C02": None}, ahora=LIMITE + timedelta(seconds=1)).estado == "defectuosa"


def test_si_asisten_todas_las_personas_convocadas_la_falta_queda_subsanada() -> None:
    acuses = {"C01": ANTES, "C02": None}
    assert judge(acuses, ahora=SESION, asistentes={"C01", "C02"}).estado == "subsanada"
    assert judge(acuses, ahora=SESION, asistentes={"C01"}).estado == "defectuosa"


def test_corregir_un_titulo_no_reinicia_el_plazo_y_cambiar_el_lugar_si() -> None:
    antes = {"lugar": "Salón A", "puntos": [line(71, 3, "POA de Obra")]}
    titulo = convocatoria.changed(antes, {"lugar": "Salón A", "puntos": [line(71, 3, "POA de Obras")]})
    assert titulo == [{"campo": "punto_corregido.3", "antes": "POA de Obra", "ahora": "POA de Obras"}]
    assert not convocatoria.starts_again(titulo, convocatoria.REINICIAN, "ordinaria")
    lugar = convocatoria.changed(antes, {**antes, "lugar": "Salón B"})
    assert lugar == [{"campo": "lugar", "antes": "Salón A", "ahora": "Salón B"}]
    assert convocatoria.starts_again(lugar, convocatoria.REINICIAN, "ordinaria")


def test_lo_que_reinicia_el_plazo_lo_dice_la_regla_del_organo() -> None:
    lugar = [{"campo": "lugar", "antes": "Salón A", "ahora": "Salón B"}]
    assert not convocatoria.starts_again(lugar, ["programada_para"], "ordinaria")
    retiro = [{"campo": "punto_retirado.4", "antes": "POA", "ahora": "Falta suficiencia"}]
    assert convocatoria.starts_again(retiro, ["punto_retirado"], "ordinaria")


def test_agregar_a_una_extraordinaria_siempre_vuelve_a_convocar() -> None:
    alta = [{"campo": "punto_adicionado.4", "antes": "", "ahora": "Convenio"}]
    assert not convocatoria.starts_again(alta, [], "ordinaria")
    assert convocatoria.starts_again(alta, [], "extraordinaria")


def test_un_punto_que_se_agrega_recorre_los_numeros_y_solo_se_anuncia_el_nuevo() -> None:
    antes = {"puntos": [line(71, 3, "POA de Obras"), line(72, 4, "Asuntos generales")]}
    ahora = {"puntos": [line(71, 3, "POA de Obras", "No hay oficio"), line(90, 4, "Convenio"),
                        line(72, 5, "Asuntos generales")]}  # fmt: skip
    assert convocatoria.changed(antes, ahora) == [
        {"campo": "punto_retirado.3", "antes": "POA de Obras", "ahora": "No hay oficio"},
        {"campo": "punto_adicionado.4", "antes": "", "ahora": "Convenio"},
    ]


def test_la_segunda_convocatoria_espera_desde_la_hora_de_la_primera() -> None:
    assert convocatoria.second_call_from(
        SESION, {"segunda_convocatoria": {"espera_minutos": 30}}
    ) == SESION + timedelta(minutes=30)
    assert convocatoria.second_call_from(SESION, {"segunda_convocatoria": {"espera_minutos": None}}) == SESION


def test_otra_sede_pide_su_acuerdo_o_justificacion() -> None:
    def codes(**mas: str) -> list[str]:
        datos = {"sede": "recinto_oficial", "recinto_acuerdo": "", "modalidad": "presencial", "enlace": ""}
        return [r.code for r in convocatoria.place_problems(**{**datos, **mas})]

    assert codes() == []
    assert codes(sede="itinerante") == ["SEDE_SIN_ACUERDO"]
    assert codes(sede="recinto_alterno", recinto_acuerdo="Acuerdo AHC/012/2026") == []
    assert codes(modalidad="hibrida", enlace="javascript:x") == ["ENLACE_ILEGIBLE"]


def test_un_calendario_con_acentos_comas_y_renglones_largos_se_lee_igual_en_otro_programa() -> None:
    lugar = "el Salón de Cabildo, Palacio Municipal; planta alta, " + "colonia Centro, " * 6
    evento = Evento("sesion-7@r.mx", 1, "Cabildo: sesión ordinaria", SESION, None, lugar, "", "cancelada", ANTES)
    data = calendar("Cabildo", [evento])
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    (leido,) = Calendar.from_ical(data).walk("VEVENT")
    assert (str(leido["uid"]), str(leido["location"]), str(leido["status"])) == ("sesion-7@r.mx", lugar, "CANCELLED")
    assert leido.decoded("dtstart") == SESION and leido["sequence"] == 1
    assert leido.decoded("dtend") == SESION + timedelta(hours=2)
