"""The codes a row of a padrón can carry, in the order in which they are counted and shown.

An error keeps the row out until somebody corrects it; a warning lets it in and shows it.
"""

from __future__ import annotations

ERRORES: dict[str, str] = {
    "CURP_FALTANTE": "Sin CURP y sin motivo",
    "CURP_FORMATO": "Ya limpia, la CURP no cumple la estructura y no tiene una lectura única con O/0",
    "CURP_DIGITO": "Estructura correcta y dígito verificador equivocado",
    "CURP_FECHA": "Las posiciones 5 a 10 no son una fecha real",
    "CURP_ENTIDAD": "Las posiciones 12 y 13 no son una entidad",
    "NOMBRE_FALTANTE": "Falta el nombre o el primer apellido",
    "FECHA_INVALIDA": "Una celda de fecha tiene un contenido que no es una fecha",
    "MONTO_INVALIDO": "El monto no es un número o es negativo",
    "EDAD_FUERA_DE_REGLA": "Edad fuera del intervalo de las reglas en la fecha de alta o de entrega",
    "MENOR_SIN_TUTOR": "Menor de 18 años sin CURP válida de la persona tutora (solo si el formato la pide)",
    "ALTA_ANTES_DE_REGLAS": "Alta o entrega anterior a la entrada en vigor de las reglas",
    "DUPLICADO_EN_PADRON": "La misma clave ya apareció en una fila anterior del mismo archivo y periodo",
    "RFC_FORMATO": "El RFC no tiene la estructura de persona moral",
    "SUMA_BENEFICIARIOS": "Hombres más mujeres no da el total",
    "SUMA_INVERSION": "La suma de inversiones no da el total",
    "FECHAS_INCONGRUENTES": "El término es anterior al inicio",
}

AVISOS: dict[str, str] = {
    "CURP_NORMALIZADA": "Se quitaron espacios, espacios duros o guiones, o se pasó a mayúsculas",
    "CURP_O0": "Letra O y cifra 0 cambiadas; una sola lectura da un dígito verificador correcto; se confirma a mano",
    "SIN_CURP_CON_MOTIVO": "Sin CURP y con motivo anotado",
    "SEXO_NO_COINCIDE": "El sexo de la celda no es el de la CURP",
    "NACIMIENTO_NO_COINCIDE": "La fecha de nacimiento de la celda no es la de la CURP",
    "ENTIDAD_NO_COINCIDE": "La entidad de nacimiento de la celda no es la de la CURP",
    "NOMBRE_NO_COINCIDE": "Las letras de la CURP no salen del nombre escrito, en ninguno de los dos órdenes",
    "SEXO_X": "CURP con X en la posición 11",
    "DOMICILIO_COMODIN": "Domicilio con un valor comodín (0, SN, DOMICILIO CONOCIDO…)",
    "CP_COMODIN": "Código postal 00000",
    "LOCALIDAD_NO_CATALOGADA": "La clave de localidad no está en el catálogo",
    "CLAVE_SIN_CEROS": "Clave de municipio o localidad sin sus ceros a la izquierda",
    "MOJIBAKE": "Texto en UTF-8 leído como cp1252 (MUÃ‘OZ); se repara",
    "NOMBRE_ILEGIBLE": "El nombre tiene un signo ? en lugar de una letra; no se puede reparar",
    "ANIO_DOS_DIGITOS": "Año de nacimiento de dos cifras; el siglo sale de la posición 17",
    "RFC_DIGITO": "El dígito verificador del RFC no corresponde",
}

# What only some rules of operation ask for, or a file of movements: none appears where it is not said.
ERRORES_DE_REGLA: dict[str, str] = {
    "LOCALIDAD_FUERA_DE_REGLA": "La localidad no es de las que cubren las reglas, o no se dice cuál es",
    "SEXO_FUERA_DE_REGLA": "Las reglas no dirigen el apoyo a personas de ese sexo",
    "MONTO_FUERA_DE_REGLA": "El monto es menor que el mínimo o mayor que el máximo de las reglas",
    "MONTO_PERSONA_REBASADO": "Con esta fila la persona pasa del máximo que las reglas le permiten en total",
    "MOVIMIENTO_INVALIDO": "La columna MOVIMIENTO no dice ALTA, BAJA o CORRECCION",
    "BAJA_SIN_MOTIVO": "La baja no dice una de las causas que señalan las reglas",
    "ALTA_YA_INSCRITA": "Alta de quien ya está en el padrón en vigor",
    "MOVIMIENTO_SIN_INSCRIPCION": "Baja o corrección de quien no está en el padrón en vigor",
}
AVISOS_DE_REGLA: dict[str, str] = {
    "HOGAR_REBASADO": "En el mismo domicilio hay más personas que las que permiten las reglas",
    "DOCUMENTO_FALTANTE": "Falta un documento que piden las reglas",
}
ERRORES_TODOS: dict[str, str] = {**ERRORES, **ERRORES_DE_REGLA}
AVISOS_TODOS: dict[str, str] = {**AVISOS, **AVISOS_DE_REGLA}

# What to do about it: printed on the check page and in the workbook of errors.
REMEDIOS: dict[str, str] = {
    "CURP_FALTANTE": "Escriba la CURP o, si la persona no la tiene, anote el motivo.",
    "CURP_FORMATO": "Copie la CURP del documento: 18 caracteres, sin Ñ.",
    "CURP_DIGITO": "Un carácter está equivocado: compare la CURP con el documento.",
    "CURP_FECHA": "Revise el año, mes y día dentro de la CURP.",
    "CURP_ENTIDAD": "Revise las dos letras de la entidad en la CURP.",
    "NOMBRE_FALTANTE": "Escriba el nombre y el primer apellido.",
    "FECHA_INVALIDA": "Escriba la fecha como día/mes/año, por ejemplo 05/02/2026.",
    "MONTO_INVALIDO": "Escriba solo el número, por ejemplo 1200.50; cero si no se entregó dinero.",
    "EDAD_FUERA_DE_REGLA": "Las reglas de operación no admiten esa edad: retire la fila o corrija la fecha.",
    "MENOR_SIN_TUTOR": "Escriba la CURP de la madre, el padre o quien ejerza la tutela.",
    "ALTA_ANTES_DE_REGLAS": "Nadie entra antes de que las reglas estén en vigor: corrija la fecha o retire la fila.",
    "DUPLICADO_EN_PADRON": "Deje una sola fila de la misma persona y periodo.",
    "RFC_FORMATO": "Escriba el RFC de la persona moral: 12 caracteres con homoclave.",
    "SUMA_BENEFICIARIOS": "Corrija las cantidades para que hombres más mujeres den el total.",
    "SUMA_INVERSION": "Corrija los montos para que federal, estatal, municipal y otras den el total.",
    "FECHAS_INCONGRUENTES": "La fecha de término debe ser igual o posterior a la de inicio.",
    "CURP_NORMALIZADA": "Ya se corrigió al leer; no hay que hacer nada.",
    "CURP_O0": "Confirme con el documento si es letra O o cifra cero.",
    "SIN_CURP_CON_MOTIVO": "Ayude a la persona a tramitar su CURP.",
    "SEXO_NO_COINCIDE": "Confirme el dato con el acta de nacimiento.",
    "NACIMIENTO_NO_COINCIDE": "Confirme la fecha con el acta de nacimiento.",
    "ENTIDAD_NO_COINCIDE": "Confirme la entidad con el acta de nacimiento.",
    "NOMBRE_NO_COINCIDE": "Confirme que la CURP sea de esa persona.",
    "SEXO_X": "No hay que hacer nada.",
    "DOMICILIO_COMODIN": "Complete el domicilio si se conoce.",
    "CP_COMODIN": "Escriba el código postal si se conoce.",
    "LOCALIDAD_NO_CATALOGADA": "Busque la clave de la localidad en el catálogo del INEGI.",
    "CLAVE_SIN_CEROS": "Ya se completó al leer; guarde esa columna como texto.",
    "MOJIBAKE": "Ya se reparó al leer; guarde el archivo en UTF-8.",
    "NOMBRE_ILEGIBLE": "Escriba de nuevo el nombre completo.",
    "ANIO_DOS_DIGITOS": "Escriba el año con cuatro cifras.",
    "RFC_DIGITO": "Compare el RFC con la constancia de situación fiscal.",
    "LOCALIDAD_FUERA_DE_REGLA": "Corrija la clave de la localidad o retire la fila: las reglas no la cubren.",
    "SEXO_FUERA_DE_REGLA": "Revise el sexo contra la CURP; si está bien, retire la fila.",
    "MONTO_FUERA_DE_REGLA": "Corrija el monto: debe estar entre el mínimo y el máximo de las reglas.",
    "MONTO_PERSONA_REBASADO": "Reduzca el monto o retire la fila: sumada con las anteriores pasa del máximo.",
    "MOVIMIENTO_INVALIDO": "Escriba ALTA, BAJA o CORRECCION en la columna MOVIMIENTO.",
    "BAJA_SIN_MOTIVO": "Escriba en MOTIVO DE BAJA la causa: defunción, renuncia, cambio de domicilio, incumplimiento, "
    "duplicidad, fin de vigencia u otra.",
    "ALTA_YA_INSCRITA": "Si cambiaron sus datos, escriba CORRECCION; si no cambió nada, retire la fila.",
    "MOVIMIENTO_SIN_INSCRIPCION": "Revise la CURP. Si le corrigieron la CURP, escriba la de antes en CURP ANTERIOR; "
    "si es nueva en el padrón, escriba ALTA.",
    "HOGAR_REBASADO": "Confirme si son hogares distintos; si es uno solo, retire las filas que sobran.",
    "DOCUMENTO_FALTANTE": "Pida el documento a la persona y márquelo en su columna.",
}

# With one of these the row has no key by which the person can be looked up.
SIN_CLAVE_LEGIBLE = frozenset(
    {"CURP_FALTANTE", "CURP_FORMATO", "CURP_DIGITO", "CURP_FECHA", "CURP_ENTIDAD", "SIN_CURP_CON_MOTIVO"}
)

ESTADOS_FILA: tuple[str, ...] = ("valida", "aviso", "error")


def estado_de(codigos: tuple[str, ...] | list[str]) -> str:
    """`error` if any code is an error, `aviso` if there are only warnings, else `valida`."""
    if not codigos:
        return "valida"
    return "error" if any(codigo in ERRORES_TODOS for codigo in codigos) else "aviso"
