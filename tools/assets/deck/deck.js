// Lays a deck out before reveal.js starts: draws formulas, then gives every slide content that fits 1280 x 720.
"use strict";

const WRAPPERS = ".fragment, .cell, .inner_cell, .text_cell_render, .input, .input_area, .output_wrapper, .output, .output_area";
const TEXT = 30; // pixels, as in deck.css
const SMALLEST_BEFORE_SPLIT = 0.84; // a slide may shrink this far before a second one is opened
const SMALLEST = 0.68; // a single block may shrink this far before it scrolls
const SMALLEST_LINE = 0.72; // a long line of code may shrink its block this far before it wraps
const SMALLEST_FIGURE = 330; // pixels

function formulas(root) {
  const { tex2svg } = Bokeh.require("models/text/mathjax/index");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("pre, code, script, style") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const texts = [];
  while (walker.nextNode()) if (walker.currentNode.data.includes("$")) texts.push(walker.currentNode);
  for (const node of texts) {
    const parts = node.data.split(/\$\$([^]+?)\$\$|\$([^$\n]+?)\$/);
    if (parts.length < 4) continue;
    const pieces = document.createDocumentFragment();
    for (let i = 0; i < parts.length; i += 3) {
      pieces.append(parts[i]);
      const display = parts[i + 1] !== undefined;
      const tex = display ? parts[i + 1] : parts[i + 2];
      if (tex === undefined) continue;
      const span = document.createElement("span");
      span.className = display ? "formula display" : "formula";
      span.setAttribute("role", "math");
      span.setAttribute("aria-label", tex.trim());
      span.append(tex2svg(tex, { display, em: 30, ex: 14 }));
      pieces.append(span);
    }
    node.replaceWith(pieces);
  }
}

// The blocks of a slide, without the wrappers around them; those of one cell share a number, as do those of one fragment.
function flatten(section) {
  let cells = 0, fragments = -1;
  const leaves = (element, cell, fragment) => {
    if (element.matches(".cell")) cell = ++cells;
    if (element.matches(".fragment")) fragment = ++fragments;
    if (element.matches(WRAPPERS)) return [...element.children].flatMap((child) => leaves(child, cell, fragment));
    element.dataset.block = cell;
    if (fragment !== undefined) {
      element.classList.add("fragment");
      element.dataset.fragmentIndex = fragment;
    }
    return [element];
  };
  section.replaceChildren(...[...section.children].flatMap((child) => leaves(child)));
  section.classList.add("page");
}

// Long lines and wide tables make their own block smaller, so that columns stay under each other.
function narrow(page) {
  for (const block of page.querySelectorAll(".highlight, .output_subarea, .page > table")) {
    const inner = block.matches("table") ? block : block.querySelector("pre, table");
    if (!inner) continue;
    inner.style.whiteSpace = "pre";
    inner.style.width = "min-content";
    const padding = parseFloat(getComputedStyle(block).paddingLeft) + parseFloat(getComputedStyle(block).paddingRight);
    const room = block === inner ? page.clientWidth - 128 : block.clientWidth - padding;
    const scale = room / inner.getBoundingClientRect().width;
    inner.removeAttribute("style");
    if (scale < 1) inner.style.fontSize = `${Math.max(SMALLEST_LINE, scale * 0.98)}em`;
  }
}

const overflows = (page) => page.scrollHeight > page.clientHeight + 1 || page.scrollWidth > page.clientWidth + 1;
const isHeading = (block) => /^H[1-4]$/.test(block.tagName);

function setSize(page, scale) {
  page.style.setProperty("--size", `${TEXT * scale}px`);
}

// Shrinks text (and one figure) until the page fits or `least` is reached; leaves the page as it was when it does not help.
function shrink(page, least) {
  const before = page.getAttribute("style") || "";
  const figures = page.querySelectorAll("img, .output_svg svg");
  for (let scale = 1; scale >= least - 1e-9; scale -= 0.04) {
    setSize(page, scale);
    if (figures.length === 1 && overflows(page)) {
      const room = figures[0].getBoundingClientRect().height - (page.scrollHeight - page.clientHeight) - 2;
      if (room >= SMALLEST_FIGURE) page.style.setProperty("--figure", `${Math.floor(room)}px`);
    }
    if (!overflows(page)) return true;
    page.style.removeProperty("--figure");
  }
  page.setAttribute("style", before);
  return false;
}

function continuation(page, heading) {
  const next = page.cloneNode(false);
  next.removeAttribute("id");
  next.dataset.continued = "";
  next.removeAttribute("style");
  if (heading) {
    const repeated = heading.cloneNode(true);
    repeated.removeAttribute("id");
    repeated.classList.remove("fragment");
    if (!repeated.querySelector(".more")) repeated.insertAdjacentHTML("beforeend", ' <span class="more">continued</span>');
    repeated.dataset.repeated = "";
    next.append(repeated);
  }
  page.after(next);
  return next;
}

// Cuts what does not fit off the end of a block and returns it: items of a list, rows of a table, lines of text or code.
function divide(page, block) {
  setSize(page, SMALLEST_BEFORE_SPLIT);
  const height = block.getBoundingClientRect().height;
  const share = (height - (page.scrollHeight - page.clientHeight)) / height;
  const inside = (root) => root.matches("ul, ol") ? root : root.querySelector("tbody, pre");
  const whole = inside(block);
  if (!whole) return null;
  const text = whole.matches("pre");
  const parts = text ? whole.innerHTML.trimEnd().split("\n") : [...whole.children];
  let keep = Math.min(Math.floor(parts.length * share * 0.97), parts.length - 2);
  const cut = (i) => parts.slice(0, i).join("\n");
  if (text) while (keep > 0 && cut(keep).split("<span").length !== cut(keep).split("</span").length) keep--;
  if (keep < 3) return null;
  const rest = block.cloneNode(true);
  const tail = inside(rest);
  if (text) {
    whole.innerHTML = cut(keep);
    tail.innerHTML = parts.slice(keep).join("\n");
  } else {
    whole.replaceChildren(...parts.slice(0, keep));
    tail.replaceChildren(...parts.slice(keep));
    if (block.matches("ol")) rest.start = (block.start || 1) + keep;
  }
  return rest;
}

// The last resort, for a block that cannot be divided: it scrolls inside the page.
function scroll(page, block) {
  setSize(page, SMALLEST_BEFORE_SPLIT);
  block.classList.add("scrolls");
  block.tabIndex = 0;
  const room = block.getBoundingClientRect().height - (page.scrollHeight - page.clientHeight);
  block.style.maxHeight = `${Math.max(120, Math.floor(room) - 4)}px`;
}

// Fills pages with units: the cells of the slide, or the blocks of a cell that is too tall by itself.
function paginate(page) {
  if (shrink(page, SMALLEST_BEFORE_SPLIT)) return;
  const blocks = [...page.children].filter((block) => !block.matches(".notes"));
  const units = [...new Set(blocks.map((block) => block.dataset.block))]
    .map((cell) => blocks.filter((block) => block.dataset.block === cell));
  blocks.forEach((block) => block.remove());
  const content = () => [...page.children].filter((block) => !block.matches(".notes, [data-repeated]"));
  let heading = null;
  while (units.length) {
    const unit = units[0];
    const before = content();
    if ("continued" in page.dataset && !before.length) unit.forEach((block) => block.classList.remove("fragment"));
    page.append(...unit);
    if (shrink(page, SMALLEST_BEFORE_SPLIT)) {
      units.shift();
    } else if (before.some((block) => !isHeading(block))) {
      unit.forEach((block) => block.remove());
      const hanging = isHeading(before.at(-1)) ? [before.at(-1)] : [];
      hanging.forEach((block) => block.remove());
      page = continuation(page, hanging.length ? null : heading);
      page.append(...hanging);
    } else if (unit.length > 1) {
      unit.forEach((block) => block.remove());
      units.splice(0, 1, ...unit.map((block) => [block]));
    } else {
      const rest = divide(page, unit[0]);
      units.splice(0, 1, ...(rest ? [[rest]] : []));
      if (!shrink(page, SMALLEST)) scroll(page, unit[0]);
    }
    heading = [...page.children].filter(isHeading).pop() || heading;
  }
}

async function start() {
  const slides = document.querySelector(".slides");
  if (slides.querySelector(":scope > section > section") === null) return;
  await Promise.all(['30px "Course Sans"', '700 30px "Course Sans"', '24px "Course Mono"', '24px "Course Symbols"']
    .map((font) => document.fonts.load(font, "가A")));
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  if (window.Bokeh) formulas(slides);
  for (const link of slides.querySelectorAll('a[href$=".ipynb"]')) link.href = link.getAttribute("href").replace(/ipynb$/, "html");
  document.body.classList.add("measuring");
  for (const page of slides.querySelectorAll(":scope > section > section")) {
    flatten(page);
    narrow(page);
    paginate(page);
  }
  document.body.classList.remove("measuring");
  await Reveal.initialize({
    width: 1280, height: 720, margin: 0.02, center: false, hash: true, navigationMode: "linear",
    slideNumber: "c/t", transition: "none", backgroundTransition: "none", pdfSeparateFragments: false,
  });
  Reveal.addKeyBinding({ keyCode: 78, key: "N", description: "Show or hide the notes" },
    () => Reveal.configure({ showNotes: !Reveal.getConfig().showNotes }));
  document.documentElement.dataset.ready = "";
}

start();
