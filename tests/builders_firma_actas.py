"""An acta in force being signed with certificates, by the same use cases that the pages and the worker call."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests import builders_documentos as d
from tests import builders_firmas as f
from tests.cast import Cast
from workflow.actas.firma import examen
from workflow.actas.models import Acta
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.actas.queries.firmas import signers
from workflow.actas.service import aprobar_acta
from workflow.actas.service import firmas_configuracion as configuracion
from workflow.actas.service import firmas_firmar as firmado
from workflow.actas.service import firmas_preparar as preparado
from workflow.actas.service import firmas_proceso as procesos
from workflow.archivos.queries import get
from workflow.db import db
from workflow.jobs import firmas as jobs
from workflow.jobs.handlers import JobContext
from workflow.kernel.actor import Actor

FUNDAMENTO = "Ley de Firma Electrónica del Estado de Zacatecas y acuerdo AHC/001/2026"


def indice(texto: str) -> list[str]:
    """A keyed index of fiction: what matters is that equal texts are equal."""
    return [("x" * 64 + texto)[-64:]]


def vigente(*_: object) -> str:
    return "vigente"


def trust(cast: Cast, ahora: datetime, nombre: str = "AC de prueba", ocsp: str = "") -> int:
    """The municipality trusts that authority from today."""
    nueva = configuracion.AutoridadNueva(f.autoridad(nombre).pem, "raiz", FUNDAMENTO, ahora.date(), ocsp=ocsp)
    return configuracion.registrar_autoridad(nueva, actor=cast.administradora, ahora=ahora)


def rule(cast: Cast, ahora: datetime, **otros: object) -> int:
    datos: dict[str, object] = {
        "clase": "acta", "modo": "electronica", "orden": "estricto", "fundamento": FUNDAMENTO,
        "vigente_desde": ahora.date(),
    }  # fmt: skip
    datos.update(otros)
    regla = configuracion.ReglaNueva(**datos)  # type: ignore[arg-type]
    return configuracion.registrar_regla_firma("CAB", regla, actor=cast.gobierno, ahora=ahora)


def approved(cast: Cast, ahora: datetime) -> int:
    """A closed session of sixteen with its acta approved. Id of its snapshot in force."""
    sesion = d.closed_cabildo(cast, ahora)
    d.raised(sesion, ahora + timedelta(days=3))
    aprobar_acta(sesion, fecha=ahora.date(), acuerdo_folio=None, actor=cast.gobierno, ahora=ahora + timedelta(days=4))
    return db.session.query(Acta).filter_by(sesion_id=sesion).one().instantanea_id


def begun(cast: Cast, ahora: datetime, **regla: object) -> int:
    """The same, with its rule and its authority, begun to be signed and frozen."""
    instantanea = approved(cast, ahora)
    trust(cast, ahora)
    rule(cast, ahora, **regla)
    freeze(instantanea, cast.gobierno, ahora)
    return instantanea


def freeze(instantanea: int, actor: Actor, ahora: datetime, fundamento: str = "") -> None:
    proceso = procesos.iniciar_firma(instantanea, fundamento=fundamento, actor=actor, ahora=ahora)
    jobs.congelar({"proceso_id": proceso}, context(ahora))


def context(ahora: datetime) -> JobContext:
    from flask import current_app

    return JobContext(1, ahora, current_app.config["RUTA"], lambda done, total: None)


def certificate(instantanea: int, clave: str, **otros: object) -> f.Firmante:
    """An e.firma in the name of who signs there, in capitals as SAT writes it."""
    nombre = signers(instantanea)[int(clave)].persona.nombre
    numero = f"0000100000050446{int(clave):04d}"
    return f.efirma(nombre.upper(), f"XAXX8001{int(clave):02d}AB1", f"XAXX8001{int(clave):02d}HZSBNG05",
                    numero=numero, **otros)  # type: ignore[arg-type]  # fmt: skip


def seal(instantanea: int, clave: str, quien: f.Firmante) -> preparado.Llegada:
    proceso = consultas.open_process(instantanea)
    assert proceso is not None
    return preparado.Llegada(quien.cer, quien.firma(consultas.chain_of(proceso, clave).text().encode()))


def prepare(
    instantanea: int, clave: str, quien: f.Firmante, actor: Actor, ahora: datetime, consultar: object = vigente
) -> int:
    return preparado.preparar_firma(
        instantanea, clave, seal(instantanea, clave, quien), indice=indice, consultar=consultar,  # type: ignore[arg-type]
        actor=actor, ahora=ahora,
    )  # fmt: skip


def attributes(instantanea: int, clave: str) -> bytes:
    import base64

    proceso = consultas.open_process(instantanea)
    assert proceso is not None
    prepared = consultas.last_prepared(proceso.id, clave)
    assert prepared is not None
    return base64.b64decode(prepared.atributos)


def sign(instantanea: int, clave: str, actor: Actor, ahora: datetime, consultar: object = vigente) -> int:
    """The whole act, as a page of the browser does it."""
    quien = certificate(instantanea, clave)
    prepare(instantanea, clave, quien, actor, ahora, consultar)
    valor = quien.firma(attributes(instantanea, clave))
    return firmado.firmar(instantanea, clave, valor=valor, actor=actor, ahora=ahora)


def last_pdf(instantanea: int) -> bytes:
    proceso = consultas.open_process(instantanea)
    assert proceso is not None
    return get(consultas.stages(proceso.id)[-1].archivo_id).path.read_bytes()


def examined(instantanea: int, ahora: datetime) -> list[tuple[str, str]]:
    proceso = consultas.open_process(instantanea)
    assert proceso is not None
    found = examen.examine(last_pdf(instantanea), consultas.authorities(ahora.date()), consultas.hours_of(proceso.id))
    return [(one.campo, one.resultado) for one in found]


def states(instantanea: int) -> list[str]:
    found = consultas.proceso(instantanea)
    assert found is not None
    return [one.estado for one in found.lugares]
