// The thread below a message: how many comments there are, and once it is open the comments and where to write one.
// `row` draws one comment.

import { badge, button, el, icon } from "./dom.js";

const SHOWN = 30;

export function thread(pane, id, row) {
  const list = el("ol", { class: "messages comments" });
  const earlier = el("div", { class: "earlier" });
  const toggle = el("button", { type: "button", class: "button thread-toggle", on: { click: () => turn(!pane.threads.has(id)) } });
  const writing = writer(pane, id);
  const inside = el("div", { class: "thread-inside", id: `thread-${crypto.randomUUID()}`, role: "group" }, earlier, list, writing.node);
  const node = el("section", { class: "thread" }, toggle, inside);
  const drawn = new Map();
  let known = null;
  let turned = false;

  // It may be another question's answer that opens it, and what is not there yet takes no focus.
  async function turn(open) {
    if (open) pane.threads.set(id, SHOWN);
    else pane.threads.delete(id);
    turned = open;
    await pane.refresh().catch(() => {});
  }

  async function more() {
    pane.threads.set(id, pane.threads.get(id) + SHOWN);
    await pane.refresh().catch(() => {});
    list.firstElementChild?.focus();
  }

  // What is known of it changes with its message; what stands in it comes with the pane, while it is open.
  function show(summary) {
    known = summary;
    redraw();
  }

  function redraw() {
    const { say } = pane;
    const content = pane.threads.has(id) ? pane.data.threads[id] : null;
    const data = content ?? known;
    const open = Boolean(content);
    toggle.replaceChildren(icon("talk"), el("span", {}, say("comments", { number: data.number })),
      badge(data.unread, say("unread", { number: data.unread })) ?? "");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.setAttribute("aria-controls", inside.id);
    inside.setAttribute("aria-label", data.title);
    inside.hidden = !open;
    if (!open) return;
    earlier.replaceChildren(content.more ? button(say("earlier"), { on: { click: more } }) : "");
    comments(content.messages);
    writing.allow(pane.data.writes);
    if (turned && pane.data.writes) writing.focus();
    turned = false;
  }

  function comments(messages) {
    const kept = new Set(messages.map((each) => each.id));
    for (const [key, entry] of drawn) {
      if (kept.has(key)) continue;
      entry.node.remove();
      drawn.delete(key);
    }
    messages.forEach((message, number) => {
      const entry = drawn.get(message.id) ?? row(pane, message, { below: id, correct: writing.correct });
      if (drawn.has(message.id)) entry.show(message);
      drawn.set(message.id, entry);
      if (list.children[number] !== entry.node) list.insertBefore(entry.node, list.children[number] ?? null);
    });
  }

  return { node, show, redraw };
}

// Enter posts a comment; a comment of one's own comes back here to be written anew.
function writer(pane, id) {
  const area = el("textarea", { rows: "1", enterkeyhint: "send", dir: "auto" });
  const submit = button("", { icon: "send", only: true, kind: "send", type: "submit" });
  const cancel = button("", { kind: "quiet", hidden: true, on: { click: () => correct(null) } });
  const closed = el("p", { class: "small", hidden: true });
  const form = el("form", { class: "write" }, area, cancel, submit);
  const node = el("div", { class: "thread-write" }, form, closed);
  let correcting = null;
  const key = () => `thread ${pane.workspace}/${pane.person}/${id}`;

  function allow(writes) {
    const { say } = pane;
    form.hidden = !writes;
    closed.hidden = writes;
    closed.textContent = say("read-only-thread");
    area.setAttribute("aria-label", say("comment-write"));
    area.placeholder = say("comment-write");
    for (const attribute of ["aria-label", "title"]) submit.setAttribute(attribute, say("comment-send"));
    cancel.textContent = say("keep");
    if (!correcting && document.activeElement !== area) area.value = pane.drafts.get(key()) ?? "";
    grow();
  }

  function correct(message) {
    correcting = message;
    cancel.hidden = message === null;
    area.value = message ? message.text : pane.drafts.get(key()) ?? "";
    area.focus();
    grow();
  }

  function grow() {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 180)}px`;
  }

  async function post() {
    const text = area.value.trim();
    if (!text) return;
    const doing = correcting ? { kind: "edit", message: correcting.id } : { kind: "write" };
    area.value = "";
    grow();
    if (await pane.perform({ ...doing, thread: id, text })) {
      if (correcting) correct(null);
      else pane.drafts.delete(key());
    } else if (!area.value) area.value = text;
    grow();
    node.scrollIntoView({ block: "nearest" });
  }

  area.addEventListener("input", () => {
    grow();
    if (!correcting) pane.drafts.set(key(), area.value);
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      post();
    } else if (event.key === "Escape" && correcting) correct(null);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); post(); });
  return { node, allow, correct, focus: () => area.focus() };
}
