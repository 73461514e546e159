// Shows what an abbreviation means beside it: on hover, on focus, and at the first tap. The second tap opens its page.

const bubble = document.createElement("div");
bubble.className = "kp-uitleg";
bubble.id = "kp-uitleg";
bubble.setAttribute("role", "tooltip");
bubble.hidden = true;
document.querySelector("main").append(bubble);

let shown = null;
let leaving = 0;

for (const link of document.querySelectorAll(".kp-begrip")) {
  link.setAttribute("aria-describedby", bubble.id);
  link.addEventListener("focus", () => show(link));
  link.addEventListener("blur", hide);
  link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(link));
  link.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && leave());
  link.addEventListener("pointerdown", (event) => {
    link.dataset.wasShown = String(event.pointerType === "mouse" || shown === link);
  });
  link.addEventListener("click", (event) => {
    if (link.dataset.wasShown === "false") {
      event.preventDefault();
      show(link);
    }
    delete link.dataset.wasShown;
  });
}

bubble.addEventListener("pointerenter", () => clearTimeout(leaving));
bubble.addEventListener("pointerleave", leave);

document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
document.addEventListener("pointerdown", (event) => shown && !event.target.closest(".kp-begrip, .kp-uitleg") && hide());

function show(link) {
  clearTimeout(leaving);
  shown = link;
  bubble.textContent = link.dataset.uitleg;
  bubble.hidden = false;
  const place = link.getBoundingClientRect();
  const most = document.documentElement.clientWidth - bubble.offsetWidth - 8;
  const origin = bubble.offsetParent.getBoundingClientRect();
  bubble.style.setProperty("left", `${Math.max(8, Math.min(place.left, most)) - origin.left}px`);
  bubble.style.setProperty("top", `${place.bottom + 6 - origin.top}px`);
}

// The pointer gets the time to move onto the explanation itself.
function leave() {
  leaving = setTimeout(hide, 200);
}

function hide() {
  shown = null;
  bubble.hidden = true;
}
