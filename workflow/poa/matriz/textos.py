"""What the matrix says to people: why a formula cannot be read, and each finding of its logic, in es-MX."""

from __future__ import annotations

FORMULAS: dict[str, str] = {
    "FORMULA_VACIA": "La fórmula está vacía. Escriba, por ejemplo: (A / B) × 100.",
    "FORMULA_LARGA": "La fórmula tiene más de {maximo} letras. Divídala en variables más simples.",
    "FORMULA_HONDA": "La fórmula tiene más de {maximo} paréntesis uno dentro de otro. Simplifíquela.",
    "FORMULA_PARENTESIS_ABIERTO": "El paréntesis del lugar {lugar} no se cierra. Agregue «)» donde termina.",
    "FORMULA_PARENTESIS_DE_MAS": "El paréntesis «)» del lugar {lugar} está de más: nada se abrió antes. Quítelo.",
    "FORMULA_INCOMPLETA": "La fórmula no está completa: falta una variable o un número después del último signo.",
    "FORMULA_CON_PORCIENTO": "No use el signo «%». Multiplique por 100: (A / B) × 100.",
    "FORMULA_SIGNO_NO_ADMITIDO": "El signo «{signo}» (lugar {lugar}) no se usa aquí. Los que hay son + − × / y los "
    "paréntesis.",
    "FORMULA_SIN_OPERADOR": "Falta un signo antes de «{parte}» (lugar {lugar}): escriba, por ejemplo, A × B en lugar "
    "de A B.",
    "FORMULA_NO_SE_ENTIENDE": "No se entiende «{parte}» (lugar {lugar}). Use letras de variables, números, + − × / y "
    "paréntesis, o PROMEDIO, SUMA, MIN y MAX con sus partes separadas por punto y coma.",
    "FORMULA_VARIABLE_DESCONOCIDA": "La fórmula usa {cuales} y la ficha no la tiene. Agréguela a las variables, o use "
    "las que hay: {hay}.",
}

RAZONES: dict[str, str] = {
    **FORMULAS,
    "NIVEL_YA_EXISTE": "La matriz ya tiene {clave}: solo hay un Fin y un Propósito.",
    "NIVEL_INEXISTENTE": "La matriz no tiene {clave}: alguien lo quitó o cambió su clave. Vuelva a abrir la matriz.",
    "NIVEL_SIN_LUGAR": "{clave} ya está en la orilla: no puede moverse más hacia allá.",
    "MATRIZ_LLENA": "Ya hay {maximo}: no caben más. Junte los que se parezcan.",
    "MATRIZ_YA_SE_SIGUE": "El POA ya se aprobó y el seguimiento usa estas claves: no se cambian de lugar. Agregue lo "
    "nuevo al final, o quite lo que sobra.",
    "MATRIZ_LA_USAN_OTRAS": "Actividades de otras unidades apuntan a estas claves ({cuales}): si se cambian de lugar, "
    "apuntarían a otra cosa. Deje los componentes donde están.",
    "INDICADOR_INEXISTENTE": "Ese indicador ya no está en la matriz. Vuelva a abrirla.",
    "INDICADORES_COMPLETOS": "{clave} ya tiene sus dos indicadores. Quite uno para agregar otro.",
    "MATRIZ_DE_OTRA_UNIDAD": "La matriz del programa la captura la unidad líder ({lider}). Puede proponerle un cambio.",
    "MATRIZ_SIN_LIDER": "No hay todavía un POA de la unidad líder del programa {programa} con matriz.",
    "PROPUESTA_PROPIA": "Su unidad es la líder del programa: capture el cambio en su matriz.",
    "PROPUESTA_SIN_TEXTO": "Escriba lo que propone y por qué.",
    "PROPUESTA_CERRADA": "Esa propuesta ya se {estado}. Si hace falta, haga otra.",
    "PROPUESTA_INEXISTENTE": "No existe esa propuesta, o no es de su unidad.",
    "RESPUESTA_SIN_TEXTO": "Diga a la otra unidad por qué no se acepta.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "dato_propuesta": {
        "resumen": "Resumen narrativo",
        "supuesto": "Supuesto",
        "otro": "Otra cosa (indicador, meta, un componente nuevo)",
    },
    "estado_propuesta": {
        "abierta": "Por responder",
        "aceptada": "Aceptada",
        "rechazada": "No aceptada",
        "retirada": "Retirada",
    },
}

PISTAS: dict[str, str] = {
    "RESUMEN_MUY_CORTO": "El resumen narrativo es muy corto: diga a quién y qué se logra.",
    "FIN_SIN_CONTRIBUIR": "El Fin suele empezar con «Contribuir a …»: el municipio aporta a un objetivo mayor, no lo "
    "logra solo.",
    "FIN_SIN_MEDIANTE": "Falta decir cómo: «… mediante …» o «… a través de …» y la solución que da el programa.",
    "FIN_CON_VARIOS_MEDIOS": "Dice «mediante» o «a través de» más de una vez. Deje una sola solución.",
    "PROPOSITO_CON_MEDIANTE": "El Propósito no dice cómo se logra: quite lo que sigue a «{palabra}»; eso va en los "
    "componentes.",
    "PROPOSITO_EMPIEZA_CON_VERBO": "Empieza con «{palabra}». Empiece con la población y diga qué logra, en presente: "
    "«Las familias de … cuentan con …».",
    "PROPOSITO_EN_FUTURO": "«{palabra}» está en futuro. Escríbalo en presente, como algo ya logrado.",
    "PROPOSITO_SIN_VERBO": "No se reconoce un verbo en presente: población + verbo + resultado, como «La población de "
    "… recibe …».",
    "PROPOSITO_CON_DOS_OBJETIVOS": "Parece tener dos objetivos: «{uno}» y «{dos}». El Propósito es uno solo.",
    "COMPONENTE_EMPIEZA_CON_VERBO": "Empieza con «{palabra}». Un Componente es algo ya entregado: «Apoyos entregados».",
    "COMPONENTE_SIN_PARTICIPIO": "Falta el participio que dice que ya está hecho: «Apoyos entregados», «Calles "
    "pavimentadas».",
    "ACTIVIDAD_EMPIEZA_CON_VERBO": "Empieza con «{palabra}». Use el sustantivo: «{propuesta} de …».",
    "ACTIVIDAD_SIN_SUSTANTIVO_DE_VERBO": "«{palabra}» no parece decir una acción. Empiece con un sustantivo de verbo: "
    "«Integración de …», «Entrega de …».",
}

HALLAZGOS: dict[str, str] = {
    **PISTAS,
    # The ficha
    "FICHA_SIN_INDICADOR": "Hay una ficha técnica de {clave}, indicador {numero}, y la matriz no tiene ese indicador.",
    "VARIABLE_SIN_INDICADOR": "Hay una variable de {clave}, indicador {numero}, y la matriz no tiene ese indicador.",
    "FORMULA_ILEGIBLE": "La fórmula «{valor}» no se puede leer. {motivo}",
    "FORMULA_CON_VARIABLE_AJENA": "La fórmula usa {cuales} y la ficha no la tiene entre sus variables ({hay}).",
    "LETRA_INVALIDA": "La letra de la variable dice «{valor}»: use una letra, o un nombre corto sin espacios.",
    # Vertical logic
    "NUMERACION_CON_HUECO": "Falta {falta}: la numeración salta a {clave}.",
    "FIN_AJENO_AL_PROPOSITO": "Lo que el Fin dice después de «mediante» no nombra nada del Propósito ni de los "
    "componentes. Revise que el programa sea esa solución.",
    "SUPUESTO_REPITE_EL_RESUMEN": "El supuesto dice lo mismo que el resumen narrativo. Un supuesto es lo que debe "
    "pasar fuera del programa.",
    # Horizontal logic
    "INDICADOR_REPETIDO": "Este indicador es el mismo que el de {otro}. Cada nivel se mide con el suyo.",
    "META_CONTRA_SENTIDO": "El sentido es {sentido} y la meta anual ({meta}) va al revés de la línea base ({base}).",
    "METAS_RETROCEDEN": "El sentido es {sentido} y {columna} ({valor}) va al revés de la anterior ({anterior}).",
    "VERDE_SIN_LA_META": "Cumplir justo la meta (100 %) no queda en verde: el verde va de {desde} a {hasta}.",
    "TIPO_DISTINTO_DE_FORMULA": "El tipo dice {tipo} y la fórmula {formula} es {es}.",
    "METODO_DISTINTO_DE_FORMULA": "El método dice {metodo} y el avance se calcula con {formula}. Corrija el método, o "
    "escriba esa fórmula en la ficha.",
    "UNIDAD_DISTINTA_DEL_TIPO": "El tipo es {tipo} y la unidad de medida dice «{unidad}».",
    "VARIABLE_SIN_USO": "La variable {letra} está en la ficha y la fórmula no la usa.",
    "VARIABLE_SIN_FUENTE": "La variable {letra} no dice de dónde sale. Escriba su medio de verificación.",
    "VARIABLE_SIN_UNIDAD": "La variable {letra} no dice su unidad de medida.",
    "BASE_DISTINTA_DE_VARIABLES": "Con los valores base de sus variables la fórmula da {valor} y la línea base dice "
    "{base}.",
    "MEDIO_SIN_AREA_NI_PERIODO": "El medio de verificación no dice qué área lo tiene ni cada cuándo se actualiza.",
    "CREMAA_SIN_CUMPLIR": "La revisión CREMAA dice que no es {cuales}.",
    # Against the level
    "TIPO_DE_OTRO_NIVEL": "En {nivel} el indicador es {admitidos} y este dice {valor}.",
    "FRECUENCIA_DE_OTRO_NIVEL": "En {nivel} la frecuencia va de {admitidos} y esta es {valor}.",
    "DIMENSION_DE_OTRO_NIVEL": "En {nivel} la dimensión es {admitidos} y esta es {valor}.",
}
