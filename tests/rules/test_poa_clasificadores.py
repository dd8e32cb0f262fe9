"""The file of a classifier: what is read of it, what is wrong, what it changes and who uses what goes away."""

from __future__ import annotations

from typing import Any

import pytest

from workflow.kernel.refusals import Invalid
from workflow.poa.catalogos import NOMBRES
from workflow.poa.catalogos_csv import CARPETA_DE_MUESTRA, read_rows
from workflow.poa.clasificadores.cambios import compare, used
from workflow.poa.clasificadores.columnas import CLASIFICADORES, check, read

UNIDADES = [f"UR-{n:03}" for n in range(1, 68)]


def book(*lines: list[Any], first: int = 1) -> dict[str, Any]:
    filas = {first + place: list(line) for place, line in enumerate(lines)}
    return {"hojas": [{"nombre": "Hoja1", "visible": True, "filas": filas}]}


def faults(clave: str, *lines: list[Any]) -> list[tuple[int | None, str | None]]:
    clasificador = CLASIFICADORES[clave]
    return [
        (falla.renglon, falla.columna)
        for falla in check(read(book(*lines), clasificador), clasificador, UNIDADES).impiden
    ]


@pytest.mark.parametrize("clave", [clave for clave in NOMBRES if clave != "dependencias"])
def test_los_catalogos_de_muestra_estan_limpios(clave: str) -> None:
    rows = read_rows(CARPETA_DE_MUESTRA)[clave]
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    clasificador = CLASIFICADORES[clave]
    lectura = check(read(book(*lines), clasificador), clasificador, UNIDADES)
    assert lectura.impiden == ()
    assert list(lectura.filas) == rows


def test_los_titulos_se_reconocen_sin_acentos_ni_mayusculas_y_en_otro_orden() -> None:
    clasificador = CLASIFICADORES["ods_metas"]
    found = read(book(["Texto abreviado", "CLAVE", "Objetivo"], ["Servicios básicos", 1.4, 1.0], first=3), clasificador)
    assert found.filas == ({"texto_abreviado": "Servicios básicos", "clave": "1.4", "objetivo": "1"},)
    assert found.renglones == (4,)


def test_los_ceros_que_quita_excel_se_devuelven() -> None:
    found = read(
        book(["cvegeo", "cve_mun", "cve_loc", "nombre"], [320100001, 10, 1, "Fresnillo"]), CLASIFICADORES["localidades"]
    )
    assert (found.filas[0]["cve_mun"], found.filas[0]["cve_loc"]) == ("010", "0001")


def test_lo_que_esta_mal_se_dice_con_su_fila_y_su_columna() -> None:
    assert faults("cog", ["nivel", "clave", "padre", "nombre"], ["capítulo", "1000", "", "Servicios"],
                  ["partida", "1110", "9000", "Dietas"], ["renglón", "1130", "1000", "Sueldos"],
                  ["partida", "1130", "1000", ""], ["partida", "11", "1000", "Corta"]) == [
        (3, "padre"), (4, "nivel"), (5, "nombre"), (5, "clave"), (6, "clave"),
    ]  # fmt: skip
    assert faults("programas", ["clave", "nombre", "modalidad", "ur_lider", "ur_participantes"],
                  ["PP-01", "Obra", "K", "UR-050", "UR-050;UR-999"],
                  ["PP-02", "Gasto", "Obra", "UR-050", "UR-036"]) == [
        (2, "ur_participantes"), (3, "modalidad"), (3, "ur_participantes"),
    ]  # fmt: skip


def test_una_columna_que_falta_impide_solo_si_es_obligatoria() -> None:
    assert faults("fuentes", ["clave"], ["11"]) == [(None, "nombre")]
    assert faults("fuentes", ["clave", "nombre"], ["11", "Recursos fiscales"]) == []


def test_un_archivo_sin_nada_escrito_se_rechaza() -> None:
    with pytest.raises(Invalid) as refusal:
        read({"hojas": [{"nombre": "Hoja1", "visible": True, "filas": {}}]}, CLASIFICADORES["ods"])
    assert refusal.value.codes == ["CATALOGO_ARCHIVO_VACIO"]
    assert faults("ods", ["clave", "nombre"]) == [(None, None)]


def test_se_dice_que_es_nuevo_que_cambia_y_que_se_quita() -> None:
    before = [{"clave": "11", "nombre": "Fiscales", "nota": ""}, {"clave": "12", "nombre": "Internos"}]
    after = [{"clave": "11", "nombre": "Recursos fiscales"}, {"clave": "13", "nombre": "Externos"}]
    found = compare(before, after, CLASIFICADORES["fuentes"])
    assert found.nuevas == (("13", "Externos"),)
    assert found.quitadas == (("12", "Internos"),)
    assert [(c.clave, c.columnas) for c in found.cambiadas] == [("11", (("nombre", "Fiscales", "Recursos fiscales"),))]
    assert not compare(before, before, CLASIFICADORES["fuentes"]).hay


def test_se_sabe_que_claves_usa_un_poa() -> None:
    document = {
        "identificacion": {"programa": "PP-32", "otros_programas": ["PP-33"], "cobertura": ["Plateros"]},
        "alineacion": [
            {"instrumento": "pmd", "nivel": "linea_accion", "clave": "5.2.1.2"},
            {"instrumento": "ods", "nivel": "objetivo", "clave": "11"},
            {"instrumento": "ods", "nivel": "meta", "clave": "11.1"},
        ],
        "actividades": [{"clave": "A01", "programa": "PP-34", "localidades": ["320100001"]}],
        "presupuesto": [{"partida": "2110", "fuente": "15"}],
        "diagnostico": {"funcion": "2.2.1"},
    }
    expected = {
        "programas": {"PP-32", "PP-33", "PP-34"},
        "localidades": {"Plateros", "320100001"},
        "pmd": {"5.2.1.2"},
        "ods": {"11"},
        "ods_metas": {"11.1"},
        "cog": {"2110"},
        "fuentes": {"15"},
        "funcional": {"2.2.1"},
    }
    assert {clave: set(used(document, clave)) for clave in expected} == expected
    assert used({}, "programas") == used(document, "tipo_gasto") == frozenset()
