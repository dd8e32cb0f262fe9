"""Words of this room (es-MX)."""

RAZONES = {
    "CLAVE_CORTA": "La contraseña debe tener al menos 12 caracteres. Una frase corta que usted recuerde sirve bien.",
    "CLAVE_LARGA": "La contraseña debe tener 128 caracteres o menos.",
    "CLAVE_COMUN": "Esa contraseña es fácil de adivinar. Elija otra, por ejemplo cuatro palabras sin relación.",
    "CLAVE_ACTUAL_NO_COINCIDE": "La contraseña actual no coincide. Escríbala de nuevo.",
    "CORREO_INVALIDO": "El correo no tiene la forma nombre@dominio. Revíselo.",
    "CORREO_YA_REGISTRADO": "Ya hay una persona usuaria con ese correo. Búsquela en la lista.",
    "NOMBRE_DE_USUARIO_FALTANTE": "Escriba el nombre completo de la persona.",
    "NO_PUEDE_DESACTIVARSE": "No puede desactivar su propia cuenta. Pídalo a otra persona administradora.",
    "ROL_DESCONOCIDO": "Elija un cargo de la lista.",
    "ROL_SIN_DEPENDENCIA": "Ese cargo se ejerce en una dependencia. Elija cuál.",
    "DEPENDENCIA_DESCONOCIDA": "La clave de la dependencia no está en el catálogo. Elija una de la lista.",
    "DEMASIADOS_INTENTOS": "Hubo demasiados intentos de entrar. Vuelva a intentarlo dentro de {espera}; nada cambió.",
    "ACCESO_NO_RECONOCIDO": "El correo o la contraseña no son correctos. Revíselos y vuelva a intentarlo.",
    "CLAVES_DISTINTAS": "La contraseña nueva y su repetición no son iguales. Escríbalas de nuevo.",
    "FECHA_FINAL_ILEGIBLE": "Escriba el último día en el cargo con día, mes y año, o déjelo vacío.",
    "USUARIO_DESCONOCIDO": "No hay ninguna persona usuaria con ese correo. Vea «flask usuarios lista».",
    "PERSONA_INCOMPLETA": "Escriba el nombre completo y elija mujer u hombre, para nombrar bien el cargo.",
    "CURUL_NO_EXISTE": "No existe la curul {curul}. Elija una de la lista.",
    "CURUL_SIN_TITULAR": "La curul {curul} no tiene titular en funciones ese día.",
    "CURUL_SIN_SUPLENTE": "La curul {curul} no tiene suplente que pueda entrar ese día.",
    "CURUL_SIN_LICENCIA": "Quien es titular de la curul {curul} no está con licencia ese día.",
    "CURUL_OCUPADA": "La curul {curul} tiene titular en funciones: antes registre su licencia o su baja.",
    "OCUPACION_MISMO_DIA": "Lo que está vigente empezó ese mismo día o después. Escriba una fecha posterior.",
    "FECHAS_INVERTIDAS": "La fecha final es anterior a la inicial. Corrija una de las dos.",
}

ROTULOS: dict[str, dict[str, str]] = {
    "acto": {
        "usuario:entrar": "Entró al sistema",
        "usuario:salir": "Salió del sistema",
        "usuario:cerrar_todo": "Se cerraron todas sus sesiones",
        "usuario:cambiar_clave": "Cambió su contraseña",
        "usuario:clave_provisional": "Se le dio una contraseña provisional",
        "usuario:crear": "Se dio de alta",
        "usuario:actualizar": "Se actualizaron sus datos",
        "usuario:asignar": "Se le asignó un cargo",
        "usuario:terminar_rol": "Terminó un cargo",
        "usuario:ligar_curul": "Se ligó a su curul",
        "persona:registrar": "Registró a una persona",
        "curul:licencia": "Anotó la licencia",
        "curul:reincorporacion": "Anotó la reincorporación",
        "curul:suplente": "Anotó que entra la persona suplente",
        "curul:vacante": "Anotó la vacante",
        "curul:relevo": "Anotó quién ocupa la curul",
    }
}
