"""One row at a time: what is an error, what a warning, and what is neither. Keys and people are fictitious."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.kernel.curp import digito_verificador
from workflow.padron.catalogos import Catalogos, Compatibilidad, catalogos_de
from workflow.padron.encabezados import reconocer
from workflow.padron.filas import Fila, Revisor
from workflow.padron.identidad import corresponde_completo, leer_curp, leer_rfc
from workflow.padron.limpieza import fecha, llano, monto, telefono
from workflow.padron.reglas import Reglas, reglas_de

ANA = "PEXA900215MZSXXN00"  # Ana Peña, 15 February 1990, no second surname (dossier of the sample)
LUIS = "MUXL150520HZSXXSA9"  # Luis Muñoz Ñáñez, 20 May 2015
ANGELES = "PXDA950312MZSDMN00"  # Ma. de los Ángeles Pedrero Domínguez
LUPE = "TORG641201HZSRSD01"  # José Guadalupe de la Torre Ríos
ENCABEZADO = ["FOLIO", "CURP", "PRIMER_APELLIDO", "SEGUNDO_APELLIDO", "NOMBRES", "SEXO", "FECHA_NACIMIENTO", "MONTO",
              "FECHA_ALTA", "MOTIVO_SIN_CURP", "CURP_TUTOR", "CVE_LOC", "CP", "CALLE"]  # fmt: skip
CATALOGOS = catalogos_de(
    [{"cvegeo": "320100001"}, {"cvegeo": "320100169"}],
    [{"clave_inegi": "32", "clave_curp": "ZS", "nombre": "Zacatecas"}],
    [],
)
REGLAS = Reglas(edad_min=6, edad_max=67, edad_en="FECHA_ALTA", vigencia=date(2026, 2, 9), pide_tutor=True)


def fila(reglas: Reglas = REGLAS, catalogos: Catalogos = CATALOGOS, **cambios: Any) -> Fila:
    """A row of Ana Peña that is right, with changes by role of column."""
    datos = {
        "FOLIO": "1", "CURP": ANA, "PRIMER_APELLIDO": "PEÑA", "SEGUNDO_APELLIDO": "", "NOMBRES": "ANA", "SEXO": "MUJER",
        "FECHA_NACIMIENTO": "15/02/1990", "MONTO": "2,500.00", "FECHA_ALTA": "10/02/2026", "MOTIVO_SIN_CURP": "",
        "CURP_TUTOR": "", "CVE_LOC": "0001", "CP": "99000", "CALLE": "HIDALGO", **cambios,
    }  # fmt: skip
    columnas = reconocer(ENCABEZADO, 1)
    assert columnas is not None
    return Revisor(columnas, reglas, catalogos).fila(2, [datos[titulo] for titulo in ENCABEZADO])


def test_una_fila_correcta_no_tiene_codigos() -> None:
    assert fila().codigos == []


@pytest.mark.parametrize(
    ("cambios", "codigos"),
    [
        ({"CURP": ""}, ["CURP_FALTANTE"]),
        ({"CURP": "\u00a0-"}, ["CURP_FALTANTE"]),
        ({"CURP": "", "MOTIVO_SIN_CURP": "EN TRAMITE"}, ["SIN_CURP_CON_MOTIVO"]),
        ({"CURP": "PEXA900215MZSXXÑ00"}, ["CURP_FORMATO"]),
        ({"CURP": "PEXA900215MZZXXN01"}, ["CURP_ENTIDAD"]),
        ({"CURP": "PEXA900230MZSXXN01"}, ["CURP_FECHA"]),
        ({"CURP": "PEXA900215MZSXXN01"}, ["CURP_DIGITO"]),
        ({"CURP": "pexa-900215 mzsxxn00\u00a0"}, ["CURP_NORMALIZADA"]),
        ({"CURP": "PEXA9OO215MZSXXN00"}, ["CURP_O0"]),
        ({"SEXO": "HOMBRE"}, ["SEXO_NO_COINCIDE"]),
        ({"FECHA_NACIMIENTO": "02/01/1990"}, ["NACIMIENTO_NO_COINCIDE"]),
        ({"FECHA_NACIMIENTO": "15/02/90"}, ["ANIO_DOS_DIGITOS"]),
        (
            {"CURP": "", "MOTIVO_SIN_CURP": "x", "FECHA_NACIMIENTO": "15/02/90"},
            ["FECHA_INVALIDA", "SIN_CURP_CON_MOTIVO"],
        ),
        ({"FECHA_NACIMIENTO": "31/02/1980"}, ["FECHA_INVALIDA"]),
        ({"PRIMER_APELLIDO": "GARCIA"}, ["NOMBRE_NO_COINCIDE"]),
        ({"PRIMER_APELLIDO": "PEÃ‘A"}, ["MOJIBAKE"]),
        ({"PRIMER_APELLIDO": "PE?A"}, ["NOMBRE_ILEGIBLE"]),
        ({"NOMBRES": " "}, ["NOMBRE_FALTANTE"]),
        ({"MONTO": "PENDIENTE"}, ["MONTO_INVALIDO"]),
        ({"MONTO": -450}, ["MONTO_INVALIDO"]),
        ({"MONTO": ""}, ["MONTO_INVALIDO"]),
        ({"FECHA_ALTA": "08/02/2026"}, ["ALTA_ANTES_DE_REGLAS"]),
        ({"FECHA_ALTA": "PENDIENTE"}, ["FECHA_INVALIDA"]),
        ({"FECHA_ALTA": ""}, ["FECHA_INVALIDA"]),
        ({"CVE_LOC": 169}, ["CLAVE_SIN_CEROS"]),
        ({"CVE_LOC": "0777"}, ["LOCALIDAD_NO_CATALOGADA"]),
        ({"CP": "00000", "CALLE": "Domicilio conocido"}, ["DOMICILIO_COMODIN", "CP_COMODIN"]),
    ],
)  # fmt: skip
def test_cada_falta_tiene_su_codigo_y_ninguna_otra(cambios: dict[str, Any], codigos: list[str]) -> None:
    assert fila(**cambios).ordenados() == codigos


def test_un_menor_sin_curp_valida_de_su_tutora_no_entra_y_con_ella_si() -> None:
    menor = {"CURP": LUIS, "PRIMER_APELLIDO": "Muñoz", "SEGUNDO_APELLIDO": "Ñáñez", "NOMBRES": "Luis",
             "SEXO": "H", "FECHA_NACIMIENTO": "20/05/2015"}  # fmt: skip
    assert fila(**menor).codigos == ["MENOR_SIN_TUTOR"]
    assert fila(**menor, CURP_TUTOR=ANA[:17] + "1").codigos == ["MENOR_SIN_TUTOR"]
    assert fila(**menor, CURP_TUTOR=ANA.lower()).codigos == []
    assert fila(Reglas(edad_en="FECHA_ALTA", pide_tutor=False), **menor).codigos == []


def test_la_edad_se_cuenta_el_dia_del_alta_y_no_hoy() -> None:
    """Born on 15 February 1990: 35 on the 14th of February 2026, 36 on the 15th."""
    hasta_35 = Reglas(edad_min=6, edad_max=35, edad_en="FECHA_ALTA")
    assert fila(hasta_35, FECHA_ALTA="14/02/2026").codigos == []
    assert fila(hasta_35, FECHA_ALTA="15/02/2026").codigos == ["EDAD_FUERA_DE_REGLA"]


def test_sin_la_columna_de_la_fecha_las_reglas_no_se_pueden_aplicar_y_se_dice() -> None:
    columnas = reconocer(ENCABEZADO, 1)
    assert columnas is not None
    revisor = Revisor(columnas, Reglas(edad_en="FECHA ENTREGA", clave=("CURP", "PERIODO")), CATALOGOS)
    assert revisor.sin_columna() == ["FECHA ENTREGA", "PERIODO"]


def test_la_x_en_la_posicion_once_es_un_aviso() -> None:
    cuerpo = ANA[:10] + "X" + ANA[11:17]
    assert fila(CURP=cuerpo + digito_verificador(cuerpo), SEXO="X").codigos == ["SEXO_X"]


@pytest.mark.parametrize(
    ("nombre", "curp"),
    [
        ("ANA PEÑA", ANA),
        ("peña  ana", ANA),
        ("MUÑOZ ÑÁÑEZ LUIS", LUIS),
        ("LUIS MUÑOZ ÑÁÑEZ", LUIS),
        ("PEDRERO DOMINGUEZ MA. DE LOS ANGELES", ANGELES),
        ("MA. DE LOS ANGELES PEDRERO DOMINGUEZ", ANGELES),
        ("DE LA TORRE RIOS JOSE GUADALUPE", LUPE),
        ("JOSE GUADALUPE DE LA TORRE RIOS", LUPE),
    ],
)
def test_el_nombre_en_una_celda_se_lee_en_los_dos_ordenes(nombre: str, curp: str) -> None:
    assert corresponde_completo(curp, llano(nombre).split())


def test_otro_apellido_no_corresponde_en_ningun_orden() -> None:
    assert not corresponde_completo(LUPE, ["ZAVALA", "RIOS", "JOSE", "GUADALUPE"])


@pytest.mark.parametrize(
    ("celda", "dia"),
    [
        ({"fecha": "2026-02-05"}, date(2026, 2, 5)),
        ("05/02/2026", date(2026, 2, 5)),
        ("5/2/2026", date(2026, 2, 5)),
        ("05-feb-2026", date(2026, 2, 5)),
        ("5 de Febrero de 2026", date(2026, 2, 5)),
        ("02/05/2026", date(2026, 5, 2)),
    ],
)
def test_las_fechas_se_leen_siempre_con_el_dia_primero(celda: Any, dia: date) -> None:
    assert fecha(celda) == (dia, True)


@pytest.mark.parametrize(
    "celda", ["31/02/2026", "30 de febrero de 2026", "00/00/0000", "//", "s/f", "15/02/90", 46058, "2026-02-05"]
)
def test_lo_que_no_es_una_fecha_admitida_no_se_adivina(celda: Any) -> None:
    assert fecha(celda) == (None, False)


@pytest.mark.parametrize(
    ("celda", "cantidad"),
    [(450, "450"), (12.5, "12.5"), ("$450.00", "450"), ("$ 1,234.50", "1234.50"), ("450.-", "450"), (" 450 ", "450"),
     ("600 MN", "600"), ("2,500.00", "2500"), ("0", "0"), ("600 M.N.", "600")],
)  # fmt: skip
def test_los_montos_se_leen_como_se_escriben_aqui(celda: Any, cantidad: str) -> None:
    assert monto(celda) == Decimal(cantidad)


@pytest.mark.parametrize(
    "celda", ["mil doscientos", "-2500.00", "#####", "N/D", "s/costo", "", None, True, "1,2,3", float("nan")]
)
def test_lo_que_no_es_un_monto_no_se_adivina(celda: Any) -> None:
    assert monto(celda) is None


def test_un_telefono_se_compara_por_sus_diez_cifras() -> None:
    assert telefono("493 000 1234") == telefono(4930001234) == telefono("493-0001234") == "4930001234"
    assert telefono("SIN TEL") == telefono(None) == ""


@pytest.mark.parametrize(
    ("rfc", "codigo"),
    [
        ("MUA9913012A9", "RFC_FORMATO"),
        ("MUA990301", "RFC_FORMATO"),
        ("", "RFC_FORMATO"),
        ("XAXX010101000", "RFC_FORMATO"),
    ],
)
def test_el_rfc_de_una_persona_moral_tiene_doce_caracteres_y_fecha_real(rfc: str, codigo: str) -> None:
    assert leer_rfc(rfc) == ("", codigo)


@given(
    st.sampled_from([ANA, LUIS, ANGELES, LUPE]),
    st.integers(0, 17),
    st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
)
def test_un_caracter_cambiado_nunca_da_la_clave_de_otra_persona_sin_avisar(curp: str, lugar: int, nuevo: str) -> None:
    """A changed character is seen by the digit or by the structure, or is O for 0 (never applied in silence), or is
    one of the substitutions that the official digit cannot see: those of equal remainder."""
    cambiada = curp[:lugar] + nuevo + curp[lugar + 1 :]
    leida = leer_curp(cambiada)
    if cambiada == curp:
        assert leida.curp == curp
        assert leida.avisos == ()
    elif leida.curp:
        assert "CURP_O0" in leida.avisos or digito_verificador(cambiada[:17]) == digito_verificador(curp[:17])
    else:
        assert leida.error in ("CURP_FORMATO", "CURP_ENTIDAD", "CURP_FECHA", "CURP_DIGITO")


@given(st.text(max_size=40))
def test_ninguna_celda_hace_caer_la_lectura(celda: str) -> None:
    """Whatever is typed gives codes, not a failure of the program."""
    fila(CURP=celda, NOMBRES=celda, MONTO=celda, FECHA_ALTA=celda, FECHA_NACIMIENTO=celda, CVE_LOC=celda, SEXO=celda)


def test_las_reglas_dicen_todas_sus_faltas_a_la_vez() -> None:
    from workflow.kernel.refusals import Invalid

    with pytest.raises(Invalid) as error:
        reglas_de({"edad_min": -1, "edad_max": 200, "vigencia_reglas": "mañana"})
    assert error.value.codes == ["REGLAS_VIGENCIA_INVALIDA", "REGLAS_EDAD_INVALIDA", "REGLAS_EDAD_INVALIDA"]


def test_sin_regla_escrita_recibir_de_dos_programas_es_legitimo() -> None:
    assert CATALOGOS.entre("PP-25", "PP-37") == Compatibilidad("compatible", None)


def test_el_tope_conjunto_se_lee_de_la_nota() -> None:
    con_tope = catalogos_de([], [], [{"programa_a": "PP-29", "programa_b": "PP-37", "regla": "tope_conjunto",
                                      "nota": "Tope conjunto de 6000 pesos por trimestre"}])  # fmt: skip
    assert con_tope.entre("PP-37", "PP-29") == Compatibilidad("tope_conjunto", Decimal(6000))
