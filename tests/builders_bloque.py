"""Blocks of POA before Comisiones Unidas, with one dictamen for the whole block when it is asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import inspect, select

from tests import builders_documentos as d
from tests import builders_sesiones as b
from tests.cast import Cast
from workflow.db import db
from workflow.expedientes.models import Envio, Expediente
from workflow.people.models import Dependencia
from workflow.sesiones import service
from workflow.sesiones.models import OrganoRegla


def many_turned(cast: Cast, ahora: datetime, cuantos: int) -> list[int]:
    """That many POA turned to the commissions: one along the route, and its copies as programmes of other units."""
    ids = [b.turned(cast, ahora)]
    modelo = db.session.get_one(Expediente, ids[0])
    envio = db.session.get_one(Envio, modelo.v_presentada_id)
    fila = {c.key: getattr(modelo, c.key) for c in inspect(Expediente).column_attrs if c.key != "id"}
    copia = {c.key: getattr(envio, c.key) for c in inspect(Envio).column_attrs if c.key != "id"}
    unidades = list(db.session.scalars(select(Dependencia.id).order_by(Dependencia.id)))
    for n in range(2, cuantos + 1):
        otro = Expediente(**{**fila, "programa": f"PP-{100 + n}", "folio": f"POA/2026/UR-050/{n:03d}"})
        otro.titulo, otro.dependencia_id = f"Programa de trabajo número {n}", unidades[(n - 1) % len(unidades)]
        otro.v_presentada_id, otro.etapa = None, "borrador"
        db.session.add(otro)
        db.session.flush()
        contenido = dict(copia["contenido"])
        contenido["identificacion"] = {**contenido["identificacion"], "programa_nombre": f"Programa {n}"}
        suyo = Envio(**{**copia, "expediente_id": otro.id, "contenido": contenido})
        db.session.add(suyo)
        db.session.flush()
        otro.v_presentada_id, otro.etapa = suyo.id, fila["etapa"]
        ids.append(otro.id)
    db.session.commit()
    return ids


def rules(**cambios: str) -> None:
    """The rules of the joint commissions, with those changes: `acuerdo_en_bloque`, `modo`…"""
    for regla in db.session.query(OrganoRegla):
        if regla.reglas.get("modo"):
            regla.reglas = {**regla.reglas, **cambios}
    db.session.commit()


def block(
    cast: Cast, ahora: datetime, dia: datetime, cuantos: int = 3, *, conjunta: bool = False
) -> tuple[int, int, list[int]]:
    """A session of the joint commissions with its block on the floor. (session, item, dossiers)."""
    ids = many_turned(cast, ahora, cuantos)
    sesion = b.convene("CU-DEDS", cast.comisiones, ahora, en_bloque=True, secretario=d.SECRETARIO)
    service.abrir(sesion, presentes=b.UNIDAS, actor=cast.comisiones, ahora=dia)
    orden = b.items(sesion)["orden"]
    service.abrir_punto(orden, actor=cast.comisiones, ahora=dia)
    todos = b.all_in_favour(True)
    votos = {"CONJUNTO": todos["COM-01"]} if conjunta else todos
    service.votar(orden, votos=votos, actor=cast.comisiones, ahora=dia)
    punto = b.items(sesion)["bloque"]
    service.abrir_punto(punto, actor=cast.comisiones, ahora=dia)
    return sesion, punto, ids
