"""From the catalogue of organs to the rules that the votes read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.builders_sesiones import rows
from workflow.kernel.clock import parse_local
from workflow.kernel.refusals import Invalid
from workflow.sesiones import agenda, configuracion
from workflow.sesiones.agenda import EnEspera

FILAS = {fila["clave"]: fila for fila in rows("organos.csv")}


def test_las_veinticuatro_filas_del_catalogo_se_leen() -> None:
    organos = [configuracion.read_organ(fila) for fila in FILAS.values()]
    assert len(organos) == 24
    assert {o.estado for o in organos} == {"por confirmar"}
    assert all(o.fundamento for o in organos)


def test_las_reglas_del_cabildo_son_las_de_su_renglon() -> None:
    cabildo = configuracion.read_organ(FILAS["CAB"])
    assert cabildo.vigente_desde == date(2024, 9, 15)
    assert cabildo.prefijo_acuerdo == "AHC/{consec:03d}/{anio}"
    reglas = configuracion.organ_rules(cabildo.reglas)
    assert (reglas.quorum.regla, reglas.voto.mayoria, reglas.voto.regla_empate) == (
        "mitad_mas_uno",
        "simple",
        "voto_calidad",
    )
    assert not reglas.voto.excusado_cuenta_quorum
    assert (cabildo.reglas["quorum_perdido"], cabildo.reglas["receso_max_min"]) == ("receso", 15)
    assert cabildo.reglas["convocatoria_horas"] == {"ordinaria": 48, "extraordinaria": 24}
    assert "sustituto_hereda_calidad" in cabildo.reglas["supuestos"]


def test_las_comisiones_unidas_exigen_quorum_y_voto_en_cada_comision() -> None:
    unidas = configuracion.read_organ(FILAS["CU-DEDS"])
    reglas = configuracion.joint_rules(unidas.reglas)
    assert unidas.componentes == ("COM-01", "COM-02")
    assert (reglas.modo, reglas.quorum_modo, reglas.voto.regla_empate) == (
        "por_comision",
        "cada_comision",
        "segunda_ronda_y_pleno",
    )


@pytest.mark.parametrize(
    ("texto", "minutos", "con_quienes"),
    [
        ("24 h después con nueva convocatoria", 1440, False),
        ("mismo día 30 minutos después", 30, False),
        ("24 h después con quienes asistan", 1440, True),
    ],
)
def test_la_segunda_convocatoria_se_entiende(texto: str, minutos: int, con_quienes: bool) -> None:
    segunda = configuracion.second_call(texto)
    assert segunda["espera_minutos"] == minutos
    assert (segunda["quorum"] is not None) == con_quienes


def test_un_valor_desconocido_se_dice_con_su_organo_y_columna() -> None:
    mala = {**FILAS["CAB"], "quorum_regla": "la_mitad", "regla_empate": "volado"}
    with pytest.raises(Invalid) as error:
        configuracion.read_organ(mala)
    assert [(r.facts["columna"], r.facts["valor"]) for r in error.value.reasons] == [
        ("quorum_regla", "la_mitad"),
        ("regla_empate", "volado"),
    ]


def test_la_curul_diez_esta_en_las_dos_comisiones() -> None:
    fila = next(f for f in rows("integrantes.csv") if f["curul"] == "C10")
    organos = {m.organo: m.cargo for m in configuracion.read_memberships(fila, 10)}
    assert (organos["CAB"], organos["COM-01"], organos["COM-02"]) == ("regiduria", "vocalia", "vocalia")


@pytest.mark.parametrize(("curul", "cargo"), [("C01", "presidencia"), ("C02", "sindicatura"), ("C16", "regiduria")])
def test_cada_quien_tiene_su_lugar_en_el_cabildo(curul: str, cargo: str) -> None:
    fila = next(f for f in rows("integrantes.csv") if f["curul"] == curul)
    assert configuracion.read_memberships(fila, 1)[0].cargo == cargo


@pytest.mark.parametrize(("horas", "en_tiempo"), [(48, True), (47, False)])
def test_la_convocatoria_ordinaria_cuenta_cuarenta_y_ocho_horas(horas: int, en_tiempo: bool) -> None:
    reglas = configuracion.read_organ(FILAS["CAB"]).reglas
    convocada: datetime = parse_local("2026-01-28T10:00")
    aviso = agenda.notice(reglas, "ordinaria", convocada, convocada + timedelta(hours=horas))
    assert (aviso["en_tiempo"], aviso["anticipacion_min"]) == (en_tiempo, horas * 60)


def test_en_una_extraordinaria_no_hay_asuntos_generales() -> None:
    expediente = EnEspera(1, "POA-2026-001", "poa", "dictaminado", "Programa", "Obras Públicas")
    tipos = [p.tipo for p in agenda.build("cabildo", "extraordinaria", [expediente])]
    assert tipos == ["lista", "orden", "votable", "clausura"]
