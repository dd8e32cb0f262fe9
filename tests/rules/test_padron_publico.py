"""The public version: what the law orders, nothing else, and nobody alone in a total."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.padron.privacidad.comite import Decision
from workflow.padron.publico import version
from workflow.padron.publico.politica import LEYENDA, RESERVADO, Politica, nota, politica
from workflow.padron.publico.version import Publicable
from workflow.padron.registro import Registro

MUNICIPIO = "Fresnillo, Zacatecas"
DIA = date(2026, 2, 10)
ANA = Registro(
    estructura="persona", numero=2, curp="PEXA900215MZSXXN00", rfc="", nombres="ANA", primer_apellido="PEÑA",
    segundo_apellido="", nombre_completo="", razon_social="", sexo="M", nacimiento=date(1990, 2, 15), edad=35,
    dia=DIA, telefono="4939321234", domicilio="CALLE HIDALGO, 12, CENTRO", localidad="CENTRO", cvegeo="320100001",
    monto=Decimal("1234.5"), periodo="2026-T1", motivo_sin_curp="", curp_tutor="", obra="", hombres=None, mujeres=None,
)  # fmt: skip
LUIS = replace(
    ANA, curp="MUXL150520HZSXXSA9", nombres="LUIS", primer_apellido="MUÑOZ", segundo_apellido="ÑAÑEZ", sexo="H",
    nacimiento=date(2015, 5, 20), edad=10, telefono="", domicilio="", curp_tutor="PEXA900215MZSXXN00",
)  # fmt: skip
NOMINAL = Politica("nominal", "reservados", False, 10)


def pub(registro: Registro, localidad: str = "Fresnillo de González Echeverría") -> Publicable:
    return Publicable(registro, DIA, localidad)


def decision(clase: str, cual: str) -> Decision:
    return Decision("PP-25", clase, cual, "CT/004/2026", DIA, "LGPDPPSO 7", DIA)


def elegir(sensible: bool | None = None, de_sensible: str = "", de_menores: str = "", **more: Any) -> Politica:
    return politica(
        sensible=sensible,
        de_sensible=decision("sensible", de_sensible) if de_sensible else None,
        de_menores=decision("menores", de_menores) if de_menores else None,
        celda_minima=10,
        **more,
    )


def test_una_persona_adulta_sale_con_lo_que_ordena_la_ley_y_nada_mas() -> None:
    assert version.filas([pub(ANA)], NOMINAL, MUNICIPIO) == [
        {
            "nombre": "ANA", "primer_apellido": "PEÑA", "segundo_apellido": "", "sexo": "Mujer", "razon_social": "",
            "beneficio": "$1,234.50, 2026-T1", "fecha": DIA,
            "unidad_territorial": "Fresnillo de González Echeverría, Fresnillo, Zacatecas", "edad": 35,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("menores", "nombre", "edad"),
    [("reservados", RESERVADO, "6 a 11 años"), ("seudonimizados", "Menor 0001", "6 a 11 años")],
)
def test_de_un_menor_no_se_publica_el_nombre_ni_la_edad_exacta_ni_la_localidad(
    menores: str, nombre: str, edad: str
) -> None:
    (fila,) = version.filas([pub(LUIS)], replace(NOMINAL, menores=menores), MUNICIPIO)
    assert (fila["nombre"], fila["primer_apellido"], fila["edad"]) == (nombre, "", edad)
    assert fila["unidad_territorial"] == MUNICIPIO


def test_los_menores_se_publican_con_nombre_o_en_totales_solo_si_el_comite_lo_resolvio() -> None:
    assert elegir().menores == "reservados"
    assert elegir(de_menores="publicar").menores == "publicados"
    (fila,) = version.filas([pub(LUIS)], elegir(de_menores="publicar"), MUNICIPIO)
    assert (fila["nombre"], fila["edad"]) == ("LUIS", "6 a 11 años")
    total = version.filas([pub(ANA), pub(LUIS)], elegir(de_menores="agregar"), MUNICIPIO)
    assert [fila["nombre"] for fila in total] == ["ANA", "Menos de 10 personas menores de edad"]
    assert "CT/004/2026" in elegir(de_menores="agregar").notas[0]


def test_un_programa_sensible_sale_en_totales_salvo_que_el_comite_resuelva_otra_cosa() -> None:
    assert elegir(sensible=True).modo == "agregado"
    assert elegir(sensible=False).modo == "nominal"
    assert elegir(de_sensible="agregar").modo == "agregado"
    assert elegir(sensible=True, de_sensible="publicar").modo == "nominal"
    con_clave = elegir(sensible=True, de_sensible="seudonimizar", curp=True, curp_fundamento="LGCG 67")
    assert con_clave.seudonimos and not con_clave.curp
    (fila,) = version.filas([pub(ANA)], con_clave, MUNICIPIO)
    assert fila["nombre"] == "Persona 0001" and "ANA" not in str(fila) and "curp" not in fila


def test_la_curp_sale_solo_con_el_interruptor_y_nunca_la_de_un_menor() -> None:
    con = elegir(curp=True, curp_fundamento="LGCG 67, acuerdo 3")
    ana, luis = version.filas([pub(ANA), pub(LUIS)], con, MUNICIPIO)
    assert ana["curp"] == "PEXA900215MZSXXN00" and "curp" not in luis
    assert "LGCG 67, acuerdo 3" in " ".join(con.notas)


def test_el_orden_de_los_reservados_no_dice_quien_es_quien() -> None:
    menores = [replace(LUIS, nombres=nombre, edad=edad) for nombre, edad in (("ZOE", 7), ("ABEL", 16), ("MIA", 7))]
    uno = version.filas([pub(one) for one in menores], NOMINAL, MUNICIPIO)
    otro = version.filas([pub(one) for one in reversed(menores)], NOMINAL, MUNICIPIO)
    assert uno == otro


@pytest.mark.parametrize("nombre", ["=HYPERLINK(1)", "+52", "-ANA", "@ANA", "  =1+1", "'=1"])
def test_ningun_texto_se_vuelve_formula(nombre: str) -> None:
    (fila,) = version.filas([pub(replace(ANA, nombres=nombre))], NOMINAL, MUNICIPIO)
    assert not fila["nombre"].startswith(("=", "+", "-", "@", "'"))


def test_un_telefono_o_una_curp_escritos_en_otra_columna_no_salen() -> None:
    rara = replace(ANA, nombres="ANA TEL 493 932 1234", localidad="CALLE HIDALGO 12", periodo="PEXA900215MZSXXN00")
    (fila,) = version.filas([pub(rara, "")], NOMINAL, MUNICIPIO)
    assert fila["nombre"] == "" and fila["unidad_territorial"] == MUNICIPIO
    assert "PEXA" not in str(fila)


def test_de_una_persona_moral_no_sale_quien_la_representa_y_de_una_obra_sale_la_obra() -> None:
    moral = replace(ANA, estructura="actor_social", razon_social="COMEDOR LA LUZ AC", sexo="")
    (fila,) = version.filas([pub(moral)], NOMINAL, MUNICIPIO)
    assert (fila["razon_social"], fila["nombre"], fila["edad"]) == ("COMEDOR LA LUZ AC", "", None)
    obra = replace(ANA, estructura="poblacion", obra="Pavimentación calle 5", hombres=20, mujeres=30, edad=None)
    (fila,) = version.filas([pub(obra)], NOMINAL, MUNICIPIO)
    assert fila["beneficio"] == "Inversión de $1,234.50 para 50 personas, 2026-T1" and fila["nombre"] == ""


# By hand: 12 in A, 11 in B, 3 in C, 2 in D. C and D are 5 together, still fewer than 10: B joins them.
def test_un_grupo_chico_se_junta_hasta_que_nadie_quede_solo() -> None:
    todos = [pub(ANA, lugar) for lugar, veces in (("A", 12), ("B", 11), ("C", 3), ("D", 2)) for _ in range(veces)]
    found = version.grupos(todos, lambda one: one.localidad, 10)
    assert [(nombre, len(grupo)) for nombre, grupo in found] == [("A", 12), ("Otros", 16)]


@given(st.lists(st.sampled_from("ABCDEFG"), min_size=10, max_size=120), st.integers(2, 10))
def test_ningun_total_publicado_es_menor_que_el_minimo_y_juntos_suman_todo(lugares: list[str], minima: int) -> None:
    todos = [pub(ANA, lugar) for lugar in lugares]
    found = version.grupos(todos, lambda one: one.localidad, minima)
    assert sum(len(grupo) for _, grupo in found) == len(todos)
    assert all(len(grupo) >= minima for _, grupo in found)


def test_los_totales_de_un_programa_sensible_no_nombran_a_nadie() -> None:
    todos = [pub(ANA)] * 11 + [pub(replace(LUIS, monto=Decimal(100)), "Plateros")] * 12
    filas = version.filas(todos, elegir(sensible=True), MUNICIPIO)
    assert filas[0]["nombre"] == "23 personas" and filas[0]["beneficio"] == "$14,779.50"
    assert {fila["sexo"] for fila in filas} == {None, "Hombre", "Mujer"}
    assert "ANA" not in str(filas) and "PEÑA" not in str(filas)
    assert version.filas(todos[:9], elegir(sensible=True), MUNICIPIO)[0]["nombre"] == "Menos de 10 personas"


@pytest.mark.parametrize(
    ("celda", "clase"),
    [
        ({"unidad_territorial": "pexa900215mzsxxn00"}, "curp"),
        ({"beneficio": "493-932-1234"}, "telefono"),
        ({"beneficio": "nació el 15/02/1990"}, "nacimiento"),
        ({"unidad_territorial": "Calle Hidalgo, 12, Centro"}, "domicilio"),
        ({"nombre": "Luis", "primer_apellido": "Muñoz", "segundo_apellido": "Ñañez"}, "menor"),
        ({"nombre": "=1+1"}, "formula"),
    ],
)
def test_lo_que_se_escape_se_encuentra_antes_de_publicar(celda: dict[str, str], clase: str) -> None:
    limpia = version.filas([pub(ANA), pub(LUIS)], NOMINAL, MUNICIPIO)
    assert version.fugas(limpia, [ANA, LUIS], con_curp=False, con_menores=False) == []
    sucia = [*limpia, {**limpia[0], **celda}]
    assert version.fugas(sucia, [ANA, LUIS], con_curp=False, con_menores=False) == [clase]


def test_la_nota_lleva_fundamento_fecha_folio_y_la_leyenda_de_la_ley() -> None:
    texto = nota(elegir(), "FOLIO-PUB-01", DIA)
    assert "FOLIO-PUB-01 del 10/02/2026" in texto and "65, fracción XIV, inciso q" in texto and LEYENDA in texto
    assert "mientras el Comité de Transparencia decide" in texto
