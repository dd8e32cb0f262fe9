"""The versions of the rules of operation: validity, publication, who is under each one, and one against another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for

from workflow.kernel.diferencias import by_words
from workflow.kernel.refusals import NotAllowed, NotFound, Refused
from workflow.padron import queries, service
from workflow.padron.apartados import TODOS
from workflow.padron.queries import vigor as enrolled
from workflow.padron.queries.vigor import VersionReglas
from workflow.web import flashes, guard
from workflow.web.filters import fecha
from workflow.web.numeros import numero
from workflow.web.padron.comun import LEEN, bp, ficha_de
from workflow.web.padron.criterios import en_palabras


@bp.get("/reglas/versiones")
@guard.roles(*LEEN)
def versiones(expediente_id: int) -> str:
    return _page(expediente_id, ())


def _page(expediente_id: int, motivos: Any) -> str:
    ficha, actor = ficha_de(expediente_id), guard.actor()
    todas = enrolled.versiones_reglas(expediente_id)
    propia = not actor.dependencias("dependencia_titular").isdisjoint({ficha.cabeza.dependencia})
    return render_template(
        "padron/versiones.html",
        ficha=ficha,
        fila=ficha.cabeza,
        motivos=motivos,
        versiones=todas,
        traslados=enrolled.traslados(expediente_id),
        publica=propia or actor.has("transparencia", "planeacion_titular"),
        traslada=actor.has("planeacion_titular"),
        opciones=[(str(una.version), f"Versión {una.version}") for una in todas],
        aprobadas=[una for una in todas if una.estado in ("en_vigor", "sustituida")],
        comparacion=_comparacion(expediente_id, ficha.cabeza.ejercicio, todas),
        escrito=request.form,
    )


def _comparacion(expediente_id: int, ejercicio: int, todas: list[VersionReglas]) -> dict[str, Any] | None:
    """Two versions, field by field and section by section: those asked for, or the last two."""
    conocidas = [una.version for una in todas]
    if len(conocidas) < 2:
        return None
    de, a = numero(request.args.get("de")), numero(request.args.get("a"))
    de, a = (de, a) if de in conocidas and a in conocidas else (conocidas[1], conocidas[0])
    antes, ahora = (_campos(expediente_id, version, ejercicio) for version in (de, a))
    nombres = {**antes, **ahora}
    cambios = [
        (nombre, *by_words(antes.get(nombre, ""), ahora.get(nombre, "")))
        for nombre in nombres
        if antes.get(nombre, "") != ahora.get(nombre, "")
    ]
    return {"de": de, "a": a, "cambios": cambios}


def _campos(expediente_id: int, version: int, ejercicio: int) -> dict[str, str]:
    """What a version says, under the names that people read."""
    row = queries.version_de_reglas(expediente_id, version).datos
    campos = {
        "Nombre": row["nombre"],
        "En vigor desde": fecha(date.fromisoformat(row["vigencia_reglas"])),
        "Hasta": fecha(date.fromisoformat(row["vigencia_hasta"])) if row["vigencia_hasta"] else "Sin último día",
        "Edad mínima": "Sin límite" if row["edad_min"] is None else str(row["edad_min"]),
        "Edad máxima": "Sin límite" if row["edad_max"] is None else str(row["edad_max"]),
        "CURP de la persona tutora": "Sí" if row["pide_tutor"] else "No",
        "Qué hace única a una fila": row["clave"],
        **{termino: valor for _, termino, valor in en_palabras(row["criterios"], ejercicio)},
    }
    return campos | {
        apartado.nombre: row["apartados"][codigo] for codigo, apartado in TODOS.items() if codigo in row["apartados"]
    }


@bp.post("/reglas/versiones/<int:version>/publicada")
@guard.roles(*LEEN)
def publicada(expediente_id: int, version: int) -> Any:
    """When and where that version was published."""
    return _act(expediente_id, "La publicación quedó anotada.", lambda: service.publicar_reglas(
        expediente_id,
        version,
        _day(request.form.get("fecha")),
        request.form.get("medio", ""),
        actor=guard.actor(),
        ahora=guard.now(),
        llave=request.form.get("llave"),
    ))  # fmt: skip


@bp.post("/reglas/versiones/trasladar")
@guard.roles("planeacion_titular")
def trasladar(expediente_id: int) -> Any:
    """Those under a version pass to another one, by a decision with its day."""
    return _act(expediente_id, "Las inscripciones pasaron a la otra versión de las reglas.", lambda: (
        service.trasladar_reglas(
            expediente_id,
            numero(request.form.get("de")) or 0,
            numero(request.form.get("a")) or 0,
            _day(request.form.get("dia")),
            request.form.get("fundamento", ""),
            actor=guard.actor(),
            ahora=guard.now(),
            llave=request.form.get("llave"),
        )
    ))  # fmt: skip


def _act(expediente_id: int, dicho: str, act: Callable[[], Any]) -> Any:
    ficha_de(expediente_id)
    try:
        act()
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(expediente_id, refusal.reasons), refusal.status
    flashes.done(dicho)
    return redirect(url_for(".versiones", expediente_id=expediente_id))


def _day(escrito: str | None) -> date | None:
    try:
        return date.fromisoformat(escrito or "")
    except ValueError:
        return None
