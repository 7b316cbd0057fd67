/* What to do about the chosen cause, with its VMs to copy; and how the runs compare. */

const LISTED = 200; // names that are shown; all are copied
const HEADINGS = ["VM", "Resource group", "Subscription", "Customer", "Vault"];
// A spreadsheet takes a cell that begins so for a formula.
const harmless = (text) => (/^\s*[=+\-@\u2212]/.test(text.normalize("NFKC")) ? `'${text}` : text);

/** Each VM of the shown cases once, with what tells where it is. */
function chosenVms() {
  const found = new Map(shown.map((row) => [row.key, row]));
  return [...found.values()].map((row) => [row.vm, row.group, row.subscription, row.customer, row.vault].map(harmless));
}

function showCause() {
  const id = state.filters.get("cause");
  const cause = id ? causeOf(id) : null;
  find("cause-section").hidden = !cause;
  if (!cause) {
    find("cause").replaceChildren();
    return;
  }
  find("h-cause").textContent = cause.title;
  const vms = chosenVms();
  const todo = remedy(cause, alike(), true);
  const steps = el("div", { className: "explanation" }, el("p", {}, cause.explanation), ...todo);
  find("cause").replaceChildren(el("div", { className: "chosen" }, steps, vmList(vms)));
}

/** Scrolls to what to do: below the tools, which stay in sight and grow with the filters. */
function goToCause() {
  const heading = find("h-cause");
  heading.style.scrollMarginTop = `${document.querySelector(".tools").offsetHeight}px`;
  heading.scrollIntoView({ block: "start" });
  heading.focus({ preventScroll: true });
}

/** What all shown cases have in common, for the commands; other names stay placeholders. */
function alike() {
  const known = new Map();
  for (const field of ["vm", "group", "region", "vault", "policy"]) {
    const values = new Set(shown.map((row) => row[field]));
    if (values.size === 1) known.set(field, [...values][0]);
  }
  return known;
}

function vmList(vms) {
  const names = vms.map(([name]) => name);
  const code = el("code", {}, names.slice(0, LISTED).join("\n"));
  const more = names.length > LISTED ? `and ${number(names.length - LISTED)} more, which are copied as well` : "";
  const all = () => names.join("\n");
  const table = () => [HEADINGS, ...vms].map((cells) => cells.join("\t")).join("\n");
  return el(
    "div",
    { className: "names" },
    el("h3", {}, plural(vms.length, "VM", "VMs")),
    el("p", { className: "buttons screen" }, copier("Copy names", all, code), copier("Copy table", table, code)),
    el("pre", { tabIndex: 0, role: "region", ariaLabel: "Names of the VMs" }, code),
    more && el("p", { className: "quiet" }, more),
  );
}

function copier(words, text, code) {
  const button = el("button", { type: "button", className: "copy" }, words);
  button.addEventListener("click", () => copy(text(), code, button, find("cause-status")));
  return button;
}

/** The runs as a table with bars: the earlier ones, and this one. */
function showTrend() {
  const earlier = header.history ?? [];
  find("trend-section").hidden = !earlier.length;
  if (!earlier.length) return;
  const runs = [...earlier, ["This run", ...sumsNow()]];
  const most = Math.max(1, ...runs.map(([, cases]) => cases));
  const names = ["Run", "Cases", "VMs", "Confirmed", "Likely", "Inconclusive", "Accepted", "Findings"];
  const head = el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, name)), el("td", { ariaHidden: "true" }));
  const lines = runs.map(([name, ...sums]) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, el("bdi", {}, name)),
      ...sums.map((sum) => el("td", {}, number(sum))),
      el("td", { ariaHidden: "true", className: "runs" }, runBar(sums, most)),
    ),
  );
  find("trend").replaceChildren(el("table", {}, el("thead", {}, head), el("tbody", {}, ...lines)));
}

function sumsNow() {
  const of = (bucket) => rows.filter((row) => row.bucket === bucket).length;
  const vms = new Set(rows.map((row) => row.key)).size;
  const findings = rows.reduce((sum, row) => sum + row.findings.length, 0);
  return [rows.length, vms, of("confirmed"), of("likely"), of("possible"), of("accepted"), findings];
}

function runBar([, , confirmed, likely, possible], most) {
  const track = el("span", { className: "track" });
  for (const [verdict, count] of Object.entries({ confirmed, likely, possible })) {
    if (!count) continue;
    const part = el("span", { className: `part ${verdict}` });
    part.style.width = `${(100 * count) / most}%`;
    track.append(part);
  }
  return track;
}
