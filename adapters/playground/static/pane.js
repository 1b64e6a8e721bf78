// One person's window: the places they see, the conversation that is open, and what they write.

import { act, get, send } from "./api.js";
import { composer } from "./composer.js";
import { badge, avatar, button, el, icon } from "./dom.js";
import { openForm } from "./form.js";
import { untilReleased } from "./hand.js";
import { log } from "./log.js";
import { pins } from "./pins.js";
import { placeName, wording } from "./say.js";

// `hooks` has choosePerson(pane), settings(pane), details(pane), close(pane), changed(), active(pane).
// What stands in the pane asks it to `perform` something as its person, and to `refresh` what is shown.
export async function openPane(spec, hooks) {
  const pane = { ...spec, hooks, data: null, say: await wording("en"), drafts: new Map(), threads: new Map() };
  pane.refresh = () => refresh(pane);
  pane.perform = (doing) => perform(pane, doing);
  pane.node = el("section", { class: "pane", tabindex: "-1" });
  pane.status = el("p", { class: "status", role: "alert" });
  pane.head = el("header", { class: "pane-head" });
  pane.side = el("nav", { class: "side" });
  pane.talkHead = el("header", { class: "talk-head" });
  pane.pins = pins(pane);
  pane.log = log(pane);
  pane.composer = composer(pane);
  pane.node.append(pane.head, el("div", { class: "pane-body" }, pane.side,
    el("div", { class: "shade", on: { click: () => drawer(pane, false) } }),
    el("div", { class: "talk" }, pane.talkHead, pane.pins.node, pane.log.node, pane.status, pane.composer.node)));
  pane.node.addEventListener("focusin", () => hooks.active(pane));
  pane.node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && pane.node.classList.contains("drawn")) drawer(pane, false);
  });
  await refresh(pane);
  return pane;
}

// Asks for what is to be seen now. Questions overlap; only the last answer counts.
async function refresh(pane) {
  const asked = (pane.asked = (pane.asked ?? 0) + 1);
  const { workspace, person, place } = pane;
  const threads = [...pane.threads].map(([id, shown]) => `${id}:${shown}`).join(",");
  const data = await get("pane", { workspace, person, place, threads });
  const say = await wording(data.person.language);
  await untilReleased();
  if (asked !== pane.asked) return;
  const other = pane.data === null || pane.data.place !== data.place || pane.data.person.id !== data.person.id
    || pane.data.person.workspace !== data.person.workspace || pane.say !== say;
  Object.assign(pane, { data, say, place: data.place });
  if (other) {
    showFrame(pane);
    pane.status.textContent = "";
    pane.composer.meet();
  }
  showPlaces(pane);
  pane.pins.show(data);
  pane.log.show(data, other);
  pane.composer.allow(data.writes || data.place === "inbox");
  reached(pane);
}

export async function visit(pane, place, { focus = true } = {}) {
  pane.place = place;
  drawer(pane, false);
  await shown(pane);
  if (focus) pane.composer.focus();
}

export async function become(pane, workspace, person, place = "") {
  Object.assign(pane, { workspace, person, place, data: null, threads: new Map() });
  await shown(pane);
}

async function shown(pane) {
  try {
    await refresh(pane);
    pane.hooks.changed();
  } catch {
    pane.status.textContent = pane.say("failed");
  }
}

// Does something as this person, and shows what the platform or Palabre answers at once.
async function perform(pane, doing) {
  const { workspace, person, place } = pane;
  pane.status.textContent = "";
  try {
    const answer = await act({ workspace, person, place, ...doing });
    if (answer.refused) pane.status.textContent = answer.refused;
    if (answer.form) openForm(pane, answer.form, { workspace, person, place, message: doing.message ?? 0 });
    await refresh(pane);
    return !answer.refused;
  } catch {
    pane.status.textContent = pane.say("failed");
    return false;
  }
}

// What is on the screen is read, as long as somebody looks at the page; a thread, once it is open.
export function reached(pane) {
  const here = pane.data?.places.find((each) => each.key === pane.place);
  if (!here?.unread || document.visibilityState !== "visible" || pane.node.offsetParent === null) return;
  const { messages } = pane.data;
  const { threads } = pane.data;
  read(pane, pane.place, messages.at(-1));
  for (const [id, each] of Object.entries(threads)) if (each.unread) read(pane, `thread:${id}`, each.messages.at(-1));
}

function read(pane, place, last) {
  const { workspace, person } = pane;
  if (last) send("read", { workspace, person, place, upto: last.id }).catch(() => {});
}

function drawer(pane, open) {
  pane.node.classList.toggle("drawn", open);
  pane.node.querySelector(".drawer-button")?.setAttribute("aria-expanded", String(open));
  if (open) pane.side.querySelector("[aria-current]")?.focus();
}

function showFrame(pane) {
  const { say, data: { person } } = pane;
  const { hooks } = pane;
  pane.node.lang = say.language;
  pane.node.setAttribute("aria-label", `${person.name}, ${person.workspaceName}`);
  const toggle = button(say("places"), { icon: "menu", only: true, kind: "quiet drawer-button", "aria-expanded": "false",
    on: { click: () => drawer(pane, !pane.node.classList.contains("drawn")) } });
  const self = el("button", { type: "button", class: "self", "aria-haspopup": "dialog", title: say("switch-person"),
    "aria-label": `${person.name}, ${person.workspaceName}. ${say("switch-person")}`, "aria-description": person.about,
    on: { click: () => hooks.choosePerson(pane) } },
  avatar(person.name, person.id),
  el("span", { class: "self-text" },
    el("strong", {}, el("bdi", {}, person.name), icon("down")),
    el("span", { class: "about" }, el("span", { class: "workspace" }, person.workspaceName), " ",
      person.about ? el("bdi", {}, person.about) : null)));
  pane.head.replaceChildren(toggle, self, language(pane),
    button(say("person-settings", { name: person.name }), { icon: "gear", only: true, kind: "quiet", "aria-haspopup": "dialog",
      on: { click: () => hooks.settings(pane) } }),
    button(say("close-pane", { name: person.name }), { icon: "close", only: true, kind: "quiet close-pane",
      on: { click: () => hooks.close(pane) } }));
}

function language(pane) {
  const { say, data: { person } } = pane;
  const choice = el("select", { class: "language", "aria-label": say("language-of", { name: person.name }), title: say("language"),
    on: { change: () => speak(pane, choice.value) } },
  pane.hooks.languages().map((each) => el("option", { value: each.id, selected: each.id === say.language }, each.name)));
  return choice;
}

async function speak(pane, language) {
  await send("person", { id: crypto.randomUUID(), workspace: pane.workspace, person: pane.person, language });
  await refresh(pane);
  pane.head.querySelector(".language").focus();
}

function showPlaces(pane) {
  const { say, data } = pane;
  const row = (place) => {
    const here = place.key === data.place;
    const picture = place.key === "inbox" ? "inbox" : place.private ? "lock" : "hash";
    return el("li", {}, el("button", { type: "button", class: `place ${place.unread ? "fresh" : ""}`,
      "aria-current": here ? "page" : null, data: { place: place.key }, on: { click: () => visit(pane, place.key) } },
    icon(picture), el("bdi", { class: "place-name" }, placeName(place, say)),
    place.private ? el("span", { class: "unseen" }, say("private-channel")) : null,
    here ? null : badge(place.unread, say("unread", { number: place.unread }))));
  };
  const focused = pane.side.contains(document.activeElement) ? document.activeElement.dataset.place : null;
  const [inbox, ...channels] = data.places;
  pane.side.setAttribute("aria-label", say("places"));
  pane.side.replaceChildren(
    el("h3", {}, data.person.workspaceName), el("ul", {}, channels.map(row)),
    el("h3", {}, say("private-messages")), el("ul", {}, row(inbox)));
  if (focused) pane.side.querySelector(`[data-place="${CSS.escape(focused)}"]`)?.focus();
  const here = data.places.find((each) => each.key === data.place);
  pane.talkHead.replaceChildren(
    el("h2", {}, icon(here.key === "inbox" ? "inbox" : here.private ? "lock" : "hash"), el("bdi", {}, placeName(here, say))),
    el("bdi", { class: "topic" }, here.key === "inbox" ? say("inbox-topic") : here.topic),
    here.key === "inbox" ? "" : button(say("channel-details", { channel: here.name }), { icon: "eye", only: true, kind: "quiet",
      "aria-haspopup": "dialog", on: { click: () => pane.hooks.details(pane) } }));
}
