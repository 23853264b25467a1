// Draws the cluster panel and watches its age: a dead feed is said by the browser itself.
const STALE_S = 10;

export function render({ model }) {
  const board = document.createElement("div");
  board.className = "board";
  board.innerHTML = `<h1>Cluster <small>클러스터</small></h1><p class="clock"></p>
    <div class="stale" role="alert" hidden></div><div class="content"></div>`;
  const [clock, stale, content] = [".clock", ".stale", ".content"].map((name) => board.querySelector(name));
  const draw = () => { content.innerHTML = model.html; };
  const tick = () => {
    const age = Math.round(Date.now() / 1000 - model.time);
    clock.textContent = model.time ? "as of " + new Date(model.time * 1000).toLocaleTimeString() : "asking …";
    stale.hidden = !model.trouble && (!model.time || age < STALE_S);
    content.classList.toggle("old", !stale.hidden);
    if (!stale.hidden) stale.textContent = model.trouble
      || `This picture is ${age} s old: nothing new arrives. Reload; if that does not help, type: course lab`;
  };
  model.on("html", draw);
  model.on("time", tick);
  model.on("trouble", tick);
  setInterval(tick, 1000);
  draw();
  tick();
  return board;
}
