"""What happens in a long session, by its pages: a block with reserves, a recess, corrections, an election."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.web import sala as salas
from tests.web.page import Page
from tests.web.sala import Sala, at, fresh
from workflow.db import db
from workflow.sesiones.agenda import PuntoNuevo
from workflow.sesiones.models import Punto, PuntoExpediente, Sesion, Votacion

NUEVE = b.CURULES[:9]


@pytest.fixture
def sala(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Sala:
    """The Cabildo convened with an election, a POA in its own item and nothing else."""
    otros = [PuntoNuevo("Designación de cronista", "votable")]
    return salas.cabildo(sqlite_app, sqlite_cast, ahora, otros=otros)


@pytest.fixture
def bloque(sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime) -> Sala:
    """Three POA in a block."""
    b.load_organs(sqlite_cast, ahora)
    b.many_dictaminated(sqlite_cast, ahora, 3)
    sesion_id = b.convene("CAB", sqlite_cast.gobierno, ahora, en_bloque=True)
    at(sqlite_app, ahora + timedelta(days=3))
    hecha = Sala(sqlite_app, "CAB", sqlite_cast.gobierno, sesion_id)
    hecha.ready(*NUEVE)
    return hecha


def states(sala: Sala) -> dict[int, str]:
    fresh()
    return {fila.expediente_id: fila.estado for fila in db.session.query(PuntoExpediente)}


def test_un_bloque_se_vota_en_lo_general_y_lo_reservado_en_lo_particular(bloque: Sala) -> None:
    page = bloque.open_item("bloque")
    assert "Expedientes del bloque" in page.text and "En lo general" in page.text
    reservado = str(sorted(states(bloque))[1])
    page = bloque.send(bloque.item_url("bloque", "reservar"), expediente=[reservado], persona="C04", motivo="Las metas")
    assert "Quedó reservado" in page.text and "Las metas" in page.text
    page = bloque.send(bloque.item_url("bloque", "votar"))
    assert sorted(states(bloque).values()) == ["aprobado", "aprobado", "pendiente"]
    assert "Votar en lo particular" in page.text and "Quedan reservas sin votar" in page.text
    votar = bloque.item_url("bloque", "votar")
    voto = {f"voto||{clave}": "en_contra" for clave in NUEVE[:5]}
    page = bloque.send(votar, query={"reserva": reservado}, **voto)
    assert states(bloque)[int(reservado)] == "rechazado"
    assert bloque.state_of("bloque") == "desahogado"


def test_una_reserva_puede_quitarse_antes_de_la_votacion_en_lo_general(bloque: Sala) -> None:
    bloque.open_item("bloque")
    reservado = str(sorted(states(bloque))[0])
    bloque.send(bloque.item_url("bloque", "reservar"), expediente=[reservado], persona="C04")
    page = bloque.send(bloque.item_url("bloque", "quitar-reserva"))
    assert "La reserva se quitó" in page.text
    bloque.send(bloque.item_url("bloque", "votar"))
    assert set(states(bloque).values()) == {"aprobado"}


def test_en_receso_nada_se_abre_y_se_reanuda_a_la_hora_anunciada_pasando_lista(sala: Sala, sqlite_app: Flask) -> None:
    """Receso a las 10:00 hasta las 10:30; a las 10:10 no se reanuda; a las 10:30 regresan nueve, sin C02 y con C10."""
    sala.ready(*NUEVE)
    incidencia = f"{sala.url}/incidencia"
    page = sala.send(incidencia, clase="receso", texto="Receso para consultar", hasta_hora="10:30")
    assert "La sesión está en receso" in page.text
    assert not page.all(f"form[action='{sala.item_url('votable', 'abrir')}']")
    refused = sala.browser.post(sala.item_url("votable", "abrir"), page.form(incidencia))
    assert refused.status == 409 and "está en receso" in refused.text
    ahora = sqlite_app.config["CLOCK"]()
    at(sqlite_app, ahora + timedelta(minutes=10))
    sala.last = None
    page = sala.send(incidencia, clase="reanudacion", texto="Se reanuda")
    assert page.status == 409 and "Espere a esa hora" in page.text
    at(sqlite_app, ahora + timedelta(minutes=30))
    presentes = [*(c for c in NUEVE if c != "C02"), "C10"]
    sala.last = None
    page = sala.send(incidencia, clase="reanudacion", texto="Se reanuda", pasar_lista="1", presente=presentes)
    assert "La sesión está en receso" not in page.text and "9 de 16" in page.text


def test_lo_anotado_por_error_se_anula_con_su_motivo_y_queda_a_la_vista(sala: Sala, sqlite_app: Flask) -> None:
    sala.ready(*NUEVE)
    at(sqlite_app, sqlite_app.config["CLOCK"]() + timedelta(minutes=5))
    sala.send(f"{sala.url}/asistencia", movimiento="retardo:C10")
    page = sala.browser.get(f"{sala.url}/correcciones")
    accion = str(page.all("form[action*='/correcciones/asistencia/']")[0]["action"])
    page = sala.browser.submit(page, accion)
    assert page.status == 422 and "Escriba el motivo" in page.text
    page = sala.browser.submit(page, accion, motivo="Se anotó a otra persona")
    assert "Quedó corregido" in page.text and "Anulado: Se anotó a otra persona" in page.text
    assert "9 de 16" in sala.page().text


def test_no_se_corrige_la_asistencia_con_la_que_ya_se_voto(sala: Sala) -> None:
    sala.ready(*NUEVE)
    page = sala.browser.get(f"{sala.url}/correcciones")
    accion = str(page.all("form[action*='/correcciones/asistencia/']")[0]["action"])
    page = sala.browser.submit(page, accion, motivo="No estaba")
    assert page.status == 409 and "Anule antes la votación" in page.text


def test_una_votacion_se_anula_y_el_punto_vuelve_al_desahogo(sala: Sala) -> None:
    sala.ready(*NUEVE)
    clave = election(sala)
    sala.open_item(clave)
    sala.vote(clave)
    assert sala.state_of(clave) == "aprobado"
    page = sala.browser.get(f"{sala.url}/correcciones")
    accion = str(page.all("form[action*='/correcciones/votacion/']")[0]["action"])
    page = sala.browser.submit(page, accion, motivo="Se contó dos veces a una persona")
    assert ": Se contó dos veces a una persona" in page.text
    assert sala.state_of(clave) == "en_desahogo"


def election(sala: Sala) -> str:
    """The key of the item that carries no dossier."""
    fresh()
    ids = sala.items()
    return next(c for c in ("votable", "votable2") if db.session.get_one(Punto, ids[c]).expediente_id is None)


def elect(sala: Sala, clave: str, votos: dict[str, int], nulos: int = 0) -> Page:
    """The ballots of an election, as its form sends them."""
    data = sala.form(sala.item_url(clave, "votar"), tipo="eleccion")
    data |= {"candidatura": list(votos), "candidatura_votos": [str(n) for n in votos.values()]}
    data |= {"cedula||entregadas": "9", "cedula||nulos": str(nulos), "cedula||abstencion": "0"}
    sala.last = sala.browser.post(sala.item_url(clave, "votar"), data, follow_redirects=True)
    return sala.last


def test_una_eleccion_por_cedula_cuenta_candidaturas_y_dice_quien_gana(sala: Sala) -> None:
    sala.ready(*NUEVE)
    clave = election(sala)
    sala.open_item(clave)
    malas = elect(sala, clave, {"Ana Ruiz Mora": 5, "Luis Paz Cano": 1})
    assert malas.status == 422 and "Las cédulas entregadas" in malas.text
    page = elect(sala, clave, {"Ana Ruiz Mora": 6, "Luis Paz Cano": 2}, nulos=1)
    assert "Se eligió a Ana Ruiz Mora" in page.text and "Luis Paz Cano: 2" in page.text
    fresh()
    assert db.session.query(Votacion).filter_by(electo="Ana Ruiz Mora").count() == 1


def test_antes_de_aprobar_el_orden_se_cambia_y_se_incorpora_lo_urgente(sala: Sala) -> None:
    sala.roll(*NUEVE)
    page = sala.browser.get(f"{sala.url}/orden")
    ids = [str(i["name"]).removeprefix("lugar-") for i in page.all("[name^=lugar-]")]
    page = sala.browser.submit(page, f"{sala.url}/orden", **{f"lugar-{ids[0]}": "2", f"lugar-{ids[1]}": "1"})
    assert [str(i["name"]).removeprefix("lugar-") for i in page.all("[name^=lugar-]")] == [ids[1], ids[0]]
    accion = f"{sala.url}/orden/adicionar"
    page = sala.browser.submit(page, accion, titulo="Apoyo por la helada")
    assert page.status == 409 and "urgente y obvia resolución" in page.text
    page = sala.browser.submit(page, accion, titulo="Apoyo por la helada", urgencia="Heló anoche y hay gente sin techo")
    assert "se incorporó al orden del día" in page.text and "Apoyo por la helada" in page.text


def test_aprobado_el_orden_del_dia_ya_no_se_ofrece_cambiarlo(sala: Sala) -> None:
    sala.ready(*NUEVE)
    page = sala.browser.get(f"{sala.url}/orden")
    assert "ya se aprobó" in page.text and not page.all("form[action$='/orden']")


def test_cada_punto_puede_presidirlo_otra_persona(sala: Sala) -> None:
    sala.ready(*NUEVE)
    clave = election(sala)
    sala.open_item(clave)
    sala.vote(clave, preside="C02")
    fresh()
    assert db.session.query(Votacion).order_by(Votacion.id.desc()).first().preside == "C02"
    assert db.session.query(Sesion).one().preside == "C01"
