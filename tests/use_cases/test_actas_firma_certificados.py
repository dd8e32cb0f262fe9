"""Which certificates sign: of whom, of which authority, revoked or without an answer, and what a review finds."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_firma_actas as b
from tests import builders_firmas as f
from tests.builders_firma_actas import states
from tests.cast import Cast
from workflow.actas.models import FirmaPreparada
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.actas.service import firmas_firmar as firmado
from workflow.actas.service import firmas_identidad as identidad
from workflow.archivos.queries import get
from workflow.db import db
from workflow.jobs import firmas as jobs
from workflow.kernel.refusals import Invalid, Refused
from workflow.outbox.models import Trabajo


@pytest.mark.parametrize(
    ("otros", "codigo"),
    [
        ({"ou": "Matriz"}, "FIRMA_CERTIFICADO_CSD"),
        ({"hasta": datetime(2026, 2, 1)}, "FIRMA_CERTIFICADO_VENCIDO"),
        ({"desde": datetime(2026, 3, 1)}, "FIRMA_CERTIFICADO_AUN_NO"),
        ({"uso": ("digital_signature",)}, "FIRMA_CERTIFICADO_USO"),
        ({"de": "AC que nadie registró"}, "FIRMA_SIN_CONFIANZA"),
    ],
)
def test_con_ese_certificado_no_se_firma(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, otros: dict[str, object], codigo: str
) -> None:
    acta = b.begun(sqlite_cast, ahora)
    with pytest.raises(Invalid) as refusal:
        b.prepare(acta, "0", b.certificate(acta, "0", **otros), sqlite_cast.gobierno, ahora)
    assert refusal.value.codes == [codigo]
    assert db.session.query(FirmaPreparada).count() == 0


def test_un_certificado_hecho_por_su_propio_dueno_no_vale(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    acta = b.begun(sqlite_cast, ahora)
    nombre = consultas.places(consultas.open_process(acta))[0].nombre  # type: ignore[arg-type]
    with pytest.raises(Invalid) as refusal:
        b.prepare(acta, "0", f.propio(nombre.upper()), sqlite_cast.gobierno, ahora)
    assert refusal.value.codes == ["FIRMA_SIN_CONFIANZA"]


def test_un_certificado_en_otro_nombre_espera_a_que_la_secretaria_lo_confirme(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    acta = b.begun(cast, ahora)
    ajeno = f.efirma("NOMBRE DE CASADA DISTINTO", "XAXX800199AB1", "XAXX800199HZSBNG05", numero="00001000000500009999")
    b.prepare(acta, "0", ajeno, cast.gobierno, ahora)
    valor = ajeno.firma(b.attributes(acta, "0"))
    with pytest.raises(Refused) as refusal:
        firmado.firmar(acta, "0", valor=valor, actor=cast.gobierno, ahora=ahora)
    assert refusal.value.codes == ["FIRMA_POR_CONFIRMAR"]
    identidad.confirmar_certificado(acta, "0", actor=cast.gobierno, ahora=ahora)
    firmado.firmar(acta, "0", valor=valor, actor=cast.gobierno, ahora=ahora)
    assert states(acta)[0] == "firmada"


def test_con_rfc_registrado_solo_vale_el_certificado_con_ese_rfc(app: Flask, cast: Cast, ahora: datetime) -> None:
    acta = b.begun(cast, ahora)
    identidad.registrar_identidad(
        acta, "0", rfc="GODE561231GR8", curp="", indice=lambda t: b.indice(t)[0], actor=cast.gobierno, ahora=ahora
    )
    with pytest.raises(Invalid) as refusal:
        b.prepare(acta, "0", b.certificate(acta, "0"), cast.gobierno, ahora)
    assert refusal.value.codes == ["FIRMA_DE_OTRA_PERSONA"]
    suyo = f.efirma("EN OTRO NOMBRE", "GODE561231GR8", "GODE561231HZSBNG05", numero="00001000000500008888")
    b.prepare(acta, "0", suyo, cast.gobierno, ahora)
    firmado.firmar(acta, "0", valor=suyo.firma(b.attributes(acta, "0")), actor=cast.gobierno, ahora=ahora)
    assert db.session.query(FirmaPreparada).one().identidad == "rfc"


@pytest.mark.parametrize(("answer", "codigo"), [("revocado", "REVOCADO"), ("desconocido", "DESCONOCIDO")])
def test_con_un_certificado_revocado_no_se_firma(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime, answer: str, codigo: str
) -> None:
    acta = b.approved(sqlite_cast, ahora)
    b.trust(sqlite_cast, ahora, ocsp="http://ocsp.invalid/")
    b.rule(sqlite_cast, ahora)
    b.freeze(acta, sqlite_cast.gobierno, ahora)
    with pytest.raises(Invalid) as refusal:
        b.sign(acta, "0", sqlite_cast.gobierno, ahora, consultar=lambda *_: answer)
    assert refusal.value.codes == [f"FIRMA_CERTIFICADO_{codigo}"]


def test_sin_respuesta_de_la_autoridad_se_firma_y_se_vuelve_a_preguntar(
    app: Flask, cast: Cast, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    acta = b.approved(cast, ahora)
    b.trust(cast, ahora, ocsp="http://127.0.0.1:9/")  # nobody listens on the discard port
    b.rule(cast, ahora)
    b.freeze(acta, cast.gobierno, ahora)
    b.sign(acta, "0", cast.gobierno, ahora, consultar=lambda *_: "no_comprobada")
    proceso = consultas.open_process(acta)
    assert proceso is not None
    jobs.revisar({"proceso_id": proceso.id, "vuelta": 0}, b.context(ahora))
    firma = consultas.proceso(acta).lugares[0].firma  # type: ignore[union-attr]
    assert firma is not None and (firma.resultado, firma.vigencia) == ("valida", "no_comprobada")
    again = db.session.query(Trabajo).filter_by(tipo="firma.revisar", llave=f"firma.revisar:{_stage(acta)}:1").one()
    assert again.disponible_en == ahora + timedelta(minutes=10)


def _stage(acta: int) -> int:
    return consultas.stages(consultas.open_process(acta).id)[-1].id  # type: ignore[union-attr]


def test_la_revision_dice_que_cada_firma_vale_y_ve_un_archivo_cambiado(app: Flask, cast: Cast, ahora: datetime) -> None:
    acta = b.begun(cast, ahora)
    b.sign(acta, "0", cast.gobierno, ahora)
    proceso = consultas.open_process(acta)
    assert proceso is not None
    jobs.revisar({"proceso_id": proceso.id, "vuelta": 0}, b.context(ahora))
    assert consultas.proceso(acta).lugares[0].firma.resultado == "valida"  # type: ignore[union-attr]
    path = get(consultas.stages(proceso.id)[-1].archivo_id).path
    touched = bytearray(path.read_bytes())
    touched[len(touched) // 2] ^= 1
    path.write_bytes(bytes(touched))
    jobs.revisar({"proceso_id": proceso.id, "vuelta": 0}, b.context(ahora))
    assert consultas.proceso(acta).lugares[0].firma.resultado == "alterada"  # type: ignore[union-attr]
