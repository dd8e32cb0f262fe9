"""A block of dossiers in words: what was reserved and by whom, and the result of each one with its acuerdo."""

from __future__ import annotations

from workflow.actas import palabras
from workflow.actas.impresion.documento import Bloque, Lista, Tabla, celda, elemento, negrita, parrafo
from workflow.actas.instantanea import AsuntoEnBloque
from workflow.kernel import letras

ESTADOS = {
    "pendiente": "Pendiente para la siguiente sesión",
    "aprobado": "Aprobado",
    "aprobado_con_modificaciones": "Aprobado con modificaciones",
    "rechazado": "No aprobado",
    "devuelto": "Devuelto a la dependencia",
    "retirado": "Retirado",
    "turnado": "Turnado al pleno, por empate",
}


def reservas(asuntos: tuple[AsuntoEnBloque, ...]) -> tuple[Bloque, ...]:
    reservados = [one for one in asuntos if one.reservado_por]
    if not reservados:
        return ()
    elementos = tuple(
        elemento(
            "•",
            f"{palabras.mayuscula(one.reservado_por)} reserva el expediente {one.expediente.folio}, "
            f"«{one.expediente.titulo}», para su votación en lo particular",
            palabras.punto_final(f": {palabras.minuscula(one.reserva_motivo)}") if one.reserva_motivo else ".",
        )
        for one in reservados
    )
    return (parrafo(negrita("Reservas.")), Lista(elementos))


def resultado_del_bloque(asuntos: tuple[AsuntoEnBloque, ...]) -> tuple[Bloque, ...]:
    """One row a dossier: nothing of a block is resolved without saying which dossier it is."""
    if not asuntos:
        return ()
    unidas = not any(one.acuerdo for one in asuntos) and any(one.dictamen for one in asuntos)
    con_acuerdo = sum(bool(one.dictamen if unidas else one.acuerdo) for one in asuntos)
    filas = tuple(
        (
            celda(f"{one.expediente.folio}, {one.expediente.titulo}, versión {one.expediente.version}"),
            celda(palabras.mayuscula(one.expediente.dependencia)),
            celda(ESTADOS[one.estado] + (" (reservado)" if one.reservado_por else "")),
            celda(one.dictamen or "—"),
            *(() if unidas else (celda(one.acuerdo or "—"),)),
        )
        for one in asuntos
    )
    expedientes = "expediente" if con_acuerdo == 1 else "expedientes"
    cuantos = f"{letras.cardinal(con_acuerdo, apocope=True)} {expedientes}"
    return (
        parrafo(
            negrita("Dictámenes del bloque: " if unidas else "Acuerdos del bloque: "),
            f"de {letras.cardinal(len(asuntos))}, {cuantos} con {'dictamen' if unidas else 'acuerdo'}.",
        ),
        Tabla(
            "Resultado de cada expediente del bloque",
            ("Expediente", "Dependencia", "Resultado", "Dictamen", *(() if unidas else ("Acuerdo",))),
            (34, 28, 19, 19) if unidas else (30, 24, 15, 16, 15),
            filas,
        ),
    )
