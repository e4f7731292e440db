"use strict";
// The query editor: indents with Tab, asks with Ctrl+Enter, shows the answer as a table of text.
(() => {
  const at = (id) => document.getElementById(id);
  const query = at("query"), told = at("told"), table = at("answer");
  let running = null;

  const cell = (tag, text) => { const one = document.createElement(tag); one.textContent = text; return one; };
  const row = (cells) => { const one = document.createElement("tr"); one.append(...cells); return one; };
  const short = (term) => (term === undefined ? "" : term.type === "triple" ? JSON.stringify(term.value) : term.value);

  function value(term) {
    const found = cell("td", short(term));
    const local = term && term.type === "uri" && /^https:\/\/w3id\.org\/pledgegraph\/(actor|statement|document)\/(.+)$/.exec(term.value);
    if (!local) return found;
    const link = cell("a", decodeURIComponent(local[2]));
    link.href = `/${local[1]}/${local[2]}`;
    found.replaceChildren(link);
    return found;
  }

  function show(text, kind) {
    table.replaceChildren();
    if (!kind.includes("json")) { table.append(row([cell("td", text)])); table.rows[0].cells[0].className = "source"; return 1; }
    const answer = JSON.parse(text);
    if ("boolean" in answer) { table.append(row([cell("td", String(answer.boolean))])); return 1; }
    table.append(row(answer.head.vars.map((name) => cell("th", name))));
    for (const one of answer.results.bindings) table.append(row(answer.head.vars.map((name) => value(one[name]))));
    return answer.results.bindings.length;
  }

  async function ask(accept) {
    running?.abort();
    running = new AbortController();
    const started = performance.now();
    told.textContent = "…";
    try {
      const answer = await fetch("/sparql", {
        method: "POST", signal: running.signal, body: query.value,
        headers: { "content-type": "application/sparql-query", accept },
      });
      const text = await answer.text();
      if (!answer.ok) { table.replaceChildren(); told.textContent = JSON.parse(text).error; return null; }
      return { answer, text, seconds: (performance.now() - started) / 1000 };
    } catch (fault) {
      if (fault.name !== "AbortError") told.textContent = String(fault);
      return null;
    }
  }

  async function answer() {
    const found = await ask("application/sparql-results+json, text/turtle;q=0.9");
    if (!found) return;
    const count = show(found.text, found.answer.headers.get("content-type"));
    const cut = found.answer.headers.get("pledgegraph-cut");
    told.textContent = `${count} · ${found.seconds.toFixed(2)} s${cut ? ` · ≤ ${cut}` : ""}`;
  }

  async function download(kind) {
    const found = await ask(kind);
    if (!found) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([found.text], { type: kind }));
    link.download = `answer.${{ csv: "csv", "tab-separated-values": "tsv", turtle: "ttl" }[kind.split("/")[1]] ?? kind.split("+")[1]}`;
    link.click();
    URL.revokeObjectURL(link.href);
    told.textContent = link.download;
  }

  at("editor").addEventListener("submit", (event) => { event.preventDefault(); answer(); });
  at("format").addEventListener("change", (event) => { if (event.target.value) download(event.target.value); event.target.value = ""; });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); answer(); }
    if (event.key === "Tab" && !event.shiftKey && !event.isComposing) { event.preventDefault(); query.setRangeText("  ", query.selectionStart, query.selectionEnd, "end"); }
    if (event.key === "Escape") query.blur();  // Tab then moves on
  });
  fetch("/samples.json").then((answer) => answer.json()).then((samples) => {
    for (const [name, text] of Object.entries(samples)) {
      const option = cell("option", name);
      option.value = text;
      at("sample").append(option);
    }
  });
  at("sample").addEventListener("change", (event) => { if (event.target.value) { query.value = event.target.value; answer(); } });
})();
