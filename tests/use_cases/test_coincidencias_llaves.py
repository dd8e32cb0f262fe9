"""A change of key: what was decided is not asked again, and two keys of one person are still hers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders_coincidencias import LAURA, LAURA_JC, PEDRO, becas, clave, csv_de, empleo, fila, states, tickets
from tests.builders_padron import llaves
from tests.cast import Cast
from tests.use_cases.test_padron_llaves import NUEVA, SOLO_NUEVA
from workflow.archivos import queries as archivos
from workflow.db import db
from workflow.padron.coincidencias import service
from workflow.padron.coincidencias.models import IndiceCambiado, PersonaAlias
from workflow.padron.coincidencias.queries import listas
from workflow.padron.privacidad.service.llaves import recifrar_todo

NOMBRE = "ROBLES CASTRO LAURA"
GEMELO = clave("PEGP750101HZSRMD8")
DATOS = csv_de(
    fila(LAURA, NOMBRE), fila(LAURA_JC, NOMBRE), fila(PEDRO, "PEREZ GOMEZ PEDRO"), fila(GEMELO, "PEREZ GOMEZ PEDRO")
)


@pytest.mark.usefixtures("app")
def test_lo_decidido_y_lo_vinculado_sigue_valiendo_con_la_llave_nueva(app: Flask, cast: Cast, ahora: datetime) -> None:
    antes = app.config["RUTA"]
    padron = becas(cast, ahora)
    carga_id = padron.sought(DATOS)
    misma, homonimo = tickets()
    service.decidir(misma.id, "misma_persona", "Acta 12", actor=cast.revisora, ahora=padron.tick())
    service.decidir(homonimo.id, "homonimo", "Dos actas", actor=cast.revisora, ahora=padron.tick())
    padron.seek(carga_id)
    service.importar("difuntos", PEDRO.encode(), fuente="RC 1", corte=date(2026, 2, 1), llavero=llaves(),
                     actor=cast.revisora, ahora=padron.tick())  # fmt: skip
    decididos = states()
    viejas = {uno.llave for uno in tickets()}
    try:
        app.config["RUTA"] = replace(antes, padron_keys=(NUEVA, *antes.padron_keys))
        archivos.set_file_keys(llaves())
        recifrar_todo(llaves(), ahora=padron.tick(), actor=cast.administradora, tanda=2)
        assert states() == decididos
        assert not viejas & {uno.llave for uno in tickets()}
        esperados = {SOLO_NUEVA.indice(LAURA), SOLO_NUEVA.indice(LAURA_JC)}
        assert set(db.session.scalars(select(PersonaAlias.indice))) == esperados
        padron.seek(carga_id)
        assert states() == decididos
        otro = empleo(cast, ahora, "PP-37")
        otro.sought(DATOS)
        assert [uno for uno in states()[len(decididos) :] if uno[2] == "pendiente"] == []
        assert listas.listas(llaves().actual)[0].otra_llave
        with pytest.raises(Exception, match="VINCULO_YA_EXISTE"):
            service.vincular(LAURA, LAURA_JC, causa="corregida", motivo="Otra vez", llavero=llaves(),
                             actor=cast.revisora, ahora=otro.tick())  # fmt: skip
        service.desvincular(LAURA, LAURA_JC, motivo="No era", llavero=llaves(), actor=cast.revisora, ahora=otro.tick())
        assert db.session.scalars(select(PersonaAlias.indice)).all() == []
        cambiados = set(db.session.scalars(select(IndiceCambiado.nuevo)))
        assert esperados <= cambiados
    finally:
        app.config["RUTA"] = antes
        archivos.set_file_keys(llaves())
