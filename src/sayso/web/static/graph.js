// The graph of who has a claim from whom, drawn with cytoscape. The list under it says the same to everybody else.
const place = document.getElementById("graph");

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

function look() {
  const colour = colours();
  const font = getComputedStyle(document.querySelector(".pages")).fontFamily;
  return [
    { selector: "node", style: {
      label: "data(label)", "text-wrap": "wrap", "text-max-width": 130, "text-valign": "bottom", "text-margin-y": 5,
      "font-family": font, "font-size": 12, color: colour("ink"), width: 18, height: 18,
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

function elements() {
  const nodes = JSON.parse(place.dataset.nodes);
  const edges = JSON.parse(place.dataset.edges);
  const tall = place.clientWidth < 560;
  const across = 96;
  return [
    ...nodes.map((node) => ({
      data: { id: node.id, label: node.label, kind: node.kind, origin: node.is_origin, bottleneck: node.is_bottleneck, copied: node.copied_by.length > 0 },
      position: tall ? { x: node.row * 130, y: node.column * across } : { x: node.column * 190, y: node.row * 116 },
    })),
    ...edges.map((edge) => ({ data: { id: `${edge.near}-${edge.far}`, source: edge.near, target: edge.far, way: edge.on_way } })),
  ];
}

function draw() {
  place.hidden = false;
  const rows = new Map();
  for (const node of JSON.parse(place.dataset.nodes)) rows.set(node.column, (rows.get(node.column) || 0) + 1);
  const most = Math.max(...rows.values());
  place.style.height = place.clientWidth < 560 ? `${Math.min(34, 5 + rows.size * 6)}rem` : `${Math.min(40, 9 + most * 6)}rem`;
  document.getElementById("legend").hidden = false;
  const graph = cytoscape({
    container: place, elements: elements(), style: look(), layout: { name: "preset", fit: true, padding: 34 },
    userZoomingEnabled: false, autoungrabify: true, boxSelectionEnabled: false, maxZoom: 1.15, motionBlur: false,
  });
  graph.fit(undefined, 34);
  graph.on("tap", "node", (event) => {
    graph.elements().addClass("dim");
    event.target.union(event.target.successors()).union(event.target.predecessors()).removeClass("dim");
  });
  graph.on("tap", (event) => { if (event.target === graph) graph.elements().removeClass("dim"); });
  document.addEventListener("sayso:theme", () => graph.style(look()));
  addEventListener("resize", () => { graph.resize(); graph.fit(undefined, 34); });
}

if (place && window.cytoscape && JSON.parse(place.dataset.nodes).length > 1) draw();
