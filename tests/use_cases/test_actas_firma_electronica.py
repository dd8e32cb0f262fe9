"""Signing an acta with certificates: order, certificates, races, refusals, and what the background finds."""

from __future__ import annotations

import hashlib
import subprocess
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests import builders_firma_actas as b
from tests import builders_firmas as f
from tests import machine
from tests.cast import Cast
from workflow.actas.firma import examen as firma_examen
from workflow.actas.firma import pdf as firma_pdf
from workflow.actas.models import FirmaElectronica, FirmaEtapa, FirmaPreparada
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.actas.service import anotar_firmas
from workflow.actas.service import firmas_acto as acto
from workflow.actas.service import firmas_configuracion as configuracion
from workflow.actas.service import firmas_identidad as identidad
from workflow.actas.service import firmas_proceso as procesos
from workflow.archivos.queries import get
from workflow.db import db
from workflow.jobs import firmas as jobs
from workflow.kernel.refusals import Invalid, NotAllowed, Refused, Stale
from workflow.outbox.models import Trabajo


def last_pdf(instantanea: int) -> bytes:
    proceso = consultas.open_process(instantanea)
    assert proceso is not None
    return get(consultas.stages(proceso.id)[-1].archivo_id).path.read_bytes()


def examined(instantanea: int, ahora: datetime) -> list[tuple[str, str]]:
    proceso = consultas.open_process(instantanea)
    assert proceso is not None
    found = firma_examen.examine(
        last_pdf(instantanea), consultas.authorities(ahora.date()), consultas.hours_of(proceso.id)
    )
    return [(one.campo, one.resultado) for one in found]


def states(instantanea: int) -> list[str]:
    found = consultas.proceso(instantanea)
    assert found is not None
    return [one.estado for one in found.lugares]


def test_dos_personas_firman_en_su_turno_y_las_dos_firmas_valen(app: Flask, cast: Cast, ahora: datetime) -> None:
    acta = b.begun(cast, ahora)
    assert states(acta)[:3] == ["en_turno", "en_espera", "en_espera"]
    b.sign(acta, "0", cast.gobierno, ahora)
    first = last_pdf(acta)
    b.sign(acta, "1", cast.gobierno, ahora + timedelta(minutes=5))
    assert examined(acta, ahora) == [("Firma-01", "valida"), ("Firma-02", "valida")]
    assert last_pdf(acta).startswith(first)
    assert states(acta)[:3] == ["firmada", "firmada", "en_turno"]


def test_cada_etapa_se_conserva_y_ninguna_se_encima(app: Flask, cast: Cast, ahora: datetime) -> None:
    acta = b.begun(cast, ahora)
    for clave in ("0", "1"):
        b.sign(acta, clave, cast.gobierno, ahora)
    rows = db.session.query(FirmaEtapa).order_by(FirmaEtapa.numero).all()
    assert [one.numero for one in rows] == [0, 1, 2]
    for row in rows:
        assert hashlib.sha256(get(row.archivo_id).path.read_bytes()).hexdigest() == row.sha256


def test_fuera_de_turno_se_rechaza_y_dice_quien_va_antes(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    acta = b.begun(sqlite_cast, ahora)
    with pytest.raises(Refused) as refusal:
        b.sign(acta, "2", sqlite_cast.gobierno, ahora)
    first = consultas.places(consultas.open_process(acta))[0].nombre  # type: ignore[arg-type]
    assert refusal.value.codes == ["FIRMA_FUERA_DE_TURNO"]
    assert refusal.value.reasons[0].facts["antes"] == [first]
    assert db.session.query(FirmaPreparada).count() == 0


def test_en_cualquier_orden_la_secretaria_firma_al_final(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    acta = b.begun(sqlite_cast, ahora, orden="fe_al_final")
    assert states(acta) == ["en_turno"] * 16 + ["en_espera"]
    b.sign(acta, "5", sqlite_cast.gobierno, ahora)
    with pytest.raises(Refused):
        b.sign(acta, "16", sqlite_cast.gobierno, ahora)


def test_quien_se_niega_no_detiene_a_los_demas_y_el_documento_lo_hace_constar(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    acta = b.begun(cast, ahora)
    notas = {str(n): ("se_nego", "No está conforme con el punto 5") for n in range(1)}
    notas |= {str(n): ("ausente", "Falleció antes de firmar") for n in range(1, 2)}
    notas |= {str(n): ("ausente", "Está de licencia") for n in range(2, 16)}
    anotar_firmas(acta, notas, actor=cast.gobierno, ahora=ahora)
    assert states(acta)[0] == "se_nego" and states(acta)[-1] == "en_turno"
    b.sign(acta, "16", cast.gobierno, ahora)
    found = consultas.proceso(acta)
    assert found is not None and found.estado == "completo"
    read = _text(last_pdf(acta))
    assert "se negó a firmar. No está conforme con el punto 5" in read
    assert "no pudo firmar. Falleció antes de firmar" in read


def _text(pdf: bytes) -> str:
    """Every text drawn in the seals, through an independent program."""
    machine.need("pdftotext")
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_quien_firmo_con_certificado_no_puede_anotarse_como_ausente(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    acta = b.begun(sqlite_cast, ahora)
    b.sign(acta, "0", sqlite_cast.gobierno, ahora)
    for nota in ({"0": ("ausente", "Salió")}, {"1": ("firmo", "")}):
        with pytest.raises(Invalid) as refusal:
            anotar_firmas(acta, nota, actor=sqlite_cast.gobierno, ahora=ahora)
        assert refusal.value.codes == ["FIRMA_ES_ELECTRONICA"]


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
        acto.firmar(acta, "0", valor=valor, actor=cast.gobierno, ahora=ahora)
    assert refusal.value.codes == ["FIRMA_POR_CONFIRMAR"]
    identidad.confirmar_certificado(acta, "0", actor=cast.gobierno, ahora=ahora)
    acto.firmar(acta, "0", valor=valor, actor=cast.gobierno, ahora=ahora)
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
    acto.firmar(acta, "0", valor=suyo.firma(b.attributes(acta, "0")), actor=cast.gobierno, ahora=ahora)
    assert db.session.query(FirmaPreparada).one().identidad == "rfc"


def test_un_sello_de_otra_llave_o_de_otra_cadena_se_rechaza(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    acta = b.begun(sqlite_cast, ahora)
    quien, otra = b.certificate(acta, "0"), b.certificate(acta, "1")
    good = b.seal(acta, "0", quien)
    for sello in (otra.firma(consultas.chain_of(consultas.open_process(acta), "0").text().encode()),  # type: ignore[arg-type]
                  quien.firma(b"otra cadena")):  # fmt: skip
        with pytest.raises(Invalid) as refusal:
            acto.preparar_firma(
                acta, "0", acto.Llegada(good.certificado, sello), indice=b.indice, consultar=b.vigente,
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
            acto.firmar(acta, "0", valor=valor, actor=sqlite_cast.gobierno, ahora=ahora)
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
    acto.firmar(acta, "0", cms=cms, actor=cast.gobierno, ahora=ahora)
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
            acto.firmar(acta, "0", cms=cms, actor=sqlite_cast.gobierno, ahora=ahora)
        assert refusal.value.codes == [codigo]


def test_si_otra_persona_firmo_entre_tanto_se_prepara_de_nuevo(app: Flask, cast: Cast, ahora: datetime) -> None:
    acta = b.begun(cast, ahora, orden="libre")
    quien = b.certificate(acta, "3")
    b.prepare(acta, "3", quien, cast.gobierno, ahora)
    valor = quien.firma(b.attributes(acta, "3"))
    b.sign(acta, "4", cast.gobierno, ahora)
    with pytest.raises(Stale) as refusal:
        acto.firmar(acta, "3", valor=valor, actor=cast.gobierno, ahora=ahora)
    assert refusal.value.codes == ["FIRMA_OTRA_ANTES"]
    b.sign(acta, "3", cast.gobierno, ahora)
    assert examined(acta, ahora) == [("Firma-05", "valida"), ("Firma-04", "valida")]


def test_dos_envios_a_la_vez_de_un_mismo_turno_dejan_una_firma(app: Flask, cast: Cast, ahora: datetime) -> None:
    acta = b.begun(cast, ahora)
    quien = b.certificate(acta, "0")
    b.prepare(acta, "0", quien, cast.gobierno, ahora)
    valor, outcomes = quien.firma(b.attributes(acta, "0")), []
    gate = threading.Barrier(4)

    def send() -> None:
        with app.app_context():
            gate.wait()
            try:
                outcomes.append(acto.firmar(acta, "0", valor=valor, actor=cast.gobierno, ahora=ahora))
            except Refused as refusal:
                outcomes.append(refusal.codes)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sum(isinstance(one, int) for one in outcomes) == 1
    assert [one for one in outcomes if not isinstance(one, int)] == [["FIRMA_YA_ESTA"]] * 3
    db.session.rollback()
    assert db.session.query(FirmaElectronica).count() == 1
    assert db.session.query(FirmaEtapa).count() == 2


def test_cuatro_personas_que_firman_a_la_vez_sobre_la_misma_etapa_dejan_una_y_las_demas_repiten(
    postgres_app: Flask, postgres_cast: Cast, ahora: datetime
) -> None:
    acta = b.begun(postgres_cast, ahora, orden="libre")
    claves, values, outcomes = ("0", "1", "2", "3"), {}, []
    for clave in claves:
        quien = b.certificate(acta, clave)
        b.prepare(acta, clave, quien, postgres_cast.gobierno, ahora)
        values[clave] = quien.firma(b.attributes(acta, clave))
    gate = threading.Barrier(len(claves))

    def send(clave: str) -> None:
        with postgres_app.app_context():
            gate.wait()
            try:
                acto.firmar(acta, clave, valor=values[clave], actor=postgres_cast.gobierno, ahora=ahora)
                outcomes.append("firmada")
            except Refused as refusal:
                outcomes.append(refusal.codes[0])
            finally:
                db.session.remove()

    threads = [threading.Thread(target=send, args=(clave,)) for clave in claves]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == ["FIRMA_OTRA_ANTES"] * 3 + ["firmada"]
    db.session.rollback()
    assert [result for _, result in examined(acta, ahora)] == ["valida"]


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
        acto.firmar(
            acta, "0", valor=quien.firma(b.attributes(acta, "0")), actor=sqlite_cast.gobierno,
            ahora=ahora + timedelta(minutes=61),
        )  # fmt: skip
    assert refusal.value.codes == ["FIRMA_SIN_PREPARAR"]


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


def test_un_proyecto_no_se_firma_salvo_que_la_regla_lo_admita(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    from tests import builders_documentos as d

    frozen = d.raised(d.closed_cabildo(sqlite_cast, ahora), ahora + timedelta(days=3))
    b.rule(sqlite_cast, ahora)
    with pytest.raises(Refused) as refusal:
        procesos.iniciar_firma(frozen.id, actor=sqlite_cast.gobierno, ahora=ahora)
    assert refusal.value.codes == ["FIRMA_DE_PROYECTO"]
    b.rule(sqlite_cast, ahora, sesion_tipo="ordinaria", admite_proyecto=True)
    assert procesos.iniciar_firma(frozen.id, actor=sqlite_cast.gobierno, ahora=ahora) > 0


def test_sin_regla_se_firma_en_papel_y_para_firmar_con_certificado_hace_falta_fundamento(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    acta = b.approved(sqlite_cast, ahora)
    with pytest.raises(Refused) as refusal:
        procesos.iniciar_firma(acta, actor=sqlite_cast.gobierno, ahora=ahora)
    assert refusal.value.codes == ["FIRMA_SIN_FUNDAMENTO"]
    procesos.iniciar_firma(acta, fundamento=b.FUNDAMENTO, actor=sqlite_cast.gobierno, ahora=ahora)
    assert consultas.proceso(acta).fundamento == b.FUNDAMENTO  # type: ignore[union-attr]
    with pytest.raises(Refused) as refusal:
        procesos.iniciar_firma(acta, fundamento=b.FUNDAMENTO, actor=sqlite_cast.gobierno, ahora=ahora)
    assert refusal.value.codes == ["FIRMA_YA_INICIADA"]


def test_se_vuelve_al_papel_con_su_motivo_y_lo_firmado_se_conserva(app: Flask, cast: Cast, ahora: datetime) -> None:
    acta = b.begun(cast, ahora)
    b.sign(acta, "0", cast.gobierno, ahora)
    with pytest.raises(Invalid):
        procesos.terminar_firma(acta, " ", actor=cast.gobierno, ahora=ahora)
    procesos.terminar_firma(acta, "El pleno acordó firmar en papel", actor=cast.gobierno, ahora=ahora)
    found = consultas.proceso(acta)
    assert found is not None and found.estado == "terminado" and found.firmadas == 1
    with pytest.raises(Refused) as refusal:
        acto.firmar(acta, "1", valor=b"", actor=cast.gobierno, ahora=ahora)
    assert refusal.value.codes == ["FIRMA_SIN_INICIAR"]


def test_a_cada_quien_se_le_avisa_una_vez_cuando_le_toca(app: Flask, cast: Cast, ahora: datetime) -> None:
    acta = b.begun(cast, ahora)
    assert _told() == ["0"]
    b.sign(acta, "0", cast.gobierno, ahora)
    anotar_firmas(acta, {"1": ("ausente", "Está de licencia")}, actor=cast.gobierno, ahora=ahora)
    assert _told() == ["0", "1", "2"]


def _told() -> list[str]:
    rows = db.session.query(Trabajo).filter_by(tipo="firma.aviso").order_by(Trabajo.id)
    return [row.payload["clave"] for row in rows]


def test_una_regla_nueva_no_es_hacia_atras_y_lleva_fundamento(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    from tests import builders_sesiones as s

    s.load_organs(sqlite_cast, ahora)
    with pytest.raises(Refused):
        b.rule(sqlite_cast, ahora, vigente_desde=ahora.date() - timedelta(days=1))
    with pytest.raises(Invalid):
        b.rule(sqlite_cast, ahora, fundamento=" ")
    with pytest.raises(NotAllowed):
        configuracion.registrar_regla_firma(
            "CAB", configuracion.ReglaNueva("acta", "electronica", "libre", "x", ahora.date()),
            actor=sqlite_cast.regidora, ahora=ahora,
        )  # fmt: skip


def test_el_certificado_de_una_persona_no_se_registra_como_autoridad(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    nueva = configuracion.AutoridadNueva(f.efirma().pem, "raiz", b.FUNDAMENTO, ahora.date())
    with pytest.raises(Invalid) as refusal:
        configuracion.registrar_autoridad(nueva, actor=sqlite_cast.administradora, ahora=ahora)
    assert refusal.value.codes == ["FIRMA_AUTORIDAD_NO_ES"]


def test_de_una_autoridad_retirada_nadie_firma_desde_el_dia_siguiente(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    acta = b.approved(sqlite_cast, ahora)
    autoridad = b.trust(sqlite_cast, ahora)
    b.rule(sqlite_cast, ahora)
    b.freeze(acta, sqlite_cast.gobierno, ahora)
    b.sign(acta, "0", sqlite_cast.gobierno, ahora)
    configuracion.retirar_autoridad(autoridad, "Cambió de llaves", actor=sqlite_cast.administradora, ahora=ahora)
    with pytest.raises(Invalid) as refusal:
        b.sign(acta, "1", sqlite_cast.gobierno, ahora + timedelta(days=1))
    assert refusal.value.codes == ["FIRMA_SIN_CONFIANZA"]


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
