// Colours as the reader chose them, set before anything is drawn. Without a script they follow the system.
const CHOICES = ["system", "light", "dark"];
const root = document.documentElement;

function chosen() {
  try { return localStorage.getItem("sayso-theme") || CHOICES[0]; } catch { return CHOICES[0]; }
}

function show(choice) {
  if (choice === CHOICES[0]) root.removeAttribute("data-theme"); else root.setAttribute("data-theme", choice);
  const said = document.querySelector("#theme .chosen");
  if (said) said.textContent = choice;
  document.dispatchEvent(new CustomEvent("sayso:theme"));
}

show(chosen());
document.addEventListener("DOMContentLoaded", () => {
  const button = document.getElementById("theme");
  if (!button) return;
  button.hidden = false;
  show(chosen());
  button.addEventListener("click", () => {
    const next = CHOICES[(CHOICES.indexOf(chosen()) + 1) % CHOICES.length];
    try { localStorage.setItem("sayso-theme", next); } catch { /* a private window keeps nothing */ }
    show(next);
  });
});
