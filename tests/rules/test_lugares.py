"""The name of a locality is its key only when it is of one alone."""

from __future__ import annotations

import pytest

from workflow.padron.catalogos import incluidos
from workflow.padron.encabezados import reconocer
from workflow.padron.filas import Revisor
from workflow.padron.lugares import Lugares, lugares_de, lugares_incluidos
from workflow.padron.reglas import Reglas

LUGARES = lugares_incluidos()


@pytest.mark.parametrize(
    ("escrito", "clave"),
    [
        ("Plateros", "320100108"),
        ("  PLATEROS. ", "320100108"),
        ("Fresnillo", "320100001"),
        ("FRESNILLO DE GONZALEZ ECHEVERRIA", "320100001"),
        ("La Chicharrona", "320100125"),
        ("Ramón López Velarde", "320100125"),
        ("6 de Enero", "320100181"),
        ("Sta. Rosa de Lima", "320100172"),
        ("Comunidad de Plateros", ""),
        ("Comunidad Plateros", "320100108"),
        ("Fllo. Minera", "320100001"),
        ("Col. Madero", "320100041"),
        ("Colonia Emiliano Zapata", ""),  # a colonia of the city, which is not the locality of that name
        ("Emiliano Zapata", "320100058"),
        ("Santa Rosa", ""),  # two localities
        ("San Nicolás de los Sueños", ""),
        ("", ""),
    ],
)
def test_la_clave_sale_del_nombre_o_del_alias_solo_si_es_de_una(escrito: str, clave: str) -> None:
    assert LUGARES.clave(escrito) == clave


def test_dos_localidades_del_mismo_nombre_se_distinguen_por_su_clave() -> None:
    assert LUGARES.nombre("320100169") == "Santa Rosa (0169)"
    assert LUGARES.nombre("320100172") == "Santa Rosa (0172)"
    assert LUGARES.nombre("320100108") == "Plateros"
    assert LUGARES.nombre("320109999") == "320109999"


def test_un_alias_que_es_el_nombre_de_otra_no_es_de_ninguna() -> None:
    lugares = lugares_de([
        {"cvegeo": "320100001", "nombre": "Uno", "alias": "Dos"}, {"cvegeo": "320100002", "nombre": "Dos", "alias": ""},
    ])  # fmt: skip
    assert (lugares.clave("Uno"), lugares.clave("Dos")) == ("320100001", "")
    assert Lugares().clave("Uno") == ""


def test_la_localidad_de_una_fila_sale_de_su_nombre_solo_donde_no_viene_la_clave() -> None:
    columnas = reconocer(["CURP", "NOMBRE COMPLETO", "CVE_LOC", "LOCALIDAD"], 1)
    assert columnas is not None
    revisor = Revisor(columnas, Reglas(), incluidos())
    leidas = [
        revisor.fila(2, ["PEXA900215MZSXXN00", "ANA PEÑA", clave, nombre]).cvegeo
        for clave, nombre in (("", "Plateros"), ("0001", "Plateros"), ("9999", "Plateros"), (None, "Santa Rosa"))
    ]
    assert leidas == ["320100108", "320100001", "", ""]
