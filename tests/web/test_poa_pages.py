"""The pages of a POA: capture by form and by workbook, without JavaScript, losing nothing that was typed."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

import openpyxl
import pytest
from flask import Flask

from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser, Page, form_fields
from workflow.audit import queries as audit
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Borrador
from workflow.jobs import tasks
from workflow.kernel.actor import SISTEMA
from workflow.libros.limites import POA
from workflow.libros.proceso import read_book
from workflow.poa import service
from workflow.poa.catalogos_csv import CARPETA_DE_MUESTRA, read_rows
from workflow.poa.lectura.libro import read

SAMPLE = CARPETA_DE_MUESTRA.parent / "poa"


@pytest.fixture
def cast(sqlite_cast: Cast, ahora: datetime) -> Cast:
    service.load_catalogos(read_rows(CARPETA_DE_MUESTRA), 2026, actor=SISTEMA, ahora=ahora)
    return sqlite_cast


@pytest.fixture
def enlace(sqlite_app: Flask, cast: Cast) -> Browser:
    return browser_of(sqlite_app, cast.enlace.usuario_id)


def browser_of(app: Flask, usuario_id: int) -> Browser:
    browser = Browser(app)
    sign_in(browser.client, usuario_id)
    return browser


@pytest.fixture
def expediente(cast: Cast, ahora: datetime) -> int:
    return expedientes.crear("poa", "UR-050", "PP-32", 2026, "POA 2026 de Obras", actor=cast.enlace, ahora=ahora)


def draft(expediente: int) -> dict[str, Any]:
    db.session.rollback()
    return db.session.get_one(Borrador, expediente).contenido


def book(change: Any = None, name: str = "UR-050.xlsx") -> bytes:
    found = openpyxl.load_workbook(SAMPLE / name)
    if change:
        change(found)
    out = io.BytesIO()
    found.save(out)
    return out.getvalue()


def upload(browser: Browser, expediente: int, data: bytes, nombre: str = "UR-050.xlsx", follow: bool = True) -> Page:
    page = browser.get(f"/expedientes/{expediente}/poa")
    fields = {**page.form("Subir el libro"), "libro": (io.BytesIO(data), nombre)}
    return browser.post(
        f"/expedientes/{expediente}/poa/cargas", fields, content_type="multipart/form-data", follow_redirects=follow
    )


def imported(browser: Browser, expediente: int, data: bytes | None = None) -> Page:
    upload(browser, expediente, data or book())
    assert tasks.drain() == 1
    page = browser.get(f"/expedientes/{expediente}/poa/cargas/1")
    more = {"con_errores": "1"} if "Sé que quedan" in page.text else {}
    return browser.submit(page, "Importar el libro", **more)


ACTIVIDAD = {
    "clave": "A01", "programa": "PP-33", "componente": "C1", "descripcion": "Revisión de proyectos",
    "unidad": "Proyecto", "tipo_meta": "acumulable",
    "localidades": "Todo el municipio", "medio": "Bitácora", "responsable": "Jefatura",
    **{f"mes_{n}": str(n) for n in range(1, 13)},
}  # fmt: skip


def row_form(browser: Browser, expediente: int, seccion: str, follow: bool = True, **values: Any) -> Page:
    page = browser.get(f"/expedientes/{expediente}/poa/{seccion}/fila")
    return browser.submit(page, "Guardar", follow=follow, **values)


def test_la_captura_ofrece_plantilla_libro_y_secciones(enlace: Browser, expediente: int) -> None:
    page = enlace.get(f"/expedientes/{expediente}/poa")
    assert page.one("h1").get_text().startswith("Captura del POA")
    for words in ("Descargar la plantilla", "Subir el libro", "Identificación", "Presupuesto", "Lo que falta"):
        assert words in page.text


def test_la_plantilla_y_el_libro_se_descargan_en_excel(enlace: Browser, expediente: int) -> None:
    for name in ("plantilla", "libro"):
        answer = enlace.client.get(f"/expedientes/{expediente}/poa/{name}.xlsx")
        assert answer.status_code == 200
        found = openpyxl.load_workbook(io.BytesIO(answer.get_data()))
        assert found.sheetnames[:5] == ["Instrucciones", "Identificación", "Diagnóstico", "Alineación", "Actividades"]
        assert found["Identificación"]["B5"].value == 2026


def test_subir_leer_revisar_y_confirmar(enlace: Browser, expediente: int) -> None:
    page = upload(enlace, expediente, book())
    assert "Lectura del libro" in page.text
    assert page.one("[role=status][hx-trigger]")
    assert tasks.drain() == 1
    page = enlace.get(f"/expedientes/{expediente}/poa/cargas/1")
    assert "Importar el libro" in page.text
    page = enlace.submit(page, "Importar el libro", **({"con_errores": "1"} if "Sé que" in page.text else {}))
    assert "El libro se importó" in page.text
    assert "Actividades y metas" in page.text
    assert len(draft(expediente)["actividades"]) > 3


def test_cada_hallazgo_sale_con_su_hoja_y_su_celda(enlace: Browser, expediente: int) -> None:
    def change(found: Any) -> None:
        found["Presupuesto"]["A5"] = "9999"
        found["Identificación"]["B7"] = "8 de enero de 2026"

    upload(enlace, expediente, book(change))
    tasks.drain()
    page = enlace.get(f"/expedientes/{expediente}/poa/cargas/1")
    rows = {row.select_one("th").get_text(strip=True): row.get_text(" ", strip=True) for row in page.all("tbody tr")}
    assert "9999" in rows["Presupuesto!A5"] and "1130" in rows["Presupuesto!A5"]
    assert "Identificación!B7" in rows
    groups = [" ".join(h.get_text(" ", strip=True).split()) for h in page.all("h3[id^=hallazgos-]")]
    assert groups == ["Errores Presupuesto (1)", "Avisos Identificación (1)"]


def test_con_errores_se_importa_solo_si_se_acepta(enlace: Browser, expediente: int) -> None:
    def change(found: Any) -> None:
        found["Presupuesto"]["A5"] = "9999"

    upload(enlace, expediente, book(change))
    tasks.drain()
    page = enlace.get(f"/expedientes/{expediente}/poa/cargas/1")
    refused = enlace.submit(page, "Importar el libro")
    assert refused.status == 409
    assert "El libro no se importó" in refused.text
    page = enlace.submit(refused, "Importar el libro", con_errores="1")
    assert "El libro se importó" in page.text


def test_un_dato_ilegible_no_deja_importar_y_dice_donde(enlace: Browser, expediente: int) -> None:
    def change(found: Any) -> None:
        found["Actividades"]["G5"] = "muchas"

    upload(enlace, expediente, book(change))
    tasks.drain()
    page = enlace.get(f"/expedientes/{expediente}/poa/cargas/1")
    assert "Esta hoja no se puede importar" in page.text
    assert "Actividades, G5" in page.text
    assert not page.all("#importar-actividades")


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"", 422, "El archivo está vacío"),
        (b"%PDF-1.7", 422, "no es una hoja de cálculo"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, 422, "formato antiguo .xls"),
        (b"PK\x03\x04" + b"0" * (11 * 1024 * 1024), 413, "el máximo es de 10 MB"),
    ],
)
def test_lo_que_no_es_un_libro_se_explica_y_nada_cambia(
    enlace: Browser, expediente: int, data: bytes, status: int, words: str
) -> None:
    page = upload(enlace, expediente, data, follow=False)
    assert page.status == status
    assert words in page.text
    assert "Libros que se han subido" not in enlace.get(f"/expedientes/{expediente}/poa").text


def test_sin_elegir_archivo_se_pide(enlace: Browser, expediente: int) -> None:
    page = enlace.submit(enlace.get(f"/expedientes/{expediente}/poa"), "Subir el libro", follow=False)
    assert page.status == 422
    assert "Elija el libro de Excel" in page.text


def test_un_nombre_con_ruta_o_marcas_no_llega_a_la_pagina_como_codigo(enlace: Browser, expediente: int) -> None:
    page = upload(enlace, expediente, book(), nombre="../../<script>alert(1)</script>.xlsx")
    assert page.status == 200
    assert not page.all("main script")


def test_descartar_deja_el_borrador_como_estaba(enlace: Browser, expediente: int) -> None:
    upload(enlace, expediente, book())
    tasks.drain()
    page = enlace.submit(enlace.get(f"/expedientes/{expediente}/poa/cargas/1"), "Descartar este libro")
    assert "La carga se descartó" in page.text
    assert draft(expediente)["actividades"] == []


def test_la_identificacion_propone_lo_que_ya_se_sabe_de_la_unidad(enlace: Browser, expediente: int) -> None:
    page = enlace.get(f"/expedientes/{expediente}/poa/identificacion")
    assert page.one("#clave_ur")["value"] == "UR-050"
    assert page.one("#unidad_responsable")["value"] == "Dirección de Obras Públicas"
    saved = enlace.submit(page, "Guardar", problema_central="Calles en mal estado", fecha_elaboracion="2026-01-15")
    assert "La identificación se guardó" in saved.text
    assert draft(expediente)["identificacion"]["problema_central"] == "Calles en mal estado"


def test_lo_mal_escrito_se_senala_arriba_y_junto_al_campo_y_no_se_pierde(enlace: Browser, expediente: int) -> None:
    page = enlace.get(f"/expedientes/{expediente}/poa/identificacion")
    page = enlace.submit(
        page, "Guardar", follow=False, potencial_total="muchas", problema_central="Texto largo que escribí"
    )
    assert page.status == 422
    assert page.one("#errores a[href='#potencial_total']")
    assert "debe ser un número entero" in page.one("#potencial_total-error").get_text()
    assert page.one("#potencial_total")["value"] == "muchas"
    assert page.one("#problema_central").get_text().strip() == "Texto largo que escribí"
    assert draft(expediente)["identificacion"]["problema_central"] is None


def test_una_actividad_se_guarda_con_su_total_calculado(enlace: Browser, expediente: int) -> None:
    page = row_form(enlace, expediente, "actividades", **ACTIVIDAD)
    assert "La fila se guardó" in page.text
    (row,) = draft(expediente)["actividades"]
    assert row["total"] == "78"  # 1 + 2 + … + 12
    assert row["meses"][:3] == ["1", "2", "3"]
    assert row["localidades"] == ["Todo el municipio"]


def test_una_clave_repetida_no_se_guarda(enlace: Browser, expediente: int) -> None:
    row_form(enlace, expediente, "actividades", **ACTIVIDAD)
    page = row_form(enlace, expediente, "actividades", follow=False, **ACTIVIDAD)
    assert page.status == 422
    assert "Ya hay otra fila con esa clave" in page.text
    assert len(draft(expediente)["actividades"]) == 1


def test_una_fila_se_edita_y_se_quita(enlace: Browser, expediente: int) -> None:
    row_form(enlace, expediente, "actividades", **ACTIVIDAD)
    page = enlace.get(f"/expedientes/{expediente}/poa/actividades/fila?clave=A01")
    enlace.submit(page, "Guardar", mes_1="100")
    assert draft(expediente)["actividades"][0]["total"] == "177"
    page = enlace.submit(enlace.get(f"/expedientes/{expediente}/poa/actividades"), "Quitar A01")
    assert "La fila se quitó" in page.text
    assert draft(expediente)["actividades"] == []


def test_el_presupuesto_se_reparte_en_doce_meses_al_centavo(enlace: Browser, expediente: int) -> None:
    page = enlace.get(f"/expedientes/{expediente}/poa/presupuesto/fila")
    page = enlace.submit(
        page, "Repartir", partida="2110", fuente="15", anual="1,000.00", modo="iguales", hacer="repartir"
    )
    assert [page.one(f"#mes_{n}")["value"] for n in (1, 4, 5, 12)] == ["83.34", "83.34", "83.33", "83.33"]
    assert draft(expediente)["presupuesto"] == []
    enlace.submit(page, "Guardar", hacer="guardar")
    (row,) = draft(expediente)["presupuesto"]
    assert (row["total"], row["concepto"]) == (100_000, "Materiales, útiles y equipos menores de oficina")


def test_la_meta_del_anio_se_reparte_en_la_forma_antes_de_guardar(enlace: Browser, expediente: int) -> None:
    row_form(enlace, expediente, "actividades", **ACTIVIDAD)
    page = enlace.get(f"/expedientes/{expediente}/poa/actividades/fila")
    typed = {**ACTIVIDAD, "clave": "A02", "hacer": "repartir"}
    page = enlace.submit(page, "Repartir", **typed, anual="40", modo="trimestres")
    assert [page.one(f"#mes_{n}")["value"] for n in (1, 3, 6, 12)] == ["0", "10", "10", "10"]
    assert page.one("#descripcion").get_text().strip() == ACTIVIDAD["descripcion"]
    page = enlace.submit(page, "Repartir", anual="156", modo="fila", como="A01", hacer="repartir")
    assert [page.one(f"#mes_{n}")["value"] for n in (1, 2, 12)] == ["2", "4", "24"]  # A01: 1, 2, … 12, that is 78
    refused = enlace.submit(page, "Repartir", follow=False, anual="muchas", modo="iguales", hacer="repartir")
    assert refused.status == 422 and refused.one("#errores a[href='#anual']")
    assert refused.one("#mes_12")["value"] == "24"
    assert len(draft(expediente)["actividades"]) == 1


def test_una_fila_se_copia_en_otra_y_se_sube(enlace: Browser, expediente: int) -> None:
    row_form(enlace, expediente, "actividades", **ACTIVIDAD)
    page = enlace.get(f"/expedientes/{expediente}/poa/actividades/fila?copia=A01")
    assert (page.one("#clave")["value"], page.one("#unidad")["value"]) == ("A02", "Proyecto")
    enlace.submit(page, "Guardar", hacer="guardar")
    page = enlace.get(f"/expedientes/{expediente}/poa/actividades")
    (form,) = [form for form in page.all("form") if form.select_one("[aria-label='Subir A02']")]
    moved = enlace.post(str(form["action"]), {**form_fields(form), "hacia": "arriba"})
    assert moved.status == 302, moved.text
    assert [row["clave"] for row in draft(expediente)["actividades"]] == ["A02", "A01"]


def test_el_diagnostico_se_captura_se_revisa_y_se_ve(enlace: Browser, expediente: int) -> None:
    page = enlace.get(f"/expedientes/{expediente}/poa/diagnostico")
    done = enlace.submit(
        page,
        "Guardar",
        causas="Drenaje azolvado\nBacheo sin base hidráulica",
        atendida_total="100",
        atendida_mujeres="60",
        atendida_hombres="50",
        funcion="2.2.1",
    )
    assert "El diagnóstico se guardó" in done.text
    assert "Mujeres y hombres suman 110" in done.text
    saved = draft(expediente)["diagnostico"]
    assert saved["causas"] == ["Drenaje azolvado", "Bacheo sin base hidráulica"]
    again = enlace.get(f"/expedientes/{expediente}/poa/diagnostico")
    assert again.one("#causas").get_text().strip().splitlines() == saved["causas"]
    assert again.one("#funcion option[selected]")["value"] == "2.2.1"
    seen = enlace.get(f"/expedientes/{expediente}")
    assert [li.get_text() for li in seen.all("[id='diagnostico.causas'] li")] == saved["causas"]
    emptied = dict.fromkeys(("causas", "atendida_total", "atendida_mujeres", "atendida_hombres", "funcion"), "")
    enlace.submit(again, "Guardar", **emptied)
    assert "diagnostico" not in draft(expediente)


@pytest.mark.parametrize("seccion", ["alineacion", "mir"])
def test_las_demas_secciones_se_capturan(enlace: Browser, expediente: int, seccion: str) -> None:
    values = {
        "alineacion": {"instrumento": "ods", "nivel": "objetivo", "clave": "11"},
        "mir": {
            "nivel": "componente",
            "clave": "C1",
            "numero": "1",
            "resumen": "Obras terminadas",
            "frecuencia": "anual",
        },
    }[seccion]
    imported(enlace, expediente)  # a unit that leads a programme has the section MIR
    before = len(draft(expediente)[seccion] or [])
    values["clave"] = {"alineacion": "5", "mir": "C9"}[seccion]
    page = row_form(enlace, expediente, seccion, **values)
    assert "La fila se guardó" in page.text
    assert len(draft(expediente)[seccion]) == before + 1
    if seccion == "alineacion":
        assert draft(expediente)[seccion][-1]["descripcion"] == "Igualdad de género"


def test_dos_personas_en_filas_distintas_no_se_estorban(
    sqlite_app: Flask, cast: Cast, enlace: Browser, expediente: int
) -> None:
    titular = browser_of(sqlite_app, cast.titular.usuario_id)
    row_form(enlace, expediente, "actividades", **ACTIVIDAD)
    row_form(enlace, expediente, "actividades", **{**ACTIVIDAD, "clave": "A02"})
    first = enlace.get(f"/expedientes/{expediente}/poa/actividades/fila?clave=A01")
    second = titular.get(f"/expedientes/{expediente}/poa/actividades/fila?clave=A02")
    titular.submit(second, "Guardar", unidad="Obra")
    page = enlace.submit(first, "Guardar", unidad="Plano")
    assert "La fila se guardó" in page.text
    assert [row["unidad"] for row in draft(expediente)["actividades"]] == ["Plano", "Obra"]


def test_dos_personas_en_la_misma_fila_ven_lo_guardado_y_lo_suyo(
    sqlite_app: Flask, cast: Cast, enlace: Browser, expediente: int
) -> None:
    titular = browser_of(sqlite_app, cast.titular.usuario_id)
    row_form(enlace, expediente, "actividades", **ACTIVIDAD)
    address = f"/expedientes/{expediente}/poa/actividades/fila?clave=A01"
    first, second = enlace.get(address), titular.get(address)
    titular.submit(second, "Guardar", unidad="Obra")
    page = enlace.submit(first, "Guardar", follow=False, unidad="Plano")
    assert page.status == 409
    assert "Obra" in page.text and page.one("#unidad")["value"] == "Plano"
    assert draft(expediente)["actividades"][0]["unidad"] == "Obra"
    assert "La fila se guardó" in enlace.submit(page, "Guardar").text
    assert draft(expediente)["actividades"][0]["unidad"] == "Plano"


def test_la_pagina_del_expediente_ensena_el_contenido_con_trimestres_y_anclas(enlace: Browser, expediente: int) -> None:
    row_form(enlace, expediente, "actividades", **ACTIVIDAD)
    page = enlace.get(f"/expedientes/{expediente}")
    ids = {str(tag["id"]) for tag in page.all("[id]")}
    assert {"actividades[A01].meses.4", "actividades[A01].total", "identificacion.problema_central"} <= ids
    cells = [
        cell.get_text(strip=True) for cell in page.all("td[data-rotulo^=T]") if cell["data-rotulo"] in ("T1", "T4")
    ]
    assert cells[:2] == ["6", "33"]  # 1 + 2 + 3 and 10 + 11 + 12


def test_el_contenido_importado_completo_es_una_pagina_valida(enlace: Browser, expediente: int) -> None:
    page = imported(enlace, expediente)
    assert page.status == 200
    for path in ("", "/identificacion", "/alineacion", "/actividades", "/presupuesto", "/mir"):
        assert enlace.get(f"/expedientes/{expediente}/poa{path}").status == 200


def test_quien_no_captura_no_entra_a_la_captura(sqlite_app: Flask, cast: Cast, expediente: int) -> None:
    revisora = browser_of(sqlite_app, cast.revisora.usuario_id)
    assert revisora.get(f"/expedientes/{expediente}/poa").status == 403
    ajena = browser_of(sqlite_app, cast.enlace_educacion.usuario_id)
    assert ajena.get(f"/expedientes/{expediente}/poa").status == 403


def test_la_revisora_observa_desde_cada_dato(
    sqlite_app: Flask, cast: Cast, enlace: Browser, expediente: int, ahora: datetime
) -> None:
    imported(enlace, expediente)
    expedientes.actuar(expediente, "enviar", actor=cast.titular, ahora=ahora)
    expedientes.actuar(expediente, "tomar_revision", actor=cast.revisora, ahora=ahora)
    revisora = browser_of(sqlite_app, cast.revisora.usuario_id)
    page = revisora.get(f"/expedientes/{expediente}")
    links = [str(a["href"]) for a in page.all("a") if a.get_text(strip=True) == "Observar"]
    assert any("campo=identificacion.problema_central" in link for link in links)
    asked = revisora.get(links[0])
    done = revisora.submit(asked, "Observación", tipo="bloqueante", texto="Precise la cifra.")
    assert "La observación se guardó" in done.text
    assert "O1" in revisora.get(f"/expedientes/{expediente}").text


def test_lo_que_se_guarda_solo_se_cuenta_una_vez_en_la_bitacora_y_no_se_pierde_ningun_asiento(
    sqlite_app: Flask, cast: Cast, enlace: Browser, expediente: int, ahora: datetime
) -> None:
    row_form(enlace, expediente, "actividades", **ACTIVIDAD)
    for minute in range(1, 7):
        change = {"hacer": "celda", "fila": "x", "campo": "mes_1", "antes": str(minute), "valor": str(minute + 1)}
        when = ahora + timedelta(minutes=minute)
        service.guardar_rejilla(expediente, "actividades", [change], {"x": "A01"}, actor=cast.enlace, ahora=when)
    late = ahora + timedelta(hours=2)
    change |= {"antes": "7", "valor": "50"}
    service.guardar_rejilla(expediente, "actividades", [change], {"x": "A01"}, actor=cast.enlace, ahora=late)
    page = enlace.get(f"/expedientes/{expediente}/bitacora")
    told = [li.get_text(" ", strip=True) for li in page.all(".cronologia li") if "Capturó cambios" in li.get_text()]
    # the form and six cells in a row; one more two hours later
    assert [("Guardó 7 veces" in text, "Actividades" in text) for text in told] == [(True, True), (False, True)]
    captured = [acto for acto in audit.bitacora(expediente) if acto.accion == "expediente:capturar"]
    assert len(captured) == 8
    assert captured[1].datos["partes"] == ["actividades"]
    assert audit.verify()[1] == []


def test_las_firmas_son_de_quien_capturo_envio_y_valido(
    sqlite_app: Flask, cast: Cast, enlace: Browser, expediente: int, ahora: datetime
) -> None:
    def signed() -> list[str]:
        page = enlace.get(f"/expedientes/{expediente}")
        section = page.one("section[aria-labelledby=firmas]")
        return [row.select_one("[data-rotulo=Persona]").get_text(" ", strip=True) for row in section.select("tbody tr")]

    content = read(read_book(SAMPLE / "UR-050.xlsx", POA), "UR-050.xlsx").contenido
    revision = db.session.get_one(Borrador, expediente).revision
    expedientes.capturar(expediente, content, revision, actor=cast.enlace, ahora=ahora)
    elaboro, reviso, autorizo, suficiencia = signed()
    assert elaboro == f"{cast.enlace.nombre} Enlace de Obras Públicas"
    assert (reviso, autorizo, suficiencia) == ("Pendiente", "Pendiente", "Se firma en papel")
    expedientes.actuar(expediente, "enviar", actor=cast.titular, ahora=ahora)
    assert signed()[2] == f"{cast.titular.nombre} Director de Obras Públicas"
    expedientes.actuar(expediente, "tomar_revision", actor=cast.revisora, ahora=ahora)
    expedientes.actuar(expediente, "validar", actor=cast.planeacion, ahora=ahora)
    assert signed()[1] == f"{cast.planeacion.nombre} Secretaria de Planeación"
