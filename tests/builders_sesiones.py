"""Organs, seats and sessions of the tests: the sample of Fresnillo, with fictitious people."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import inspect

from tests.builders_expedientes import Camino
from tests.cast import Cast
from tests.etapas import etapa
from workflow.db import db
from workflow.expedientes.models import Envio, Expediente
from workflow.expedientes.service import apply_dictamen
from workflow.kernel.actor import Actor
from workflow.people.service import load_seats
from workflow.sesiones import service
from workflow.sesiones.conteo import Captura
from workflow.sesiones.models import Organo, Punto, SesionIntegrante

CATALOGOS = Path(__file__).parents[1] / "workflow" / "demo" / "fresnillo" / "catalogos"
CURULES = tuple(f"C{n:02d}" for n in range(1, 17))
UNIDAS = ("C03", "C06", "C10", "C12", "C15", "C04", "C09", "C13", "C16")
ECONOMICO = ("C03", "C06", "C10", "C12", "C15")
SOCIAL = ("C04", "C09", "C10", "C13", "C16")


def rows(nombre: str) -> list[dict[str, str]]:
    with (CATALOGOS / nombre).open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


@etapa
def load_organs(cast: Cast, ahora: datetime) -> dict[str, int]:
    load_seats(rows("integrantes.csv"), actor=cast.administradora, ahora=ahora)
    return service.cargar_organos(rows("organos.csv"), rows("integrantes.csv"), actor=cast.administradora, ahora=ahora)


def organ(clave: str) -> Organo:
    return db.session.query(Organo).filter_by(clave=clave).one()


@etapa
def turned(cast: Cast, ahora: datetime, programa: str = "PP-20") -> int:
    """A dossier turned to Comisiones Unidas by the same use cases that the pages call."""
    camino = Camino(cast, ahora - timedelta(days=2), programa=programa).to_validated()
    camino.do("planeacion", "turnar")
    return camino.id


@etapa
def dictaminated(cast: Cast, ahora: datetime, programa: str = "PP-20", sentido: str = "favorable") -> int:
    """A dossier with a dictamen, waiting for the Cabildo."""
    expediente = turned(cast, ahora, programa)
    apply_dictamen(
        expediente,
        resultado="dictamen_aprobado",
        sentido=sentido,
        origen=("sesion", 7),
        actor=cast.comisiones,
        ahora=ahora - timedelta(days=1),
    )
    return expediente


@etapa
def many_dictaminated(cast: Cast, ahora: datetime, cuantos: int) -> list[int]:
    """That many POA with a dictamen: one taken along the route, and its copies as other programmes."""
    primero = dictaminated(cast, ahora)
    ids = [primero]
    modelo = db.session.get_one(Expediente, primero)
    envio = db.session.get_one(Envio, modelo.v_presentada_id)
    fila = {c.key: getattr(modelo, c.key) for c in inspect(Expediente).column_attrs if c.key != "id"}
    copia = {c.key: getattr(envio, c.key) for c in inspect(Envio).column_attrs if c.key != "id"}
    for n in range(2, cuantos + 1):
        otro = Expediente(**{**fila, "programa": f"PP-{100 + n}", "folio": f"POA/2026/UR-050/{n:03d}"})
        otro.v_presentada_id = None
        with db.session.no_autoflush:
            otro.etapa = "borrador"
            db.session.add(otro)
            db.session.flush()
            suyo = Envio(**{**copia, "expediente_id": otro.id})
            db.session.add(suyo)
            db.session.flush()
            otro.v_presentada_id, otro.etapa = suyo.id, fila["etapa"]
            otro.v_revisada_id = suyo.id
            db.session.flush()
        ids.append(otro.id)
    db.session.commit()
    return ids


@etapa
def convene(organo: str, actor: Actor, ahora: datetime, **cambios: Any) -> int:
    datos: dict[str, Any] = {
        "tipo": "ordinaria",
        "lugar": "el Salón de Cabildo del Palacio Municipal",
        "programada_para": ahora + timedelta(days=3),
    }
    return service.convocar(organo, actor=actor, ahora=ahora, **{**datos, **cambios})


def items(sesion_id: int) -> dict[str, int]:
    """Id of each item by kind; a matter by «votable», «votable2»…"""
    encontrados: dict[str, int] = {}
    for punto in db.session.query(Punto).filter_by(sesion_id=sesion_id).order_by(Punto.orden):
        clave, n = punto.tipo, 1
        while clave in encontrados:
            n += 1
            clave = f"{punto.tipo}{n}"
        encontrados[clave] = punto.id
    return encontrados


def roll(sesion_id: int) -> list[str]:
    filas = db.session.query(SesionIntegrante).filter_by(sesion_id=sesion_id).order_by(SesionIntegrante.orden)
    return [fila.clave for fila in filas if fila.situacion == "titular"]


def all_in_favour(unidas: bool = False) -> Any:
    voto = Captura(todos="a_favor")
    return {"COM-01": voto, "COM-02": voto} if unidas else voto


def open_with_agenda(
    sesion_id: int, presentes: tuple[str, ...], actor: Actor, ahora: datetime, *, unidas: bool = False
) -> None:
    """Roll call and agenda approved by all: the session is ready for its matters."""
    service.abrir(sesion_id, presentes=presentes, actor=actor, ahora=ahora)
    orden = items(sesion_id)["orden"]
    service.abrir_punto(orden, actor=actor, ahora=ahora)
    service.votar(orden, votos=all_in_favour(unidas), actor=actor, ahora=ahora)
