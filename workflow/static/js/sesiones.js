// Live counts in the forms of a session. The pages work without this file: the server counts again, by the rule.
(function () {
  "use strict";

  // Roll call: how many are marked in each group, and whether they reach the quórum.
  function countRoll(form) {
    form.querySelectorAll("[data-quorum]").forEach(function (card) {
      var group = card.dataset.quorum;
      var counted = {};
      form.querySelectorAll("input[data-marca]:checked").forEach(function (box) {
        if ("noCuenta" in box.dataset) return;
        if (!group || group === "CONJUNTO" || box.dataset.comisiones.split(" ").indexOf(group) >= 0) counted[box.value] = true;
      });
      var marked = Object.keys(counted).length;
      var needed = Number(card.dataset.requerido);
      card.querySelector("[data-cuenta]").textContent = marked;
      card.querySelector("[data-estado]").textContent =
        marked >= needed ? "Hay quórum" : "Faltan " + (needed - marked) + " para el quórum";
      card.classList.toggle("quorum--falta", marked < needed);
    });
  }

  // Vote: the totals of each group as they are tapped.
  function countVotes(group) {
    var said = { a_favor: 0, en_contra: 0, abstencion: 0 };
    group.querySelectorAll("input[type=radio]:checked").forEach(function (radio) {
      if (radio.value in said) said[radio.value] += 1;
    });
    var left = Number(group.dataset.votacion) - said.a_favor - said.en_contra - said.abstencion;
    group.querySelector("[data-totales]").textContent =
      said.a_favor + " a favor · " + said.en_contra + " en contra · " + said.abstencion +
      (said.abstencion === 1 ? " abstención" : " abstenciones") + (left ? " · faltan " + left : "");
  }

  function all(root) {
    root.querySelectorAll("form[data-pase]").forEach(countRoll);
    root.querySelectorAll("[data-votacion]").forEach(countVotes);
  }

  // One attends in the room or at a distance, and a seat has one person: to mark one takes the others away.
  function oneOnly(box) {
    if (!box.checked) return;
    box.closest("li").querySelectorAll("input[data-marca]").forEach(function (other) {
      if (other !== box) other.checked = false;
    });
  }

  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-pase]");
    if (form && event.target.matches("input[data-marca]")) oneOnly(event.target);
    if (form) countRoll(form);
    var group = event.target.closest("[data-votacion]");
    if (group) countVotes(group);
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-marcar-todos]");
    if (!link) return;
    event.preventDefault();
    var form = link.closest("form");
    form.querySelectorAll(".integrantes > li:not([data-avisado])").forEach(function (row) {
      var box = row.querySelector("input[data-marca]");
      if (box && !row.querySelector("input[data-marca]:checked")) box.checked = true;
    });
    countRoll(form);
  });
  document.addEventListener("ruta:pintado", function () { all(document); });
  all(document);
})();
