// How a commitment stands: as last assessed by a person, or by its deadline alone; nothing is judged here.
const ASSESSED = new Map();
for (const [at, status, date, by, source, note] of DATA.assessments) {
  if (!ASSESSED.has(at)) ASSESSED.set(at, []);
  ASSESSED.get(at).push({ status, date, by, source, note });
}
const TODAY = new Date().toISOString().slice(0, 10);
// The last day that a date may mean: of a year its last, of a month too.
const lastDay = (date) => (date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date);
const assessmentsOf = (at) => [...tellings(at)].flatMap((one) => ASSESSED.get(one) || []).sort((a, b) => (lastDay(a.date) < lastDay(b.date) ? -1 : 1));
function standingOf(at) {
  const one = STATEMENTS[at];
  if (one.kind !== "commitment") return "none";
  const found = assessmentsOf(at);
  if (found.length) return found[found.length - 1].status;
  if (!one.deadline) return "none";
  return lastDay(one.deadline) < TODAY ? "overdue" : "open";
}
const STANDINGS = STATEMENTS.map((_, at) => standingOf(at));
const standingName = (value) => t(`status.${value}`);

function drawStanding(at) {
  const found = assessmentsOf(at);
  return [h(`span.pill.stands-${STANDINGS[at]}`, {}, standingName(STANDINGS[at])), found.length ? h("ul.assessments", {}, found.map(({ status, date, by, source, note }) => h("li", {},
    `${date} · ${standingName(status)} · ${clean(by)}`, note ? h("div", {}, trim(note, 600)) : "",
    source && /^https?:/.test(source) ? h("div", {}, h("a", { href: source, target: "_blank", rel: "noopener noreferrer" }, trim(source, 80))) : source ? h("div", {}, trim(source, 200)) : ""))) : ""];
}
