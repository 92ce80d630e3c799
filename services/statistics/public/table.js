/* global document */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Fills a table, and changes no more of it than has changed: who is reading it keeps their place.
 * A row is `{ key, head, cells, share? }`; `head` is text or a link, `share` from 0 to 1 draws a bar beside the numbers.
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

function newRow({ key, head, cells, share }) {
  const row = document.createElement('tr');
  row.dataset.key = key;
  const heading = document.createElement('th');
  heading.scope = 'row';
  heading.append(head);
  row.append(heading);
  cells.forEach(() => row.insertCell());
  if (share !== undefined) {
    const cell = row.insertCell();
    cell.className = 'bar';
    cell.append(bar());
  }
  return row;
}

function update(row, { head, cells, share }) {
  if (row.cells[0].textContent !== (head.textContent ?? head)) row.cells[0].replaceChildren(head);
  cells.forEach((text, index) => write(row.cells[index + 1], text));
  if (share !== undefined) row.querySelector('rect').setAttribute('width', String(Math.round(share * 1000) / 10));
}

/** A picture of the number beside it, which says the same: nothing for who cannot see it to miss. */
function bar() {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 100 10');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  const rect = document.createElementNS(SVG, 'rect');
  rect.setAttribute('height', '10');
  svg.append(rect);
  return svg;
}
