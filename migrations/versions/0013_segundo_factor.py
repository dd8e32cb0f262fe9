"""The second step of signing in: codes of an application and codes on paper.

Revision: 0013
Before: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acceso_pendiente",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("usuario_id", sa.Integer(), nullable=False),
        sa.Column("epoca", sa.Integer(), nullable=False),
        sa.Column("expira_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("intentos", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_acceso_pendiente_usuario_id_usuario")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_acceso_pendiente")),
    )
    op.create_index(op.f("ix_acceso_pendiente_usuario_id"), "acceso_pendiente", ["usuario_id"])
    op.create_table(
        "segundo_factor",
        sa.Column("usuario_id", sa.Integer(), nullable=False),
        sa.Column("secreto", sa.LargeBinary(), nullable=False),
        sa.Column("llave", sa.String(length=20), nullable=False),
        sa.Column("confirmado_en", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ultimo_paso", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_segundo_factor_usuario_id_usuario")),
        sa.PrimaryKeyConstraint("usuario_id", name=op.f("pk_segundo_factor")),
    )
    op.create_table(
        "codigo_recuperacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("usuario_id", sa.Integer(), nullable=False),
        sa.Column("codigo_hash", sa.String(length=32), nullable=False),
        sa.Column("usado_en", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["usuario_id"], ["usuario.id"], name=op.f("fk_codigo_recuperacion_usuario_id_usuario")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codigo_recuperacion")),
        sa.UniqueConstraint("codigo_hash", name=op.f("uq_codigo_recuperacion_codigo_hash")),
    )
    op.create_index(op.f("ix_codigo_recuperacion_usuario_id"), "codigo_recuperacion", ["usuario_id"])


def downgrade() -> None:
    op.drop_table("codigo_recuperacion")
    op.drop_table("segundo_factor")
    op.drop_table("acceso_pendiente")
