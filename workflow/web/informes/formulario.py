"""An activity as its form brings it: what cannot be read is told beside its field, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage, MultiDict

from workflow.informes.clases import Trimestre
from workflow.informes.queries import ActividadVista
from workflow.informes.reglas import Datos, Foto
from workflow.informes.service import FotoNueva
from workflow.kernel.refusals import Reason, Refused
from workflow.web.informes.comun import quarter
from workflow.web.numeros import entero, numero

DIAS_LIBRES, FOTOS_LIBRES = 3, 3
_CAMPOS = ("tipo", "titulo", "hora", "lugar", "detalle", "asistentes", "quienes", "organo", "trimestre")


@dataclass(frozen=True)
class Escrito:
    """What the person typed, as they typed it. `fechas`: ISO texts; `fotos`: those that are already kept."""

    campos: Mapping[str, str]
    fechas: tuple[str, ...]
    fotos: tuple[Foto, ...] = ()


@dataclass
class Leido:
    """`reparos`: what could not be read."""

    datos: Datos
    fotos: list[Foto]
    nuevas: list[FotoNueva]
    reparos: list[Reason] = field(default_factory=list)


def blank(trimestre: Trimestre) -> Escrito:
    return Escrito({"trimestre": trimestre.clave}, ())


def of(one: ActividadVista) -> Escrito:
    """The form of an activity as it is now."""
    campos = {
        "tipo": one.tipo,
        "titulo": one.titulo,
        "hora": f"{one.hora:%H:%M}" if one.hora else "",
        "lugar": one.lugar,
        "detalle": one.detalle,
        "asistentes": "" if one.asistentes is None else str(one.asistentes),
        "quienes": one.quienes,
        "organo": "" if one.organo_id is None else str(one.organo_id),
        "trimestre": f"{one.desde.year}-T{(one.desde.month - 1) // 3 + 1}",
        "sin_dia": "" if one.fechas else "1",
    }
    fotos = tuple(Foto(f.archivo_id, f.texto, f.pie) for f in one.fotos)
    return Escrito(campos, tuple(dia.isoformat() for dia in one.fechas), fotos)


def typed(form: MultiDict[str, str]) -> Escrito:
    fotos = tuple(
        Foto(ident, form.get(f"foto_texto:{ident}", ""), form.get(f"foto_pie:{ident}", ""))
        for ident in form.getlist("foto", type=entero)
    )
    nuevas = [f"nueva_{what}_{n}" for n in range(1, FOTOS_LIBRES + 1) for what in ("texto", "pie")]
    campos = {name: form.get(name, "").strip() for name in (*_CAMPOS, "sin_dia", *nuevas)}
    return Escrito(campos, tuple(dia.strip() for dia in form.getlist("fecha") if dia.strip()), fotos)


def read(escrito: Escrito) -> Leido:
    """Everything that can be read, and what cannot."""
    reparos: list[Reason] = []
    campos = escrito.campos
    dias = [_parsed(date.fromisoformat, text, "ACTIVIDAD_FECHA_ILEGIBLE", "fecha", reparos) for text in escrito.fechas]
    hora = _parsed(time.fromisoformat, campos["hora"], "ACTIVIDAD_HORA_ILEGIBLE", "hora", reparos)
    cuantos = campos["asistentes"].replace(",", "")
    asistentes = _parsed(int, cuantos, "ACTIVIDAD_NUMERO_ILEGIBLE", "asistentes", reparos)
    trimestre = _quarter(campos["trimestre"]) if campos["sin_dia"] and not escrito.fechas else None
    datos = Datos(
        tipo=campos["tipo"],
        fechas=tuple(dia for dia in dias if dia is not None),
        titulo=campos["titulo"],
        hora=hora,
        lugar=campos["lugar"],
        detalle=campos["detalle"].replace("\r\n", "\n"),
        asistentes=asistentes,
        quienes=campos["quienes"],
        organo_id=numero(campos["organo"]),
        desde=trimestre.desde if trimestre else None,
        hasta=trimestre.hasta if trimestre else None,
    )
    quitar = set(request.form.getlist("quitar", type=entero))
    fotos = [one for one in escrito.fotos if one.archivo_id not in quitar]
    return Leido(datos, fotos, _new_photos(), reparos)


def _parsed(how: Any, text: str, code: str, campo: str, reparos: list[Reason]) -> Any:
    if not text:
        return None
    try:
        return how(text)
    except ValueError:
        reparos.append(Reason(code, {"campo": campo, "escrito": text[:40]}))
        return None


def _quarter(clave: str) -> Trimestre | None:
    try:
        return quarter(clave)
    except Refused:
        return None


def _new_photos() -> list[FotoNueva]:
    found = []
    for number in range(1, FOTOS_LIBRES + 1):
        sent: FileStorage | None = request.files.get(f"nueva_{number}")
        if sent is not None and sent.filename:
            texto, pie = request.form.get(f"nueva_texto_{number}", ""), request.form.get(f"nueva_pie_{number}", "")
            found.append(FotoNueva(sent.stream.read(), sent.filename, texto, pie))
    return found
