"""Tickets of possible duplicates, their decisions, the keys of one person, lists to cross padrones with.

Revision: 0007
Before: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOTIVOS = "'migrante_en_transito', 'sin_registro', 'tramite_en_curso', 'otro'"
CLASES = "'exacto', 'probable', 'hogar', 'entre_padrones', 'tope'"
DECISIONES = "'misma_persona', 'homonimo', 'se_permite', 'baja_propuesta', 'reabierto'"
ESTADOS = "'pendiente', 'ya_no_aparece', 'misma_persona', 'homonimo', 'se_permite', 'baja_propuesta'"
LISTAS = "'difuntos', 'servidores_publicos'"
FACTS = ("indice_cambiado", "padron_ticket_decision", "persona_vinculo", "padron_lista", "padron_lista_persona")


def _protect(tables: tuple[str, ...]) -> None:
    """UPDATE and DELETE are refused by the database itself."""
    for table in tables:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_solo_altas BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION ruta_solo_altas()"
            )
            continue
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_sin_{verb.lower()} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'tabla de hechos, no se modifica ni se borra'); END"
            )


def _fk(table: str, column: str, other: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def _who() -> tuple[sa.Column, ...]:
    return (
        sa.Column("por_id", sa.Integer(), nullable=False),
        sa.Column("por", sa.String(length=200), nullable=False),
        sa.Column("en", sa.DateTime(timezone=True), nullable=False),
    )


def _rows() -> None:
    op.add_column("padron_fila", sa.Column("nacimiento", sa.String(length=32)))
    op.add_column("padron_fila", sa.Column("tutor", sa.String(length=64)))
    # in one sentence both databases take the check with the column, without writing the table anew
    op.execute(
        f"ALTER TABLE padron_fila ADD COLUMN sin_curp VARCHAR(20) CONSTRAINT ck_padron_fila_sin_curp "
        f"CHECK (sin_curp IN ({MOTIVOS}))"
    )
    op.create_index("ix_padron_fila_tutor", "padron_fila", ["tutor"])


def _tickets() -> None:
    op.create_table(
        "padron_ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("llave", sa.String(length=64), nullable=False),
        sa.Column("clase", sa.String(length=16), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("otro_expediente_id", sa.Integer(), nullable=True),
        sa.Column("fila_id", sa.Integer(), nullable=True),
        sa.Column("otra_fila_id", sa.Integer(), nullable=True),
        sa.Column("uno", sa.String(length=64), nullable=False),
        sa.Column("otro", sa.String(length=64), nullable=False),
        sa.Column("puntaje", sa.SmallInteger(), nullable=False),
        sa.Column("razones", sa.String(length=200), nullable=False),
        sa.Column("estado", sa.String(length=16), nullable=False),
        sa.Column("baja_en_id", sa.Integer(), nullable=True),
        sa.Column("carga_id", sa.Integer(), nullable=False),
        sa.Column("creado_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("visto_en", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"clase IN ({CLASES})", name=op.f("ck_padron_ticket_clase")),
        sa.CheckConstraint(f"estado IN ({ESTADOS})", name=op.f("ck_padron_ticket_estado")),
        sa.CheckConstraint("puntaje BETWEEN 0 AND 100", name=op.f("ck_padron_ticket_puntaje")),
        sa.CheckConstraint(
            "(clase IN ('entre_padrones', 'tope')) = (otro_expediente_id IS NOT NULL)",
            name=op.f("ck_padron_ticket_cruce"),
        ),
        _fk("padron_ticket", "expediente_id", "expediente"),
        _fk("padron_ticket", "otro_expediente_id", "expediente"),
        _fk("padron_ticket", "baja_en_id", "expediente"),
        _fk("padron_ticket", "fila_id", "padron_fila", "SET NULL"),
        _fk("padron_ticket", "otra_fila_id", "padron_fila", "SET NULL"),
        _fk("padron_ticket", "carga_id", "carga_padron"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_padron_ticket")),
        sa.UniqueConstraint("llave", name="uq_padron_ticket_llave"),
    )
    op.create_index("ix_padron_ticket_expediente", "padron_ticket", ["expediente_id", "estado", "id"])
    op.create_index("ix_padron_ticket_otro", "padron_ticket", ["otro_expediente_id", "estado", "id"])
    op.create_index("ix_padron_ticket_estado", "padron_ticket", ["estado", "id"])
    op.create_index("ix_padron_ticket_fila", "padron_ticket", ["fila_id"])
    op.create_index("ix_padron_ticket_otra_fila", "padron_ticket", ["otra_fila_id"])
    op.create_table(
        "padron_ticket_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("uno", sa.String(length=64), nullable=False),
        sa.Column("otro", sa.String(length=64), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("baja_en_id", sa.Integer(), nullable=True),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("recordada_id", sa.Integer(), nullable=True),
        *_who(),
        sa.CheckConstraint(f"decision IN ({DECISIONES})", name=op.f("ck_padron_ticket_decision_decision")),
        _fk("padron_ticket_decision", "ticket_id", "padron_ticket"),
        _fk("padron_ticket_decision", "baja_en_id", "expediente"),
        _fk("padron_ticket_decision", "recordada_id", "padron_ticket_decision"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_padron_ticket_decision")),
    )
    op.create_index("ix_padron_ticket_decision_ticket", "padron_ticket_decision", ["ticket_id", "id"])
    op.create_index("ix_padron_ticket_decision_par", "padron_ticket_decision", ["uno", "otro", "id"])


def _people() -> None:
    op.create_table(
        "persona_vinculo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uno", sa.String(length=64), nullable=False),
        sa.Column("otro", sa.String(length=64), nullable=False),
        sa.Column("hecho", sa.String(length=10), nullable=False),
        sa.Column("causa", sa.String(length=16), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("archivo_id", sa.Integer(), nullable=True),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        *_who(),
        sa.CheckConstraint("hecho IN ('vincula', 'desvincula')", name=op.f("ck_persona_vinculo_hecho")),
        sa.CheckConstraint(
            "causa IN ('corregida', 'cancelada', 'dos_claves', 'coincidencia')", name=op.f("ck_persona_vinculo_causa")
        ),
        sa.CheckConstraint("uno < otro", name=op.f("ck_persona_vinculo_orden")),
        _fk("persona_vinculo", "archivo_id", "archivo"),
        _fk("persona_vinculo", "ticket_id", "padron_ticket"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persona_vinculo")),
    )
    op.create_index("ix_persona_vinculo_par", "persona_vinculo", ["uno", "otro", "id"])
    op.create_table(
        "persona_alias",
        sa.Column("indice", sa.String(length=64), nullable=False),
        sa.Column("persona", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("indice", name=op.f("pk_persona_alias")),
    )
    op.create_index("ix_persona_alias_persona", "persona_alias", ["persona"])
    op.create_table(
        "indice_cambiado",
        sa.Column("viejo", sa.String(length=64), nullable=False),
        sa.Column("nuevo", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("viejo", name=op.f("pk_indice_cambiado")),
    )


def _lists() -> None:
    op.create_table(
        "padron_lista",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(length=20), nullable=False),
        sa.Column("fuente", sa.String(length=200), nullable=False),
        sa.Column("corte", sa.Date(), nullable=False),
        sa.Column("personas", sa.Integer(), nullable=False),
        sa.Column("ilegibles", sa.Integer(), nullable=False),
        sa.Column("llave", sa.String(length=20), nullable=False),
        sa.Column("retira_id", sa.Integer(), nullable=True),
        *_who(),
        sa.CheckConstraint(f"clase IN ({LISTAS})", name=op.f("ck_padron_lista_clase")),
        _fk("padron_lista", "retira_id", "padron_lista"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_padron_lista")),
    )
    op.create_index("ix_padron_lista_clase", "padron_lista", ["clase", "id"])
    op.create_table(
        "padron_lista_persona",
        sa.Column("lista_id", sa.Integer(), nullable=False),
        sa.Column("indice", sa.String(length=64), nullable=False),
        sa.Column("desde", sa.Date(), nullable=True),
        _fk("padron_lista_persona", "lista_id", "padron_lista"),
        sa.PrimaryKeyConstraint("lista_id", "indice", name=op.f("pk_padron_lista_persona")),
    )
    op.create_index("ix_padron_lista_persona_indice", "padron_lista_persona", ["indice"])


def upgrade() -> None:
    _rows()
    _tickets()
    _people()
    _lists()
    _protect(FACTS)


def downgrade() -> None:
    for table in ("padron_lista_persona", "padron_lista", "indice_cambiado", "persona_alias", "persona_vinculo",
                  "padron_ticket_decision", "padron_ticket"):  # fmt: skip
        op.drop_table(table)
    op.drop_index("ix_padron_fila_tutor", "padron_fila")
    for column in ("sin_curp", "tutor", "nacimiento"):
        op.drop_column("padron_fila", column)
