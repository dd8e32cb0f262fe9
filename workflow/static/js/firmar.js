// Signs in this browser with the files of an e.firma. The private key and its password stay here: their fields have no
// name and are in no form, so nothing can send them. What is sent: the certificate, the seal, and the signature.
(function () {
  "use strict";

  var box = document.querySelector("[data-firmar]");
  if (!box || !window.forge || !window.fetch || !window.FormData || !File.prototype.arrayBuffer) return;
  var forge = window.forge;
  var button = box.querySelector("[data-accion]");
  var answer = box.querySelector("[data-resultado]");
  var cer = document.getElementById("f-cer");
  var key = document.getElementById("f-key");
  var password = document.getElementById("f-clave");
  box.hidden = false;

  function say(tone, texts) {
    answer.textContent = "";
    var notice = document.createElement("div");
    notice.className = "aviso aviso--" + tone;
    var body = document.createElement("div");
    texts.forEach(function (text) {
      var line = document.createElement("p");
      line.textContent = text;
      body.appendChild(line);
    });
    notice.appendChild(body);
    answer.appendChild(notice);
  }

  function Problem(texts) { this.texts = texts; }

  function binary(file) {
    return file.arrayBuffer().then(function (buffer) {
      return forge.util.binary.raw.encode(new Uint8Array(buffer));
    });
  }

  function der(text) {
    return text.indexOf("-----BEGIN") >= 0 ? forge.pem.decode(text)[0].body : text;
  }

  function openKey(bytes, secret) {
    var info = null;
    try {
      info = forge.pki.decryptPrivateKeyInfo(forge.asn1.fromDer(der(bytes)), forge.util.encodeUtf8(secret));
    } catch (error) {
      throw new Problem(["El archivo no es una llave privada de e.firma, o su contraseña no es esa."]);
    }
    try {
      return forge.pki.privateKeyFromAsn1(info);
    } catch (error) {
      throw new Problem(["La contraseña no abre esa llave privada. Escríbala otra vez."]);
    }
  }

  // The public key of the certificate, so that a mistaken pair of files is told here and not after the trip.
  function pairs(certBytes, privateKey) {
    try {
      var found = forge.pki.certificateFromAsn1(forge.asn1.fromDer(der(certBytes)));
      return found.publicKey.n.equals(privateKey.n);
    } catch (error) {
      throw new Problem(["El archivo elegido como certificado no lo es. Elija el que termina en .cer."]);
    }
  }

  function sign(privateKey, bytes) {
    var digest = forge.md.sha256.create();
    digest.update(bytes);
    return forge.util.encode64(privateKey.sign(digest));
  }

  function send(form, values) {
    var data = new FormData();
    ["csrf_token", "llave"].forEach(function (name) { data.append(name, form.querySelector("[name=" + name + "]").value); });
    Object.keys(values).forEach(function (name) { data.append(name, values[name]); });
    return fetch(form.action, { method: "POST", body: data, credentials: "same-origin" }).then(function (response) {
      return response.text().then(function (html) {
        var page = new DOMParser().parseFromString(html, "text/html");
        var errors = page.querySelectorAll("#errores li");
        if (errors.length) throw new Problem(Array.prototype.map.call(errors, function (li) { return li.textContent.trim(); }));
        if (!response.ok) throw new Problem(["No se pudo firmar. Actualice la página e inténtelo de nuevo."]);
        return { page: page, url: response.url };
      });
    });
  }

  function run() {
    var file = cer.files[0];
    if (!file || !key.files[0] || !password.value) {
      throw new Problem(["Elija el certificado y la llave privada, y escriba la contraseña."]);
    }
    var privateKey;
    say("info", ["Abriendo la llave en este equipo…"]);
    return Promise.all([binary(file), binary(key.files[0])]).then(function (read) {
      privateKey = openKey(read[1], password.value);
      if (!pairs(read[0], privateKey)) throw new Problem(["Esa llave privada no es la de ese certificado."]);
      say("info", ["Sellando y preparando el documento…"]);
      var seal = sign(privateKey, forge.util.encodeUtf8(box.dataset.cadena));
      return send(document.querySelector("[data-preparar]"), { certificado: file, sello_texto: seal });
    }).then(function (prepared) {
      var next = prepared.page.querySelector("[data-poner]");
      if (!next) {
        window.location.assign(prepared.url);
        return null;
      }
      say("info", ["Firmando el documento…"]);
      return send(next, { valor: sign(privateKey, forge.util.decode64(next.dataset.atributos)) });
    }).then(function (done) {
      password.value = "";
      privateKey = null;
      if (done) window.location.assign(done.url);
    });
  }

  button.addEventListener("click", function () {
    button.disabled = true;
    Promise.resolve().then(run).catch(function (problem) {
      say("mal", problem instanceof Problem ? problem.texts : ["No se pudo firmar: revise su conexión e inténtelo de nuevo."]);
    }).then(function () { button.disabled = false; });
  });
})();
