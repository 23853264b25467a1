// Draws a live page and watches its age: a dead feed is said by the browser itself.
const STALE_S = 10;

// a style sheet of a board cannot bring a font, the document can
new FontFace("Course Hangul", "url(letters/hangul.woff)").load().then((font) => document.fonts.add(font), () => {});

export function render({ model }) {
  const board = document.createElement("div");
  board.className = "board";
  board.innerHTML = `<h1><span></span> <small></small></h1><p class="clock"></p>
    <div class="stale" role="alert" hidden></div><div class="content"></div>`;
  const [title, korean, clock, stale, content] = ["h1 span", "h1 small", ".clock", ".stale", ".content"].map((name) =>
    board.querySelector(name));
  let drawn = "";
  let shown = 0; // since when the page can be seen; behind another tab nothing is collected for it
  const draw = () => {
    const seen = window.innerWidth > 0 && !document.hidden;
    if (seen !== model.seen) model.seen = seen;
    if (!seen) shown = 0;
    else shown ||= Date.now() / 1000;
    const { html, time, trouble } = model.state;
    title.textContent = model.state.title;
    korean.textContent = model.state.korean;
    const age = Math.round(Date.now() / 1000 - time);
    if (html !== drawn) content.innerHTML = drawn = html;
    clock.textContent = time ? "as of " + new Date(time * 1000).toLocaleTimeString() : "asking …";
    stale.hidden = !trouble && (!time || age < STALE_S || Date.now() / 1000 - shown < STALE_S);
    content.classList.toggle("old", !stale.hidden);
    if (!stale.hidden) stale.textContent = trouble
      || `This picture is ${age} s old: nothing new arrives. Reload; if that does not help, type: course lab`;
  };
  model.on("state", draw);
  setInterval(draw, 1000);
  document.addEventListener("visibilitychange", draw);
  draw();
  return board;
}
