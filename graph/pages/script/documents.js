// Documents: the text as stored with every statement marked in place; overlaps share a piece.
function readDocument(one) {
  state.doc = one.doc;
  state.tab = "documents";
  refresh();
  const mark = byId("view-documents").querySelector("mark.current");
  if (mark) mark.scrollIntoView({ block: "center" });
}

function drawDocuments() {
  const view = byId("view-documents");
  const shown = new Map();
  for (const at of visible.statements) {
    const doc = STATEMENTS[at].doc;
    if (doc >= 0) { if (!shown.has(doc)) shown.set(doc, []); shown.get(doc).push(at); }
  }
  if (state.statement >= 0 && STATEMENTS[state.statement].doc >= 0) state.doc = STATEMENTS[state.statement].doc;
  const order = [...shown.keys()].sort((a, b) => (DATA.documents[a].date || "") < (DATA.documents[b].date || "") ? 1 : -1);
  if (!shown.has(state.doc) && order.length) state.doc = order[0];
  const list = h("select", { id: "document", "aria-label": t("facet.doc"), change: (event) => { state.doc = Number(event.target.value); state.statement = -1; refresh(); } },
    order.map((at) => h("option", { value: String(at), selected: at === state.doc }, `${DATA.documents[at].date || t("undated")} · ${trim(DATA.documents[at].title, 90)} (${shown.get(at).length})`)));
  const source = DATA.documents[state.doc];
  if (!source || !order.length) { view.replaceChildren(h("p.empty", {}, t("panel.none"))); return; }
  const body = source.text === null ? h("p.hint", {}, t("documents.long")) : h("div.text", { lang: source.lang, dir: "auto" }, highlighted(source.text, shown.get(state.doc)));
  view.replaceChildren(h("p.row", {}, list), h("article", {}, h("h2", { lang: source.lang }, h("bdi", {}, clean(source.title))),
    h("p.meta", {}, [source.publisher, source.date].filter(Boolean).map(clean).join(" · "), source.url ? h("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, ` ${t("detail.open")}`) : ""), body));
}

function highlighted(text, numbers) {
  const spans = numbers.filter((at) => STATEMENTS[at].start !== undefined).map((at) => ({ at, start: STATEMENTS[at].start, end: STATEMENTS[at].end }));
  const cuts = [...new Set([0, text.length, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  spans.sort((a, b) => a.start - b.start);
  const parts = [];
  let open = [];
  let next = 0;
  cuts.slice(0, -1).forEach((start, number) => {
    const end = cuts[number + 1];
    open = open.filter((span) => span.end > start);
    while (next < spans.length && spans[next].start <= start) open.push(spans[next++]);
    const piece = clean(text.slice(start, end));
    parts.push(open.length ? markPiece(piece, open) : piece);
  });
  return parts;
}
// Where statements overlap, a click opens the shortest, and the next click the next one.
function markPiece(piece, open) {
  const order = [...open].sort((a, b) => (a.end - a.start) - (b.end - b.start)).map((span) => span.at);
  const current = order.includes(state.statement);
  const strongest = Math.max(...order.map((at) => STATEMENTS[at].strength));
  const pick = () => {
    const kept = byId("view-documents").scrollTop;
    show(order[(order.indexOf(state.statement) + 1) % order.length]);
    byId("view-documents").scrollTop = kept;
  };
  return h(`mark.said${current ? ".current" : ""}${order.length > 1 ? ".several" : ""}`, { tabindex: "0", role: "button", color: `var(--s${strongest})`, click: pick,
    keydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); } } }, piece);
}
