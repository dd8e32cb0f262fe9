"""/usuarios: who may enter, with which roles and between which dates. Only for the administration."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from workflow.audit import queries as audit
from workflow.kernel.actor import ROLES
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotFound, Reason, Refused
from workflow.people import queries, service
from workflow.people.queries import UsuarioVista
from workflow.textos import rotulo
from workflow.web import exports, flashes, guard
from workflow.web.forms.usuarios import CargoForm, EditarForm, NuevaForm, TerminarForm
from workflow.web.numeros import entero

bp = Blueprint("usuarios", __name__, url_prefix="/usuarios")
ESTADOS = {"activos": True, "inactivos": False}
POR_PAGINA = 50
COLUMNAS = ("Nombre", "Cargo", "Correo", "Puede entrar", "Cargos en Ruta", "Último acceso")
only_admin = guard.roles("administrador")


def _hoy() -> date:
    return local_date(guard.now())


def _filtered() -> tuple[dict[str, str], list[UsuarioVista]]:
    filtro = {name: request.args.get(name, "") for name in ("q", "rol", "dependencia", "estado")}
    found = queries.usuarios(
        _hoy(),
        q=filtro["q"],
        rol=filtro["rol"],
        dependencia=filtro["dependencia"],
        activo=ESTADOS.get(filtro["estado"]),
    )
    return filtro, found


def _dependencias() -> list[tuple[str, str]]:
    return [(row.clave, row.nombre) for row in queries.dependencias(_hoy())]


@bp.get("")
@only_admin
def lista() -> str:
    filtro, found = _filtered()
    pagina = max(request.args.get("pagina", 1, type=entero), 1)
    start = (pagina - 1) * POR_PAGINA
    used = {name: value for name, value in filtro.items() if value}
    more = start + POR_PAGINA < len(found)
    return render_template(
        "usuarios/lista.html",
        usuarios=found[start : start + POR_PAGINA],
        total=len(found),
        filtro=filtro,
        con_filtro=bool(used),
        roles=[("", "Todos"), *((rol, rotulo("rol", rol)) for rol in ROLES)],
        dependencias=[("", "Todas"), *_dependencias()],
        url_siguiente=url_for("usuarios.lista", **used, pagina=pagina + 1) if more else None,
        url_inicio=url_for("usuarios.lista", **used) if pagina > 1 else None,
        url_csv=url_for("usuarios.descargar", formato="csv", **used),
        url_xlsx=url_for("usuarios.descargar", formato="xlsx", **used),
    )


@bp.get("/lista.<any(csv, xlsx):formato>")
@only_admin
def descargar(formato: str) -> Any:
    _, found = _filtered()
    rows = [_exported(usuario) for usuario in found]
    if formato == "csv":
        return exports.csv_response("personas", COLUMNAS, rows)
    return exports.xlsx_response("personas", "Personas", COLUMNAS, rows)


def _exported(usuario: UsuarioVista) -> list[str]:
    held = "; ".join(
        rotulo("rol", cargo.rol) + (f" ({cargo.dependencia})" if cargo.dependencia else "")
        for cargo in usuario.vigentes
    )
    last = f"{local_date(usuario.ultimo_acceso):%d/%m/%Y}" if usuario.ultimo_acceso else ""
    return [usuario.nombre, usuario.cargo, usuario.correo, "Sí" if usuario.activo else "No", held, last]


@bp.route("/nueva", methods=["GET", "POST"])
@only_admin
def nueva() -> Any:
    form = NuevaForm()
    motivos: tuple[Reason, ...] = ()
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                usuario_id, clave = service.create_user(
                    correo=form.correo.data,
                    nombre=form.nombre.data,
                    cargo=form.cargo.data,
                    actor=guard.actor(),
                    ahora=guard.now(),
                    llave=form.llave,
                )
            except Refused as error:
                motivos, status = error.reasons, error.status
            else:
                return render_template("usuarios/clave.html", usuario=_get(usuario_id), clave=clave, nueva=True)
    return render_template("usuarios/nueva.html", form=form, motivos=motivos), status


@bp.get("/<int:usuario_id>")
@only_admin
def ver(usuario_id: int) -> str:
    return _page(_get(usuario_id))


@bp.post("/<int:usuario_id>")
@only_admin
def editar(usuario_id: int) -> Any:
    usuario, form = _get(usuario_id), EditarForm()
    if not form.validate():
        return _page(usuario, editar_form=form), 422
    try:
        service.update_user(
            usuario_id,
            nombre=form.nombre.data,
            cargo=form.cargo.data,
            activo=form.activo.data,
            correo=form.correo.data,
            actor=guard.actor(),
            ahora=guard.now(),
        )
    except Refused as error:
        return _page(usuario, editar_form=form, motivos=error.reasons), error.status
    flashes.done("Se guardaron los datos.")
    return _back(usuario_id)


@bp.post("/<int:usuario_id>/cargos")
@only_admin
def asignar(usuario_id: int) -> Any:
    usuario, form = _get(usuario_id), CargoForm().offer(_dependencias())
    if not form.validate():
        return _page(usuario, cargo_form=form), 422
    try:
        service.assign(
            usuario_id,
            rol=form.rol.data,
            dependencia=form.dependencia.data or None,
            desde=form.desde.data,
            hasta=form.hasta.data,
            actor=guard.actor(),
            ahora=guard.now(),
            llave=form.llave,
        )
    except Refused as error:
        return _page(usuario, cargo_form=form, motivos=error.reasons), error.status
    flashes.done("Se asignó el cargo.")
    return _back(usuario_id)


@bp.post("/<int:usuario_id>/cargos/<int:cargo_id>/terminar")
@only_admin
def terminar(usuario_id: int, cargo_id: int) -> Any:
    usuario, form = _get(usuario_id), TerminarForm()
    if cargo_id not in {cargo.id for cargo in usuario.cargos}:
        raise NotFound("NO_EXISTE")
    if not form.validate():
        return _page(usuario, motivos=(Reason("FECHA_FINAL_ILEGIBLE"),)), 422
    service.end_assignment(cargo_id, hasta=form.hasta.data, actor=guard.actor(), ahora=guard.now())
    flashes.done("Se anotó el fin del cargo. Lo que hizo con él queda en la bitácora.")
    return _back(usuario_id)


@bp.post("/<int:usuario_id>/clave")
@only_admin
def clave(usuario_id: int) -> str:
    """The provisional password is in this answer and nowhere else."""
    usuario = _get(usuario_id)
    provisional = service.reset_password(usuario_id, actor=guard.actor(), ahora=guard.now())
    return render_template("usuarios/clave.html", usuario=usuario, clave=provisional, nueva=False)


@bp.post("/<int:usuario_id>/cerrar-sesiones")
@only_admin
def cerrar_sesiones(usuario_id: int) -> Response:
    _get(usuario_id)
    service.sign_out_everywhere(usuario_id, actor=guard.actor(), ahora=guard.now())
    flashes.done("Se cerró Ruta en todos los equipos de esta persona.")
    return _back(usuario_id)


def _get(usuario_id: int) -> UsuarioVista:
    usuario = queries.usuario(usuario_id, _hoy())
    if usuario is None:
        raise NotFound("NO_EXISTE")
    return usuario


def _back(usuario_id: int) -> Response:
    return redirect(url_for("usuarios.ver", usuario_id=usuario_id))


def _page(
    usuario: UsuarioVista,
    *,
    editar_form: EditarForm | None = None,
    cargo_form: CargoForm | None = None,
    motivos: tuple[Reason, ...] = (),
) -> str:
    """The page of a person; a form that came back keeps what was typed in it."""
    data = {"nombre": usuario.nombre, "cargo": usuario.cargo, "correo": usuario.correo, "activo": usuario.activo}
    return render_template(
        "usuarios/ver.html",
        usuario=usuario,
        con_segundo_paso=queries.has_second_factor(usuario.id),
        con_errores=editar_form or cargo_form,
        editar=editar_form or EditarForm(formdata=None, data=data),
        asignar=cargo_form or CargoForm(formdata=None, data={"desde": _hoy()}).offer(_dependencias()),
        motivos=motivos,
        bitacora=list(reversed(audit.of(("usuario", usuario.id), limite=500)))[:20],
    )
