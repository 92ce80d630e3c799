/* global document */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Fills a table, and changes no more of it than has changed: who is reading it keeps their place.
 * A row is `{ key, head, cells, share?, narrows? }`; `head` is text or a link, `share` from 0 to 1 draws a bar beside the numbers,
 * `narrows` draws a part of a funnel from one share to another.
 */
export function fill(table, headings, rows) {
  if (!table.tHead) table.createTHead().append(headingRow(headings));
  const body = table.tBodies[0] ?? table.createTBody();
  const known = new Map([...body.rows].map((row) => [row.dataset.key, row]));

  rows.forEach((row, index) => {
    const element = known.get(row.key) ?? newRow(row);
    known.delete(row.key);
    if (body.rows[index] !== element) body.insertBefore(element, body.rows[index] ?? null);
    update(element, row);
  });
  for (const gone of known.values()) gone.remove();
}

/** Fills a table, which is there only while there is something to put into it. */
export function fillAny(table, headings, rows) {
  table.closest('.table').hidden = rows.length === 0;
  fill(table, headings, rows);
}

/** Fills a list of terms with one description each: `{ key, head, text }`. */
export function fillList(list, entries) {
  const known = new Map([...list.children].map((entry) => [entry.dataset.key, entry]));
  entries.forEach(({ key, head, text }, index) => {
    const entry = known.get(key) ?? newEntry(key);
    known.delete(key);
    if (list.children[index] !== entry) list.insertBefore(entry, list.children[index] ?? null);
    write(entry.children[0], head);
    write(entry.children[1], text);
  });
  for (const gone of known.values()) gone.remove();
}

/** Writes a share from 0 to 1 in words, with a bar under them. */
export function fillShare(element, words, share) {
  if (element.children.length === 0) element.append(document.createElement('span'), bar());
  write(element.children[0], words);
  draw(element, share);
}

/** Writes a text where there is another one. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function headingRow(headings) {
  const row = document.createElement('tr');
  for (const heading of headings) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = heading;
    row.append(cell);
  }
  return row;
}

function newRow({ key, head, cells, share, narrows }) {
  const row = document.createElement('tr');
  row.dataset.key = key;
  const heading = document.createElement('th');
  heading.scope = 'row';
  heading.append(head);
  row.append(heading);
  cells.forEach(() => row.insertCell());
  if (share !== undefined) appendPicture(row, 'bar', bar());
  if (narrows !== undefined) appendPicture(row, 'funnel', funnelPart());
  return row;
}

function update(row, { head, cells, share, narrows }) {
  if (row.cells[0].textContent !== (head.textContent ?? head)) row.cells[0].replaceChildren(head);
  cells.forEach((text, index) => write(row.cells[index + 1], text));
  if (share !== undefined) draw(row, share);
  if (narrows !== undefined) drawFunnelPart(row, narrows);
}

function appendPicture(row, className, picture) {
  const cell = row.insertCell();
  cell.className = className;
  cell.append(picture);
}

function newEntry(key) {
  const entry = document.createElement('div');
  entry.dataset.key = key;
  entry.append(document.createElement('dt'), document.createElement('dd'));
  return entry;
}

function draw(element, share) {
  element.querySelector('rect').setAttribute('width', String(Math.round(Math.min(1, share) * 1000) / 10));
}

/** As wide at the top as the first share, at the bottom as the second, and in the middle: with the parts above and below it is a funnel. */
function drawFunnelPart(element, [top, bottom]) {
  const points = [
    [50 - 50 * top, 0],
    [50 + 50 * top, 0],
    [50 + 50 * bottom, 10],
    [50 - 50 * bottom, 10],
  ];
  const written = points.map((point) => point.map((number) => Math.round(number * 10) / 10).join()).join(' ');
  element.querySelector('polygon').setAttribute('points', written);
}

function bar() {
  const rect = document.createElementNS(SVG, 'rect');
  rect.setAttribute('height', '10');
  return picture(rect);
}

function funnelPart() {
  return picture(document.createElementNS(SVG, 'polygon'));
}

/** A picture of the number beside it, which says the same: nothing for who cannot see it to miss. */
function picture(shape) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 100 10');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(shape);
  return svg;
}
