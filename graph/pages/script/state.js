// What the page knows: the payload, the words, what is chosen. Text is only ever set as text.
const DATA = JSON.parse(document.getElementById("payload").textContent);
const LANGS = ["en", "zh-Hans", "zh-Hant", "ja"];
const TABS = ["network", "list", "timeline", "matrix", "documents", "changes"].filter((tab) => tab !== "changes" || DATA.changes);
const FIRST = DATA.changes ? "changes" : "network";
const ACTORS = new Map(DATA.actors.map((one) => [one.id, one]));
const STATEMENTS = DATA.statements;
const EDGES = DATA.edges.map(([statement, from, to, derived]) => ({ statement, from, to, derived: Boolean(derived) }));
const state = { lang: DATA.lang, theme: "", tab: FIRST, chosen: new Map(), text: "", since: "", until: "", sort: "date", listing: "statements", scope: "", statement: -1, doc: 0, fanned: new Set() };
const byId = (id) => document.getElementById(id);
const BIDI = /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g;

function clean(text) { return String(text).replace(BIDI, "\ufffd"); }
function trim(text, size) { const whole = clean(text); return whole.length > size ? whole.slice(0, size) + "…" : whole; }

function t(key, values = {}) {
  const forms = DATA.strings[key];
  const text = forms ? forms[state.lang] : key;
  return text.replace(/\{(\w)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// An element with properties and children; strings become text nodes.
function h(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key, value);
    else if (key === "color") element.style.setProperty("--c", value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}
function svg(tag, props = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

function label(id) {
  if (id === null || id === undefined) return t("nobody");
  if (id === "joint-statement") return t("joint-statement");
  const actor = ACTORS.get(id);
  const labels = actor ? actor.labels : Object.prototype.hasOwnProperty.call(DATA.people, id) ? DATA.people[id] : null;
  return clean(labels ? labels[state.lang] : id);
}
const short = (id) => (ACTORS.has(id) ? clean(ACTORS.get(id).short[state.lang]) : label(id));
const names = (ids) => (ids || []).map(label);
function joined(ids) { return names(ids).join(state.lang === "en" ? ", " : "、"); }
const docOf = (one) => (one.doc >= 0 ? DATA.documents[one.doc] : null);
const dateOf = (one) => (docOf(one) && docOf(one).date) || "";
const quoteOf = (one) => (one.quote !== undefined ? one.quote : docOf(one).text.slice(one.start, one.end));
const strengthName = (one) => t(`strength.${one.kind}.${one.strength}`);
// Colours of the dress that is worn; asked for with every frame, so kept until it changes.
const PAINTS = new Map();
function paint(name) {
  if (!PAINTS.has(name)) PAINTS.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return PAINTS.get(name);
}
const ink = (strength) => paint(`s${strength}`);

// The view in the address: what is after # brings the same filters, tab and statement back.
const FACET_KEYS = ["actor", "from", "to", "kind", "year", "strength", "topic", "again", "status", "doc", "edge"];
function writeAddress() {
  const parts = [];
  const put = (key, value) => parts.push(`${key}=${value}`);
  for (const key of FACET_KEYS) {
    const values = state.chosen.get(key);
    if (values && values.size) put(key, [...values].map(encodeURIComponent).join(","));
  }
  if (state.text) put("text", encodeURIComponent(state.text));
  for (const key of ["since", "until"]) if (state[key]) put(key, state[key]);
  if (state.tab !== FIRST) put("tab", state.tab);
  if (state.lang !== DATA.lang) put("lang", state.lang);
  if (state.scope) put("scope", encodeURIComponent(state.scope));
  if (state.statement >= 0) put("id", encodeURIComponent(STATEMENTS[state.statement].id));
  const fragment = "#" + parts.join("&");
  if (fragment === location.hash || (fragment === "#" && !location.hash)) return;
  try { history.replaceState(null, "", fragment); } catch { location.hash = fragment; }
}
function decoded(text) { try { return decodeURIComponent(text); } catch { return ""; } }
function readAddress() {
  const found = new Map();
  for (const part of location.hash.slice(1).split("&")) {
    const at = part.indexOf("=");
    if (at > 0) found.set(part.slice(0, at), part.slice(at + 1));
  }
  state.chosen = new Map();
  for (const key of FACET_KEYS) {
    if (found.has(key)) state.chosen.set(key, new Set(found.get(key).split(",").map(decoded).filter(Boolean)));
  }
  state.text = decoded(found.get("text") || "");
  for (const key of ["since", "until"]) state[key] = /^\d{4}-\d\d-\d\d$/.test(found.get(key)) ? found.get(key) : "";
  state.tab = TABS.includes(found.get("tab")) ? found.get("tab") : FIRST;
  state.lang = LANGS.includes(found.get("lang")) ? found.get("lang") : DATA.lang;
  state.scope = decoded(found.get("scope") || "");
  const id = decoded(found.get("id") || "");
  state.statement = id ? STATEMENTS.findIndex((one) => one.id === id) : -1;
}
