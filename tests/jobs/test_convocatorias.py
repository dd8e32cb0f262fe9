"""The convocatoria in the background: its documents, one e-mail for each member with an address, and no more."""

from __future__ import annotations

import email
import email.policy
from datetime import datetime, timedelta
from pathlib import Path

import pypdf
from flask import Flask
from icalendar import Calendar

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.actas import queries
from workflow.jobs import tasks
from workflow.people.service import link_member
from workflow.sesiones import service
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.queries import convocatorias


def convened(cast: Cast, ahora: datetime) -> int:
    b.load_organs(cast, ahora)
    b.dictaminated(cast, ahora)
    link_member("C04", cast.regidora.usuario_id, actor=cast.administradora, ahora=ahora)
    return b.convene("CAB", cast.gobierno, ahora)


def mailbox(app: Flask) -> list[Path]:
    return sorted(app.config["RUTA"].mailbox_path.glob("convocatoria-*.eml"))


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def test_al_convocar_salen_la_convocatoria_y_un_correo_a_quien_tiene_cuenta(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    sesion = convened(cast, ahora)
    tasks.drain()
    documentos = queries.documentos_of(("sesion", sesion), cast.gobierno)
    assert sorted((d.clase, d.formato, d.version) for d in documentos) == [
        ("convocatoria", "docx", 1),
        ("convocatoria", "pdf", 1),
    ]
    texto = text_of(next(d.path for d in documentos if d.formato == "pdf"))
    assert "las diez horas del día trece de febrero de dos mil veintiséis" in texto
    assert "Huella SHA-256" in texto and "Acuses de recibo" in texto
    (correo,) = mailbox(app)
    mensaje = email.message_from_bytes(correo.read_bytes(), policy=email.policy.default)
    assert mensaje["To"].addresses[0].addr_spec == "regidora@fresnillo.test"
    assert f"/sesiones/{sesion}/convocatoria" in mensaje.get_body().get_content()
    (ics,) = list(mensaje.iter_attachments())
    (evento,) = Calendar.from_ical(ics.get_content()).walk("VEVENT")
    assert evento.decoded("dtstart") == ahora + timedelta(days=3)
    vista = convocatorias.notificacion(sesion, ahora)
    assert vista is not None
    assert {n.clave for n in vista.notificados if n.enviado_en} == {"C04"}
    assert len(vista.notificados) == 16


def test_la_fe_de_erratas_es_otra_version_y_se_vuelve_a_notificar(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    sesion = convened(sqlite_cast, ahora)
    tasks.drain()
    service.rectificar(
        sesion,
        datos={
            "lugar": "el Centro de Convenciones",
            "sede": "recinto_alterno",
            "recinto_acuerdo": "Acuerdo AHC/009/2026",
        },
        titulos={},
        motivo="El salón está en obra.",
        actor=sqlite_cast.gobierno,
        ahora=ahora,
    )
    tasks.drain()
    assert len(mailbox(sqlite_app)) == 2
    documentos = queries.documentos_of(("sesion", sesion), sqlite_cast.gobierno)
    nueva = next(d for d in documentos if d.formato == "pdf" and d.version == 2)
    texto = text_of(nueva.path)
    assert "Fe de erratas de la convocatoria" in texto and "El salón está en obra." in texto
    assert "el Centro de Convenciones" in texto and "Acuerdo AHC/009/2026" in texto


def test_la_fe_de_erratas_dice_que_punto_se_agrega_y_cual_se_retira(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    sesion = convened(sqlite_cast, ahora)
    tasks.drain()
    service.rectificar(
        sesion,
        retiros={b.items(sesion)["votable"]: "Falta el oficio de suficiencia."},
        altas=[PuntoNuevo("Convenio con la Universidad")],
        motivo="Cambia el orden del día.",
        actor=sqlite_cast.gobierno,
        ahora=ahora,
    )
    tasks.drain()
    documentos = queries.documentos_of(("sesion", sesion), sqlite_cast.gobierno)
    texto = text_of(next(d.path for d in documentos if d.formato == "pdf" and d.version == 2))
    assert "(se retira)" in texto and "Retirado antes de la sesión: Falta el oficio de suficiencia." in texto
    assert "(se agrega)" in texto and "4. Convenio con la Universidad." in texto
    ultimo = email.message_from_bytes(mailbox(sqlite_app)[-1].read_bytes(), policy=email.policy.default)
    carta = ultimo.get_body().get_content()
    assert "Lo que cambia:" in carta and "Debe decir: Convenio con la Universidad" in carta
    assert "(retirado antes de la sesión)" in carta


def test_al_cancelar_se_avisa_por_correo_y_la_sesion_sale_del_calendario(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    sesion = convened(cast, ahora)
    tasks.drain()
    service.cancelar(sesion, motivo="Sigue la contingencia.", actor=cast.gobierno, ahora=ahora + timedelta(hours=2))
    tasks.drain()
    tasks.drain()
    (correo,) = list(app.config["RUTA"].mailbox_path.glob("cancelacion-*.eml"))
    mensaje = email.message_from_bytes(correo.read_bytes(), policy=email.policy.default)
    assert mensaje["Subject"].startswith("Se cancela la sesión del viernes 13 de febrero de 2026")
    assert "Motivo: Sigue la contingencia." in mensaje.get_body().get_content()
    (ics,) = list(mensaje.iter_attachments())
    calendario = Calendar.from_ical(ics.get_content())
    (evento,) = calendario.walk("VEVENT")
    assert calendario["METHOD"] == "CANCEL" and ics.get_param("method") == "CANCEL"
    assert evento["STATUS"] == "CANCELLED" and evento["SEQUENCE"] == 1
    assert evento.decoded("dtstamp") == ahora + timedelta(hours=2)
    vista = convocatorias.notificacion(sesion, ahora)
    assert vista is not None
    assert {n.clave for n in vista.notificados if n.avisado_en} == {"C04"}
