"""What the workbook explains: the sheet of instructions, and the help of each title (as a comment of its cell)."""

from __future__ import annotations

AYUDAS: dict[tuple[str, str], str] = {
    ("identificacion", "version"): "1 en el POA original; sube con cada modificación aprobada.",
    ("identificacion", "fecha_elaboracion"): "Como 08/01/2026. El nombre de la unidad se revisa contra el vigente "
    "ese día.",
    ("identificacion", "otros_programas"): "Claves separadas con punto y coma: PP-03; PP-12.",
    ("identificacion", "cobertura"): "«Todo el municipio», o nombres de localidades separados con punto y coma.",
    ("identificacion", "potencial_mujeres"): "Mujeres y hombres van los dos, o ninguno si la población no es de "
    "personas.",
    ("identificacion", "objetivo_mujeres"): "Mujeres y hombres van los dos, o ninguno si la población no es de "
    "personas.",
    ("alineacion", "instrumento"): "Hace falta al menos una línea de acción del PMD y un ODS.",
    ("alineacion", "nivel"): "Elija primero el instrumento: la lista trae solo sus niveles.",
    ("alineacion", "clave"): "Elija primero instrumento y nivel. PMD: 5.2.1.2. ODS: 11 el objetivo, 11.1 la meta.",
    ("alineacion", "descripcion"): "Se llena sola cuando la clave está en el catálogo. En PND y PED, escríbala.",
    ("actividades", "clave"): "A01, A02…, sin repetir.",
    ("actividades", "componente"): "Clave del componente en la matriz del programa: C1, C2… Elija primero el programa.",
    ("actividades", "unidad"): "En singular: Obra, Consulta, Porcentaje.",
    ("actividades", "tipo_meta"): "Acumulable suma los meses; Constante repite el nivel; Última es diciembre; "
    "Promedio es la media; Única se entrega en un solo mes. Un porcentaje nunca es Acumulable.",
    ("actividades", "meses"): "Número desde 0. Cero significa que ese mes no hay nada programado. Los porcentajes, "
    "como 92 y no como 92 %.",
    ("actividades", "total"): "Lo calcula el libro según el tipo de meta. La celda está protegida.",
    ("actividades", "localidades"): "«Todo el municipio», o claves de nueve cifras separadas con punto y coma.",
    ("presupuesto", "partida"): "Cuatro cifras del clasificador por objeto del gasto.",
    ("presupuesto", "concepto"): "Se llena solo con el nombre de la partida.",
    ("presupuesto", "fuente"): "Clave de la fuente de financiamiento: 15, 25-III…",
    ("presupuesto", "meses"): "Pesos con dos decimales como máximo.",
    ("presupuesto", "total"): "Suma de los doce meses. La celda está protegida.",
    ("mir", "nivel"): "Un Fin y un Propósito; cada componente lleva al menos una actividad.",
    ("mir", "clave"): "F1, P1, C1, C1A1. Se repite en cada indicador del mismo nivel.",
    ("mir", "resumen"): "Fin: «Contribuir a … mediante …». Propósito: sujeto y verbo. Componente: participio. "
    "Actividad: sustantivo de acción.",
    ("mir", "numero"): "1 o 2: el orden del indicador dentro del nivel.",
    ("mir", "variable_2"): "Vacía solo cuando la fórmula es Valor absoluto.",
    ("mir", "meta_anual"): "Vacía solo si el indicador es bienal o trianual y este año no se mide.",
    ("mir", "meta_t1"): "Mensual y Trimestral llevan las cuatro; Semestral, T2 y T4; los demás, T4. No se suman.",
    ("mir", "meta_t4"): "Igual a la meta anual.",
    ("mir", "amarillo_desde"): "Por ciento de cumplimiento. Los cuatro umbrales van de menor a mayor.",
}
"""(section, field) to the comment of its title. A field without one needs none."""

INSTRUCCIONES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Cómo se llena",
        (
            "Escriba solo en las celdas blancas. Las grises las calcula el libro (totales, trimestres, nombres de "
            "catálogo) y están protegidas; la protección no lleva contraseña.",
            "Las celdas con flecha tienen lista. Algunas listas dependen de lo que eligió antes: primero el "
            "instrumento y después su nivel; primero el programa y después su componente.",
            "Pase el puntero por la esquina roja de un título para leer su ayuda.",
            "Una celda en amarillo es obligatoria y le falta el dato.",
            "Puede pegar desde otro libro: use «Pegado especial, Valores» para conservar las listas y el formato.",
        ),
    ),
    (
        "Cómo se sube",
        (
            "Guarde el libro como «Libro de Excel (.xlsx)» y súbalo en la página de captura de su expediente.",
            "El sistema lo revisa celda por celda y le enseña qué cambiaría en el borrador. Nada se aplica hasta que "
            "usted confirma.",
            "Puede subir solo algunas hojas: lo que no venga en el libro se queda como está.",
            "Si mientras tanto alguien cambió lo mismo en el sistema, se le enseñan los dos datos para que elija.",
            "Subir dos veces el mismo libro no cambia nada.",
        ),
    ),
    (
        "Qué hay oculto en este libro",
        (
            "La hoja «Listas» trae los catálogos del ejercicio, para las listas y los nombres.",
            "La hoja «Origen» dice de qué expediente y de qué versión salió el libro; sirve para comparar al subirlo. "
            "No trae datos de personas.",
            "Para verlas: clic derecho en una pestaña y «Mostrar». No hay macros ni vínculos a otros archivos.",
        ),
    ),
)
