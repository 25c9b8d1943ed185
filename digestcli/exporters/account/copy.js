"use strict";
(function () {
  const status = document.getElementById("status");
  const article = document.getElementById("article");

  function put(node, html, text) {
    const selection = getSelection();
    selection.removeAllRanges();
    const range = document.createRange();
    range.selectNodeContents(node);
    selection.addRange(range);
    let done = false;
    function fill(event) {
      event.preventDefault();
      if (html) event.clipboardData.setData("text/html", html);
      event.clipboardData.setData("text/plain", text);
      done = true;
    }
    document.addEventListener("copy", fill, { once: true });
    document.execCommand("copy");
    document.removeEventListener("copy", fill);
    if (done) selection.removeAllRanges();
    status.textContent = done ? status.dataset.done : status.dataset.failed;
  }

  document.getElementById("copy").addEventListener("click", function () {
    put(article, article.innerHTML, document.getElementById("plain").content.textContent);
  });
  for (const button of document.querySelectorAll("button[data-of]")) {
    const node = document.getElementById(button.dataset.of);
    button.addEventListener("click", function () { put(node, "", node.textContent); });
  }
})();
