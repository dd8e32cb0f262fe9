"""Rules of the personal data: terms by date, notices, ARCO requests, what the Comité decided, when data is deleted."""

from __future__ import annotations

from datetime import date

import pytest

from workflow.kernel.plazos import Calendario
from workflow.kernel.refusals import Invalid
from workflow.padron.privacidad import accesos, arco, aviso, bloqueo, comite, parametros
from workflow.padron.privacidad.arco import Hecho, Plazos
from workflow.padron.privacidad.comite import Decision
from workflow.padron.privacidad.parametros import Vigente

PLAZOS = Plazos(20, 10, 15)
CAL = Calendario()


def test_un_plazo_sin_confirmar_es_el_propuesto_y_desde_su_dia_rige_el_escrito() -> None:
    escritos = [
        Vigente("arco_respuesta", "15", date(2026, 3, 1), "Ley estatal", por_confirmar=False),
        Vigente("arco_respuesta", "12", date(2026, 3, 1), "Fe de erratas", por_confirmar=False),
    ]
    antes = parametros.vigente("arco_respuesta", date(2026, 2, 28), escritos)
    assert (antes.entero, antes.por_confirmar, antes.desde) == (20, True, None)
    assert parametros.vigente("arco_respuesta", date(2026, 3, 1), escritos).entero == 12


@pytest.mark.parametrize(
    ("clave", "valor", "codigos"),
    [
        ("arco_respuesta", "20", []),
        ("arco_respuesta", "0", ["PARAMETRO_NUMERO"]),
        ("arco_respuesta", "veinte", ["PARAMETRO_NUMERO"]),
        ("celda_minima", "1", ["PARAMETRO_NUMERO"]),
        ("aviso_exigible", "detener", []),
        ("aviso_exigible", "10", ["PARAMETRO_OPCION"]),
        ("otra", "10", ["PARAMETRO_DESCONOCIDO"]),
    ],
)
def test_un_valor_se_acepta_solo_si_cabe(clave: str, valor: str, codigos: list[str]) -> None:
    faltas = parametros.reparos(clave, valor, date(2026, 1, 1), "LGPDPPSO")
    assert [falta.code for falta in faltas] == codigos


def test_el_aviso_integral_tiene_nueve_elementos_y_el_simplificado_cuatro() -> None:
    assert len(aviso.ELEMENTOS) == 9
    completo = {clave: f"Texto de {clave}" for clave in aviso.ELEMENTOS}
    limpio = aviso.elementos_de(completo)
    assert [aviso.FRACCIONES[clave] for clave in aviso.simplificado(limpio)] == ["I", "IV", "VII", "VIII"]
    with pytest.raises(Invalid) as refusal:
        aviso.elementos_de({**completo, "arco": " ", "datos": "x" * 4001})
    assert [(falta.code, falta.facts["campo"]) for falta in refusal.value.reasons] == [
        ("AVISO_ELEMENTO_FALTANTE", "arco"),
        ("AVISO_ELEMENTO_LARGO", "datos"),
    ]


def test_la_huella_del_aviso_cambia_con_una_letra() -> None:
    textos = dict.fromkeys(aviso.ELEMENTOS, "texto")
    una = aviso.huella("PP-25", 1, date(2026, 2, 10), textos)
    assert una != aviso.huella("PP-25", 1, date(2026, 2, 10), {**textos, "arco": "Texto"})


# 2026-02-10 is a Tuesday. Without holidays 20 business days after it is Tuesday 10 March; 30 is 24 March.
def test_la_respuesta_vence_a_los_veinte_dias_habiles_y_la_ampliacion_alarga_el_mismo_plazo() -> None:
    recibida = date(2026, 2, 10)
    hechos = [Hecho("recibida", recibida), Hecho("identidad", recibida)]
    assert arco.vence(recibida, hechos, PLAZOS, CAL) == date(2026, 3, 10)
    hechos.append(Hecho("ampliacion", date(2026, 3, 9)))
    assert arco.vence(recibida, hechos, PLAZOS, CAL) == date(2026, 3, 24)


def test_la_prevencion_detiene_el_plazo_y_al_completarla_empieza_de_nuevo() -> None:
    recibida = date(2026, 2, 10)
    hechos = [Hecho("recibida", recibida), Hecho("prevencion", date(2026, 2, 12))]
    assert arco.estado(hechos) == "prevenida" and arco.vence(recibida, hechos, PLAZOS, CAL) is None
    assert arco.siguientes(hechos, "acceso") == ("desahogo", "desistimiento")
    hechos.append(Hecho("desahogo", date(2026, 2, 16)))  # a Monday: 20 business days later, Monday 16 March
    assert arco.vence(recibida, hechos, PLAZOS, CAL) == date(2026, 3, 16)


def test_respondida_procedente_se_hace_efectiva_en_quince_dias_y_despues_concluye() -> None:
    recibida = date(2026, 2, 10)
    hechos = [Hecho("recibida", recibida), Hecho("identidad", recibida),
              Hecho("respuesta", date(2026, 2, 17), "procedente")]  # fmt: skip
    assert arco.estado(hechos) == "por_cumplir"
    assert arco.vence(recibida, hechos, PLAZOS, CAL) == date(2026, 3, 10)
    assert arco.siguientes(hechos, "acceso") == ("entrega", "cumplida")
    assert arco.siguientes(hechos, "cancelacion") == ("cumplida",)
    assert arco.estado([*hechos, Hecho("cumplida", date(2026, 2, 20))]) == "concluida"
    assert arco.estado([*hechos[:2], Hecho("respuesta", date(2026, 2, 17), "improcedente")]) == "improcedente"


def test_un_acto_fuera_de_turno_en_el_futuro_o_sin_explicar_no_se_escribe() -> None:
    hechos = [Hecho("recibida", date(2026, 2, 10))]

    def codes(hecho: Hecho, detalle: str = "") -> list[str]:
        faltas = arco.reparos(
            hecho, hechos, tipo="acceso", hoy=date(2026, 2, 20), vencimiento=date(2026, 3, 10), detalle=detalle
        )
        return [falta.code for falta in faltas]

    assert codes(Hecho("identidad", date(2026, 2, 11))) == []
    assert codes(Hecho("entrega", date(2026, 2, 11))) == ["ARCO_ACTO_FUERA_DE_TURNO"]
    assert codes(Hecho("identidad", date(2026, 2, 21))) == ["ARCO_DIA_FUTURO"]
    assert codes(Hecho("identidad", date(2026, 2, 9))) == ["ARCO_DIA_ANTERIOR"]
    assert codes(Hecho("prevencion", date(2026, 2, 11))) == ["ARCO_SIN_DETALLE"]
    assert codes(Hecho("respuesta", date(2026, 2, 11)), "porque así es") == [
        "ARCO_ACTO_FUERA_DE_TURNO", "ARCO_SIN_SENTIDO",
    ]  # fmt: skip
    assert "ARCO_AMPLIACION_TARDIA" in codes(Hecho("ampliacion", date(2026, 3, 11)), "mucha información")


def test_del_comite_rige_la_decision_que_empezo_al_ultimo_y_termina_con_su_vigencia() -> None:
    def una(decision: str, desde: date, hasta: date | None = None, clase: str = "menores") -> Decision:
        return Decision("PP-25", clase, decision, "CT/1", desde, "art. 7", desde, hasta)

    todas = [una("agregar", date(2026, 1, 1)), una("publicar", date(2026, 2, 1), date(2026, 2, 28)),
             una("seudonimizar", date(2026, 1, 1), clase="sensible")]  # fmt: skip
    found = [comite.vigente(todas, "menores", date(2026, mes, 15)) for mes in (1, 2, 3)]
    assert [one.decision for one in found if one] == ["agregar", "publicar", "agregar"]
    assert comite.vigente(todas, "menores", date(2025, 12, 31)) is None


@pytest.mark.parametrize(
    ("accion", "bloqueado", "hasta", "solicitud", "codigos"),
    [
        ("bloquear", None, date(2036, 2, 10), False, []),
        ("bloquear", "bloqueada", date(2036, 2, 10), False, ["BLOQUEO_YA_BLOQUEADA"]),
        ("bloquear", None, None, False, ["BLOQUEO_SIN_PLAZO"]),
        ("levantar", None, None, False, ["BLOQUEO_SIN_BLOQUEAR"]),
        ("suprimir", "bloqueada", date(2036, 2, 10), False, ["SUPRESION_ANTES_DE_PLAZO"]),
        ("suprimir", "bloqueada", date(2036, 2, 10), True, []),
        ("suprimir", "bloqueada", date(2026, 2, 10), False, []),
        ("suprimir", "suprimida", date(2026, 2, 10), True, ["BLOQUEO_YA_SUPRIMIDA"]),
        ("suprimir", None, date(2026, 2, 10), True, ["BLOQUEO_SIN_BLOQUEAR"]),
    ],
)
def test_se_bloquea_antes_de_suprimir_y_no_se_suprime_antes_de_tiempo(
    accion: str, bloqueado: str | None, hasta: date | None, solicitud: bool, codigos: list[str]
) -> None:
    faltas = bloqueo.reparos(
        accion, bloqueo=bloqueado, fundamento="LGPDPPSO, artículo 18", serie="Padrones", plazo_hasta=hasta,
        por_solicitud=solicitud, hoy=date(2026, 2, 10),
    )  # fmt: skip
    assert [falta.code for falta in faltas] == codigos


def test_el_plazo_de_conservacion_se_cuenta_de_fecha_a_fecha() -> None:
    assert bloqueo.plazo(date(2024, 2, 29), 10) == date(2034, 2, 28)


@pytest.mark.parametrize(
    ("texto", "si"),
    [
        ("Oficio ASE/120/2026, expediente 45", False),
        ("Solicitud 320583600012326", False),
        ("pexa900215mzsxxn00", True),
        ("XAXX010101000", True),
        ("tel. 493-932-1234", True),
        ("ana@correo.mx", True),
        ("del 10/02/2026 al 31/03/2026", False),
    ],
)
def test_un_texto_que_se_queda_para_siempre_no_lleva_datos_de_nadie(texto: str, si: bool) -> None:
    assert accesos.con_datos_personales(texto) is si
