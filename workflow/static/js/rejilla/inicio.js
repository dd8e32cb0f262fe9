// The grid of activities and of budget. The server reads, adds up and checks; Tabulator draws, moves and selects;
// copying, pasting, undoing and what to do without network are of these files.
import { add, duplicate, move, remove, takeBack, together } from "./cambios.js";
import { editor, keys } from "./editor.js";
import { S, T, box, find, leftUnsent, remember, say } from "./estado.js";
import { note, read, send } from "./guardar.js";
import { active, formatter, repaint, select, tellCell } from "./pintar.js";
import { copyText, fill, paste } from "./portapapeles.js";
import { offer } from "./repartir.js";

var ACTS = {
  agregar: function () { together(function () { var now = active(); add(now ? now.row : null, null).then(function (row) { select(row, S.columns[0].campo); }); }); },
  insertar: function () { together(function () { var now = active(); add(null, now ? now.row : null).then(function (row) { select(row, S.columns[0].campo); }); }); },
  quitar: function () { var now = active(); if (now) together(function () { remove(now.row); }); },
  subir: function () { var now = active(); if (now) together(function () { move(now.row, -1); }); },
  bajar: function () { var now = active(); if (now) together(function () { move(now.row, 1); }); },
  rellenar: function () { fill(false); },
  copiar: function () { var now = active(); if (now) duplicate(now.row); },
  deshacer: takeBack
};
function width(c) {
  if (c.campo === "descripcion" || c.campo === "concepto") return 280;
  if (c.numero) return box.dataset.seccion === "presupuesto" ? 110 : 84;
  return /^(clave|partida|fuente)$/.test(c.campo) ? 84 : 150;
}
function start(data) {
  S.columns = data.columnas;
  S.columns.forEach(function (c) { S.byName[c.campo] = c; });
  data.filas.forEach(function (row) { row._fila = row._clave; S.claves[row._fila] = row._clave; });
  S.sumas = data.sumas || [];
  var left = leftUnsent();
  if (left) rename(data, left);
  box.hidden = false;
  S.table = new T.Tabulator(find("[data-tabla]"), {
    data: data.filas, index: "_fila", maxHeight: "65vh", layout: "fitData", selectableRange: 1, editTriggerEvent: "dblclick",
    placeholder: "Aún no hay filas: agregue la primera.", columnDefaults: { resizable: "header" },
    columns: S.columns.map(function (c) {
      return { title: c.titulo, field: c.campo, width: width(c), formatter: formatter, editor: c.calculada ? false : editor,
        cssClass: [c.numero && "hoja-numero", c.calculada && "hoja-calculada"].filter(Boolean).join(" "), frozen: c === S.columns[0] };
    })
  });
  S.table.on("tableBuilt", function () {
    S.table.element.setAttribute("aria-label", box.dataset.nombre);
    // What holds the rows is scrolled and focused, but says nothing of its own: a grid has only groups of rows inside.
    S.table.element.removeAttribute("aria-owns");
    [[".tabulator-tableholder", ".tabulator-table"], [".tabulator-header", ".tabulator-header-contents"]].forEach(function (pair) {
      S.table.element.querySelector(pair[0]).setAttribute("role", "rowgroup");
      S.table.element.querySelector(pair[1]).setAttribute("role", "none");
    });
    S.table.element.querySelector(".tabulator-tableholder").setAttribute("aria-label", box.dataset.nombre + ": celdas");
    note(data.problemas);
    if (left) restore(left);
    repaint();
    S.table.on("rangeChanged", tellCell);
    if (S.pending.length || S.sending) send();
  });
  var frame = find("[data-tabla]");
  frame.addEventListener("keydown", keys, true);
  document.addEventListener("copy", function (e) { if (inside(e)) { e.clipboardData.setData("text/plain", copyText()); e.preventDefault(); } });
  document.addEventListener("paste", function (e) { if (inside(e)) { paste(e.clipboardData.getData("text/plain")); e.preventDefault(); } });
  function inside(e) { var at = document.activeElement; return frame.contains(at) && !/^(INPUT|SELECT)$/.test(at.tagName); }
  box.querySelectorAll("[data-hacer]").forEach(function (b) { b.addEventListener("click", function () { ACTS[b.dataset.hacer](); }); });
  offer();
  window.addEventListener("online", function () { if (S.offline) send(); });
  window.addEventListener("beforeunload", function (e) { if (S.pending.length || S.sending) { remember(); e.preventDefault(); } });
}
// What was left unsent another day: the rows take back the names they had.
function rename(data, left) {
  var known = {};
  Object.keys(left.claves || {}).forEach(function (id) { known[left.claves[id]] = id; });
  S.claves = {};
  data.filas.forEach(function (row) { row._fila = known[row._clave] || row._clave; S.claves[row._fila] = row._clave; });
  data.problemas.forEach(function (p) { p.fila = known[p.fila] || p.fila; });
}
function restore(left) {
  S.sending = left.sending; S.batch = left.batch; S.pending = left.pending || [];
  S.offline = !!S.sending;
  (S.sending || []).concat(S.pending).forEach(function (op) {
    var row = S.table.getRow(op.fila);
    if (op.hacer === "celda" && row) { var change = {}; change[op.campo] = op.valor; row.update(change); }
    else if (op.hacer === "agregar" && !row) S.table.addRow({ _fila: op.fila }, false);
    else if (op.hacer === "quitar" && row) row.delete();
  });
}

if (box && T && window.fetch) {
  T.Tabulator.registerModule([T.EditModule, T.FormatModule, T.FrozenColumnsModule, T.InteractionModule,
    T.KeybindingsModule, T.ResizeColumnsModule, T.SelectRangeModule]);
  read().then(start).catch(function () { box.hidden = false; say("No se pudo abrir la tabla. Recargue la página o capture fila por fila."); });
}
