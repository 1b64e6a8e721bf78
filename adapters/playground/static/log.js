// The messages of one place: only what changed is drawn again, so that focus, scrolling and typing stay where they are.

import { get } from "./api.js";
import { button, el } from "./dom.js";
import { row } from "./row.js";
import { placeName } from "./say.js";
import { day } from "./time.js";

export function log(pane) {
  const list = el("ol", { class: "messages" });
  const earlier = el("div", { class: "earlier" });
  const node = el("div", { class: "log", tabindex: "0", role: "log", "aria-live": "off", "aria-relevant": "additions" }, earlier, list);
  const drawn = new Map();
  let atEnd = true;
  let quiet = 0;
  node.addEventListener("scroll", () => { atEnd = node.scrollHeight - node.scrollTop - node.clientHeight < 60; });
  new ResizeObserver(() => { if (atEnd) toEnd(); }).observe(node);

  function show(data, other) {
    const follow = other || atEnd;
    if (other) {
      silently();
      drawn.clear();
      list.replaceChildren();
    }
    node.setAttribute("aria-label", pane.say("messages-in", { place: placeName(here(data), pane.say) }));
    const first = data.messages[0]?.id ?? 0;
    const kept = new Set(data.messages.map((each) => each.id));
    for (const [id, known] of drawn) if ((id >= first || first === 0) && !kept.has(id)) drop(id, known);
    for (const message of data.messages) put(message);
    for (const each of drawn.values()) each.threaded?.redraw();
    if (!drawn.size) list.replaceChildren(empty(data));
    else list.querySelector(".empty")?.remove();
    sequence();
    if (other || !earlier.dataset.exhausted) offer(data.more && [...drawn.keys()].every((id) => id >= first));
    if (follow && !list.querySelector(".thread :focus")) toEnd();
  }

  function put(message) {
    const known = drawn.get(message.id);
    if (known) return known.show(message);
    const fresh = row(pane, message);
    const after = [...drawn.values()].find((each) => each.message.id > message.id);
    list.insertBefore(fresh.node, after?.node ?? null);
    drawn.set(message.id, fresh);
    return sortDrawn();
  }

  function sortDrawn() {
    const entries = [...drawn].sort(([one], [other]) => one - other);
    drawn.clear();
    for (const [id, each] of entries) drawn.set(id, each);
  }

  function drop(id, known) {
    const focused = known.node.contains(document.activeElement);
    dayAbove(known.node, null);
    known.node.remove();
    drawn.delete(id);
    if (focused) node.focus();
  }

  // A name once above what the same person says in a row, and the day once above what was said on it.
  function sequence() {
    let before = null;
    const { timezone } = pane.data.person;
    for (const { message, node: item } of drawn.values()) {
      const today = day(message.at, pane.say.language, timezone);
      const sameDay = before && day(before.at, pane.say.language, timezone) === today;
      dayAbove(item, sameDay ? null : today);
      const near = before && Date.parse(message.at) - Date.parse(before.at) < 300000;
      item.classList.toggle("goes-on", Boolean(message.continues || (sameDay && near && before.author.id === message.author.id
        && before.only === message.only && !message.cause)));
      before = message;
    }
  }

  function dayAbove(item, said) {
    const above = item.previousElementSibling?.classList.contains("day") ? item.previousElementSibling : null;
    if (above?.textContent === said) return;
    above?.remove();
    if (said) item.before(el("li", { class: "day" }, said));
  }

  function offer(more) {
    delete earlier.dataset.exhausted;
    earlier.replaceChildren(more ? button(pane.say("earlier"), { on: { click: fetchEarlier } }) : "");
  }

  async function fetchEarlier() {
    const { workspace, person, place } = pane;
    const data = await get("pane", { workspace, person, place, before: drawn.keys().next().value });
    const height = node.scrollHeight;
    silently();
    for (const message of data.messages) put(message);
    sequence();
    offer(data.more);
    earlier.dataset.exhausted = "yes";
    node.scrollTop += node.scrollHeight - height;
    node.focus();
  }

  // A screen reader reads out what comes in, not what was there before.
  function silently() {
    node.setAttribute("aria-live", "off");
    clearTimeout(quiet);
    quiet = setTimeout(() => node.setAttribute("aria-live", "polite"), 500);
  }

  function empty(data) {
    const say = pane.say;
    const text = here(data).key === "inbox" ? say("empty-inbox") : say("empty-channel");
    return el("li", { class: "empty" }, el("img", { src: "/static/tree.svg", alt: "", width: "56", height: "56" }), el("p", {}, text));
  }

  function here(data) { return data.places.find((each) => each.key === data.place); }

  // To the end; of a message that fills more than the window, to its beginning.
  function toEnd() {
    const last = list.lastElementChild;
    const long = last && last.offsetHeight > node.clientHeight;
    node.scrollTop = long ? last.offsetTop - node.offsetTop - 4 : node.scrollHeight;
    atEnd = true;
  }

  return { node, show, toEnd };
}
