// Copying and pasting blocks as Excel writes them, and filling to the right or down.
import { add, put, together } from "./cambios.js";
import { S, remember } from "./estado.js";
import { later } from "./guardar.js";
import { active, repaint } from "./pintar.js";

function parse(text) {
  var rows = [[""]], quoted = false, i, ch, row, start = true;
  text = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (i = 0; i < text.length; i += 1) {
    ch = text[i]; row = rows[rows.length - 1];
    if (quoted) {
      if (ch === "\"" && text[i + 1] === "\"") { row[row.length - 1] += "\""; i += 1; }
      else if (ch === "\"") quoted = false;
      else row[row.length - 1] += ch;
    } else if (ch === "\"" && start) quoted = true;
    else if (ch === "\t") { row.push(""); start = true; continue; }
    else if (ch === "\n") { rows.push([""]); start = true; continue; }
    else row[row.length - 1] += ch;
    start = false;
  }
  return rows;
}
export function block() { var now = active(); return now ? now.cells : []; }
export function paste(text) {
  var now = active(), data = parse(text);
  if (!now) return;
  var names = S.columns.map(function (c) { return c.campo; }), first = names.indexOf(now.cell.getField());
  var top = now.row.getPosition() - 1, one = data.length === 1 && data[0].length === 1, missing = top + data.length - S.table.getRows().length;
  if (one) { together(function () { block().forEach(function (line) { line.forEach(function (c) { put(c.getRow(), c.getField(), data[0][0]); }); }); }); return; }
  var mine = S.step = [];
  var grown = Promise.resolve();
  for (; missing > 0; missing -= 1) grown = grown.then(function () { S.step = mine; return add(null, null); });
  grown.then(function () {
    S.step = mine;
    var rows = S.table.getRows();
    data.forEach(function (line, i) { line.forEach(function (value, j) { if (names[first + j]) put(rows[top + i], names[first + j], value); }); });
    S.step = null;
    if (mine.length) S.undo.push(mine);
    remember(); repaint(); later();
  });
}
export function copyText() {
  return block().map(function (line) {
    return line.map(function (c) { var v = c.getValue() || ""; return /[\t\n"]/.test(v) ? "\"" + v.replace(/"/g, "\"\"") + "\"" : v; }).join("\t");
  }).join("\n");
}
export function fill(down) {
  var cells = block();
  together(function () {
    cells.forEach(function (line, i) { line.forEach(function (cell, j) {
      var from = down ? cells[0][j] : line[0];
      if (from !== cell) put(cell.getRow(), cell.getField(), from.getValue());
    }); });
  });
}
