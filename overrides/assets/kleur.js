// Light or dark, as the reader's system has it; or as the reader chose with the button. Only that choice is kept.
// No module: it runs before the page is shown.

{
  const KEY = "kp-kleuren";
  const NAMES = { licht: "Lichte kleuren", donker: "Donkere kleuren" };
  const button = document.querySelector("[data-kleur]");
  const system = matchMedia("(prefers-color-scheme: dark)");

  document.documentElement.className = "js"; // what only works with a script shows itself from here on
  button.hidden = false;
  button.addEventListener("click", () => {
    const chosen = other();
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      // a browser that keeps nothing: it holds for this page
    }
    show(chosen);
  });
  system.addEventListener("change", () => show(kept() ?? preferred()));
  show(kept() ?? preferred());

  function show(scheme) {
    document.body.dataset.mdColorScheme = scheme;
    button.querySelector("[data-kleur-naam]").textContent = NAMES[other()];
    button.title = NAMES[other()];
  }

  function other() {
    return document.body.dataset.mdColorScheme === "donker" ? "licht" : "donker";
  }

  function preferred() {
    return system.matches ? "donker" : "licht";
  }

  function kept() {
    try {
      const found = localStorage.getItem(KEY);
      return Object.hasOwn(NAMES, found) ? found : null;
    } catch {
      return null;
    }
  }
}
