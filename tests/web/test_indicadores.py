"""Pages of the follow-up: reporting, reviewing, freezing, and the boards with a whole year of the municipality."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from flask import Flask
from openpyxl import Workbook, load_workbook
from sqlalchemy import event

from tests.builders_indicadores import A01, ABRIL, C1, Publicado, contenido, indicador, linea, municipio
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from workflow.db import db
from workflow.indicadores import queries

ENERO = datetime(2027, 1, 20, 18, 0, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def poa(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Publicado:
    found = Publicado(sqlite_cast, ahora)
    sqlite_app.config["CLOCK"] = lambda: ABRIL
    return found


def test_el_enlace_ve_lo_que_le_toca_lo_reporta_con_evidencia_y_ve_el_resultado(
    sqlite_app: Flask, poa: Publicado
) -> None:
    browser = browser_of(sqlite_app, poa.cast, "enlace")
    lista = browser.get("/indicadores/captura")
    assert "Marzo de 2026" in lista.text and "Atrasado" in lista.text and "14/04/2026" in lista.text
    hoja = browser.get(f"/indicadores/captura/{poa.id}/2026-03")
    assert "Avances de marzo de 2026" in hoja.text and "primer trimestre de 2026" in hoja.text
    done = browser.submit(
        hoja, "Guardar avances", **{
            f"uno:{A01}": "10", f"uno:{C1}": "57", f"dos:{C1}": "100",
            f"evidencia:{A01}": (io.BytesIO(PDF), "acta.pdf"),
        },
    )  # fmt: skip
    assert "Guardó 2 avances" in done.text
    assert "95.00 %" in done.text and "acta.pdf" in done.text
    dato = browser.get(f"/indicadores/poa/{poa.id}/dato?d={C1}".replace("#", "%23"))
    assert "Calles en buen estado: 57" in dato.text and dato.all("svg circle")


def test_lo_escrito_no_se_pierde_y_se_dicen_todos_los_problemas(sqlite_app: Flask, poa: Publicado) -> None:
    browser = browser_of(sqlite_app, poa.cast, "enlace")
    hoja = browser.get(f"/indicadores/captura/{poa.id}/2026-03")
    page = browser.submit(hoja, "Guardar avances", **{f"uno:{A01}": "diez", f"uno:{C1}": "12", f"dos:{C1}": "x"})
    assert page.status == 422
    assert "«diez» no es un número" in page.text and "«x» no es un número" in page.text
    assert page.one(f'input[name="uno:{A01}"]')["value"] == "diez"
    page = browser.submit(page, "Guardar avances", **{f"uno:{A01}": "3", f"uno:{C1}": "12", f"dos:{C1}": "100"})
    assert page.status == 422
    assert page.text.count("está fuera de la meta") >= 2


def test_el_libro_baja_se_llena_sube_y_se_guarda_cuando_se_confirma(sqlite_app: Flask, poa: Publicado) -> None:
    browser = browser_of(sqlite_app, poa.cast, "enlace")
    bajado = browser.client.get(f"/indicadores/captura/{poa.id}/2026-03/libro.xlsx").get_data()
    book = load_workbook(io.BytesIO(bajado))
    sheet = book["Avances"]
    filas = {fila[0].value: fila for fila in sheet.iter_rows(min_row=2)}
    assert set(filas) == {A01, "actividades[A02]", C1}
    assert (filas[C1][5].value, filas[C1][7].value) == ("Calles en buen estado", "Calles revisadas")
    filas[A01][6].value = 10
    filas[C1][6].value, filas[C1][8].value = 57.5, "100"
    lleno = io.BytesIO()
    book.save(lleno)
    hoja = browser.get(f"/indicadores/captura/{poa.id}/2026-03")
    page = browser.submit(hoja, "Subir el libro", libro=(io.BytesIO(lleno.getvalue()), "avances.xlsx"))
    assert "todavía no se guardan" in page.text
    assert queries.historia(poa.id, A01) == []
    db.session.rollback()  # what was read ends here
    done = browser.submit(page, "Guardar avances")
    assert "Guardó 2 avances" in done.text
    assert [(h.uno, h.dos) for h in queries.historia(poa.id, C1)] == [(Decimal("57.5"), 100)]


def test_un_libro_de_otra_cosa_se_rechaza_y_no_cambia_nada(sqlite_app: Flask, poa: Publicado) -> None:
    browser = browser_of(sqlite_app, poa.cast, "enlace")
    otro = io.BytesIO()
    Workbook().save(otro)
    hoja = browser.get(f"/indicadores/captura/{poa.id}/2026-03")
    for datos, dice in ((otro.getvalue(), "no es el de este mes"), (PDF, "libro")):
        page = browser.submit(hoja, "Subir el libro", libro=(io.BytesIO(datos), "x.xlsx"), llave=dice)
        assert page.status == 422 and dice in page.text
    assert browser.submit(hoja, "Subir el libro", llave="sin").status == 422


def test_planeacion_observa_y_le_vuelve_a_tocar_a_la_dependencia(sqlite_app: Flask, poa: Publicado) -> None:
    enlace = browser_of(sqlite_app, poa.cast, "enlace")
    enlace.submit(enlace.get(f"/indicadores/captura/{poa.id}/2026-03"), "Guardar avances", **{f"uno:{A01}": "10"})
    revisora = browser_of(sqlite_app, poa.cast, "revisora")
    page = revisora.get("/indicadores/revision")
    assert "Logrado: 10" in page.text
    again = revisora.submit(page, "Observar", decision="observado")
    assert again.status == 422 and "Escriba qué debe corregir" in again.text
    revisora.submit(page, "Observar", decision="observado", texto="Falta el acta de entrega.", llave="otra")
    assert "Falta el acta de entrega." in enlace.get(f"/indicadores/captura/{poa.id}/2026-03").text
    assert "Nada por revisar" in revisora.get("/indicadores/revision").text


def test_la_titular_de_planeacion_hace_el_corte_y_cualquiera_comprueba_su_huella(
    sqlite_app: Flask, poa: Publicado
) -> None:
    titular = browser_of(sqlite_app, poa.cast, "planeacion")
    page = titular.submit(titular.get("/indicadores/cortes"), "Hacer el corte", periodo="2026-T1")
    assert "resultó idéntico" in page.text and "Corte del primer trimestre de 2026" in page.text
    [made] = queries.cortes(2026)
    assert made.sha256 in browser_of(sqlite_app, poa.cast, "auditor").get(f"/indicadores/cortes/{made.id}").text
    assert "Hacer el corte" not in browser_of(sqlite_app, poa.cast, "revisora").get("/indicadores/cortes").text
    again = titular.post("/indicadores/cortes", data=titular_form(titular.get("/indicadores/cortes"), "2026-T1"))
    assert again.status == 409 and "ya está hecho" in again.text


def titular_form(page, periodo: str) -> dict[str, str]:  # type: ignore[no-untyped-def]
    return {**page.form("Hacer el corte"), "periodo": periodo}


def test_solo_entra_quien_debe(sqlite_app: Flask, poa: Publicado) -> None:
    for who, path in (
        ("revisora", f"/indicadores/captura/{poa.id}/2026-03"),
        ("enlace_educacion", f"/indicadores/captura/{poa.id}/2026-03"),
        ("enlace", "/indicadores/revision"),
    ):
        assert browser_of(sqlite_app, poa.cast, who).get(path).status == 403
    for path in ("/indicadores/captura/999/2026-03", f"/indicadores/captura/{poa.id}/2026-T1", "/indicadores/poa/9"):
        assert browser_of(sqlite_app, poa.cast, "enlace").get(path).status == 404


def test_la_bandeja_dice_cuantos_meses_faltan_por_reportar(sqlite_app: Flask, poa: Publicado) -> None:
    assert "Le falta reportar avances de 3 meses" in browser_of(sqlite_app, poa.cast, "enlace").get("/").text
    assert "reportar avances" not in browser_of(sqlite_app, poa.cast, "regidora").get("/").text


def test_sin_poa_publicados_el_tablero_dice_que_habra(sqlite_app: Flask, sqlite_cast: Cast) -> None:
    page = browser_of(sqlite_app, sqlite_cast, "auditor").get("/indicadores")
    assert "Todavía no hay POA publicados" in page.text


class TestUnAnoDelMunicipio:
    """67 POA, 506 indicators in 42 MIR, 8 activities each, twelve months."""

    @pytest.fixture
    def browser(self, sqlite_app: Flask, sqlite_cast: Cast):  # type: ignore[no-untyped-def]
        municipio()
        sqlite_app.config["CLOCK"] = lambda: ENERO
        return browser_of(sqlite_app, sqlite_cast, "auditor")

    def test_el_tablero_municipal_hace_pocas_preguntas(self, browser) -> None:  # type: ignore[no-untyped-def]
        page = browser.get("/indicadores")
        assert "67 POA publicados" in page.text and "1,042 metas e indicadores" in page.text  # 67*8 + 506
        asked: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        browser.client.get("/indicadores")
        assert len([one for one in asked if one.startswith("SELECT")]) < 12, asked

    def test_los_numeros_del_tablero_son_los_de_otra_cuenta_hecha_con_lo_descargado(self, browser) -> None:  # type: ignore[no-untyped-def]
        texto = browser.client.get("/indicadores/datos.csv").get_data().decode("utf-8-sig")
        filas = list(csv.DictReader(io.StringIO(texto)))
        assert len(filas) == 1042
        page = browser.get("/indicadores")
        avances = [min(max(Fraction(f["Avance"]), 0), 100) for f in filas if f["Avance"]]
        assert f"{float(sum(avances) / len(avances)):.2f} % avance promedio" in page.text
        semaforo = browser.client.get("/indicadores/semaforo.csv").get_data().decode("utf-8-sig")
        dichos = {f["Semáforo"]: int(f["Metas e indicadores"]) for f in csv.DictReader(io.StringIO(semaforo))}
        assert dichos == dict(Counter(f["Semáforo"] for f in filas))
        faltan = sum(int(f["Periodos sin reporte"]) for f in filas)
        assert f"{faltan:,} reportes que faltan" in page.text
        assert browser.client.get("/indicadores/dependencias.xlsx").status_code == 200
        assert browser.client.get("/indicadores/ejes.csv").status_code == 200


def test_la_franja_de_la_serie_es_lo_que_esta_en_meta() -> None:
    """90 to 110 % of a meta of 50 is 45 to 55; descending, 50/1.10 to 50/0.90."""
    from workflow.indicadores.clases import Regla
    from workflow.web.indicadores.serie import green

    assert green(Regla(), Decimal(50)) == (45, 55)
    assert green(Regla(sentido="descendente"), Decimal(50)) == (Fraction(500, 11), Fraction(500, 9))
    assert green(Regla(), None) is None


class TestUnaFormulaDeTresVariables:
    """(A + C) / B × 100 of the ficha of C1: the sheet, its workbook and the page ask for the three."""

    @pytest.fixture
    def poa(self, sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Publicado:
        llave = {"clave": "C1", "numero": 1}
        documento = contenido(
            fichas=[{**llave, "formula": "(A + C) / B × 100"}],
            variables=[{**llave, "letra": letra, "nombre": f"Calles {letra}"} for letra in "ABC"],
        )
        sqlite_app.config["CLOCK"] = lambda: ABRIL
        return Publicado(sqlite_cast, ahora, documento)

    def test_la_hoja_pide_las_tres_y_el_avance_sale_de_su_formula(self, sqlite_app: Flask, poa: Publicado) -> None:
        browser = browser_of(sqlite_app, poa.cast, "enlace")
        path = f"/indicadores/captura/{poa.id}/2026-03"
        page = browser.get(path)
        assert all(f"Calles {letra}" in page.text for letra in "ABC")
        typed = {f"uno:{C1}": "20", f"dos:{C1}": "50", f"justificacion:{C1}": "Llovió"}
        missing = browser.submit(page, "Guardar avances", **typed)
        assert missing.status == 422
        assert missing.one(f'input[name="uno:{C1}"]')["value"] == "20"
        browser.submit(missing, "Guardar avances", **{f"v3:{C1}": "10"})
        page = browser.get(path)  # 30 of 50 is 60 %, and the meta of the quarter is 60
        assert page.one(f'input[name="v3:{C1}"]')["value"] == "10"
        assert "100.00 %" in page.text

    def test_el_libro_del_mes_trae_y_lee_la_tercera_variable(self, sqlite_app: Flask, poa: Publicado) -> None:
        browser = browser_of(sqlite_app, poa.cast, "enlace")
        path = f"/indicadores/captura/{poa.id}/2026-03"
        book = load_workbook(io.BytesIO(browser.client.get(f"{path}/libro.xlsx").get_data()))
        sheet = book.active
        titles = [cell.value for cell in next(row for row in sheet.iter_rows() if "Dato 3" in [c.value for c in row])]
        place = titles.index("Dato 3")
        row = next(row for row in sheet.iter_rows() if row[0].value == C1)
        assert row[place - 1].value == "Calles C"
        row[6].value, row[8].value, row[place].value = 20, 50, 10
        out = io.BytesIO()
        book.save(out)
        out.seek(0)
        fields = {**browser.get(path).form("Subir el libro"), "libro": (out, "avances.xlsx")}
        page = browser.post(f"{path}/libro", fields, content_type="multipart/form-data")
        assert page.one(f'input[name="v3:{C1}"]')["value"] == "10"


class TestReglas:
    def test_planeacion_registra_una_regla_con_su_dia_y_su_fundamento(self, sqlite_app: Flask, poa: Publicado) -> None:
        browser = browser_of(sqlite_app, poa.cast, "planeacion")
        page = browser.get("/indicadores/reglas")
        assert page.text.count("Valor inicial del sistema") == 11 and "Por confirmar" in page.text
        wrong = browser.submit(page, "Registrar la regla", clave="semaforo", valor="90, 70", fundamento="Oficio 7")
        assert wrong.status == 422
        assert "cuatro límites" in wrong.text and "desde qué día" in wrong.text
        assert wrong.one('input[name="valor"]')["value"] == "90, 70"
        done = browser.submit(
            wrong, "Registrar la regla", valor="60, 80, 110, 130", vigente_desde="2027-01-01", confirmado="1"
        )
        assert "quedó registrada" in done.text and "Desde el 01/01/2027: 60, 80, 110, 130" in done.text

    def test_los_demas_las_leen(self, sqlite_app: Flask, poa: Publicado) -> None:
        browser = browser_of(sqlite_app, poa.cast, "enlace")
        assert "Registrar la regla" not in browser.get("/indicadores/reglas").text
        assert browser.post("/indicadores/reglas", {}).status in (400, 403)

    def test_la_pagina_de_un_dato_dice_cuanto_va_de_la_meta_del_ano(self, sqlite_app: Flask, poa: Publicado) -> None:
        """A01 programs 10 a month, 120 in the year: 10 reported in March are 8.33 %."""
        browser = browser_of(sqlite_app, poa.cast, "enlace")
        browser.submit(browser.get(f"/indicadores/captura/{poa.id}/2026-03"), "Guardar avances", **{f"uno:{A01}": "10"})
        page = browser.get(f"/indicadores/poa/{poa.id}/dato?d={A01}")
        assert "Contra la meta del año" in page.text and "8.33 %" in page.text


def test_la_matriz_sale_en_excel_con_su_avance_y_sus_fichas(sqlite_app: Flask, sqlite_cast: Cast, ahora) -> None:  # type: ignore[no-untyped-def]
    """C1: 57 of 100 against 60 is 95 %, green; F1 is not measured until the end of the year."""
    mir = [
        indicador("C1", "componente", "trimestral", ["60", "70", "75", "80"], resumen="=1+1", medio="Inventario vial"),
        indicador("F1", "fin", "anual", [None, None, None, "80"]),
    ]
    found = Publicado(sqlite_cast, ahora, contenido(mir=mir))
    found.report("2026-03", linea(C1, "57", "100"))
    sqlite_app.config["CLOCK"] = lambda: ABRIL
    browser = browser_of(sqlite_app, sqlite_cast, "auditor")
    path = f"/indicadores/poa/{found.id}/matriz.xlsx?mes=2026-03"
    assert path in [link.get("href") for link in browser.get(f"/indicadores/poa/{found.id}?mes=2026-03").all("a")]
    book = load_workbook(io.BytesIO(browser.client.get(path).get_data()))
    rows = [[cell.value for cell in row] for row in book["Matriz"].iter_rows(min_row=6)]
    assert [row[0] for row in rows] == ["Fin F1", "Componente C1"]
    fin, componente = rows
    assert componente[7:15] == [60, 70, 75, 80, 80, 57, 95, "En meta"] and componente[15] == "Inventario vial"
    assert componente[3] == "(A / B) × 100. A: Calles en buen estado; B: Calles revisadas"
    assert fin[12:15] == [None, None, "No aplica en el periodo"]
    assert book["Matriz"]["B7"].value == "=1+1" and book["Matriz"]["B7"].data_type == "s"
    fichas = {row[0].value: row[1].value for row in book["Fichas técnicas"].iter_rows(min_row=5, max_col=2)}
    assert fichas["Variable B"].startswith("Calles revisadas")
    assert fichas["Frecuencia"] == "Anual"  # of the last one
    assert browser.client.get("/indicadores/poa/999/matriz.xlsx").status_code == 404
