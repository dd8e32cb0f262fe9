"""Reglas de operación: the sections that the law asks for, the criteria as data, and the codes each one gives a row."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.kernel.curp import digito_verificador
from workflow.kernel.refusals import Invalid
from workflow.padron import apartados, criterios, kind
from workflow.padron.catalogos import catalogos_de
from workflow.padron.codigos import AVISOS_DE_REGLA, ERRORES_DE_REGLA, REMEDIOS
from workflow.padron.criterios import Criterios
from workflow.padron.duplicados import marcar_exactos
from workflow.padron.elegibilidad import Limites
from workflow.padron.encabezados import reconocer
from workflow.padron.filas import Fila, Revisor
from workflow.padron.reglas import Reglas, documento_de

ANA = "PEXA900215MZSXXN00"
LUPE = "TORG641201HZSRSD01"
NO_BINARIO = f"PEXA900215XZSXXN0{digito_verificador('PEXA900215XZSXXN0')}"
# What the dossier marks with an article of a law (4.8), by the number of the section.
DE_LEY = {3: "d)", 4: "13", 6: "c)", 7: "g)", 8: "h)", 14: "n)", 16: "l)", 17: "m)", 18: "28", 19: "j)"}


def test_los_apartados_son_veintiuno_y_los_de_ley_se_exigen_a_la_modalidad_s() -> None:
    assert [apartado.numero for apartado in apartados.CATALOGO] == list(range(1, 22))
    exigidos = {apartado.numero: apartado.fundamento for apartado in apartados.faltan({}, "S")}
    assert exigidos.keys() == DE_LEY.keys()
    assert all(DE_LEY[numero] in fundamento for numero, fundamento in exigidos.items())
    assert [apartado.numero for apartado in apartados.CATALOGO if apartado.por_confirmar] == [
        1, 2, 5, 9, 10, 11, 12, 13, 15, 20, 21,
    ]  # fmt: skip


def test_a_otros_subsidios_se_les_pide_poblacion_objeto_y_temporalidad() -> None:
    assert [apartado.codigo for apartado in apartados.faltan({}, "U")] == ["objetivo", "poblacion", "temporalidad"]
    assert apartados.faltan({}, "E") == []


def test_los_apartados_que_ya_se_habian_guardado_siguen_valiendo() -> None:
    guardados = {"objetivo", "poblacion", "cobertura", "apoyos", "requisitos", "bajas", "quejas"}
    assert guardados <= apartados.TODOS.keys()


@given(st.sets(st.sampled_from(sorted(apartados.TODOS))))
def test_el_avance_cuenta_los_escritos_y_nunca_los_anexos(escritos: set[str]) -> None:
    textos = dict.fromkeys(escritos, "x") | {"glosario": "  "}
    assert apartados.avance(textos) == (len(escritos - {"anexos", "glosario"}), 21)


def test_no_se_envia_sin_los_apartados_de_ley_y_se_dice_cuales_con_su_fundamento() -> None:
    reglas = {"version": 1, "huella": "a", "modalidad": "S", "apartados": {"objetivo": "x"}}
    contenido = {"reglas": reglas, "padron": {"validas": 1, "reglas_huella": "a"}}
    falta = {reason.code: reason.facts for reason in kind.problems(contenido)}["REGLAS_APARTADOS_FALTAN"]
    assert len(falta["apartados"]) == 9
    assert "18. Transparencia y leyenda del programa (LGDS, art. 28)" in falta["apartados"]
    completas = dict.fromkeys(apartados.TODOS, "x")
    assert kind.problems({**contenido, "reglas": {**reglas, "apartados": completas}}) == []
    assert kind.problems({**contenido, "reglas": {**reglas, "modalidad": "E", "apartados": {}}}) == []


DATOS: dict[str, Any] = {"nombre": "Reglas de prueba", "vigencia_reglas": "2026-01-01", "clave": "CURP"}


def test_los_criterios_se_guardan_en_forma_canonica_y_solo_lo_que_es_regla() -> None:
    documento = documento_de({**DATOS, "criterios": {
        "localidades": ["320100169", "320100001", "320100169"], "sexos": ["M"], "limite_hogar": 1, "monto_min": 0,
        "monto_max": 120050, "monto_persona": "", "incompatibles": ["PP-29", "PP-25"],
        "documentos": [" INE ", "", "INE"],
        "causas_baja": list(criterios.CAUSAS_BAJA),
    }}, programa="PP-25")  # fmt: skip
    assert documento["criterios"] == {
        "localidades": ["320100001", "320100169"], "sexos": ["M"], "limite_hogar": 1, "monto_min": 0,
        "monto_max": 120050, "incompatibles": ["PP-29"], "documentos": ["INE"],
    }  # fmt: skip
    leidos = criterios.criterios_de(documento["criterios"])
    assert (leidos.monto_max, leidos.monto_persona, leidos.causas_baja) == (
        Decimal("1200.50"), None, criterios.CAUSAS_BAJA,
    )  # fmt: skip
    assert documento_de({**DATOS, "criterios": {"sexos": ["H", "M"]}})["criterios"] == {}


def test_todas_las_faltas_de_las_reglas_se_dicen_a_la_vez() -> None:
    with pytest.raises(Invalid) as refused:
        documento_de({**DATOS, "vigencia_hasta": "2025-12-31", "criterios": {
            "localidades": ["1"], "sexos": ["Z"], "limite_hogar": 0, "monto_min": 5, "monto_max": 4,
            "monto_persona": "mil", "causas_baja": ["no quiso"],
        }, "apartados": {"objetivo": "x" * 20_001}})  # fmt: skip
    assert {reason.code for reason in refused.value.reasons} == {
        "REGLAS_VIGENCIA_CRUZADA", "REGLAS_LOCALIDAD_INVALIDA", "REGLAS_SEXO_INVALIDO", "REGLAS_HOGAR_INVALIDO",
        "REGLAS_MONTOS_CRUZADOS", "REGLAS_MONTO_INVALIDO", "REGLAS_CAUSA_INVALIDA", "REGLAS_APARTADO_LARGO",
    }  # fmt: skip


CATALOGOS = catalogos_de(
    [{"cvegeo": "320100001"}, {"cvegeo": "320100169"}],
    [{"clave_inegi": "32", "clave_curp": "ZS", "nombre": "Zacatecas"}],
    [],
)
ENCABEZADO = ["CURP", "NOMBRE COMPLETO", "MONTO", "CVE_LOC", "CALLE", "NUMERO EXTERIOR", "INE"]
DE_ANA = [ANA, "ANA PEÑA", 450, "0001", "HIDALGO", "5", "SI"]


def revisor(reglas: Criterios, encabezado: list[str] = ENCABEZADO) -> Revisor:
    columnas = reconocer(encabezado, 1)
    assert columnas is not None
    return Revisor(columnas, Reglas(criterios=reglas), CATALOGOS)


def codigos(reglas: Criterios, celdas: list[Any], encabezado: list[str] = ENCABEZADO) -> list[str]:
    return revisor(reglas, encabezado).fila(2, celdas).codigos


@pytest.mark.parametrize(
    ("reglas", "codigo"),
    [
        (Criterios(localidades=frozenset({"320100169"})), "LOCALIDAD_FUERA_DE_REGLA"),
        (Criterios(sexos=frozenset({"H"})), "SEXO_FUERA_DE_REGLA"),
        (Criterios(monto_min=Decimal("450.01")), "MONTO_FUERA_DE_REGLA"),
        (Criterios(monto_max=Decimal("449.99")), "MONTO_FUERA_DE_REGLA"),
    ],
)
def test_lo_que_la_fila_sola_incumple(reglas: Criterios, codigo: str) -> None:
    assert codigos(reglas, DE_ANA) == [codigo]
    assert codigos(Criterios(), DE_ANA) == []


def test_lo_que_cumple_no_lleva_codigo() -> None:
    reglas = Criterios(
        localidades=frozenset({"320100001"}), sexos=frozenset({"M"}), monto_min=Decimal(450), monto_max=Decimal(450),
        documentos=("INE", "Comprobante que no es columna"),
    )  # fmt: skip
    assert codigos(reglas, DE_ANA) == []
    assert codigos(reglas, [*DE_ANA[:6], "NO"]) == ["DOCUMENTO_FALTANTE"]
    assert codigos(reglas, [*DE_ANA[:3], "9999", *DE_ANA[4:]]) == [
        "LOCALIDAD_NO_CATALOGADA", "LOCALIDAD_FUERA_DE_REGLA",
    ]  # fmt: skip


def test_a_nadie_se_deja_fuera_por_una_equis_en_el_sexo() -> None:
    hallados = codigos(Criterios(sexos=frozenset({"M"})), [NO_BINARIO, *DE_ANA[1:]])
    assert "SEXO_X" in hallados
    assert "SEXO_FUERA_DE_REGLA" not in hallados


def test_sin_la_columna_que_la_regla_necesita_no_se_puede_revisar() -> None:
    corto = ["CURP", "NOMBRE COMPLETO"]
    reglas = Criterios(localidades=frozenset({"320100001"}), monto_max=Decimal(1))
    assert revisor(reglas, corto).sin_columna() == ["CVE_LOC", "MONTO"]
    assert revisor(Criterios(), corto).sin_columna() == ["CURP"][:0]


def marcar(filas: list[Fila], reglas: Criterios) -> None:
    limites = Limites(reglas)
    for fila in filas:
        limites.marcar(fila)


def test_el_maximo_por_persona_suma_sus_filas_y_deja_fuera_la_que_lo_rebasa() -> None:
    filas = [Fila(n, curp=curp, clave=(curp, str(n)), monto=Decimal(m)) for n, curp, m in (
        (2, ANA, 600), (3, LUPE, 500), (4, ANA, 401), (5, ANA, 400),
    )]  # fmt: skip
    marcar(filas, Criterios(monto_persona=Decimal(1000)))
    assert [fila.codigos for fila in filas] == [[], [], ["MONTO_PERSONA_REBASADO"], []]


def test_el_limite_por_hogar_avisa_de_las_personas_que_sobran_y_no_de_la_misma_dos_veces() -> None:
    filas = [Fila(n, curp=curp, clave=(curp, str(n)), domicilio=casa) for n, curp, casa in (
        (2, ANA, "HIDALGO|5"), (3, ANA, "HIDALGO|5"), (4, LUPE, "HIDALGO|5"), (5, LUPE, "JUAREZ|1"), (6, "OTRA", ""),
    )]  # fmt: skip
    marcar(filas, Criterios(limite_hogar=1))
    assert [fila.numero for fila in filas if fila.codigos] == [4]
    assert filas[2].codigos == ["HOGAR_REBASADO"]
    assert not filas[2].con_error


MOVIMIENTOS = ["MOVIMIENTO", "MOTIVO_BAJA", "CURP", "NOMBRE COMPLETO", "MONTO", "CURP_ANTERIOR"]


@pytest.mark.parametrize(
    ("celdas", "movimiento", "esperados"),
    [
        (["ALTA", "", ANA, "ANA PEÑA", 450, ""], "alta", []),
        (["alta", "", "", "ANA PEÑA", 450, ""], "alta", ["CURP_FALTANTE"]),
        (["Baja", "Defunción", ANA, "", "", ""], "baja", []),
        (["BAJA", "cambio de domicilio", ANA, "ANA PEÑA", "CORTESIA", ""], "baja", []),
        (["BAJA", "", ANA, "ANA PEÑA", 450, ""], "baja", ["BAJA_SIN_MOTIVO"]),
        (["BAJA", "se fue", ANA, "ANA PEÑA", 450, ""], "baja", ["BAJA_SIN_MOTIVO"]),
        (["CORRECCIÓN", "", ANA, "ANA PEÑA", 900, LUPE], "correccion", []),
        (["", "", ANA, "ANA PEÑA", "CORTESIA", ""], "igual", []),
        (["quizá", "", ANA, "ANA PEÑA", 450, ""], "", ["MOVIMIENTO_INVALIDO"]),
    ],
)
def test_cada_renglon_de_movimientos_dice_que_cambia(celdas: list[Any], movimiento: str, esperados: list[str]) -> None:
    fila = revisor(Criterios(), MOVIMIENTOS).fila(2, celdas)
    assert (fila.movimiento, fila.codigos) == (movimiento, esperados)


def test_una_causa_que_las_reglas_no_admiten_no_es_motivo() -> None:
    celdas = ["BAJA", "renuncia", ANA, "ANA PEÑA", 450, ""]
    assert codigos(Criterios(causas_baja=("defuncion",)), celdas, MOVIMIENTOS) == ["BAJA_SIN_MOTIVO"]


def test_la_correccion_de_una_curp_recuerda_la_clave_de_antes() -> None:
    fila = revisor(Criterios(), MOVIMIENTOS).fila(2, ["CORRECCION", "", ANA, "ANA PEÑA", 450, f" {LUPE} "])
    assert (fila.clave, fila.clave_anterior) == ((ANA,), (LUPE,))


def test_un_renglon_sin_cambio_no_es_duplicado_de_la_baja_de_la_misma_persona() -> None:
    de = revisor(Criterios(), MOVIMIENTOS)
    filas = [de.fila(2, ["", "", ANA, "ANA PEÑA", 450, ""]), de.fila(3, ["BAJA", "otra", ANA, "ANA PEÑA", 450, ""])]
    assert marcar_exactos(filas) == []


def test_cada_codigo_nuevo_dice_que_hacer() -> None:
    assert all(REMEDIOS[codigo].endswith(".") for codigo in (*ERRORES_DE_REGLA, *AVISOS_DE_REGLA))


@pytest.mark.parametrize(
    ("padron", "reglas", "tipos"),
    [
        ({"carga_id": 2, "base_version": 1, "altas": 3}, {}, ("altas_y_bajas",)),
        (
            {"carga_id": 2, "base_version": 1, "bajas": 1, "correcciones": 4},
            {},
            ("altas_y_bajas", "correccion_de_datos"),
        ),
        ({"carga_id": 2, "base_version": 1, "correcciones": 1}, {}, ("correccion_de_datos",)),
        ({"carga_id": 1, "base_version": 1, "altas": 3}, {"apartados": {"glosario": "x"}}, ("reforma_de_reglas",)),
        ({"carga_id": 1, "base_version": 1, "altas": 3}, {}, ()),  # those of the version before, already in force
    ],
)
def test_que_cambia_de_un_padron_se_lee_del_documento(
    padron: dict[str, Any], reglas: dict[str, Any], tipos: tuple[str, ...]
) -> None:
    antes = {"reglas": {"huella": "a"}, "padron": {"carga_id": 1}}
    assert kind.changes(antes, {"reglas": {"huella": "a", **reglas}, "padron": padron}) == tipos
