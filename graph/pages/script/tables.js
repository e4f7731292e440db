// List and matrix: the same statements in rows, and who by whom.
const sorting = { key: "date", down: true };
let rowsShown = 200;
const COLUMNS = [
  ["date", (one) => dateOf(one)], ["who", (one) => joined(one.committers)], ["whom", (one) => joined(one.recipients)],
  ["quote", (one) => quoteOf(one).slice(0, 300)], ["strength", (one) => one.strength], ["deadline", (one) => one.deadline || ""],
];
const heading = (key) => t(key === "strength" || key === "deadline" ? `detail.${key}` : `list.${key}`);

function drawList() {
  const read = COLUMNS.find(([key]) => key === sorting.key)[1];
  const keyed = visible.statements.map((at) => [read(STATEMENTS[at]), at]);
  keyed.sort(([a, i], [b, j]) => (a === b ? i - j : (a < b ? -1 : 1) * (sorting.down ? -1 : 1)));
  const head = h("tr", {}, COLUMNS.map(([key]) => h("th", { scope: "col", "aria-sort": sorting.key === key ? (sorting.down ? "descending" : "ascending") : "none" },
    h("button.plain", { type: "button", click: () => { sorting.down = sorting.key === key ? !sorting.down : false; sorting.key = key; drawList(); } }, heading(key), sorting.key === key ? (sorting.down ? " ↓" : " ↑") : ""))));
  const rows = keyed.slice(0, rowsShown).map(([, at]) => tableRow(at));
  const more = keyed.length > rowsShown && h("button.plain", { type: "button", click: () => { rowsShown += 500; drawList(); } }, `${t("panel.more")} (${keyed.length - rowsShown})`);
  byId("view-list").replaceChildren(h("p.row", {}, h("button", { type: "button", id: "csv", click: () => saveCsv(keyed.map(([, at]) => STATEMENTS[at])) }, t("list.csv"))),
    keyed.length ? h("table.list", {}, h("thead", {}, head), h("tbody", {}, rows)) : h("p.empty", {}, t("panel.none")), more || "");
}
function tableRow(at) {
  const one = STATEMENTS[at];
  return h("tr", { "aria-selected": String(state.statement === at), color: `var(--s${one.strength})` },
    h("td.date", {}, dateOf(one)), h("td", {}, h("bdi", {}, joined(one.committers))), h("td", {}, h("bdi", {}, joined(one.recipients)) ),
    h("td", {}, h("button.plain.open", { type: "button", "data-id": one.id, lang: one.lang, dir: "auto", click: () => show(at) }, trim(quoteOf(one), 160))),
    h("td", {}, h("span.pill", {}, `${one.strength} ${strengthName(one)}`)), h("td.date", {}, one.deadline || ""));
}
// A cell that a spreadsheet would take for a formula gets an apostrophe.
function cell(value) {
  const text = String(value ?? "");
  return `"${(/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? "'" + text : text).replaceAll('"', '""')}"`;
}
function csvText(found) {
  const head = ["id", "date", "kind", "committers", "recipients", "strength", "reaffirmed", "deadline", "amount", "unit", "quote", "document", "url"];
  const rows = found.map((one) => [one.id, dateOf(one), one.kind, one.committers.join(" "), (one.recipients || []).join(" "), one.strength, Boolean(one.reaffirmed), one.deadline, one.amount && one.amount.value, one.amount && one.amount.unit, quoteOf(one), docOf(one) ? docOf(one).name : one.source, docOf(one) && docOf(one).url]);
  return "\ufeff" + [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}
function saveCsv(found) {
  const address = URL.createObjectURL(new Blob([csvText(found)], { type: "text/csv" }));
  h("a", { href: address, download: "pledgegraph.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function drawMatrix() {
  const cells = new Map();
  const weight = new Map();
  for (const edge of visible.edges) {
    if (edge.to === null || edge.to === edge.from) continue;
    const key = `${edge.from}\n${edge.to}`;
    if (!cells.has(key)) cells.set(key, { found: new Set(), strongest: 0, stated: false });
    const held = cells.get(key);
    held.found.add(edge.statement);
    held.stated = held.stated || !edge.derived;
    held.strongest = Math.max(held.strongest, STATEMENTS[edge.statement].strength);
    for (const end of [edge.from, edge.to]) weight.set(end, (weight.get(end) || 0) + 1);
  }
  const order = [...weight.keys()].sort((a, b) => weight.get(b) - weight.get(a));
  const rows = order.filter((id) => order.some((to) => cells.has(`${id}\n${to}`)));
  const columns = order.filter((id) => order.some((from) => cells.has(`${from}\n${id}`)));
  const draw = (from, to) => {
    const held = cells.get(`${from}\n${to}`);
    if (!held) return h("td");
    return h("td", {}, h(`button.cell${held.stated ? "" : ".joint"}`, { type: "button", color: `var(--s${held.strongest})`, "aria-label": `${label(from)} → ${label(to)}: ${held.found.size}`, click: () => choose(`cell:${pairKey({ from, to, derived: false })}`) }, String(held.found.size)));
  };
  byId("view-matrix").replaceChildren(h("p.hint", {}, t("matrix.hint")), rows.length ? h("div.scroll", {}, h("table.grid.matrix", {}, h("thead", {}, h("tr", {}, h("th"), columns.slice(0, 30).map((id) => h("th", { scope: "col" }, h("span", {}, short(id).replaceAll("\n", " ")))))),
    h("tbody", {}, rows.slice(0, 30).map((from) => h("tr", {}, h("th", { scope: "row" }, h("bdi", {}, short(from).replaceAll("\n", " "))), columns.slice(0, 30).map((to) => draw(from, to))))))) : h("p.empty", {}, t("panel.none")), cutNote(Math.max(rows.length, columns.length), 30));
}
