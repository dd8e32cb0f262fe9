"""The oficios of Planeación: of observations, with each observed datum and the term; of validation, with its story."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.actas import palabras
from workflow.actas.canonico import digest
from workflow.actas.impresion.documento import (
    Bloque,
    Documento,
    Firmas,
    Rubrica,
    Tabla,
    Titulo,
    celda,
    negrita,
    parrafo,
)
from workflow.actas.instantanea_oficio import InstantaneaOficio, ObservacionOficio
from workflow.actas.redaccion.partes import membrete, verificacion
from workflow.kernel import articulos, letras

TITULOS = {"observaciones": "Oficio de observaciones", "validacion": "Oficio de validación"}
CLASES = {"poa": "Programa Operativo Anual", "padron": "padrón de beneficiarios"}


def componer_oficio(one: InstantaneaOficio) -> Documento:
    titulo = TITULOS[one.tipo]
    return Documento(
        titulo=f"{titulo} {one.folio}",
        membrete=membrete(one.emisor),
        lema=one.emisor.lema,
        folio=one.folio,
        version=one.version,
        pie=f"{titulo}, expediente {one.expediente.folio}, {palabras.fecha_corta(one.fecha)}",
        marca="",
        fecha=one.fecha,
        autor=f"{one.emisor.dependencia}, {one.emisor.ayuntamiento}",
        bloques=(*_cabeza(one, titulo), *cuerpo(one), *_pie(one)),
        verificacion=verificacion(one.base_url, one.folio, digest(one)),
    )


def _cabeza(one: InstantaneaOficio, titulo: str) -> tuple[Bloque, ...]:
    persona = f"C. {one.dirigido.nombre}" if one.dirigido.nombre else ""
    return (
        Titulo(1, titulo),
        parrafo("Oficio ", negrita(one.folio), estilo="centrado"),
        parrafo(f"{one.emisor.municipio}, {one.emisor.entidad}, {palabras.fecha_corta(one.fecha)}."),
        parrafo(negrita("Asunto: "), f"{asunto(one)}."),
        *((parrafo(negrita(persona)),) if persona else ()),
        parrafo(f"{palabras.cargo(one.dirigido)}, {one.dependencia}"),
        parrafo(negrita("PRESENTE")),
    )


def asunto(one: InstantaneaOficio) -> str:
    return {
        "observaciones": f"Observaciones al {CLASES[one.expediente.clase]} {one.ejercicio}, ronda {one.ronda}",
        "validacion": f"Validación del {CLASES[one.expediente.clase]} {one.ejercicio}",
    }[one.tipo]


def cuerpo(one: InstantaneaOficio) -> Iterable[Bloque]:
    return _observa(one) if one.tipo == "observaciones" else _valida(one)


def _quien(one: InstantaneaOficio) -> str:
    return (
        f"del expediente {one.expediente.folio}, «{one.expediente.titulo}», que "
        f"{articulos.dependencia(one.expediente.dependencia)} envió el {palabras.fecha_corta(one.enviado)} "
        f"(versión {one.expediente.version}, ronda {one.ronda}, envío {one.envio})"
    )


def _observa(one: InstantaneaOficio) -> Iterable[Bloque]:
    cuantas = len(one.observaciones)
    veces = "una observación" if cuantas == 1 else f"{letras.cardinal(cuantas, 'f')} observaciones"
    yield parrafo(
        f"Con motivo de la revisión {_quien(one)}, se notifican {veces}"
        f"{_de_cada_una(one)}. Cada una señala el dato al que se refiere; se responden y se corrigen en el "
        "sistema, en el mismo expediente."
    )
    for tipo, titulo, que in (
        ("bloqueante", "Observaciones que impiden validar", "Mientras una de ellas no se cierre, no procede validar."),
        ("recomendacion", "Recomendaciones", "No impiden validar; se pide considerarlas."),
    ):
        found = [o for o in one.observaciones if o.tipo == tipo]
        if found:
            yield Titulo(2, titulo)
            yield parrafo(que, estilo="nota")
            yield _tabla(titulo, found)
    yield from _termino(one)


def _de_cada_una(one: InstantaneaOficio) -> str:
    if not one.bloqueantes or not one.recomendaciones:
        return ""
    impiden = "una impide" if one.bloqueantes == 1 else f"{letras.cardinal(one.bloqueantes, 'f')} impiden"
    son = (
        "una es recomendación"
        if one.recomendaciones == 1
        else f"{letras.cardinal(one.recomendaciones, 'f')} son recomendaciones"
    )
    return f": {impiden} validar y {son}"


def _tabla(titulo: str, observaciones: Iterable[ObservacionOficio]) -> Tabla:
    filas = tuple((celda(o.clave), celda(o.lugar), celda(o.dice or "(vacío)"), celda(_texto(o))) for o in observaciones)
    return Tabla(titulo, ("Núm.", "Dato observado", "Dice", "Observación"), (7, 25, 23, 45), filas)


def _texto(one: ObservacionOficio) -> str:
    return one.texto if one.estado == "abierta" else f"{one.texto} (De la ronda {one.ronda}; sigue sin solventarse.)"


def _termino(one: InstantaneaOficio) -> Iterable[Bloque]:
    if one.plazo is None:
        return
    dias = "un día hábil" if one.plazo.dias == 1 else f"{letras.cardinal(one.plazo.dias)} días hábiles"
    yield Titulo(2, "Plazo")
    yield parrafo(
        f"El plazo para atenderlas es de {dias}: vence el {palabras.fecha(one.plazo.vence)}, a las "
        f"{palabras.reloj(one.plazo.vence)}. {palabras.punto_final(one.plazo.fundamento)}"
    )


def _valida(one: InstantaneaOficio) -> Iterable[Bloque]:
    rondas = "una ronda" if one.rondas == 1 else f"{letras.cardinal(one.rondas, 'f')} rondas"
    yield parrafo(
        f"Concluida la revisión {_quien(one)}, en {rondas}, esta Secretaría lo ",
        negrita("VALIDA"),
        ", por lo que procede turnarlo para su dictamen y, en su caso, aprobación del Cabildo.",
    )
    if one.observaciones:
        yield Titulo(2, "Cómo concluyó cada observación")
        filas = tuple((celda(o.clave), celda(o.lugar), celda(o.texto), celda(o.estado)) for o in one.observaciones)
        yield Tabla(
            "Observaciones y cómo concluyeron", ("Núm.", "Dato observado", "Observación", "Concluyó"), (7, 27, 46, 20),
            filas,
        )  # fmt: skip
    else:
        yield parrafo("No se hicieron observaciones.")
    yield parrafo(
        f"La validación es del contenido cuya huella SHA-256 es {one.expediente.sha256}; cualquier cambio posterior "
        "requiere otra revisión.",
        estilo="nota",
    )


def _pie(one: InstantaneaOficio) -> tuple[Bloque, ...]:
    return (parrafo("Sin otro particular, reciba un cordial saludo."), *firma(one))


def firma(one: InstantaneaOficio) -> tuple[Bloque, ...]:
    """What goes with the signature stays with it: no page ends in «Atentamente»."""
    rubrica = Rubrica(f"C. {one.firma.nombre}" if one.firma.nombre else "", palabras.cargo(one.firma))
    return (Titulo(2, "Atentamente"), Firmas("", (rubrica,)))
