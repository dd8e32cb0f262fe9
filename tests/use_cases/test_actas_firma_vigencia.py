"""Asking the authority over the network: a small responder of fiction answers as each one would."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as ser
from cryptography.x509 import ocsp
from flask import Flask

from tests import builders_firma_actas as b
from tests import builders_firmas as f
from tests.cast import Cast
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.actas.service.firmas_vigencia import consulta
from workflow.jobs import firmas as jobs
from workflow.kernel.refusals import Invalid

STATUS = {
    "vigente": ocsp.OCSPCertStatus.GOOD,
    "revocado": ocsp.OCSPCertStatus.REVOKED,
    "desconocido": ocsp.OCSPCertStatus.UNKNOWN,
}


class Responder(HTTPServer):
    """Answers about any certificate of the authority of fiction; `dice`: vigente, revocado, desconocido or nada."""

    dice = "vigente"
    asked = 0
    ahora = datetime(2026, 2, 10, 16, 0)
    certificados: dict[int, f.Firmante] = {}


class Handler(BaseHTTPRequestHandler):
    server: Responder

    def do_POST(self) -> None:
        question = ocsp.load_der_ocsp_request(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked += 1
        if self.server.dice == "nada":
            self.send_error(503)
            return
        data = self._answer(question.serial_number)
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _answer(self, serial: int) -> bytes:
        ca, status = f.autoridad(), STATUS[self.server.dice]
        revoked = self.server.ahora - timedelta(days=30) if self.server.dice == "revocado" else None
        made = (
            ocsp.OCSPResponseBuilder()
            .add_response(
                cert=self.server.certificados[serial].certificado, issuer=ca.certificado, algorithm=hashes.SHA1(),
                cert_status=status, this_update=self.server.ahora, next_update=None, revocation_time=revoked,
                revocation_reason=None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, ca.certificado)
            .sign(ca.llave, hashes.SHA256())
        )  # fmt: skip
        return made.public_bytes(ser.Encoding.DER)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def responder() -> Iterator[Responder]:
    server = Responder(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def begun(responder: Responder, cast: Cast, ahora: datetime) -> int:
    acta = b.approved(cast, ahora)
    b.trust(cast, ahora, ocsp=f"http://127.0.0.1:{responder.server_port}/")
    b.rule(cast, ahora)
    b.freeze(acta, cast.gobierno, ahora)
    for clave in ("0", "1"):
        quien = b.certificate(acta, clave)
        responder.certificados[quien.certificado.serial_number] = quien
    return acta


def test_se_pregunta_antes_de_firmar_y_la_respuesta_queda_con_la_firma(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, responder: Responder
) -> None:
    acta = begun(responder, sqlite_cast, ahora)
    b.sign(acta, "0", sqlite_cast.gobierno, ahora, consultar=consulta(ahora))
    assert responder.asked == 1
    found = consultas.proceso(acta)
    assert found is not None and found.lugares[0].firma is not None
    assert found.lugares[0].firma.vigencia == "vigente"
    for dice in ("revocado", "desconocido"):
        responder.dice = dice
        with pytest.raises(Invalid):
            b.sign(acta, "1", sqlite_cast.gobierno, ahora, consultar=consulta(ahora))


def test_lo_que_no_se_pudo_preguntar_se_pregunta_despues_y_si_estaba_revocado_se_dice(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, responder: Responder
) -> None:
    responder.dice = "nada"
    acta = begun(responder, sqlite_cast, ahora)
    b.sign(acta, "0", sqlite_cast.gobierno, ahora, consultar=consulta(ahora))
    proceso = consultas.open_process(acta)
    assert proceso is not None
    jobs.revisar({"proceso_id": proceso.id, "vuelta": 0}, b.context(ahora))
    assert result(acta) == ("valida", "no_comprobada")
    responder.dice = "revocado"
    jobs.revisar({"proceso_id": proceso.id, "vuelta": 1}, b.context(ahora + timedelta(minutes=10)))
    assert result(acta) == ("revocada", "revocado")
    asked = responder.asked
    jobs.revisar({"proceso_id": proceso.id, "vuelta": 2}, b.context(ahora + timedelta(hours=1)))
    assert responder.asked == asked  # there was an answer: it is not asked again
    assert result(acta) == ("revocada", "revocado")


def result(acta: int) -> tuple[str, str]:
    found = consultas.proceso(acta)
    assert found is not None and found.lugares[0].firma is not None
    return found.lugares[0].firma.resultado, found.lugares[0].firma.vigencia
