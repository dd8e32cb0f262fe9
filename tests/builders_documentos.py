"""A closed session of the Cabildo with its papers, made by the same use cases that the pages and the worker call."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update

from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.actas import queries, service
from workflow.actas.impresion import pdf, word
from workflow.actas.impresion.componer import componer
from workflow.actas.service import Congelada, Instalacion
from workflow.db import db
from workflow.kernel.actor import SISTEMA
from workflow.sesiones import service as sesiones
from workflow.sesiones.models import Punto, Votacion

AQUI = Instalacion("Fresnillo, Zacatecas", "https://ruta.fresnillo.invalid")
SECRETARIO = {"nombre": "Saúl Arteaga Nieto", "cargo": "Secretario de Gobierno Municipal", "genero": "H"}
IMPRESORAS = {"pdf": pdf.to_pdf, "docx": word.to_docx}


def closed_cabildo(cast: Cast, ahora: datetime) -> int:
    """Sixteen present, one dossier approved by all, an intervention, closed three days after `ahora`."""
    b.load_organs(cast, ahora)
    b.dictaminated(cast, ahora)
    sesion = b.convene("CAB", cast.gobierno, ahora, secretario=SECRETARIO)
    dia = ahora + timedelta(days=3)
    b.open_with_agenda(sesion, b.CURULES, cast.gobierno, dia)
    punto = b.items(sesion)["votable"]
    sesiones.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    sesiones.intervenir(
        punto, persona="C03", texto="Pide que se informe cada trimestre", actor=cast.gobierno, ahora=dia
    )
    sesiones.votar(punto, votos=b.all_in_favour(), actor=cast.gobierno, ahora=dia + timedelta(minutes=5))
    sesiones.clausurar(sesion, actor=cast.gobierno, ahora=dia + timedelta(minutes=30))
    return sesion


def raised(sesion: int, ahora: datetime) -> Congelada:
    return service.levantar_acta(sesion, instalacion=AQUI, actor=SISTEMA, ahora=ahora)


def printed(frozen: Congelada, ahora: datetime, formatos: tuple[str, ...] = ("pdf", "docx")) -> list[int]:
    """Print and keep as the worker does. Ids of the documents."""
    document = componer(frozen.snapshot)
    files = {formato: IMPRESORAS[formato](document) for formato in formatos}
    return service.guardar(frozen.id, files, actor=SISTEMA, ahora=ahora)


def files_of(sesion: int, cast: Cast) -> dict[tuple[str, str, int], queries.DocumentoVista]:
    """(class, format, version) → document."""
    return {(one.clase, one.formato, one.version): one for one in queries.of_sesion(sesion, cast.gobierno)}


def approving_session(cast: Cast, ahora: datetime, *, en_contra: bool = False) -> tuple[int, int]:
    """A later session of the Cabildo with its item of the previous acta voted. (session, vote)."""
    later = ahora + timedelta(days=10)
    sesion = b.convene("CAB", cast.gobierno, later, secretario=SECRETARIO)
    orden = db.session.query(Punto).filter_by(sesion_id=sesion, tipo="orden").one()
    db.session.execute(
        update(Punto).where(Punto.sesion_id == sesion, Punto.orden > orden.orden).values(num_convocado=None)
    )
    db.session.add(
        Punto(sesion_id=sesion, orden=90, num_convocado=None, tipo="acta_anterior", titulo="Acta de la sesión anterior")
    )
    db.session.commit()
    dia = later + timedelta(days=3)
    b.open_with_agenda(sesion, b.CURULES, cast.gobierno, dia)
    punto = b.items(sesion)["acta_anterior"]
    sesiones.abrir_punto(punto, actor=cast.gobierno, ahora=dia)
    voto = b.Captura(todos="en_contra" if en_contra else "a_favor")
    sesiones.votar(punto, votos=voto, actor=cast.gobierno, ahora=dia)
    return sesion, db.session.query(Votacion).filter_by(punto_id=punto).one().id
