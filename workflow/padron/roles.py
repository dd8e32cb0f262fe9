"""What a column of a padrón may be, as a person reads it: by structure, in the order of the page. Pure."""

from __future__ import annotations

PERSONA: dict[str, str] = {
    "curp": "CURP",
    "nombre_completo": "Nombre completo, en una sola columna",
    "nombres": "Nombre o nombres",
    "primer_apellido": "Primer apellido",
    "segundo_apellido": "Segundo apellido",
    "dia": "Fecha de alta o de entrega",
    "monto": "Monto del apoyo",
    "periodo": "Periodo",
    "nacimiento": "Fecha de nacimiento",
    "sexo": "Sexo",
    "entidad": "Entidad de nacimiento",
    "telefono": "Teléfono",
    "motivo": "Motivo de no tener CURP, u observaciones",
    "curp_tutor": "CURP de la persona tutora",
    "folio": "Folio de la persona",
    "nomvial": "Calle",
    "numext": "Número exterior",
    "numextalf": "Número exterior con letra",
    "nomasen": "Colonia o asentamiento",
    "cp": "Código postal",
    "colonia": "Colonia o localidad, en una sola columna",
    "cve_loc": "Clave de la localidad",
    "cve_mun": "Clave del municipio",
    "cve_ent": "Clave de la entidad",
    "movimiento": "Movimiento: alta, baja o corrección",
    "motivo_baja": "Motivo de la baja",
    "curp_anterior": "CURP anterior",
}
_DOMICILIO = ("nomvial", "numext", "nomasen", "cp", "colonia", "cve_loc", "cve_mun", "cve_ent")
_MOVIMIENTO = ("movimiento", "motivo_baja")
ACTOR: dict[str, str] = {
    "razon_social": "Razón o denominación social",
    "rfc": "RFC de la persona moral",
    "dia": "Fecha de alta o de entrega",
    "monto": "Monto del apoyo",
    "periodo": "Periodo",
    "curp": "CURP de quien representa",
    "nombres": "Nombre de quien representa",
    "primer_apellido": "Primer apellido de quien representa",
    "segundo_apellido": "Segundo apellido de quien representa",
    "nacimiento": "Fecha de nacimiento de quien representa",
    **{rol: PERSONA[rol] for rol in (*_DOMICILIO, *_MOVIMIENTO)},
}
POBLACION: dict[str, str] = {
    "id_obra": "Clave de la obra o acción",
    "obra": "Nombre de la obra o acción",
    "periodo": "Trimestre o periodo",
    "beneficiarios": "Personas beneficiarias, total",
    "hombres": "Hombres",
    "mujeres": "Mujeres",
    "inversion": "Inversión, total",
    "inversion_federal": "Inversión federal",
    "inversion_estatal": "Inversión estatal",
    "inversion_municipal": "Inversión municipal",
    "inversion_otras": "Otras inversiones",
    "rfc_ejecutor": "RFC de quien ejecuta",
    "inicio": "Fecha de inicio",
    "termino": "Fecha de término",
    **{rol: PERSONA[rol] for rol in ("nomvial", "nomasen", "colonia", "cve_loc", "cve_mun", "cve_ent", *_MOVIMIENTO)},
}
NOMBRES: dict[str, dict[str, str]] = {"persona": PERSONA, "actor_social": ACTOR, "poblacion": POBLACION}
# One of each group, or the file cannot be read as a padrón of that structure.
OBLIGATORIOS: dict[str, tuple[tuple[str, ...], ...]] = {
    "persona": (("curp",), ("nombre_completo", "nombres")),
    "actor_social": (("razon_social",), ("rfc",)),
    "poblacion": (("id_obra",), ("beneficiarios",)),
}
