// Talks to the playground's server. Every act has an id of its own and keeps it when it is repeated, so that a
// dropped line or a restarted server makes nothing happen twice.

const PATIENCE = [300, 700, 1500, 3000, 5000, 5000, 5000, 5000, 5000, 5000];
const listeners = new Set();
let linked = true;

export function onLine(heard) { listeners.add(heard); }

function line(up) {
  if (up === linked) return;
  linked = up;
  for (const heard of listeners) heard(up);
}

export async function get(path, question = {}) {
  const wanted = Object.entries(question).filter(([, value]) => value !== undefined && value !== null);
  const response = await fetch(`/api/${path}?${new URLSearchParams(wanted)}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

export function send(path, body) {
  return deliver(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

// A file for a form that is open: what names it there, its name and its size.
export function upload({ workspace, person }, file) {
  const question = new URLSearchParams({ workspace, person, name: file.name });
  return deliver(`upload?${question}`, {
    method: "PUT", headers: { "Content-Type": file.type || "application/octet-stream" }, body: file,
  });
}

// Repeats while the server cannot be reached; throws when it refuses, or after half a minute.
async function deliver(path, request) {
  for (const pause of [...PATIENCE, null]) {
    try {
      const response = await fetch(`/api/${path}`, request);
      if (response.ok) {
        line(true);
        return await response.json();
      }
      if (response.status !== 503) throw new Refusal(response.status);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      line(false);
    }
    if (pause === null) break;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`${path}: no answer`);
}

class Refusal extends Error {
  constructor(status) { super(`status ${status}`); }
}

const unanswered = new Map();

// What got no answer may have happened all the same: doing it again is the same act, with the same id.
export async function act(body) {
  const key = JSON.stringify(body);
  const id = unanswered.get(key) ?? crypto.randomUUID();
  unanswered.set(key, id);
  const answer = await send("act", { id, ...body });
  unanswered.delete(key);
  return answer;
}

// Hears of changes for as long as the page is open; after a break everything counts as changed.
export function live(changed) {
  let pause = 250;
  const connect = () => {
    const socket = new WebSocket(`ws://${location.host}/api/live`);
    socket.addEventListener("open", () => {
      pause = 250;
      line(true);
      changed(null);
    });
    socket.addEventListener("message", (event) => changed(JSON.parse(event.data).changed));
    socket.addEventListener("close", () => {
      line(false);
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, 4000);
    });
  };
  connect();
}
