"""The roll call in words: who attended and from when, the count of each organ, and the declaration of quórum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from workflow.actas import palabras
from workflow.actas.impresion.documento import Bloque, Parrafo, Tabla, Titulo, celda, parrafo
from workflow.actas.instantanea import Asistencia, InstantaneaActa, Movimiento
from workflow.actas.instantanea import Lista as Roll
from workflow.kernel import letras

CAMBIOS_DE_MODO = ("a_distancia", "a_sala")


def lista_y_quorum(acta: InstantaneaActa) -> tuple[Bloque, ...]:
    bloques: list[Bloque] = [
        Titulo(2, "Lista de asistencia y declaración de quórum legal"),
        parrafo(f"{palabras.mayuscula(palabras.el_cargo(acta.secretario))} procede a pasar lista de asistencia:"),
    ]
    varias = len(acta.listas) > 1
    for lista in acta.listas:
        if varias:
            bloques.append(Titulo(3, palabras.comision(lista.organo.nombre)))
        bloques.extend(_por_sector(lista) or (tabla_lista(lista),))
        if varias:
            bloques.append(parrafo(cuenta_comision(lista)))
    if varias:
        bloques.extend(compartidos(acta.listas))
    bloques.append(_declaracion(acta))
    return tuple(bloques)


def tabla_lista(lista: Roll) -> Tabla:
    return _tabla(f"Lista de asistencia de {lista.organo.nombre}", lista.asistencias)


def _tabla(descripcion: str, asistencias: Iterable[Asistencia]) -> Tabla:
    filas = tuple((celda(one.persona.nombre), celda(_puesto(one)), celda(_asistencia(one))) for one in asistencias)
    return Tabla(descripcion, ("Nombre", "Cargo", "Asistencia"), (36, 36, 28), filas)


def _por_sector(lista: Roll) -> tuple[Bloque, ...]:
    """A planning committee is made of sectors: its roll is read sector by sector, each with its count."""
    sectores = dict.fromkeys(one.sector for one in lista.asistencias)
    if len(sectores) < 2:
        return ()
    bloques: list[Bloque] = []
    cuentas = []
    for sector in sectores:
        suyos = [one for one in lista.asistencias if one.sector == sector]
        titulo = sector or "Ayuntamiento"  # who sits by a seat of the Cabildo
        bloques += [Titulo(3, titulo), _tabla(f"Lista de asistencia. {titulo}", suyos)]
        presentes = sum(_al_inicio(one) for one in suyos)
        cuentas.append(f"{titulo}, {letras.cardinal(presentes)} de {letras.cardinal(len(suyos))}")
    return (*bloques, parrafo(f"Por sector, al iniciar se encuentran presentes: {'; '.join(cuentas)}."))


def _al_inicio(one: Asistencia) -> bool:
    return one.estado == "presente" and not (one.movimientos and one.movimientos[0].tipo == "integra")


def _puesto(one: Asistencia) -> str:
    post = palabras.en_genero(one.puesto, one.persona.genero) if one.puesto else palabras.cargo(one.persona)
    return f"{post} (suplente en funciones)" if one.suplente_en_funciones else post


def _asistencia(one: Asistencia) -> str:
    fem = one.persona.genero == "M"
    base = {
        "presente": "Presente",
        "ausente_justificado": "Ausente, presenta justificante de inasistencia",
        "ausente_injustificado": "Ausente, sin justificante",
        "licencia": "Con licencia",
        "vacante": "Lugar vacante",
    }[one.estado]
    if one.motivo and one.estado == "ausente_justificado":
        base += f" ({one.motivo})"
    if one.a_distancia:
        base += ", con asistencia a distancia"
    moves = [_movimiento(move) for move in one.movimientos]
    if one.movimientos and one.movimientos[0].tipo == "integra":
        base = f"{'Incorporada' if fem else 'Incorporado'} después de iniciada la sesión"
    return "; ".join([base, *moves])


_MOVIMIENTO = {
    "integra": "se integra",
    "retira": "se retira",
    "regresa": "regresa",
    "licencia": "se retira con licencia",
    "suplente": "toma su lugar",
    "a_distancia": "continúa con asistencia a distancia desde",
    "a_sala": "continúa de manera presencial desde",
}


def _movimiento(move: Movimiento) -> str:
    """«se integra a distancia a las 18:12»."""
    como = " a distancia" if move.a_distancia else ""
    las = "las" if move.tipo in CAMBIOS_DE_MODO else "a las"
    return f"{_MOVIMIENTO[move.tipo]}{como} {las} {palabras.reloj(move.hora)}"


def cuenta_comision(lista: Roll) -> str:
    quorum = lista.quorum_inicial
    hay = "por lo que la comisión cuenta con quórum" if quorum.hay else "por lo que la comisión no cuenta con quórum"
    return (
        f"De la {palabras.comision(lista.organo.nombre)} se {encuentran(quorum.presentes)} "
        f"{letras.cardinal(quorum.presentes, apocope=True)} de {palabras.integrantes(lista.integrantes)}"
        f"{_a_distancia(lista)}; se requiere la presencia de {letras.cardinal(quorum.requerido)}, {hay}."
    )


def _a_distancia(lista: Roll) -> str:
    """«, dos de ellos con asistencia a distancia»; or apart, when the rule does not count them for the quórum."""
    remotos = sum(one.a_distancia for one in lista.asistencias)
    if not remotos:
        return ""
    if sum(_al_inicio(one) for one in lista.asistencias) > lista.quorum_inicial.presentes:
        return f", sin contar a {letras.cardinal(remotos)} con asistencia a distancia"
    return f", de los cuales {letras.cardinal(remotos)} con asistencia a distancia"


def encuentran(numero: int) -> str:
    return "encuentra presente" if numero == 1 else "encuentran presentes"


def compartidos(listas: tuple[Roll, ...]) -> tuple[Parrafo, ...]:
    """Who belongs to more than one commission: counted, and voting, in each of them."""
    veces = Counter(
        (one.persona.clave or one.persona.nombre, one.persona.nombre) for roll in listas for one in roll.asistencias
    )
    nombres = [nombre for (_, nombre), times in veces.items() if times > 1]
    if not nombres:
        return ()
    verbo = "forma" if len(nombres) == 1 else "forman"
    return (
        parrafo(
            f"Se hace constar que {palabras.enumerar(nombres)} {verbo} parte de más de una de las comisiones: "
            "su asistencia se cuenta, y su voto se emite, en cada una de ellas."
        ),
    )


def _declaracion(acta: InstantaneaActa) -> Parrafo:
    if not acta.sesion.instalada:
        return parrafo(f"{_informe(acta)} no existe quórum legal para sesionar.")
    preside = palabras.el_cargo(acta.preside)
    return parrafo(
        f"{_informe(acta)} existe quórum legal para sesionar. En consecuencia, {preside} declara formalmente "
        "instalada la sesión y válidos los acuerdos que en ella se tomen."
    )


def _informe(acta: InstantaneaActa) -> str:
    secretario = palabras.mayuscula(palabras.el_cargo(acta.secretario))
    if len(acta.listas) > 1:
        return f"{secretario} informa que, conforme al cómputo de cada comisión,"
    roll = acta.listas[0]
    presentes = letras.cardinal(roll.quorum_inicial.presentes, apocope=True)
    return (
        f"{secretario} informa que se cuenta con la asistencia de {presentes} de "
        f"{palabras.integrantes(roll.integrantes)} con derecho a voz y voto{_a_distancia(roll)}, "
        f"siendo el quórum requerido de {letras.cardinal(roll.quorum_inicial.requerido)}; por lo tanto,"
    )
