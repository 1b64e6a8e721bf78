// The page: the panes that are open, the clock, and who hears of changes. What is open is remembered by the browser.

import { get, live, onLine } from "./api.js";
import { channelDetails, choosePeople, help, moveClock, personSettings } from "./dialogs.js";
import { avatar, badge, button, el, icon } from "./dom.js";
import { become, openPane, reached } from "./pane.js";
import { wording } from "./say.js";
import { now, refreshRelative, setClock, written } from "./time.js";

const REMEMBERED = "palabre.panes";
const WELCOMED = "palabre.welcomed";
const room = document.querySelector("#panes");
const tabs = document.querySelector("#tabs");
const page = { panes: [], front: null, world: null, say: null };

const hooks = {
  languages: () => page.world.languages,
  choosePerson: (pane) => people("switch-person", async (person) => {
    await become(pane, person.workspace, person.id);
    drawTabs();
  }),
  settings: (pane) => personSettings(pane, page.world.languages),
  details: (pane) => channelDetails(pane),
  close: (pane) => closePane(pane),
  changed: () => remember(),
  active: (pane) => front(pane),
};

async function start() {
  page.say = await wording(navigator.language);
  page.world = await get("world");
  labels();
  const known = (place) => page.world.people.some((each) => each.workspace === place.workspace && each.id === place.person);
  const wanted = remembered().filter(known);
  for (const spec of wanted.length ? wanted : firstVisit().filter(known)) await add(spec);
  front(page.panes[0]);
  welcome();
  live(changed);
  onLine((up) => { document.querySelector("#line").textContent = up ? "" : page.say("reconnecting"); });
  setInterval(tick, 15000);
  document.addEventListener("visibilitychange", () => page.panes.forEach(reached));
  document.addEventListener("keydown", keys);
}

function labels() {
  document.documentElement.lang = page.say.language;
  document.title = page.say("title");
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = page.say(node.dataset.say);
  fill("#forward", "clock", "forward", () => moveClock(page.say, showClock));
  fill("#people", "people", "people", () => people("watch-another", watch));
  fill("#help", "help", "help", () => help(page.say));
  tabs.setAttribute("aria-label", page.say("people"));
  showClock(page.world.clock);
}

function fill(selector, picture, key, pressed) {
  const node = document.querySelector(selector);
  node.replaceChildren(icon(picture), el("span", {}, page.say(key)));
  node.addEventListener("click", pressed);
}

async function people(title, choose) {
  await world();
  choosePeople(page.world, page.say, { title: page.say(title), watched: watched(), choose });
}

const watched = () => new Set(page.panes.map((each) => `${each.workspace}/${each.person}`));

function firstVisit() {
  const { watch, people } = page.world;
  const named = watch.map((each) => {
    const [, workspace, person, channel] = each.match(/^([^/]+)\/([^#]+)(?:#(.+))?$/) ?? [];
    return { workspace, person, place: channel ? `channel:${channel}` : "" };
  });
  return named.length ? named : people.slice(0, 2).map((each) => ({ workspace: each.workspace, person: each.id, place: "" }));
}

async function watch(person) {
  const there = page.panes.find((each) => each.workspace === person.workspace && each.person === person.id);
  const pane = there ?? await add({ workspace: person.workspace, person: person.id, place: "" });
  front(pane);
  pane.node.focus();
  pane.node.scrollIntoView({ block: "nearest", inline: "nearest" });
}

async function add(spec) {
  const pane = await openPane(spec, hooks);
  page.panes.push(pane);
  room.append(pane.node);
  pane.log.toEnd();
  count();
  remember();
  return pane;
}

function closePane(pane) {
  page.panes = page.panes.filter((each) => each !== pane);
  pane.node.remove();
  count();
  remember();
  front(page.panes[0]);
  page.panes[0]?.node.focus();
}

function count() { room.dataset.panes = String(page.panes.length); }

// The pane that a narrow window shows; in a wide one all are there.
function front(pane) {
  if (!pane || page.front === pane) return;
  page.front = pane;
  for (const each of page.panes) each.node.classList.toggle("front", each === pane);
  drawTabs();
  reached(pane);
}

function drawTabs() {
  const focused = tabs.contains(document.activeElement);
  tabs.replaceChildren(...page.panes.map((pane) => {
    const { person, places } = pane.data;
    const unread = places.reduce((sum, each) => sum + each.unread, 0);
    return el("button", { type: "button", class: "tab", "aria-current": pane === page.front ? "true" : null, on: { click: () => front(pane) } },
      avatar(person.name, person.id), el("bdi", {}, person.name), pane === page.front ? null : badge(unread, page.say("unread", { number: unread })));
  }), button(page.say("watch-another"), { icon: "plus", only: true, kind: "quiet", on: { click: () => document.querySelector("#people").click() } }));
  const current = tabs.querySelector("[aria-current]");
  if (tabs.offsetParent) current?.scrollIntoView({ block: "nearest", inline: "center" });
  if (focused) current?.focus();
}

// `scopes` is null when the line was broken: then anything may have changed.
async function changed(scopes) {
  const concerned = page.panes.filter((pane) => scopes === null || scopes.includes(pane.workspace));
  const shared = scopes === null || scopes.includes("world");
  await Promise.all([...concerned.map((pane) => pane.refresh().catch(() => {})), shared ? world() : null]);
  drawTabs();
}

async function world() {
  page.world = await get("world").catch(() => page.world);
  showClock(page.world.clock);
}

function showClock(clock) {
  setClock(clock.now);
  page.ahead = clock.ahead;
  tick();
}

function tick() {
  const { say } = page;
  const days = Math.floor(page.ahead / 86400);
  const hours = Math.floor((page.ahead % 86400) / 3600);
  const minutes = Math.round((page.ahead % 3600) / 60);
  const ahead = [[days, "days-short"], [hours, "hours-short"], [minutes, "minutes-short"]].filter(([number]) => number)
    .map(([number, unit]) => say(unit, { number })).join(" ");
  const shape = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" };
  document.querySelector("#clock").replaceChildren(
    el("time", { datetime: now().toISOString() }, written(now().toISOString(), say.language, "", shape)),
    ahead ? el("span", { class: "ahead" }, say("ahead", { span: ahead })) : "");
  refreshRelative(room);
}

function remember() {
  const open = page.panes.map(({ workspace, person, place }) => ({ workspace, person, place }));
  localStorage.setItem(REMEMBERED, JSON.stringify(open));
}

function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(REMEMBERED) ?? "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

function welcome() {
  if (localStorage.getItem(WELCOMED)) return;
  const { say } = page;
  const first = page.panes[0]?.data.person.name ?? "";
  const second = page.panes[1]?.data.person.name ?? first;
  const card = el("aside", { class: "welcome", "aria-label": say("welcome-title") },
    el("img", { src: "/static/tree.svg", alt: "", width: "40", height: "40" }),
    el("div", {}, el("strong", {}, say("welcome-title")),
      el("ol", {}, el("li", {}, say("welcome-join", { name: first })), el("li", {}, say("welcome-approve", { name: second })), el("li", {}, say("welcome-clock")))),
    button(say("got-it"), { on: { click: () => { localStorage.setItem(WELCOMED, "yes"); card.remove(); page.panes[0]?.composer.focus(); } } }));
  tabs.before(card);
}

function keys(event) {
  if (event.key === "F6" && page.panes.length) {
    event.preventDefault();
    const step = event.shiftKey ? -1 : 1;
    const next = page.panes[(page.panes.indexOf(page.front) + step + page.panes.length) % page.panes.length];
    front(next);
    next.composer.focus();
  } else if (event.key === "k" && (event.ctrlKey || event.metaKey) && !document.querySelector("dialog[open]")) {
    event.preventDefault();
    document.querySelector("#people").click();
  }
}

// A server that is just starting is asked again.
start().catch(() => setTimeout(() => location.reload(), 2000));
