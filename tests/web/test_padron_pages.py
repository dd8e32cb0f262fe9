"""The pages of a padrón, by clicking: rules, file, check, correction, confirmation."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
from flask import Flask

from tests.builders_padron import ANA, BUENO, CON_ERRORES, MUESTRA, REGLAS, Expediente, read
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Browser, Page
from workflow.kernel.actor import Actor
from workflow.padron import queries


@pytest.fixture
def expediente(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Expediente:
    return Expediente(sqlite_cast, ahora)


@pytest.fixture
def enlace(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "enlace_educacion")


def upload(browser: Browser, expediente: Expediente, data: bytes, nombre: str = "padron.csv") -> Page:
    page = browser.get(f"/expedientes/{expediente.id}/padron")
    return browser.submit(page, "Subir y revisar", archivo=(io.BytesIO(data), nombre))


def test_las_reglas_se_capturan_y_el_archivo_se_sube_se_revisa_y_se_confirma(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, enlace: Browser
) -> None:
    expediente = Expediente(sqlite_cast, ahora, None)
    home = f"/expedientes/{expediente.id}"
    assert "Aún no hay reglas de operación" in enlace.get(f"{home}/padron").text
    form = enlace.get(f"{home}/padron/reglas")
    page = enlace.submit(
        form, "Guardar las reglas", nombre="Reglas de becas", vigencia_reglas="2026-01-26", formato="PUB Personas",
        clave="CURP + NB_PERIODO_CORRES", edad_min="6", edad_max="22", edad_en="FH_ALTA", pide_tutor="y",
        documento=(io.BytesIO(b"%PDF-1.7 reglas"), "reglas.pdf"),
    )  # fmt: skip
    assert "Las reglas de operación se guardaron" in page.text
    assert "reglas.pdf" in page.text
    page = upload(enlace, expediente, (MUESTRA / "becas.xlsx").read_bytes(), "becas.xlsx")
    assert "En espera de lectura" in page.text
    assert page.one("[role=status][hx-trigger]")
    carga = queries.ultima_carga(expediente.id)
    assert carga is not None
    read(carga.id, expediente.tick())
    page = enlace.get(f"{home}/padron/cargas/{carga.id}")
    assert [cifra.get_text() for cifra in page.all(".cifras strong")] == ["1,200", "1,140", "60", "132"]
    assert "Entrarán 1,140 filas y quedarán fuera 60 filas con error" in page.text
    assert "homónimos: mismo nombre, fecha, sexo y entidad" in page.text
    page = enlace.submit(page, "Confirmar el padrón", corte="2026-02-10")
    assert "El padrón quedó en el expediente" in page.text
    assert "Fecha de corte" in page.text and "10/02/2026" in page.text
    assert "Reglas de becas" in page.text


def test_ninguna_pagina_muestra_datos_personales_sin_cubrir(
    expediente: Expediente, enlace: Browser, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    carga_id = expediente.loaded(CON_ERRORES)
    revisora = browser_of(sqlite_app, sqlite_cast, "revisora")
    for page in (
        enlace.get(f"/expedientes/{expediente.id}"),
        enlace.get(f"/expedientes/{expediente.id}/padron"),
        enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{carga_id}"),
        enlace.get(f"/expedientes/{expediente.id}/bitacora"),
        revisora.get(f"/expedientes/{expediente.id}"),
    ):
        assert page.status == 200
        assert ANA not in page.text
        assert "TORRE" not in page.text
    assert "PEXA••••••••••••00" in enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{carga_id}").text


def test_el_libro_para_corregir_se_corrige_se_sube_y_ya_no_tiene_errores(
    expediente: Expediente, enlace: Browser
) -> None:
    carga_id = expediente.upload(CON_ERRORES)
    expediente.read(carga_id)
    page = enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{carga_id}")
    answer = enlace.submit(page, "Descargar el libro para corregir").response
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    sheet = book.active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:3] == ["Fila original", "Qué corregir", "CURP"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [2, 3, 4]
    assert "Escriba solo el número" in str(sheet["B3"].value)
    assert sheet["B2"].value in (None, "")
    assert (sheet["G3"].value, sheet["G3"].data_type) == ("=1+1", "s")  # text, never a formula
    sheet["E3"] = 450
    sheet.delete_rows(4)
    out = io.BytesIO()
    book.save(out)
    upload(enlace, expediente, out.getvalue(), "corregido.xlsx")
    carga = queries.ultima_carga(expediente.id)
    assert carga is not None
    expediente.read(carga.id)
    carga = queries.carga(carga.id, expediente.id)
    assert (carga.filas, carga.validas, carga.con_error) == (2, 2, 0)


def test_la_descarga_del_libro_queda_en_la_bitacora(expediente: Expediente, enlace: Browser) -> None:
    carga_id = expediente.upload(CON_ERRORES)
    expediente.read(carga_id)
    page = enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{carga_id}")
    enlace.submit(page, "Descargar el libro para corregir")
    assert "Descargó el libro de errores del padrón" in enlace.get(f"/expedientes/{expediente.id}/bitacora").text


@pytest.mark.parametrize(
    ("data", "nombre", "sentence"),
    [
        (b"", "vacio.xlsx", "vacío"),
        (b"%PDF-1.7 no es un padron", "padron.xlsx", "Use uno de estos"),
        (b"\x89PNG\r\n\x1a\n...", "../../etc/passwd", "Use uno de estos"),
    ],
)
def test_un_archivo_que_no_sirve_dice_que_hacer_y_no_cambia_nada(
    expediente: Expediente, enlace: Browser, data: bytes, nombre: str, sentence: str
) -> None:
    page = upload(enlace, expediente, data, nombre)
    assert page.status == 422
    assert page.one(".resumen-errores").get_text()
    assert queries.ultima_carga(expediente.id) is None


def test_sin_elegir_archivo_se_pide_que_lo_elija(expediente: Expediente, enlace: Browser) -> None:
    page = enlace.get(f"/expedientes/{expediente.id}/padron")
    answer = enlace.submit(page, "Subir y revisar")
    assert answer.status == 422
    assert "Elija el archivo del padrón" in answer.one(".resumen-errores").get_text()


def test_un_archivo_ilegible_dice_por_que_en_la_revision(expediente: Expediente, enlace: Browser) -> None:
    broken = io.BytesIO()
    with zipfile.ZipFile(MUESTRA / "pavimentacion.xlsx") as book, zipfile.ZipFile(broken, "w") as half:
        for name in book.namelist():
            half.writestr(name, book.read(name)[: 900 if "sheet1" in name else None])
    upload(enlace, expediente, broken.getvalue(), "cortado.xlsx")
    carga = queries.ultima_carga(expediente.id)
    assert carga is not None
    expediente.read(carga.id)
    page = enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{carga.id}")
    assert "El archivo está dañado o incompleto" in page.text
    assert "Confirmar el padrón" not in page.text


def test_unas_reglas_mal_escritas_conservan_lo_escrito_y_dicen_donde(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, enlace: Browser
) -> None:
    expediente = Expediente(sqlite_cast, ahora, None)
    form = enlace.get(f"/expedientes/{expediente.id}/padron/reglas")
    page = enlace.submit(
        form, "Guardar las reglas", nombre="Reglas de becas", vigencia_reglas="2026-01-26", clave="CURP",
        formato="libre", edad_min="30", edad_max="20",
    )  # fmt: skip
    assert page.status == 422
    errors = page.one(".resumen-errores").get_text()
    assert "La edad mínima (30) es mayor que la máxima (20)" in errors
    assert "en qué columna está la fecha" in errors
    assert page.one("#nombre")["value"] == "Reglas de becas"
    assert page.one("#edad_min")["aria-invalid"] == "true"


def test_confirmar_dos_veces_deja_un_solo_padron(expediente: Expediente, enlace: Browser) -> None:
    carga_id = expediente.upload(BUENO)
    expediente.read(carga_id)
    page = enlace.get(f"/expedientes/{expediente.id}/padron/cargas/{carga_id}")
    enlace.submit(page, "Confirmar el padrón")
    assert enlace.submit(page, "Confirmar el padrón").status == 200
    assert expediente.contenido["padron"]["carga_id"] == carga_id


@pytest.mark.parametrize("who", ["enlace", "revisora", "auditor"])
def test_quien_no_captura_el_expediente_no_abre_sus_paginas_de_captura(
    expediente: Expediente, sqlite_app: Flask, sqlite_cast: Cast, who: str
) -> None:
    carga_id = expediente.loaded()
    browser = browser_of(sqlite_app, sqlite_cast, who)
    for address in ("", "/reglas", f"/cargas/{carga_id}"):
        assert browser.get(f"/expedientes/{expediente.id}/padron{address}").status == 403
    assert browser.post(f"/expedientes/{expediente.id}/padron/cargas/{carga_id}/errores").status in (400, 403)


def test_la_carga_de_otro_expediente_no_se_abre_por_aqui(expediente: Expediente, enlace: Browser) -> None:
    expediente.loaded()
    assert enlace.get(f"/expedientes/{expediente.id}/padron/cargas/999").status == 404


def test_planeacion_observa_una_regla_desde_el_contenido(
    expediente: Expediente, sqlite_app: Flask, sqlite_cast: Cast
) -> None:
    from workflow.expedientes import service as expedientes

    expediente.loaded()
    actor: Actor = sqlite_cast.titular_educacion
    expedientes.actuar(expediente.id, "enviar", actor=actor, ahora=expediente.tick())
    expedientes.actuar(expediente.id, "tomar_revision", actor=sqlite_cast.revisora, ahora=expediente.tick())
    revisora = browser_of(sqlite_app, sqlite_cast, "revisora")
    page = revisora.get(f"/expedientes/{expediente.id}")
    link = next(a for a in page.all("a") if "campo=reglas.edad_min" in str(a["href"]))
    form = revisora.get(str(link["href"]))
    assert "Reglas de operación, edad mínima" in form.text


def test_las_reglas_guardadas_vuelven_a_la_forma(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, enlace: Browser
) -> None:
    expediente = Expediente(sqlite_cast, ahora, REGLAS)
    page = enlace.get(f"/expedientes/{expediente.id}/padron/reglas")
    assert page.one("#nombre")["value"] == REGLAS["nombre"]
    assert page.one("#edad_max")["value"] == "22"
    texto = enlace.get(f"/expedientes/{expediente.id}/padron/reglas/apartados/presentacion")
    assert texto.one("#objetivo").get_text().strip() == REGLAS["apartados"]["objetivo"]
    assert page.one("#pide_tutor").has_attr("checked")
