"""The logic of a MIR on the 42 of the sample, and on matrices with one thing wrong put in by hand."""

from __future__ import annotations

import copy
import json
from collections import Counter
from functools import cache
from typing import Any

import pytest

from tests.rules.test_poa_lectura import SAMPLE, sample
from workflow.poa.contenido import from_dict
from workflow.poa.esquema import CODIGOS
from workflow.poa.matriz.logica import check
from workflow.poa.matriz.sintaxis import hints
from workflow.poa.reglas import mir
from workflow.poa.textos import HALLAZGOS

LIMPIO = "UR-036.xlsx"  # leads PP-22


@cache
def contenido(name: str = LIMPIO) -> dict[str, Any]:
    return sample(name).contenido


def found(documento: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(p.campo, p.codigo, p.severidad) for p in check(documento, 2026)]


def codes(documento: dict[str, Any]) -> set[str]:
    return {codigo for _, codigo, _ in found(documento)}


def blocking(documento: dict[str, Any]) -> list[tuple[str, str]]:
    return [(p.campo, p.codigo) for p in mir.check(from_dict(documento), 2026) if p.severidad == "error"]


def changed(clave: str = "P1", **values: Any) -> dict[str, Any]:
    """A clean matrix with the first row of a level changed."""
    documento = copy.deepcopy(contenido())
    row = next(row for row in documento["mir"] if row["clave"] == clave)
    row.update(values)
    return documento


def with_ficha(formula: str | None, variables: list[dict[str, Any]], **row: Any) -> dict[str, Any]:
    documento = changed("P1", **row)
    llave = {"clave": "P1", "numero": 1}
    if formula is not None:
        documento["fichas"] = [{**llave, "formula": formula}]
    documento["variables"] = [{**llave, "nombre": v["letra"], **v} for v in variables]
    return documento


AB = [
    {"letra": "A", "unidad": "Meta", "fuente": "Informe anual"},
    {"letra": "B", "unidad": "Meta", "fuente": "Informe anual"},
]


def test_las_42_matrices_de_muestra_no_tienen_nada_que_impida_enviarlas_salvo_el_defecto_puesto() -> None:
    put_by_hand = json.loads((SAMPLE / "defects.json").read_text(encoding="utf-8"))["hallazgos"]
    expected = sorted(
        (d["archivo"], d["codigo"]) for d in put_by_hand if d["hoja"] == "MIR" and d["severidad"] == "error"
    )
    errors = [
        (path.name, codigo)
        for path in sorted(SAMPLE.glob("*.xlsx"))
        if contenido(path.name)["mir"] is not None
        for _, codigo in blocking(contenido(path.name))
    ]
    assert sorted(errors) == expected


def test_en_las_491_redacciones_de_muestra_solo_hay_cinco_sugerencias_y_son_de_propositos_con_dos_verbos() -> None:
    narratives = {
        (path.name, row["clave"]): (row["nivel"], row["resumen"])
        for path in SAMPLE.glob("*.xlsx")
        for row in contenido(path.name)["mir"] or ()
    }
    told = {key: [h.codigo for h in hints(*pair)] for key, pair in narratives.items() if hints(*pair)}
    assert len(narratives) == 491
    assert told == {
        (name, "P1"): ["PROPOSITO_CON_DOS_OBJETIVOS"]
        for name in ("UR-005.xlsx", "UR-011.xlsx", "UR-024.xlsx", "UR-046.xlsx", "UR-063.xlsx")
    }


def test_lo_que_se_encuentra_en_las_42_matrices_de_muestra() -> None:
    """Counted by hand once: dimensions and frequencies out of the guide, four methods by a thousand, a gap."""
    counts = Counter(
        codigo
        for path in SAMPLE.glob("*.xlsx")
        if contenido(path.name)["mir"] is not None
        for _, codigo, _ in found(contenido(path.name))
    )
    medios = counts.pop("MEDIO_SIN_AREA_NI_PERIODO")
    assert counts == {
        "DIMENSION_DE_OTRO_NIVEL": 35,
        "FRECUENCIA_DE_OTRO_NIVEL": 10,
        "METODO_DISTINTO_DE_FORMULA": 4,
        "PROPOSITO_CON_DOS_OBJETIVOS": 5,
        "NUMERACION_CON_HUECO": 1,
    }
    assert medios < 42 * 5


@pytest.mark.parametrize(
    ("nivel", "resumen", "codigo", "dice"),
    [
        ("fin", "Mejorar la ciudad mediante obras públicas", "FIN_SIN_CONTRIBUIR", "Contribuir a"),
        ("fin", "Contribuir a mejorar la salud de la población", "FIN_SIN_MEDIANTE", "a través de"),
        ("fin", "Contribuir a la paz mediante deporte y mediante cultura", "FIN_CON_VARIOS_MEDIOS", "una sola"),
        ("proposito", "La población recibe agua a través de pipas", "PROPOSITO_CON_MEDIANTE", "a través de"),
        ("proposito", "Mejorar las condiciones de vida", "PROPOSITO_EMPIEZA_CON_VERBO", "«Mejorar»"),
        ("proposito", "La población de Fresnillo recibirá agua", "PROPOSITO_EN_FUTURO", "«recibirá»"),
        ("proposito", "Agua potable de calidad para todos", "PROPOSITO_SIN_VERBO", "verbo en presente"),
        ("componente", "Entregar apoyos a familias", "COMPONENTE_EMPIEZA_CON_VERBO", "«Entregar»"),
        ("componente", "Mercados municipales", "COMPONENTE_SIN_PARTICIPIO", "participio"),
        ("actividad", "Elaborar boletines", "ACTIVIDAD_EMPIEZA_CON_VERBO", "«Elaboración de …»"),
        ("actividad", "Difundir convocatorias", "ACTIVIDAD_EMPIEZA_CON_VERBO", "«Difusión de …»"),
        ("actividad", "Padrón de beneficiarios", "ACTIVIDAD_SIN_SUSTANTIVO_DE_VERBO", "«Padrón»"),
    ],
)
def test_cada_falta_de_redaccion_se_sugiere_con_un_ejemplo(nivel: str, resumen: str, codigo: str, dice: str) -> None:
    pistas = hints(nivel, resumen)
    assert [p.codigo for p in pistas] == [codigo]
    assert dice in HALLAZGOS[codigo].format(**pistas[0].hechos)


@pytest.mark.parametrize(
    ("nivel", "resumen"),
    [
        ("proposito", "Las niñas y los niños que asisten y juegan en guarderías tienen un lugar seguro"),
        ("componente", "Compromisos escritos"),
        ("componente", "Puentes y vados hechos"),
        ("actividad", "Desazolve de bordos"),
        ("actividad", "Poda de árboles"),
        ("actividad", "Monitoreo de la calidad del aire"),
        ("componente", "Personas mayores atendidas en casa de día"),
    ],
)
def test_una_redaccion_buena_con_palabras_irregulares_no_recibe_sugerencias_falsas(nivel: str, resumen: str) -> None:
    assert hints(nivel, resumen) == []


@pytest.mark.parametrize(
    ("clave", "values", "campo", "codigo", "severidad"),
    [
        ("F1", {"tipo": "gestion"}, "tipo", "TIPO_DE_OTRO_NIVEL", "aviso"),
        ("F1", {"frecuencia": "mensual"}, "frecuencia", "FRECUENCIA_DE_OTRO_NIVEL", "aviso"),
        ("C1A1", {"tipo": "estrategico"}, "tipo", "TIPO_DE_OTRO_NIVEL", "aviso"),
        ("C1", {"dimension": "economia"}, "dimension", "DIMENSION_DE_OTRO_NIVEL", "aviso"),
        ("P1", {"sentido": "descendente"}, "meta_anual", "META_CONTRA_SENTIDO", "aviso"),
        ("P1", {"verde_hasta": "99"}, "verde_desde", "VERDE_SIN_LA_META", "aviso"),
        ("P1", {"unidad": "Personas"}, "unidad", "UNIDAD_DISTINTA_DEL_TIPO", "aviso"),
        ("C1", {"meta_t1": "80", "meta_t2": "70"}, "meta_t2", "METAS_RETROCEDEN", "sugerencia"),
        (
            "F1",
            {"resumen": "Contribuir a la paz mediante astronomía náutica"},
            "resumen",
            "FIN_AJENO_AL_PROPOSITO",
            "sugerencia",
        ),
    ],
)
def test_lo_que_no_concuerda_se_dice_en_su_campo(
    clave: str, values: dict[str, Any], campo: str, codigo: str, severidad: str
) -> None:
    assert (f"mir[{clave}#1].{campo}", codigo, severidad) in found(changed(clave, **values))


def test_el_supuesto_que_repite_el_resumen_y_el_indicador_repetido_se_avisan() -> None:
    documento = changed("C1", supuesto=contenido()["mir"][0]["resumen"], resumen=contenido()["mir"][0]["resumen"])
    documento["mir"][-1]["indicador"] = documento["mir"][0]["indicador"]
    assert {"SUPUESTO_REPITE_EL_RESUMEN", "INDICADOR_REPETIDO"} <= codes(documento)


def test_una_formula_que_no_se_lee_o_usa_otra_variable_impide_enviar() -> None:
    assert blocking(with_ficha("(A / B", AB)) == [("fichas[P1#1].formula", "FORMULA_ILEGIBLE")]
    assert blocking(with_ficha("(A / C) × 100", AB)) == [("fichas[P1#1].formula", "FORMULA_CON_VARIABLE_AJENA")]
    assert blocking(with_ficha("(A / B) × 100", AB)) == []


def test_una_ficha_o_una_variable_de_un_indicador_que_no_esta_se_dice_y_no_se_pierde() -> None:
    documento = copy.deepcopy(contenido())
    documento["fichas"] = [{"clave": "C9", "numero": 1, "formula": "A"}]
    documento["variables"] = [{"clave": "C9", "numero": 1, "letra": "A", "nombre": "Cosas"}]
    assert blocking(documento) == [
        ("fichas[C9#1].clave", "FICHA_SIN_INDICADOR"),
        ("variables[C9#1|A].clave", "VARIABLE_SIN_INDICADOR"),
    ]


def test_dos_variables_con_la_misma_letra_o_con_una_que_no_es_letra_impiden_enviar() -> None:
    documento = with_ficha("A / B", [*AB, {"letra": "A"}, {"letra": "2 x"}])
    assert ("variables[P1#1|A~2].clave", "CLAVE_DUPLICADA") in blocking(documento)
    assert ("variables[P1#1|2_x].letra", "LETRA_INVALIDA") in blocking(documento)


def test_las_variables_declaradas_se_usan_tienen_fuente_y_dan_la_linea_base() -> None:
    base = {"valor_base": "66"}, {"valor_base": "100"}
    bien = with_ficha("(A / B) × 100", [AB[0] | base[0], AB[1] | base[1]], linea_base="66")
    assert {codigo for campo, codigo, _ in found(bien) if "P1" in campo} <= {"MEDIO_SIN_AREA_NI_PERIODO"}
    mal = with_ficha("A / 1", [{"letra": "A", "valor_base": "60"}, AB[1]], linea_base="66")
    assert {
        ("variables[P1#1|B].letra", "VARIABLE_SIN_USO", "aviso"),
        ("variables[P1#1|A].fuente", "VARIABLE_SIN_FUENTE", "aviso"),
        ("variables[P1#1|A].unidad", "VARIABLE_SIN_UNIDAD", "sugerencia"),
        ("mir[P1#1].linea_base", "BASE_DISTINTA_DE_VARIABLES", "aviso"),
        ("mir[P1#1].tipo_formula", "TIPO_DISTINTO_DE_FORMULA", "aviso"),
    } <= set(found(mal))


def test_la_linea_base_se_compara_con_las_cifras_que_se_escribieron() -> None:
    def told(base: str) -> bool:
        thirds = [AB[0] | {"valor_base": "2"}, AB[1] | {"valor_base": "3"}]
        return "BASE_DISTINTA_DE_VARIABLES" in codes(with_ficha("(A / B) × 100", thirds, linea_base=base))

    assert not told("67") and not told("66.7") and not told("66.67")
    assert told("66") and told("66.6")


def test_el_metodo_que_multiplica_por_mil_y_el_tipo_que_no_se_avisan() -> None:
    row = next(r for r in contenido("UR-016.xlsx")["mir"] if r["clave"] == "F1")
    assert "1,000" in row["metodo"] and row["tipo_formula"] == "razon_promedio"
    assert ("mir[F1#1].metodo", "METODO_DISTINTO_DE_FORMULA", "aviso") in found(contenido("UR-016.xlsx"))
    documento = {**contenido("UR-016.xlsx"), "fichas": [{"clave": "F1", "numero": 1, "formula": "(A / B) × 1,000"}]}
    assert "METODO_DISTINTO_DE_FORMULA" not in {c for campo, c, _ in found(documento) if "F1" in campo}


def test_un_indice_admite_cualquier_formula_y_no_pide_segunda_variable() -> None:
    assert "indice" in CODIGOS["tipo_formula"]
    documento = with_ficha("0.6 × A + 0.4 × B", AB, tipo_formula="indice", unidad="Puntos", variable_2=None)
    assert not {"TIPO_DISTINTO_DE_FORMULA", "UNIDAD_DISTINTA_DEL_TIPO"} & codes(documento)
    assert blocking(documento) == []
