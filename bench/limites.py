"""The limits that the product is measured against: bare Flask answering JSON (J), with one SELECT through the ORM (S),
and with one transaction of one UPDATE and two INSERT (T). Served with the project's own settings; see bench/ruta.py.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import insert, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Caso(db.Model):  # type: ignore[name-defined]
    __tablename__ = "limite_caso"
    id: Mapped[int] = mapped_column(primary_key=True)
    estado: Mapped[str]
    revision: Mapped[int]


class Hecho(db.Model):  # type: ignore[name-defined]
    __tablename__ = "limite_hecho"
    id: Mapped[int] = mapped_column(primary_key=True)
    caso_id: Mapped[int]
    en: Mapped[str]


class Pendiente(db.Model):  # type: ignore[name-defined]
    __tablename__ = "limite_pendiente"
    id: Mapped[int] = mapped_column(primary_key=True)
    caso_id: Mapped[int]
    en: Mapped[str]


def app() -> Flask:
    made = Flask(__name__)
    made.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    db.init_app(made)

    @made.get("/j")
    def j() -> dict[str, Any]:
        return {"ok": True}

    @made.get("/s/<int:caso_id>")
    def s(caso_id: int) -> dict[str, Any]:
        row = db.session.scalars(select(Caso).where(Caso.id == caso_id)).one()
        return {"id": row.id, "estado": row.estado}

    @made.post("/t/<int:caso_id>")
    def t(caso_id: int) -> dict[str, Any]:
        now = datetime.now(UTC).isoformat()
        db.session.execute(update(Caso).where(Caso.id == caso_id).values(revision=Caso.revision + 1))
        db.session.execute(insert(Hecho).values(caso_id=caso_id, en=now))
        db.session.execute(insert(Pendiente).values(caso_id=caso_id, en=now))
        db.session.commit()
        return {"ok": True}

    return made


def prepare(url: str, casos: int = 1000) -> None:
    """The tables of the limits, filled."""
    made = Flask(__name__)
    made.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(made)
    with made.app_context():
        db.create_all()
        db.session.execute(insert(Caso), [{"id": n, "estado": "x", "revision": 1} for n in range(1, casos + 1)])
        db.session.commit()
        db.engine.dispose()
