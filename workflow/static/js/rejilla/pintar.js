// Drawing: what each cell says and how it stands, what is left to correct, and the sums.
import { S, el, find, status } from "./estado.js";

function cellClass(data, name) {
  var key = data._fila + "\n" + name, found = S.problems[key];
  if (S.conflicts.some(function (c) { return c.fila === data._fila && c.campo === name; })) return "hoja-conflicto";
  if (isEmpty(data, name)) return "hoja-vacia";
  if (S.badTexts[key] || (found && found.some(function (p) { return p.severidad === "error"; }))) return "hoja-mal";
  if (found) return "hoja-aviso";
  if (S.pending.concat(S.sending || []).some(function (op) { return op.hacer === "celda" && op.fila === data._fila && op.campo === name; })) return "hoja-pendiente";
  return "";
}
function isEmpty(data, name) {
  var key = data._fila + "\n" + name, found = S.problems[key];
  return !S.badTexts[key] && !!found && found.every(function (p) { return p.vacio; });
}
function told(data, name) {
  var key = data._fila + "\n" + name, list = (S.problems[key] || []).map(function (p) { return p.texto; });
  return S.badTexts[key] ? [S.badTexts[key].texto].concat(list) : list;
}
function paint(cell) {
  var node = cell.getElement(), data = cell.getData(), name = cell.getField();
  ["hoja-conflicto", "hoja-mal", "hoja-vacia", "hoja-aviso", "hoja-pendiente"].forEach(function (c) { node.classList.remove(c); });
  var cls = cellClass(data, name);
  if (cls) node.classList.add(cls);
  if (cls === "hoja-mal" || cls === "hoja-conflicto") node.setAttribute("aria-invalid", "true"); else node.removeAttribute("aria-invalid");
  node.title = told(data, name).join(" ");
}
export function formatter(cell) {
  paint(cell);
  return document.createTextNode(cell.getValue() || "");
}
export function repaint() {
  S.table.getRows("visible").forEach(function (row) { row.getCells().forEach(function (c) { if (c.getField() in S.byName) paint(c); }); });
  drawProblems();
  drawSums();
  status();
  tellCell();
}
// The empty cells of a row are told together; anything else, each by itself.
function drawProblems() {
  var list = find("[data-por-corregir] ul"), part = find("[data-por-corregir]");
  list.textContent = "";
  function item(row, column, title, text) {
    if (list.childNodes.length >= 60) return;
    var line = el("li"), go = el("button", title, "boton boton--chico boton--texto");
    go.type = "button";
    go.addEventListener("click", function () { select(row, column.campo); });
    line.appendChild(go);
    line.appendChild(document.createTextNode(" " + text));
    list.appendChild(line);
  }
  S.table.getRows().forEach(function (row) {
    var data = row.getData(), empty = S.columns.filter(function (c) { return isEmpty(data, c.campo); });
    if (empty.length) item(row, empty[0], rowName(data), "falta llenar " + named(empty) + ".");
    S.columns.forEach(function (column) {
      if (empty.indexOf(column) < 0) told(data, column.campo).forEach(function (text) { item(row, column, rowName(data) + ", " + column.titulo, text); });
    });
  });
  part.hidden = !list.childNodes.length;
}
function named(columns) {
  var names = columns.map(function (c) { return "«" + c.titulo + "»"; });
  return names.length > 5 ? names.slice(0, 4).join(", ") + " y " + (names.length - 4) + " más" : names.join(", ");
}
// What the budget comes to, as the server adds it up.
function drawSums() {
  var place = find("[data-sumas]");
  place.textContent = "";
  S.sumas.forEach(function (suma) {
    var frame = el("div", "", "tabla-marco"), made = el("table", "", "tabla tabla--densa"), head = el("tr"), body = el("tbody");
    made.appendChild(el("caption", suma.titulo));
    [suma.rotulo, "T1", "T2", "T3", "T4", "Total"].forEach(function (name, i) {
      var cell = el("th", name, i ? "numero" : "");
      cell.scope = "col";
      head.appendChild(cell);
    });
    suma.filas.forEach(function (values) {
      var line = el("tr");
      values.forEach(function (value, i) {
        var cell = el(i ? "td" : "th", value, i ? "numero" : "");
        if (!i) cell.scope = "row";
        line.appendChild(cell);
      });
      body.appendChild(line);
    });
    made.appendChild(el("thead")).appendChild(head);
    made.appendChild(body);
    frame.appendChild(made);
    place.appendChild(frame);
  });
}
export function rowName(data) { return data.clave || data.partida || "Fila sin clave"; }
export function active() {
  var range = S.table.getRanges()[0];
  var rows = range && range.getRows();
  if (!rows || !rows.length) return null;
  var cells = range.getStructuredCells();
  return cells.length && cells[0].length ? { range: range, cells: cells, cell: cells[0][0], row: rows[0] } : null;
}
export function tellCell() {
  var now = active();
  if (!now || !S.byName[now.cell.getField()]) return;
  var data = now.row.getData(), name = now.cell.getField();
  find("[data-celda]").textContent = [rowName(data) + ", " + S.byName[name].titulo + ": " + (data[name] || "vacía") + "."].concat(told(data, name)).join(" ");
}
export function select(row, name) {
  row.getTable().scrollToRow(row, "nearest", false).catch(function () {}).then(function () {
    var cell = row.getCell(name), range = S.table.getRanges()[0];
    if (range) range.setBounds(cell, cell); else S.table.addRange(cell, cell);
    S.table.element.querySelector(".tabulator-tableholder").focus();
    cell.getElement().scrollIntoView({ block: "nearest", inline: "nearest" });
    tellCell();
  });
}
