/* global document */

/** An element: attributes, `on…` listeners, and children. What is `undefined`, `false` or `null` is left out. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === undefined || value === false || value === null) continue;
    if (attribute.startsWith('on')) element.addEventListener(attribute.slice(2), value);
    else element.setAttribute(attribute, value === true ? '' : value);
  }
  element.append(...present(children));
  return element;
}

/** Puts these in the place of what is there. Whoever had the focus has it again, by `data-key`; nobody is thrown to the top. */
export function replace(container, ...children) {
  const key = container.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  container.replaceChildren(...present(children));
  if (key !== undefined) byKey(container, key)?.focus();
}

export function byKey(container, key) {
  return [...container.querySelectorAll('[data-key]')].find((element) => element.dataset.key === key);
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false);
}
