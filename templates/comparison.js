"use strict";
(function () {
  function sortBy(button) {
    var head = button.closest("th");
    var table = head.closest("table");
    var up = head.getAttribute("aria-sort") !== "ascending";
    var key = button.dataset.key;
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    var numeric = button.dataset.kind === "number";
    rows.sort(function (a, b) {
      var x = a.dataset[key];
      var y = b.dataset[key];
      var order = numeric ? Number(x) - Number(y) : x.localeCompare(y, "en-GB", { numeric: true });
      return (up ? order : -order) || Number(a.dataset.place) - Number(b.dataset.place);
    });
    rows.forEach(function (row) { body.appendChild(row); });
    table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    table.dataset.sorted = up ? key : "";
    var said = document.getElementById("said");
    said.textContent = "Sorted by " + button.textContent.trim() + (up ? ", ascending" : ", descending");
  }
  document.querySelectorAll("th button").forEach(function (button) {
    button.addEventListener("click", function () { sortBy(button); });
  });
  document.querySelectorAll("[data-toggle]").forEach(function (button) {
    button.addEventListener("click", function () {
      var all = document.querySelectorAll("#" + button.dataset.toggle + " > details");
      var open = Array.prototype.some.call(all, function (d) { return !d.open; });
      all.forEach(function (d) { d.open = open; });
      button.textContent = open ? "Close all" : "Open all";
    });
  });
  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.prototype.filter.call(document.querySelectorAll("details"), function (d) { return !d.open; });
    closed.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (d) { d.open = false; });
  });
})();
