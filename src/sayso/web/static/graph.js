// The graph of who has a claim from whom, drawn with cytoscape. The list under it says the same to everybody else.
const place = document.getElementById("graph");
const EDGE = 60;

function look() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const font = getComputedStyle(document.querySelector(".pages")).fontFamily;
  return [
    { selector: "node", style: {
      label: "data(label)", "text-wrap": "wrap", "text-max-width": "data(room)", "text-valign": "data(side)",
      "text-margin-y": "data(gap)", "font-family": font, "font-size": 12, color: colour("ink"), width: 18, height: 18,
      "background-color": colour("paper"), "border-width": 2, "border-color": colour("edge"),
      "text-background-color": colour("sheet"), "text-background-opacity": 0.85, "text-background-padding": 2 } },
    { selector: "node[kind='reader']", style: { shape: "round-rectangle", "background-color": colour("ink"), "border-color": colour("ink") } },
    { selector: "node[kind='publisher']", style: { "border-color": colour("accent") } },
    { selector: "node[?copied]", style: { "border-style": "double", "border-width": 5 } },
    { selector: "node[?origin]", style: { "background-color": colour("accent"), "border-color": colour("accent"), "font-weight": "bold" } },
    { selector: "node[?bottleneck]", style: { shape: "diamond", width: 26, height: 26, "background-color": colour("objection"), "border-color": colour("objection") } },
    { selector: "edge", style: {
      width: 1.2, "line-color": colour("edge"), "target-arrow-color": colour("edge"), "target-arrow-shape": "triangle",
      "arrow-scale": 0.8, "curve-style": "bezier" } },
    { selector: "edge[?way]", style: { width: 3, "line-color": colour("accent"), "target-arrow-color": colour("accent") } },
    { selector: ".dim", style: { opacity: 0.25 } },
  ];
}

// Columns run across a wide window and down a narrow one, as far apart as there is room.
function elements(nodes, edges) {
  const columns = Math.max(...nodes.map((node) => node.column)) || 1;
  const rows = Math.max(...nodes.map((node) => node.row)) * 2 + 1;
  const narrow = place.clientWidth < 560;
  const along = narrow ? 92 : Math.min(230, (place.clientWidth - 2 * EDGE) / columns);
  const apart = narrow ? Math.min(150, place.clientWidth / rows) : 88;
  place.style.height = `${Math.max(150, narrow ? columns * along + 130 : rows * apart + 90)}px`;
  return [
    ...nodes.map((node) => ({
      data: {
        id: node.id, label: node.label, kind: node.kind, origin: node.is_origin, bottleneck: node.is_bottleneck,
        copied: node.copied_by.length > 0, room: Math.max(80, (narrow ? apart : along) - 24),
        side: !narrow && node.row < 0 ? "top" : "bottom", gap: !narrow && node.row < 0 ? -5 : 5,
      },
      position: narrow ? { x: node.row * apart, y: node.column * along } : { x: node.column * along, y: node.row * apart },
    })),
    ...edges.map((edge) => ({ data: { id: `${edge.near}-${edge.far}`, source: edge.near, target: edge.far, way: edge.on_way } })),
  ];
}

function draw(nodes, edges) {
  place.hidden = false;
  document.getElementById("legend").hidden = false;
  const made = elements(nodes, edges);
  const graph = cytoscape({
    container: place, elements: made, style: look(), layout: { name: "preset", fit: false },
    userZoomingEnabled: false, autoungrabify: true, boxSelectionEnabled: false, maxZoom: 1, motionBlur: false,
  });
  const fit = () => { graph.resize(); graph.fit(undefined, 12); };
  fit();
  graph.on("tap", "node", (event) => {
    graph.elements().addClass("dim");
    event.target.union(event.target.successors()).union(event.target.predecessors()).removeClass("dim");
  });
  graph.on("tap", (event) => { if (event.target === graph) graph.elements().removeClass("dim"); });
  document.addEventListener("sayso:theme", () => graph.style(look()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.style(look()));
  addEventListener("resize", fit);
}

if (place && window.cytoscape) {
  const nodes = JSON.parse(place.dataset.nodes);
  if (nodes.length > 1) draw(nodes, JSON.parse(place.dataset.edges));
}
