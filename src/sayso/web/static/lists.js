// Rows that More puts at the end of a list: the focus goes to the first of them.
let before = 0;
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id === "rows") before = event.detail.target.children.length;
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "rows") event.detail.target.children[before]?.querySelector("a")?.focus();
});
