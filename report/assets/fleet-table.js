/* The table, its pages, and the state in the address. */

const COLUMNS = [
  { field: "vm", title: "VM" },
  { field: "group", title: "Group" },
  { field: "subscription", title: "Subscription" },
  { field: "region", title: "Region" },
  { field: "os", title: "OS" },
  { field: "vault", title: "Vault" },
  { field: "code", title: "Error code" },
  { field: "cause", title: "First cause" },
  { field: "days", title: "Days" },
  { field: "bucket", title: "Verdict" },
];
const PAGE = 50;
let shown = []; // the rows that the query and the filters leave, in order

if (rows.some((row) => row.status)) COLUMNS.push({ field: "status", title: "Status" });
if (rows.some((row) => row.accepted)) COLUMNS.push({ field: "accepted", title: "Accepted", sorts: false });

function showColumns() {
  const cells = COLUMNS.map(({ field, title, sorts }) => {
    const cell = el("th", { scope: "col", className: `c-${field}` });
    if (sorts === false) cell.append(title);
    else {
      const button = el("button", { type: "button" }, title, el("span", { className: "arrow", ariaHidden: "true" }));
      button.addEventListener("click", () => sortBy(field));
      cell.append(button);
    }
    return cell;
  });
  find("columns").replaceChildren(...cells);
}

function sortBy(field) {
  state.sort = state.sort === field ? `-${field}` : field;
  state.page = 0;
  update();
}

function showSort() {
  COLUMNS.forEach(({ field }, n) => {
    const cell = find("columns").children[n];
    if (state.sort === field) cell.setAttribute("aria-sort", "ascending");
    else if (state.sort === `-${field}`) cell.setAttribute("aria-sort", "descending");
    else cell.removeAttribute("aria-sort");
  });
}

function tableRow(row) {
  const line = el("tr", {}, ...COLUMNS.map(({ field }) => cell(row, field)));
  line.dataset.index = row.index;
  return line;
}

function cell(row, field) {
  if (field === "vm") {
    const button = el("button", { type: "button", className: "link", title: row.vm }, el("bdi", {}, row.vm));
    return el("th", { scope: "row", className: "c-vm" }, button);
  }
  const node = el("td", { className: `c-${field}` });
  if (field === "bucket") node.append(mark(row.verdict), WORDS[row.verdict]);
  else if (field === "accepted") node.append(acceptedWords(row));
  else if (field === "cause" && !row.cause) node.append(el("span", { className: "quiet" }, "Not established"));
  else if (row[field]) {
    node.title = field === "days" ? `Failing since ${row.since.slice(0, 10)}` : label(field, row[field]);
    const words = brief(label(field, row[field]));
    node.append(...(field === "code" ? breakable(words) : [words]));
  } else node.append(el("span", { className: "quiet", title: "Not stated" }, "–"));
  return node;
}

function acceptedWords(row) {
  if (!row.accepted) return "";
  const { reason, until } = row.accepted;
  return until ? `${reason} (until ${until})` : reason;
}

function showPage() {
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  state.page = Math.min(state.page, pages - 1);
  const from = state.page * PAGE;
  const part = shown.slice(from, from + PAGE);
  find("body").replaceChildren(...part.map(tableRow));
  const range = `${number(from + 1)} to ${number(from + part.length)} of ${number(shown.length)}`;
  find("page").textContent = shown.length ? range : "";
  find("previous").disabled = state.page === 0;
  find("next").disabled = state.page === pages - 1;
  find("pager").hidden = pages === 1;
  const all = shown.length === rows.length;
  const total = plural(rows.length, "case", "cases");
  const count = all ? total : `${number(shown.length)} of ${total}${state.q && `, search for “${state.q}”`}`;
  find("count").textContent = shown.length ? count : "No case fits. Take a filter away, or search for less.";
}

function showChips() {
  const chips = [...state.filters].map(([field, value]) => {
    const chip = chooser(field, value, { className: "chip" }, el("bdi", {}, brief(label(field, value))), " ×");
    chip.setAttribute("aria-label", `Remove the filter ${label(field, value)}`);
    chip.removeAttribute("aria-pressed");
    return chip;
  });
  if (state.filters.get("cause")) {
    const jump = el("button", { type: "button", className: "link screen" }, "What to do");
    jump.addEventListener("click", goToCause);
    chips.push(jump);
  }
  if (chips.length || state.q) {
    const clear = el("button", { type: "button", className: "link" }, "Show all cases");
    clear.addEventListener("click", () => {
      state.filters.clear();
      state.q = find("q").value = "";
      update();
      find("q").focus();
    });
    chips.push(clear);
  }
  const held = find("chips").contains(document.activeElement);
  find("chips").replaceChildren(...chips);
  if (held) (find("chips").querySelector("button") ?? find("q")).focus();
}

function update() {
  shown = select(sorted(state.sort), state.q, state.filters);
  showVerdicts();
  showFacets();
  showCause();
  showShared();
  showChips();
  showSort();
  showPage();
  remember();
}

/** Keeps the state in the address, so that a view can be sent as a link; `vm` adds a step to go back from. */
function remember(vm = null) {
  const parts = new URLSearchParams();
  if (state.q) parts.set("q", state.q);
  for (const [field, value] of state.filters) parts.set(field, value);
  if (state.sort !== "bucket") parts.set("sort", state.sort);
  if (vm !== null) parts.set("vm", vm);
  try {
    history.replaceState(null, "", `#${parts}`);
  } catch {
    // A viewer that shows the page inside another one may forbid it: the page works without.
  }
}

/** Takes the state from the address; what does not fit is left out. */
function recall() {
  const parts = new URLSearchParams(location.hash.slice(1));
  state.q = find("q").value = parts.get("q") ?? "";
  state.filters = new Map(FIELDS.filter((field) => parts.has(field)).map((field) => [field, parts.get(field)]));
  if (state.filters.has("shared") && !shared.has(state.filters.get("shared"))) state.filters.delete("shared");
  if (state.filters.has("bucket") && !Object.hasOwn(WORDS, state.filters.get("bucket"))) state.filters.delete("bucket");
  const sort = parts.get("sort") ?? "bucket";
  const fits = COLUMNS.some(({ field, sorts }) => sorts !== false && field === sort.replace("-", ""));
  state.sort = fits ? sort : "bucket";
  state.page = 0;
  const vm = parts.get("vm");
  update();
  const row = vm === null ? undefined : rows[Number(vm)];
  if (row) openVm(row);
  else if (find("vm").open) find("vm").close();
}

function turn(by) {
  state.page += by;
  showPage();
  find("table").scrollTop = 0;
  find("h-table").scrollIntoView({ block: "start" });
  const wanted = by > 0 ? find("next") : find("previous");
  if (wanted.disabled) find("table").focus({ preventScroll: true });
}

/** In the table, the arrow keys go from VM to VM. */
function moveInTable(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const line = event.target.closest("tr");
  if (!step || !line) return;
  const next = step > 0 ? line.nextElementSibling : line.previousElementSibling;
  if (!next) return;
  event.preventDefault();
  next.querySelector("button").focus();
}

function listen() {
  find("q").addEventListener("input", (event) => {
    state.q = event.target.value;
    state.page = 0;
    update();
  });
  find("previous").addEventListener("click", () => turn(-1));
  find("next").addEventListener("click", () => turn(1));
  find("body").addEventListener("keydown", moveInTable);
  find("body").addEventListener("click", (event) => {
    const line = event.target.closest("tr");
    const marking = !event.target.closest("button") && String(getSelection()); // a name is being copied
    if (line && !marking) openVm(rows[line.dataset.index]);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, dialog") || event.ctrlKey || event.metaKey || event.altKey;
    if (event.key !== "/" || typing) return;
    event.preventDefault();
    find("q").focus();
    find("q").select();
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address holds the state
    find("table").focus();
  });
  // On paper there are no pages to turn: all rows that the filters leave are printed.
  addEventListener("beforeprint", () => find("vm").open || find("body").replaceChildren(...shown.map(tableRow)));
  addEventListener("afterprint", showPage);
  addEventListener("hashchange", recall);
}
