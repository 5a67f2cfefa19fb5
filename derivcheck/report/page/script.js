/* Tables sorted by a click on a heading; charts drawn from the specifications in the page. */
(() => {
  const value = (row, column) => {
    const text = row.cells[column].dataset.value ?? row.cells[column].textContent;
    const number = Number(text);
    return text.trim() === "" || Number.isNaN(number) ? text : number;
  };
  const order = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b
    : typeof a === typeof b ? String(a).localeCompare(String(b))
    : typeof a === "number" ? -1 : 1;
  const sort = (heading) => {
    const table = heading.closest("table"), body = table.tBodies[0], column = heading.cellIndex;
    const down = heading.getAttribute("aria-sort") === "ascending";
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...body.rows].sort((a, b) => order(value(a, column), value(b, column)) * (down ? -1 : 1));
    body.append(...rows);
  };

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const draw = async (chart) => {
    const specification = JSON.parse(chart.querySelector("script[type='application/json']").textContent);
    const place = document.createElement("div");
    chart.append(place);
    const options = {
      // An interpreter of Vega's expressions, so that a page may forbid scripts made of text.
      ast: true,
      renderer: "svg", actions: false, tooltip: { theme: dark.matches ? "dark" : "light" }, loader: { http: null },
    };
    try {
      chart.view = (await window.vegaEmbed(place, specification, options)).view;
    } catch (error) {
      place.textContent = `The chart cannot be drawn: ${error.message}`;
    }
  };
  /* Make a report work: its tables and its charts. It ends when all charts are drawn. */
  const enliven = (report) => {
    for (const button of report.querySelectorAll("th button"))
      button.addEventListener("click", () => sort(button.closest("th")));
    return Promise.all([...report.querySelectorAll(".chart")].map(draw));
  };
  window.derivcheck = { enliven, order };
  for (const report of document.querySelectorAll("main.derivcheck:not(.many)")) enliven(report);
})();
