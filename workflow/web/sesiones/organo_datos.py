"""/organos/nuevo and /organos/<clave>/datos: register an organ; its name along time, who conducts, who certifies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, Reason
from workflow.sesiones import queries, service
from workflow.sesiones.configuracion import CON_SECTORES, ROL_QUE_CONDUCE, ROLES_QUE_CONDUCEN, TIPOS_ORGANO
from workflow.sesiones.queries import integracion
from workflow.sesiones.vistas import OrganoVista
from workflow.textos import rotulo
from workflow.web import guard
from workflow.web.sesiones import actos
from workflow.web.sesiones.base import bp
from workflow.web.sesiones.reglas import GUARDAN, day, organ

GENEROS = [("", "Elija…"), ("M", "Mujer"), ("H", "Hombre")]


@bp.get("/organos/nuevo")
@guard.roles(*GUARDAN)
def nuevo_organo() -> str:
    return new_page()


@bp.post("/organos/nuevo")
@guard.roles(*GUARDAN)
def registrar_organo() -> Any:
    form = request.form
    clave = form.get("clave", "").strip().upper()

    def use_case() -> str:
        tipo = form.get("tipo", "")
        service.registrar_organo(
            clave,
            nombre=form.get("nombre", ""),
            tipo=tipo,
            prefijo_acuerdo=form.get("prefijo", "").strip() or f"{clave}/{{consec:03d}}/{{anio}}",
            reglas=model_rules(form.get("modelo", ""), tipo),
            fundamento=form.get("fundamento", ""),
            vigente_desde=day(form.get("desde", "")),
            componentes=[c for n in (1, 2, 3, 4) if (c := form.get(f"comision-{n}", ""))],
            conduce=form.get("conduce") or None,
            secretario=secretary(form),
            actor=guard.actor(),
            ahora=guard.now(),
        )
        return "El órgano quedó registrado. Registre a quienes lo integran y revise sus reglas: están por confirmar."

    return actos.attempt(use_case, new_page, lambda: redirect(url_for("sesiones.integrantes", clave=clave)))


def model_rules(modelo: str, tipo: str) -> Mapping[str, Any]:
    """The rules of the organ chosen as a model, of the same kind; all of them are to be confirmed.

    A comité and a consejo are made of sectors and ruled alike: one may be the model of the other.
    """
    sirven = CON_SECTORES if tipo in CON_SECTORES else (tipo,)
    found = next((o for o in all_organs() if o.clave == modelo and o.tipo in sirven and o.reglas), None)
    if found is None:
        raise Invalid("ORGANO_SIN_MODELO")
    return found.reglas


def secretary(form: Mapping[str, str]) -> dict[str, str]:
    return {campo: form.get(f"secretario_{campo}", "") for campo in ("nombre", "cargo", "genero")}


def all_organs() -> list[OrganoVista]:
    return queries.organos(local_date(guard.now()))


def new_page(motivos: tuple[Reason, ...] = ()) -> str:
    organos = all_organs()
    comisiones = [("", "Ninguna"), *((o.clave, o.nombre) for o in organos if o.tipo == "comision")]
    return render_template(
        "sesiones/organo_nuevo.html",
        motivos=motivos,
        escrito=request.form if motivos else MultiDict({"desde": today().isoformat(), "tipo": "comision"}),
        tipos=[(tipo, rotulo("organo_tipo", tipo)) for tipo in TIPOS_ORGANO if tipo != "cabildo"],
        modelos=[
            ("", "Elija…"),
            *((o.clave, f"{rotulo('organo_tipo', o.tipo)}: {o.nombre}") for o in organos if o.reglas),
        ],
        comisiones=comisiones,
        conducen=conducting(),
        de_su_clase={tipo: rotulo("rol", rol) for tipo, rol in ROL_QUE_CONDUCE.items()},
        generos=GENEROS,
    )


def today() -> date:
    return local_date(guard.now())


def conducting() -> list[tuple[str, str]]:
    return [(rol, rotulo("rol", rol)) for rol in ROLES_QUE_CONDUCEN]


@bp.get("/organos/<clave>/datos")
@guard.signed_in
def datos(clave: str) -> str:
    return data_page(organ(clave))


@bp.post("/organos/<clave>/nombre")
@guard.roles(*GUARDAN)
def nombre_organo(clave: str) -> Any:
    found = organ(clave)

    def use_case() -> str:
        service.cambiar_nombre(
            clave,
            nombre=request.form.get("nombre", ""),
            desde=day(request.form.get("desde", "")),
            fundamento=request.form.get("fundamento", ""),
            **_who(),
        )
        return "El nombre nuevo quedó registrado. Las sesiones anteriores y sus documentos conservan el que tenían."

    return _do(found, "nombre", use_case)


@bp.post("/organos/<clave>/conduccion")
@guard.roles(*GUARDAN)
def conduccion(clave: str) -> Any:
    found = organ(clave)

    def use_case() -> str:
        service.cambiar_conduccion(
            clave,
            conduce=request.form.get("conduce", ""),
            secretario=secretary(request.form),
            fundamento=request.form.get("fundamento", ""),
            **_who(),
        )
        return "Quedó registrado quién conduce y quién certifica. Las sesiones convocadas conservan a quien certifica."

    return _do(found, "conduccion", use_case)


def _who() -> dict[str, Any]:
    return {"actor": guard.actor(), "ahora": guard.now(), "llave": request.form.get("llave")}


def _do(found: OrganoVista, acto: str, use_case: Any) -> Any:
    return actos.attempt(
        use_case,
        lambda reasons: data_page(found, acto, reasons),
        lambda: redirect(url_for("sesiones.datos", clave=found.clave)),
    )


def data_page(found: OrganoVista, acto: str = "", motivos: tuple[Reason, ...] = ()) -> str:
    return render_template(
        "sesiones/organo_datos.html",
        organo=found,
        acto=acto,
        motivos=motivos,
        escrito=request.form if motivos else MultiDict(),
        nombres=integracion.names_of(found.clave),
        conducen=conducting(),
        conduce=rotulo("rol", found.conduce),
        generos=GENEROS,
        hoy=today(),
        puede=guard.actor().has(*GUARDAN),
    )
