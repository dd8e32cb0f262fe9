"""The bandeja reads what waits by its term, stage by stage, from one index.

Revision: 0010
Before: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("plazo") as batch_op:
        batch_op.create_index(
            "ix_plazo_etapa_corriendo",
            ["etapa", "vence", "id"],
            unique=False,
            postgresql_where=sa.text("cerrado_en IS NULL"),
            sqlite_where=sa.text("cerrado_en IS NULL"),
        )


def downgrade() -> None:
    with op.batch_alter_table("plazo") as batch_op:
        batch_op.drop_index("ix_plazo_etapa_corriendo")
