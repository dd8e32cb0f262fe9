"""Tables of the tickets, their decisions, the keys of one person, and the lists that padrones are crossed with."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import UtcDateTime, append_only, codes, db
from workflow.padron.coincidencias.clases import CLASES, DECISIONES, ESTADOS
from workflow.padron.coincidencias.listas import CLASES_LISTA


class PadronTicket(db.Model):  # type: ignore[name-defined]
    """Two rows that are, or may be, of the same person, for somebody to decide.

    `uno`, `otro`: keyed identities of both, in order; they, the kind and the dossiers make `llave`, so that the same
    pair is never asked twice. The rows are those of the last upload in which the pair was seen (none once it was
    replaced). `otro_expediente_id`: the other padrón, in a cross. `estado` is the last decision.
    """

    __tablename__ = "padron_ticket"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    llave: Mapped[str] = mapped_column(String(64))
    clase: Mapped[str] = mapped_column(String(16))
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente.id"))
    otro_expediente_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"))
    fila_id: Mapped[int | None] = mapped_column(ForeignKey("padron_fila.id", ondelete="SET NULL"))
    otra_fila_id: Mapped[int | None] = mapped_column(ForeignKey("padron_fila.id", ondelete="SET NULL"))
    uno: Mapped[str] = mapped_column(String(64))
    otro: Mapped[str] = mapped_column(String(64))
    puntaje: Mapped[int] = mapped_column(SmallInteger)
    razones: Mapped[str] = mapped_column(String(200))
    estado: Mapped[str] = mapped_column(String(16))
    baja_en_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"))
    carga_id: Mapped[int] = mapped_column(ForeignKey("carga_padron.id"))
    creado_en: Mapped[datetime] = mapped_column(UtcDateTime)
    visto_en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("clase", CLASES),
        codes("estado", ESTADOS),
        CheckConstraint("puntaje BETWEEN 0 AND 100", name="puntaje"),
        CheckConstraint("(clase IN ('entre_padrones', 'tope')) = (otro_expediente_id IS NOT NULL)", name="cruce"),
        UniqueConstraint("llave", name="uq_padron_ticket_llave"),
        Index("ix_padron_ticket_expediente", "expediente_id", "estado", "id"),
        Index("ix_padron_ticket_otro", "otro_expediente_id", "estado", "id"),
        Index("ix_padron_ticket_estado", "estado", "id"),
        Index("ix_padron_ticket_fila", "fila_id"),
        Index("ix_padron_ticket_otra_fila", "otra_fila_id"),
    )


class PadronTicketDecision(db.Model):  # type: ignore[name-defined]
    """What somebody decided on a ticket and why. `uno`, `otro`: the identities, to remember it in another padrón.

    `recordada_id`: the decision that this one repeats, because the pair had been decided elsewhere.
    """

    __tablename__ = "padron_ticket_decision"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("padron_ticket.id"))
    uno: Mapped[str] = mapped_column(String(64))
    otro: Mapped[str] = mapped_column(String(64))
    decision: Mapped[str] = mapped_column(String(16))
    baja_en_id: Mapped[int | None] = mapped_column(ForeignKey("expediente.id"))
    motivo: Mapped[str] = mapped_column(Text)
    recordada_id: Mapped[int | None] = mapped_column(ForeignKey("padron_ticket_decision.id"))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("decision", DECISIONES),
        Index("ix_padron_ticket_decision_ticket", "ticket_id", "id"),
        Index("ix_padron_ticket_decision_par", "uno", "otro", "id"),
    )


class PersonaVinculo(db.Model):  # type: ignore[name-defined]
    """Two keys of one person (corrected, cancelled, given twice), or the undoing of it. Only keyed indexes."""

    __tablename__ = "persona_vinculo"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uno: Mapped[str] = mapped_column(String(64))
    otro: Mapped[str] = mapped_column(String(64))
    hecho: Mapped[str] = mapped_column(String(10))
    causa: Mapped[str] = mapped_column(String(16))
    motivo: Mapped[str] = mapped_column(Text)
    archivo_id: Mapped[int | None] = mapped_column(ForeignKey("archivo.id"))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("padron_ticket.id"))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        codes("hecho", ("vincula", "desvincula")),
        codes("causa", ("corregida", "cancelada", "dos_claves", "coincidencia")),
        CheckConstraint("uno < otro", name="orden"),
        Index("ix_persona_vinculo_par", "uno", "otro", "id"),
    )


class PersonaAlias(db.Model):  # type: ignore[name-defined]
    """Which person a linked key is of: what the facts of `persona_vinculo` say today, made anew with each of them."""

    __tablename__ = "persona_alias"

    indice: Mapped[str] = mapped_column(String(64), primary_key=True)
    persona: Mapped[str] = mapped_column(String(64))

    __table_args__ = (Index("ix_persona_alias_persona", "persona"),)


class PadronLista(db.Model):  # type: ignore[name-defined]
    """A list of keys that padrones are crossed with: deceased, or public servants. The file itself is not kept.

    `llave`: the name of the key its indexes are under; after a change of key it finds nobody and is imported again.
    `retira_id`: this fact withdraws that list, brought by mistake.
    """

    __tablename__ = "padron_lista"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    clase: Mapped[str] = mapped_column(String(20))
    fuente: Mapped[str] = mapped_column(String(200))
    corte: Mapped[date] = mapped_column(Date)
    personas: Mapped[int] = mapped_column(Integer)
    ilegibles: Mapped[int] = mapped_column(Integer)
    llave: Mapped[str] = mapped_column(String(20))
    retira_id: Mapped[int | None] = mapped_column(ForeignKey("padron_lista.id"))
    por_id: Mapped[int] = mapped_column(Integer)
    por: Mapped[str] = mapped_column(String(200))
    en: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (codes("clase", CLASES_LISTA), Index("ix_padron_lista_clase", "clase", "id"))


class PadronListaPersona(db.Model):  # type: ignore[name-defined]
    """The keyed index of one CURP of a list. `desde`: the day of the death, or of the appointment, if it says it."""

    __tablename__ = "padron_lista_persona"

    lista_id: Mapped[int] = mapped_column(ForeignKey("padron_lista.id"), primary_key=True)
    indice: Mapped[str] = mapped_column(String(64), primary_key=True)
    desde: Mapped[date | None] = mapped_column(Date)

    __table_args__ = (Index("ix_padron_lista_persona_indice", "indice"),)


class IndiceCambiado(db.Model):  # type: ignore[name-defined]
    """A keyed identity of these facts under another key, written by the change of key: facts are not rewritten."""

    __tablename__ = "indice_cambiado"

    viejo: Mapped[str] = mapped_column(String(64), primary_key=True)
    nuevo: Mapped[str] = mapped_column(String(64))


for _table in (
    "indice_cambiado",
    "padron_ticket_decision",
    "persona_vinculo",
    "padron_lista",
    "padron_lista_persona",
):
    append_only(_table)
