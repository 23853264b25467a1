// Draws the cluster panel and watches its age: a dead feed is said by the browser itself.
const STALE_S = 10;

export function render({ model }) {
  const board = document.createElement("div");
  board.className = "board";
  board.innerHTML = `<h1>Cluster <small>클러스터</small></h1><p class="clock"></p>
    <div class="stale" role="alert" hidden></div><div class="content"></div>`;
  const [clock, stale, content] = [".clock", ".stale", ".content"].map((name) => board.querySelector(name));
  let drawn = "";
  const draw = () => {
    const { html, time, trouble } = model.state;
    const age = Math.round(Date.now() / 1000 - time);
    if (html !== drawn) content.innerHTML = drawn = html;
    clock.textContent = time ? "as of " + new Date(time * 1000).toLocaleTimeString() : "asking …";
    stale.hidden = !trouble && (!time || age < STALE_S);
    content.classList.toggle("old", !stale.hidden);
    if (!stale.hidden) stale.textContent = trouble
      || `This picture is ${age} s old: nothing new arrives. Reload; if that does not help, type: course lab`;
  };
  model.on("state", draw);
  setInterval(draw, 1000);
  draw();
  return board;
}
