"""The pages of the rules: the checklist by groups, the criteria, and the localities found by their name."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from tests.builders_padron import REGLAS, SENCILLAS, Expediente
from tests.cast import Cast
from tests.web.expedientes_paginas import browser_of
from tests.web.page import Browser


@pytest.fixture
def expediente(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Expediente:
    return Expediente(sqlite_cast, ahora, SENCILLAS | {"apartados": {}})


@pytest.fixture
def enlace(sqlite_app: Flask, sqlite_cast: Cast) -> Browser:
    return browser_of(sqlite_app, sqlite_cast, "enlace_educacion")


def test_los_apartados_se_escriben_por_grupos_y_el_avance_se_ve(expediente: Expediente, enlace: Browser) -> None:
    home = f"/expedientes/{expediente.id}/padron/reglas"
    assert "0 de 21 apartados escritos" in enlace.get(home).text
    form = enlace.get(f"{home}/apartados/presentacion")
    page = enlace.submit(form, "Guardar y seguir", glosario="Beca: apoyo.", objetivo="Que nadie deje la escuela.")
    assert "Los apartados se guardaron" in page.text
    assert "2 de 21 apartados escritos" in page.text
    assert page.one("h1").get_text() and page.one("#poblacion")
    assert expediente.contenido["reglas"]["apartados"]["objetivo"] == "Que nadie deje la escuela."


def test_si_alguien_guardo_antes_lo_escrito_sigue_en_la_pagina(expediente: Expediente, enlace: Browser) -> None:
    home = f"/expedientes/{expediente.id}/padron/reglas/apartados/presentacion"
    una, otra = enlace.get(home), enlace.get(home)
    enlace.submit(una, "Guardar y seguir", glosario="Primera.")
    page = enlace.submit(otra, "Guardar y seguir", glosario="Segunda, muy larga.")
    assert page.status == 409
    assert page.one("#glosario").get_text().strip() == "Segunda, muy larga."
    enlace.submit(page, "Guardar y seguir")
    assert expediente.contenido["reglas"]["apartados"]["glosario"] == "Segunda, muy larga."


def test_un_grupo_que_no_existe_es_una_pagina_que_no_existe(expediente: Expediente, enlace: Browser) -> None:
    assert enlace.get(f"/expedientes/{expediente.id}/padron/reglas/apartados/otro").status == 404


def test_los_criterios_se_capturan_vuelven_a_la_forma_y_se_leen_en_el_contenido(
    expediente: Expediente, enlace: Browser
) -> None:
    home = f"/expedientes/{expediente.id}/padron/reglas"
    page = enlace.submit(
        enlace.get(home), "Guardar las reglas", sexos="M", limite_hogar="2", monto_max="$1,200.50",
        documentos="INE\nComprobante de domicilio", causas_baja=["defuncion", "renuncia"], vigencia_hasta="2026-12-31",
    )  # fmt: skip
    assert "Las reglas de operación se guardaron" in page.text
    criterios = expediente.contenido["reglas"]["criterios"]
    assert criterios == {
        "sexos": ["M"], "limite_hogar": 2, "monto_max": 120_050, "documentos": ["INE", "Comprobante de domicilio"],
        "causas_baja": ["defuncion", "renuncia"],
    }  # fmt: skip
    again = enlace.get(home)
    assert again.one("#monto_max")["value"] == "1,200.50"
    assert again.one("#vigencia_hasta")["value"] == "2026-12-31"
    contenido = enlace.get(f"/expedientes/{expediente.id}").text
    for dicho in ("$1,200.50", "Dirigidas a", "Mujeres", "Personas por hogar", "Defunción, Renuncia", "31/12/2026"):
        assert dicho in contenido


@pytest.mark.parametrize(("campo", "valor"), [("monto_max", "mil"), ("monto_min", "-5"), ("limite_hogar", "0")])
def test_un_criterio_mal_escrito_se_dice_junto_a_su_campo(
    expediente: Expediente, enlace: Browser, campo: str, valor: str
) -> None:
    home = f"/expedientes/{expediente.id}/padron/reglas"
    page = enlace.submit(enlace.get(home), "Guardar las reglas", **{campo: valor})
    assert page.status == 422
    assert page.one(f"#{campo}")["aria-invalid"] == "true"
    assert page.one(f"#{campo}")["value"] == valor


def test_las_localidades_se_buscan_por_nombre_se_agregan_y_se_quitan(expediente: Expediente, enlace: Browser) -> None:
    home = f"/expedientes/{expediente.id}/padron/reglas/localidades"
    page = enlace.get(home)
    assert "cubren todo el municipio" in page.text
    page = enlace.get(f"{home}?q=plateros")
    claves = [str(box["value"]) for box in page.all("input[name=localidad]")]
    assert len(claves) == 1
    page = enlace.submit(page, "Agregar las marcadas", localidad=claves[0], accion="agregar")
    assert "1 localidad elegida" in page.text
    page = enlace.submit(page, "Quitar las marcadas", localidad=claves[0], accion="quitar")
    assert "cubren todo el municipio" in page.text
    assert expediente.contenido["reglas"]["criterios"] == {}
    enlace.submit(enlace.get(home), "Agregar las marcadas", localidad=claves[0], accion="agregar")
    assert "Localidades que cubren" in enlace.get(f"/expedientes/{expediente.id}").text


def test_planeacion_observa_un_apartado_aunque_este_vacio(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    expediente = Expediente(sqlite_cast, ahora, REGLAS | {"edad_en": None, "edad_min": None, "edad_max": None,
                                                          "pide_tutor": False, "clave": "CURP"})  # fmt: skip
    expediente.loaded()
    expediente.do("titular_educacion", "enviar")
    expediente.do("revisora", "tomar_revision")
    revisora = browser_of(sqlite_app, sqlite_cast, "revisora")
    page = revisora.get(f"/expedientes/{expediente.id}")
    link = next(a for a in page.all("a") if "campo=reglas.apartados.blindaje" in str(a["href"]))
    assert "apartado 20. Blindaje electoral" in revisora.get(str(link["href"])).text
