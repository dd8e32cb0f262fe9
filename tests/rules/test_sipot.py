"""The formats of the public obligations: what a layout may be, how records fill it, and the workbook that comes out."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from workflow.kernel.refusals import Invalid
from workflow.libros.lector import read_isolated
from workflow.sipot.formato import Formato, dump, parse
from workflow.sipot.iniciales import document, inicial
from workflow.sipot.libro import libro
from workflow.sipot.llenado import llenar
from workflow.sipot.plantilla import de_libro
from workflow.sipot.salidas import COMUNES, METAS, SALIDAS

HOY = date(2026, 4, 15)
COMUN: dict[str, Any] = {
    "ejercicio": 2026,
    "inicio": date(2026, 1, 1),
    "termino": date(2026, 3, 31),
    "area": "Secretaría de Planeación Estratégica",
    "actualizado": HOY,
    "nota": "",
}


def meta(indicador: str, cantidad: str) -> dict[str, Any]:
    return {"indicador": indicador, "meta": Decimal(cantidad), "unidad_medida": "Calle"}


OBRAS = {
    "unidad": "Obras Públicas",
    "objetivo": "Pavimentar",
    "metas": [meta("Calles pavimentadas", "120"), meta("Baches", "0.5")],
    "programa_operativo": "https://fresnillo.gob.mx/poa/1",
}
SIN_METAS = {"unidad": "Archivo", "objetivo": "Conservar", "metas": [], "programa_operativo": ""}
TURISMO = {**OBRAS, "unidad": "Turismo", "metas": [meta("Ferias", "3")]}


def opened(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def made(registros: list[dict[str, Any]], formato: Formato | None = None) -> Any:
    formato = formato or inicial("metas")
    return opened(libro(formato, llenar(formato, registros, COMUN), fecha=HOY))


class TestElLibro:
    def test_lleva_seis_renglones_arriba_los_rotulos_en_el_siete_y_los_datos_desde_el_ocho(self) -> None:
        hoja = made([OBRAS])["Reporte de Formatos"]
        assert [hoja.cell(2, n).value for n in (1, 4, 7)] == ["TÍTULO", "NOMBRE CORTO", "DESCRIPCIÓN"]
        assert hoja["A3"].value == "Metas y objetivos de las áreas" and hoja["D3"].value == "65-IV"
        assert [c.value for c in hoja[4]] == [12, 4, 4, 2, 2, 10, 7, 2, 13, 14]
        assert hoja["A6"].value == "Tabla Campos"
        assert [c.value for c in hoja[7]][:3] == [
            "Ejercicio",
            "Fecha de inicio del periodo que se informa",
            "Fecha de término del periodo que se informa",
        ]
        assert [c.value for c in hoja[7]][-2:] == ["Fecha de actualización", "Nota"]
        assert hoja["A8"].value == 2026
        assert hoja["C8"].value.date() == date(2026, 3, 31)
        assert hoja["C8"].number_format == "dd/mm/yyyy"
        assert hoja["D8"].value == "Obras Públicas"
        assert [hoja.row_dimensions[n].hidden for n in (1, 4, 5, 7, 8)] == [True, True, True, False, False]

    def test_la_tabla_se_ata_por_el_numero_de_su_renglon(self) -> None:
        """Row 1 has two goals, row 2 none and row 3 one: the numbers are 1, 1 and 3."""
        book = made([OBRAS, SIN_METAS, TURISMO])
        principal, hija = book["Reporte de Formatos"], book["Tabla_000001"]
        assert [principal.cell(n, 6).value for n in (8, 9, 10)] == [1, None, 3]
        assert [c.value for c in hija[3]][:2] == ["ID", "Indicadores asociados"]
        assert [[c.value for c in hija[n]] for n in (4, 5, 6)] == [
            [1, "Calles pavimentadas", 120, "Calle"],
            [1, "Baches", 0.5, "Calle"],
            [3, "Ferias", 3, "Calle"],
        ]
        assert hija.max_row == 6

    def test_los_catalogos_van_en_hojas_ocultas_y_se_eligen_de_una_lista(self) -> None:
        book = opened(libro(inicial("padron"), fecha=HOY))
        assert [c.value for c in book["Hidden_1"]["A"]] == ["Local", "Federal"]
        assert [c.value for c in book["Hidden_1_Tabla_000002"]["A"]] == ["Hombre", "Mujer"]
        assert {name: book[name].sheet_state for name in book.sheetnames if name.startswith("Hidden")} == {
            "Hidden_1": "hidden", "Hidden_2": "hidden", "Hidden_1_Tabla_000002": "hidden",
        }  # fmt: skip
        [one] = book["Tabla_000002"].data_validations.dataValidation
        assert one.formula1 == "lista_Hidden_1_Tabla_000002" and str(one.sqref).startswith("E4:E")

    def test_nada_de_lo_escrito_es_una_formula(self) -> None:
        peligros = ["=1+1", "+5", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")']
        hoja = made([{**OBRAS, "unidad": texto} for texto in peligros])["Reporte de Formatos"]
        cells = [hoja.cell(8 + n, 4) for n in range(len(peligros))]
        assert [c.data_type for c in cells] == ["s"] * len(peligros)
        assert [c.value for c in cells] == peligros

    def test_los_mismos_renglones_dan_los_mismos_bytes(self) -> None:
        formato = inicial("metas")
        one, two = (libro(formato, llenar(formato, [OBRAS], COMUN), fecha=HOY) for _ in range(2))
        assert one == two


class TestElLlenado:
    def test_lo_que_no_cabe_se_escribe_y_se_dice(self) -> None:
        formato = inicial("indicadores")
        hojas = llenar(
            formato, [{"sentido": "ascendente"}, {"sentido": "Regular", "actualizado": "ayer", "ejercicio": "X"}], COMUN
        )
        assert hojas.principal[0][15] == "Ascendente"  # as the catalogue writes it
        assert [(p.fila, p.rotulo, p.codigo, p.texto) for p in hojas.problemas] == [
            (2, "Ejercicio", "no_es_numero", "X"),
            (2, "Sentido del indicador (catálogo)", "fuera_de_catalogo", "Regular"),
            (2, "Fecha de actualización", "no_es_fecha", "ayer"),
        ]

    def test_un_vinculo_que_no_lo_es_se_dice(self) -> None:
        hojas = llenar(inicial("metas"), [{**OBRAS, "programa_operativo": "javascript:alert(1)"}], COMUN)
        assert [p.codigo for p in hojas.problemas] == ["no_es_vinculo"]

    def test_lo_fijo_va_donde_el_registro_no_dice(self) -> None:
        documento = document("metas")
        documento["campos"][3]["fijo"] = "Ayuntamiento"
        hojas = llenar(parse(documento, METAS), [{}, OBRAS], COMUN)
        assert [fila[3] for fila in hojas.principal] == ["Ayuntamiento", "Obras Públicas"]

    @settings(max_examples=25)
    @given(
        st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), min_size=1), max_size=4)
    )
    def test_cualquier_texto_vuelve_igual_de_la_celda(self, textos: list[str]) -> None:
        hoja = made([{**OBRAS, "unidad": texto} for texto in textos])["Reporte de Formatos"]
        assert [hoja.cell(8 + n, 4).value for n in range(len(textos))] == textos


class TestElFormato:
    @pytest.mark.parametrize("clave", sorted(SALIDAS))
    def test_los_iniciales_empiezan_y_terminan_como_todos_y_no_dejan_columnas_sin_dato(self, clave: str) -> None:
        formato = inicial(clave)
        fuentes = [campo.fuente for campo in formato.campos]
        assert fuentes[:3] == ["ejercicio", "inicio", "termino"]
        assert fuentes[-3:] == ["area", "actualizado", "nota"]
        assert formato.vacios == ()
        assert {one.clave for one in COMUNES} == {*fuentes[:3], *fuentes[-3:]}

    @pytest.mark.parametrize("clave", sorted(SALIDAS))
    def test_lo_leido_se_escribe_igual(self, clave: str) -> None:
        assert dump(inicial(clave)) == document(clave)

    @pytest.mark.parametrize("clave", sorted(SALIDAS))
    def test_el_libro_oficial_en_blanco_se_lee_como_formato(self, clave: str, tmp_path: Path) -> None:
        """The workbook that goes out, taken as the one of the platform: the same layout and sources come back."""
        numbered = document(clave)
        for n, campo in enumerate(numbered["campos"]):
            campo["id"] = str(590_000 + n)
        formato = parse({**numbered, "id": "45999"}, SALIDAS[clave])
        path = tmp_path / "oficial.xlsx"
        path.write_bytes(libro(formato, fecha=HOY))
        assert (
            parse(de_libro(read_isolated(path, "catalogo"), SALIDAS[clave], inicial(clave)), SALIDAS[clave]) == formato
        )

    def test_una_columna_nueva_queda_sin_dato_hasta_que_alguien_lo_elija(self, tmp_path: Path) -> None:
        documento = document("metas")
        documento["campos"].insert(4, {"rotulo": "Perspectiva de género", "tipo": "texto"})
        path = tmp_path / "oficial.xlsx"
        path.write_bytes(libro(parse(documento, METAS), fecha=HOY))
        found = parse(de_libro(read_isolated(path, "catalogo"), METAS, inicial("metas")), METAS)
        assert found.vacios == ("Perspectiva de género",)

    def test_un_libro_cualquiera_no_es_un_formato(self) -> None:
        with pytest.raises(Invalid) as refusal:
            de_libro({"hojas": [{"nombre": "Hoja1", "filas": [[1, ["Clave"]]]}]}, METAS)
        assert refusal.value.codes == ["FORMATO_NO_ES_OFICIAL"]

    def test_se_dice_todo_lo_que_esta_mal_a_la_vez(self) -> None:
        documento = document("metas")
        campos = documento["campos"]
        campos[0]["tipo"] = "moneda_rara"
        campos[1]["fuente"] = "curp"
        campos[3]["fuente"] = "metas"
        campos[5]["tabla"]["nombre"] = "Tabla; DROP"
        campos[7].update(tipo="catalogo", catalogo=["Sí", "si"])
        campos.append({"rotulo": ""})
        with pytest.raises(Invalid) as refusal:
            parse({**documento, "macro": "x"}, METAS)
        assert sorted(refusal.value.codes) == [
            "FORMATO_CATALOGO", "FORMATO_COLUMNA_ILEGIBLE", "FORMATO_DATO_DESCONOCIDO", "FORMATO_FUENTE_DESCONOCIDA",
            "FORMATO_FUENTE_DE_TABLA", "FORMATO_TABLA", "FORMATO_TIPO_DESCONOCIDO",
        ]  # fmt: skip

    @pytest.mark.parametrize("documento", [None, [], {"campos": "x"}, {"campos": []}, {"campos": [{"rotulo": "A"}]}])
    def test_sin_columnas_o_sin_datos_no_es_un_formato(self, documento: Any) -> None:
        with pytest.raises(Invalid) as refusal:
            parse(documento, METAS)
        assert refusal.value.codes in (["FORMATO_SIN_COLUMNAS"], ["FORMATO_SIN_FUENTES"])

    @given(st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["campos", "rotulo", "tipo", "tabla", "fuente", "catalogo", "id"]), inner),
        max_leaves=15,
    ))  # fmt: skip
    def test_cualquier_documento_se_lee_o_se_rechaza_con_motivos(self, documento: Any) -> None:
        try:
            parse(documento, METAS)
        except Invalid as refusal:
            assert refusal.reasons
