"""Every case of the municipality's files, and the runner that compares them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casos import document, pairs
from workflow.casos.campos import EntradaInvalida
from workflow.casos.comparacion import equal, matches, run
from workflow.casos.lectura import ArchivoIlegible, read_cases
from workflow.casos.registro import available, resolver_of
from workflow.kernel.refusals import Invalid

ARCHIVOS = ("letras", "curp", "plazos", "votaciones", "comisiones_unidas", "orden_del_dia", "ruta", "indicadores")
CUANTOS = {
    "letras": 72,
    "curp": 59,
    "plazos": 26,
    "votaciones": 64,
    "comisiones_unidas": 27,
    "orden_del_dia": 20,
    "ruta": 48,
    "indicadores": 51,
}


@pytest.mark.parametrize(("archivo", "caso"), [pytest.param(a, c, id=c["id"]) for a, c in pairs(*ARCHIVOS)])
def test_caso(archivo: str, caso: dict[str, Any]) -> None:
    resolver = resolver_of(archivo)
    assert resolver is not None
    assert resolver(document(archivo), caso) == caso["esperado"]


@pytest.mark.parametrize("archivo", ARCHIVOS)
def test_no_se_pierde_ningun_caso_al_leer(archivo: str) -> None:
    assert len(document(archivo)["casos"]) == CUANTOS[archivo]
    assert document(archivo)["archivo"] == archivo


def test_las_clases_de_casos_de_esta_version_se_pueden_correr() -> None:
    assert set(ARCHIVOS) <= set(available())


def test_una_clase_desconocida_no_tiene_reglas() -> None:
    assert resolver_of("sorteos") is None


class TestLectura:
    def test_una_hora_sin_comillas_sigue_siendo_texto(self) -> None:
        documento = read_cases(b"archivo: letras\ncasos:\n- {id: A, hora: 10:05, apertura: 00:10+1}\n")
        assert documento["casos"] == [{"id": "A", "hora": "10:05", "apertura": "00:10+1"}]

    def test_una_fecha_sin_comillas_sigue_siendo_texto(self) -> None:
        texto = b"archivo: plazos\ncasos:\n- {inicio: 2026-01-30T14:50:00, fecha: 2026-02-01}\n"
        assert read_cases(texto)["casos"] == [{"inicio": "2026-01-30T14:50:00", "fecha": "2026-02-01"}]

    def test_los_decimales_y_las_claves_con_cero_siguen_siendo_texto(self) -> None:
        texto = b"archivo: x\ncasos:\n- {monto: 66.70, municipio: 010, numero: 21, menos: -3, cero: 0}\n"
        esperado = [{"monto": "66.70", "municipio": "010", "numero": 21, "menos": -3, "cero": 0}]
        assert read_cases(texto)["casos"] == esperado

    def test_no_y_si_son_palabras_y_no_valores_logicos(self) -> None:
        documento = read_cases("archivo: x\ncasos:\n- {a: no, b: sí, c: true, d: false, e: null, f: Y}\n".encode())
        assert documento["casos"] == [{"a": "no", "b": "sí", "c": True, "d": False, "e": None, "f": "Y"}]

    def test_se_lee_con_marca_de_orden_de_bytes(self) -> None:
        assert read_cases("\ufeffarchivo: x\ncasos: []\n".encode())["archivo"] == "x"

    def test_lo_que_se_repite_con_alias_se_lee(self) -> None:
        texto = b"archivo: x\nbase: &b {n: 1, m: 2}\ncasos:\n- {<<: *b, n: 3}\n- *b\n"
        assert read_cases(texto)["casos"] == [{"n": 3, "m": 2}, {"n": 1, "m": 2}]

    @pytest.mark.parametrize(
        ("contenido", "dice"),
        [
            (b"", "le faltan"),
            (b"- uno\n- dos\n", "le faltan"),
            (b"casos: []\n", "Falta «archivo"),
            (b"archivo: 3\ncasos: []\n", "Falta «archivo"),
            (b"archivo: letras\n", "Falta «casos"),
            (b"archivo: letras\ncasos: {a: 1}\n", "Falta «casos"),
            (b"archivo: [letras\n", "línea"),
            (b"archivo: letras\ncasos:\n\t- a\n", "YAML"),
            (b"archivo: !!python/object:os.system {}\ncasos: []\n", "YAML"),
            (b"? [a, b]\n: 1\n", "YAML"),
            (b"archivo: letras\narchivo: curp\ncasos: []\n", "Línea 2: la clave «archivo» está repetida"),
            ("archivo: plazos\ncasos: [día]\n".encode("latin-1"), "UTF-8"),
            (b"PK\x03\x04\x00\x00", "YAML"),
        ],
    )
    def test_un_archivo_que_no_se_puede_leer_dice_que_le_falta(self, contenido: bytes, dice: str) -> None:
        with pytest.raises(ArchivoIlegible, match=dice):
            read_cases(contenido)


class TestComparacion:
    @pytest.mark.parametrize(
        ("uno", "otro"),
        [(None, 0), (None, []), (0, False), (1, True), (1, "1"), ([1, 2], [2, 1]), ([], {}), ("", None), ({}, [])],
    )
    def test_lo_que_no_es_lo_mismo_no_es_igual(self, uno: Any, otro: Any) -> None:
        assert not equal(uno, otro)
        assert not equal([{"a": uno}], [{"a": otro}])

    def test_un_diccionario_de_dentro_se_compara_completo(self) -> None:
        assert equal({"a": [{"b": 1}]}, {"a": [{"b": 1}]})
        assert not equal({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}})

    def test_falta_una_clave_esperada_aunque_se_espere_nula(self) -> None:
        assert not matches({"electo": None}, {})

    def test_por_que_no_se_compara(self) -> None:
        assert matches({"texto": "cero", "por_que": "porque sí"}, {"texto": "cero"})


class TestCorrida:
    def test_un_caso_roto_no_detiene_a_los_demas(self) -> None:
        casos = [
            {"id": "A", "entrada": {"clase": "votos", "numero": 2}, "esperado": {"texto": "dos votos"}},
            "texto suelto",
            {"id": "B", "entrada": {"clase": "votos"}, "esperado": {"texto": "dos votos"}},
            {"id": "C", "entrada": {"clase": "fecha", "fecha": "2026-02-30"}, "esperado": {"texto": "x"}},
            {"id": "D", "entrada": {"clase": "cardinal", "numero": -1}, "esperado": {"texto": "x"}},
            {"id": "E", "entrada": {"clase": "romano", "numero": 2}, "esperado": {"texto": "II"}},
            {"id": "F", "entrada": {"clase": "dinero", "monto": "mucho"}, "esperado": {"texto": "x"}},
            {"id": "A", "entrada": {"clase": "votos", "numero": 2}, "esperado": {"texto": "dos votos"}},
            {"id": "G", "esperado": {"texto": "dos votos"}},
            {"id": "H", "entrada": {"clase": "votos", "numero": 2}},
            {"entrada": {"clase": "votos", "numero": 2}, "esperado": {"texto": "dos votos"}},
            {"id": "Z", "entrada": {"clase": "votos", "numero": 1}, "esperado": {"texto": "un voto"}},
        ]
        resolver = resolver_of("letras")
        assert resolver is not None
        corridas = list(run({"archivo": "letras", "casos": casos}, resolver))
        assert [corrida.igual for corrida in corridas] == [True] + [False] * 10 + [True]
        errores = [corrida.error for corrida in corridas[1:-1]]
        assert all(error and error.endswith(".") for error in errores)
        assert errores[1] == "A la entrada le falta «numero», o nombra algo que no está en los catálogos del archivo."
        assert errores[2] == "«2026-02-30» no es una fecha AAAA-MM-DD."

    def test_una_negativa_de_la_regla_se_dice_con_su_codigo(self) -> None:
        def refuse(documento: dict[str, Any], caso: dict[str, Any]) -> dict[str, Any]:
            raise Invalid("DINERO_ILEGIBLE")

        caso = {"id": "A", "entrada": {}, "esperado": {"texto": "x"}}
        (corrida,) = run({"casos": [caso]}, refuse)
        assert corrida.as_dict() == {
            "id": "A",
            "obtenido": None,
            "esperado": {"texto": "x"},
            "igual": False,
            "error": "La regla no admite la entrada: DINERO_ILEGIBLE.",
        }

    def test_un_resultado_distinto_se_muestra_junto_a_lo_esperado(self) -> None:
        caso = {"id": "A", "entrada": {"clase": "votos", "numero": 2}, "esperado": {"texto": "tres votos"}}
        resolver = resolver_of("letras")
        assert resolver is not None
        (corrida,) = run({"casos": [caso]}, resolver)
        assert corrida.as_dict() == {
            "id": "A",
            "obtenido": {"texto": "dos votos"},
            "esperado": {"texto": "tres votos"},
            "igual": False,
        }

    def test_un_dato_que_no_se_lee_lo_dice_en_espanol(self) -> None:
        assert str(EntradaInvalida("«x» no es un número entero.")) == "«x» no es un número entero."
