"""Pages of the ASM: registered from an indicator, seen in the bandeja of who answers, followed to the end."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from flask import Flask

from tests.builders_indicadores import A01, ABRIL, Publicado
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def poa(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Publicado:
    found = Publicado(sqlite_cast, ahora)
    sqlite_app.config["CLOCK"] = lambda: ABRIL
    return found


def test_de_un_indicador_a_su_cumplimiento_cada_quien_desde_su_pagina(sqlite_app: Flask, poa: Publicado) -> None:
    revisora, enlace = (browser_of(sqlite_app, poa.cast, who) for who in ("revisora", "enlace"))
    dato = revisora.get(f"/indicadores/poa/{poa.id}/dato?d={A01}")
    [link] = [
        one["href"] for one in dato.all("main a") if one.get_text(strip=True) == "Registrar uno de este indicador"
    ]
    vacio = revisora.submit(revisora.get(link), "Registrar")
    assert vacio.status == 422 and "Escriba el hallazgo" in vacio.text and "Escriba la recomendación" in vacio.text
    done = revisora.submit(vacio, "Hallazgo", hallazgo="Va en 30 %", recomendacion="Revisar la meta")
    assert "Aspecto ASM-2026-001" in done.text and "Por comprometer" in done.text
    assert "Le toca 1 aspecto susceptible de mejora" in enlace.get("/").text
    page = enlace.get("/asm/1")
    sin = enlace.submit(page, "¿A qué se compromete?")
    assert sin.status == 422 and "Escriba para qué día" in sin.text
    page = enlace.submit(sin, "¿A qué se compromete?", texto="Se hará en mayo", vence="2026-05-15")
    assert "15/05/2026" in page.text and "Comprometido" in page.text
    page = enlace.submit(page, "¿Cómo se cumplió?", archivo=(io.BytesIO(PDF), "acta.pdf"))
    assert "Por verificar" in page.text
    assert "Le toca 1 aspecto" in revisora.get("/").text and "Le toca 1 aspecto" not in enlace.get("/").text
    fin = revisora.submit(revisora.get("/asm/1"), "Comentario")
    assert "Cumplido" in fin.text and "Planeación lo dio por cumplido" in fin.text
    assert "ASM-2026-001" in revisora.get(f"/indicadores/poa/{poa.id}/dato?d={A01}").text
    with revisora.client.get("/asm/1/evidencia/1") as bajada:
        assert bajada.data == PDF


def test_la_lista_se_filtra_y_baja_lo_filtrado(sqlite_app: Flask, poa: Publicado) -> None:
    revisora = browser_of(sqlite_app, poa.cast, "revisora")
    for dependencia, texto in (("UR-050", "Sin padrón"), ("UR-043", "=SUMA(1)")):
        revisora.submit(
            revisora.get("/asm/nuevo"), "¿De dónde viene?", origen="evaluacion", referencia="Auditoría 12",
            dependencia=dependencia, hallazgo=texto, recomendacion="Hacerlo",
        )  # fmt: skip
    page = revisora.get("/asm?dependencia=UR-043&estado=abiertos")
    assert "ASM-2026-002" in page.text and "ASM-2026-001" not in page.text
    texto = revisora.client.get("/asm/lista.csv?dependencia=UR-043").get_data().decode("utf-8-sig")
    assert "'=SUMA(1)" in texto and "Sin padrón" not in texto
    assert revisora.client.get("/asm/lista.xlsx").status_code == 200
    assert "Ninguno" in revisora.get("/asm?estado=cumplido").text


def test_quien_no_evalua_no_registra_y_una_fecha_mal_escrita_se_dice(sqlite_app: Flask, poa: Publicado) -> None:
    revisora, enlace = (browser_of(sqlite_app, poa.cast, who) for who in ("revisora", "enlace"))
    assert enlace.get("/asm/nuevo").status == 403
    revisora.submit(
        revisora.get("/asm/nuevo"), "¿De dónde viene?", origen="informe", referencia="ICED-2026-T1",
        dependencia="UR-050", hallazgo="Uno", recomendacion="Dos",
    )  # fmt: skip
    mal = enlace.submit(enlace.get("/asm/1"), "¿A qué se compromete?", texto="Lo haré", vence="mayo")
    assert mal.status == 422 and "«mayo» no es una fecha" in mal.text and "Lo haré" in mal.text
    assert enlace.get("/asm/99").status == 404
