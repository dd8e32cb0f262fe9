"""The Spanish of the templates: what each finding says, and what to do about it. Pure."""

from __future__ import annotations

_PAQUETE = {
    "PLANTILLA_NO_ES_WORD": "El archivo no es un documento de Word (.docx) o está dañado. Ábralo en Word o LibreOffice "
    "y guárdelo otra vez como «Documento de Word (.docx)».",
    "PLANTILLA_PESADA": "El archivo pesa más de {maximo} MB. Reduzca sus imágenes y guárdelo de nuevo.",
    "PLANTILLA_BOMBA": "El archivo crece demasiado al abrirse: no se abre. Cópielo a un documento nuevo y guárdelo.",
    "PLANTILLA_CIFRADA": "El archivo tiene contraseña. Quítela y súbalo otra vez.",
    "PLANTILLA_MACROS": "El archivo tiene macros. Guárdelo como «Documento de Word (.docx)», sin macros.",
    "PLANTILLA_INCRUSTADO": "El documento lleva dentro otro archivo u objeto. Quítelo; si es una tabla de Excel, "
    "péguela "
    "como tabla de Word; si es una imagen, péguela como imagen.",
    "PLANTILLA_EXTERNA": "El documento depende de {que} que está fuera de él. Inserte la imagen dentro del "
    "documento, o "
    "quite el vínculo.",
    "PLANTILLA_DTD": "El archivo trae instrucciones que un documento de Word no lleva: no se abre.",
    "PLANTILLA_FECHA_AUTOMATICA": "El documento tiene una fecha automática de Word: cambiaría cada día. Use en su "
    "lugar "
    "un campo de la lista, como la fecha de la sesión.",
    "PLANTILLA_CAMPO_DE_WORD": "El documento usa el campo de Word {campo}, que no se admite en una plantilla. Solo se "
    "admiten números de página, referencias y vínculos.",
}
_MARCAS = {
    "PLANTILLA_DEMASIADAS_MARCAS": "La plantilla tiene más de {maximo} marcas. Use los apartados completos o un ciclo.",
    "PLANTILLA_LLAVES": "Hay llaves que no cierran o que sobran. Un campo se escribe entre dos llaves a cada lado, "
    "en el "
    "mismo párrafo.",
    "PLANTILLA_SIN_CERRAR": "Lo que abre {orden} no se cierra. Escriba su cierre después de lo que encierra, en la "
    "misma "
    "parte del documento.",
    "PLANTILLA_CIERRE_SOBRA": "{orden} está aquí sin nada que cerrar o continuar, o cruzado con otro. "
    "Quítelo o muévalo.",
    "PLANTILLA_ANIDADA": "Hay demasiadas condiciones o ciclos, unos dentro de otros. Simplifique ese lugar.",
    "PLANTILLA_CAMPO": "No existe el campo «{campo}». ¿Quiso decir «{parecido}»? Corríjalo.",
    "PLANTILLA_CAMPO_DESCONOCIDO": "No existe el campo «{campo}». Cópielo de la lista de campos de este documento.",
    "PLANTILLA_ES_LISTA": "«{campo}» es una lista: no se imprime entera. Recórrala: {escrito}",
    "PLANTILLA_ES_CONDICION": "«{campo}» es un sí o no: no se imprime. Úselo para poner o quitar texto: {escrito}",
    "PLANTILLA_APARTADO_SOLO": "«{campo}» son párrafos y tablas completas: déjelo solo en su párrafo, sin más texto.",
    "PLANTILLA_NO_ES_LISTA": "«{campo}» no es una lista que se pueda recorrer. La más parecida: «{parecido}».",
    "PLANTILLA_PALABRA_OCUPADA": "«{palabra}» ya es el nombre de un campo. Use otra palabra en ese ciclo.",
    "PLANTILLA_ORDEN": "La orden «{orden}» no se admite. Solo hay condiciones (if, elif, else, endif) y ciclos (for, "
    "endfor).",
    "PLANTILLA_EXPRESION": "No se entiende «{texto}». Escriba solo el nombre del campo, tal como está en la lista.",
    "PLANTILLA_FILTRO": "El cambio de forma «{filtro}» no existe. Los que hay: {filtros}.",
    "PLANTILLA_PROHIBIDO_AQUI": "«{texto}» no se admite. En una plantilla solo hay campos de la lista, condiciones y "
    "ciclos sobre sus listas: sin cálculos, sin corchetes y sin paréntesis.",
    "PLANTILLA_A_VECES": "Algo que el documento debe decir siempre está dentro de una condición: {campo}. "
    "Compruebe que "
    "no falte en ningún caso.",
}
_LLENADO = {
    "PLANTILLA_PROHIBIDO": "La plantilla pide algo que no se admite.",
    "PLANTILLA_EXCEDIDA": "Al llenarla, la plantilla crece sin medida: hay un ciclo dentro de otro que repite "
    "todo. Quite "
    "uno de los dos.",
    "PLANTILLA_CAMPO_FALTA": "Al llenarla con un documento de prueba faltó un campo.",
    "PLANTILLA_FORMA": "Al llenarla, el documento queda mal formado. Suele pasar cuando un ciclo o una condición "
    "empieza "
    "en una celda o párrafo y termina en otro: deje la orden sola en su párrafo, o use {{%tr … %}} para repetir "
    "renglones de una tabla.",
    "PLANTILLA_NO_SE_LLENA": "La plantilla no se pudo llenar con un documento de prueba. Descargue la plantilla "
    "inicial, "
    "compare y corrija.",
    "PLANTILLA_NO_DISPONIBLE": "El archivo de la plantilla no se pudo leer.",
}
_COSTUMBRES = {
    "PLANTILLA_CON_CAMBIOS": "Hay cambios marcados sin aceptar. Acéptelos o rechácelos en Word antes de usarla.",
    "PLANTILLA_CON_COMENTARIOS": "Hay comentarios al margen: saldrían en cada documento. Bórrelos.",
    "PLANTILLA_VINCULOS": "Hay vínculos a páginas de internet ({cuantos}). Se conservan; compruebe que sean los suyos.",
    "PLANTILLA_IMAGEN_SIN_TEXTO": "Hay una imagen sin texto alternativo. Escríbalo en Word: clic derecho, «Ver texto "
    "alternativo».",
}
_FALTA = {
    "folio": "el folio",
    "huella": "la huella con que se verifica",
    "firmas": "los espacios para firmar, o los nombres de quienes firman",
    "firma": "quién lo firma",
    "marca": "la leyenda «PROYECTO» o «VERSIÓN PÚBLICA»: sin ella un proyecto se confunde con el acta aprobada",
    "quorum": "el quórum",
    "asistencia": "la lista de asistencia, que es información pública de oficio (LGTAIP 66, fracción IX)",
    "apertura": "la hora en que empezó la sesión",
    "clausura": "la hora en que terminó la sesión",
    "votos": "el sentido del voto de cada integrante, que es información pública de oficio (LGTAIP 66, fracción IX)",
    "acuerdos": "los acuerdos, que son información pública de oficio (LGTAIP 66, fracción VIII)",
    "orden": "el orden del día",
    "precisiones": "las precisiones que se incorporaron al aprobar el acta",
    "caratula": "la carátula con lo que se clasificó y su fundamento",
    "fecha": "el día de la sesión",
    "hora": "la hora de la sesión",
    "lugar": "el lugar de la sesión",
    "cambios": "lo que corrige una fe de erratas: la misma plantilla sirve para rectificar",
    "expediente": "el expediente de que trata",
    "observaciones": "las observaciones",
    "plazo": "el día en que vence el plazo para atenderlas",
    "sentido": "el sentido del dictamen",
    "resolutivos": "los resolutivos",
    "votos_particulares": "los votos particulares, que van anexos al dictamen",
    "acuerdo": "el texto del acuerdo",
    "votacion": "la votación del acuerdo",
    "estado_acta": "si el acta ya se aprobó o sigue pendiente",
    "expedida": "el día en que se expide",
    "contenido": "lo que dice el informe",
}
_ACTOS = {
    "PLANTILLA_CON_ERRORES": "La plantilla tiene errores ({errores}). Corríjalos en Word y súbala otra vez.",
    "PLANTILLA_DESCARTADA": "Esa plantilla se descartó. Súbala otra vez si la necesita.",
    "PLANTILLA_YA_EN_VIGOR": "Esa plantilla ya se puso en vigor.",
    "PLANTILLA_ORGANO": "Ese órgano no existe. Elija uno de la lista.",
    "PLANTILLA_SIN_FECHA": "Escriba desde qué día se usa.",
    "PLANTILLA_RETROACTIVA": "El día en que empieza a usarse no puede ser anterior a hoy: lo ya expedido no cambia.",
    "PLANTILLA_SIN_FUNDAMENTO": "Escriba el fundamento o el acuerdo que la autoriza, en menos de {maximo} letras.",
    "MEMBRETE_LINEAS": "El encabezado lleva hasta {lineas} líneas de {maximo} letras cada una.",
    "MEMBRETE_PIE": "La línea al pie lleva hasta {maximo} letras.",
    "MEMBRETE_SIN_TEXTO": "Describa el escudo en palabras, en menos de {maximo} letras: lo oye quien no lo ve.",
    "MEMBRETE_ESCUDO_NO_PNG": "El escudo no es una imagen PNG o SVG completa. Guárdelo otra vez como PNG y súbalo.",
    "MEMBRETE_SVG_NO_SE_LEE": "El dibujo SVG no se puede leer. Guárdelo otra vez, o súbalo como PNG.",
    "MEMBRETE_SVG_NO_SE_ADMITE": "El dibujo SVG trae algo que no se admite («{que}»): solo se dibujan trazos y "
    "colores. Conviértalo a trazos, o súbalo como PNG.",
    "MEMBRETE_ESCUDO_PESADO": "El escudo pesa más de {maximo_kb} KB. Guárdelo más pequeño: se imprime a un centímetro "
    "y medio.",
    "MEMBRETE_ESCUDO_MEDIDAS": "El escudo debe medir entre {minimo} y {maximo} puntos por lado, y ningún lado más del "
    "triple del otro.",
    "PREVIA_SIN_LIBREOFFICE": "En este equipo no está instalado LibreOffice, que dibuja las páginas. Descargue la "
    "vista previa en Word.",
    "PREVIA_TARDA": "La vista previa tardó demasiado. Descárguela en Word.",
    "PREVIA_FALLO": "La vista previa en PDF no se pudo hacer. Descárguela en Word.",
}
CLASES = {
    "acta": "Acta",
    "proyecto_acta": "Proyecto de acta",
    "constancia": "Constancia de sesión no celebrada",
    "acta_publica": "Versión pública del acta",
    "convocatoria": "Convocatoria",
    "dictamen": "Dictamen",
    "certificacion": "Certificación de acuerdo",
    "oficio": "Oficio de Planeación",
    "informe": "Informe trimestral de actividades",
    "informe_consolidado": "Informe consolidado de evaluación",
}
ACTOS = {
    "membrete:vigor": "Puso en vigor un membrete",
    "plantilla:cargar": "Subió una plantilla de documento",
    "plantilla:vigor": "Puso en vigor una plantilla de documento",
    "plantilla:propia": "Volvió a la composición de Ruta para un documento",
    "plantilla:descartar": "Descartó una plantilla de documento",
}
RAZONES: dict[str, str] = {
    **_ACTOS,
    **_PAQUETE,
    **_MARCAS,
    **_LLENADO,
    **_COSTUMBRES,
    **{
        f"PLANTILLA_FALTA_{codigo.upper()}": f"Falta en la plantilla: {que}. Agregue, por ejemplo: {{campo}}"
        for codigo, que in _FALTA.items()
    },
}
