"""The page of the rules of an organ says who signs its acta in words, and takes them back."""

from __future__ import annotations

from datetime import datetime

from flask import Flask

from tests import builders_sesiones as b
from tests.cast import Cast
from tests.web.sala import browser_of, fresh
from workflow.db import db
from workflow.sesiones.models import OrganoRegla


def test_quienes_firman_el_acta_se_leen_y_se_escriben_con_palabras(
    sqlite_app: Flask, sqlite_cast: Cast, ahora: datetime
) -> None:
    b.load_organs(sqlite_cast, ahora)
    gobierno = browser_of(sqlite_app, sqlite_cast.gobierno)
    page = gobierno.get("/organos/CAB/reglas")
    escritos = page.one("[name=firmantes_acta]").text.strip().splitlines()
    assert escritos[0] == "Quien preside" and not any("_" in one for one in escritos)
    nuevos = ["Quien preside", "El Contralor Municipal, como testigo"]
    fundamento = "Reglamento Interior, artículo 96"
    gobierno.submit(
        page,
        "Registrar las reglas",
        vigente_desde="2026-03-01",
        fundamento=fundamento,
        firmantes_acta="\n".join(nuevos),
        empate_aplica_a=["simple"],
    )
    fresh()
    regla = db.session.query(OrganoRegla).filter_by(fundamento=fundamento).one()
    assert regla.reglas["firmantes_acta"] == ["presidencia", nuevos[1]]
    despues = gobierno.get("/organos/CAB/reglas").one("[name=firmantes_acta]")
    assert fundamento and despues.text.strip().splitlines()[0] == "Quien preside"
