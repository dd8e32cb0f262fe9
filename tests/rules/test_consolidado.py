"""The consolidated report out of a corte: its numbers by hand, its charts, and the same bytes for the same snapshot."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from workflow.actas.canonico import digest, from_plain, to_plain
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import Barras, Tabla, Titulo, texto_de
from workflow.actas.impresion.pdf import to_pdf
from workflow.actas.impresion.word import to_docx
from workflow.actas.instantanea import Emisor, OrganoRef, Persona
from workflow.actas.instantanea_consolidado import (
    CorteInforme,
    InstantaneaConsolidado,
    Mejora,
    MetodoInforme,
)
from workflow.actas.instantanea_informe import ApartadoInforme
from workflow.informes import consolidado as c
from workflow.informes.clases import CONSOLIDADO

CIEN = Decimal(100)


def fila(folio: str, nivel: str, clave: str, avance: str | None, semaforo: str, estado: str = "evaluado",
         faltan: tuple[str, ...] = ()) -> dict[str, Any]:  # fmt: skip
    return {
        "expediente": folio, "nivel": nivel, "clave": clave, "nombre": f"Indicador {clave}", "estado": estado,
        "semaforo": semaforo, "valor": avance, "avance": avance, "sin_reporte": list(faltan),
    }  # fmt: skip


CORTE: dict[str, Any] = {
    "ejercicio": 2026, "periodo": "2026-T1", "poas": 2,
    "filas": [
        fila("POA-1", "componente", "C1", "95.000000", "verde"),
        fila("POA-1", "fin", "F1", None, "sin_semaforo", "no_aplica"),
        fila("POA-1", "actividad_poa", "A01", "300.000000", "rojo"),  # counts as 100
        fila("POA-2", "actividad_poa", "A01", "50.005000", "rojo"),
        fila("POA-2", "actividad_poa", "A02", None, "gris", "sin_reporte", ("2026-01", "2026-02")),
    ],
    "gasto": {
        "hasta_id": 9,
        "renglones": [
            ["POA-1", "presupuesto[2610|15]", 12_000_00, 3_000_00, 2_700_00, 0],
            ["POA-1", "presupuesto[6140|25]", 500_000_00, 0, 0, 0],
            ["POA-2", "presupuesto[2610|15]", 6_000_00, 1_500_00, 0, 3],
        ],
    },
}  # fmt: skip
PARTIDAS = {"presupuesto[2610|15]": "2610", "presupuesto[6140|25]": "6140"}
POAS = {
    "POA-1": c.PoaRef("POA-1", "Calles", "UR-050", "Obras Públicas", "2", "Eje 2. Ciudad", PARTIDAS),
    "POA-2": c.PoaRef("POA-2", "Becas", "UR-043", "Educación", "", "Sin eje", PARTIDAS),
}


def test_el_promedio_lleva_tope_y_lo_que_no_se_reporto_se_cuenta_aparte() -> None:
    """(95 + 100 + 50.005) / 3 = 81.668333…"""
    total = c.group("", "Municipio", CORTE["filas"], c.spending(CORTE), CIEN)
    assert (total.promedio, total.metas, total.faltan) == ("81.67", 5, 2)
    assert (total.of("verde"), total.of("rojo"), total.of("gris", "sin_semaforo")) == (1, 2, 2)
    assert (total.anual, total.programado, total.ejercido, total.gasto_faltan) == (518_000_00, 4_500_00, 2_700_00, 3)


def test_por_eje_por_dependencia_y_por_capitulo() -> None:
    ejes = c.groups(CORTE, POAS, lambda one: (one.eje, one.eje_nombre), CIEN)
    assert [(one.nombre, one.promedio, one.metas, one.ejercido) for one in ejes] == [
        ("Eje 2. Ciudad", "97.50", 3, 2_700_00),
        ("Sin eje", "50.01", 2, 0),  # 50.005 half up
    ]
    dependencias = c.groups(CORTE, POAS, lambda one: (one.dependencia, one.dependencia_nombre), CIEN)
    assert [one.clave for one in dependencias] == ["UR-043", "UR-050"]
    assert [(one.nombre, one.programado, one.ejercido) for one in c.chapters(CORTE, POAS)] == [
        ("2000 Materiales y suministros", 4_500_00, 2_700_00),
        ("6000 Inversión pública", 0, 0),
    ]


def test_una_matriz_va_por_nivel_y_el_poa_sin_matriz_no_sale() -> None:
    [matriz] = c.matrices(CORTE, POAS)
    assert (matriz.folio, [one.clave for one in matriz.medidas]) == ("POA-1", ["F1", "C1"])
    assert [(one.avance, one.estado) for one in matriz.medidas] == [("", "no_aplica"), ("95.00", "evaluado")]


def test_un_corte_de_antes_sin_gasto_no_inventa_dinero() -> None:
    antes = {key: value for key, value in CORTE.items() if key != "gasto"}
    total = c.group("", "Municipio", antes["filas"], c.spending(antes), CIEN)
    assert (total.anual, total.ejercido, c.chapters(antes, POAS)) == (0, 0, ())
    assert "financiero" not in c.sentences(total, 2, (), 1, ())


def test_lo_que_dicen_los_registros() -> None:
    ejes = c.groups(CORTE, POAS, lambda one: (one.eje, one.eje_nombre), CIEN)
    total = c.group("", "Municipio", CORTE["filas"], c.spending(CORTE), CIEN)
    dichos = {clave: [h.texto for h in hechos] for clave, hechos in c.sentences(total, 2, ejes, 1, MEJORAS).items()}
    assert dichos["resultados"] == [
        "Se evaluaron 5 metas e indicadores de 2 Programas Operativos Anuales y 1 Matriz de Indicadores para "
        "Resultados.",
        "El avance promedio es de 81.67 %: 1 en meta, 0 en atención y 2 fuera de meta.",
        "2 reportes no se recibieron: se dicen aparte, no son cero.",
    ]
    assert dichos["financiero"] == ["De $4,500.00 programados a la fecha se ejercieron $2,700.00, 60.00 %."]
    assert dichos["ejes"][0].startswith("El eje con mayor avance es Eje 2. Ciudad (97.50 %)")
    assert dichos["mejora"] == ["Se da seguimiento a 1 aspecto susceptible de mejora: 0 cumplidos y 1 vencido."]
    assert dichos["conclusiones"] == [
        "De 3 metas e indicadores que se califican, 33.33 % está en meta y 66.67 %, fuera de ella."
    ]


MEJORAS = (
    Mejora("ASM-2026-001", "Obras Públicas", "Sin padrón <b>", "Hacerlo", "En mayo", date(2026, 5, 15),
           "comprometido", True),
)  # fmt: skip


@pytest.fixture(scope="module")
def snapshot() -> InstantaneaConsolidado:
    ejes = c.groups(CORTE, POAS, lambda one: (one.eje, one.eje_nombre), CIEN)
    dependencias = c.groups(CORTE, POAS, lambda one: (one.dependencia, one.dependencia_nombre), CIEN)
    total = c.group("", "Municipio", CORTE["filas"], c.spending(CORTE), CIEN)
    hechos = c.sentences(total, 2, ejes, 1, MEJORAS)
    return InstantaneaConsolidado(
        emisor=Emisor("H. Ayuntamiento de Fresnillo, Zacatecas", "Fresnillo", "Zacatecas", "2024-2027",
                      "Secretaría de Planeación Estratégica"),
        organo=OrganoRef("SPE", "Secretaría de Planeación Estratégica", "dependencia"),
        folio="ICED-2026-T1", version=1, fecha=datetime(2026, 4, 7, 16, tzinfo=UTC), ejercicio=2026, trimestre=1,
        corte=CorteInforme("del primer trimestre de 2026", datetime(2026, 4, 6, 16, tzinfo=UTC), "a" * 64, 2),
        metodo=MetodoInforme(("70", "90", "110", "130"), "100"),
        apartados=tuple(
            ApartadoInforme(clave, clave.capitalize(), hechos.get(clave, ()), f"Escrito en {clave}", ())
            for clave in CONSOLIDADO if clave != "fundamento"
        ),
        fundamento="Ley General de Contabilidad Gubernamental, artículo 79",
        total=total, ejes=ejes, dependencias=dependencias, matrices=c.matrices(CORTE, POAS),
        capitulos=c.chapters(CORTE, POAS), mejoras=MEJORAS, firma=Persona("Rebeca Trejo Salas", "Secretaria", "M"),
        base_url="https://ruta.test",
    )  # fmt: skip


def test_se_guarda_y_se_lee_igual(snapshot: InstantaneaConsolidado) -> None:
    again = from_plain(InstantaneaConsolidado, to_plain(snapshot))
    assert again == snapshot and digest(again) == digest(snapshot)


def test_tiene_cada_apartado_en_orden_con_lo_escrito_y_el_metodo(snapshot: InstantaneaConsolidado) -> None:
    documento = componer(snapshot)
    titulos = [one.texto for one in documento.bloques if isinstance(one, Titulo) and one.nivel == 2]
    assert titulos == [
        "I. Presentacion", "II. Metodologia", "III. Resultados", "IV. Ejes", "V. Dependencias", "VI. Matrices",
        "VII. Financiero", "VIII. Mejora", "IX. Conclusiones",
    ]  # fmt: skip
    texto = texto_de(documento)
    assert all(f"Escrito en {clave}" in texto for clave in CONSOLIDADO if clave != "fundamento")
    assert "De 70 a menos de 90 %, o más de 110 y hasta 130 %" in texto
    assert "aaaaaaaaaaaaaaaa" in texto and "ASM-2026-001" in texto and "Comprometido, vencido" in texto


def test_cada_grafica_lleva_sus_numeros_y_ninguna_barra_se_sale(snapshot: InstantaneaConsolidado) -> None:
    graficas = [one for one in componer(snapshot).bloques if isinstance(one, Barras)]
    assert [one.descripcion for one in graficas] == [
        "Metas e indicadores por semáforo", "Resultados por eje", "Resultados por dependencia",
        "Avance físico y financiero por eje",
    ]  # fmt: skip
    for barra in (barra for one in graficas for fila_ in one.filas for barra in fila_.barras):
        assert 0 <= sum(tramo.milesimas for tramo in barra) <= 1000
    assert [(f.rotulo, f.valor) for f in graficas[3].filas] == [
        ("Eje 2. Ciudad", "97.50 % y 90.00 %"), ("Sin eje", "50.01 % y 0.00 %"),
    ]  # fmt: skip
    assert [f.valor for f in graficas[0].filas] == ["1 (20.0 %)", "2 (40.0 %)", "1 (20.0 %)", "1 (20.0 %)"]


def test_los_numeros_de_las_tablas_van_a_la_derecha(snapshot: InstantaneaConsolidado) -> None:
    tablas = {one.encabezados[1]: one for one in componer(snapshot).bloques if isinstance(one, Tabla)}
    assert tablas["Metas"].numeros == (1, 2, 3, 4, 5) and tablas["Vigente del año"].numeros == (1, 2, 3, 4)
    abierto = docx.Document(io.BytesIO(to_docx(componer(snapshot))))
    [metas] = [t for t in abierto.tables if [c.text for c in t.rows[0].cells[:2]] == ["Eje", "Metas"]]
    assert [c.paragraphs[0].alignment for c in metas.rows[1].cells[:2]] == [None, WD_ALIGN_PARAGRAPH.RIGHT]


def test_la_misma_instantanea_da_los_mismos_bytes_y_las_tablas_son_tablas(snapshot: InstantaneaConsolidado) -> None:
    documento = componer(snapshot)
    word = to_docx(documento)
    assert word == to_docx(componer(snapshot))
    assert to_pdf(documento) == to_pdf(componer(snapshot))
    abierto = docx.Document(io.BytesIO(word))
    titulos = [t.rows[0].cells[0].text for t in abierto.tables]
    assert "Capítulo" in titulos and "Folio y dependencia" in titulos and titulos.count("Eje") == 3
    celdas = [cell.text for t in abierto.tables for row in t.rows for cell in row.cells]
    assert "Sin padrón <b>\nRecomendación: Hacerlo" in celdas
    cuantas = sum(isinstance(one, Tabla | Barras) for one in documento.bloques)
    assert len(abierto.tables) >= cuantas
