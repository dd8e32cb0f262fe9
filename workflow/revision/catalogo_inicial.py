"""The checklist and the reusable texts of the beginning, until Planeación writes its own. Data, no decisions.

Every question carries its legal source; they are to be confirmed with Planeación. A row of the tables `revision_punto`
or `revision_texto` with the same clave replaces the one here.
"""

from __future__ import annotations

from dataclasses import dataclass

LDF = "Ley de Disciplina Financiera"
LGCG = "Ley General de Contabilidad Gubernamental"
MML = "Metodología de Marco Lógico"
LGDS = "Ley General de Desarrollo Social"


@dataclass(frozen=True)
class Punto:
    """A question of the checklist. `edicion` 0: it is the one of the beginning."""

    clave: str
    tipo: str
    orden: int
    pregunta: str
    fundamento: str
    edicion: int = 0
    activo: bool = True
    por_confirmar: bool = True


@dataclass(frozen=True)
class Texto:
    """A text of observation. `tipo_observacion`: the gravity it usually has."""

    clave: str
    tipo: str
    categoria: str
    texto: str
    tipo_observacion: str
    edicion: int = 0
    activo: bool = True


def _points(tipo: str, *pairs: tuple[str, str, str]) -> tuple[Punto, ...]:
    return tuple(
        Punto(clave, tipo, n * 10, pregunta, fundamento) for n, (clave, pregunta, fundamento) in enumerate(pairs, 1)
    )


PUNTOS: tuple[Punto, ...] = (
    *_points(
        "poa",
        ("poa-problema", "¿El problema central dice qué pasa, a quién y dónde, sin dar ya la solución?", MML),
        ("poa-poblacion", "¿La población objetivo cabe en la potencial y se puede comprobar con una fuente?", MML),
        (
            "poa-alineacion",
            "¿Se alinea al Plan Municipal vigente y a los ODS que de verdad atiende?",
            f"{LDF}, art. 18",
        ),
        ("poa-actividades", "¿Cada actividad entrega algo que se puede contar y tiene responsable?", f"{LDF}, art. 18"),
        (
            "poa-metas",
            "¿Las metas son alcanzables con el presupuesto y el calendario que se proponen?",
            f"{LDF}, art. 18",
        ),
        ("poa-presupuesto", "¿Cada partida tiene fuente de financiamiento y suficiencia?", f"{LDF}, arts. 8 y 13-I"),
        ("poa-personales", "¿Los servicios personales no crecen respecto de lo aprobado?", f"{LDF}, art. 13-V"),
        (
            "poa-subsidios",
            "Si hay subsidios o ayudas: ¿dicen población, propósito y temporalidad?",
            f"{LDF}, art. 13-VII",
        ),
        ("poa-mir", "¿La MIR se lee de abajo hacia arriba: actividades, componentes, propósito y fin?", MML),
        (
            "poa-indicadores",
            "¿Cada indicador se puede medir con su medio de verificación y tiene línea base?",
            f"{LGCG}, art. 61-II-b",
        ),
    ),
    *_points(
        "padron",
        ("padron-reglas", "¿Las reglas de operación están vigentes y publicadas antes de la primera entrega?", LGDS),
        ("padron-criterios", "¿Los criterios de elegibilidad se pueden comprobar con los documentos que piden?", LGDS),
        ("padron-duplicados", "¿Se explicaron las personas que aparecen en otro padrón?", LGDS),
        ("padron-menores", "¿Las personas menores de edad tienen tutor registrado cuando las reglas lo piden?", LGDS),
        (
            "padron-publica",
            "¿Lo que se va a publicar deja fuera los datos personales?",
            "Ley General de Transparencia y Acceso a la Información Pública, art. 65",
        ),
    ),
)
BLOQUEANTE, RECOMENDACION = "bloqueante", "recomendacion"
TEXTOS: tuple[Texto, ...] = (
    Texto(
        "poa-suma",
        "poa",
        "Sumas y calendario",
        "El total anual no corresponde al calendario mensual. Corrija el mes que no coincide o el total.",
        BLOQUEANTE,
    ),
    Texto(
        "poa-meta-justificar",
        "poa",
        "Metas",
        "Justifique la meta: diga con qué antecedente se fijó y con qué recursos se alcanza.",
        RECOMENDACION,
    ),
    Texto(
        "poa-unidad",
        "poa",
        "Metas",
        "La unidad de medida no permite contar lo que entrega la actividad. Use una que se pueda comprobar.",
        BLOQUEANTE,
    ),
    Texto(
        "poa-medio",
        "poa",
        "Indicadores",
        "El medio de verificación no basta para comprobar el indicador. Diga el documento, quién lo emite y cuándo.",
        BLOQUEANTE,
    ),
    Texto(
        "poa-sintaxis",
        "poa",
        "MIR",
        "El resumen narrativo no sigue la sintaxis de su nivel. Redáctelo como pide la Metodología de Marco Lógico.",
        RECOMENDACION,
    ),
    Texto(
        "poa-fuente",
        "poa",
        "Presupuesto",
        "Indique la fuente de financiamiento y la suficiencia presupuestaria de la partida.",
        BLOQUEANTE,
    ),
    Texto(
        "poa-alinear",
        "poa",
        "Alineación",
        "La línea de acción del Plan Municipal no corresponde a lo que hace el programa. Elija la que atiende.",
        BLOQUEANTE,
    ),
    Texto(
        "padron-criterio",
        "padron",
        "Reglas de operación",
        "El criterio de elegibilidad no se puede comprobar con los documentos que se piden. Aclárelo.",
        BLOQUEANTE,
    ),
    Texto(
        "padron-duplicado",
        "padron",
        "Personas repetidas",
        "Explique por qué la persona aparece más de una vez, o corrija el padrón.",
        BLOQUEANTE,
    ),
)
