"""The rules of the route beyond the cases: every reason at once, tables and cells, money, due dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from workflow.casos.ruta import resolver
from workflow.expedientes import kinds
from workflow.expedientes.effects import advance, destination, told_by_document
from workflow.expedientes.facts import REQUIERE_CABILDO, Delta, Facts, ModificacionFacts, ObservacionFacts
from workflow.expedientes.modificacion import requires_cabildo
from workflow.expedientes.observaciones import changed_without_being_observed, touched
from workflow.expedientes.plazos_etapa import due_words, since_words
from workflow.expedientes.relojes import lado_de, turno
from workflow.expedientes.rules import evaluate
from workflow.kernel.actor import Actor, Asignacion
from workflow.kernel.plazos import Calendario
from workflow.kernel.refusals import NotAllowed, Reason, Refused
from workflow.textos import razon

OBRAS = Facts("poa", "OBRAS")


def person(*roles: tuple[str, str | None], number: int = 1) -> Actor:
    return Actor(number, "Ana López", "", tuple(Asignacion(rol, ur) for rol, ur in roles))


TITULAR = person(("dependencia_titular", "OBRAS"))
PLANEACION = person(("planeacion_titular", "PLANEACION"), number=2)
TRANSPARENCIA = person(("transparencia", None), number=3)


def test_un_rechazo_dice_todas_sus_razones_en_el_orden_documentado() -> None:
    facts = replace(
        OBRAS,
        tipo="padron",
        etapa="con_observaciones",
        version=2,
        vigente=1,
        modificacion=ModificacionFacts("ampliacion", True, Delta.of({"total": "10.50", "capitulo_1000": 1})),
        observaciones={"O1": ObservacionFacts("bloqueante", "metas")},
    )
    assert evaluate("enviar", TITULAR, facts).codes == [
        "PADRON_SIN_REGLAS",
        "OBSERVACIONES_SIN_RESPUESTA",
        "LDF_SERVICIOS_PERSONALES",
        "LDF_SIN_FUENTE",
    ]


def test_quien_no_tiene_cargo_y_ademas_llega_tarde_lo_sabe_todo() -> None:
    capturista = person(("dependencia_captura", "OBRAS"), ("planeacion_revisor", "PLANEACION"))
    facts = replace(OBRAS, etapa="validado", participantes=frozenset({1}))
    assert evaluate("validar", capturista, facts).codes == [
        "ROL_NO_AUTORIZADO",
        "ETAPA_INVALIDA",
        "REVISOR_MISMA_DEPENDENCIA",
        "SEPARACION_DE_FUNCIONES",
    ]


def test_con_cargo_en_planeacion_se_consulta_cualquier_dependencia() -> None:
    both = person(("dependencia_titular", "TURISMO"), ("planeacion_revisor", "PLANEACION"))
    assert evaluate("consultar", both, OBRAS).ok
    assert evaluate("consultar", person(("dependencia_titular", "TURISMO")), OBRAS).codes == ["DEPENDENCIA_AJENA"]


def test_una_accion_que_no_existe_se_rechaza_antes_que_nada() -> None:
    assert evaluate("borrar", PLANEACION, OBRAS).codes == ["ACCION_DESCONOCIDA"]


def test_falta_de_cargo_es_403_y_lo_demas_409() -> None:
    with pytest.raises(NotAllowed):
        evaluate("validar", TITULAR, OBRAS).enforce()
    with pytest.raises(Refused) as refused:
        evaluate("validar", PLANEACION, OBRAS).enforce()
    assert not isinstance(refused.value, NotAllowed) and refused.value.status == 409


def test_sin_version_en_vigor_abrir_modificacion_en_tramite_es_etapa_invalida() -> None:
    assert evaluate("abrir_modificacion", TITULAR, replace(OBRAS, etapa="enviado")).codes == ["ETAPA_INVALIDA"]
    open_ = replace(OBRAS, etapa="aprobado", version=2, vigente=1)
    assert evaluate("abrir_modificacion", TITULAR, open_).codes == ["MODIFICACION_EN_CURSO"]


@pytest.mark.parametrize(
    ("sentido", "votacion", "resolucion", "etapa"),
    [
        ("favorable", "aprobado", "aprobado", "aprobado"),
        ("favorable", "aprobado", "devuelto", "devuelto"),
        ("favorable", "rechazado", "aprobado", "rechazado"),
        ("favorable", "diferido", "aprobado", "en_cabildo"),
        (None, "aprobado", "aprobado_con_modificaciones", "aprobado_con_modificaciones"),
        ("desfavorable", "aprobado", "aprobado", "rechazado"),
        ("desfavorable", "rechazado", "aprobado", "devuelto"),
        ("desfavorable", "diferido", "aprobado", "en_cabildo"),
    ],
)
def test_lo_que_el_pleno_vota_es_el_dictamen(sentido: str | None, votacion: str, resolucion: str, etapa: str) -> None:
    facts = replace(OBRAS, etapa="en_cabildo", sentido_dictamen=sentido)
    assert destination("registrar_acuerdo", facts, {"votacion": votacion, "resolucion": resolucion}) == etapa


def test_turnado_al_pleno_no_registra_sentido_aunque_venga_uno() -> None:
    facts = replace(OBRAS, etapa="en_comisiones", sentido_dictamen="devuelto")
    params = {"resultado": "turnado_al_pleno", "sentido": "devuelto"}
    to = destination("dictaminar", facts, params)
    assert (to, advance("dictaminar", facts, to, PLANEACION, params).sentido_dictamen) == ("dictaminado", None)


def test_calificar_con_un_estado_que_no_es_calificacion_no_procede() -> None:
    facts = replace(OBRAS, etapa="en_revision", observaciones={"O1": ObservacionFacts("bloqueante", "m", "respondida")})
    assert evaluate("calificar", PLANEACION, facts, {"obs": "O1", "estado": "abierta"}).codes == [
        "OBSERVACION_ESTADO_INVALIDO"
    ]
    assert evaluate("calificar", PLANEACION, facts, {"obs": "O1", "estado": "no_solventada"}).ok


def test_observar_un_renglon_ampara_sus_celdas_y_no_las_del_vecino() -> None:
    changed = ["actividades[A03].meses.4", "actividades[A031].meses.4", "actividades[A03]"]
    assert changed_without_being_observed(changed, ["actividades[A03]"]) == ["actividades[A031].meses.4"]
    assert touched("actividades[A03]", ["actividades[A03].meses.4"])
    assert touched("actividades[A03].meses.4", ["actividades[A03]"])
    assert not touched("mir", ["mirada"])


def test_avisar_en_lugar_de_bloquear_servicios_personales() -> None:
    delta = Delta.of({"capitulo_1000": 5, "total": 5, "fuente": "ingreso_excedente"})
    facts = replace(
        OBRAS, version=2, modificacion=ModificacionFacts("ampliacion", True, delta), ldf_servicios_personales="avisar"
    )
    decision = evaluate("enviar", TITULAR, facts)
    assert decision.ok and [aviso.code for aviso in decision.avisos] == ["LDF_SERVICIOS_PERSONALES"]


def test_los_dos_avisos_del_reenvio_van_en_el_orden_documentado() -> None:
    facts = replace(
        OBRAS,
        etapa="con_observaciones",
        version=2,
        modificacion=ModificacionFacts("ampliacion", True, Delta.of({"capitulo_1000": 5, "fuente": "x"})),
        ldf_servicios_personales="avisar",
        capturados=frozenset({"presupuesto"}),
        observados=frozenset({"metas"}),
    )
    assert [aviso.code for aviso in evaluate("enviar", TITULAR, facts).avisos] == [
        "CAMBIO_FUERA_DE_OBSERVACION",
        "LDF_SERVICIOS_PERSONALES",
    ]


def test_tras_una_devolucion_solo_cuenta_lo_capturado_despues() -> None:
    facts = replace(OBRAS, etapa="en_comisiones", capturados=frozenset({"metas"}))
    params = {"resultado": "dictamen_aprobado", "sentido": "devuelto"}
    assert advance("dictaminar", facts, "devuelto", PLANEACION, params).capturados == frozenset()


@pytest.mark.parametrize(
    ("tipo", "vigente", "delta", "declared", "needs"),
    [
        ("recalendarizacion", 1, {}, False, False),
        ("recalendarizacion", 1, {}, True, True),
        ("recalendarizacion", None, {}, False, True),
        ("recalendarizacion", 1, {"total": -1}, False, True),
        ("recalendarizacion", 1, {"capitulo_1000": 1}, False, True),
        ("ampliacion", 1, {}, False, True),
        ("tipo_nuevo", 1, {}, False, True),
    ],
)
def test_que_modificaciones_pasan_por_cabildo(
    tipo: str, vigente: int | None, delta: dict[str, int], declared: bool, needs: bool
) -> None:
    change = ModificacionFacts(tipo, declared, Delta.of(delta))
    assert requires_cabildo(change, vigente=vigente, cabildo=REQUIERE_CABILDO) is needs


def test_lo_que_el_documento_muestra_cuenta_tanto_como_lo_declarado() -> None:
    change = ModificacionFacts("recalendarizacion", False, tipos=("recalendarizacion", "reprogramacion_metas"))
    facts = replace(OBRAS, version=2, vigente=1, modificacion=change)
    told = told_by_document(facts, {}, {}, change.tipos)
    assert told.modificacion is not None and told.modificacion.requiere_cabildo
    decision = evaluate("enviar", TITULAR, told)
    assert [aviso.code for aviso in decision.avisos] == ["TIPO_CAMBIO_DISTINTO"]
    assert "reprogramación de metas" in razon(decision.avisos[0])


def test_que_se_delega_lo_elige_el_municipio() -> None:
    change = ModificacionFacts("reprogramacion_metas", False, tipos=("reprogramacion_metas",))
    delegadas = {**REQUIERE_CABILDO, "reprogramacion_metas": False}
    assert requires_cabildo(change, vigente=1, cabildo=REQUIERE_CABILDO)
    assert not requires_cabildo(change, vigente=1, cabildo=delegadas)


def test_el_texto_aprobado_lo_verifica_otra_persona_cuando_esta_fijado_y_acusado() -> None:
    facts = replace(OBRAS, etapa="aprobado_con_modificaciones", integrado=False, verificacion="bloquear")
    assert evaluate("verificar_modificaciones", PLANEACION, facts).codes == [
        "TEXTO_SIN_INTEGRAR",
        "MODIFICACIONES_SIN_ACUSE",
    ]
    facts = advance("integrar_modificaciones", facts, facts.etapa, PLANEACION, {"cambios": 2})
    facts = replace(facts, acuse=True)
    assert evaluate("verificar_modificaciones", PLANEACION, facts).codes == ["VERIFICA_QUIEN_ESCRIBIO"]
    otra = replace(PLANEACION, usuario_id=PLANEACION.usuario_id + 100)
    assert evaluate("verificar_modificaciones", otra, facts).ok
    sin = evaluate("publicar", TRANSPARENCIA, facts, {"archivo": "v_aprobada"})
    assert sin.codes == ["MODIFICACIONES_SIN_VERIFICAR"]
    facts = advance("verificar_modificaciones", facts, facts.etapa, otra, {})
    assert evaluate("publicar", TRANSPARENCIA, facts, {"archivo": "v_aprobada"}).ok
    again = advance("integrar_modificaciones", facts, facts.etapa, otra, {"cambios": 3})
    assert not again.acuse and not again.verificado


def test_el_dinero_se_mide_en_los_documentos_y_no_en_lo_declarado() -> None:
    facts = replace(OBRAS, version=2, vigente=1, modificacion=ModificacionFacts("recalendarizacion", False))
    told = told_by_document(facts, {"total": 100, "capitulo_1000": 40}, {"total": 150, "capitulo_1000": 40})
    assert told.modificacion is not None
    assert (told.modificacion.delta.total, told.modificacion.requiere_cabildo) == (50, True)
    assert evaluate("enviar", TITULAR, told).codes == ["LDF_SIN_FUENTE"]


@pytest.mark.parametrize("amount", ["doce", "NaN", "Infinity", "1,000"])
def test_un_importe_que_no_es_numero_no_se_lee(amount: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        Delta.of({"total": amount})


def test_una_razon_se_dice_en_una_frase_que_indica_quien_y_cuando() -> None:
    moved = ("Nohemí Ávila", datetime(2026, 2, 10, 16, 5, tzinfo=UTC))
    facts = replace(OBRAS, etapa="en_revision", movido=moved)
    (reason,) = evaluate("tomar_revision", PLANEACION, facts).reasons
    assert razon(reason) == (
        "El expediente está en «En revisión» desde las 10:05 del 10/02/2026 (Nohemí Ávila). "
        "Para «Tomar la revisión» debe estar en «Enviado»."
    )
    assert razon(Reason("BLOQUEANTE_ABIERTA", {"claves": "O1, O3", "cuantas": 2})).startswith(
        "Observaciones bloqueantes sin cerrar: O1, O3 (en total 2)."
    )


@pytest.mark.parametrize(
    ("hoy", "words"),
    [
        (date(2026, 2, 13), "vence en 1 día hábil"),
        (date(2026, 2, 11), "vence en 3 días hábiles"),
        (date(2026, 2, 16), "vence hoy"),
        (date(2026, 2, 17), "venció hace 1 día hábil"),
        (date(2026, 2, 20), "venció hace 4 días hábiles"),
    ],
)
def test_el_vencimiento_se_dice_en_dias_habiles(hoy: date, words: str) -> None:
    """Due Monday 16 February 2026 at 15:00 in Fresnillo."""
    vence = datetime(2026, 2, 16, 21, 0, tzinfo=UTC)
    assert due_words(vence, hoy, Calendario()) == words


def test_desde_cuando_se_cuenta_en_dias_locales() -> None:
    """01:30 UTC of the 11th is still the 10th in Fresnillo."""
    desde = datetime(2026, 2, 11, 1, 30, tzinfo=UTC)
    assert since_words(desde, date(2026, 2, 10)) == "desde hoy"
    assert since_words(desde, date(2026, 2, 11)) == "desde ayer"
    assert since_words(desde, date(2026, 2, 13)) == "desde hace 3 días"


def test_un_documento_simple_se_compara_celda_por_celda() -> None:
    old = {"a": {"b": 1}, "filas": [{"c": "x"}, {"c": "y"}], "fuera": 1}
    new = {"a": {"b": 2}, "filas": [{"c": "x"}, {"c": "z"}, {"c": "w"}]}
    assert kinds.plain_changes(old, new) == ["a.b", "filas[1].c", "filas[2].c", "fuera"]
    assert kinds.plain_value(new, "filas[1].c") == "z"
    assert kinds.plain_value(new, "filas[9].c") is None
    assert kinds.plain_label("a.problema_central") == "a, problema central"


def test_un_caso_puede_empezar_a_media_ruta_y_con_quien_ya_capturo() -> None:
    caso = {
        "entrada": {
            "expediente": {"tipo": "poa", "dependencia": "OBRAS", "etapa": "enviado", "capturaron": ["rev"]},
            "reglas": {"ldf_servicios_personales": "bloquear"},
            "usuarios": {
                "rev": {"asignaciones": [{"rol": "planeacion_revisor", "dependencia": "PLANEACION"}]},
                "tit": {"asignaciones": [{"rol": "dependencia_titular", "dependencia": "OBRAS"}]},
            },
            "pasos": [{"usuario": "rev", "accion": "tomar_revision"}, {"usuario": "tit", "accion": "recuperar"}],
        }
    }
    assert resolver({}, caso) == {
        "pasos": [
            {"ok": False, "etapa": "enviado", "codigo": "SEPARACION_DE_FUNCIONES"},
            {"ok": True, "etapa": "borrador"},
        ],
        "final": {"etapa": "borrador", "version": 1, "vigente": None, "ronda": 1, "observaciones": {}},
    }


@pytest.mark.parametrize(
    ("escribible", "integrado", "acuse", "verificado", "lado"),
    [
        (True, False, False, False, "planeacion"),
        (True, False, True, False, "planeacion"),
        (True, True, False, False, "dependencia"),
        (True, True, True, False, "planeacion"),
        (True, True, True, True, "transparencia"),
        (False, False, False, False, "dependencia"),
        (False, False, True, False, "transparencia"),
    ],
)
def test_lo_modificado_corre_a_cargo_de_quien_debe_escribirlo_acusarlo_o_verificarlo(
    escribible: bool, integrado: bool, acuse: bool, verificado: bool, lado: str
) -> None:
    de_quien = turno(escribible=escribible, integrado=integrado, acuse=acuse, verificado=verificado)
    assert de_quien == lado == lado_de("aprobado_con_modificaciones", de_quien)
    assert lado_de("aprobado", de_quien) == "transparencia"
