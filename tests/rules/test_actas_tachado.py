"""Public versions hold none of the words taken out; modifications become a table."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from tests import builders_actas as b
from workflow.actas.impresion.componer import componer
from workflow.actas.impresion.documento import texto_de
from workflow.actas.impresion.pdf import to_pdf
from workflow.actas.impresion.word import to_docx
from workflow.actas.instantanea import Caratula, InstantaneaActa
from workflow.actas.modificaciones import read, table
from workflow.actas.tachado import Peticion, leaks, problems, redact

NOMBRE = b.NOMBRES[4][0]  # Hugo Saldaña Ríos
FUNDAMENTO = "LGTAIP, artículo 115"


def acta() -> InstantaneaActa:
    return b.acta_cabildo(puntos=(b.punto_poa(),))


def public(*peticiones: Peticion) -> InstantaneaActa:
    redacted, tachas = redact(acta(), peticiones)
    cover = Caratula(
        "Secretaría de Gobierno Municipal", "Acta 28", "Identifica a una persona", "Arturo Dueñas",
        "Acta CT/004/2026", date(2026, 3, 18), tachas,
    )  # fmt: skip
    return replace(redacted, folio="VP-" + redacted.folio, version=1, caratula=cover)


def test_lo_tachado_no_esta_en_ninguna_parte_del_pdf_ni_del_word() -> None:
    one = Peticion("hugo  saldaña ríos", "Nombre", FUNDAMENTO)
    documento = componer(public(one))
    assert not leaks(documento, [one])
    data = to_pdf(documento)
    reader = pypdf.PdfReader(io.BytesIO(data))
    seen = " ".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    with zipfile.ZipFile(io.BytesIO(to_docx(documento))) as word:
        seen += "".join(word.read(name).decode("utf-8", "ignore") for name in word.namelist())
    for part in (NOMBRE, "Saldaña", "SALDAÑA"):
        assert part not in seen and part.encode() not in data
    assert "[Eliminado 1]" in seen


def test_la_caratula_dice_que_se_elimino_con_que_fundamento_y_cuantas_veces() -> None:
    said = texto_de(componer(public(Peticion(NOMBRE, "Nombre de particular", FUNDAMENTO))))
    for part in ("Versión pública", "Nombre de particular", FUNDAMENTO, "Acta CT/004/2026, del 18 de marzo de 2026"):
        assert part in said


def test_un_nombre_no_se_tacha_dentro_de_otra_palabra() -> None:
    one = replace(acta(), puntos=(replace(b.punto_poa(), exposicion="visitaron Lunas, con Tomás Luna"),))
    redacted, _ = redact(one, [Peticion("Luna", "Apellido", FUNDAMENTO)])
    assert redacted.puntos[0].exposicion == "visitaron Lunas, con Tomás [Eliminado 1]"


def test_los_votos_y_las_cuentas_no_cambian_al_tachar() -> None:
    redacted, _ = redact(acta(), [Peticion(NOMBRE, "Nombre", FUNDAMENTO), Peticion("aprobado", "x", "y")])
    antes, ahora = acta().puntos[0].votaciones[0], redacted.puntos[0].votaciones[0]
    assert (antes.a_favor, antes.resultado) == (ahora.a_favor, ahora.resultado)


def test_se_dicen_juntas_todas_las_faltas_y_sin_repetir_el_dato() -> None:
    found = problems(acta(), [Peticion("Zzzz Inexistente", "Nombre", FUNDAMENTO), Peticion("ab", "", "")])
    assert [(one.code, one.facts["numero"]) for one in found] == [
        ("TACHA_NO_ENCONTRADA", 1), ("TACHA_SIN_FUNDAMENTO", 2), ("TACHA_CORTA", 2),
    ]  # fmt: skip
    assert "Inexistente" not in str(found)


@pytest.mark.parametrize(
    ("linea", "esperado"),
    [
        (
            "Meta anual: dice «100», debe decir «120», propone C. Ximena Ortega",
            ("Meta anual", "100", "120", "C. Ximena Ortega"),
        ),
        ("Partida 2110 dice: 5,000 debe decir: 7,500.", ("Partida 2110", "5,000", "7,500", "")),
        ("Se agrega una meta de mujeres atendidas", ("", "", "Se agrega una meta de mujeres atendidas", "")),
    ],
)
def test_una_modificacion_se_lee_como_renglon_de_tabla(linea: str, esperado: tuple[str, ...]) -> None:
    one = read(linea, "5 a favor")
    assert (one.campo, one.dice, one.debe_decir, one.proponente) == esperado
    assert one.votacion == "5 a favor"


def test_la_tabla_dice_la_votacion_que_la_tomo() -> None:
    (one,) = table(["Se agrega una meta", " "], (b.votos(en_contra=("C05",)),))
    assert one.votacion == "15 a favor, 1 en contra, 0 abstenciones"
