// Changing: each step can be undone whole.
import { S, fresh, remember } from "./estado.js";
import { later } from "./guardar.js";
import { repaint, select } from "./pintar.js";

export function together(doing) {
  if (S.step) { doing(); return; }
  S.step = [];
  doing();
  if (S.step.length) S.undo.push(S.step);
  S.step = null;
  remember(); repaint(); later();
}
export function put(row, name, value) {
  var column = S.byName[name], data = row.getData(), before = data[name] || "";
  value = String(value == null ? "" : value).trim();
  if (!column || column.calculada || value === before) return;
  var key = data._fila + "\n" + name, base = S.badTexts[key] ? S.badTexts[key].antes : before;
  delete S.badTexts[key];
  S.conflicts = S.conflicts.filter(function (c) { return !(c.fila === data._fila && c.campo === name); });
  var same = S.pending.filter(function (op) { return op.hacer === "celda" && op.fila === data._fila && op.campo === name; })[0];
  if (same) same.valor = value;
  else S.pending.push({ hacer: "celda", fila: data._fila, campo: name, antes: base, valor: value });
  var change = {};
  change[name] = value;
  row.update(change);
  S.step.push({ que: "celda", fila: data._fila, campo: name, antes: before });
}
function nextKey() {
  var last = 0;
  S.table.getData().forEach(function (r) { var m = /^A(\d+)$/.exec(r.clave || ""); if (m) last = Math.max(last, +m[1]); });
  return "A" + String(last + 1).padStart(2, "0");
}
export function add(after, above) {
  var data = { _fila: fresh() }, rows = S.table.getRows(), place = above ? above.getPosition() - 1 : (after ? after.getPosition() : rows.length);
  var previous = place > 0 ? rows[place - 1].getData()._fila : null;
  S.pending.push({ hacer: "agregar", fila: data._fila, despues: previous });
  S.step.push({ que: "agregar", fila: data._fila });
  var made = place < rows.length ? S.table.addRow(data, true, rows[place]) : S.table.addRow(data, false);
  return made.then(function (row) {
    if ("clave" in S.byName) together(function () { put(row, "clave", nextKey()); });
    return row;
  });
}
export function remove(row) {
  var data = row.getData(), rows = S.table.getRows(), place = row.getPosition() - 1;
  S.pending.push({ hacer: "quitar", fila: data._fila, antes: Object.assign({}, data) });
  S.step.push({ que: "quitar", datos: Object.assign({}, data), despues: place > 0 ? rows[place - 1].getData()._fila : null });
  row.delete();
}
export function move(row, by) {
  var rows = S.table.getRows(), place = row.getPosition() - 1, to = place + by;
  if (to < 0 || to >= rows.length) return;
  var order = S.table.getData(), data = order.splice(place, 1)[0];
  order.splice(to, 0, data);
  S.pending.push({ hacer: "mover", fila: data._fila, despues: to > 0 ? order[to - 1]._fila : null });
  S.step.push({ que: "mover", fila: data._fila, by: -by });
  S.table.replaceData(order).then(function () { select(S.table.getRow(data._fila), S.columns[0].campo); });
}
export function takeBack() {
  var last = S.undo.pop();
  if (!last) return;
  S.step = [];
  last.reverse().forEach(function (done) {
    var row = S.table.getRow(done.fila);
    if (done.que === "celda" && row) put(row, done.campo, done.antes);
    else if (done.que === "agregar" && row) remove(row);
    else if (done.que === "mover" && row) move(row, done.by);
    else if (done.que === "quitar") {
      var rows = S.table.getRows(), after = done.despues === null ? null : S.table.getRow(done.despues), data = { _fila: fresh() };
      S.pending.push({ hacer: "agregar", fila: data._fila, despues: after ? done.despues : null });
      (after ? S.table.addRow(data, false, after) : S.table.addRow(data, true, rows[0])).then(function (back) {
        S.step = [];
        S.columns.forEach(function (c) { if (!c.calculada) put(back, c.campo, done.datos[c.campo]); });
        S.step = null;
        remember(); repaint(); later();
      });
    }
  });
  S.step = null;
  remember(); repaint(); later();
}

// Another row with the same, below it. Its key is the next one; where there is no next one, a person says it.
export function duplicate(row) {
  var from = Object.assign({}, row.getData()), key = "clave" in S.byName ? "clave" : "fuente";
  together(function () {
    add(row, null).then(function (made) {
      together(function () { S.columns.forEach(function (c) { if (!c.calculada && c.campo !== key) put(made, c.campo, from[c.campo]); }); });
      select(made, key);
    });
  });
}
