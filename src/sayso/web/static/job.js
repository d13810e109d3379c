// What a job does, as it happens.
const list = document.getElementById("documents");
const said = document.getElementById("said");
const progress = document.getElementById("progress");
const WORDS = { read: "new", known: "known already", unread: "could not be read" };
let count = 0;

function show(event) {
  if (event.what === "linking") { said.textContent = "Read; the desk is being linked again."; return; }
  count += 1;
  if (progress) { progress.max = Math.max(progress.max, count); progress.value = count; }
  said.textContent = `${count} document${count === 1 ? "" : "s"} so far.`;
  const item = document.createElement("li");
  const title = document.createElement("p");
  title.className = "title";
  if (event.document) {
    const link = document.createElement("a");
    link.href = `/document/${encodeURIComponent(event.document)}`;
    link.textContent = event.path;
    title.append(link, " ");
  } else title.append(event.path, " ");
  const state = document.createElement("span");
  state.className = "meta";
  state.textContent = WORDS[event.what] ?? event.what;
  title.append(state);
  item.append(title);
  for (const issue of event.issues) {
    const line = document.createElement("p");
    line.className = "small";
    line.textContent = issue.message;
    item.append(line);
  }
  list.append(item);
}

const source = new EventSource(`/add/${list.dataset.job}/events`);
source.onopen = () => { list.replaceChildren(); count = 0; };
source.onmessage = (message) => show(JSON.parse(message.data));
source.addEventListener("end", () => { source.close(); location.reload(); });
