"""Pages of electronic signature: the list of who signs, the page where one signs, and how it is configured."""

from __future__ import annotations

import base64
import io
from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_firma_actas as b
from tests import builders_firmas as f
from tests import builders_sesiones as s
from tests.cast import Cast
from tests.conftest import sign_in
from tests.web.page import Browser, Page
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.archivos.queries import get
from workflow.db import db
from workflow.jobs import firmas as jobs
from workflow.outbox.models import Trabajo
from workflow.people.service import link_member


def browser(app: Flask, cast: Cast, who: str = "gobierno") -> Browser:
    found = Browser(app)
    sign_in(found.client, getattr(cast, who).usuario_id)
    return found


@pytest.fixture
def acta(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> int:
    """An acta being signed in strict order; the first place is of the regidora's seat holder."""
    return b.begun(sqlite_cast, ahora)


def send(here: Browser, page: Page, acta: int, clave: str, quien: f.Firmante) -> Page:
    """Both steps, as the script of the page does them."""
    cadena = str(page.one("[data-firmar]")["data-cadena"])
    form = page.form("Preparar mi firma")
    sello = base64.b64encode(quien.firma(cadena.encode())).decode()
    sent = {**form, "certificado": (io.BytesIO(quien.cer), "mi.cer"), "sello_texto": sello, "sello": (io.BytesIO(), "")}
    page = here.post(f"/actas/firmas/{acta}/firmar/{clave}/preparar", sent, follow_redirects=True,
                     content_type="multipart/form-data")  # fmt: skip
    if not page.all("[data-poner]"):
        return page
    atributos = base64.b64decode(str(page.one("[data-poner]")["data-atributos"]))
    form = page.form("Poner mi firma")
    valor = base64.b64encode(quien.firma(atributos)).decode()
    return here.post(f"/actas/firmas/{acta}/firmar/{clave}", {**form, "valor": valor, "firma": (io.BytesIO(), "")},
                     follow_redirects=True, content_type="multipart/form-data")  # fmt: skip


def test_de_la_lista_se_llega_a_firmar_y_la_lista_lo_dice(
    sqlite_app: Flask, sqlite_cast: Cast, acta: int, ahora: datetime
) -> None:
    here = browser(sqlite_app, sqlite_cast)
    page = here.get(f"/actas/firmas/{acta}")
    assert "0 de 17 firmaron" in page.text
    link = str(page.one("a[href$='/firmar/0']")["href"])
    quien = b.certificate(acta, "0")
    done = send(here, here.get(link), acta, "0", quien)
    assert "1 de 17 firmaron" in done.text
    assert "00001000000504460000" in done.text
    db.session.rollback()
    proceso = consultas.open_process(acta)
    assert proceso is not None
    jobs.revisar({"proceso_id": proceso.id, "vuelta": 0}, b.context(ahora))
    assert "Válida" in here.get(f"/actas/firmas/{acta}").text


def test_la_verificacion_publica_dice_quien_firmo_y_quien_se_nego(
    sqlite_app: Flask, sqlite_cast: Cast, acta: int, ahora: datetime
) -> None:
    b.sign(acta, "0", sqlite_cast.gobierno, ahora)
    b.sign(acta, "1", sqlite_cast.gobierno, ahora)
    proceso = consultas.open_process(acta)
    assert proceso is not None
    jobs.revisar({"proceso_id": proceso.id, "vuelta": 0}, b.context(ahora))
    here = browser(sqlite_app, sqlite_cast)
    refused = here.submit(here.get(f"/actas/firmas/{acta}"), "Guardar las notas", **{"estado-2": "se_nego"})
    assert refused.status == 422
    here.submit(refused, "Guardar las notas", **{"estado-2": "se_nego", "nota-2": "No está de acuerdo"})
    page = Browser(sqlite_app).get("/v/ACTA-CAB-2024-2027-001")
    table = page.one("table:has(caption:-soup-contains('Firmas electrónicas'))")
    rows = [" ".join(row.get_text(" ").split()) for row in table.select("tbody tr")]
    assert len(rows) == 3
    assert "Firmó" in rows[0] and "Válida" in rows[0] and "00001000000504460000" in rows[0]
    assert "Se negó a firmar" in rows[2]
    assert "No está de acuerdo" not in page.text
    assert "XAXX80" not in page.text
    stages = [get(one.archivo_id).sha256 for one in consultas.stages(proceso.id)]
    shown = {str(one["data-huella"]) for one in page.all("[data-huella]")}
    assert set(stages[1:]) <= shown and stages[0] not in shown


def test_un_certificado_que_no_sirve_dice_por_que_y_no_se_pierde_la_pagina(
    sqlite_app: Flask, sqlite_cast: Cast, acta: int
) -> None:
    here = browser(sqlite_app, sqlite_cast)
    page = send(here, here.get(f"/actas/firmas/{acta}/firmar/0"), acta, "0", b.certificate(acta, "0", ou="Matriz"))
    assert page.status == 422
    assert "sello digital (el de las facturas)" in page.text
    assert page.all("[data-firmar]")


def test_quien_integra_firma_lo_suyo_desde_su_bandeja_y_no_lo_de_otra_persona(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    s.load_organs(sqlite_cast, ahora)
    link_member("C01", sqlite_cast.regidora.usuario_id, actor=sqlite_cast.administradora, ahora=ahora)
    acta = b.begun(sqlite_cast, ahora)
    here = browser(sqlite_app, sqlite_cast, "regidora")
    assert "Le toca firmar 1 documento" in here.get("/").text
    mine = here.get("/mis-firmas")
    link = str(mine.one("a[href*='/firmar/']")["href"])
    assert link == f"/actas/firmas/{acta}/firmar/0"
    done = send(here, here.get(link), acta, "0", b.certificate(acta, "0"))
    assert "1 de 17 firmaron" in done.text
    assert "Le toca firmar" not in here.get("/").text
    other = here.get(f"/actas/firmas/{acta}/firmar/1")
    assert "le corresponde firmarlo a otra persona" in other.text
    assert other.all("form[action*='/firmar/1']") == []


def test_los_bytes_que_se_firman_no_se_dan_a_otra_persona(
    sqlite_app: Flask, sqlite_cast: Cast, acta: int, ahora: datetime
) -> None:
    b.prepare(acta, "0", b.certificate(acta, "0"), sqlite_cast.gobierno, ahora)
    path = f"/actas/firmas/{acta}/firmar/0/por-firmar.bin"
    assert browser(sqlite_app, sqlite_cast, "gobierno").client.get(path).data.startswith(b"%PDF-")
    assert browser(sqlite_app, sqlite_cast, "auditor").get(path).status == 404
    cadena = browser(sqlite_app, sqlite_cast).client.get(f"/actas/firmas/{acta}/firmar/0/cadena.txt").data
    assert cadena.startswith(b"||1.0|ACTA-CAB-2024-2027-001|2|acta|") and cadena.endswith(b"||")


def test_se_inicia_se_deja_y_se_vuelve_al_papel(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    acta = b.approved(sqlite_cast, ahora)
    here = browser(sqlite_app, sqlite_cast)
    page = here.get(f"/actas/firmas/{acta}")
    refused = here.submit(page, "Iniciar la firma electrónica", fundamento="corto")
    assert refused.status == 409 and "escriba el fundamento" in refused.text
    assert "corto" in refused.one("#fundamento").get_text()
    page = here.submit(refused, "Iniciar la firma electrónica", fundamento=b.FUNDAMENTO)
    assert "Se está elaborando el ejemplar" in page.text
    assert page.one("progress").find_previous("label").get_text() == "Elaboración del ejemplar para firma electrónica"
    db.session.rollback()
    db.session.query(Trabajo).filter_by(tipo="firma.congelar").update({"estado": "fallido", "error": "SIN_ESPACIO"})
    db.session.commit()
    assert "pida a quien administra que lo reintente" in here.get(f"/actas/firmas/{acta}").text
    page = here.submit(page, "Firmar en papel", motivo_fin="El pleno decidió firmar en papel")
    assert "Se dejó la firma electrónica" in page.text
    assert "Guardar el PDF firmado" in page.text


def test_la_secretaria_confirma_un_certificado_en_otro_nombre(
    sqlite_app: Flask, sqlite_cast: Cast, acta: int, ahora: datetime
) -> None:
    here = browser(sqlite_app, sqlite_cast)
    ajeno = f.efirma("NOMBRE DISTINTO", "XAXX800199AB1", "XAXX800199HZSBNG05", numero="00001000000500009999")
    page = send(here, here.get(f"/actas/firmas/{acta}/firmar/0"), acta, "0", ajeno)
    assert "está a nombre de NOMBRE DISTINTO" in page.text
    page = here.submit(page, "Confirmar que es suyo")
    assert page.all("[data-poner]")


def test_la_clave_de_quien_firma_se_registra_y_una_mal_escrita_vuelve(
    sqlite_app: Flask, sqlite_cast: Cast, acta: int
) -> None:
    here = browser(sqlite_app, sqlite_cast)
    page = here.get(f"/actas/firmas/{acta}/firmar/0")
    refused = here.submit(page, f"/actas/firmas/{acta}/firmar/0/identidad", rfc="ABC", curp="")
    assert refused.status == 422 and refused.one("#rfc")["value"] == "ABC"
    page = here.submit(refused, f"/actas/firmas/{acta}/firmar/0/identidad", rfc="GODE561231GR8", curp="")
    assert "Ya hay uno registrado" in page.text
    assert "GODE561231GR8" not in page.text


def test_la_regla_y_la_autoridad_se_registran_por_pagina(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    s.load_organs(sqlite_cast, ahora)
    here = browser(sqlite_app, sqlite_cast)
    page = here.get("/organos/CAB/firmas")
    assert "Todo se firma en papel" in page.text
    refused = here.submit(page, "Registrar la regla", fundamento="")
    assert refused.status == 422
    page = here.submit(refused, "Registrar la regla", fundamento=b.FUNDAMENTO, orden="estricto")
    assert "Uno tras otro" in page.one("table").get_text() and "Por confirmar" in page.text
    page = here.get("/firma-electronica")
    form = {**page.form("Registrar la autoridad"), "fundamento": b.FUNDAMENTO}
    sent = {**form, "certificado": (io.BytesIO(f.autoridad().pem), "ac.pem")}
    page = here.post("/firma-electronica", sent, follow_redirects=True, content_type="multipart/form-data")
    assert "AC de prueba" in page.one("table").get_text()
    page = here.submit(page, "Retirar la autoridad", motivo="Cambió de llaves")
    assert "Retirada" in page.one("table").get_text()
    only_read = browser(sqlite_app, sqlite_cast, "regidora")
    assert only_read.get("/organos/CAB/firmas").all("main form") == []
    assert only_read.get("/firma-electronica").all("main form") == []


def test_la_pagina_del_documento_dice_como_va_su_firma(
    sqlite_app: Flask, sqlite_cast: Cast, acta: int, ahora: datetime
) -> None:
    from tests import builders_documentos as d
    from workflow.actas import queries, service
    from workflow.kernel.actor import SISTEMA

    d.printed(service.por_imprimir(acta, actor=SISTEMA, ahora=ahora), ahora, ("pdf",))
    b.sign(acta, "0", sqlite_cast.gobierno, ahora)
    found = consultas.proceso(acta)
    assert found is not None
    one = next(one for one in queries.of_sesion(found.sesion_id, sqlite_cast.gobierno) if one.instantanea_id == acta)
    page = browser(sqlite_app, sqlite_cast).get(f"/documentos/{one.id}/ver")
    assert "1 de 17 firmaron" in page.text
    assert browser(sqlite_app, sqlite_cast).client.get(f"/actas/firmas/{acta}/etapas/1.pdf").data.startswith(b"%PDF-")


def test_al_corregirse_el_acta_lo_firmado_se_conserva_y_ya_no_se_firma(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    from tests import builders_documentos as d
    from workflow.actas.service import aprobar_acta

    sesion = d.closed_cabildo(sqlite_cast, ahora)
    proyecto = d.raised(sesion, ahora + timedelta(days=3)).id
    b.trust(sqlite_cast, ahora)
    b.rule(sqlite_cast, ahora, admite_proyecto=True)
    b.freeze(proyecto, sqlite_cast.gobierno, ahora)
    b.sign(proyecto, "0", sqlite_cast.gobierno, ahora)
    aprobar_acta(sesion, fecha=ahora.date(), acuerdo_folio=None, actor=sqlite_cast.gobierno, ahora=ahora)
    page = browser(sqlite_app, sqlite_cast).get(f"/actas/firmas/{proyecto}")
    assert "El documento fue sustituido: ya no se firma" in page.text
    assert page.all("a[href*='/firmar/']") == []
    public = Browser(sqlite_app).get("/v/ACTA-CAB-2024-2027-001")
    assert "Sustituido por una versión posterior" in public.text and "Quién firmó la versión 1" in public.text
