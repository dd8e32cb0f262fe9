"""The template that a municipality starts from: our own composition with its fields in place of the facts. Pure."""

from __future__ import annotations

from datetime import UTC, datetime

from workflow.actas.impresion.documento import (
    Bloque,
    Documento,
    Lista,
    Titulo,
    Verificacion,
    elemento,
    negrita,
    parrafo,
)

# The date of the file; a starter has no snapshot to take it from.
FECHA = datetime(2026, 1, 1, tzinfo=UTC)


def _apartados(*nombres: str) -> tuple[Bloque, ...]:
    return tuple(parrafo(f"{{{{ apartado.{nombre} }}}}") for nombre in nombres)


def _si(campo: str, texto: str) -> str:
    return f"{{% if {campo} %}}{texto}{{% endif %}}"


_PROEMIO = (
    parrafo(
        "En la ciudad de {{ emisor.municipio }}, {{ emisor.entidad }}, siendo {{ sesion.hora_letra }} del día "
        "{{ sesion.fecha_letra }}, en {{ sesion.lugar }}"
        + _si("sesion.domicilio", ", con domicilio en {{ sesion.domicilio }}")
        + _si("sesion.recinto_acuerdo", ", {{ sesion.recinto_acuerdo }}")
        + _si("sesion.convocatoria_letra", ", previa convocatoria de fecha {{ sesion.convocatoria_letra }}")
        + _si("sesion.convocatoria_fundamento", ", notificada en términos de {{ sesion.convocatoria_fundamento }}")
        + ", se reunieron las y los integrantes {% if not organo.es_cabildo %}{{ organo.de }} {% endif %}del "
        "{{ emisor.ayuntamiento }}, para celebrar la ",
        negrita("{{ sesion.nombre }}"),
        ".",
    ),
    parrafo(
        "Preside la sesión {{ preside.el_c_cargo }}; actúa en funciones de la secretaría de la sesión "
        "{{ secretario.el_c_cargo }}, quien da fe."
    ),
)


def _encabezado(nivel: int) -> tuple[Bloque, ...]:
    return (
        Titulo(nivel, "{{ acta.que_es }} número {{ acta.numero_letra }}"),
        parrafo("{{ sesion.nombre }}", estilo="subtitulo"),
        parrafo("{{ sesion.fecha | inicial_mayuscula }}", estilo="centrado"),
        parrafo("Folio ", negrita("{{ documento.folio }}"), " · {{ acta.estado }}", estilo="centrado"),
    )


_FINAL = _apartados("precisiones", "firmas", "anexos", "objeciones", "verificacion")
_DE_LA_SESION = _apartados(
    "lista_asistencia", "orden_del_dia", "desahogo", "asuntos_generales", "incidencias", "clausura"
)
ACTA = (*_encabezado(1), *_PROEMIO, *_DE_LA_SESION, *_FINAL)
CONSTANCIA = (*_encabezado(1), *_PROEMIO, *_apartados("lista_asistencia", "incidencias", "constancia"), *_FINAL)
ACTA_PUBLICA = (*_apartados("caratula"), *_encabezado(2), *_PROEMIO, *_DE_LA_SESION, *_FINAL)

CONVOCATORIA = (
    Titulo(1, "{{ convocatoria.que_es }}"),
    parrafo("{{ sesion.nombre }}", estilo="subtitulo"),
    parrafo(
        "Folio ",
        negrita("{{ documento.folio }}"),
        "{% if cambios %} · versión {{ documento.version }}, sustituye a la anterior{% endif %}",
        estilo="centrado",
    ),
    parrafo("{{ convocatoria.destinatarios }}"),
    *_apartados("cambios"),
    parrafo(
        "{% if convocatoria.fundamento %}Con fundamento en {{ convocatoria.fundamento }}, se{% else %}Se{% endif %} "
        "les convoca"
        + _si(
            "convocatoria.segunda_letra",
            ", en segunda convocatoria por no haberse verificado la sesión citada para "
            "el {{ convocatoria.segunda_letra }},",
        )
        + " a la {{ sesion.nombre }}, que se celebrará a ",
        negrita("{{ sesion.hora_letra }} del día {{ sesion.fecha_letra }}"),
        "{{ sesion.donde }}, conforme al orden del día siguiente.",
    ),
    parrafo("{% for condicion in condiciones %}"),
    parrafo("{{ condicion.texto }}"),
    parrafo("{% endfor %}"),
    Titulo(2, "Orden del día"),
    parrafo("{% for punto in puntos %}"),
    Lista((elemento("{{ punto.numero }}.", "{{ punto.titulo }}"),)),
    parrafo("{% endfor %}"),
    *_apartados("anexos"),
    parrafo(
        "Dada en {{ emisor.municipio }}, {{ emisor.entidad }}, siendo {{ convocatoria.hora_emitida_letra }} del día "
        "{{ convocatoria.emitida_letra }}."
    ),
    *_apartados("firma", "acuses", "verificacion"),
)

DICTAMEN = (
    Titulo(1, "Dictamen {{ documento.folio }}"),
    parrafo("{{ organo.nombre }}", estilo="subtitulo"),
    parrafo("{{ dictamen.expedientes }}", estilo="centrado"),
    parrafo(negrita("{{ emisor.ayuntamiento | mayusculas }}:")),
    parrafo(
        "Las y los integrantes {{ organo.de }}"
        + _si("dictamen.fundamento", ", con fundamento en {{ dictamen.fundamento }}")
        + ", sometemos a la consideración del Ayuntamiento el presente dictamen, que ",
        negrita("{{ dictamen.sentido }}"),
        " {{ dictamen.lo_dictaminado }}, al tenor de lo siguiente.",
    ),
    *_apartados("antecedentes", "contenido", "considerandos", "modificaciones", "resolutivos", "votacion"),
    parrafo("{{ dictamen.lugar }}, a {{ dictamen.fecha_letra }}.", estilo="centrado"),
    *_apartados("firmas", "anexos", "votos_particulares", "verificacion"),
)

CERTIFICACION = (
    Titulo(1, "Certificación"),
    parrafo("Acuerdo {{ acuerdo.folio }}", estilo="subtitulo"),
    parrafo("Folio ", negrita("{{ documento.folio }}"), estilo="centrado"),
    parrafo(
        negrita("C. {{ certifica.nombre }}"),
        ", {{ certifica.cargo }} de {{ emisor.municipio }}, {{ emisor.entidad }}"
        + _si("certificacion.fundamento", ", con fundamento en {{ certificacion.fundamento }}")
        + ",",
    ),
    parrafo(negrita("CERTIFICA:"), estilo="centrado"),
    parrafo("{{ certificacion.que }}"),
    *_apartados("acuerdo", "expediente"),
    parrafo("{{ certificacion.estado_acta }}"),
    parrafo("{{ certificacion.cierre }} ", negrita("DOY FE.")),
    *_apartados("firma", "verificacion"),
)


def documento(bloques: tuple[Bloque, ...]) -> Documento:
    """The starter as a document whose texts are fields."""
    return Documento(
        titulo="Plantilla",
        membrete=(
            "{{ emisor.ayuntamiento }}",
            "{{ emisor.trienio }}",
            "{{ emisor.dependencia }}",
            "{% if emisor.lema %}",
            "{{ emisor.lema }}",
            "{% endif %}",
        ),
        lema="",
        folio="{{ documento.folio }}",
        version=1,
        pie="{{ documento.pie }}",
        marca="{{ documento.marca }}",
        fecha=FECHA,
        autor="Ruta",
        bloques=bloques,
        verificacion=Verificacion("{{ documento.url }}", ""),
    )
