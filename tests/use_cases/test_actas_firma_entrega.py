"""What arrives to be signed: seals, values and files made apart, of the document and key that were prepared or none."""

from __future__ import annotations

import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests import builders_firma_actas as b
from tests import builders_firmas as f
from tests import machine
from tests.builders_firma_actas import examined
from tests.cast import Cast
from workflow.actas.firma import pdf as firma_pdf
from workflow.actas.models import FirmaElectronica
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.actas.service import firmas_firmar as firmado
from workflow.actas.service import firmas_preparar as preparado
from workflow.archivos.queries import get
from workflow.db import db
from workflow.kernel.refusals import Invalid, NotAllowed, Refused
from workflow.outbox.models import Trabajo


def test_un_sello_de_otra_llave_o_de_otra_cadena_se_rechaza(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    acta = b.begun(sqlite_cast, ahora)
    quien, otra = b.certificate(acta, "0"), b.certificate(acta, "1")
    good = b.seal(acta, "0", quien)
    for sello in (otra.firma(consultas.chain_of(consultas.open_process(acta), "0").text().encode()),  # type: ignore[arg-type]
                  quien.firma(b"otra cadena")):  # fmt: skip
        with pytest.raises(Invalid) as refusal:
            preparado.preparar_firma(
                acta, "0", preparado.Llegada(good.certificado, sello), indice=b.indice, consultar=b.vigente,
                actor=sqlite_cast.gobierno, ahora=ahora,
            )  # fmt: skip
        assert refusal.value.codes == ["FIRMA_SELLO_NO_COINCIDE"]


def test_la_firma_de_otro_documento_o_de_otra_llave_no_entra(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    acta = b.begun(sqlite_cast, ahora)
    quien = b.certificate(acta, "0")
    b.prepare(acta, "0", quien, sqlite_cast.gobierno, ahora)
    wrong = [quien.firma(b"otros bytes"), b.certificate(acta, "1").firma(b.attributes(acta, "0")), b"\0" * 256]
    for valor in wrong:
        with pytest.raises(Invalid) as refusal:
            firmado.firmar(acta, "0", valor=valor, actor=sqlite_cast.gobierno, ahora=ahora)
        assert refusal.value.codes == ["FIRMA_CMS_NO_COINCIDE"]
    assert db.session.query(FirmaElectronica).count() == 0


def test_una_firma_hecha_aparte_con_openssl_entra_y_vale(
    app: Flask, cast: Cast, ahora: datetime, tmp_path: Path
) -> None:
    machine.need("openssl")
    acta = b.begun(cast, ahora)
    quien = b.certificate(acta, "0")
    b.prepare(acta, "0", quien, cast.gobierno, ahora)
    cms = openssl_cms(acta, "0", quien, tmp_path)
    firmado.firmar(acta, "0", cms=cms, actor=cast.gobierno, ahora=ahora)
    assert examined(acta, ahora) == [("Firma-01", "valida")]


def openssl_cms(acta: int, clave: str, quien: f.Firmante, folder: Path, contenido: bytes | None = None) -> bytes:
    prepared = consultas.last_prepared(consultas.open_process(acta).id, clave)  # type: ignore[union-attr]
    assert prepared is not None
    pdf = get(prepared.archivo_id).path.read_bytes()
    (folder / "por-firmar.bin").write_bytes(contenido or firma_pdf.to_sign(pdf, prepared.inicio, prepared.fin))
    (folder / "mi.cer").write_bytes(quien.cer)
    (folder / "mi.key").write_bytes(quien.key(b"clave de prueba"))
    command = [
        "openssl", "cms", "-sign", "-binary", "-cades", "-md", "sha256", "-in", "por-firmar.bin", "-signer", "mi.cer",
        "-certform", "DER", "-inkey", "mi.key", "-keyform", "DER", "-passin", "pass:clave de prueba",
        "-outform", "DER", "-out", "firma.p7s",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:  # older releases only take the certificate as PEM
        (folder / "mi.pem").write_bytes(quien.pem)
        command[command.index("mi.cer")] = "mi.pem"
        where = command.index("-certform")
        del command[where : where + 2]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return (folder / "firma.p7s").read_bytes()


def test_la_firma_de_openssl_sobre_otro_archivo_se_rechaza(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, tmp_path: Path
) -> None:
    machine.need("openssl")
    acta = b.begun(sqlite_cast, ahora)
    quien, otra = b.certificate(acta, "0"), b.certificate(acta, "1")
    b.prepare(acta, "0", quien, sqlite_cast.gobierno, ahora)
    cases = {
        "FIRMA_CMS_NO_COINCIDE": openssl_cms(acta, "0", quien, tmp_path, b"otro archivo"),
        "FIRMA_CMS_DE_OTRO": openssl_cms(acta, "0", otra, tmp_path),
        "FIRMA_CMS_ILEGIBLE": b"%PDF-1.4 esto no es una firma",
    }
    for codigo, cms in cases.items():
        with pytest.raises(Invalid) as refusal:
            firmado.firmar(acta, "0", cms=cms, actor=sqlite_cast.gobierno, ahora=ahora)
        assert refusal.value.codes == [codigo]


def test_solo_firma_la_persona_de_ese_lugar_o_quien_conduce_la_sesion(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    acta = b.begun(sqlite_cast, ahora)
    with pytest.raises(NotAllowed):
        b.sign(acta, "0", sqlite_cast.regidora, ahora)


def test_lo_preparado_vale_una_hora(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    acta = b.begun(sqlite_cast, ahora)
    quien = b.certificate(acta, "0")
    b.prepare(acta, "0", quien, sqlite_cast.gobierno, ahora)
    with pytest.raises(Refused) as refusal:
        firmado.firmar(
            acta, "0", valor=quien.firma(b.attributes(acta, "0")), actor=sqlite_cast.gobierno,
            ahora=ahora + timedelta(minutes=61),
        )  # fmt: skip
    assert refusal.value.codes == ["FIRMA_SIN_PREPARAR"]


def test_la_llave_privada_no_queda_en_ninguna_parte(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    acta = b.begun(sqlite_cast, ahora)
    b.sign(acta, "0", sqlite_cast.gobierno, ahora)
    secret = b.certificate(acta, "0").llave.private_numbers().d
    raw = secret.to_bytes((secret.bit_length() + 7) // 8, "big")
    folder = Path(sqlite_app.config["RUTA"].instance_path)
    assert not [path for path in folder.rglob("*") if path.is_file() and raw in path.read_bytes()]
    assert "XAXX80010" not in caplog.text
    keys = {key for row in db.session.query(Trabajo).filter(Trabajo.tipo.like("firma.%")) for key in row.payload}
    assert keys == {"proceso_id", "clave", "vuelta"}
