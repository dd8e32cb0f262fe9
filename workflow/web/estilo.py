"""/estilo: every repeated piece of the pages on one page, with invented content. Only in development."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, abort, current_app, render_template

from workflow.web import guard
from workflow.web.forms.estilo import EstiloForm

bp = Blueprint("estilo", __name__)

AHORA = datetime(2026, 3, 2, 16, 5, tzinfo=UTC)


@bp.get("/estilo")
@guard.public
def index() -> str:
    if current_app.config["RUTA"].environment == "production":
        abort(404)
    form = EstiloForm(meta={"csrf": False}, data={"correo": "ana.ejemplo", "tipo": "bloqueante"})
    form.validate()
    return render_template("estilo/index.html", form=form, ahora=AHORA, **_samples())


def _samples() -> dict[str, Any]:
    def step(nombre: str, estado: str, dia: int | None, detalle: str | None, icono: str) -> SimpleNamespace:
        fecha = AHORA.replace(day=dia) if dia else None
        return SimpleNamespace(nombre=nombre, estado=estado, fecha=fecha, detalle=detalle, icono=icono)

    return {
        "pasos": [
            step("Borrador", "hecho", 2, "4 días hábiles", "lapiz"),
            step("Enviado", "hecho", 6, "1 día hábil", "enviar"),
            step("Revisión", "actual", 9, "desde hace 3 días", "lupa"),
            step("Comisiones", "pendiente", None, None, "grupo"),
            step("Cabildo", "pendiente", None, None, "cabildo"),
            step("Publicado", "pendiente", None, None, "globo"),
        ],
        "motivos": [
            SimpleNamespace(texto="Quedan 2 observaciones bloqueantes sin solventar: califíquelas.", url="#boton"),
            SimpleNamespace(texto="Quien capturó este expediente no puede validarlo.", url=None),
        ],
        "filas": [
            _row("POA/2026/0043", "Dirección de Obras Públicas", "en_revision", 123450000),
            _row("PAD/2026/0002", "Becas municipales", "con_observaciones", 98050),
        ],
        "barras": [
            SimpleNamespace(rotulo="Borrador", valor=21, tono="arena", texto=None, url=None),
            SimpleNamespace(rotulo="En revisión", valor=34, tono="azul", texto=None, url=None),
            SimpleNamespace(rotulo="Con observaciones", valor=9, tono="ambar", texto=None, url=None),
            SimpleNamespace(rotulo="Aprobado", valor=3, tono=None, texto=None, url=None),
        ],
        "asientos": [
            SimpleNamespace(cuando=AHORA, frase="Envió el expediente a Planeación", quien="Ana Ejemplo Ríos",
                            cargo="Directora de Obras Públicas", detalle="Versión 1, ronda 1"),
            SimpleNamespace(cuando=AHORA.replace(day=3), frase="Tomó la revisión", quien="Bruno Muestra Díaz",
                            cargo="Revisor de Planeación", detalle=None),
        ],
    }  # fmt: skip


def _row(folio: str, nombre: str, etapa: str, monto: int) -> SimpleNamespace:
    return SimpleNamespace(folio=folio, nombre=nombre, etapa=etapa, monto=monto)
