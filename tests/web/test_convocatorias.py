"""The convocatoria by its pages: acuses, notice in hours, fe de erratas; calendars by their addresses."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask
from icalendar import Calendar

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.web.page import Page
from tests.web.sala import at, browser_of
from workflow.db import db
from workflow.jobs import tasks
from workflow.kernel.clock import local
from workflow.people.service import link_member
from workflow.sesiones import service
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.models import Punto, Sesion, SesionIntegrante
from workflow.sesiones.queries.convocatorias import notificacion
from workflow.sesiones.service.notificacion import registrar_acuse


def convened(cast: Cast, ahora: datetime) -> int:
    b.load_organs(cast, ahora)
    link_member("C04", cast.regidora.usuario_id, actor=cast.administradora, ahora=ahora)
    return b.convene("CAB", cast.gobierno, ahora)


def url(sesion: int, acto: str = "") -> str:
    return f"/sesiones/{sesion}/convocatoria{acto}"


def acuse_values(clave: str, momento: datetime) -> dict[str, str]:
    return {
        "integrante": clave,
        "medio": "oficio",
        "fecha": f"{local(momento):%Y-%m-%d}",
        "hora": f"{local(momento):%H:%M}",
        "recibio": "Recepción de regidores",
    }


def row_of(page: Page, clave: str, sesion: int) -> str:
    nombre = SesionIntegrante.query.filter_by(sesion_id=sesion, clave=clave).one().nombre
    (row,) = [tr for tr in page.all("tbody tr") if nombre in tr.get_text()]
    return " ".join(row.get_text(" ").split())


def test_la_regidora_acusa_de_recibo_desde_su_pagina_y_queda_con_su_hora(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    sesion = convened(cast, ahora)
    browser = browser_of(app, cast.regidora)
    assert "Le falta acusar de recibo 1 convocatoria" in browser.get("/").text
    at(app, ahora + timedelta(hours=1))
    done = browser.submit(browser.get("/convocatorias"), "Acusar de recibo")
    assert "Usted acusó de recibo el 10/02/2026, 11:00 h" in done.text
    assert "Notificación de cada integrante" not in done.text
    assert "Acusar de recibo" not in browser.get("/convocatorias").text
    assert "Le falta acusar de recibo" not in browser.get("/").text
    fila = row_of(browser_of(app, cast.gobierno).get(url(sesion)), "C04", sesion)
    assert "71 h 00 min" in fila and "Sí" in fila


def test_quien_no_esta_convocado_no_acusa_por_otra_persona(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    sesion = convened(sqlite_cast, ahora)
    browser = browser_of(sqlite_app, sqlite_cast.auditor)
    assert "Acusar de recibo" not in browser.get(url(sesion)).text
    forma = browser.get("/cuenta").form("Cerrar en todos los equipos")
    assert browser.post(url(sesion, "/acusar"), forma).status == 403
    vista = notificacion(sesion, ahora)
    assert vista is not None and not any(n.acuse for n in vista.notificados)


def test_un_acuse_tardio_avisa_de_nulidad_y_la_asistencia_de_todos_la_subsana(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    sesion = convened(sqlite_cast, ahora)
    tarde = ahora + timedelta(hours=24, minutes=1)  # the rule of the Cabildo asks for 48 hours; the session is at 72
    at(sqlite_app, tarde)
    browser = browser_of(sqlite_app, sqlite_cast.gobierno)
    for clave in set(b.CURULES) - {"C02"}:
        notify = {"integrante": clave, "medio": "oficio", "recibido_en": ahora, "recibio": "Recepción"}
        registrar_acuse(sesion, **notify, actor=sqlite_cast.gobierno, ahora=tarde)  # type: ignore[arg-type]
    page = browser.submit(browser.get(url(sesion)), "Registrar el acuse", **acuse_values("C02", tarde))
    assert "pueden impugnarse de nulidad" in page.text
    assert "47 h 59 min" in row_of(page, "C02", sesion) and "No, fuera de plazo" in row_of(page, "C02", sesion)
    assert "72 h 00 min" in row_of(page, "C01", sesion)
    dia = ahora + timedelta(days=3)
    at(sqlite_app, dia)
    service.abrir(sesion, presentes=b.CURULES, actor=sqlite_cast.gobierno, ahora=dia)
    assert "Subsanada" in browser_of(sqlite_app, sqlite_cast.gobierno).get(url(sesion)).text


def test_un_acuse_equivocado_se_anula_y_se_registra_el_correcto(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    sesion = convened(sqlite_cast, ahora)
    browser = browser_of(sqlite_app, sqlite_cast.gobierno)
    page = browser.submit(browser.get(url(sesion)), "Registrar el acuse", **acuse_values("C05", ahora))
    refused = browser.submit(page, "Anular el acuse", motivo="")
    assert refused.status == 422 and "Escriba el motivo." in refused.text
    page = browser.submit(refused, "Anular el acuse", motivo="Era de otra persona")
    assert "Sin acuse" in row_of(page, "C05", sesion)
    future = browser.submit(page, "Registrar el acuse", **acuse_values("C05", ahora + timedelta(hours=2)))
    assert future.status == 422 and "todavía no llega" in future.text
    assert future.one("#recibio")["value"] == "Recepción de regidores"


def test_la_fe_de_erratas_dice_que_cambio_y_el_plazo_vuelve_a_contar(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    sesion = convened(sqlite_cast, ahora)
    regidora = browser_of(sqlite_app, sqlite_cast.regidora)
    regidora.submit(regidora.get(url(sesion)), "Acusar de recibo")
    browser = browser_of(sqlite_app, sqlite_cast.gobierno)
    form = browser.get(url(sesion, "/rectificar"))
    sin_cambios = browser.submit(form, "Emitir la fe de erratas", motivo="Revisión")
    assert sin_cambios.status == 409 and "No cambió ningún dato" in sin_cambios.text
    sin_acuerdo = browser.submit(form, "Emitir la fe de erratas", motivo="Obra en el salón", sede="itinerante")
    assert sin_acuerdo.status == 422 and "no es en el recinto oficial" in sin_acuerdo.text
    done = browser.submit(
        sin_acuerdo, "Emitir la fe de erratas", lugar="la plaza de Plateros", recinto_acuerdo="Acuerdo AHC/004/2026"
    )
    assert "versión 2" in done.text and "la plaza de Plateros" in done.text and "Itinerante" in done.text
    assert "Sin acuse" in row_of(done, "C04", sesion)
    assert "Se le convoca a esta sesión" in regidora.get(url(sesion)).text


def test_el_calendario_del_organo_es_publico_y_no_lleva_las_sesiones_privadas(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    convened(sqlite_cast, ahora)
    b.convene("CAB", sqlite_cast.gobierno, ahora, tipo="extraordinaria", publicidad="privada")
    answer = sqlite_app.test_client().get("/calendario/CAB.ics")
    assert answer.mimetype == "text/calendar"
    (evento,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert str(evento["summary"]) == "Cabildo: sesión ordinaria" and "url" not in evento
    assert sqlite_app.test_client().get("/calendario/NADA.ics").status_code == 404


def test_el_calendario_personal_se_abre_con_su_direccion_hasta_que_se_revoca(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    convened(sqlite_cast, ahora)
    b.convene("CAB", sqlite_cast.gobierno, ahora, tipo="extraordinaria", publicidad="privada")
    browser = browser_of(sqlite_app, sqlite_cast.regidora)
    page = browser.submit(browser.get("/cuenta/calendario"), "Hacer mi dirección")
    camino = "/calendario/" + str(page.one("#direccion")["value"]).split("/calendario/")[1]
    client = sqlite_app.test_client()
    assert len(Calendar.from_ical(client.get(camino).data).walk("VEVENT")) == 2
    assert browser.get("/cuenta/calendario").all("#direccion") == []
    browser.submit(page, "Revocar")
    assert client.get(camino).status_code == 404


def test_se_convoca_a_sesion_itinerante_con_su_acuerdo(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    b.load_organs(sqlite_cast, ahora)
    browser = browser_of(sqlite_app, sqlite_cast.gobierno)
    page = browser.get("/sesiones/convocar?organo=CAB")
    datos = {
        "fecha": "2026-02-13", "hora": "10:00", "lugar": "la plaza de Plateros", "sede": "itinerante",
        "paso": "convocar",
    }  # fmt: skip
    refused = browser.submit(page, "¿Qué día?", **datos)
    assert refused.status == 422 and "La sesión no es en el recinto oficial" in refused.text
    assert refused.one("#lugar")["value"] == "la plaza de Plateros"
    done = browser.submit(refused, "¿Qué día?", recinto_acuerdo="Acuerdo AHC/004/2026", paso="convocar")
    assert "la plaza de Plateros" in done.text
    sesion = db.session.query(Sesion).one()
    assert (sesion.sede, sesion.recinto_acuerdo) == ("itinerante", "Acuerdo AHC/004/2026")


def test_se_convoca_con_el_acta_elegida_y_lo_pendiente(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> None:
    b.load_organs(sqlite_cast, ahora)
    dia = ahora + timedelta(days=3)
    for hora in (0, 2):
        sesion = b.convene(
            "CAB", sqlite_cast.gobierno, ahora, programada_para=dia + timedelta(hours=hora),
            otros=[PuntoNuevo("Convenio con la Universidad")] if hora else [],
        )  # fmt: skip
        b.open_with_agenda(sesion, b.CURULES, sqlite_cast.gobierno, dia + timedelta(hours=hora))
        service.clausurar(sesion, actor=sqlite_cast.gobierno, ahora=dia + timedelta(hours=hora + 1))
    at(sqlite_app, dia + timedelta(days=1))
    browser = browser_of(sqlite_app, sqlite_cast.gobierno)
    page = browser.get("/sesiones/convocar?organo=CAB")
    actas = {str(box["value"]): box.has_attr("checked") for box in page.all("[name=acta]")}
    assert actas == {str(sesion): True, str(sesion - 1): False}
    assert "quedaron pendientes" in page.text and page.one("[name=pendiente]").has_attr("checked")
    datos = {"fecha": "2026-02-20", "hora": "10:00", "lugar": "el Salón", "paso": "convocar"}
    done = browser.submit(page, "¿Qué día?", **datos)
    assert "aprobación del acta de la segunda sesión ordinaria, del 13/02/2026" in done.text
    nueva = db.session.query(Sesion).order_by(Sesion.id.desc()).first()
    puntos = b.items(nueva.id)
    assert list(puntos)[2:4] == ["acta_anterior", "votable"]
    assert db.session.get_one(Punto, puntos["acta_anterior"]).acta_de_id == sesion


def test_la_segunda_convocatoria_sale_en_un_paso_con_los_puntos_de_la_primera(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    b.load_organs(sqlite_cast, ahora)
    b.dictaminated(sqlite_cast, ahora)
    dia = ahora + timedelta(days=3)
    primera = b.convene("CAB", sqlite_cast.gobierno, ahora, otros=[PuntoNuevo("Convenio")], lugar="la Casa de Cultura")
    service.abrir(primera, presentes=b.CURULES[:8], actor=sqlite_cast.gobierno, ahora=dia)
    at(sqlite_app, dia + timedelta(minutes=5))
    browser = browser_of(sqlite_app, sqlite_cast.gobierno)
    page = browser.get(f"/sesiones/convocar?organo=CAB&segunda={primera}")
    assert "Puede ser desde el 14/02/2026, 10:00 h" in page.text
    assert (page.one("#fecha")["value"], page.one("#hora")["value"]) == ("2026-02-14", "10:00")
    antes = browser.submit(page, "¿Qué día?", hora="09:59", paso="convocar")
    assert antes.status == 409 and "exige esperar 24 horas" in antes.text
    done = browser.submit(page, "¿Qué día?", paso="convocar")
    assert "la Casa de Cultura" in done.text and "Convenio" in done.text
    segunda = db.session.query(Sesion).filter_by(segunda_de_id=primera).one()
    assert [k for k in b.items(segunda.id) if k.startswith("votable")] == ["votable", "votable2"]
    assert "Ver la segunda convocatoria" in browser.get(f"/sesiones/{primera}").text


def test_la_fe_de_erratas_retira_y_agrega_puntos_por_su_pagina(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    b.load_organs(sqlite_cast, ahora)
    sesion = b.convene("CAB", sqlite_cast.gobierno, ahora, otros=[PuntoNuevo("Convenio")])
    punto = b.items(sesion)["votable"]
    browser = browser_of(sqlite_app, sqlite_cast.gobierno)
    page = browser.get(url(sesion, "/rectificar"))
    datos = {"motivo": "Cambia el orden", f"retira-{punto}": "1", "alta_votables": "Licencia de una regidora"}
    sin_motivo = browser.submit(page, "Emitir la fe de erratas", **datos)
    assert sin_motivo.status == 409 and "Escriba por qué se retira el punto «Convenio»" in sin_motivo.text
    assert sin_motivo.one("#alta_votables").get_text().strip() == "Licencia de una regidora"
    done = browser.submit(sin_motivo, "Emitir la fe de erratas", **{f"motivo-{punto}": "Lo pidió la Sindicatura"})
    assert "Punto 3 del orden del día (se retira)" in done.text and "(se agrega)" in done.text
    assert "Convenio (retirado antes de la sesión)" in done.text
    assert "Licencia de una regidora" in browser.get(f"/sesiones/{sesion}").text


def test_la_regidora_dice_si_asistira_y_el_ensayo_cuenta_a_quienes_confirmaron(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    sesion = convened(sqlite_cast, ahora)
    regidora = browser_of(sqlite_app, sqlite_cast.regidora)
    page = regidora.get(url(sesion))
    sin_motivo = regidora.submit(page, "Avisar que no asistiré", motivo="")
    assert sin_motivo.status == 422 and "Escriba por qué no podrá asistir" in sin_motivo.text
    page = regidora.submit(sin_motivo, "Sí asistiré")
    assert "Usted confirmó que asistirá" in page.text
    assert "Confirmó que asistirá." in regidora.get("/convocatorias").text
    gobierno = browser_of(sqlite_app, sqlite_cast.gobierno)
    page = gobierno.get(url(sesion))
    page = gobierno.submit(page, "Anotar la respuesta", integrante="C05", asiste="0", motivo="Comisión oficial")
    assert "Avisó que no" in row_of(page, "C05", sesion) and "Confirmó" in row_of(page, "C04", sesion)
    ensayo = gobierno.get(f"/sesiones/{sesion}/ensayo")
    assert "1 persona confirmó, 14 no han contestado y 1 avisó que no asistirá" in ensayo.text
    assert "con 1 presente de 9 que se requieren" in ensayo.text and "Sin quórum no se tratarían" in ensayo.text
    assert len(ensayo.all("[name=confirma][checked]")) == 1
    casi = gobierno.get(f"/sesiones/{sesion}/ensayo?supone=menos_no")
    assert len(casi.all("[name=confirma][checked]")) == 15 and "Nada lo impide" in casi.text


def test_la_sesion_cancelada_dice_el_motivo_y_a_quien_se_aviso(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    sesion = convened(sqlite_cast, ahora)
    tasks.drain()
    service.cancelar(sesion, motivo="Sigue la contingencia", actor=sqlite_cast.gobierno, ahora=ahora)
    gobierno = browser_of(sqlite_app, sqlite_cast.gobierno)
    assert "Motivo: Sigue la contingencia." in gobierno.get(f"/sesiones/{sesion}").text
    assert "De la cancelación, por enviar" in row_of(gobierno.get(url(sesion)), "C04", sesion)
    tasks.drain()
    fila = row_of(gobierno.get(url(sesion)), "C04", sesion)
    assert "De la cancelación, el " in fila
    assert "Avise por oficio la cancelación" in row_of(gobierno.get(url(sesion)), "C05", sesion)
    (evento,) = Calendar.from_ical(sqlite_app.test_client().get("/calendario/CAB.ics").data).walk("VEVENT")
    assert (evento["STATUS"], evento["SEQUENCE"]) == ("CANCELLED", 1)


def test_la_fe_de_erratas_saca_un_expediente_del_bloque_por_su_pagina(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    b.load_organs(sqlite_cast, ahora)
    ids = b.many_dictaminated(sqlite_cast, ahora, 3)
    sesion = b.convene("CAB", sqlite_cast.gobierno, ahora, en_bloque=True)
    punto = b.items(sesion)["bloque"]
    browser = browser_of(sqlite_app, sqlite_cast.gobierno)
    page = browser.get(url(sesion, "/rectificar"))
    sin_motivo = browser.submit(page, "Emitir la fe de erratas", motivo="Se retira uno", baja=str(ids[1]))
    assert sin_motivo.status == 409 and sin_motivo.all(f"#baja-{ids[1]}[checked]")
    done = browser.submit(
        sin_motivo, "Emitir la fe de erratas", **{f"motivo-bajas-{punto}": "Falta su suficiencia presupuestal"}
    )
    assert "(se retira un expediente del bloque)" in done.text and "2 programas operativos anuales" in done.text
