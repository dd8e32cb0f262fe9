"""The sentence of each finding of a POA, over its facts: `valor`, `esperado` and those the rule gives."""

from __future__ import annotations

HALLAZGOS: dict[str, str] = {
    # The eleven of the layout
    "SUMA_MENSUAL_DISTINTA": "El total anual dice {valor} y {regla} {esperado}.",
    "UNICA_EN_VARIOS_MESES": "Una meta única se entrega en un solo mes, y ya está en {primero}. Deje este mes "
    "en 0 o use otro tipo de meta.",
    "COMPONENTE_SIN_ACTIVIDADES": "El componente {valor} no tiene ninguna actividad.",
    "ACTIVIDAD_SIN_COMPONENTE": "La actividad {actividad} apunta al componente {componente}, que no está en la matriz.",
    "PARTIDA_INEXISTENTE": "La partida {valor} no está en el clasificador{pista}.",
    "PORCENTAJE_ACUMULADO": "Meta en porcentaje con tipo Acumulable: los doce meses suman {suma} %{nivel}.",
    "FORMULA_SIN_VALOR": "Fórmula sin valor guardado; {que}.",
    "HIPERVINCULO_EN_CELDA": "La celda contiene un hipervínculo; se conserva como texto y nunca se ejecuta ni se "
    "exporta "
    "como fórmula.",
    "ENCABEZADO_COMBINADO": "El encabezado ocupa las filas {primera} y {segunda}{meses}. {importa}",
    "FILAS_VACIAS_INTERMEDIAS": "{cuantas} en medio de la tabla; la lectura no debe detenerse en ellas.",
    "FILA_TOTAL_IGNORADA": "La fila de totales ({porque}) no es {que}.",
    "FECHA_COMO_TEXTO": "La fecha de elaboración está escrita como texto.",
    # Structure of the workbook
    "HOJA_FALTANTE": "Falta la hoja «{hoja}». Agréguela con el encabezado de la plantilla en la fila 4.",
    "HOJA_IGNORADA": "La hoja «{hoja}» no es de la plantilla y no se lee.",
    "HOJA_RENOMBRADA": "La hoja «{valor}» se lee como «{hoja}» por su encabezado.",
    "HOJA_OCULTA": "La hoja «{hoja}» está oculta; se lee igual.",
    "HOJA_OCULTA_IGNORADA": "El libro trae oculta la hoja «{hoja}», que no es de la plantilla y no se lee. Si tiene "
    "datos que no deben enviarse, bórrela y suba el libro otra vez.",
    "HOJA_QUE_NO_VIENE": "El libro no trae la hoja «{hoja}»: esa sección se queda como está en el borrador.",
    "HOJA_CON_DEMASIADAS_FILAS": "La hoja tiene más de {esperado} filas de datos; no se lee lo que sigue. Deje solo "
    "las suyas.",
    "HOJA_VACIA": "La hoja «{hoja}» no tiene ninguna fila de datos.",
    "MIR_FALTANTE": "La unidad {ur} es líder de un programa y su libro no trae la hoja «MIR».",
    "MIR_SOBRANTE": "La unidad {ur} no es líder de ningún programa: la hoja «MIR» va en el libro de la unidad líder.",
    "ENCABEZADO_NO_RECONOCIDO": "No se encontró el encabezado de la hoja «{hoja}». Debe estar en la fila 4, con los "
    "títulos "
    "de la plantilla.",
    "ENCABEZADO_DESPLAZADO": "El encabezado está en la fila {fila} y la plantilla lo pide en la fila 4; se lee "
    "desde ahí.",
    "ENCABEZADO_REPETIDO": "El encabezado se repite en medio de la tabla; la fila no se importa.",
    "COLUMNA_FALTANTE": "Falta la columna «{columna}».",
    "COLUMNA_REPETIDA": "La columna «{columna}» está dos veces; se lee la primera.",
    "COLUMNA_CON_OTRO_TITULO": "La columna dice «{valor}» y se lee como «{columna}».",
    "COLUMNAS_MOVIDAS": "Las columnas están en otro orden que en la plantilla; se leen por su título.",
    "COLUMNA_IGNORADA": "La columna «{columna}» no es de la plantilla y no se lee.",
    "CELDAS_COMBINADAS": "El dato está en {filas} celdas combinadas; se toma para cada una de esas filas.",
    "FILAS_OCULTAS": "Hay filas ocultas con datos ({filas}); se leen igual.",
    "CAMPO_FALTANTE": "Falta el renglón «{columna}».",
    "CAMPO_REPETIDO": "El renglón «{columna}» está dos veces; se lee el primero.",
    "CAMPO_DESCONOCIDO": "El renglón «{valor}» no es de la plantilla y no se lee.",
    "FILA_DE_TEXTO_IGNORADA": "La fila solo tiene un texto suelto y ninguna clave; no se importa.",
    "FILA_TOTAL_FALTANTE": "Falta la última fila, con TOTAL en la columna A y la suma de cada mes.",
    "FILA_DESPUES_DEL_TOTAL": "Hay una línea debajo de la fila TOTAL; se importa, pero revise que el total la cuente.",
    "TOTAL_DISTINTO": "La fila TOTAL dice {valor} y las líneas suman {esperado}.",
    # Cells
    "CAMPO_OBLIGATORIO_VACIO": "«{columna}» es obligatorio y está vacío.",
    "NUMERO_INVALIDO": "«{columna}» debe ser un número y dice «{valor}».",
    "ENTERO_INVALIDO": "«{columna}» debe ser un número entero y dice «{valor}».",
    "NUMERO_COMO_TEXTO": "«{columna}» tiene un número escrito como texto; se lee {esperado}.",
    "PORCENTAJE_EN_CELDA": "«{columna}» tiene formato de porcentaje; se lee {esperado}, como se ve en la celda.",
    "VINCULO_EXTERNO": "La celda toma su valor de otro libro; se lee el valor guardado. Escríbalo para que no cambie.",
    "NUMERO_NEGATIVO": "«{columna}» no puede ser negativo y dice {valor}.",
    "MAS_DE_DOS_DECIMALES": "«{columna}» tiene más de dos decimales ({valor}); escriba pesos y centavos.",
    "FECHA_INVALIDA": "«{columna}» no es una fecha que se pueda leer: «{valor}». Escríbala como 08/01/2026.",
    "FECHA_COMO_NUMERO": "«{columna}» es un número sin formato de fecha; se lee {esperado}.",
    "FECHA_EN_LUGAR_DE_TEXTO": "«{columna}» se convirtió en fecha. Dé formato de texto a la celda y escríbala de "
    "nuevo.",
    "CLAVE_COMO_NUMERO": "«{columna}» está como número y debe ser texto; se lee {esperado}. Revise que no perdió "
    "ceros.",
    "VALOR_NO_PERMITIDO": "«{columna}» dice «{valor}»; lo permitido es: {admitidos}.",
    "DATO_DE_OTRO_TIPO": "«{columna}» tiene un dato que no es de su tipo. Captúrelo de nuevo.",
    "CLAVE_CON_FORMATO_DISTINTO": "«{columna}» dice «{valor}»; se escribe como {ejemplo}.",
    "CLAVE_DUPLICADA": "La clave {clave} está repetida; cada fila lleva la suya.",
    # Identificación
    "EJERCICIO_DISTINTO": "El ejercicio fiscal dice {valor} y los catálogos son de {esperado}.",
    "VERSION_INVALIDA": "La versión debe ser un número entero desde 1 y dice {valor}.",
    "UR_INEXISTENTE": "La clave {valor} no está en el catálogo de dependencias.",
    "UR_DISTINTA_DEL_ARCHIVO": "La clave de la unidad es {valor} y el archivo se llama {archivo}.",
    "UR_DISTINTA_DEL_EXPEDIENTE": "La clave de la unidad es {valor} y el expediente es de {esperado}.",
    "NOMBRE_DE_UR_DISTINTO": "El nombre de la unidad en esa fecha es «{esperado}» y dice «{valor}».",
    "PROGRAMA_INEXISTENTE": "El programa {valor} no está en el catálogo de programas presupuestarios.",
    "NOMBRE_DE_PROGRAMA_DISTINTO": "El nombre del programa {programa} es «{esperado}» y dice «{valor}».",
    "MODALIDAD_DISTINTA": "La modalidad del programa {programa} es {esperado} y dice {valor}.",
    "UR_LIDER_DISTINTA": "La unidad líder del programa {programa} es {esperado} y dice {valor}.",
    "UR_NO_PARTICIPA": "La unidad {ur} no participa en el programa {valor} según el catálogo.",
    "POBLACION_NO_SUMA": "Mujeres y hombres suman {esperado} y el total de la {poblacion} dice {valor}.",
    "POBLACION_INCOMPLETA": "Falta mujeres u hombres en la {poblacion}: van las dos o ninguna.",
    "POBLACION_OBJETIVO_MAYOR": "La población objetivo ({valor}) es mayor que la potencial ({esperado}).",
    "POBLACION_ATENDIDA_MAYOR": "La población atendida ({valor}) es mayor que la objetivo ({esperado}).",
    "FUNCION_INEXISTENTE": "La clave funcional {valor} no está en el clasificador funcional del gasto.",
    "SUBSIDIO_SIN_EXPLICAR": "Falta «{columna}»: hay subsidios o ayudas presupuestados (partidas {partidas}) y deben "
    "decir a quién, para qué y por cuánto tiempo (Ley de Disciplina Financiera, art. 13, fracción VII).",
    "LOCALIDAD_INEXISTENTE": "La localidad «{localidad}» no está en el catálogo del municipio.",
    # Alineación
    "NIVEL_DE_OTRO_INSTRUMENTO": "El nivel «{nivel}» no es de {instrumento}.",
    "ALINEACION_INEXISTENTE": "La clave {valor} no existe en {instrumento}, nivel {nivel}.",
    "ALINEACION_SIN_LINEA_PMD": "Falta al menos una línea de acción del PMD.",
    "ALINEACION_SIN_ODS": "Falta al menos un Objetivo de Desarrollo Sostenible (ODS).",
    # Actividades
    "PROGRAMA_AJENO": "El programa {valor} no es el principal ni está en «Otros programas en que participa».",
    "MESES_DISTINTOS_EN_CONSTANTE": "La meta es Constante: todos los meses llevan el mismo nivel ({esperado}) y "
    "este dice "
    "{valor}.",
    "SIN_META_PROGRAMADA": "La actividad no tiene nada programado en ningún mes.",
    # Presupuesto
    "FUENTE_INEXISTENTE": "La fuente {valor} no está en el catálogo de fuentes de financiamiento.",
    "CONCEPTO_DISTINTO": "El concepto de la partida {partida} es «{esperado}» y dice «{valor}».",
    "TIPO_DE_GASTO_DE_OTRO_CAPITULO": "Lo del capítulo {capitulo} es gasto de capital y dice gasto corriente.",
    # MIR
    "NIVEL_DISTINTO_DE_CLAVE": "La clave {clave} no es de nivel {nivel}: {ejemplo}.",
    "NIVEL_UNICO_REPETIDO": "Solo puede haber un {nivel} y hay más de una clave ({clave}).",
    "NIVEL_UNICO_FALTANTE": "La matriz no tiene {nivel}.",
    "MIR_SIN_COMPONENTES": "La matriz no tiene ningún componente.",
    "NUMERO_DE_INDICADOR_INVALIDO": "«Núm.» es el orden del indicador dentro del nivel, 1 o 2, y dice {valor}.",
    "RESUMEN_DISTINTO": "El resumen narrativo de {clave} no es igual en sus filas.",
    "SINTAXIS_DEL_FIN": "El Fin se redacta «Contribuir a … mediante …».",
    "VARIABLE_SOBRANTE": "Un Valor absoluto lleva una sola variable; «Variable 2» debe ir vacía.",
    "VARIABLE_FALTANTE": "«Variable 2» está vacía y la fórmula necesita dos variables.",
    "META_ANUAL_FALTANTE": "Falta la meta anual: el indicador se mide en {ejercicio}.",
    "META_TRIMESTRAL_FALTANTE": "Falta {columna}: la frecuencia es {frecuencia}.",
    "META_TRIMESTRAL_SOBRANTE": "{columna} sobra: la frecuencia es {frecuencia}.",
    "META_T4_DISTINTA": "Meta T4 dice {valor} y la meta anual es {esperado}.",
    "UMBRALES_DESORDENADOS": "Los umbrales deben crecer de izquierda a derecha y «{columna}» ({valor}) es menor que el "
    "anterior ({anterior}).",
    "ANIO_LINEA_BASE_INVALIDO": "El año de la línea base dice {valor}; va un año de cuatro cifras, no posterior a "
    "{esperado}.",
}
