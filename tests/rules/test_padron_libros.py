"""Whole sheets made by hand: where the header is, what is not data, and which rows may be one person."""

from __future__ import annotations

from typing import Any

import pytest

from workflow.kernel.refusals import Invalid
from workflow.padron.catalogos import Catalogos
from workflow.padron.reglas import Reglas
from workflow.padron.revision import Revision, revisar

ANA = "PEXA900215MZSXXN00"
ANA_DOS = "PEXA900215MZSXXN18"  # same key up to position 16, digit worked out by hand below
LUPE = "TORG641201HZSRSD01"
LIBRE = ["No.", "NOMBRE COMPLETO", "CURP ", "TEL", "MONTO $", "FECHA ENTREGA", "OBSERVACIONES"]


def libro(*filas: tuple[int, list[Any]], nombre: str = "Hoja1", ultima: int = 0) -> dict[str, Any]:
    hoja = {"nombre": nombre, "visible": True, "combinadas": [], "filas": list(filas), "ultima": ultima}
    return {"tipo": "xlsx", "codificacion": None, "separador": None, "hojas": [hoja]}


def revisado(*filas: tuple[int, list[Any]], clave: tuple[str, ...] = ("CURP",), ultima: int = 0) -> Revision:
    return revisar(libro(*filas, ultima=ultima), Reglas(clave=clave), Catalogos())


def persona(nombre: str, curp: str | None, tel: Any = None, observaciones: str | None = None) -> list[Any]:
    return [1, nombre, curp, tel, 450, "05/02/2026", observaciones]


def test_lo_que_no_es_dato_se_enumera_y_nada_se_pierde_en_silencio() -> None:
    revision = revisado(
        (1, ["SISTEMA MUNICIPAL DIF"]),
        (3, LIBRE),
        (4, persona("PEÑA ANA", ANA)),
        (6, LIBRE),
        (7, persona("DE LA TORRE RIOS JOSE GUADALUPE", LUPE)),
        (8, [2]),
        (9, [None, "TOTAL", None, None, 900]),
        (11, [None, "ELABORÓ: ENLACE DE PADRONES"]),
        ultima=12,
    )
    assert revision.fila_encabezado == 3
    assert [fila.numero for fila in revision.filas] == [4, 7]
    assert revision.ignoradas == {
        "titulo": [1],
        "fila_vacia": [2, 5, 8, 10, 12],
        "encabezado_repetido": [6],
        "totales": [9],
        "nota_al_pie": [11],
    }


def test_un_renglon_con_solo_texto_en_medio_de_los_datos_no_es_nota_al_pie() -> None:
    revision = revisado((1, LIBRE), (2, [None, "COMUNIDAD PLATEROS"]), (3, persona("PEÑA ANA", ANA)))
    assert [fila.numero for fila in revision.filas] == [2, 3]
    assert revision.filas[0].con_error


def test_un_libro_sin_encabezado_de_padron_se_rechaza_con_los_nombres_de_sus_hojas() -> None:
    with pytest.raises(Invalid) as error:
        revisado((1, ["Campo", "Valor"]), (2, ["Ejercicio fiscal", 2026]))
    assert error.value.codes == ["PADRON_SIN_ENCABEZADO"]
    assert error.value.reasons[0].facts["hojas"] == ["Hoja1"]


def test_una_hoja_oculta_con_el_padron_completo_no_se_lee() -> None:
    documento = libro((1, LIBRE), (2, persona("PEÑA ANA", ANA)))
    documento["hojas"][0]["visible"] = False
    with pytest.raises(Invalid):
        revisar(documento, Reglas(), Catalogos())


def test_una_segunda_hoja_con_padron_se_avisa_porque_no_se_leyo() -> None:
    documento = libro((1, LIBRE), (2, persona("PEÑA ANA", ANA)))
    documento["hojas"] += libro((1, LIBRE), (2, persona("PEÑA ANA", ANA)), nombre="Febrero")["hojas"]
    (problema,) = revisar(documento, Reglas(), Catalogos()).problemas
    assert problema.code == "PADRON_VARIAS_HOJAS"
    assert problema.facts == {"hoja": "Hoja1", "otras": ["Febrero"]}


def test_encabezados_con_otras_palabras_se_reconocen() -> None:
    revision = revisado(
        (1, ["Clave CURP", "Apellido paterno", "Apellido materno", "Nombre(s)", "Importe", "Género"]),
        (2, [ANA, "Peña", None, "Ana", "$450.00", "Mujer"]),
    )
    assert revision.filas[0].codigos == []


def test_la_primera_fila_se_queda_y_las_siguientes_con_su_clave_son_duplicadas() -> None:
    revision = revisado(
        (1, LIBRE),
        (2, persona("PEÑA ANA", ANA)),
        (3, persona("PEÑA ANA", "pexa-900215mzsxxn00")),
        (4, persona("ANA PEÑA", ANA)),
    )
    assert revision.duplicados_exactos == [[2, 3, 4]]
    assert [fila.con_error for fila in revision.filas] == [False, True, True]


def test_la_misma_persona_en_otro_periodo_no_es_duplicada() -> None:
    encabezado = ["CURP", "NOMBRE COMPLETO", "PERIODO", "MONTO"]
    revision = revisado(
        (1, encabezado),
        (2, [ANA, "ANA PEÑA", "2026-T1", 1]),
        (3, [ANA, "ANA PEÑA", "2026-T2", 1]),
        clave=("CURP", "PERIODO"),
    )
    assert revision.duplicados_exactos == []
    assert revision.duplicados_probables == []


def test_sin_curp_la_misma_persona_se_sospecha_por_nombre_y_telefono() -> None:
    revision = revisado(
        (1, LIBRE),
        (2, persona("PEÑA ANA", ANA, "493 000 1111")),
        (3, persona("ana peña", None, 4930001111, "NO TRAE CURP")),
        (4, persona("ANA PEÑA", None, 4930002222, "NO TRAE CURP")),
    )
    assert revision.duplicados_probables == [
        {"filas": [2, 3], "motivo": "mismo nombre y teléfono; una de las dos filas no tiene CURP"}
    ]


def test_una_fila_con_error_no_entra_a_la_comparacion_de_probables() -> None:
    revision = revisado(
        (1, LIBRE), (2, persona("PEÑA ANA", ANA, 4930001111)), (3, persona("PEÑA ANA", None, 4930001111))
    )
    assert revision.filas[1].codigos == ["CURP_FALTANTE"]
    assert revision.duplicados_probables == []


def test_gemelas_con_otro_nombre_no_se_reportan_como_duplicadas() -> None:
    """Positions 1-16 agree; for 17 = 1 the sum of the digit is s(17=0) + 2, so the digit goes from 0 to 8."""
    revision = revisado((1, LIBRE), (2, persona("PEÑA ANA", ANA)), (3, persona("PEÑA ANA LUCIA", ANA_DOS)))
    assert [fila.codigos for fila in revision.filas] == [[], []]
    assert revision.duplicados_probables == []
    assert revision.no_son_duplicados == [{"filas": [2, 3], "motivo": "gemelos"}]


def test_homonimas_con_claves_distintas_son_para_que_decida_una_persona() -> None:
    revision = revisado((1, LIBRE), (2, persona("PEÑA ANA", ANA)), (3, persona("ANA PEÑA", ANA_DOS)))
    assert revision.duplicados_probables == [
        {"filas": [2, 3], "motivo": "homónimos: mismo nombre, fecha, sexo y entidad; la CURP difiere en 17 y 18"}
    ]


def test_una_formula_cuenta_por_su_valor_y_no_se_ejecuta() -> None:
    enlace = {"formula": '=HYPERLINK("http://x")', "valor": "PEÑA ANA"}
    suma = {"formula": "=400+50", "valor": 450}
    revision = revisado((1, LIBRE), (2, [1, enlace, ANA, None, suma, {"fecha": "2026-02-05"}, None]))
    assert revision.filas[0].codigos == []


OBRA = [
    "ID_OBRA",
    "NU_BENEF",
    "NU_BENEF_HOM",
    "NU_BENEF_MUJ",
    "NU_INV_TOT",
    "NU_INV_FED",
    "NU_INV_MUN",
    "FH_INICIO",
    "FH_TERMINO",
]


@pytest.mark.parametrize(
    ("celdas", "codigos"),
    [
        (["OP-1", 10, 4, 6, 100.25, 100, 0.25, "01/02/2026", "01/03/2026"], []),
        (["OP-1", 11, 4, 6, 100.25, 100, 0.25, "01/02/2026", "01/03/2026"], ["SUMA_BENEFICIARIOS"]),
        (["OP-1", 10, 4, 6, 100.26, 100, 0.25, "01/02/2026", "01/03/2026"], ["SUMA_INVERSION"]),
        (["OP-1", 10, 4, 6, 100.25, 100, 0.25, "01/02/2026", "31/01/2026"], ["FECHAS_INCONGRUENTES"]),
        (["OP-1", 10, 4, 6, "cien", 100, 0.25, "01/02/2026", ""], ["FECHA_INVALIDA", "MONTO_INVALIDO"]),
        (["", 10, 4, 6, 100.25, 100, 0.25, "01/02/2026", "01/03/2026"], ["NOMBRE_FALTANTE"]),
    ],
)
def test_una_obra_se_revisa_por_sus_sumas_y_fechas_porque_no_tiene_curp(celdas: list[Any], codigos: list[str]) -> None:
    assert revisado((1, OBRA), (2, celdas), clave=("ID_OBRA",)).filas[0].ordenados() == codigos
