"""The pages of an acta: facts are read, texts are written, nothing typed is lost, versions are compared."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_documentos as d
from tests import builders_sesiones as b
from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser
from workflow.actas import queries, service
from workflow.db import db
from workflow.jobs import tasks
from workflow.sesiones import service as sesiones


@pytest.fixture
def sesion(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> int:
    sesion = d.closed_cabildo(sqlite_cast, ahora)
    d.raised(sesion, ahora)
    return sesion


@pytest.fixture
def acta(sesion: int) -> int:
    return queries.acta_of(sesion).id  # type: ignore[union-attr]


def browser(app: Flask, cast: Cast, who: str = "gobierno") -> Browser:
    found = Browser(app)
    sign_in(found.client, getattr(cast, who).usuario_id)
    return found


def write(here: Browser, acta: int, seccion: str, texto: str, revision: int = 0, follow: bool = True) -> str:
    page = here.get(f"/actas/{acta}")
    form = next(one for one in page.all("form") if one.select_one(f"input[value='{seccion}']"))
    token = form.select_one("input[name=csrf_token]")["value"]  # type: ignore[index]
    data = {"csrf_token": token, "seccion": seccion, "texto": texto, "revision": str(revision)}
    return here.post(f"/actas/{acta}/textos", data, follow_redirects=follow).text


def test_los_hechos_se_leen_y_los_apartados_se_escriben(
    sqlite_app: Flask, sqlite_cast: Cast, sesion: int, acta: int
) -> None:
    here = browser(sqlite_app, sqlite_cast)
    page = here.get(f"/actas/{acta}")
    assert "con dieciséis votos a favor" in page.text
    assert "Pide que se informe cada trimestre" in page.text
    seccion = f"discusion:{b.items(sesion)['votable']}"
    text = write(here, acta, seccion, "Se aclaró el calendario")
    assert "Se guardó el texto" in text
    assert "Cambios que faltan en el proyecto" in text
    page = here.get(f"/actas/{acta}")
    page = here.submit(page, "Elaborar la versión 2")
    assert "versión 2" in page.text
    assert "Cambios que faltan" not in page.text


def test_dos_personas_escriben_a_la_vez_y_ninguna_pierde_su_texto(
    sqlite_app: Flask, sqlite_cast: Cast, acta: int
) -> None:
    here = browser(sqlite_app, sqlite_cast)
    write(here, acta, "incidencias", "Se fue la luz a las once")
    page = here.get(f"/actas/{acta}")
    token = page.one("#s-incidencias").find_parent("form").select_one("input[name=csrf_token]")["value"]
    stale = {"csrf_token": token, "seccion": "incidencias", "texto": "Hubo un apagón", "revision": "0"}
    answer = here.post(f"/actas/{acta}/textos", stale)
    assert answer.status == 409
    assert "Saúl Arteaga Nieto guardó «Recesos e incidencias: otras incidencias»" in answer.text
    assert answer.one("#s-incidencias").get_text().strip() == "Hubo un apagón"
    assert "«Se fue la luz a las once»" in answer.text


def test_la_precision_se_anota_y_la_que_no_coincide_conserva_lo_escrito(
    sqlite_app: Flask, sqlite_cast: Cast, acta: int
) -> None:
    here = browser(sqlite_app, sqlite_cast)
    page = here.get(f"/actas/{acta}/aprobacion")
    refused = here.submit(page, "Anotar", dice="No dice esto", debe_decir="Otra cosa", solicita="C. Hugo")
    assert refused.status == 422
    assert "El acta no dice «No dice esto»" in refused.text
    assert refused.one("#debe_decir").get_text().strip() == "Otra cosa"
    done = here.submit(refused, "Anotar", dice="cada trimestre", debe_decir="cada bimestre", solicita="C. Hugo")
    assert "Precisión aceptada por el pleno" in done.text


def test_aprobada_se_compara_con_el_proyecto_y_ya_no_se_escribe(
    sqlite_app: Flask, sqlite_cast: Cast, sesion: int, acta: int, ahora: datetime
) -> None:
    service.precisar(
        acta, clase="precision", dice="cada trimestre", debe_decir="cada bimestre", solicita="C. Hugo",
        actor=sqlite_cast.gobierno, ahora=ahora,
    )  # fmt: skip
    service.aprobar_acta(sesion, fecha=ahora.date(), acuerdo_folio=None, actor=sqlite_cast.gobierno, ahora=ahora)
    here = browser(sqlite_app, sqlite_cast)
    page = here.get(f"/actas/{acta}/aprobacion")
    assert any("cada bimestre" in one.get_text() for one in page.all("ins"))
    assert any("cada trimestre" in one.get_text() for one in page.all("del"))
    assert here.get(f"/actas/{acta}").all("textarea") == []


def test_la_vista_previa_es_un_pdf_que_dice_que_no_se_expidio(sqlite_app: Flask, sqlite_cast: Cast, acta: int) -> None:
    answer = browser(sqlite_app, sqlite_cast).client.get(f"/actas/{acta}/previa.pdf")
    assert answer.data.startswith(b"%PDF-")
    assert queries.preview(acta).marca == "VISTA PREVIA SIN EXPEDIR"


def test_quien_no_conduce_lee_y_no_escribe(sqlite_app: Flask, sqlite_cast: Cast, acta: int) -> None:
    assert browser(sqlite_app, sqlite_cast, "regidora").get(f"/actas/{acta}").all("textarea") == []
    assert browser(sqlite_app, sqlite_cast, "titular").get(f"/actas/{acta}").status == 403
    assert browser(sqlite_app, sqlite_cast).get("/actas/9999").status == 404


def test_la_constancia_se_asienta_con_su_boton_y_deja_de_ofrecerse(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    b.load_organs(sqlite_cast, ahora)
    b.dictaminated(sqlite_cast, ahora)
    dia = ahora + timedelta(days=3)
    sesion = b.convene("CAB", sqlite_cast.gobierno, ahora, secretario=d.SECRETARIO)
    sesiones.abrir(sesion, presentes=["C01", "C02", "C03"], actor=sqlite_cast.gobierno, ahora=dia)
    tasks.drain()
    acta = queries.acta_of(sesion).id  # type: ignore[union-attr]
    here, path = browser(sqlite_app, sqlite_cast), f"/actas/{acta}/aprobacion"
    assert "La constancia no se vota" in here.get(path).text
    assert not [x for x in browser(sqlite_app, sqlite_cast, "comisiones").get(path).all("button")
                if "Asentar en el Libro" in x.get_text()]  # fmt: skip
    page = here.submit(here.get(path), "Asentar en el Libro")
    assert "La constancia está en el Libro de Actas" in " ".join(page.one("main").get_text(" ").split())
    assert not [x for x in page.all("button") if "Asentar en el Libro" in x.get_text()]
    db.session.rollback()
    assert queries.acta_of(sesion).estado == "aprobada"  # type: ignore[union-attr]
