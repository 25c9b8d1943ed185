"use strict";

/* Looks for the words of the field in the data of each year, the newest first. */
(() => {
  const form = document.getElementById("search");
  const field = document.getElementById("query");
  const told = document.getElementById("told");
  const results = document.getElementById("results");
  const years = form.dataset.years.split(" ").filter(Boolean);
  const MOST = 200; // results shown
  const AROUND = 36; // characters shown before a word that was found
  const loaded = new Map();
  let newest = 0; // which search is the latest: an older one gives up

  window.digestSearch = (year, rows) => {
    loaded.set(year || "undated", rows.map((row) => ({ row, text: row.join("\n").toLowerCase() })));
  };

  const load = (year) =>
    new Promise((resolve) => {
      if (loaded.has(year)) return resolve();
      const script = document.createElement("script");
      script.src = `search/${year}.js`;
      script.onload = script.onerror = () => resolve();
      document.head.append(script);
    });

  const terms = (query) => query.toLowerCase().split(/\s+/u).filter(Boolean);

  /* The words around the first term found, each term marked. */
  const snippet = (words, wanted) => {
    const lower = words.toLowerCase();
    const places = wanted.map((term) => lower.indexOf(term)).filter((at) => at >= 0);
    const start = Math.max(0, (places.length ? Math.min(...places) : 0) - AROUND);
    const shown = words.slice(start, start + 5 * AROUND);
    return marked((start ? "…" : "") + shown + (start + shown.length < words.length ? "…" : ""), wanted);
  };

  const marked = (words, wanted) => {
    const piece = document.createDocumentFragment();
    const lower = words.toLowerCase();
    let at = 0;
    while (at < words.length) {
      let next = words.length;
      let length = 0;
      for (const term of wanted) {
        const found = lower.indexOf(term, at);
        if (found >= 0 && (found < next || (found === next && term.length > length))) {
          next = found;
          length = term.length;
        }
      }
      piece.append(words.slice(at, next));
      if (length) {
        const mark = document.createElement("mark");
        mark.textContent = words.slice(next, next + length);
        piece.append(mark);
      }
      at = next + length;
    }
    return piece;
  };

  const shown = ([page, title, authors, issue, words], wanted) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = page;
    link.append(marked(title, wanted));
    const aside = document.createElement("p");
    aside.className = "source";
    aside.append(snippet(authors, wanted), authors ? " · " : "", marked(issue, wanted));
    const text = document.createElement("p");
    text.append(snippet(words, wanted));
    item.append(link, aside, text);
    return item;
  };

  const search = async () => {
    const mine = ++newest;
    const query = field.value.trim();
    const wanted = terms(query);
    if (location.protocol !== "file:") {
      history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    }
    results.replaceChildren();
    told.textContent = "";
    if (!wanted.length) return;
    told.textContent = form.dataset.searching;
    let number = 0;
    for (const year of years) {
      await load(year);
      if (mine !== newest) return;
      const found = (loaded.get(year) || []).filter(({ text }) => wanted.every((term) => text.includes(term)));
      const room = Math.max(0, MOST - number);
      results.append(...found.slice(0, room).map(({ row }) => shown(row, wanted)));
      number += found.length;
    }
    told.textContent = number ? form.dataset.found.replace("{number}", number) : form.dataset.nothing;
  };

  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });
  field.value = new URLSearchParams(location.search).get("q") || "";
  if (field.value) search();
})();
