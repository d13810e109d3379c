// What a line rests on, beside it: shown while the line is pointed at or has the focus, and left there until the next.
// The same stands in the line's own <details>, which is all there is on a phone and without a script.
const beside = document.getElementById("beside");
const wide = matchMedia("(min-width: 82rem)");

function show(item) {
  const rests = item.querySelector(".rests");
  if (!wide.matches || !rests || item.classList.contains("shown")) return;
  document.querySelectorAll("li.shown").forEach((other) => other.classList.remove("shown"));
  item.classList.add("shown");
  const copy = rests.cloneNode(true);
  copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
  beside.replaceChildren(copy);
  beside.hidden = false;
  beside.scrollTop = 0;
}

if (beside) {
  document.body.classList.add("has-beside");
  for (const item of document.querySelectorAll(".lines > * > li")) {
    item.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") show(item); });
    item.addEventListener("focusin", () => show(item));
    item.querySelector(".line").addEventListener("click", () => {
      if (!wide.matches && !getSelection().toString()) item.querySelector("details").toggleAttribute("open");
    });
  }
  const first = document.querySelector(".lines > * > li");
  if (first) show(first);
}
