// Filters: which edges and statements pass, and how many each further value would leave.
const dictionary = (key) => (value) => t(`${key}.${value}`);
const FACETS = [
  { key: "actor", of: (e) => (e.to === null ? [e.from] : [e.from, e.to]), label },
  { key: "from", of: (e) => [e.from], label },
  { key: "to", of: (e) => [e.to === null ? "-" : e.to], label: (v) => (v === "-" ? t("nobody") : label(v)) },
  { key: "kind", of: (e, s) => [s.kind], label: dictionary("kind") },
  { key: "year", of: (e, s) => [dateOf(s).slice(0, 4) || "-"], label: (v) => (v === "-" ? t("undated") : v), sort: (a, b) => (a < b ? 1 : -1) },
  { key: "strength", of: (e, s) => [String(s.strength)], label: (v) => `${v} · ${t(`strength.commitment.${v}`)}`, sort: (a, b) => (a < b ? 1 : -1) },
  { key: "topic", of: (e, s) => s.topics || ["-"], label: (v) => (v === "-" ? t("notopic") : clean((DATA.topics[v] || {})[state.lang] || v)) },
  { key: "again", of: (e, s) => [s.reaffirmed ? "reaffirmed" : "new"], label: dictionary("again") },
  { key: "status", of: (e) => [STANDINGS[e.statement]], label: standingName },
  { key: "doc", of: (e, s) => [s.doc >= 0 ? DATA.documents[s.doc].name : "-"], label: docLabel },
  { key: "edge", of: (e) => [e.derived ? "derived" : "stated"], label: dictionary("edge") },
];
const DOCUMENTS = new Map(DATA.documents.map((one) => [one.name, one]));
function docLabel(name) {
  const one = DOCUMENTS.get(name);
  return one ? trim(one.title, 90) : t("undated");
}
const VALUES = EDGES.map((edge) => FACETS.map((facet) => facet.of(edge, STATEMENTS[edge.statement])));
// What a search looks through, made when the first one comes.
let sought = null;
const readSought = () => STATEMENTS.map((one) => [quoteOf(one).slice(0, 5000), docOf(one) ? docOf(one).title : "", one.speaker || ""].join("\n").toLowerCase());

let visible = { edges: [], statements: [], counts: new Map() };

function applyFilters() {
  const chosen = FACETS.map((facet) => state.chosen.get(facet.key)).map((set) => (set && set.size ? set : null));
  const words = state.text.toLowerCase();
  if (words && !sought) sought = readSought();
  const counts = FACETS.map(() => new Map());
  const edges = [];
  const shown = new Set();
  const count = (at, values, statement) => {
    for (const value of new Set(values)) {
      const found = counts[at].get(value);
      if (!found) counts[at].set(value, { n: 1, last: statement });
      else if (found.last !== statement) { found.n += 1; found.last = statement; }
    }
  };
  EDGES.forEach((edge, number) => {
    if (words && !sought[edge.statement].includes(words)) return;
    if ((state.since || state.until) && !inRange(dateOf(STATEMENTS[edge.statement]))) return;
    const values = VALUES[number];
    let failed = -1;
    for (let at = 0; at < values.length; at += 1) {
      if (!chosen[at] || values[at].some((value) => chosen[at].has(value))) continue;
      if (failed >= 0) return;
      failed = at;
    }
    if (failed >= 0) { count(failed, values[failed], edge.statement); return; }
    values.forEach((list, at) => count(at, list, edge.statement));
    edges.push(edge);
    shown.add(edge.statement);
  });
  visible = { edges, statements: [...shown], counts: new Map(FACETS.map((facet, at) => [facet.key, counts[at]])) };
}

// A document known to be of 2024 may be of any of its days.
function inRange(date) {
  if (!date) return false;
  const since = state.since.slice(0, date.length);
  const until = state.until.slice(0, date.length);
  return (!since || date >= since) && (!until || date <= until);
}
function drawRange() {
  const dates = STATEMENTS.slice(0, DATA.shown).map(dateOf).filter(Boolean).sort();
  if (!dates.length) return "";
  const field = (key) => h("label.range", {}, h("span", {}, t(`range.${key}`)), h("input", { type: "date", id: key, value: state[key], min: `${dates[0].slice(0, 4)}-01-01`, max: `${dates[dates.length - 1].slice(0, 4)}-12-31`,
    change: (event) => { if (!event.target.value || event.target.value > "1000") { state[key] = event.target.value; refresh(); } } }));
  const box = h("details.facet", { open: OPEN.has("range") || Boolean(state.since || state.until) }, h("summary", {}, t("facet.range")), field("since"), field("until"));
  box.addEventListener("toggle", () => { if (box.open) OPEN.add("range"); else OPEN.delete("range"); });
  return box;
}

function toggle(key, value, on) {
  const values = state.chosen.get(key) || new Set();
  if (on) values.add(value); else values.delete(value);
  state.chosen.set(key, values);
  refresh();
}

const OPEN = new Set(["actor", "kind", "year"]);
const LONG = new Set();
function drawFacets() {
  const box = byId("facets");
  box.replaceChildren(...FACETS.filter((facet) => facet.key !== "status" || STANDINGS.some((one) => one !== "none")).map(drawFacet));
  box.querySelector("[data-facet=year]").after(drawRange());
}
function drawFacet(facet) {
  const counts = visible.counts.get(facet.key) || new Map();
  const chosen = state.chosen.get(facet.key) || new Set();
  const all = [...new Set([...counts.keys(), ...chosen])];
  const size = (value) => (counts.has(value) ? counts.get(value).n : 0);
  all.sort(facet.sort || ((a, b) => size(b) - size(a) || (facet.label(a) < facet.label(b) ? -1 : 1)));
  const cut = LONG.has(facet.key) ? all.length : 8;
  const rows = all.filter((value, at) => at < cut || chosen.has(value)).map((value) =>
    h("label", {}, h("input", { type: "checkbox", "data-value": `${facet.key}=${value}`, checked: chosen.has(value),
      change: (event) => toggle(facet.key, value, event.target.checked) }),
    h("span.name", { title: facet.label(value) }, facet.label(value)), h("span.count", {}, String(size(value)))));
  const more = all.length > cut && h("button.plain", { type: "button", click: () => { LONG.add(facet.key); drawFacets(); } }, t("filters.more", { n: all.length - cut }));
  const box = h("details.facet", { "data-facet": facet.key, open: OPEN.has(facet.key) || chosen.size > 0 }, h("summary", {}, t(`facet.${facet.key}`)), rows, more);
  box.addEventListener("toggle", () => { if (box.open) OPEN.add(facet.key); else OPEN.delete(facet.key); });
  return box;
}

function drawChips() {
  const chips = [];
  for (const facet of FACETS) {
    for (const value of state.chosen.get(facet.key) || []) {
      chips.push(h("button.chip", { type: "button", title: t(`facet.${facet.key}`), click: () => toggle(facet.key, value, false) },
        h("small", {}, t(`facet.${facet.key}`)), ` ${trim(facet.label(value), 28)} ×`));
    }
  }
  if (state.text) chips.push(h("button.chip", { type: "button", click: () => { state.text = ""; refresh(); } }, h("small", {}, t("facet.text")), ` ${trim(state.text, 28)} ×`));
  for (const key of ["since", "until"]) {
    if (state[key]) chips.push(h("button.chip", { type: "button", click: () => { state[key] = ""; refresh(); } }, h("small", {}, t(`range.${key}`)), ` ${state[key]} ×`));
  }
  if (chips.length) chips.push(h("button.plain", { type: "button", id: "clear", click: clearAll }, t("filters.clear")));
  byId("chips").replaceChildren(...chips);
}
function clearAll() { state.chosen = new Map(); state.text = ""; state.since = ""; state.until = ""; byId("search").value = ""; refresh(); }
