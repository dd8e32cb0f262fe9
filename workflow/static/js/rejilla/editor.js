// Typing in a cell, and the keys of the grid.
import { put, takeBack, together } from "./cambios.js";
import { S, el } from "./estado.js";
import { active, rowName, select } from "./pintar.js";
import { block, fill } from "./portapapeles.js";

export function editor(cell, onRendered, success, cancel) {
  var column = S.byName[cell.getField()], input, value = cell.getValue() || "";
  if (column.opciones) {
    input = document.createElement("select");
    var known = column.opciones.some(function (o) { return o[0] === value; });
    [["", "—"]].concat(known || !value ? [] : [[value, value]], column.opciones).forEach(function (o) {
      var option = el("option", o[1]); option.value = o[0]; input.appendChild(option);
    });
  } else { input = document.createElement("input"); input.type = "text"; if (column.numero) input.inputMode = "decimal"; input.autocomplete = "off"; }
  input.setAttribute("aria-label", rowName(cell.getData()) + ", " + column.titulo);
  input.value = editor.first !== null ? editor.first : value;
  editor.first = null;
  var ended = false;
  function end(keep, dx, dy) {
    if (ended) return;
    ended = true;
    var typed = input.value, row = cell.getRow();
    cancel();
    if (keep) together(function () { put(row, column.campo, typed); });
    if (dx || dy) step_to(row, column.campo, dx, dy); else S.table.element.querySelector(".tabulator-tableholder").focus();
  }
  input.addEventListener("blur", function () { end(true, 0, 0); });
  input.addEventListener("keydown", function (event) {
    event.stopPropagation();
    if (event.key === "Enter") { event.preventDefault(); end(true, 0, event.shiftKey ? -1 : 1); }
    else if (event.key === "Tab") { event.preventDefault(); end(true, event.shiftKey ? -1 : 1, 0); }
    else if (event.key === "Escape") { event.preventDefault(); end(false, 0, 0); }
  });
  onRendered(function () { input.focus(); if (input.select && !column.opciones) input.setSelectionRange(input.value.length, input.value.length); });
  return input;
}
editor.first = null;
function step_to(row, name, dx, dy) {
  var rows = S.table.getRows(), names = S.columns.map(function (c) { return c.campo; });
  var y = Math.max(0, Math.min(rows.length - 1, row.getPosition() - 1 + dy)), x = Math.max(0, Math.min(names.length - 1, names.indexOf(name) + dx));
  select(rows[y], names[x]);
}
function open(first) {
  var now = active();
  if (!now || S.byName[now.cell.getField()].calculada) return;
  editor.first = first;
  now.cell.edit(true);
}
export function keys(event) {
  if (/^(INPUT|SELECT)$/.test(event.target.tagName)) return;
  var ctrl = event.ctrlKey || event.metaKey, k = event.key.toLowerCase();
  if (ctrl && k === "z") takeBack();
  else if (ctrl && k === "r") fill(false);
  else if (ctrl && k === "d") fill(true);
  else if (k === "delete" || k === "backspace") { var cells = block(); together(function () { cells.forEach(function (l) { l.forEach(function (c) { put(c.getRow(), c.getField(), ""); }); }); }); }
  else if (k === "f2" || (k === "enter" && !ctrl)) open(null);
  else if (!ctrl && !event.altKey && event.key.length === 1) open(event.key);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
