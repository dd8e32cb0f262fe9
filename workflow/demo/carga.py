"""Loading the sample of Fresnillo: units, people, organs, calendar, catalogues and the 67 POA."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from workflow.demo.nombres import nombre_de
from workflow.demo.personas import CURUL_DE, PERSONAS
from workflow.expedientes import service as expedientes
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.articulos import de_dependencia
from workflow.kernel.clock import local_date
from workflow.libros.limites import POA
from workflow.libros.proceso import read_book
from workflow.people import queries as people_queries
from workflow.people import service as people
from workflow.people.demostracion import CLAVE_DEMO
from workflow.people.service import NewUser
from workflow.poa import service as poa
from workflow.poa.catalogos_csv import read_folder, read_rows
from workflow.poa.lectura.libro import read, review_together
from workflow.sesiones import service as sesiones

MUESTRA = Path(__file__).resolve().parent / "fresnillo"
EJERCICIO = 2026
DESDE = date(2024, 9, 15)
INICIO = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)  # Monday 5 January 2026, 9:00 in Fresnillo


@dataclass(frozen=True)
class Muestra:
    """What was loaded: user ids by address, and the id of the POA dossier of each unit."""

    usuarios: dict[str, int]
    poas: dict[str, int]

    def actor(self, clave: str) -> Actor:
        found = people_queries.actor_of(self.usuarios[f"{clave}@fresnillo.test"], DESDE.replace(year=EJERCICIO))
        if found is None:
            raise LookupError(clave)
        return found


def rows_of(name: str) -> list[dict[str, str]]:
    with (MUESTRA / "catalogos" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def cargar(say: Callable[[str], None]) -> Muestra:
    """Load everything into an empty database, by the same use cases that the pages and commands call."""
    when = {"actor": SISTEMA, "ahora": INICIO}
    people.load_dependencias(rows_of("dependencias"), **when)  # type: ignore[arg-type]
    people.load_seats(rows_of("integrantes"), **when)  # type: ignore[arg-type]
    users = people.load_users(_users(), clave_hash=people.hash_password(CLAVE_DEMO), **when)  # type: ignore[arg-type]
    for clave, curul in CURUL_DE.items():
        people.link_member(curul, users[f"{clave}@fresnillo.test"], **when)  # type: ignore[arg-type]
    say(f"  67 dependencias, 16 curules y {len(users)} personas usuarias")
    sesiones.cargar_organos(rows_of("organos"), rows_of("integrantes"), **when)  # type: ignore[arg-type]
    sesiones.cargar_miembros(rows_of("miembros"), **when)  # type: ignore[arg-type]
    for row in rows_of("dias_inhabiles_2026"):
        expedientes.registrar_inhabil(
            date.fromisoformat(row["fecha"]),
            row["motivo"],
            row["fundamento"],
            por_confirmar=row["estado"] != "oficial",
            **when,  # type: ignore[arg-type]
        )
    poa.load_catalogos(read_rows(MUESTRA / "catalogos"), EJERCICIO, **when)  # type: ignore[arg-type]
    say(f"  {len(rows_of('organos'))} órganos con sus reglas, calendario de 2026 y catálogos (42 programas)")
    return Muestra(users, _poas(users, say))


def _users() -> list[NewUser]:
    shown = [NewUser(p.correo, p.nombre, p.cargo, p.roles, DESDE) for p in PERSONAS]
    titulares = {unit for p in PERSONAS for role, unit in p.roles if role == "dependencia_titular"}
    others = [
        NewUser(
            f"titular.{row['clave'].lower()}@fresnillo.test",
            nombre_de(position),
            row["titular_cargo"],
            (("dependencia_titular", row["clave"]),),
            DESDE,
        )
        for position, row in enumerate(rows_of("dependencias"))
        if row["clave"] not in titulares
    ]
    return shown + others


def titular_de(unit: str) -> str:
    """The address (without domain) of the demo titular of a unit."""
    for persona in PERSONAS:
        if ("dependencia_titular", unit) in persona.roles:
            return persona.clave
    return f"titular.{unit.lower()}"


def _poas(users: dict[str, int], say: Callable[[str], None]) -> dict[str, int]:
    catalogos = read_folder(MUESTRA / "catalogos", EJERCICIO)
    libros = sorted((MUESTRA / "poa").glob("UR-*.xlsx"))
    revisiones = review_together([read(read_book(path, POA), path.name) for path in libros], catalogos)
    made: dict[str, int] = {}
    for revision in revisiones:
        unit = revision.archivo.removesuffix(".xlsx")
        ident = revision.contenido["identificacion"]
        actor = people_queries.actor_of(users[f"{titular_de(unit)}@fresnillo.test"], local_date(INICIO))
        if actor is None:
            raise LookupError(unit)
        made[unit] = expedientes.crear(
            "poa",
            unit,
            ident["programa"],
            EJERCICIO,
            f"POA {EJERCICIO} {de_dependencia(people_queries.dependencia_nombre(unit, date(2026, 1, 5)))}",
            contenido=None if unit == "UR-050" else revision.contenido,
            actor=actor,
            ahora=INICIO,
        )
    indicadores = sum(len(r.contenido.get("mir") or []) for r in revisiones)
    matrices = sum(bool(r.contenido.get("mir")) for r in revisiones)
    say(f"  {len(made)} POA, {matrices} MIR y {indicadores} indicadores, de sus libros de Excel")
    return made
