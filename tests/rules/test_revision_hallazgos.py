"""The automatic findings of the review: what the law asks of a POA, what is repeated, what is far from last year."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from workflow.libros.limites import POA
from workflow.libros.proceso import read_book
from workflow.poa.catalogos import Catalogos
from workflow.poa.catalogos_csv import CARPETA_DE_MUESTRA, read_folder
from workflow.poa.lectura.libro import Revision, read, review_together
from workflow.poa.reglas.todas import own_matrix
from workflow.revision import mesa
from workflow.revision.hallazgos import todos
from workflow.revision.hallazgos.tipos import Contexto, Hallazgo, IndicadorAjeno
from workflow.revision.umbrales import initial

SAMPLE = CARPETA_DE_MUESTRA.parent / "poa"
Documento = dict[str, Any]


@cache
def catalogos() -> Catalogos:
    return read_folder()


@cache
def _clean() -> Documento:
    return read(read_book(SAMPLE / "UR-050.xlsx", POA), "UR-050.xlsx").contenido


def poa(change: Callable[[Documento], Any] | None = None) -> Documento:
    document = copy.deepcopy(_clean())
    if change is not None:
        change(document)
    return document


def found(document: Documento, **more: Any) -> list[Hallazgo]:
    more.setdefault("umbrales", initial())
    return list(todos.check(document, Contexto(catalogos(), **more)))


def codes(document: Documento, **more: Any) -> list[str]:
    return [one.codigo for one in found(document, **more)]


def line(partida: str, pesos_al_mes: int, concepto: str = "Concepto de prueba", fuente: str = "11") -> Documento:
    cents = pesos_al_mes * 100
    return {"partida": partida, "concepto": concepto, "fuente": fuente, "meses": [cents] * 12, "total": cents * 12}


def add(partida: str, pesos_al_mes: int) -> Callable[[Documento], Any]:
    return lambda document: document["presupuesto"].append(line(partida, pesos_al_mes))


# --- the 67 workbooks of the sample


@pytest.fixture(scope="module")
def muestra() -> list[tuple[Revision, list[Hallazgo]]]:
    """Each workbook with what the review finds in it, compared with the other 66."""
    books = review_together(
        [read(read_book(path, POA), path.name) for path in sorted(SAMPLE.glob("*.xlsx"))], catalogos()
    )
    matrices: dict[str, frozenset[str]] = {}
    for book in books:
        matrices.update(own_matrix(book.contenido))
    found_in = []
    for book in books:
        others = tuple(
            IndicadorAjeno(other.archivo, other.archivo, row["clave"], row["indicador"])
            for other in books
            if other is not book
            for row in other.contenido["mir"] or []
        )
        reading = tuple(one.to_dict() for one in book.hallazgos)
        found_in.append((book, found(book.contenido, matrices=matrices, ajenos=others, lectura=reading)))
    return found_in


def test_los_siete_libros_con_defecto_se_senalan_y_los_sesenta_limpios_no_traen_nada_bloqueante(
    muestra: list[tuple[Revision, list[Hallazgo]]],
) -> None:
    blocking = {book.archivo: [one.codigo for one in ones if one.tipo == "bloqueante"] for book, ones in muestra}
    assert {archivo: codigos for archivo, codigos in blocking.items() if codigos} == {
        "UR-004.xlsx": ["PORCENTAJE_ACUMULADO"],
        "UR-034.xlsx": ["PARTIDA_INEXISTENTE"],
        "UR-047.xlsx": ["ACTIVIDAD_SIN_COMPONENTE"],
        "UR-049.xlsx": ["COMPONENTE_SIN_ACTIVIDADES"],
        "UR-056.xlsx": ["SUMA_MENSUAL_DISTINTA"],
    }
    # the other two have defects of the workbook only: they are told, and do not block
    told = {book.archivo: {one.codigo for one in ones} for book, ones in muestra}
    assert "ENCABEZADO_COMBINADO" in told["UR-044.xlsx"]
    assert {"FORMULA_SIN_VALOR", "HIPERVINCULO_EN_CELDA"} <= told["UR-051.xlsx"]


def test_lo_que_se_propone_en_la_muestra_cabe_en_la_cabeza_de_quien_revisa(
    muestra: list[tuple[Revision, list[Hallazgo]]],
) -> None:
    assert max(len(ones) for _, ones in muestra) <= 6


# --- Ley de Disciplina Financiera


def test_un_aumento_sin_fuente_se_senala_y_con_fuente_no() -> None:
    """Art. 8: +$1,000.00 a month in one line, $12,000.00 in the year."""
    modified = poa(add("2110", 1000))
    ones = {one.codigo: one for one in found(modified, original=poa())}
    assert "$12,000.00" in ones["LDF_AUMENTO_SIN_FUENTE"].texto
    assert "art. 8" in ones["LDF_AUMENTO_SIN_FUENTE"].fundamento
    assert ones["LDF_AUMENTO_SIN_FUENTE"].tipo == "bloqueante"
    assert "LDF_AUMENTO_SIN_FUENTE" not in codes(modified, original=poa(), fuente_del_cambio="Ingresos excedentes")


def test_lo_que_otra_partida_cede_no_necesita_fuente() -> None:
    def moved(document: Documento) -> None:
        add("2110", 100)(document)
        given = document["presupuesto"][0]
        given["meses"] = [month - 10_000 for month in given["meses"]]

    assert "LDF_AUMENTO_SIN_FUENTE" not in codes(poa(moved), original=poa())


def test_los_servicios_personales_no_crecen_en_el_ejercicio_aunque_el_total_no_cambie() -> None:
    """Art. 13-V: $500.00 a month from another chapter to chapter 1000."""

    def moved(document: Documento) -> None:
        add("1130", 500)(document)
        other = next(row for row in document["presupuesto"] if not row["partida"].startswith("1"))
        other["meses"] = [month - 50_000 for month in other["meses"]]

    ones = {one.codigo: one for one in found(poa(moved), original=poa())}
    assert "$6,000.00" in ones["LDF_PERSONALES_CRECEN"].texto
    assert ones["LDF_PERSONALES_CRECEN"].tipo == "bloqueante"
    assert "LDF_AUMENTO_SIN_FUENTE" not in ones


def test_una_primera_version_no_se_compara_con_ninguna_vigente() -> None:
    assert not {"LDF_AUMENTO_SIN_FUENTE", "LDF_PERSONALES_CRECEN"} & set(codes(poa(add("1130", 500))))


@pytest.mark.parametrize(("percent", "told"), [(3, False), (4, True)])
def test_el_capitulo_1000_que_crece_mas_que_el_limite_anual_se_senala(percent: int, told: bool) -> None:
    before = poa(lambda document: document.update(presupuesto=[line("1130", 1000)]))
    now = poa(lambda document: document.update(presupuesto=[line("1130", 1000 + 10 * percent)]))
    assert ("LDF_PERSONALES_ANUAL" in codes(now, anterior=before)) is told


@pytest.mark.parametrize("partida", ["4310", "4390", "4410", "4480"])
def test_un_subsidio_dice_poblacion_proposito_y_temporalidad(partida: str) -> None:
    """Art. 13-VII, for concepts 4300 and 4400 of the Clasificador por Objeto del Gasto."""

    def silent(document: Documento) -> None:
        add(partida, 100)(document)
        document["identificacion"].update(objetivo_total=None, objetivo_general="")

    wanted = {"LDF_SUBSIDIO_SIN_POBLACION", "LDF_SUBSIDIO_SIN_PROPOSITO", "LDF_SUBSIDIO_SIN_TEMPORALIDAD"}
    assert wanted <= set(codes(poa(silent)))

    def told(document: Documento) -> None:
        add(partida, 100)(document)
        document["diagnostico"] = {
            "proposito_subsidio": "Apoyar la permanencia escolar",
            "temporalidad_subsidio": "De agosto de 2026 a julio de 2027",
        }

    assert not wanted & set(codes(poa(told)))


@pytest.mark.parametrize("partida", ["4210", "4510", "5110"])
def test_lo_que_no_es_subsidio_no_se_pide(partida: str) -> None:
    assert not [code for code in codes(poa(add(partida, 100))) if code.startswith("LDF_SUBSIDIO")]


def test_una_modificacion_que_no_es_de_su_tipo_y_un_recorte_sin_cambio_de_metas_se_dicen_sin_bloquear() -> None:
    def cut(document: Documento) -> None:
        for row in document["presupuesto"]:
            row["meses"] = [month // 2 for month in row["meses"]]

    ones = {one.codigo: one for one in found(poa(cut), original=poa(), tipo_cambio="ampliacion")}
    assert "reducción" in ones["CAMBIO_DE_OTRO_TIPO"].texto
    assert {ones["CAMBIO_DE_OTRO_TIPO"].tipo, ones["PRESUPUESTO_SIN_METAS"].tipo} == {"recomendacion"}


# --- repeated indicators


def other(nombre: str) -> IndicadorAjeno:
    return IndicadorAjeno("POA/2026/0043", "DEDU", "C1", nombre)


@pytest.mark.parametrize(
    ("nombre", "codigo"),
    [
        ("PORCENTAJE DE METROS CUADRADOS PAVIMENTADOS", "INDICADOR_REPETIDO"),
        ("Porcentaje de los metros cuadrados pavimentados.", "INDICADOR_REPETIDO"),
        ("Porcentaje de metros cuadrados pavimentado", "INDICADOR_PARECIDO"),
        ("Porcentaje de escuelas con techumbre", None),
    ],
)
def test_un_indicador_que_ya_tiene_otra_dependencia(nombre: str, codigo: str | None) -> None:
    """Ours is «Porcentaje de metros cuadrados pavimentados» (C1 of UR-050)."""
    told = [one for one in found(poa(), ajenos=(other(nombre),)) if one.codigo.startswith("INDICADOR")]
    assert [one.codigo for one in told] == ([codigo] if codigo else [])
    assert all("DEDU" in one.texto and one.campo == "mir[C1#1].indicador" for one in told)


def test_que_tan_parecidos_es_un_umbral() -> None:
    near = (other("Porcentaje de metros cuadrados pavimentado"),)
    assert "INDICADOR_PARECIDO" not in codes(poa(), ajenos=near, umbrales={**initial(), "indicador_parecido": 100})


# --- far from history


@pytest.mark.parametrize(("antes", "told"), [("64000", False), ("63000", True), ("192001", True), ("192000", False)])
def test_una_meta_que_cambia_mas_del_umbral_se_senala(antes: str, told: bool) -> None:
    """A01 plans 96,000 m² now; the threshold is 50 %: from 64,000 it is exactly 50, from 192,000 exactly −50."""
    before = poa(lambda document: document["actividades"][0].update(total=antes))
    ones = [one.campo for one in found(poa(), anterior=before) if one.codigo == "META_LEJANA"]
    assert ones == (["actividades[A01].total"] if told else [])


def test_otra_clave_es_la_misma_actividad_y_otra_unidad_no() -> None:
    def before(unidad: str) -> Documento:
        return poa(lambda document: document["actividades"][0].update(clave="A09", total="10", unidad=unidad))

    assert "META_LEJANA" in codes(poa(), anterior=before("Metro cuadrado"))
    assert "META_LEJANA" not in codes(poa(), anterior=before("Kilómetro"))


@pytest.mark.parametrize(
    ("sentido", "base", "meta", "told"),
    [
        ("ascendente", "80", "75", True),
        ("ascendente", "80", "85", False),
        ("descendente", "5", "6", True),
        ("descendente", "5", "4", False),
        ("regular", "80", "75", False),
    ],
)
def test_una_meta_del_lado_contrario_de_su_linea_base(sentido: str, base: str, meta: str, told: bool) -> None:
    def change(document: Documento) -> None:
        document["mir"][3].update(sentido=sentido, linea_base=base, meta_anual=meta, meta_t4=meta)

    assert ("META_CONTRA_SENTIDO" in codes(poa(change))) is told


# --- remembering


def test_la_huella_cambia_con_el_dato_o_con_la_frase_y_con_nada_mas() -> None:
    def broken(total: str, objetivo: str = "") -> str:
        def change(document: Documento) -> None:
            document["actividades"][0]["total"] = total
            document["identificacion"]["objetivo_general"] += objetivo

        return next(one.huella for one in found(poa(change)) if one.codigo == "SUMA_MENSUAL_DISTINTA")

    assert broken("96001") == broken("96001", " y algo más")
    assert broken("96001") != broken("96002")


def test_los_campos_vacios_de_un_renglon_son_un_hallazgo() -> None:
    ones = [
        one
        for one in found(poa(lambda document: document["actividades"][0].update(responsable=None, medio="")))
        if one.codigo == "CAMPOS_VACIOS"
    ]
    assert [one.campo for one in ones] == ["actividades[A01]"]
    assert "«Responsable»" in ones[0].texto and "«Medio de verificación»" in ones[0].texto


# --- side by side


def test_la_mesa_alinea_por_clave_y_dice_lo_nuevo_lo_quitado_y_lo_que_cambio() -> None:
    def change(document: Documento) -> None:
        rows = document["actividades"]
        rows.insert(0, {**copy.deepcopy(rows[0]), "clave": "A77"})
        del rows[3]  # A03
        rows[1]["unidad"] = "Metro cúbico"

    seccion = next(one for one in mesa.arrange(poa(change), poa()) if one.clave == "actividades")
    states = {row.clave: row.estado for row in seccion.renglones}
    assert states == {
        "A77": "nuevo", "A01": "cambiado", "A02": "igual", "A04": "igual", "A05": "igual", "A06": "igual",
        "A07": "igual", "A03": "quitado",
    }  # fmt: skip
    changed = next(row for row in seccion.renglones if row.clave == "A01").cambiadas
    assert [(cell.titulo, cell.antes, cell.ahora) for cell in changed] == [
        ("Unidad de medida", "Metro cuadrado", "Metro cúbico")
    ]
    assert [(part.texto, part.cambio) for part in changed[0].ahora_tramos] == [("Metro ", False), ("cúbico", True)]


def test_sin_con_que_comparar_nada_cambio() -> None:
    assert sum(seccion.cambios for seccion in mesa.arrange(poa(), None)) == 0
