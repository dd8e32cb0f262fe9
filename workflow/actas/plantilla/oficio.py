"""The template of an oficio of Planeación: its fields, the starter, what it must say, and an example."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from workflow.actas import palabras
from workflow.actas.impresion.documento import Bloque, Titulo, negrita, parrafo
from workflow.actas.instantanea import Emisor, ExpedienteRef, OrganoRef, Persona
from workflow.actas.instantanea_oficio import InstantaneaOficio, ObservacionOficio, PlazoOficio
from workflow.actas.plantilla.campos import Campo
from workflow.actas.plantilla.comunes import DOCUMENTO, persona
from workflow.actas.redaccion import oficio

OBSERVACION = (
    Campo("clave", "Su clave: «O3»", lambda one: one.clave),
    Campo("lugar", "El dato observado, en palabras", lambda one: one.lugar),
    Campo("dice", "Lo que decía, o vacío", lambda one: one.dice),
    Campo("texto", "La observación", lambda one: one.texto),
)


def _plazo(f: Any) -> str:
    return palabras.fecha(f.snapshot.plazo.vence) if f.snapshot.plazo else ""


OFICIO = (
    *DOCUMENTO,
    Campo(
        "oficio.nombre", "«Oficio de observaciones» u «Oficio de validación»", lambda f: oficio.TITULOS[f.snapshot.tipo]
    ),
    Campo("oficio.asunto", "El asunto, en una línea", lambda f: oficio.asunto(f.snapshot)),
    Campo("oficio.fecha_letra", "Día del oficio, en letra", lambda f: palabras.fecha(f.snapshot.fecha)),
    Campo("oficio.fecha", "Día del oficio", lambda f: palabras.fecha_corta(f.snapshot.fecha)),
    Campo("oficio.valida", "Si es el de validación", lambda f: f.snapshot.tipo == "validacion", "condicion"),
    Campo("oficio.vence_letra", "Día en que vence el plazo, en letra, o vacío", _plazo),
    *persona("dirigido", "a quien se dirige", lambda f: f.snapshot.dirigido),
    Campo("dirigido.dependencia", "Su dependencia", lambda f: f.snapshot.dependencia),
    *persona("firma", "quien firma", lambda f: f.snapshot.firma),
    Campo("expediente.folio", "Folio del expediente", lambda f: f.snapshot.expediente.folio),
    Campo("expediente.titulo", "Título del expediente", lambda f: f.snapshot.expediente.titulo),
    Campo("expediente.version", "Versión", lambda f: f.snapshot.expediente.version),
    Campo("expediente.ronda", "Ronda", lambda f: f.snapshot.ronda),
    Campo("expediente.huella", "Huella del contenido revisado", lambda f: f.snapshot.expediente.sha256),
    Campo(
        "observaciones", "Las observaciones", lambda f: f.snapshot.observaciones, "lista", OBSERVACION, "observacion"
    ),
    Campo(
        "apartado.cuerpo",
        "Todo lo que dice: observaciones y plazo, o la validación",
        lambda f: tuple(oficio.cuerpo(f.snapshot)),
        "apartado",
    ),
    Campo("apartado.firma", "Espacio para firmar", lambda f: oficio.firma(f.snapshot), "apartado"),
)

INICIAL: tuple[Bloque, ...] = (
    Titulo(1, "{{ oficio.nombre }}"),
    parrafo("Oficio ", negrita("{{ documento.folio }}"), estilo="centrado"),
    parrafo("{{ emisor.municipio }}, {{ emisor.entidad }}, {{ oficio.fecha }}."),
    parrafo(negrita("Asunto: "), "{{ oficio.asunto }}."),
    parrafo("{% if dirigido.nombre %}"),
    parrafo(negrita("C. {{ dirigido.nombre }}")),
    parrafo("{% endif %}"),
    parrafo("{{ dirigido.cargo }}, {{ dirigido.dependencia }}"),
    parrafo(negrita("PRESENTE")),
    parrafo("{{ apartado.cuerpo }}"),
    parrafo("Sin otro particular, reciba un cordial saludo."),
    parrafo("{{ apartado.firma }}"),
    parrafo("{{ apartado.verificacion }}"),
)
# Code -> the fields of which any one says it.
EXIGENCIAS: dict[str, tuple[str, ...]] = {
    "folio": ("documento.folio", "apartado.verificacion"),
    "huella": ("documento.huella", "apartado.verificacion"),
    "expediente": ("expediente.folio", "apartado.cuerpo"),
    "observaciones": ("observaciones.texto", "apartado.cuerpo"),
    "plazo": ("oficio.vence_letra", "apartado.cuerpo"),
    "firma": ("apartado.firma", "firma.nombre"),
}


def ejemplos() -> tuple[InstantaneaOficio, ...]:
    """Fictitious: one of observations with its term, and a validation without any."""
    emision = datetime(2026, 1, 30, 20, 0, tzinfo=UTC)
    dependencia = "Dirección de Parques y Jardines"
    observado = InstantaneaOficio(
        emisor=Emisor(
            "H. Ayuntamiento de Fresnillo, Zacatecas", "Fresnillo", "Zacatecas", "2024-2027",
            "Secretaría de Planeación Estratégica",
        ),
        organo=OrganoRef("SPE", "Secretaría de Planeación Estratégica", "dependencia"),
        folio="SPE/EJEMPLO/0001",
        version=1,
        tipo="observaciones",
        fecha=emision,
        dirigido=Persona("Noemí Cárdenas Ruiz", "Director/a de Parques y Jardines", "M"),
        dependencia=dependencia,
        expediente=ExpedienteRef("POA-2026-UR-001", "poa", "Programa Operativo Anual 2026", dependencia, 1, "3b" * 32),
        ejercicio=2026,
        ronda=1,
        observaciones=(
            ObservacionOficio("O1", "bloqueante", "Actividades, A03, abril", "12", "Explique la cifra.", 1, "abierta"),
            ObservacionOficio("O2", "recomendacion", "Identificación, objetivo", "", "Escríbalo.", 1, "abierta"),
        ),
        firma=Persona("Iván Esparza Luna", "Secretario/a de Planeación Estratégica", "H"),
        base_url="https://ruta.ejemplo.invalid",
        envio=1,
        enviado=date(2026, 1, 22),
        plazo=PlazoOficio(5, datetime(2026, 2, 6, 21, 0, tzinfo=UTC), "Lineamientos de ejemplo"),
        bloqueantes=1,
        recomendaciones=1,
    )  # fmt: skip
    validado = replace(
        observado, folio="SPE/EJEMPLO/0002", tipo="validacion", observaciones=(), plazo=None, bloqueantes=0,
        recomendaciones=0, dirigido=Persona("", "Director/a de Parques y Jardines", "X"),
    )  # fmt: skip
    return (observado, validado)
