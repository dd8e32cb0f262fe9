"""Rules of electronic signature: certificates, turns, cadena original, OCSP answers and PDF revisions."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pypdf
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as ser
from cryptography.x509 import ocsp
from hypothesis import given
from hypothesis import strategies as st

from tests import builders_actas as b
from tests import builders_firmas as f
from tests import machine
from workflow.actas.firma import cadena as firma_cadena
from workflow.actas.firma import certificado as firma_certificado
from workflow.actas.firma import confianza as firma_confianza
from workflow.actas.firma import ejemplar as firma_ejemplar
from workflow.actas.firma import examen as firma_examen
from workflow.actas.firma import ocsp as firma_ocsp
from workflow.actas.firma import orden as firma_orden
from workflow.actas.firma import pdf as firma_pdf
from workflow.actas.firma.cadena import Cadena
from workflow.actas.firma.confianza import Autoridad
from workflow.actas.firma.orden import Lugar
from workflow.actas.impresion.componer import componer
from workflow.kernel.refusals import Invalid

AHORA = datetime(2026, 2, 10, 16, 0, tzinfo=UTC)
RAIZ = [Autoridad(f.autoridad().cer, "raiz")]


# --- The certificate --------------------------------------------------------------------------


def test_de_la_efirma_se_leen_rfc_curp_y_numero_como_los_escribe_el_sat() -> None:
    uno = firma_certificado.read(f.efirma().cer)
    assert (uno.rfc, uno.curp) == ("AICM800101AB1", "AICM800101MZSVRR05")
    assert uno.numero == "00001000000504465028"
    assert uno == firma_certificado.read(f.efirma().pem)
    assert firma_certificado.problems(uno, AHORA) == []


def test_un_numero_que_no_son_veinte_digitos_se_escribe_en_hexadecimal() -> None:
    assert firma_certificado.serial_text(0xAB12) == "AB12"
    assert firma_certificado.serial_text(int.from_bytes(b"30001000000400002434", "big")) == "30001000000400002434"


def test_el_rfc_como_texto_se_lee_tambien_en_la_biblioteca_que_firma() -> None:
    """The patch: without it asn1crypto cannot read the subject of these certificates."""
    from asn1crypto import x509 as asn1

    from workflow.actas.firma import asn1 as firma_asn1

    assert firma_asn1.UniqueIdentifier is asn1.NameTypeAndValue._oid_specs["unique_identifier"]
    assert asn1.Certificate.load(f.efirma().cer).subject.native["unique_identifier"] == "AICM800101AB1"


def test_las_bibliotecas_no_escriben_en_el_registro_de_quien_es_un_certificado(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level("DEBUG"), pytest.raises(Invalid):
        firma_confianza.chain(f.propio().cer, RAIZ, AHORA)
    pdf = signed(1)
    firma_examen.examine(pdf, [Autoridad(f.autoridad("AC ajena").cer, "raiz")], {})
    assert "AICM" not in caplog.text and "MARISOL" not in caplog.text


@pytest.mark.parametrize(
    ("cambio", "codigos"),
    [
        ({"ou": "Sucursal 1"}, ["FIRMA_CERTIFICADO_CSD"]),
        ({"usos": frozenset({"digital_signature"})}, ["FIRMA_CERTIFICADO_USO"]),
        ({"ca": True}, ["FIRMA_CERTIFICADO_USO"]),
        ({"bits": 1024}, ["FIRMA_CERTIFICADO_LLAVE"]),
        ({"bits": 0}, ["FIRMA_CERTIFICADO_LLAVE"]),
        ({"hasta": AHORA - timedelta(seconds=1)}, ["FIRMA_CERTIFICADO_VENCIDO"]),
        ({"hasta": AHORA}, []),
        ({"desde": AHORA + timedelta(seconds=1)}, ["FIRMA_CERTIFICADO_AUN_NO"]),
        ({"rfc": "", "curp": ""}, ["FIRMA_CERTIFICADO_SIN_TITULAR"]),
        ({"ou": "X", "bits": 512}, ["FIRMA_CERTIFICADO_CSD", "FIRMA_CERTIFICADO_LLAVE"]),
    ],
)
def test_un_certificado_se_rechaza_con_todas_sus_razones(cambio: dict[str, object], codigos: list[str]) -> None:
    uno = replace(firma_certificado.read(f.efirma().cer), **cambio)  # type: ignore[arg-type]
    assert [one.code for one in firma_certificado.problems(uno, AHORA)] == codigos


@pytest.mark.parametrize("datos", [b"", b"no es", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"])
def test_lo_que_no_es_un_certificado_se_dice(datos: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        firma_certificado.read(datos)
    assert refusal.value.codes == ["FIRMA_CERTIFICADO_ILEGIBLE"]


def test_el_nombre_se_compara_sin_acentos_ni_orden_y_con_n_por_enie() -> None:
    uno = firma_certificado.read(f.efirma("BANUELOS CERVANTES MARISOL").cer)
    quien = firma_certificado.Registro("Marisol Bañuelos Cervantes")
    assert firma_certificado.identify(uno, quien, [], []) == "nombre"
    otra = firma_certificado.Registro("Marisol Bañuelos")
    assert firma_certificado.identify(uno, otra, [], []) == "por_confirmar"
    confirmada = firma_certificado.Registro("Marisol Bañuelos", confirmados=(uno.sha256,))
    assert firma_certificado.identify(uno, confirmada, [], []) == "confirmada"


def test_con_clave_registrada_el_nombre_igual_no_basta() -> None:
    uno = firma_certificado.read(f.efirma().cer)
    quien = firma_certificado.Registro("Marisol Ávila Cervantes", rfc=("otro",))
    with pytest.raises(Invalid):
        firma_certificado.identify(uno, quien, ["suyo"], ["curp"])
    assert firma_certificado.identify(uno, replace(quien, rfc=("suyo",)), ["suyo", "viejo"], []) == "rfc"
    assert firma_certificado.identify(uno, replace(quien, rfc=(), curp=("curp",)), ["suyo"], ["curp"]) == "curp"


def test_la_cadena_llega_a_una_raiz_registrada_o_no_vale() -> None:
    assert firma_confianza.chain(f.efirma().cer, RAIZ, AHORA) == (f.autoridad().cer,)
    for cer, autoridades in (
        (f.propio().cer, RAIZ),
        (f.efirma(de="AC ajena").cer, RAIZ),
        (f.efirma().cer, []),
        (f.efirma().cer, [Autoridad(f.autoridad().cer, "intermedia")]),
    ):
        with pytest.raises(Invalid) as refusal:
            firma_confianza.chain(cer, autoridades, AHORA)
        assert refusal.value.codes == ["FIRMA_SIN_CONFIANZA"]


# --- The turn ---------------------------------------------------------------------------------

LUGARES = [Lugar("0", "Presidente"), Lugar("1", "Síndica"), Lugar("2", "Secretario")]


@pytest.mark.parametrize(
    ("hechos", "orden", "esperado"),
    [
        ({}, "estricto", ("0",)),
        ({"0": "f"}, "estricto", ("1",)),
        ({"0": "se_nego"}, "estricto", ("1",)),
        ({"0": "f", "1": "ausente"}, "estricto", ("2",)),
        ({"0": "f", "1": "f", "2": "f"}, "estricto", ()),
        ({}, "libre", ("0", "1", "2")),
        ({"1": "f"}, "libre", ("0", "2")),
        ({}, "fe_al_final", ("0", "1")),
        ({"0": "f"}, "fe_al_final", ("1",)),
        ({"0": "f", "1": "se_nego"}, "fe_al_final", ("2",)),
        ({"2": "ausente"}, "fe_al_final", ("0", "1")),
    ],
)
def test_a_quien_le_toca(hechos: dict[str, str], orden: str, esperado: tuple[str, ...]) -> None:
    done = {one.clave: hechos.get(one.clave, "") for one in LUGARES}
    here = [replace(one, firmado=done[one.clave] == "f", nota=done[one.clave].removeprefix("f")) for one in LUGARES]
    assert firma_orden.turns(here, orden) == esperado


@given(st.lists(st.sampled_from(["falta", "firmado", "se_nego", "ausente"]), min_size=1, max_size=20),
       st.sampled_from(firma_orden.ORDENES))  # fmt: skip
def test_mientras_falte_alguien_siempre_hay_a_quien_le_toca(estados: list[str], orden: str) -> None:
    here = [
        Lugar(str(n), str(n), one == "firmado", one if one in ("se_nego", "ausente") else "")
        for n, one in enumerate(estados)
    ]
    turno = firma_orden.turns(here, orden)
    assert bool(turno) == ("falta" in estados)
    assert all(estados[int(clave)] == "falta" for clave in turno)
    for one in here:
        assert (firma_orden.why_not(here, orden, one.clave) == []) == (one.clave in turno)


# --- Cadena and seal --------------------------------------------------------------------------


def test_la_cadena_original_dice_que_se_firma_en_un_renglon() -> None:
    cadena = Cadena("ACTA-CAB-2024-2027-028", 2, "acta", AHORA, "CAB", "a" * 64, "Marisol | Ávila\n Cervantes")
    assert cadena.text() == (
        "||1.0|ACTA-CAB-2024-2027-028|2|acta|2026-02-10T10:00:00-06:00|CAB|" + "a" * 64 + "|Marisol / Ávila Cervantes||"
    )


def test_el_sello_se_comprueba_con_openssl(tmp_path_factory: pytest.TempPathFactory) -> None:
    machine.need("openssl")
    folder, quien, cadena = tmp_path_factory.mktemp("sello"), f.efirma(), "||1.0|Ñandú||"
    (folder / "cadena.txt").write_bytes(cadena.encode())
    (folder / "mi.key").write_bytes(quien.key(b"clave de prueba"))
    subprocess.run(
        ["openssl", "dgst", "-sha256", "-sign", "mi.key", "-keyform", "DER", "-passin", "pass:clave de prueba",
         "-out", "sello.bin", "cadena.txt"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    sello = firma_cadena.read_seal((folder / "sello.bin").read_bytes())
    uno = firma_certificado.read(quien.cer)
    assert firma_certificado.seal_is_of(uno, cadena, sello)
    assert not firma_certificado.seal_is_of(uno, cadena + "\n", sello)


@pytest.mark.parametrize("datos", [b"", b"hola", b"\xff" * 100, b"QUJD"])
def test_un_sello_ilegible_se_dice(datos: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        firma_cadena.read_seal(datos)
    assert refusal.value.codes == ["FIRMA_SELLO_ILEGIBLE"]


# --- OCSP: a responder of fiction -------------------------------------------------------------


def answer(
    status: ocsp.OCSPCertStatus,
    *,
    de: f.Firmante | None = None,
    firma: f.Firmante | None = None,
    hora: datetime = AHORA,
    revocado_en: datetime | None = None,
    hasta: datetime | None = None,
) -> bytes:
    ca, quien = f.autoridad(), de or f.efirma()
    revoked = revocado_en or AHORA - timedelta(days=30)
    is_revoked = status is ocsp.OCSPCertStatus.REVOKED
    made = (
        ocsp.OCSPResponseBuilder()
        .add_response(
            cert=quien.certificado, issuer=ca.certificado, algorithm=hashes.SHA1(), cert_status=status,
            this_update=hora.replace(tzinfo=None), next_update=hasta.replace(tzinfo=None) if hasta else None,
            revocation_time=revoked.replace(tzinfo=None) if is_revoked else None, revocation_reason=None,
        )
        .responder_id(ocsp.OCSPResponderEncoding.HASH, (firma or ca).certificado)
        .sign((firma or ca).llave, hashes.SHA256())
    )  # fmt: skip
    return made.public_bytes(ser.Encoding.DER)


GOOD, REVOKED, UNKNOWN = ocsp.OCSPCertStatus.GOOD, ocsp.OCSPCertStatus.REVOKED, ocsp.OCSPCertStatus.UNKNOWN


def judged(respuesta: bytes, ahora: datetime = AHORA) -> str:
    return firma_ocsp.judge(respuesta, f.efirma().cer, f.autoridad().cer, ahora, AHORA)


def test_lo_que_responde_la_autoridad() -> None:
    assert judged(answer(GOOD)) == "vigente"
    assert judged(answer(REVOKED)) == "revocado"
    assert judged(answer(UNKNOWN)) == "desconocido"
    assert judged(answer(REVOKED, revocado_en=AHORA + timedelta(days=1), hora=AHORA)) == "vigente"


def test_una_respuesta_vieja_ajena_o_mal_firmada_no_comprueba_nada() -> None:
    otro = f.efirma("OTRA PERSONA", numero="00001000000504460099")
    assert judged(answer(GOOD, de=otro)) == "no_comprobada"
    assert judged(answer(GOOD, hora=AHORA - timedelta(days=8))) == "no_comprobada"
    assert judged(answer(GOOD, hora=AHORA + timedelta(hours=1))) == "no_comprobada"
    assert judged(answer(GOOD, hasta=AHORA + timedelta(days=1)), AHORA + timedelta(days=2)) == "no_comprobada"
    assert judged(answer(GOOD, firma=f.autoridad("AC ajena"))) == "no_comprobada"
    assert judged(answer(GOOD, firma=otro)) == "no_comprobada"
    assert judged(b"nada") == "no_comprobada"
    refused = ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.TRY_LATER)
    assert judged(refused.public_bytes(ser.Encoding.DER)) == "no_comprobada"


def test_la_pregunta_nombra_el_certificado() -> None:
    asked = ocsp.load_der_ocsp_request(firma_ocsp.question(f.efirma().cer, f.autoridad().cer))
    assert asked.serial_number == int.from_bytes(f.NUMERO.encode(), "big")


# --- The PDF ----------------------------------------------------------------------------------

DOCUMENTO = componer(b.acta_cabildo(estado="aprobada", aprobada_en=AHORA.date()))
FIRMANTES = len(b.acta_cabildo().firmas)
_made: dict[int, bytes] = {}


def signed(cuantas: int) -> bytes:
    """The acta with that many signatures, one person each."""
    if not _made:
        pdf, cajas = firma_ejemplar.specimen(DOCUMENTO, FIRMANTES - 1)
        assert [one.lugar for one in cajas] == list(range(FIRMANTES))
        _made[0] = firma_pdf.open_fields(pdf, cajas)
    for n in range(max(_made) + 1, cuantas + 1):
        _made[n] = put(_made[n - 1], n - 1)
    return _made[cuantas]


def put(pdf: bytes, lugar: int) -> bytes:
    nombre = b.PLENO[lugar].nombre.upper()
    quien = f.efirma(nombre, numero=f"0000100000050447{lugar:04d}")
    campo = firma_ejemplar.field_of(lugar)
    box = firma_ejemplar.Sello(nombre, f"0000100000050447{lugar:04d}", "10/02/2026", "k" * 344, "||1.0|x||")
    ready = firma_pdf.prepare(
        pdf, campo=campo, primera=lugar == 0, certificado=quien.cer,
        sello=firma_ejemplar.stamp(box, *firma_pdf.size_of(pdf, campo)), razon="Prueba", ahora=AHORA,
    )  # fmt: skip
    cms = firma_pdf.assemble(quien.cer, [f.autoridad().cer], ready.atributos, quien.firma(ready.atributos))
    return firma_pdf.embed(ready.pdf, ready.inicio, ready.fin, ready.digest, cms)


HORAS = {firma_ejemplar.field_of(n): AHORA for n in range(20)}


def results(pdf: bytes) -> list[str]:
    return [one.resultado for one in firma_examen.examine(pdf, RAIZ, HORAS)]


@pytest.mark.lenta
def test_tres_firmas_valen_y_cada_una_empieza_como_termino_la_anterior() -> None:
    assert results(signed(3)) == ["valida", "valida", "valida"]
    assert signed(3).startswith(signed(2)) and signed(2).startswith(signed(1)) and signed(1).startswith(signed(0))


def test_otro_programa_tambien_las_da_por_validas(tmp_path_factory: pytest.TempPathFactory) -> None:
    machine.need("pdfsig")
    path = tmp_path_factory.mktemp("pdf") / "firmado.pdf"
    path.write_bytes(signed(2))
    done = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False)
    assert done.stdout.count("Signature is Valid.") == 2


def test_la_primera_firma_certifica_y_ya_solo_caben_firmas() -> None:
    root = pypdf.PdfReader(io.BytesIO(signed(1))).trailer["/Root"]
    reference = root["/Perms"]["/DocMDP"]["/Reference"][0]
    assert reference["/TransformMethod"] == "/DocMDP" and reference["/TransformParams"]["/P"] == 2
    kinds = {field.get_object()["/FT"] for field in root["/AcroForm"]["/Fields"]}
    assert kinds == {"/Sig"}


@pytest.mark.parametrize("donde", [0.1, 0.3, 0.5, 0.7])
def test_un_bit_cambiado_se_nota(donde: float) -> None:
    touched = bytearray(signed(2))
    touched[int(len(touched) * donde)] ^= 1
    try:
        found = results(bytes(touched))
    except ValueError:
        return
    assert "alterada" in found


@pytest.mark.lenta
def test_algo_agregado_despues_de_firmar_se_nota() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(signed(2)), incremental=True)
    writer.pages[0].rotate(90)
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(signed(2))
    assert results(out.getvalue()) == ["alterada", "alterada"]


def test_con_otra_autoridad_la_firma_esta_integra_pero_no_es_confiable() -> None:
    found = firma_examen.examine(signed(1), [Autoridad(f.autoridad("AC ajena").cer, "raiz")], HORAS)
    assert [(one.integra, one.resultado) for one in found] == [(True, "sin_confianza")]


def test_lo_que_no_es_un_pdf_no_se_examina() -> None:
    with pytest.raises(ValueError, match="unreadable"):
        firma_examen.examine(b"no es un PDF", RAIZ, {})


def test_cada_campo_esta_en_la_estructura_del_documento_con_su_nombre() -> None:
    reader = pypdf.PdfReader(io.BytesIO(signed(0)))
    root = reader.trailer["/Root"]
    kids = [one.get_object() for one in root["/StructTreeRoot"]["/K"][0]["/K"]]
    forms = [one for one in kids if one.get("/S") == "/Form"]
    assert len(forms) == FIRMANTES
    assert forms[0]["/Alt"] == "Firma de C. Rogelio Ibarra Quintero, Presidente Municipal"
    widgets = [field.get_object() for field in root["/AcroForm"]["/Fields"]]
    assert [one["/TU"] for one in widgets] == [one["/Alt"] for one in forms]
    assert all("/AP" in one and one["/F"] & 4 for one in widgets)  # PDF/A: each has an appearance and is printed
    parents = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    by_number = dict(zip(parents[::2], parents[1::2], strict=True))
    assert all(by_number[one["/StructParent"]].get_object()["/S"] == "/Form" for one in widgets)


def test_el_ejemplar_sale_igual_cada_vez_y_dice_lo_mismo_que_el_documento() -> None:
    one, _ = firma_ejemplar.specimen(DOCUMENTO, FIRMANTES - 1)
    other, _ = firma_ejemplar.specimen(DOCUMENTO, FIRMANTES - 1)
    assert one == other
    read = " ".join(pypdf.PdfReader(io.BytesIO(one)).pages[0].extract_text().split())
    assert "Ejemplar electrónico" in read


@pytest.mark.parametrize(
    ("snapshot", "nombres"),
    [
        (b.acta_cabildo(), [one.persona.nombre for one in b.acta_cabildo().firmas]),
        (b.acta_unidas(), [one.persona.nombre for one in b.firmas_unidas()]),
        (b.dictamen(), [one.persona.nombre for one in b.firmas_unidas()]),
        (b.certificacion(), [b.SECRETARIO.nombre]),
    ],
    ids=["cabildo", "unidas", "dictamen", "certificacion"],
)
def test_cada_firmante_tiene_su_caja_en_su_orden_y_ninguna_se_encima(snapshot: Any, nombres: list[str]) -> None:
    pdf, cajas = firma_ejemplar.specimen(componer(snapshot), None)
    assert [one.lugar for one in cajas] == list(range(len(nombres)))
    assert all(nombre in one.rotulo for nombre, one in zip(nombres, cajas, strict=True))
    pages = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    for one in cajas:
        x1, y1, x2, y2 = one.rect
        assert 0 <= one.pagina < pages and 0 < x1 < x2 < 612 and 0 < y1 < y2 < 792
    for n, one in enumerate(cajas):
        for other in cajas[n + 1 :]:
            a, z = one.rect, other.rect
            assert one.pagina != other.pagina or a[2] <= z[0] or z[2] <= a[0] or a[3] <= z[1] or z[3] <= a[1]


def test_el_sello_largo_se_abrevia_con_su_principio_y_su_final() -> None:
    assert firma_ejemplar.shorten("a" * 50, 56) == "a" * 50
    short = firma_ejemplar.shorten("principio" + "x" * 300 + "final==", 56)
    assert len(short) == 56 and short.startswith("principio") and short.endswith("final==")
