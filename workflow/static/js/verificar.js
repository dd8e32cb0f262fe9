// Compares a document with the hashes of this page. The file is read here, in the reader's machine: nothing is sent.
(function () {
  "use strict";

  var box = document.querySelector("[data-verificar]");
  if (!box || !window.crypto || !window.crypto.subtle || !window.File || !File.prototype.arrayBuffer) return;

  var input = box.querySelector("input[type=file]");
  var drop = box.querySelector("[data-soltar]");
  var answer = box.querySelector("[data-resultado]");
  box.hidden = false;
  document.querySelector("[data-sin-script]").hidden = true;

  function hex(buffer) {
    return Array.prototype.map.call(new Uint8Array(buffer), function (byte) {
      return ("0" + byte.toString(16)).slice(-2);
    }).join("");
  }

  function say(tone, title, text) {
    answer.textContent = "";
    var notice = document.createElement("div");
    notice.className = "aviso aviso--" + tone;
    var body = document.createElement("div");
    [["strong", title], ["span", text]].forEach(function (part) {
      var line = document.createElement("p");
      var inside = document.createElement(part[0]);
      inside.textContent = part[1];
      line.appendChild(inside);
      body.appendChild(line);
    });
    notice.appendChild(body);
    answer.appendChild(notice);
  }

  function compare(hash) {
    var rows = document.querySelectorAll("[data-huella]");
    for (var i = 0; i < rows.length; i += 1) {
      if (rows[i].dataset.huella === hash) {
        say(rows[i].hasAttribute("data-vigente") ? "bien" : "cuidado", "Es el mismo archivo que se expidió: versión " + rows[i].dataset.version + ".",
          "Estado: " + rows[i].dataset.estado + ". Huella: " + hash);
        return;
      }
    }
    say("mal", "No coincide con ningún archivo de este documento.",
      "El archivo es de otro documento o fue modificado. Su huella: " + hash);
  }

  function check(file) {
    if (!file) return;
    say("info", "Calculando la huella…", "El archivo no sale de su equipo.");
    file.arrayBuffer().then(function (bytes) {
      return window.crypto.subtle.digest("SHA-256", bytes);
    }).then(function (digest) { compare(hex(digest)); }).catch(function () {
      say("mal", "No se pudo leer el archivo.", "Elíjalo de nuevo; si sigue igual, calcule su huella como se explica abajo.");
      document.querySelector("[data-sin-script]").hidden = false;
    });
  }

  input.addEventListener("change", function () { check(input.files[0]); });
  ["dragenter", "dragover"].forEach(function (name) {
    drop.addEventListener(name, function (event) { event.preventDefault(); drop.classList.add("soltar--encima"); });
  });
  ["dragleave", "drop"].forEach(function (name) {
    drop.addEventListener(name, function () { drop.classList.remove("soltar--encima"); });
  });
  drop.addEventListener("drop", function (event) {
    event.preventDefault();
    check(event.dataTransfer.files[0]);
  });
}());
