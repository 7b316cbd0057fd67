/* Totals, charts, shared causes: what stands above the table, and the state that all of it shows. */

const FACETS = [
  { field: "cause", title: "Cause", top: 16 },
  { field: "customer", title: "Customer", top: 8 },
  { field: "code", title: "Error code", top: 5 },
  { field: "vault", title: "Vault", top: 5 },
  { field: "subscription", title: "Subscription", top: 5 },
  { field: "region", title: "Region", top: 5 },
  { field: "os", title: "Operating system", top: 5 },
  { field: "policy", title: "Backup policy", top: 5 },
  { field: "day", title: "Day of the failure", top: 7, order: (a, b) => (a.value < b.value ? 1 : -1) },
  { field: "span", title: "Days without a backup, at least", top: 6, order: (a, b) => place(b) - place(a) },
];
const place = (entry) => SPANS.findIndex(([name]) => name === entry.value);
/* How a finding of the earlier run is gone: seen to be fixed, or only not seen any more. */
const GONE = {
  fixed: ["finding of before is fixed", "findings of before are fixed"],
  unsettled: [
    "finding of before is not established any more, though its VM still fails",
    "findings of before are not established any more, though their VMs still fail",
  ],
  unreported: [
    "finding of before is no longer reported: nothing here is about its VM",
    "findings of before are no longer reported: nothing here is about their VMs",
  ],
};
const STATUS = { new: "New", unchanged: "Unchanged" };
const MOST = 200; // bars of one chart when all are shown: more is what the search is for
const state = { q: "", filters: new Map(), sort: "bucket", page: 0 };
const unfolded = new Set();
const number = (n) => n.toLocaleString("en");
const plural = (n, one, many) => `${number(n)} ${n === 1 ? one : many}`;

/** An element; properties are set, never markup, and strings among the children become text. */
function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** An identifier that fits a narrow place: of a GUID, its ends. */
const brief = (text) => text.replace(/^([0-9a-f]{8})-(?:[0-9a-f]{4}-){3}[0-9a-f]{8}([0-9a-f]{4})$/i, "$1…$2");

function label(field, value) {
  if (field === "cause") return value ? causeTitle(value) : "Not established";
  if (field === "bucket") return WORDS[value];
  if (field === "status") return STATUS[value] ?? value;
  if (field === "shared") return sharedName(shared.get(value));
  if (field === "os" && value) return value[0].toUpperCase() + value.slice(1);
  if (field === "span" && value) return `${value} ${value === "less than one" || value === "1" ? "day" : "days"}`;
  return value || "Not stated";
}

/** The text in pieces between which a line may break: at the words of an identifier such as an error code. */
function breakable(text) {
  if (text.includes(" ")) return [text];
  const words = text.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[_./-])(?=\w)/);
  return words.flatMap((word, n) => (n ? [el("wbr"), word] : [word]));
}

const mark = (verdict) => el("span", { className: `mark ${verdict}`, ariaHidden: "true" });

function choose(field, value) {
  if (state.filters.get(field) === value) state.filters.delete(field);
  else state.filters.set(field, value);
  state.page = 0;
  update();
}

/** A button that filters; it says whether it does. */
function chooser(field, value, properties, ...children) {
  const button = el("button", { type: "button", ...properties }, ...children);
  button.dataset.choice = JSON.stringify([field, value]);
  button.setAttribute("aria-pressed", String(state.filters.get(field) === value));
  button.addEventListener("click", () => choose(field, value));
  return button;
}

/** Replaces what a node holds, and keeps the keyboard where it was. */
function replace(node, children) {
  const kept = node.contains(document.activeElement) ? document.activeElement.dataset.choice : undefined;
  node.replaceChildren(...children);
  if (kept === undefined) return;
  [...node.querySelectorAll("[data-choice]")].find((each) => each.dataset.choice === kept)?.focus();
}

function showHead() {
  find("title").textContent = header.title;
  document.title = header.title;
  find("made").textContent = `${header.made}, knowledge base ${header.kb_version}`;
  const count = (bucket) => rows.filter((row) => row.bucket === bucket).length;
  const failed = rows.length - count("accepted");
  const vms = new Set(rows.filter((row) => !row.accepted).map((row) => row.key)).size;
  const told = `of ${plural(vms, "VM", "VMs")} failed. `;
  find("lead").append(el("strong", {}, plural(failed, "case", "cases")), ` ${told}`, sentence(count, failed));
  listed("rejected", end.rejected, "line of the input was rejected", "lines of the input were rejected", end.reasons);
  for (const [how, [one, many]] of Object.entries(GONE)) {
    const names = fixed.filter((each) => each[4] === how).map(goneWords);
    listed(how, names.length, one, many, names);
  }
}

function goneWords([vm, group, subscription, cause]) {
  const place = [group, brief(subscription)].filter(Boolean).join(", ");
  return `${vm}${place && ` (${place})`}${cause && `: ${causeTitle(cause)}`}`;
}

function sentence(count, failed) {
  if (!failed) return "";
  const parts = [`the cause is confirmed for ${number(count("confirmed"))}`];
  if (count("likely")) parts.push(`likely for ${number(count("likely"))}`);
  if (count("possible")) parts.push(`still open for ${number(count("possible"))}`);
  const said = parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : parts[0];
  const apart = count("accepted");
  return `${said[0].toUpperCase()}${said.slice(1)}.${apart ? ` ${number(apart)} more are accepted.` : ""}`;
}

/** A folded list; its entries are made when it is first opened. */
function listed(id, count, one, many, entries) {
  const node = find(id);
  node.hidden = !count;
  node.querySelector("summary").textContent = plural(count, one, many);
  node.addEventListener("toggle", () => {
    const rest = count - entries.length;
    const lines = rest > 0 ? [...entries, `and ${number(rest)} more`] : entries;
    node.querySelector("ul").replaceChildren(...lines.map((line) => el("li", {}, line)));
  });
}

function showVerdicts() {
  const of = (field, value) => counters.get(field).get(value)?.total ?? 0;
  const kinds = Object.keys(WORDS).filter((bucket) => bucket !== "accepted" || rows.some((row) => row.accepted));
  const buttons = kinds.map((bucket) => tile("bucket", bucket, of("bucket", bucket), mark(bucket)));
  const known = Object.keys(STATUS).filter((status) => rows.some((row) => row.status === status));
  replace(find("verdicts"), [...buttons, ...known.map((status) => tile("status", status, of("status", status)))]);
}

function tile(field, value, count, ...before) {
  const words = el("span", { className: "words" }, ...before, label(field, value));
  return chooser(field, value, { className: "tile" }, el("span", { className: "figure" }, number(count)), words);
}

const WHOLE = ["cause", "customer", "day", "span"]; // charts that leave out what is not known

function showFacets() {
  const told = FACETS.filter(({ field }) => field !== "customer" || rows.some((row) => row.customer));
  replace(find("facets"), told.map(chart));
}

function chart({ field, title, top, order }) {
  const known = countsOf(field).filter((entry) => entry.value || !WHOLE.includes(field));
  known.sort(order ?? ((a, b) => b.total - a.total || (a.value < b.value ? -1 : 1)));
  const most = Math.max(1, ...known.map((entry) => entry.total));
  const open = unfolded.has(field);
  const chosen = state.filters.get(field);
  const shown = known.filter((entry, n) => n < (open ? MOST : top) || entry.value === chosen);
  const head = el("h3", {}, title, el("span", { className: "quiet" }, known.length > top ? number(known.length) : ""));
  const list = el("ol", { className: "bars" }, ...shown.map((entry) => el("li", {}, bar(field, entry, most))));
  const empty = known.length ? null : el("p", { className: "quiet" }, "None among these cases.");
  const more = known.length > top ? fold(field, known) : null;
  return el("section", { className: `facet ${field}` }, head, list, empty, more);
}

function fold(field, known) {
  const open = unfolded.has(field);
  const most = known.length > MOST ? `the first ${MOST}` : `all ${number(known.length)}`;
  const button = el("button", { type: "button", className: "link" }, open ? "Show fewer" : `Show ${most}`);
  button.dataset.choice = `fold ${field}`;
  button.setAttribute("aria-expanded", String(open));
  button.addEventListener("click", () => {
    if (!unfolded.delete(field)) unfolded.add(field);
    update();
  });
  return button;
}

function bar(field, entry, most) {
  const parts = ["confirmed", "likely", "possible"].filter((verdict) => entry[verdict]);
  const track = el("span", { className: "track", ariaHidden: "true" });
  for (const verdict of parts) {
    const part = el("span", { className: `part ${verdict}` });
    part.style.width = `${(100 * entry[verdict]) / most}%`;
    track.append(part);
  }
  const told = parts.map((verdict) => `${number(entry[verdict])} ${WORDS[verdict].toLowerCase()}`).join(", ");
  const name = label(field, entry.value);
  return chooser(
    field,
    entry.value,
    { className: "row", title: `${name}: ${told}` },
    el("span", { className: "name" }, el("bdi", {}, ...breakable(brief(name)))),
    el("span", { className: "figure" }, number(entry.total)),
    track,
    el("span", { className: "away" }, ` (${told})`),
  );
}

function sharedName(entry) {
  const title = header.shared[entry.fact] ?? factTitle(entry.fact);
  const within = entry.within ? ` in ${SHARED_WITHIN[entry.fact]} ${brief(entry.within)}` : "";
  return `${title} ${entry.value}${within}`;
}

function showShared() {
  const entries = [...shared.values()].filter((entry) => entry.count > 1);
  entries.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  find("shared-section").hidden = !entries.length;
  const open = unfolded.has("shared");
  const shown = entries.filter((entry, n) => n < (open ? MOST : 6) || state.filters.get("shared") === entry.key);
  const items = shown.map((entry) => {
    const parts = [el("b", {}, causeTitle(entry.cause)), el("bdi", {}, sharedName(entry))];
    const words = el("span", { className: "words" }, ...parts);
    const figure = el("span", { className: "figure" }, plural(entry.count, "case", "cases"));
    return el("li", {}, chooser("shared", entry.key, { className: "row" }, figure, words));
  });
  if (entries.length > 6) items.push(el("li", { className: "more" }, fold("shared", entries)));
  replace(find("shared"), items);
}
