"""People without CURP, guardians, and keys that nobody can have yet."""

from __future__ import annotations

import pytest

from tests.rules.test_padron_filas import ANA, LUIS, fila
from workflow.padron.identidad import MOTIVOS_SIN_CURP, motivo_sin_curp

ANGELES = "PXDA950312MZSDMN00"


@pytest.mark.parametrize(
    ("escrito", "motivo"),
    [
        ("Migrante en tránsito, sin documentos", "migrante_en_transito"),
        ("EXTRANJERA", "migrante_en_transito"),
        ("Sin registro de nacimiento", "sin_registro"),
        ("no está registrado", "sin_registro"),
        ("SIN ACTA", "sin_registro"),
        ("CURP en trámite", "tramite_en_curso"),
        ("Registro extemporáneo en trámite", "tramite_en_curso"),
        ("adulto mayor que no la trajo", "otro"),
        ("  \u00a0", ""),
    ],
)
def test_el_motivo_escrito_se_lee_como_uno_del_catalogo(escrito: str, motivo: str) -> None:
    assert motivo_sin_curp(escrito) == motivo
    assert motivo == "" or motivo in MOTIVOS_SIN_CURP


def test_quien_no_tiene_curp_entra_con_su_motivo_y_quien_la_tiene_no_lleva_ninguno() -> None:
    sin = fila(CURP="", MOTIVO_SIN_CURP="Migrante en tránsito")
    assert (sin.estado, sin.codigos, sin.sin_curp) == ("aviso", ["SIN_CURP_CON_MOTIVO"], "migrante_en_transito")
    assert fila(MOTIVO_SIN_CURP="Migrante en tránsito").sin_curp == ""


class TestTutor:
    MENOR = {
        "CURP": LUIS, "PRIMER_APELLIDO": "MUÑOZ", "SEGUNDO_APELLIDO": "ÑÁÑEZ", "NOMBRES": "LUIS", "SEXO": "HOMBRE",
        "FECHA_NACIMIENTO": "20/05/2015",
    }  # fmt: skip

    def test_la_clave_de_quien_recibe_por_un_menor_se_lee_y_no_es_la_del_beneficiario(self) -> None:
        leida = fila(**self.MENOR, CURP_TUTOR=f" {ANA.lower()}")
        assert (leida.curp, leida.tutor, leida.codigos) == (LUIS, ANA, [])

    def test_nadie_es_su_propio_tutor(self) -> None:
        leida = fila(**self.MENOR, CURP_TUTOR=LUIS)
        assert (leida.tutor, leida.codigos) == ("", ["MENOR_SIN_TUTOR"])

    def test_una_persona_adulta_puede_traer_a_quien_recibe_por_ella(self) -> None:
        assert fila(CURP_TUTOR=ANGELES).tutor == ANGELES
        assert fila(CURP_TUTOR="ilegible").tutor == ""


class TestNacimientoFuturo:
    """Position 17 puts the birth in 2030, or the alta came before the birth: nobody is enrolled before being born."""

    def test_la_clave_de_quien_aun_no_nace_se_rechaza(self) -> None:
        futura = "PEXA300215MZSXXNA4"
        leida = fila(CURP=futura, FECHA_NACIMIENTO="")
        assert leida.codigos == ["CURP_FECHA"]

    def test_sin_curp_la_fecha_de_nacimiento_posterior_al_alta_no_es_una_fecha(self) -> None:
        leida = fila(CURP="", MOTIVO_SIN_CURP="EN TRAMITE", FECHA_NACIMIENTO="15/02/2030")
        assert leida.codigos == ["SIN_CURP_CON_MOTIVO", "FECHA_INVALIDA"]

    def test_nacer_el_mismo_dia_del_alta_no_es_futuro(self) -> None:
        leida = fila(CURP="", MOTIVO_SIN_CURP="EN TRAMITE", FECHA_NACIMIENTO="10/02/2026")
        assert (leida.edad, leida.codigos) == (0, ["SIN_CURP_CON_MOTIVO", "EDAD_FUERA_DE_REGLA", "MENOR_SIN_TUTOR"])
