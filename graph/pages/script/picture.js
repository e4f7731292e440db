// The network: pyvis's nodes at their computed places; pairs drawn from the edges that pass.
let network = null;
let nodes = null;
let lines = null;
let fitted = false;
const LINES = 1200;  // more lines than these nobody can tell apart
let loose = new Map();
let strokeOpacity = 0.9;  // a crowd of lines is drawn fainter
const PLACES = new Map(DATA.picture.nodes.map((node) => [node.id, node]));

function pairKey(edge) {
  // Ids are encoded, so that no id can hold the signs between them.
  const key = (one, sign, other) => encodeURIComponent(one) + sign + encodeURIComponent(other);
  if (!edge.derived) return key(edge.from, ">", edge.to);
  const [one, other] = edge.from < edge.to ? [edge.from, edge.to] : [edge.to, edge.from];
  return key(one, "=", other);
}
function gatherPairs(edges) {
  const pairs = new Map();
  for (const edge of edges) {
    if (edge.to === null || edge.to === edge.from) continue;
    const key = pairKey(edge);
    if (!pairs.has(key)) {
      const [from, to] = edge.derived && edge.from > edge.to ? [edge.to, edge.from] : [edge.from, edge.to];
      pairs.set(key, { key, from, to, derived: edge.derived, statements: new Set(), strongest: 0, calls: true });
    }
    const pair = pairs.get(key);
    const one = STATEMENTS[edge.statement];
    pair.statements.add(edge.statement);
    pair.strongest = Math.max(pair.strongest, one.strength);
    pair.calls = pair.calls && one.kind === "call";
  }
  return pairs;
}

function line(pair, id, width, strength, calls, roundness) {
  const type = calls ? "vee" : "arrow";
  const color = ink(strength);
  return {
    id, from: pair.from, to: pair.to, width, dashes: pair.derived ? [7, 6] : false,
    color: { color, highlight: color, hover: color, opacity: strokeOpacity },
    arrows: { to: { enabled: true, type, scaleFactor: 0.55 }, from: { enabled: pair.derived, type, scaleFactor: 0.55 } },
    smooth: { enabled: true, type: "curvedCW", roundness },
  };
}
function lineOf(pair) {
  if (!state.fanned.has(pair.key)) {
    const width = Math.min(8, 1.2 + 1.1 * Math.log2(pair.statements.size));
    return [line(pair, pair.key, width, pair.strongest, pair.calls, pair.derived ? 0.05 : 0.16)];
  }
  return [...pair.statements].slice(0, 60).map((at, number) =>
    line(pair, `${pair.key}#${at}`, 1.6, STATEMENTS[at].strength, STATEMENTS[at].kind === "call", 0.08 + Math.min(0.12, 1.4 / pair.statements.size) * number));
}

let face = "";
const fontFace = () => face || (face = getComputedStyle(document.body).fontFamily);
function nodeOf(actor, acts, seen) {
  const place = PLACES.get(actor.id);
  const fill = paint(`node-${actor.kind}`);
  return {
    id: actor.id, label: short(actor.id) || " ", shape: place.shape, x: place.x * stretch.x, y: place.y * stretch.y, value: acts || 1, hidden: !seen,
    color: { background: fill, border: paint("surface"), highlight: { background: fill, border: paint("accent") }, hover: { background: fill, border: paint("accent") } },
    font: { color: paint("ink"), strokeWidth: 4, strokeColor: paint("surface"), face: fontFace(), vadjust: -2 }, opacity: 1,
  };
}

function drawPicture() {
  const pairs = gatherPairs(visible.edges);
  const acts = new Map();
  loose = new Map();
  const add = (map, key, statement) => { if (!map.has(key)) map.set(key, new Set()); map.get(key).add(statement); };
  for (const edge of visible.edges) {
    add(acts, edge.from, edge.statement);
    if (edge.to !== null) add(acts, edge.to, edge.statement); else add(loose, edge.from, edge.statement);
  }
  strokeOpacity = pairs.size > 400 ? 0.4 : pairs.size > 150 ? 0.6 : 0.9;
  let shown = [...pairs.values()];
  if (shown.length > LINES) shown = shown.sort((a, b) => b.statements.size - a.statements.size || (a.key < b.key ? -1 : 1)).slice(0, LINES);
  byId("cut").hidden = shown.length === pairs.size;
  byId("cut").textContent = t("lines.cut", { n: shown.length, m: pairs.size });
  const drawn = shown.flatMap(lineOf);
  // A crowd of lines is left out while the picture moves, so that it moves smoothly.
  const crowd = drawn.length > 250;
  if (network) network.setOptions({ interaction: { hideEdgesOnDrag: crowd, hideEdgesOnZoom: crowd } });
  DATA.picture.options.interaction.hideEdgesOnDrag = crowd;
  DATA.picture.options.interaction.hideEdgesOnZoom = crowd;
  if (!network) fillCanvas();
  const placed = DATA.actors.map((actor) => nodeOf(actor, acts.has(actor.id) ? acts.get(actor.id).size : 0, acts.has(actor.id)));
  if (!network) { openPicture(placed, drawn); return; }
  const kept = new Set(drawn.map((one) => one.id));
  // Places dragged by the reader stay: x and y are set once.
  nodes.update(placed.map(({ x, y, ...rest }) => rest));
  lines.remove(lines.getIds().filter((id) => !kept.has(id)));
  lines.update(drawn);
}

// Places are drawn out, never pressed together, so that the picture fills a wide or a tall canvas.
const stretch = { x: 1, y: 1 };
function fillCanvas() {
  const box = byId("canvas").getBoundingClientRect();
  const span = (axis) => { const all = DATA.picture.nodes.map((node) => node[axis]); return Math.max(...all) - Math.min(...all) + 160; };
  if (!box.width || DATA.picture.nodes.length < 3) return;
  const shape = (box.width / box.height) / (span("x") / span("y"));
  stretch.x = Math.min(1.8, Math.max(1, shape));
  stretch.y = Math.min(1.8, Math.max(1, 1 / shape));
}

function openPicture(placed, drawn) {
  nodes = new vis.DataSet(placed);
  lines = new vis.DataSet(drawn);
  network = new vis.Network(byId("canvas"), { nodes, edges: lines }, DATA.picture.options);
  network.on("click", (event) => {
    if (event.nodes.length) choose(`actor:${event.nodes[0]}`);
    else if (event.edges.length) chooseLine(event.edges[0]);
    else choose("");
  });
  network.on("doubleClick", (event) => { if (!event.nodes.length && event.edges.length) fan(String(event.edges[0]).split("#")[0]); });
  network.on("hoverNode", (event) => lift(new Set([event.node, ...network.getConnectedNodes(event.node)]), new Set(network.getConnectedEdges(event.node))));
  network.on("blurNode", () => lift(null, null));
  network.on("hoverEdge", (event) => lift(new Set(network.getConnectedNodes(event.edge)), new Set([event.edge])));
  network.on("blurEdge", () => lift(null, null));
  network.on("afterDrawing", drawBadges);
}
function chooseLine(id) {
  const [key, at] = String(id).split("#");
  if (at === undefined) { choose(`pair:${key}`); return; }
  state.scope = `pair:${key}`;
  show(Number(at));
}
function fan(key) {
  if (state.fanned.has(key)) state.fanned.delete(key); else state.fanned.add(key);
  refresh();
}

let lifted = false;
function lift(near, wires) {
  if (!near && !lifted) return;
  lifted = Boolean(near);
  nodes.update(nodes.getIds().map((id) => ({ id, opacity: !near || near.has(id) ? 1 : 0.18 })));
  lines.update(lines.map((one) => ({ id: one.id, color: { ...one.color, opacity: !wires || wires.has(one.id) ? (wires ? 0.95 : strokeOpacity) : 0.06 } })));
}

// Acts addressed to nobody named have no edge: a small number stands at their actor.
function drawBadges(context) {
  if (network.getScale() < 0.25) return;
  context.save();
  context.font = "600 10px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const [id, acts] of loose) {
    const place = network.getPosition(id);
    const size = network.body.nodes[id] ? network.body.nodes[id].options.size : 12;
    const text = String(acts.size);
    const wide = 8 + 6 * text.length;
    const x = place.x + size * 0.75 + wide / 2 - 2;
    const y = place.y - size * 0.8;
    context.beginPath();
    context.roundRect(x - wide / 2, y - 7.5, wide, 15, 7.5);
    context.fillStyle = paint("badge");
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = paint("surface");
    context.stroke();
    context.fillStyle = paint("badge-ink");
    context.fillText(text, x, y + 0.5);
  }
  context.restore();
}

function fitPicture(animation) {
  const seen = nodes.get({ filter: (node) => !node.hidden }).map((node) => node.id);
  if (seen.length) network.fit({ nodes: seen, animation, maxZoomLevel: 1.5, minZoomLevel: 0.05 });
  // Labels reach beyond the marks that the picture is fitted to.
  if (!animation && seen.length > 1) network.moveTo({ scale: network.getScale() * 0.95 });
  fitted = true;
}
function zoom(factor) { network.moveTo({ scale: network.getScale() * factor, animation: { duration: 150 } }); }

const ICONS = { state: '5', organisation: '', company: '', other: '' };
function icon(kind) {
  const fill = paint(`node-${kind}`);
  const shapes = {
    state: () => svg("circle", { cx: 7, cy: 7, r: 6, fill }), organisation: () => svg("path", { d: "M7 0 14 7 7 14 0 7Z", fill }),
    company: () => svg("rect", { x: 1.5, y: 1.5, width: 11, height: 11, fill }), other: () => svg("path", { d: "M7 1 13.5 13H.5Z", fill }),
  };
  return svg("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" }, shapes[kind in shapes ? kind : "other"]());
}
function drawLegend() {
  const stroke = (extra, strength) => svg("svg", { width: 34, height: 14, viewBox: "0 0 34 14", "aria-hidden": "true" },
    svg("path", { d: "M1 7H32", stroke: ink(strength), fill: "none", "stroke-width": 2.5, ...extra }));
  const kinds = new Set(DATA.actors.map((actor) => actor.kind));
  byId("legend-body").replaceChildren(
    ...Object.keys(ICONS).filter((kind) => kinds.has(kind)).map((kind) => h("div", {}, icon(kind), t(`shape.${kind}`))),
    h("p", {}, t("legend.colour")),
    ...[5, 4, 3, 2, 1].map((level) => h("div", {}, stroke({}, level), `${level} · ${t(`strength.commitment.${level}`)}`)),
    h("p", {}, t("legend.width")),
    h("div", {}, stroke({ "stroke-dasharray": "6 4" }, 3), t("legend.joint")),
    h("div", {}, svg("svg", { width: 34, height: 14, viewBox: "0 0 34 14", "aria-hidden": "true" }, svg("path", { d: "M1 7H30M24 2 31 7 24 12", stroke: ink(3), fill: "none", "stroke-width": 2 })), t("legend.call")),
    h("div", {}, h("span.badge", {}, "3"), t("legend.badge")));
}
