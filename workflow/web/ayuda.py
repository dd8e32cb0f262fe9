"""/ayuda: the manual, one page per role and per kind of page. The help link of each page opens its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from workflow.kernel.actor import Actor
from workflow.kernel.refusals import NotFound
from workflow.web import guard

bp = Blueprint("ayuda", __name__, url_prefix="/ayuda")


@dataclass(frozen=True)
class Tema:
    """A page of the manual; `roles` is empty for the ones that concern everybody."""

    clave: str
    titulo: str
    resumen: str
    roles: tuple[str, ...] = ()


TEMAS: tuple[Tema, ...] = (
    Tema(
        "dependencia",
        "Enlaces y titulares de dependencia",
        "Capturar o subir el POA y el padrón, enviarlos, responder observaciones.",
        ("dependencia_captura", "dependencia_titular"),
    ),
    Tema(
        "planeacion",
        "Revisión de Planeación",
        "Tomar un expediente, observar, calificar respuestas, validar y turnar.",
        ("planeacion_revisor", "planeacion_titular"),
    ),
    Tema(
        "comisiones",
        "Secretaría de comisiones",
        "Convocar Comisiones Unidas, pasar lista, votar y registrar el dictamen.",
        ("comisiones_secretaria",),
    ),
    Tema(
        "gobierno",
        "Secretaría de Gobierno Municipal",
        "Armar el orden del día de Cabildo, conducir la sesión y sacar actas y certificaciones.",
        ("secretaria_gobierno",),
    ),
    Tema(
        "integrante",
        "Integrantes del Ayuntamiento",
        "Ver lo que se va a tratar, los documentos y cómo quedó cada votación.",
        ("integrante",),
    ),
    Tema(
        "transparencia",
        "Transparencia y auditoría",
        "Publicar lo aprobado con los datos personales protegidos, y consultar sin cambiar nada.",
        ("transparencia", "auditoria"),
    ),
    Tema(
        "administracion",
        "Administración del sistema",
        "Altas, cargos con fechas, contraseñas y trabajos en segundo plano.",
        ("administrador",),
    ),
    Tema(
        "firma",
        "Firmar con e.firma",
        "Firmar un acta, un dictamen o una certificación sin que la llave salga de su equipo, y comprobar una firma.",
    ),
    Tema(
        "plantillas",
        "Plantillas de documentos",
        "Dar a cada documento el formato del Ayuntamiento en Word: empezar, subir, revisar y poner en vigor.",
        ("secretaria_gobierno", "administrador"),
    ),
    Tema(
        "preparar",
        "Preparar y corregir una sesión",
        "Actas por aprobar, ensayo, fe de erratas, segunda convocatoria, cancelación y correcciones.",
    ),
    Tema(
        "organos",
        "Órganos, reglas y curules",
        "Registrar un órgano, sus reglas con fecha y fundamento, quién lo integra y quién ocupa cada curul.",
    ),
    Tema(
        "indicadores",
        "Avances, semáforos y cortes",
        "Reportar lo que se logró, revisarlo, leer el semáforo y congelar un mes o un trimestre.",
        ("dependencia_captura", "dependencia_titular", "planeacion_revisor", "planeacion_titular"),
    ),
    Tema(
        "revision",
        "La mesa de revisión",
        "Comparar con la versión anterior, decidir los hallazgos, contestar la lista, proponer validar y repartir.",
        ("planeacion_revisor", "planeacion_titular"),
    ),
    Tema(
        "plazos",
        "Plazos, pausas y recordatorios",
        "Cuándo vence cada etapa, cómo se pausa o se prorroga, a quién se recuerda y a dónde se fueron los días.",
    ),
    Tema(
        "privacidad",
        "Datos personales de los padrones",
        "Ver a una persona con motivo, quién la ha visto, derechos ARCO, bloqueo, avisos de privacidad y Comité.",
        ("dependencia_captura", "dependencia_titular", "planeacion_revisor", "transparencia", "auditoria"),
    ),
    Tema(
        "duplicados",
        "Posibles duplicados y cruces",
        "Filas que podrían ser de la misma persona, dos CURP de una persona, cruces entre padrones y con listas.",
        ("dependencia_captura", "dependencia_titular", "planeacion_revisor", "planeacion_titular"),
    ),
    Tema(
        "entregas",
        "Entregas y beneficiarios",
        "Registrar lo que se entrega, jornadas, libro de Excel, hallazgos, y los padrones en vigor desde arriba.",
        ("dependencia_captura", "dependencia_titular", "planeacion_revisor", "planeacion_titular", "auditoria"),
    ),
    Tema("cuenta", "Entrar y cuidar su cuenta", "Contraseña, cerrar en otros equipos, avisos."),
    Tema("expediente", "Leer un expediente", "Folio, etapas, quién lo tiene, por qué un botón está apagado."),
    Tema(
        "poa",
        "Capturar el POA",
        "Diagnóstico, tipos de meta, repartir lo del año, copiar filas y la hoja de cálculo.",
        ("dependencia_captura", "dependencia_titular"),
    ),
    Tema(
        "matriz",
        "La matriz de indicadores",
        "Redactar cada nivel, la ficha técnica, probar una fórmula, y la matriz que comparten varias unidades.",
        ("dependencia_captura", "dependencia_titular"),
    ),
    Tema(
        "catalogos",
        "Catálogos del ejercicio",
        "Cambiar programas, partidas, fuentes y demás claves; preparar otro ejercicio; versiones.",
        ("planeacion_titular", "administrador"),
    ),
    Tema(
        "dependencias",
        "Dependencias que cambian",
        "Cambio de nombre, fusión, escisión y cambio de adscripción, con su acuerdo y sin perder la serie.",
        ("planeacion_titular", "administrador"),
    ),
    Tema(
        "modificaciones",
        "Lo que cambia después de aprobarse",
        "Fijar el texto que aprobó el Cabildo, modificar lo publicado, comparar original y modificado, oficios.",
        ("planeacion_revisor", "planeacion_titular", "dependencia_titular"),
    ),
    Tema(
        "informes",
        "Agenda, informes y aspectos de mejora",
        "La agenda de la Secretaría, el informe trimestral, el consolidado y los aspectos de mejora (ASM).",
        ("planeacion_revisor", "planeacion_titular", "dependencia_titular"),
    ),
    Tema(
        "conjunto",
        "Varios a la vez y el panorama",
        "Turnar, tomar o publicar muchos; reunir los POA en un archivo; verlos en conjunto.",
        ("planeacion_titular", "transparencia"),
    ),
    Tema(
        "padrones",
        "Reglas de operación y padrón en vigor",
        "Los apartados y los criterios, altas, bajas y correcciones, quién está en vigor y bajo qué reglas.",
        ("dependencia_captura", "dependencia_titular", "planeacion_revisor", "planeacion_titular"),
    ),
    Tema("archivos", "Subir libros de Excel", "La plantilla del POA, el padrón y cómo leer lo que se encontró."),
)
POR_CLAVE = {tema.clave: tema for tema in TEMAS}
# Blueprint of the page where the help link was -> topic of the manual.
DE_LA_PAGINA = {
    "acceso": "cuenta",
    "avisos": "cuenta",
    "expedientes": "expediente",
    "tablero": "expediente",
    "plazos": "plazos",
    "modificacion": "modificaciones",
    "informes": "informes",
    "asm": "informes",
    "lotes": "conjunto",
    "panorama": "conjunto",
    "poa": "poa",
    "catalogos": "catalogos",
    "compatibilidad": "padrones",
    "dependencias": "dependencias",
    "padron": "padrones",
    "coincidencias": "duplicados",
    "beneficiarios": "entregas",
    "revision": "revision",
    "usuarios": "administracion",
    "trabajos": "administracion",
    "documentos": "gobierno",
    "actas": "gobierno",
    "verificacion": "expediente",
    "sesiones": "gobierno",
    "convocatorias": "gobierno",
    "acuerdos": "gobierno",
    "calendario": "cuenta",
    "publicos": "transparencia",
    "padrones_publicos": "transparencia",
    "segundo_paso": "cuenta",
    "medidas": "administracion",
    "abiertos": "transparencia",
}
DE_QUIEN_MIRA = {"sesiones", "convocatorias", "acuerdos", "documentos", "actas", "bandeja", "inicio"}


@bp.get("")
@guard.public
def indice() -> str:
    actor = guard.actor_or_none()
    own = _own(actor)
    rest = [tema for tema in TEMAS if tema not in own]
    return render_template("ayuda/indice.html", propios=own, temas=rest)


@bp.get("/<tema>")
@guard.public
def tema(tema: str) -> str | Response:
    found = POR_CLAVE.get(tema)
    if found is None:
        return _of_page(tema)
    return render_template(f"ayuda/{found.clave}.html", tema=found, temas=TEMAS, ver=_url)


def _of_page(pagina: str) -> Response:
    """The topic of a page: of who looks at it, where it is seen differently by each role."""
    own = _own(guard.actor_or_none())
    if pagina in DE_QUIEN_MIRA and own:
        return redirect(_url(own[0].clave))
    if pagina in DE_LA_PAGINA:
        return redirect(_url(DE_LA_PAGINA[pagina]))
    if pagina in ("bandeja", "inicio", "ayuda", "salud", "estilo"):
        return redirect(url_for("ayuda.indice"))
    raise NotFound("NO_EXISTE")


def _own(actor: Actor | None) -> list[Tema]:
    return [tema for tema in TEMAS if tema.roles and actor is not None and actor.has(*tema.roles)]


def _url(clave: str, **values: Any) -> str:
    return url_for("ayuda.tema", tema=clave, **values)
