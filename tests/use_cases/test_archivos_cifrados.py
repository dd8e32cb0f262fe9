"""The file of a padrón is never on the disk in clear; it changes key, and is deleted for good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from tests.builders_padron import ANA, BUENO, Expediente, llaves
from tests.cast import Cast
from workflow.archivos import queries, service
from workflow.archivos.models import Archivo
from workflow.archivos.tipos import HOJAS
from workflow.db import db
from workflow.kernel.refusals import Invalid, NotFound, Refused
from workflow.padron.cifrado import Llavero
from workflow.padron.queries import ultima_carga


@pytest.fixture(autouse=True)
def propias(app: Flask) -> Iterator[None]:
    """The keys of the installation come back after a test that changes them."""
    yield
    queries.set_file_keys(llaves())


def con_nueva() -> Llavero:
    return Llavero("k2", {"k2": b"n" * 32, **llaves().llaves})


def en_disco() -> list[Path]:
    return [path for path in queries.files_root().rglob("*") if path.is_file()]


def test_el_archivo_de_un_padron_se_guarda_cifrado_y_se_lee_igual(app: Flask, cast: Cast, ahora: datetime) -> None:
    expediente = Expediente(cast, ahora)
    expediente.loaded()
    carga = ultima_carga(expediente.id)
    assert carga is not None and carga.estado == "confirmada" and carga.validas == 2
    assert [path.suffix for path in en_disco()] == [".cifrado"]
    assert ANA.encode() not in en_disco()[0].read_bytes()
    assert not queries.content_path(carga.archivo.sha256).exists()
    with queries.en_claro(carga.archivo) as path:
        assert path.read_bytes() == BUENO
    assert queries.llaves_en_uso() == {"d1": 1}


def test_un_archivo_que_no_se_admite_no_deja_nada(app: Flask, cast: Cast, ahora: datetime) -> None:
    with pytest.raises(Invalid, match="ARCHIVO_TIPO_NO_ADMITIDO"):
        service.keep(b"\x89PNG\r\n\x1a\n", nombre="x.png", actor=cast.enlace, ahora=ahora, clase="padron", tipos=HOJAS)
    with pytest.raises(Refused, match="ARCHIVO_DEMASIADO_GRANDE"):
        service.keep(
            BUENO, nombre="x.csv", actor=cast.enlace, ahora=ahora, clase="padron", tipos=HOJAS, limite=len(BUENO) - 1
        )
    assert en_disco() == []


def test_con_una_llave_nueva_todo_se_recifra_y_la_vieja_ya_no_hace_falta(
    app: Flask, cast: Cast, ahora: datetime
) -> None:
    one = service.keep(BUENO, nombre="a.csv", actor=cast.enlace, ahora=ahora, clase="padron", tipos=HOJAS)
    queries.set_file_keys(con_nueva())
    two = service.keep(b"CURP,NOMBRE\r\n", nombre="b.csv", actor=cast.enlace, ahora=ahora, clase="padron", tipos=HOJAS)
    assert queries.llaves_en_uso() == {"d1": 1, "k2": 1}
    assert service.recifrar(10, actor=cast.administradora, ahora=ahora) == 1
    assert service.recifrar(10, actor=cast.administradora, ahora=ahora) == 0
    assert queries.llaves_en_uso() == {"k2": 2}
    queries.set_file_keys(Llavero("k2", {"k2": b"n" * 32}))
    for archivo_id, content in ((one, BUENO), (two, b"CURP,NOMBRE\r\n")):
        with queries.en_claro(queries.get(archivo_id)) as path:
            assert path.read_bytes() == content


def test_lo_que_una_version_anterior_dejo_en_claro_tambien_se_cifra(app: Flask, cast: Cast, ahora: datetime) -> None:
    kept = service.keep(BUENO, nombre="a.csv", actor=cast.enlace, ahora=ahora, clase="anexo", tipos=HOJAS)
    sha = queries.get(kept).sha256
    old = Archivo(
        sha256=sha, nombre="viejo.csv", tipo="text/csv", tamano=len(BUENO), clase="padron",
        subido_por=1, subido_en=ahora,
    )  # fmt: skip
    db.session.add(old)
    db.session.commit()
    with queries.en_claro(queries.get(old.id)) as path:
        assert path.read_bytes() == BUENO
    assert queries.en_claro_todavia() == [sha]
    assert service.recifrar(10, actor=cast.administradora, ahora=ahora) == 1
    assert queries.hidden_path(sha).is_file()
    assert queries.content_path(sha).is_file()  # the annex with the same content is not of a padrón, and stays
    assert queries.llaves_en_uso() == {"d1": 1}


def test_un_archivo_suprimido_no_vuelve_y_se_dice_por_que(app: Flask, cast: Cast, ahora: datetime) -> None:
    kept = service.keep(BUENO, nombre="a.csv", actor=cast.enlace, ahora=ahora, clase="padron", tipos=HOJAS)
    sha = queries.get(kept).sha256
    assert service.suprimir(sha, actor=cast.transparencia, ahora=ahora)
    assert not service.suprimir(sha, actor=cast.transparencia, ahora=ahora)
    assert en_disco() == []
    assert queries.suprimido(sha) == ahora
    with pytest.raises(NotFound, match="ARCHIVO_SUPRIMIDO"), queries.en_claro(queries.get(kept)):
        pass
