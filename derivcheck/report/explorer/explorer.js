/* The form asks the server whenever something in it changes; the address of the page holds what was asked. */
(() => {
  const form = document.querySelector("#question"), fault = document.querySelector("#fault");
  const report = document.querySelector("#report"), status = document.querySelector("#status"), variables = document.querySelector("#variables");
  const TYPING_PAUSE = 250;
  const field = (name) => form.elements[name];
  const schemes = () => [...form.querySelectorAll("[name=scheme]")];

  /* A value for each variable, from its slider; those of variables that are gone for now are kept. */
  const at = {};
  const ends = {};

  const question = () => ({
    formula: field("formula").value,
    claim: field("claim").value,
    at,
    wrt: field("wrt").value,
    schemes: schemes().filter((box) => box.checked).map((box) => box.value),
    order: Number(field("order").value),
    dtype: field("dtype").value,
  });

  /* The state in the address: what differs from an empty form. */
  const remember = (asked, shown) => {
    const words = new URLSearchParams({ formula: asked.formula });
    if (asked.claim) words.set("claim", asked.claim);
    for (const name of shown) if (name in at) words.append("at", `${name}=${at[name]}`);
    for (const name of shown) if (ends[name]) words.append("range", `${name}=${ends[name].join(":")}`);
    if (asked.wrt) words.set("wrt", asked.wrt);
    if (schemes().some((box) => box.checked !== box.defaultChecked))
      for (const name of asked.schemes) words.append("scheme", name);
    if (asked.order !== 1) words.set("order", asked.order);
    if (asked.dtype !== "float64") words.set("dtype", asked.dtype);
    history.replaceState(null, "", `?${words}`);
  };
  const recall = () => {
    const words = new URLSearchParams(location.search);
    for (const name of ["formula", "claim", "order", "dtype"]) if (words.has(name)) field(name).value = words.get(name);
    for (const word of words.getAll("at")) {
      const [name, value] = word.split("=");
      if (value && Number.isFinite(Number(value))) at[name] = Number(value);
    }
    for (const word of words.getAll("range")) {
      const [name, range] = word.split("="), pair = (range ?? "").split(":").map(Number);
      if (pair.length === 2 && pair[0] < pair[1]) ends[name] = pair;
    }
    if (words.has("wrt")) choose([words.get("wrt")], words.get("wrt"));
    const chosen = words.getAll("scheme");
    if (schemes().some((box) => chosen.includes(box.value)))
      for (const box of schemes()) box.checked = chosen.includes(box.value);
  };

  const choose = (names, chosen) => {
    const select = field("wrt");
    if ([...select.options].map((option) => option.value).join() !== names.join())
      select.replaceChildren(...names.map((name) => new Option(name)));
    select.value = chosen;
    select.closest("label").hidden = names.length < 2;
  };

  /* A row for each variable: slider, value, and the ends of the slider. */
  const element = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const reach = (value) => {
    for (let size = 2; ; size = size < 1e300 ? size * (String(size)[0] === "2" ? 2.5 : 2) : Infinity)
      if (Math.abs(value) <= size) return [-size, size];
  };
  /* About a thousandth, with one digit: 1, 2 or 5 times a power of ten. */
  const fine = (range) => {
    const power = 10 ** Math.floor(Math.log10(range / 1000)), rest = range / 1000 / power;
    return Number(((rest < 2 ? 1 : rest < 5 ? 2 : 5) * power).toPrecision(1));
  };
  const row = (name) => {
    const line = element("div", { className: "variable" });
    line.dataset.name = name;
    const number = (label, className) => element("input", { type: "number", step: "any", ariaLabel: label, className });
    const slider = element("input", { type: "range", ariaLabel: `slider of ${name}` });
    const value = number(`value of ${name}`, "value"), low = number(`least ${name}`, "end"), high = number(`greatest ${name}`, "end");
    const stretch = () => {
      const [least, greatest] = ends[name] ?? reach(at[name]);
      [low.value, high.value] = [least, greatest];
      slider.min = least;
      slider.max = greatest;
      slider.step = fine(greatest - least);
      slider.value = at[name];
    };
    const put = (text) => {
      if (text === "" || !Number.isFinite(Number(text))) return;
      at[name] = Number(text);
      ask();
    };
    slider.addEventListener("input", () => { value.value = slider.value; put(slider.value); });
    value.addEventListener("input", () => { put(value.value); stretch(); });
    for (const end of [low, high])
      end.addEventListener("change", () => {
        if (Number(low.value) < Number(high.value)) ends[name] = [Number(low.value), Number(high.value)];
        stretch();
        ask();
      });
    line.append(element("span", { className: "name", textContent: `${name} =` }), value, low, slider, high);
    value.value = at[name];
    stretch();
    return line;
  };
  const list = (names) => {
    const shown = [...variables.children].map((line) => line.dataset.name);
    if (shown.join() !== names.join()) variables.replaceChildren(...names.map(row));
  };

  /* What a reader has chosen in a chart stays when the chart is drawn anew. */
  const carry = (before, after) => {
    const old = [...before.querySelectorAll(".chart")], fresh = [...after.querySelectorAll(".chart")];
    fresh.forEach((chart, i) => {
      const view = old[i]?.view;
      const names = (one) => Object.keys(one.getState().signals).filter((name) => /^(show_\d+|parts_of)$/.test(name));
      if (!view || !chart.view || names(view).join() !== names(chart.view).join()) return;
      for (const name of names(view)) {
        if (chart.view.signal(name) !== view.signal(name)) chart.view.signal(name, view.signal(name));
      }
      chart.view.run();
    });
  };
  const show = async (answer) => {
    fault.textContent = answer.faults.map((one) => [one.message, one.pointer].filter(Boolean).join("\n")).join("\n");
    fault.hidden = !answer.faults.length;
    report.classList.toggle("stale", !answer.html);
    if (!answer.html) return;
    /* Drawn beside the old one, and then put in its place, so that nothing flickers. */
    const fresh = element("main", { className: "derivcheck coming" });
    fresh.innerHTML = answer.html;
    fresh.replaceChildren(...fresh.firstElementChild.childNodes);
    report.append(fresh);
    await window.derivcheck.enliven(fresh);
    const before = report.firstElementChild;
    if (before !== fresh) {
      carry(before, fresh);
      const open = [...before.querySelectorAll("details")].map((one) => one.open);
      fresh.querySelectorAll("details").forEach((one, i) => { one.open = open[i] ?? false; });
      for (const chart of before.querySelectorAll(".chart")) chart.view?.finalize();
      before.remove();
    }
    fresh.classList.remove("coming");
    status.textContent = ["verdict", "verdict + p"].map((one) => fresh.querySelector(`.${one}`)?.textContent).join(": ");
  };

  /* One question at a time; of those that come meanwhile only the last one is asked. */
  let asking = false, again = false, last = "";
  const ask = async () => {
    again = true;
    if (asking) return;
    asking = true;
    while (again) {
      again = false;
      const asked = question(), text = JSON.stringify(asked);
      if (text === last || !asked.formula.trim()) continue;
      last = text;
      const answer = await answered(text);
      if (answer.variables) {
        for (const [name, value] of Object.entries(answer.at)) at[name] ??= value;
        list(answer.variables);
        choose(answer.variables, answer.wrt);
      }
      remember(asked, answer.variables ?? Object.keys(at));
      document.title = `${asked.formula} - derivcheck explorer`;
      await show(answer);
      document.documentElement.dataset.answers = 1 + Number(document.documentElement.dataset.answers ?? 0);
    }
    asking = false;
  };
  const answered = async (text) => {
    const headers = { "Content-Type": "application/json", "X-Derivcheck-Token": window.derivcheckToken };
    try {
      return await (await fetch("answer", { method: "POST", headers, body: text })).json();
    } catch {
      return { faults: [{ message: "no answer; is the explorer still running?", pointer: "" }] };
    }
  };

  let pause;
  const later = () => { clearTimeout(pause); pause = setTimeout(ask, TYPING_PAUSE); };
  for (const name of ["formula", "claim"]) field(name).addEventListener("input", later);
  for (const control of [field("order"), field("dtype"), field("wrt")]) control.addEventListener("change", ask);
  for (const box of schemes())
    box.addEventListener("change", () => {
      if (!schemes().some((one) => one.checked)) box.checked = true; // one at least
      ask();
    });
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  recall();
  field("formula").value ||= field("formula").placeholder;
  ask();
})();
