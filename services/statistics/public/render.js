/* global document */
import { definitions, language, text } from './translations.js';

const SVG = 'http://www.w3.org/2000/svg';
/** How much of a bar's room the line is that stands where the goal is. */
const TICK = 0.006;

/**
 * Fills a table, and changes no more of it than has changed: who is reading it keeps their place.
 * A row is `{ key, head, cells, narrows? }`; `head` is text or a link, a cell is text or `{ text, share }`: a number with a bar under it that
 * is as long as the share says, from 0 to 1. `narrows` draws a part of a funnel from one share to another.
 */
export function fill(table, headings, rows) {
  if (!table.tHead) table.createTHead().append(headingRow(headings));
  const body = table.tBodies[0] ?? table.createTBody();
  const known = new Map([...body.rows].map((row) => [row.dataset.key, row]));

  rows.forEach((row, index) => {
    const element = known.get(row.key) ?? newRow(row, headings);
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

/**
 * Fills a list of cards: `{ key, head, number, of, words, figure, bar? }`. `bar` is `{ reached, bounds?, goal?, scale }`: how long it is, how far the
 * estimates reach, where the goal stands, all of the same scale. `figure` is the id of the definition that says how it is counted.
 */
export function fillCards(list, cards) {
  list.hidden = cards.length === 0;
  const known = new Map([...list.children].map((card) => [card.dataset.key, card]));
  cards.forEach((card, index) => {
    const element = known.get(card.key) ?? newCard(card);
    known.delete(card.key);
    if (list.children[index] !== element) list.insertBefore(element, list.children[index] ?? null);
    updateCard(element, card);
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

function newRow({ key, head, cells, narrows }, [, ...headings]) {
  const row = document.createElement('tr');
  row.dataset.key = key;
  const heading = document.createElement('th');
  heading.scope = 'row';
  heading.append(head);
  row.append(heading);
  cells.forEach((cell, index) => {
    const element = row.insertCell();
    // On a phone each number stands beside its own heading.
    element.dataset.heading = headings[index];
    element.append(document.createElement('span'));
    if (cell.share !== undefined) element.append(bar());
  });
  if (narrows !== undefined) appendFunnelPart(row);
  return row;
}

function update(row, { head, cells, narrows }) {
  if (row.cells[0].textContent !== (head.textContent ?? head)) row.cells[0].replaceChildren(head);
  cells.forEach((cell, index) => {
    const element = row.cells[index + 1];
    write(element.firstChild, cell.text ?? cell);
    if (cell.share !== undefined) draw(element, cell.share);
  });
  if (narrows !== undefined) drawFunnelPart(row, narrows);
}

function appendFunnelPart(row) {
  const cell = row.insertCell();
  cell.className = 'funnel';
  cell.append(picture(document.createElementNS(SVG, 'polygon')));
}

function newCard({ key, figure, bar: drawn }) {
  const card = document.createElement('article');
  card.dataset.key = key;
  const [head, number, words] = ['h3', 'p', 'p'].map((name) => document.createElement(name));
  number.className = 'number';
  number.append(document.createElement('strong'), ' ', document.createElement('span'));
  card.append(head, number);
  if (drawn) card.append(picture(...['reached', 'bounds', 'goal'].map(rectOf)));
  card.append(words);
  if (figure) card.append(howCounted(figure));
  return card;
}

function updateCard(card, { head, number, of, words, bar: drawn }) {
  write(card.querySelector('h3'), head);
  write(card.querySelector('.number strong'), number);
  write(card.querySelector('.number span'), of);
  write(card.querySelector('.number ~ p'), words);
  if (!drawn) return;

  const { reached, bounds = [0, 0], goal, scale } = drawn;
  place(card.querySelector('.reached'), 0, reached / scale);
  place(card.querySelector('.bounds'), bounds[0] / scale, bounds[1] / scale);
  if (goal !== undefined) place(card.querySelector('.goal'), goal / scale - TICK / 2, goal / scale + TICK / 2);
}

function howCounted(figure) {
  const details = document.createElement('details');
  const [summary, meaning] = ['summary', 'p'].map((name) => document.createElement(name));
  summary.textContent = text.howCounted;
  meaning.dataset.figureMeaning = figure;
  meaning.textContent = definitions.get(figure)?.meaning[language] ?? '';
  details.append(summary, meaning);
  return details;
}

function newEntry(key) {
  const entry = document.createElement('div');
  entry.dataset.key = key;
  entry.append(document.createElement('dt'), document.createElement('dd'));
  return entry;
}

function draw(element, share) {
  place(element.querySelector('rect'), 0, share);
}

/** From one share of the whole width to another. */
function place(rect, from, to) {
  rect.setAttribute('x', percent(from));
  rect.setAttribute('width', percent(to - from));
}

/** To a hundredth of a per cent: less than a pixel. */
function percent(share) {
  return String(Math.round(share * 10_000) / 100);
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
  return picture(rectOf('reached'));
}

function rectOf(className) {
  const rect = document.createElementNS(SVG, 'rect');
  rect.setAttribute('class', className);
  rect.setAttribute('height', '10');
  return rect;
}

/** A picture of the number beside it, which says the same: nothing for who cannot see it to miss. */
function picture(...shapes) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 100 10');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(...shapes);
  return svg;
}
