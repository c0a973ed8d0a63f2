// The console's script: figures of runs as they change, and writes that say which page they are of.
// It asks nothing but this server's public interface.
"use strict";
(() => {
  const STREAMS = 4; // a browser opens six connections to one server, and the page needs some
  const LOOK = 5000;
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  const say = (text) => { document.getElementById("told").textContent = text; };
  const hear = (text) => { document.getElementById("heard").textContent = text; };
  const NONE = "–";

  const shown = {
    amount: (n) => n == null ? NONE : n.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 }).replace("-", "−"),
    percent: (n) => n == null ? NONE : `${(100 * n).toFixed(2)} %`,
    elapsed: (n) => {
      if (n == null) return NONE;
      const all = Math.round(n), two = (v) => String(v).padStart(2, "0");
      const [h, m, s] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
      return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
    },
  };
  const isOver = (run) => !["queued", "running"].includes(run.state);

  async function ask(address, options = {}) {
    const headers = { ...options.headers };
    if (options.method) headers["X-CSRF-Token"] = token;
    const answer = await fetch(address, { ...options, headers, credentials: "same-origin" });
    if (answer.ok) return answer;
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.detail ? `${problem.detail}: ${problem.cure} (${problem.code})` : `the server answered ${answer.status}`);
  }
  const write = (address, body, headers = {}) =>
    ask(address, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) });

  // a run's figures

  function draw(place, run) {
    const box = place.querySelector(".drawing"), said = run.progress;
    if (!box || said?.elapsed_seconds == null) return;
    const points = place.points ??= [];
    points.push([said.elapsed_seconds, said.cost, said.bound]);
    const known = points.flatMap((p) => [p[1], p[2]]).filter((v) => v != null);
    const costs = points.filter((p) => p[1] != null);
    if (costs.length < 2) return;
    box.hidden = false;
    const [first, last] = [points[0][0], points[points.length - 1][0]];
    const [least, most] = [Math.min(...known), Math.max(...known)];
    const x = (v) => 60 + 535 * (v - first) / Math.max(last - first, 1e-9);
    const y = (v) => 170 - 160 * (v - least) / Math.max(most - least, 1e-9);
    const line = (n) => points.filter((p) => p[n] != null).map((p) => `${x(p[0]).toFixed(1)},${y(p[n]).toFixed(1)}`).join(" ");
    box.querySelector("polyline.cost").setAttribute("points", line(1));
    box.querySelector("polyline.bound").setAttribute("points", line(2));
    box.querySelector("text.most").textContent = shown.amount(most);
    box.querySelector("text.least").textContent = shown.amount(least);
  }

  function show(place, run) {
    const said = run.progress ?? {};
    const put = (field, text) => {
      const cell = place.querySelector(`[data-field="${field}"]`);
      if (cell && cell.textContent !== text) cell.textContent = text;
    };
    const badge = place.querySelector('[data-field="state"]');
    if (badge.textContent !== run.state) {
      badge.className = `badge ${run.state}`;
      badge.textContent = run.state;
      hear(`The run is ${run.state}.`);
    }
    // a phase that says no cost leaves the one before standing
    if (said.phase) put("phase", said.phase);
    if (said.cost != null) put("cost", shown.amount(said.cost));
    if (said.bound != null) put("bound", shown.amount(said.bound));
    if (said.gap != null) put("gap", shown.percent(said.gap));
    if (said.elapsed_seconds != null) put("elapsed", shown.elapsed(said.elapsed_seconds));
    draw(place, run);
    if (!isOver(run)) return;
    place.removeAttribute("data-live");
    if (place.hasAttribute("data-page")) location.reload();
  }

  let streams = 0;
  function listen(place) {
    if (place.stream || streams >= STREAMS) return;
    streams += 1;
    place.stream = new EventSource(`/api/v1/runs/${place.dataset.run}/events`);
    const end = () => { place.stream.close(); place.stream = null; streams -= 1; };
    place.stream.addEventListener("run", (event) => {
      const run = JSON.parse(event.data);
      show(place, run);
      if (isOver(run)) end();
    });
    place.stream.addEventListener("error", () => { if (place.stream.readyState === EventSource.CLOSED) end(); });
  }
  const live = () => document.querySelectorAll("[data-run][data-live]").forEach(listen);

  async function look(section) {
    try {
      const { runs } = await (await ask(section.dataset.runs)).json();
      for (const run of runs) {
        const place = section.querySelector(`[data-run="${run.id}"]`);
        if (place && !place.stream && place.hasAttribute("data-live")) show(place, run);
      }
      live();
      if (runs.length && runs[0].id !== section.dataset.newest) {
        const busy = document.activeElement?.closest("form");
        if (busy) say("A new run was asked for; load the page again to see it.");
        else location.reload();
      }
      setTimeout(look, LOOK, section);
    } catch (error) {
      say(error.message);
    }
  }
  live();
  document.querySelectorAll("[data-runs]").forEach((section) => setTimeout(look, LOOK, section));

  // writes and files

  async function pressed(button) {
    const { post, csv, calendar } = button.dataset;
    if (post) {
      await write(post, {});
      location.reload();
    } else if (calendar) {
      const { address } = await (await ask(calendar, { method: "POST" })).json();
      const place = document.createElement("input");
      place.readOnly = true;
      place.value = new URL(address, location.href).href;
      place.setAttribute("aria-label", "Address of the calendar");
      button.replaceWith(place);
      place.select();
      say("The calendar has a new address; it is shown this once.");
    } else if (csv) {
      await save(csv, button.dataset.file);
    }
  }

  async function save(address, name) {
    const parts = [];
    for (let next = new URL(address, location.href); next;) {
      const answer = await ask(next, { headers: { Accept: "text/csv" } });
      const text = await answer.text();
      parts.push(parts.length ? text.slice(text.indexOf("\n") + 1) : text);
      const link = /<([^>]*)>; rel="next"/.exec(answer.headers.get("Link") ?? "");
      next = link ? new URL(link[1], next) : null;
    }
    const file = document.createElement("a");
    file.href = URL.createObjectURL(new Blob(parts, { type: "text/csv" }));
    file.download = name;
    file.click();
    setTimeout(() => URL.revokeObjectURL(file.href), 10000);
    say(`${name} is saved.`);
  }

  async function sent(form) {
    const fields = Object.fromEntries(new FormData(form));
    if (form.dataset.publish) {
      const body = fields.reason ? { reason: fields.reason } : {};
      await write(form.dataset.publish, body, { "If-Match": form.dataset.version });
      location.reload();
    } else {
      const spec = { kind: fields.kind, weeks: Number(fields.weeks) };
      if (fields.kind === "roster") spec.time_limit_seconds = Number(fields.time_limit_seconds);
      const run = await (await write(form.dataset.ask, spec)).json();
      location.assign(`/console/runs/${run.id}`);
    }
  }

  async function doing(thing, work) {
    thing.disabled = true;
    say("");
    try { await work(); } catch (error) { say(error.message); }
    thing.disabled = false;
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-post],button[data-csv],button[data-calendar]");
    if (button) doing(button, () => pressed(button));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-ask],form[data-publish]");
    if (!form) return;
    event.preventDefault();
    doing(form.querySelector("button"), () => sent(form));
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-ask]");
    const only = form?.querySelector("[data-only]");
    if (only) only.hidden = form.elements.kind.value !== only.dataset.only;
  });
  // what the script answers cannot be pressed before it listens
  document.querySelectorAll("button:disabled").forEach((button) => { button.disabled = false; });
})();
