// A statement and its words point at one another: a click on the words opens the statement, and either marks the other.
function marked(key, on) {
  for (const part of document.querySelectorAll(`[data-of~="${CSS.escape(key)}"]`)) part.classList.toggle("now", on);
  document.getElementById(key)?.classList.toggle("now", on);
}

let current = null;
function show(key) {
  if (current) marked(current, false);
  current = key;
  marked(key, true);
  const item = document.getElementById(key);
  const details = item?.querySelector("details");
  if (details) details.open = true;
  item?.scrollIntoView({ block: "nearest" });
}

for (const part of document.querySelectorAll(".text [data-of]")) {
  const keys = part.dataset.of.split(" ").filter((key) => key !== "cited" && document.getElementById(key));
  if (keys.length) part.addEventListener("click", () => { if (!getSelection().toString()) show(keys[keys.length - 1]); });
}
for (const details of document.querySelectorAll(".said ol details")) {
  details.addEventListener("toggle", () => { if (details.open) { if (current) marked(current, false); current = details.closest("li").id; marked(current, true); } });
}
function fromAddress() {
  const key = decodeURIComponent(location.hash.slice(1));
  if (key && document.getElementById(key)?.closest(".said")) show(key);
}
addEventListener("hashchange", fromAddress);
fromAddress();
