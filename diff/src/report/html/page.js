"use strict";
(function () {
  var form = document.getElementById("filters");
  var words = document.getElementById("words");
  var shown = document.getElementById("shown");
  var boxes = Array.prototype.slice.call(form.querySelectorAll("[data-level]"));
  var articles = Array.prototype.slice.call(document.querySelectorAll("article")).map(function (article) {
    return { article: article, level: article.dataset.level, text: article.textContent.toLowerCase() };
  });
  function apply() {
    var levels = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.dataset.level; });
    var wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    articles.forEach(function (entry) {
      var show = levels.indexOf(entry.level) >= 0 && wanted.every(function (word) { return entry.text.indexOf(word) >= 0; });
      entry.article.hidden = !show;
      if (show) count += 1;
    });
    shown.textContent = count + " of " + articles.length + " changes";
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.hidden = false;
  apply();
})();
