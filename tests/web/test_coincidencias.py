"""The pages of possible duplicates, by clicking; and that a dependencia never receives another's padrón."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders_coincidencias import LAURA, LAURA_JC, PEDRO, Padron, becas, csv_de, empleo, fila, tickets
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Browser
from workflow.archivos.models import Archivo
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.padron.coincidencias.queries import vistas
from workflow.padron.models import Inscripcion

NOMBRE = "ROBLES CASTRO LAURA"
DOS_CURP = csv_de(fila(LAURA, NOMBRE, tel="4930001234"), fila(LAURA_JC, NOMBRE, tel="4930001234"))


@pytest.fixture
def padron(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Padron:
    return becas(sqlite_cast, ahora)


@pytest.fixture
def otro(padron: Padron, sqlite_cast: Cast, ahora: datetime) -> Padron:
    """Another dependencia's padrón, incompatible, where Laura is with data that only there are."""
    ajeno = empleo(sqlite_cast, ahora)
    ajeno.loaded(csv_de(fila(PEDRO, "PEREZ GOMEZ PEDRO"), fila(LAURA, NOMBRE, tel="4939998877", monto=7777)))
    return ajeno


@pytest.fixture
def enlace(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "enlace_educacion")


@pytest.fixture
def revisora(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "revisora")


def test_de_la_revision_del_padron_a_decidir_y_volver_a_abrir(padron: Padron, enlace: Browser) -> None:
    carga_id = padron.sought(DOS_CURP)
    check = enlace.get(f"/expedientes/{padron.id}/padron/cargas/{carga_id}")
    assert "1 posible duplicado por decidir" in check.text
    lista = enlace.get(f"/coincidencias?expediente={padron.id}")
    assert "Podrían ser la misma persona" in lista.text
    assert "Posible segunda CURP: cambia la entidad; misma fecha de nacimiento" in lista.text
    page = enlace.get(f"/coincidencias/{tickets()[0].id}")
    assert LAURA not in page.text and "LAURA" not in page.text and "4930001234" not in page.text
    assert [mark.get_text() for mark in page.all("mark")] == [f"ROCL{'•' * 12}{LAURA_JC[-2:]}"]
    page = enlace.submit(page, "Guardar la decisión", decision="homonimo", motivo="")
    assert page.status == 422
    assert "Escriba por qué" in page.one(".resumen-errores").get_text()
    page = enlace.submit(page, "Guardar la decisión", decision="homonimo", motivo=f"Vi la CURP {LAURA}")
    assert page.status == 422 and "lleva una CURP" in page.one(".resumen-errores").get_text()
    page = enlace.submit(page, "Guardar la decisión", decision="homonimo", motivo="Dos actas de nacimiento distintas")
    assert "La decisión quedó registrada" in page.text
    assert "Son personas distintas" in page.one(".entrada").get_text()
    assert "Nada por decidir" in enlace.get("/coincidencias").text
    page = enlace.submit(page, "Volver a abrir", motivo="Era la misma acta")
    assert "se volvió a abrir" in page.text
    assert len(page.all("table")[-1].select("tbody tr")) == 2


class TestLoAjeno:
    """No byte of the other padrón reaches the dependencia, whichever side it is on."""

    @pytest.mark.parametrize("who", ["enlace_educacion", "enlace"])
    def test_solo_la_propia_fila_y_la_frase(
        self, padron: Padron, otro: Padron, sqlite_app: Flask, sqlite_cast: Cast, who: str
    ) -> None:
        padron.sought(csv_de(fila(LAURA, NOMBRE, tel="4930001234", monto=450)))
        cruce = tickets()[0]
        propio, ajeno = (padron, otro) if who == "enlace_educacion" else (otro, padron)
        browser = browser_of(sqlite_app, sqlite_cast, who)
        de_otro = {
            padron.id: (self.folio(padron), "PP-25", "$450.00", "•34", "Dirección de Educación"),
            otro.id: (self.folio(otro), "PP-29", "7,777", "•77", "Dirección de Obras Públicas"),
        }[ajeno.id]
        for address in (
            f"/coincidencias/{cruce.id}",
            "/coincidencias",
            "/coincidencias?estado=todos",
            f"/expedientes/{propio.id}/padron",
        ):
            page = browser.get(address)
            assert page.status == 200
            html = page.response.get_data(as_text=True)
            main = html[html.index("<main") : html.index("</main>")]
            assert [dato for dato in de_otro if dato in main] == [], address
            assert f"/expedientes/{ajeno.id}" not in main
            for palabra in ("incompatible", "tope"):
                assert palabra not in main.split("</form>")[-1].lower(), address
        page = browser.get(f"/coincidencias/{cruce.id}")
        assert "recibe también otro apoyo del municipio; Planeación lo revisa" in page.text
        assert page.all("form[action$=decidir]") == []
        assert browser.get(f"/coincidencias?expediente={ajeno.id}").all("tbody tr") == browser.get(
            f"/coincidencias?expediente={propio.id}"
        ).all("tbody tr")
        assert (
            browser.post(
                f"/coincidencias/{cruce.id}/decidir",
                {"decision": "se_permite", "motivo": "Porque sí lo digo", "csrf_token": self.token(browser)},
            ).status
            == 403
        )

    def test_la_baja_propuesta_la_ve_solo_quien_lleva_ese_padron(
        self, padron: Padron, otro: Padron, revisora: Browser, enlace: Browser, sqlite_app: Flask, sqlite_cast: Cast
    ) -> None:
        padron.sought(csv_de(fila(LAURA, NOMBRE, monto=450)))
        address = f"/coincidencias/{tickets()[0].id}"
        page = revisora.get(address)
        assert "En dos padrones incompatibles" in page.text and "$7,777.00" in page.text and "$450.00" in page.text
        assert LAURA not in page.text
        completas = [str(link["href"]) for link in page.all("a[href*='/padron/personas/']")]
        assert [link.split("/")[2] for link in completas] == [str(padron.id), str(otro.id)]
        assert [revisora.get(link).status for link in completas] == [200, 200]
        page = revisora.submit(page, "Guardar la decisión", decision="baja_propuesta", motivo="Ya tiene beca vigente")
        assert "Elija en cuál de los dos lados" in page.text
        page = revisora.submit(
            page, "Guardar la decisión", decision="baja_propuesta", sobre="otro", motivo="Ya tiene beca vigente"
        )
        assert "La decisión quedó registrada" in page.text
        suya = browser_of(sqlite_app, sqlite_cast, "enlace").get(address)
        assert "Planeación propone la baja de esta fila" in suya.text
        assert "beca" not in suya.one("main").get_text()
        assert "propone la baja" not in enlace.get(address).text

    def test_si_solo_se_parece_el_nombre_se_dice_que_podria(
        self, padron: Padron, otro: Padron, enlace: Browser
    ) -> None:
        padron.sought(csv_de(fila("", NOMBRE, "09/07/1988", nota="en tramite")))
        assert "podría recibir también otro apoyo" in enlace.get(f"/coincidencias/{tickets()[0].id}").text

    def test_quien_no_tiene_ningun_lado_no_la_abre(
        self, padron: Padron, sqlite_app: Flask, sqlite_cast: Cast, revisora: Browser
    ) -> None:
        padron.sought(DOS_CURP)
        address = f"/coincidencias/{tickets()[0].id}"
        assert browser_of(sqlite_app, sqlite_cast, "enlace").get(address).status == 404
        assert browser_of(sqlite_app, sqlite_cast, "regidora").get(address).status == 403
        auditor = browser_of(sqlite_app, sqlite_cast, "auditor").get(address)
        assert auditor.status == 200 and auditor.all("form[action$=decidir]") == []

    @staticmethod
    def folio(padron: Padron) -> str:
        return db.session.get_one(Expediente, padron.id).folio

    @staticmethod
    def token(browser: Browser) -> str:
        return str(browser.get("/coincidencias").all("input[name=csrf_token]")[0]["value"])


def test_los_filtros_y_las_paginas_de_planeacion(padron: Padron, otro: Padron, revisora: Browser) -> None:
    parejas = [
        fila("", f"{nombre} CASTRO LAURA", f"0{n + 1}/07/1988", nota="en tramite")
        for n, nombre in enumerate(["ROBLES", "TORRES", "CORTES", "MORALES"])
        for _ in range(2)
    ]
    padron.sought(csv_de(*[una.replace("LAURA", f"LAURA{'A' * (i % 2)}") for i, una in enumerate(parejas)],
                         fila(LAURA, NOMBRE)))  # fmt: skip
    assert len(revisora.get("/coincidencias").all("tbody tr")) == 5
    assert len(revisora.get("/coincidencias?clase=entre_padrones").all("tbody tr")) == 1
    assert len(revisora.get("/coincidencias?programa=PP-29").all("tbody tr")) == 1
    assert revisora.get("/coincidencias?estado=homonimo").all("tbody tr") == []
    primera = vistas.lista(padron.cast.revisora, limite=2)
    segunda = vistas.lista(padron.cast.revisora, limite=10, despues_de=primera.siguiente or 0)
    assert [uno.id for uno in (*primera.tickets, *segunda.tickets)] == [uno.id for uno in tickets()]
    assert segunda.siguiente is None


def test_dos_curp_de_una_persona_con_su_documento_cifrado(padron: Padron, revisora: Browser, enlace: Browser) -> None:
    page = revisora.get("/coincidencias/vinculos")
    page = revisora.submit(page, "Registrar", hecho="vincula", anterior="XX", vigente=LAURA, motivo="Constancia 12")
    assert page.status == 422 and "La CURP anterior no es válida" in page.text
    page = revisora.submit(
        page, "Registrar", hecho="vincula", anterior=LAURA_JC, vigente=LAURA, causa="corregida",
        motivo="Constancia del Registro Civil", evidencia=(io.BytesIO(b"%PDF-1.7 constancia"), "constancia.pdf"),
    )  # fmt: skip
    assert "Son la misma persona" in page.text and "La CURP se corrigió en el registro" in page.text
    assert LAURA not in page.text.replace(LAURA_JC, "")
    archivo = db.session.scalar(select(Archivo).where(Archivo.clase == "vinculo"))
    assert archivo is not None
    assert enlace.get("/coincidencias/vinculos").status == 403
    page = revisora.submit(page, "Registrar", hecho="desvincula", anterior=LAURA, vigente=LAURA_JC, motivo="Hermanas")
    assert "Se deshizo" in page.text


def test_una_lista_de_fallecidos_da_hallazgos_y_no_borra_a_nadie(padron: Padron, revisora: Browser) -> None:
    padron.sought(csv_de(fila(LAURA, NOMBRE), fila(PEDRO, "PEREZ GOMEZ PEDRO")))
    padron.publish()
    page = revisora.get("/coincidencias/listas")
    page = revisora.submit(page, "Importar", clase="difuntos", fuente="", corte="2026-02-01")
    assert page.status == 422 and "Elija el archivo" in page.text
    page = revisora.submit(
        page, "Importar", clase="difuntos", fuente="Registro Civil, oficio 12", corte="2026-02-01",
        archivo=(io.BytesIO(f"CURP,FECHA\r\n{PEDRO},01/02/2026\r\nILEGIBLE,\r\n".encode()), "difuntos.csv"),
    )  # fmt: skip
    assert "La lista se leyó" in page.text and "Entró después del fallecimiento" in page.text
    assert PEDRO not in page.text
    assert len(db.session.scalars(select(Inscripcion).where(Inscripcion.hasta.is_(None))).all()) == 2
    page = revisora.submit(page, "Retirar")
    assert "ya no cuenta" in page.text and "Nadie" in page.text
