"""Signing in the browser with the files of an e.firma: the key opens there, and nothing of it leaves."""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization as ser
from playwright.sync_api import expect

from tests import builders_documentos as d
from tests import builders_firma_actas as b
from tests import builders_firmas as f
from tests import machine
from tests.browser.persona import Persona
from tests.browser.sitio import INICIO, Sitio
from workflow import create_app
from workflow.actas.models import Acta
from workflow.actas.service import aprobar_acta
from workflow.db import db
from workflow.people.service import link_member

pytestmark = [pytest.mark.lenta, pytest.mark.navegador]
Enter = Callable[..., Persona]
CLAVE = "Contraseña Ñandú 2026"
DIA = INICIO + timedelta(days=5)
# Notes what the page sends: the browser does not tell the contents of a form with files.
WATCH = """
const before = window.fetch;
window.fetch = async (url, options) => {
  const seen = {};
  for (const [name, value] of options.body.entries()) {
    const bytes = value instanceof File ? new Uint8Array(await value.arrayBuffer()) : null;
    seen[name] = bytes ? btoa(String.fromCharCode(...bytes)) : value;
  }
  sessionStorage.setItem('enviado', JSON.stringify([...JSON.parse(sessionStorage.getItem('enviado') || '[]'), seen]));
  return before(url, options);
};
"""


@pytest.fixture
def acta(sitio: Sitio, monkeypatch: pytest.MonkeyPatch) -> int:
    """An acta in force with its rule and its authority; the regidora holds the first seat."""
    sitio.travel(DIA)
    cast = sitio.cast
    with create_app(sitio.settings, MUTE_BELL=True).app_context():
        monkeypatch.setattr("tests.builders_sesiones.load_organs", lambda *_: {})  # the installation has them
        link_member("C01", cast.regidora.usuario_id, actor=cast.administradora, ahora=INICIO)
        sesion = d.closed_cabildo(cast, INICIO)
        d.raised(sesion, DIA)
        aprobar_acta(sesion, fecha=DIA.date(), acuerdo_folio=None, actor=cast.gobierno, ahora=DIA)
        found = db.session.query(Acta).filter_by(sesion_id=sesion).one().instantanea_id
        b.trust(cast, DIA)
        b.rule(cast, DIA)
        b.freeze(found, cast.gobierno, DIA)
        db.session.remove()
        db.engine.dispose()
    return found


def files_like_those_of_sat(folder: Path, quien: f.Firmante) -> tuple[Path, Path]:
    """.cer and .key: PKCS#8 with PBES2 and triple DES, as SAT delivers them."""
    machine.need("openssl")
    (folder / "mi.cer").write_bytes(quien.cer)
    plain = quien.llave.private_bytes(ser.Encoding.DER, ser.PrivateFormat.PKCS8, ser.NoEncryption())
    subprocess.run(
        ["openssl", "pkcs8", "-topk8", "-inform", "DER", "-outform", "DER", "-v2", "des3", "-out", "mi.key",
         "-passout", f"pass:{CLAVE}"],
        cwd=folder, input=plain, check=True,
    )  # fmt: skip
    return folder / "mi.cer", folder / "mi.key"


def test_la_regidora_firma_en_su_telefono_y_la_llave_no_sale_de_el(
    sitio: Sitio, as_person: Enter, acta: int, tmp_path: Path
) -> None:
    quien = f.efirma("AURELIO SANTANA BAÑUELOS", numero="00001000000504460000")
    cer, key = files_like_those_of_sat(tmp_path, quien)
    regidora = as_person("regidora", width=360)
    posts: list[str] = []
    regidora.page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    regidora.page.add_init_script(WATCH)
    regidora.go("/mis-firmas").link("Firmar")
    page = regidora.page
    page.get_by_label("Certificado (.cer)").first.set_input_files(cer)
    page.get_by_label("Llave privada (.key)").set_input_files(key)
    page.get_by_label("Contraseña de la llave privada").fill("equivocada")
    page.get_by_role("button", name="Firmar el documento").click()
    expect(page.get_by_text("contraseña", exact=False).last).to_be_visible()
    expect(page.locator("[data-resultado] .aviso--mal")).to_be_visible()
    page.get_by_label("Contraseña de la llave privada").fill(CLAVE)
    page.get_by_role("button", name="Firmar el documento").click()
    expect(page.get_by_text("1 de 17 firmaron")).to_be_visible()
    regidora.check()
    told = json.loads(page.evaluate("sessionStorage.getItem('enviado')"))
    assert len(posts) == len(told) == 2  # nothing was sent in another way
    assert [sorted(one) for one in told] == [
        ["certificado", "csrf_token", "llave", "sello_texto"], ["csrf_token", "llave", "valor"],
    ]  # fmt: skip
    assert b64decode(told[0]["certificado"]) == cer.read_bytes()
    secret = b64encode(key.read_bytes()).decode()
    for value in (value for one in told for value in one.values()):
        assert CLAVE not in value and secret not in value
    gobierno = as_person("gobierno")
    gobierno.go(f"/actas/firmas/{acta}")
    for _ in range(60):
        if gobierno.page.get_by_text("Válida").count():
            break
        gobierno.page.wait_for_timeout(500)
        gobierno.page.reload()
    expect(gobierno.page.get_by_text("Válida")).to_be_visible()
