"""The items of the agenda in words: who presents, the dictamen, the discussion, the excusas, the votes, the acuerdo."""

from __future__ import annotations

from datetime import datetime

from workflow.actas import palabras
from workflow.actas.impresion.documento import (
    Bloque,
    Elemento,
    Lista,
    Parrafo,
    Recuadro,
    Tabla,
    Titulo,
    celda,
    elemento,
    negrita,
    parrafo,
    trozos,
)
from workflow.actas.instantanea import Acuerdo, Excusa, InstantaneaActa, Intervencion, Punto
from workflow.actas.redaccion.bloque import reservas, resultado_del_bloque
from workflow.actas.redaccion.partes import resolutivo
from workflow.actas.redaccion.votos import anulada, votacion
from workflow.kernel import articulos

SENTIDOS_DICTAMEN = {
    "favorable": "favorable",
    "favorable_con_modificaciones": "favorable con modificaciones",
    "desfavorable": "desfavorable",
    "devolver": "de devolución a la dependencia",
    "devuelto": "de devolución a la dependencia",
}

CLASES = {"poa": "Programa Operativo Anual", "padron": "padrón de personas beneficiarias y sus reglas de operación"}

_FUERA_DE_CONVOCATORIA = (
    "Se hace constar que el asunto se planteó en asuntos generales y no figuró en la convocatoria, por lo que el "
    "acuerdo que recaiga puede impugnarse de nulidad."
)

_ESTADOS = {
    "retirado": "El punto fue retirado del orden del día; el retiro no prejuzga sobre su contenido.",
    "pendiente": "El punto quedó pendiente y se incluirá en el orden del día de la siguiente sesión.",
    "diferido": "El punto se difirió para una sesión posterior.",
    "no_desahogado": "El punto no se desahogó.",
}


def escrito(texto: str) -> tuple[Parrafo, ...]:
    """What was written by hand: a paragraph for each line that says something."""
    return tuple(parrafo(palabras.punto_final(line)) for line in texto.splitlines() if line.strip())


def desahogo(acta: InstantaneaActa) -> tuple[Bloque, ...]:
    if not acta.puntos:
        return ()
    bloques: list[Bloque] = [Titulo(2, "Desahogo del orden del día")]
    for punto in acta.puntos:
        if punto.clase == "asuntos_generales" and punto.estado == "no_desahogado":
            continue  # nobody asked for the floor: their section says so
        bloques.extend(un_punto(punto, acta.sesion.apertura))
    return (*bloques, *informados(acta))


def informados(acta: InstantaneaActa) -> tuple[Bloque, ...]:
    """The earlier acuerdos whose fulfilment was reported in the session."""
    if not acta.informados:
        return ()
    filas = tuple(
        (
            celda(f"{one.folio}. {one.texto}"),
            celda(one.responsable),
            celda(palabras.fecha_corta(one.vence) if one.vence else "—"),
            celda(f"{_SEGUIMIENTO[one.estado]}. {palabras.punto_final(one.nota)}"),
        )
        for one in acta.informados
    )
    encabezados = ("Acuerdo", "Responsable", "Vence", "Lo informado")
    return (
        Titulo(2, "Seguimiento de acuerdos anteriores"),
        parrafo("Se informó al órgano del cumplimiento de los acuerdos siguientes:"),
        Tabla("Acuerdos informados en la sesión", encabezados, (34, 22, 16, 28), filas),
    )


_SEGUIMIENTO = {
    "asignado": "Asignado",
    "en_proceso": "En proceso",
    "cumplido": "Cumplido",
    "sin_efecto": "Sin efecto",
}


def un_punto(punto: Punto, apertura: datetime) -> tuple[Bloque, ...]:
    cuerpo: list[Bloque] = []
    if punto.general:
        cuerpo.append(parrafo(_FUERA_DE_CONVOCATORIA))
    if punto.presenta or punto.exposicion:
        cuerpo.append(_presentacion(punto))
    cuerpo.extend(escrito(punto.exposicion_escrita))
    if punto.dictamen or punto.expediente:
        cuerpo.append(_referencia(punto))
    if punto.intervenciones:
        cuerpo.append(parrafo(negrita("Discusión.")))
        cuerpo.append(Lista(tuple(_intervencion(one, apertura) for one in punto.intervenciones)))
    elif punto.discusion_escrita:
        cuerpo.append(parrafo(negrita("Discusión.")))
    cuerpo.extend(escrito(punto.discusion_escrita))
    cuerpo.extend(_excusa(one, apertura) for one in punto.excusas)
    cuerpo.extend(reservas(punto.asuntos))
    for annulled in punto.anuladas:
        cuerpo.extend(anulada(annulled, apertura))
    for count in punto.votaciones:
        cuerpo.extend(votacion(count, apertura))
    cuerpo.extend(resultado_del_bloque(punto.asuntos))
    if punto.resultado:
        cuerpo.append(parrafo(negrita("Resolución: "), palabras.punto_final(punto.resultado)))
    if punto.modificaciones:
        cuerpo.append(parrafo(negrita("Modificaciones aprobadas:")))
        cuerpo.append(Lista(tuple(elemento("•", palabras.punto_final(one)) for one in punto.modificaciones)))
    if punto.acuerdo:
        cuerpo.append(acuerdo(punto.acuerdo))
    if punto.estado in _ESTADOS:
        cuerpo.append(parrafo(_ESTADOS[punto.estado]))
    if punto.nota:
        cuerpo.append(parrafo(palabras.punto_final(punto.nota)))
    if not cuerpo:
        cuerpo.append(parrafo(_sin_detalle(punto)))
    return (Titulo(3, titulo_de_punto(punto)), *cuerpo)


def titulo_de_punto(punto: Punto) -> str:
    titulo = palabras.punto_final(punto.titulo)
    if punto.num_desahogado:
        return f"Punto {punto.num_desahogado}. {titulo}"
    return f"Punto {punto.num_convocado} de la convocatoria. {titulo}" if punto.num_convocado else titulo


def _sin_detalle(punto: Punto) -> str:
    return _SIN_DETALLE.get(punto.clase, "Se desahogó el punto en los términos asentados en esta acta.")


_SIN_DETALLE = {
    "lista": "Se pasó lista de asistencia y se declaró el quórum, en los términos ya asentados.",
    "informativo": "El pleno se da por enterado; por su naturaleza informativa no se somete a votación.",
    "asuntos_generales": "Se desahogaron en los términos del apartado «Asuntos generales» de esta acta.",
    "clausura": "La sesión se clausuró en los términos del apartado final de esta acta.",
}


def _presentacion(punto: Punto) -> Parrafo:
    quien = punto.presenta or "quien preside"
    if not punto.exposicion:
        return parrafo(f"Expone el asunto {quien}.")
    return parrafo(f"Expone el asunto {quien}: {palabras.punto_final(punto.exposicion)}")


def _referencia(punto: Punto) -> Parrafo:
    text = "Se da cuenta del expediente"
    if punto.dictamen:
        uno = len(punto.dictamen.comisiones) == 1
        quienes = "la Comisión" if uno else "las Comisiones Unidas"
        text = (
            f"Se da cuenta del dictamen {punto.dictamen.folio}, de fecha {palabras.fecha(punto.dictamen.fecha)}, "
            f"emitido por {quienes} {palabras.de_comisiones(punto.dictamen.comisiones)} en sentido "
            f"{SENTIDOS_DICTAMEN[punto.dictamen.sentido]}"
        )
        text += ", relativo al expediente" if punto.expediente else ""
    if punto.expediente:
        text += (
            f" {punto.expediente.folio}, «{punto.expediente.titulo}», "
            f"{articulos.de_dependencia(punto.expediente.dependencia)}, "
            f"en su versión {punto.expediente.version}, que obra como anexo"
        )
    return parrafo(text + ".")


def _intervencion(one: Intervencion, apertura: datetime) -> Elemento:
    cuando = f"{palabras.mayuscula(palabras.a_hora(one.hora, apertura))}, " if one.hora else ""
    quien = palabras.el_c_cargo(one.persona)
    quien = quien if cuando else palabras.mayuscula(quien)
    if one.literal:
        return elemento(
            "•", cuando, negrita(quien), f", solicita que conste en acta: «{one.texto.strip().strip('«».')}»."
        )
    return elemento("•", cuando, negrita(quien), f": {palabras.punto_final(one.texto)}")


def _excusa(one: Excusa, apertura: datetime) -> Parrafo:
    text = f"{palabras.el_c_cargo(one.persona)}, se excusa de conocer del asunto"
    text = (
        f"{palabras.mayuscula(palabras.a_hora(one.hora, apertura))}, {text}" if one.hora else palabras.mayuscula(text)
    )
    text += f": {palabras.minuscula(one.causa.strip().rstrip('.'))}" if one.causa else ""
    if one.sale:
        text += f"; se retira de la sala {palabras.a_hora(one.sale, apertura)}"
    if one.regresa:
        text += f" y se reincorpora {palabras.a_hora(one.regresa, apertura)}"
    return parrafo(negrita("Excusa. "), text + ".")


def acuerdo(one: Acuerdo) -> Recuadro:
    label = f", {one.etiqueta}" if one.etiqueta else ""
    return Recuadro(
        f"{one.clase.capitalize()} {one.folio}{label}",
        trozos(palabras.punto_final(one.texto)),
        tuple(
            elemento(resolutivo(number), palabras.punto_final(text))
            for number, text in enumerate(one.resolutivos, start=1)
        ),
    )
