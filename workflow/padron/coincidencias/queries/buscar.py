"""Pairs of one padrón that a person should look at: by keyed index in the database, by likeness within small blocks.

Rows are opened only where they share a birth date, a telephone or an address with another one; never all against all.
The number of sentences does not depend on the number of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import aliased

from workflow.db import db
from workflow.padron.cifrado import Llavero
from workflow.padron.coincidencias.comparar import BLOQUE, Dato, dato_de, en_bloque
from workflow.padron.coincidencias.hallado import Hallado
from workflow.padron.coincidencias.models import PersonaAlias
from workflow.padron.coincidencias.queries.alcance import dentro
from workflow.padron.coincidencias.queries.cruces import cruces
from workflow.padron.encabezados import Columnas
from workflow.padron.models import CargaPadron, PadronFila
from workflow.padron.privacidad.queries.filas import celdas_de
from workflow.padron.queries.columnas import de_carga

LIMITE = 5_000
"""Pairs of one kind that are kept: somebody who has more has a wrong file, not five thousand questions."""
PASO = 1_000
COMPARTEN = (("nacimiento", "mismo_nacimiento"), ("telefono", "mismo_telefono"), ("hogar", "mismo_domicilio"))


@dataclass
class Busqueda:
    """What was found of an upload. `cortados`: blocks too large, of which only the first rows were compared."""

    carga_id: int
    hallados: list[Hallado] = field(default_factory=list)
    con_cruces: bool = False
    cortados: int = 0


def buscar(
    carga_id: int, llavero: Llavero, hoy: date, avance: Callable[[int, int | None], None] | None = None
) -> Busqueda | None:
    """None: the upload is not one to look at (being read, replaced, or not of people). `hoy`: whose rules count."""
    carga = db.session.get(CargaPadron, carga_id)
    if carga is None or carga.estado not in ("revisada", "confirmada") or carga.estructura != "persona":
        return None
    _contar_filas()
    filas = db.session.execute(select(PersonaAlias.indice, PersonaAlias.persona))
    alias = {str(indice): str(persona) for indice, persona in filas}
    busqueda = Busqueda(carga_id, con_cruces=carga.estado == "confirmada")
    busqueda.hallados += [*_exactos(carga), *_vinculadas(carga)]
    busqueda.hallados += _probables(carga, llavero, alias, busqueda, avance)
    busqueda.hallados += _hogares(carga)
    if busqueda.con_cruces:
        busqueda.hallados += cruces(carga, alias, hoy, limite=LIMITE)
    return busqueda


def _contar_filas() -> None:
    """PostgreSQL does not yet know that a hundred thousand rows came in, and would choose the way for a few."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE padron_fila"))


def identidad(fila: Any) -> str:
    """What tells a person apart in any upload: the index of the CURP, or that of name, birth date and telephone."""
    return str(fila.indice or fila.clave or fila.contenido)


def _exactos(carga: CargaPadron) -> Iterator[Hallado]:
    """One CURP with two names: a key copied to another person's row, or a name badly written. Also among the rows that
    were left out for repeating the key. The same key with the same name is told by the check page: nothing to decide.
    """
    con_dos = (
        select(PadronFila.indice)
        .where(PadronFila.carga_id == carga.id, PadronFila.indice.is_not(None))
        .group_by(PadronFila.indice)
        .having(func.count(PadronFila.nombre.distinct()) > 1)
        .limit(LIMITE)
    )
    rows = db.session.execute(
        select(PadronFila.indice, PadronFila.nombre, PadronFila.id)
        .where(
            PadronFila.carga_id == carga.id,
            PadronFila.nombre.is_not(None),
            PadronFila.indice.in_(select(con_dos.subquery().c.indice)),
        )
        .order_by(PadronFila.numero)
    )
    nombres: dict[str, dict[str, int]] = defaultdict(dict)
    for indice, nombre, fila_id in rows:
        nombres[indice].setdefault(nombre, fila_id)
    for de_la_clave in nombres.values():
        for (nombre, fila), (otro, otra) in combinations(list(de_la_clave.items())[:BLOQUE], 2):
            uno, dos = sorted((nombre, otro))
            yield Hallado("exacto", carga.expediente_id, None, fila, otra, uno, dos, 100, ("misma_curp_otro_nombre",))


def _vinculadas(carga: CargaPadron) -> Iterator[Hallado]:
    """Two keys that somebody recognised as one person's, both in this padrón."""
    a, b, x, y = aliased(PadronFila), aliased(PadronFila), aliased(PersonaAlias), aliased(PersonaAlias)
    rows = db.session.execute(
        select(a.id, b.id, a.indice, b.indice)
        .where(y.persona == x.persona, y.indice > x.indice, a.indice == x.indice, b.indice == y.indice)
        .where(dentro(carga, a), dentro(carga, b))
        .limit(LIMITE)
    )
    for fila, otra, uno, otro in rows:
        yield Hallado("exacto", carga.expediente_id, None, fila, otra, *sorted((uno, otro)), 100, ("curp_vinculada",))


def _probables(
    carga: CargaPadron,
    llavero: Llavero,
    alias: dict[str, str],
    busqueda: Busqueda,
    avance: Callable[[int, int | None], None] | None,
) -> Iterator[Hallado]:
    bloques: dict[tuple[str, str], list[Dato]] = defaultdict(list)
    quien: dict[int, tuple[str, str]] = {}
    for hechas, (fila, dato) in enumerate(_abiertas(carga, llavero), 1):
        propia = identidad(fila)
        quien[fila.id] = (propia, alias.get(propia, propia))
        for uso, comparte in COMPARTEN:
            if getattr(fila, uso):
                bloques[comparte, getattr(fila, uso)].append(dato)
        if avance is not None and hechas % PASO == 0:
            avance(hechas, None)
    vistos: set[tuple[int, int]] = set()
    for (comparte, _), bloque in bloques.items():
        busqueda.cortados += len(bloque) > BLOQUE
        for par in en_bloque(bloque, comparte):
            ids = (par.uno.fila_id, par.otro.fila_id)
            (uno, de_uno), (otro, de_otro) = quien[ids[0]], quien[ids[1]]
            if ids in vistos or de_uno == de_otro:
                continue
            vistos.add(ids)
            yield Hallado("probable", carga.expediente_id, None, *ids, *sorted((uno, otro)), par.parecido.puntaje,
                          par.parecido.razones)  # fmt: skip
            if len(vistos) >= LIMITE:
                return


def _abiertas(carga: CargaPadron, llavero: Llavero) -> Iterator[tuple[Any, Dato]]:
    """The rows that share something with another one, opened. Those in force may come from other uploads."""
    comparten = []
    for uso, _ in COMPARTEN:
        columna = getattr(PadronFila, uso)
        repetidos = (
            select(columna)
            .where(dentro(carga, PadronFila), columna.is_not(None))
            .group_by(columna)
            .having(func.count() > 1)
        )
        comparten.append(columna.in_(repetidos))
    tabla = PadronFila
    rows = db.session.execute(
        select(tabla.id, tabla.carga_id, tabla.numero, tabla.llave, tabla.datos, tabla.indice, tabla.clave,
               tabla.contenido, tabla.sexo, tabla.nacimiento, tabla.telefono, tabla.hogar)
        .where(dentro(carga, PadronFila), or_(*comparten))
        .order_by(tabla.numero)
        .execution_options(yield_per=PASO)
    )  # fmt: skip
    columnas: dict[int, Columnas | None] = {}
    for row in rows:
        if row.carga_id not in columnas:
            columnas[row.carga_id] = de_carga(db.session.get_one(CargaPadron, row.carga_id))
        suyas = columnas[row.carga_id]
        if suyas is not None:
            yield row, dato_de(row.id, row.numero, row.sexo, celdas_de(row, llavero), suyas)


def limite_por_hogar(reglas: dict[str, Any]) -> int | None:
    """How many of one household the rules of operation admit; None: they do not say."""
    limite = (reglas.get("criterios") or {}).get("limite_hogar")
    return int(limite) if limite else None


def _hogares(carga: CargaPadron) -> Iterator[Hallado]:
    """Whoever comes after the limit of a household, beside the first of it."""
    limite = limite_por_hogar(carga.reglas)
    if limite is None:
        return
    tabla = PadronFila
    llenos = select(tabla.hogar).where(dentro(carga, PadronFila), tabla.hogar.is_not(None))
    rows = db.session.execute(
        select(tabla.id, tabla.hogar, tabla.indice, tabla.clave, tabla.contenido)
        .where(dentro(carga, PadronFila), tabla.hogar.in_(llenos.group_by(tabla.hogar).having(func.count() > limite)))
        .order_by(tabla.numero)
        .limit(LIMITE)
    )
    hogares: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        personas = hogares[row.hogar]
        propia = identidad(row)
        if propia in personas:
            continue
        personas[propia] = row.id
        if len(personas) > limite:
            primera, fila = next(iter(personas.items()))
            yield Hallado("hogar", carga.expediente_id, None, fila, row.id, *sorted((primera, propia)), 100,
                          ("mismo_domicilio",))  # fmt: skip
