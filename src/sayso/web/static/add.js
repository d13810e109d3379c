// Files dropped on the form are the form's files; it is sent as any other.
const drop = document.getElementById("drop");
const files = document.getElementById("files");
const chosen = document.getElementById("chosen");

function say() {
  const names = [...files.files].map((file) => file.name);
  if (names.length) chosen.textContent = names.length > 5 ? `${names.length} files` : names.join(", ");
}

if (drop) {
  files.addEventListener("change", say);
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); files.files = event.dataTransfer.files; say(); });
}
