// What somebody is pressing stays where it is: were it drawn again before they let go, nothing would be pressed.

let free = null;
let letGo = null;

document.addEventListener("pointerdown", () => { free ??= new Promise((resolve) => { letGo = resolve; }); }, true);
for (const kind of ["pointerup", "pointercancel"]) document.addEventListener(kind, release, true);
window.addEventListener("blur", release);

// The click follows in the same task.
function release() {
  setTimeout(() => {
    letGo?.();
    free = letGo = null;
  });
}

// At once, unless a finger or a mouse button is down: then when it is up again.
export function untilReleased() { return free; }
