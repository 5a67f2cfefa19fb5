/* A table of very many claims: sorted, filtered, and only as many rows in the page as are seen. */
(() => {
  const table = document.querySelector("#claims"), body = table.tBodies[0], viewport = table.parentElement;
  const { columns, rows } = JSON.parse(document.querySelector("#claims-data").textContent);
  const { order } = window.derivcheck;
  const VERDICT = columns.indexOf("verdict"), HEIGHT = 28, BEYOND = 12;
  const boxes = [...document.querySelectorAll("#filter [name=verdict]")], words = document.querySelector("#filter [name=words]");
  const count = document.querySelector("#count"), detail = document.querySelector("#detail");

  /* What is searched, in lower case; made at the first search. */
  let texts = null;
  const searched = () => (texts ??= rows.map((row) => row.filter((cell) => cell !== null).join("\n").toLowerCase()));

  const all = rows.map((_, i) => i);
  let sorted = all, shown = all, by = null;

  const filter = () => {
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const parts = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const text = parts.length ? searched() : null;
    shown = sorted.filter((i) => wanted.has(rows[i][VERDICT]) && (!text || parts.every((part) => text[i].includes(part))));
    count.textContent = `${shown.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} claims`;
    table.setAttribute("aria-rowcount", shown.length + 1);
    viewport.scrollTop = 0;
    draw();
  };
  const empty = (value) => value === null || value === "";
  const sort = (heading) => {
    const column = heading.cellIndex;
    const down = heading.getAttribute("aria-sort") === "ascending";
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    /* What has no value is last, in either direction. */
    sorted = [...all].sort((i, j) => {
      const a = rows[i][column], b = rows[j][column];
      return empty(a) || empty(b) ? empty(a) - empty(b) : order(a, b) * (down ? -1 : 1);
    });
    filter();
  };

  const number = (value) => (Number.isInteger(value) ? String(value) : value.toPrecision(3));
  const cell = (value) => {
    const made = document.createElement("td");
    made.textContent = value === null ? "" : typeof value === "number" ? number(value) : value;
    if (typeof value === "number") made.className = "number";
    return made;
  };
  const line = (i, place) => {
    const made = document.createElement("tr");
    made.append(...rows[i].map(cell));
    made.cells[VERDICT].className = tone(rows[i][VERDICT]);
    made.setAttribute("aria-rowindex", place + 2);
    made.dataset.row = i;
    return made;
  };
  const tone = (verdict) =>
    verdict === "proved" || verdict === "agrees" ? "good" : verdict === "refuted" ? "bad" : "unsure";
  const space = (count) => {
    const made = document.createElement("tr");
    made.className = "space";
    made.ariaHidden = true;
    made.style.height = `${count * HEIGHT}px`;
    return made;
  };
  const draw = () => {
    const first = Math.max(0, Math.floor(viewport.scrollTop / HEIGHT) - BEYOND);
    const last = Math.min(shown.length, Math.ceil((viewport.scrollTop + viewport.clientHeight) / HEIGHT) + BEYOND);
    const seen = shown.slice(first, last).map((i, k) => line(i, first + k));
    body.replaceChildren(space(first), ...seen, space(shown.length - last));
  };
  const tell = (row) => {
    detail.replaceChildren();
    columns.forEach((name, k) => {
      if (empty(row[k])) return;
      const label = document.createElement("dt"), value = document.createElement("dd"), code = document.createElement("code");
      label.textContent = name;
      code.textContent = row[k];
      value.append(code);
      detail.append(label, value);
    });
    detail.parentElement.hidden = false;
  };

  viewport.addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
  window.addEventListener("resize", draw);
  window.addEventListener("beforeprint", draw);
  for (const button of table.querySelectorAll("th button")) button.addEventListener("click", () => sort(button.closest("th")));
  for (const box of boxes) box.addEventListener("change", filter);
  words.addEventListener("input", filter);
  body.addEventListener("click", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) tell(rows[row.dataset.row]);
  });
  filter();
})();
