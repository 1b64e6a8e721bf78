// The dialogs around the conversations: who is watched, how a person or a channel is set, the clock, how it all works.

import { get, send } from "./api.js";
import { avatar, badge, button, el, openDialog } from "./dom.js";

const fresh = () => crypto.randomUUID();

// Everybody, by workspace, with what they have not read; `choose(person)` is called with the one that was taken.
export function choosePeople(world, say, { title, choose, watched }) {
  openDialog(title, (dialog) => {
    const rows = world.people.map((person) => {
      const here = watched.has(`${person.workspace}/${person.id}`);
      const node = el("li", {}, el("button", { type: "button", class: `person ${person.present ? "" : "absent"}`,
        on: { click: () => { dialog.close(); choose(person); } } },
      avatar(person.name, person.id),
      el("span", { class: "person-text" }, el("strong", {}, el("bdi", {}, person.name)),
        el("span", { class: "about" }, person.present ? person.about : say("has-left"))),
      here ? el("span", { class: "tag" }, say("watched")) : null,
      badge(person.unread, say("unread", { number: person.unread }))));
      return { person, node, words: `${person.name} ${person.about} ${person.workspaceName}`.toLocaleLowerCase() };
    });
    const filter = el("input", { type: "search", "aria-label": say("find-person"), placeholder: say("find-person"), autocomplete: "off",
      on: { input: () => {
        const typed = filter.value.toLocaleLowerCase();
        for (const row of rows) row.node.hidden = !row.words.includes(typed);
      } } });
    return [filter, el("div", { class: "workspaces" }, world.workspaces.map((workspace) => el("section", {},
      el("h3", {}, workspace.name),
      el("ul", { class: "people" }, rows.filter((row) => row.person.workspace === workspace.id).map((row) => row.node)))))];
  }, { closeLabel: say("close"), wide: true });
}

export function personSettings(pane, languages) {
  const { say, data: { person } } = pane;
  const set = (change) => send("person", { id: fresh(), workspace: person.workspace, person: person.id, ...change });
  openDialog(person.name, (dialog) => {
    const language = el("select", { on: { change: () => set({ language: language.value }) } },
      languages.map((each) => el("option", { value: each.id, selected: each.id === say.language }, each.name)));
    const zones = ["", ...Intl.supportedValuesOf("timeZone")];
    if (!zones.includes(person.timezone)) zones.push(person.timezone);
    const zone = el("select", { on: { change: () => set({ timezone: zone.value }) } },
      zones.map((each) => el("option", { value: each, selected: each === person.timezone }, each || say("zone-unknown"))));
    const reachable = el("input", { type: "checkbox", checked: person.reachable, on: { change: () => set({ reachable: reachable.checked }) } });
    return [
      el("p", { class: "small" }, say("settings-are", { name: person.name })),
      el("label", { class: "field" }, el("span", { class: "label" }, say("language")), language),
      el("label", { class: "field" }, el("span", { class: "label" }, say("time-zone")), zone),
      el("label", { class: "tick" }, reachable, el("span", {}, say("accepts-private"), el("span", { class: "small" }, say("accepts-private-hint")))),
      el("div", { class: "sheet-end" }, person.present
        ? button(say("leave-workspace", { workspace: person.workspaceName }), { kind: "danger", on: { click: () => { set({ present: false }); dialog.close(); } } })
        : button(say("come-back", { workspace: person.workspaceName }), { kind: "primary", on: { click: () => { set({ present: true }); dialog.close(); } } })),
    ];
  }, { closeLabel: say("close") });
}

export async function channelDetails(pane) {
  const { say, workspace } = pane;
  const id = pane.place.replace("channel:", "");
  const body = el("div", {});
  const set = async (change) => draw(await send("channel", { id: fresh(), workspace, channel: id, ...change }));
  const draw = (channel) => {
    const managed = el("input", { type: "checkbox", checked: channel.managed, on: { change: () => set({ managed: managed.checked }) } });
    const others = el("select", { "aria-label": say("add-person") }, el("option", { value: "" }, say("add-person")),
      channel.others.map((each) => el("option", { value: each.id }, each.name)));
    others.addEventListener("change", () => others.value && set({ add: others.value }));
    body.replaceChildren(
      el("p", {}, channel.topic),
      el("p", { class: "small" }, channel.private ? say("channel-private") : say("channel-public"), " ", say(`writers-${channel.writers}`)),
      el("h3", {}, say("members", { number: channel.members.length })),
      el("ul", { class: "members" }, channel.members.map((each) => el("li", {}, avatar(each.name, each.id), el("bdi", {}, each.name),
        el("span", { class: "small" }, each.role),
        button(say("remove-person", { name: each.name }), { icon: "close", only: true, kind: "quiet", on: { click: () => set({ remove: each.id }) } })))),
      others,
      el("h3", {}, say("break-it")),
      el("label", { class: "tick" }, managed, el("span", {}, say("managed"), el("span", { class: "small" }, say("managed-hint")))),
      removal(channel));
  };
  const removal = (channel) => {
    const really = button(say("delete-channel-really", { channel: channel.name }), { kind: "danger", hidden: true,
      on: { click: async () => { await send("channel", { id: fresh(), workspace, channel: id, gone: true }); dialog.close(); } } });
    const ask = button(say("delete-channel"), { on: { click: () => { ask.hidden = true; really.hidden = false; really.focus(); } } });
    return el("div", { class: "sheet-end" }, ask, really);
  };
  const channel = await get("channel", { workspace, channel: id });
  draw(channel);
  const dialog = openDialog(`#${channel.name}`, () => body, { closeLabel: say("close") });
}

const HOUR = 3600;
const MOVES = [["hour", HOUR], ["day", 24 * HOUR], ["three-days", 72 * HOUR], ["week", 168 * HOUR], ["fifteen-days", 360 * HOUR], ["thirty-days", 720 * HOUR]];

export function moveClock(say, moved) {
  openDialog(say("forward"), (dialog) => {
    const go = async (seconds) => {
      moved(await send("clock", { seconds }));
      dialog.close();
    };
    const number = el("input", { type: "number", min: "1", max: "3650", value: "90", "aria-label": say("how-many") });
    const unit = el("select", { "aria-label": say("unit") }, ["minutes", "hours", "days"].map((each) =>
      el("option", { value: { minutes: 60, hours: HOUR, days: 24 * HOUR }[each], selected: each === "days" }, say(each))));
    return [
      el("p", { class: "small" }, say("forward-why")),
      el("div", { class: "moves" }, MOVES.map(([name, seconds]) => button(say(`plus-${name}`), { on: { click: () => go(seconds) } }))),
      el("form", { class: "own-move", on: { submit: (event) => { event.preventDefault(); if (number.checkValidity()) go(number.valueAsNumber * Number(unit.value)); } } },
        number, unit, button(say("move"), { kind: "primary", type: "submit" })),
      el("p", { class: "small" }, el("a", { href: "/preview?days=90", target: "_blank", rel: "noopener" }, say("preview"))),
    ];
  }, { closeLabel: say("close") });
}

export function help(say) {
  openDialog(say("help"), () => [
    el("p", {}, say("help-what")),
    el("dl", { class: "help" }, ["watch", "commands", "reactions", "time", "language", "break", "keys", "memory"].map((each) =>
      el("div", {}, el("dt", {}, say(`help-${each}-title`)), el("dd", {}, say(`help-${each}`))))),
  ], { closeLabel: say("close"), wide: true });
}
