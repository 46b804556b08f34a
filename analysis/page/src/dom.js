// SPDX-License-Identifier: Apache-2.0
// Elements without a template language: every text becomes a text node, so that nothing of a file is ever run.

const svgNames = new Set(["svg", "g", "path", "line", "rect", "circle", "text", "tspan", "title", "defs", "linearGradient", "stop", "pattern"]);

/** el("button", {class: "x", onclick: f}, "text", otherElement) */
export function el(tag, attributes = {}, ...children) {
  const svg = svgNames.has(tag) && attributes.html !== true;
  const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false || name === "html") continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat()) if (child !== null && child !== undefined) node.append(child);
  return node;
}

/** A choice with a label of its own; calls `change` with the new value. Options: [value, text] or {group, options}. */
export function select(label, options, value, change, attributes = {}) {
  const option = ([v, text]) => el("option", { value: v, selected: v === value }, text);
  const node = el(
    "select",
    { ...attributes, onchange: (e) => change(e.target.value) },
    options.map((o) => (Array.isArray(o) ? option(o) : el("optgroup", { label: o.group }, o.options.map(option)))),
  );
  node.value = value;
  return el("label", { class: "control" }, el("span", {}, label), node);
}

/** Exclusive choices as buttons. */
export function toggle(label, options, value, change, attributes = {}) {
  const group = el("span", { class: "toggle", role: "group", "aria-label": label, ...attributes });
  for (const [v, text] of options)
    group.append(el("button", { type: "button", "aria-pressed": String(v === value), "data-value": v, onclick: () => change(v) }, text));
  return el("span", { class: "control" }, el("span", {}, label), group);
}

export function slider(label, labels, index, change, attributes = {}) {
  const shown = el("output", {}, labels[index]);
  const input = el("input", {
    type: "range", min: 0, max: labels.length - 1, step: 1, "aria-label": label, "aria-valuetext": labels[index], ...attributes,
    oninput: (e) => {
      shown.textContent = labels[+e.target.value];
      e.target.setAttribute("aria-valuetext", labels[+e.target.value]);
      change(+e.target.value);
    },
  });
  input.value = index;
  return el("label", { class: "control" }, el("span", {}, label), input, shown);
}

export function checkbox(label, checked, change, attributes = {}) {
  return el("label", { class: "control check" },
    el("input", { type: "checkbox", checked, ...attributes, onchange: (e) => change(e.target.checked) }), el("span", {}, label));
}

/** One box beside the pointer or the focus, for all charts. */
const tip = el("div", { class: "tip", role: "status", "aria-live": "polite", hidden: true });
export function showTip(event, lines) {
  if (!tip.isConnected) document.body.append(tip);
  tip.replaceChildren(...lines.map((line, i) => el(i ? "div" : "strong", {}, line)));
  tip.hidden = false;
  const box = event.clientX ? { x: event.clientX, y: event.clientY } : event.target.getBoundingClientRect();
  const x = Math.min(box.x + 14, window.innerWidth - tip.offsetWidth - 8);
  const y = box.y + 18 + tip.offsetHeight > window.innerHeight ? box.y - tip.offsetHeight - 10 : box.y + 18;
  tip.style.left = `${Math.max(4, x)}px`;
  tip.style.top = `${Math.max(4, y)}px`;
}
export const hideTip = () => (tip.hidden = true);
/** Shows lines on hover and on focus. */
export function tipped(node, lines) {
  for (const on of ["pointermove", "focus"]) node.addEventListener(on, (e) => showTip(e, lines()));
  for (const off of ["pointerleave", "blur"]) node.addEventListener(off, hideTip);
  return node;
}
