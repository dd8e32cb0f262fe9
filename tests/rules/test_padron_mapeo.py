"""What the columns of a free layout may be: by their titles, by likeness, by what they hold; and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from workflow.padron.mapeo import Propuesta, estructura_probable, fila_probable, proponer, reparos
from workflow.padron.recordadas import columnas_dichas, firma, recordada

ANA, LUPE = "PEXA900215MZSXXN00", "TORG641201HZSRSD01"
FILAS: list[list[Any]] = [
    [1, "PEÑA ANA", ANA, {"fecha": "1990-02-15"}, {"fecha": "2026-02-05"}, 450, "4931234567", "99000", "M"],
    [2, "DE LA TORRE RIOS JOSE", LUPE, {"fecha": "1964-12-01"}, "06/02/2026", "$ 600.00", 4937654321, "99010", "H"],
    [3, "RUIZ LOPEZ MARTA", None, {"fecha": "2001-01-01"}, {"fecha": "2026-02-05"}, 450, None, None, "M"],
]
SIN_NOMBRES = [f"campo {letra}" for letra in "abcdefghi"]


def test_sin_titulos_conocidos_cada_columna_se_propone_por_lo_que_contiene() -> None:
    assert proponer(SIN_NOMBRES, FILAS, "persona") == {
        "nombre_completo": Propuesta(1, "contenido"),
        "curp": Propuesta(2, "contenido"),
        "nacimiento": Propuesta(3, "contenido"),
        "dia": Propuesta(4, "contenido"),
        "monto": Propuesta(5, "contenido"),
        "telefono": Propuesta(6, "contenido"),
        "cp": Propuesta(7, "contenido"),
        "sexo": Propuesta(8, "contenido"),
    }


@pytest.mark.parametrize(
    ("titulo", "rol", "por"),
    [
        ("CURP", "curp", "titulo"),
        ("Clave CURP ", "curp", "titulo"),
        ("CURP del beneficario", "curp", "parecido"),  # a letter is missing
        ("MONTO $", "monto", "titulo"),
        ("Apellido paterno", "primer_apellido", "titulo"),
        ("Apelido Paterno", "primer_apellido", "parecido"),
        ("Fecha de la entrega", "dia", "parecido"),
        ("Teléfono", "telefono", "titulo"),
    ],
)
def test_un_titulo_propone_su_columna_aunque_este_mal_escrito(titulo: str, rol: str, por: str) -> None:
    assert proponer([titulo], [], "persona") == {rol: Propuesta(0, por)}


def test_una_columna_nunca_se_propone_para_dos_cosas() -> None:
    propuestas = proponer(["CURP", "CURP DEL TUTOR", "NOMBRE", "NOMBRE COMPLETO"], FILAS, "persona")
    lugares = [propuesta.lugar for propuesta in propuestas.values()]
    assert len(lugares) == len(set(lugares))
    assert (propuestas["curp"].lugar, propuestas["curp_tutor"].lugar, propuestas["nombre_completo"].lugar) == (0, 1, 3)


def test_el_numero_consecutivo_no_es_un_monto() -> None:
    assert "monto" not in proponer(["n", "x"], [[1, "a"], [2, "b"], [3, "c"]], "persona")


def test_la_fila_de_titulos_es_la_de_puros_textos_distintos_y_no_el_membrete_ni_los_datos() -> None:
    filas = [
        (1, ["MUNICIPIO DE FRESNILLO"]),
        (2, ["Padrón", "2026"]),
        (4, ["Núm", "Quién recibe", "Clave única", "Importe"]),
        (5, [1, "PEÑA ANA", ANA, 450]),
    ]
    assert fila_probable(filas) == 4


def test_la_estructura_se_propone_por_lo_que_solo_ella_lleva() -> None:
    assert estructura_probable(["CLAVE CURP", "NOMBRE"], []) == "persona"
    assert estructura_probable(["ID OBRA", "OBRA", "NU BENEF"], []) == "poblacion"
    assert estructura_probable(["DENOMINACION SOCIAL", "RFC"], []) == "actor_social"


def test_todo_lo_que_falta_o_sobra_se_dice_junto() -> None:
    faltas = reparos("persona", {"monto": 1, "telefono": 1, "sexo": 9}, ["A", "B"])
    assert [(falta.code, falta.facts["que"]) for falta in faltas] == [
        ("COLUMNA_REPETIDA", ["Monto del apoyo", "Teléfono"]),
        ("COLUMNA_INEXISTENTE", ["Sexo"]),
        ("COLUMNA_OBLIGATORIA", "CURP"),
        ("COLUMNA_OBLIGATORIA", "Nombre completo, en una sola columna o Nombre o nombres"),
    ]
    assert reparos("persona", {"curp": 0, "nombres": 1}, ["A", "B"])[0].facts == {"que": "Primer apellido"}
    assert reparos("persona", {"curp": 0, "nombre_completo": 1}, ["A", "B"]) == []


def test_los_mismos_titulos_escritos_de_otro_modo_son_el_mismo_encabezado() -> None:
    assert firma(["CURP ", "Monto $"]) == firma(["curp", "MONTO"])
    assert firma(["CURP", "Monto"]) != firma(["Monto", "CURP"])


def test_lo_recordado_vale_para_ese_encabezado_y_ningun_otro() -> None:
    dichas = {firma(["a1", "b1"]): {"estructura": "persona", "roles": {"curp": 0, "nombre_completo": 1, "dia": 1}}}
    columnas = recordada(["A1", "b1 "], 3, dichas)
    assert columnas is not None
    assert (columnas.fila, columnas.roles["curp"], columnas.fechas, columnas.origen) == (3, 0, (1,), "recordadas")
    assert recordada(["A1", "otra"], 3, dichas) is None
    assert recordada(["A1", "b1"], 3, {}) is None


def test_las_columnas_dichas_quitan_las_que_agrego_el_libro_para_corregir() -> None:
    columnas = columnas_dichas(["Fila original", "Qué corregir", "a1", "b1"], 1, "persona", {"curp": 0})
    assert columnas.encabezados == ("a1", "b1")
    assert columnas.sin_propias([7, "nada", "x", "y"]) == ["x", "y"]
