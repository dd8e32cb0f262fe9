"""The Spanish of the agenda and of the quarterly report. Pure."""

from __future__ import annotations

from workflow.informes.clases import TIPOS

FUNDAMENTO_CONSOLIDADO = (
    "Ley de Planeación del Estado de Zacatecas y sus Municipios\n"
    "Ley Orgánica del Municipio del Estado de Zacatecas\n"
    "Ley General de Contabilidad Gubernamental, artículo 79"
)
FUNDAMENTO_INICIAL = (
    "Ley de Planeación del Estado de Zacatecas y sus Municipios\n"
    "Ley Orgánica del Municipio del Estado de Zacatecas\n"
    "Ley de Transparencia y Acceso a la Información Pública del Estado de Zacatecas"
)
"""What a report says until somebody of Planeación writes its own: the articles are by confirming."""

FUNDAMENTO: dict[str, str] = {"trimestral": FUNDAMENTO_INICIAL, "consolidado": FUNDAMENTO_CONSOLIDADO}

RAZONES: dict[str, str] = {
    "ACTIVIDAD_SIN_TIPO": "Elija qué tipo de actividad fue: de eso depende en qué apartado del informe aparece.",
    "ACTIVIDAD_SIN_FECHA": "Escriba al menos un día. Si no lo tiene, marque que solo conoce el trimestre.",
    "ACTIVIDAD_FECHA_ILEGIBLE": "«{escrito}» no es una fecha. Elija el día en el calendario o escríbalo completo.",
    "ACTIVIDAD_HORA_ILEGIBLE": "«{escrito}» no es una hora. Escríbala como 10:30.",
    "ACTIVIDAD_NUMERO_ILEGIBLE": "«{escrito}» no es un número de personas. Escriba solo la cifra.",
    "ACTIVIDAD_MUCHAS_FECHAS": "Son más de {maximo} días. Registre la actividad en dos partes.",
    "ACTIVIDAD_DOS_TRIMESTRES": "Los días son de trimestres distintos. Registre una actividad por trimestre.",
    "ACTIVIDAD_ASISTENTES": "El número de asistentes va de 1 a {maximo:,}. Si no se contaron, déjelo vacío.",
    "ACTIVIDAD_QUIENES_SIN_CUANTOS": "Escribió quiénes asistieron: escriba también cuántas personas fueron.",
    "ACTIVIDAD_TEXTO_LARGO": "Uno de los textos pasa de {maximo} letras. Resúmalo.",
    "ACTIVIDAD_CAMBIADA": "Mientras usted escribía, {quien} cambió esta actividad. Lo que usted escribió está abajo: "
    "compárelo con lo que quedó guardado y guarde de nuevo.",
    "ACTIVIDAD_RETIRADA": "Esta actividad ya se retiró de la agenda. Si sí ocurrió, regístrela de nuevo.",
    "ACTIVIDAD_SIN_MOTIVO": "Escriba por qué se retira, en menos de 300 letras: queda en su historia.",
    "FOTO_SIN_TEXTO": "Diga qué se ve en cada fotografía: es lo que lee quien no puede verla.",
    "FOTO_MUCHAS": "Son más de {maximo} fotografías. Elija las que mejor muestran la actividad.",
    "FOTO_TEXTO_LARGO": "Lo que se ve en la fotografía va en menos de {texto} letras, y su pie en menos de {pie}.",
    "FOTO_ILEGIBLE": "Una de las imágenes no se puede leer. Ábrala, guárdela como JPEG o PNG y súbala de nuevo.",
    "TRIMESTRE_DESCONOCIDO": "Ese trimestre no existe. Elija uno de la lista.",
    "INFORME_SECCION": "Ese apartado no está en el informe. Abra de nuevo la página y elija otro.",
    "INFORME_TEXTO_LARGO": "El texto pasa de {maximo:,} letras. Resúmalo.",
    "INFORME_TEXTO_CAMBIADO": "Mientras usted escribía, {quien} guardó «{apartado}». Lo que usted escribió está abajo, "
    "junto a lo que quedó guardado: únalos y guarde de nuevo.",
    "INFORME_SIN_CAMBIOS": "Nada cambió desde la versión {version}: no hace falta otra.",
    "INFORME_SIN_VERSION": "Esa versión del informe no existe. Abra de nuevo la página.",
    "INFORME_VERSION_ANTERIOR": "Ya hay una versión más nueva del informe: se firma y se publica la última.",
    "INFORME_SIN_FIRMAR": "Antes de publicar, suba el informe firmado y digitalizado en PDF.",
    "INFORME_YA_PUBLICADO": "La versión {version} ya está publicada.",
    "CONSOLIDADO_SIN_CORTE": "Todavía no hay corte {periodo}. Hágalo en «Cortes» y elabore después el informe: todo "
    "sale de lo que el corte congela.",
    "INFORME_SIN_PUBLICAR": "Solo se lleva a sesión una versión publicada.",
    "INFORME_SESION_AJENA": "Elija una sesión del COPLADEMUN que ya esté convocada y no haya empezado.",
    "INFORME_NO_TERMINA": "El trimestre termina el {dia}. El informe se firma cuando termine: mientras tanto "
    "es borrador.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "actividad_tipo": {clave: tipo.uno for clave, tipo in TIPOS.items()},
    "informe_seccion": {
        "presentacion": "Presentación",
        "fundamento": "Fundamento legal",
        "planeacion": "Planeación, evaluación y seguimiento",
        "capacidades": "Fortalecimiento de capacidades institucionales",
        "coordinacion": "Coordinación interinstitucional",
        "participacion": "Participación institucional y representación",
        "vinculacion": "Vinculación social y participación ciudadana",
        "conclusiones": "Conclusiones",
        "metodologia": "Metodología",
        "resultados": "Resultados generales",
        "ejes": "Resultados por eje del Plan Municipal de Desarrollo",
        "dependencias": "Resultados por dependencia",
        "matrices": "Resultados por matriz de indicadores",
        "financiero": "Avance físico y financiero",
        "mejora": "Aspectos susceptibles de mejora",
    },
    "informe_clase": {
        "trimestral": "Informe trimestral de actividades",
        "consolidado": "Informe consolidado de evaluación del desempeño",
    },
    "informe_estado": {
        "sin_elaborar": "Sin elaborar",
        "borrador": "Borrador",
        "firmado": "Firmado",
        "publicado": "Publicado",
    },
    "acto": {
        "actividad:registrar": "Registró una actividad en la agenda",
        "actividad:corregir": "Corrigió una actividad de la agenda",
        "actividad:retirar": "Retiró una actividad de la agenda",
        "informe:escribir": "Escribió en un apartado del informe",
        "informe:emitir": "Elaboró una versión del informe",
        "informe:firmar": "Subió el informe firmado",
        "informe:publicar": "Publicó el informe",
        "informe:llevar": "Llevó el informe consolidado a una sesión",
    },
}
