"""Two rows side by side: which pairs a person is asked about, which never, and who is who when keys are linked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.kernel.actor import Actor, Asignacion
from workflow.kernel.curp import digito_verificador
from workflow.padron.coincidencias.clases import decides, faults, posibles, sees, sees_both
from workflow.padron.coincidencias.comparar import BLOQUE, Dato, comparar, dato_de, en_bloque, palabras_de
from workflow.padron.coincidencias.hallado import Hallado, cruce
from workflow.padron.coincidencias.listas import leer
from workflow.padron.coincidencias.personas import personas_de
from workflow.padron.encabezados import reconocer

NACIO = date(1988, 7, 9)
BASE = "ROCL880709MZSBSR9"


def curp(cuerpo: str) -> str:
    return cuerpo + digito_verificador(cuerpo)


def dato(
    nombre: str, uno: str = "ROBLES", dos: str = "CASTRO", *, clave: str = "", nacio: date | None = NACIO,
    sexo: str = "M", fila: int = 1,
) -> Dato:  # fmt: skip
    partes = (nombre, uno, dos)
    return Dato(fila, fila, clave, partes, palabras_de(partes), nacio, sexo)


LAURA = dato("LAURA", clave=curp(BASE))


class TestSePregunta:
    @pytest.mark.parametrize(
        ("otra", "razon"),
        [
            (dato("LAURA"), "una_sin_curp"),
            (dato("LAURA", clave=curp("ROCL880709MZSBSR8")), "homonimos"),
            (dato("LAURA", clave=curp("ROCL880709MJCBSR9")), "otra_entidad"),
            (dato("LAURA", clave=curp("ROCL880709HZSBSR9"), sexo="H"), "otro_sexo"),
            (dato("LAURA", clave=curp("ROCX880709MZSBSR9")), "otra_curp"),
            (dato("LAURA", "CASTRO", "ROBLES", clave=curp("CARL880709MZSSBR9")), "apellidos_invertidos"),
        ],
    )
    def test_el_mismo_nombre_y_nacimiento_con_otra_clave(self, otra: Dato, razon: str) -> None:
        hallado = comparar(LAURA, otra, "mismo_nacimiento")
        assert hallado is not None
        assert (hallado.puntaje, hallado.razones) == (100, (razon, "mismo_nacimiento"))

    def test_maria_y_ma_son_el_mismo_nombre(self) -> None:
        una = dato("MARIA ELENA", clave=curp("ROCE880709MZSBSL9"))
        hallado = comparar(una, dato("MA. ELENA", clave=curp("ROCE880709MZSBSL8")), "mismo_nacimiento")
        assert hallado is not None and hallado.razones[0] == "nombre_abreviado"

    @pytest.mark.parametrize(
        ("una", "otra"),
        [
            (("GUADALUPE", "GONZALEZ", "PEREZ"), ("GUADALUPE", "GONSALEZ", "PEREZ")),
            (("GUADALUPE", "GONZALEZ", "PEREZ"), ("GUADALUPE", "GONZALEZ", "PERES")),
            (("GUADALUPE", "GONZALEZ", "PEREZ"), ("GUADALUPE", "GNOZALEZ", "PEREZ")),
            (("GUADALUPE", "GONZALEZ", "PEREZ"), ("GUADALUPE", "GONSALES", "PERES")),
            (("LAURA", "MUÑOZ", "CASTRO"), ("LAURA", "MUNOZ", "CASTRO")),
        ],
    )
    def test_una_o_dos_letras_de_diferencia(self, una: tuple[str, str, str], otra: tuple[str, str, str]) -> None:
        hallado = comparar(dato(*una), dato(*otra), "mismo_nacimiento")
        assert hallado is not None
        assert hallado.razones == ("nombre_parecido", "mismo_nacimiento")
        assert 80 <= hallado.puntaje < 100

    def test_una_palabra_que_falta(self) -> None:
        hallado = comparar(dato("LAURA ELENA"), dato("LAURA"), "mismo_telefono")
        assert hallado is not None and hallado.razones == ("nombre_incompleto", "mismo_telefono")
        assert comparar(dato("LAURA", "ROBLES", ""), dato("LAURA"), "mismo_nacimiento") is not None


class TestNoSePregunta:
    def test_la_misma_clave_no_es_un_probable(self) -> None:
        assert comparar(LAURA, dato("LAURA", clave=LAURA.curp), "mismo_nacimiento") is None

    @pytest.mark.parametrize("otro", ["LAURO", "LUISA", "ELENA", "LAURITA"])
    def test_los_gemelos_son_dos_personas(self, otro: str) -> None:
        """Keys that agree up to position 16 with other names: nothing to decide, as in the sample."""
        assert comparar(LAURA, dato(otro, clave=curp("ROCL880709MZSBSR8")), "mismo_nacimiento") is None

    def test_hermanos_de_otro_sexo_con_nombres_de_la_misma_raiz(self) -> None:
        assert comparar(dato("JUANA"), dato("JUAN", sexo="H"), "mismo_nacimiento") is None

    @pytest.mark.parametrize(
        ("una", "otra"), [("ANA", "EVA"), ("MANUEL", "MIGUEL"), ("LUZ", "LUIS"), ("ANA", "ANITA"), ("JESUS", "JOSEFA")]
    )
    def test_otro_nombre_es_otra_persona(self, una: str, otra: str) -> None:
        assert comparar(dato(una), dato(otra), "mismo_nacimiento") is None

    def test_en_la_misma_casa_con_otra_fecha_de_nacimiento(self) -> None:
        assert comparar(dato("LAURA"), dato("LAURA", nacio=date(1988, 9, 7)), "mismo_domicilio") is None

    def test_con_un_apellido_en_comun_no_basta(self) -> None:
        assert comparar(dato("LAURA", "ROBLES", "CASTRO"), dato("ROBLES", "", ""), "mismo_telefono") is None
        assert comparar(dato("", "", ""), dato("LAURA"), "mismo_telefono") is None


def test_un_bloque_demasiado_grande_se_corta_y_no_se_compara_todo_con_todo() -> None:
    bloque = [dato("LAURA", fila=n) for n in range(1, BLOQUE + 50)]
    pares = en_bloque(bloque, "mismo_telefono")
    assert len(pares) == BLOQUE * (BLOQUE - 1) // 2
    assert max(par.otro.numero for par in pares) == BLOQUE


@given(st.permutations(["LAURA", "ROBLES", "CASTRO"]))
def test_el_orden_de_las_palabras_no_cuenta(palabras: list[str]) -> None:
    hallado = comparar(dato("LAURA"), Dato(2, 2, "", (" ".join(palabras), "", ""), palabras_de(palabras), NACIO, ""),
                       "mismo_nacimiento")  # fmt: skip
    assert hallado is not None and hallado.puntaje == 100


def test_se_lee_de_las_celdas_como_las_lee_la_revision() -> None:
    columnas = reconocer(["CURP", "NOMBRE COMPLETO", "SEXO"], 1)
    assert columnas is not None
    leido = dato_de(7, 3, "M", [f" {LAURA.curp.lower()}", "Robles Castro,  MuÃ±oz"], columnas)
    assert leido.curp == LAURA.curp
    assert leido.palabras == ("CASTRO", "MUÑOZ", "ROBLES")
    assert (leido.nacimiento, leido.sexo, leido.fila_id) == (NACIO, "M", 7)
    partes = reconocer(["CURP", "NOMBRES", "PRIMER APELLIDO", "FECHA DE NACIMIENTO"], 1)
    assert partes is not None
    assert dato_de(1, 1, None, ["", "Laura", "Robles", "09/07/1988"], partes).nacimiento == NACIO


class TestPersonas:
    def test_lo_que_dos_vinculos_juntan_es_una_persona_y_deshacer_uno_la_separa(self) -> None:
        hechos = [("a", "b", True), ("c", "b", True)]
        assert personas_de(hechos) == {"a": "a", "b": "a", "c": "a"}
        assert personas_de([*hechos, ("b", "c", False)]) == {"a": "a", "b": "a"}
        assert personas_de([*hechos, ("b", "c", False), ("a", "b", False)]) == {}
        assert personas_de([*hechos, ("b", "c", False), ("c", "b", True)]) == {"a": "a", "b": "a", "c": "a"}

    @given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda p: p[0] != p[1])))
    def test_el_orden_de_los_vinculos_no_cuenta(self, pares: list[tuple[str, str]]) -> None:
        hechos = [(uno, otro, True) for uno, otro in pares]
        personas = personas_de(hechos)
        assert personas == personas_de(reversed(hechos))
        for uno, otro in pares:
            suyas = [clave for clave, de in personas.items() if de == personas[uno]]
            assert personas[uno] == personas[otro] == min(suyas)


class TestLlave:
    def test_es_la_misma_por_los_dos_lados(self) -> None:
        una = cruce("tope", (9, 100), (4, 200), ("y", "x"), 100, ("tope_rebasado",))
        otra = cruce("tope", (4, 201), (9, 101), ("x", "y"), 100, ("tope_rebasado",))
        assert una.llave == otra.llave
        assert (una.expediente_id, una.fila_id, una.otro_expediente_id, una.otra_fila_id) == (4, 200, 9, 100)

    def test_otra_clase_u_otro_padron_es_otra_pregunta(self) -> None:
        def uno(clase: str, expediente: int) -> str:
            return Hallado(clase, expediente, None, 1, 2, "x", "y", 100, ()).llave

        assert len({uno("probable", 1), uno("exacto", 1), uno("probable", 2)}) == 3


class TestQuien:
    ENLACE = Actor(1, "E", "Enlace", (Asignacion("dependencia_captura", "UR-043"),))
    PLANEACION = Actor(2, "P", "Revisora", (Asignacion("planeacion_revisor"),))
    AUDITORIA = Actor(3, "A", "Auditora", (Asignacion("auditoria"),))
    OTRA = Actor(4, "O", "Enlace", (Asignacion("dependencia_titular", "UR-037"),))

    def test_la_dependencia_decide_lo_suyo_y_planeacion_los_cruces(self) -> None:
        assert decides(self.ENLACE, "probable", "UR-043")
        assert not decides(self.OTRA, "probable", "UR-043")
        assert not decides(self.ENLACE, "entre_padrones", "UR-043")
        assert not decides(self.AUDITORIA, "probable", "UR-043")
        assert decides(self.PLANEACION, "tope", "UR-043")

    def test_solo_planeacion_y_auditoria_ven_los_dos_lados(self) -> None:
        assert [sees_both(quien) for quien in (self.ENLACE, self.PLANEACION, self.AUDITORIA)] == [False, True, True]
        assert sees(self.OTRA, ("UR-043", "UR-037")) and not sees(self.OTRA, ("UR-043",))

    def test_los_motivos_de_una_decision_mal_hecha_salen_juntos(self) -> None:
        assert [falta.code for falta in faults("probable", (), "baja_propuesta", "x", None)] == [
            "COINCIDENCIA_DECISION_INVALIDA",
            "COINCIDENCIA_SIN_MOTIVO",
            "COINCIDENCIA_BAJA_DE_QUIEN",
        ]
        assert faults("tope", ("tope_rebasado",), "baja_propuesta", "Oficio 12", "otro") == []

    def test_un_cruce_por_el_nombre_pregunta_primero_si_es_la_misma_persona(self) -> None:
        assert posibles("entre_padrones", ("otra_curp",)) == ("misma_persona", "homonimo")
        assert "se_permite" in posibles("entre_padrones", ("incompatibles",))


class TestLista:
    def test_un_csv_con_encabezado_fechas_y_renglones_ilegibles(self) -> None:
        data = f"CURP,FECHA\r\n{LAURA.curp},05/01/2026\r\n\r\n{LAURA.curp.lower()} ,\r\nXXXX,\r\n".encode()
        leida = leer(data)
        assert (leida.personas, leida.ilegibles) == ({LAURA.curp: date(2026, 1, 5)}, 1)

    def test_con_punto_y_coma_y_otra_codificacion(self) -> None:
        leida = leer(f"CURP;AÑO\n{LAURA.curp};2026".encode("cp1252"))
        assert list(leida.personas) == [LAURA.curp]
