import type { Page } from '@kraftsamling/testing/browser';

/** A bar as it is drawn, and the number that it stands beside, both as a share of the same whole. */
export interface Bar {
  readonly where: string;
  readonly drawn: number;
  readonly said: number;
}

/**
 * Every bar that is in sight, measured on the screen and read from the text beside it, in English. In a table the longest number of a column
 * is the whole, or 100 per cent where the numbers say so; a goal's bar is measured by where its goal stands.
 */
export function barsOf(page: Page): Promise<Bar[]> {
  return page.evaluate<Bar[]>(`(() => {
    const read = (text) => Number(text.replace(/[^\\d.]/g, '')) / (text.includes('%') ? 100 : 1);
    const widthOf = (element) => element.getBoundingClientRect().width;
    const inSight = (element) => widthOf(element) > 0;
    const lengthOf = (svg) => widthOf(svg.querySelector('.reached')) / widthOf(svg);

    const inTables = [...document.querySelectorAll('td svg:has(.reached)')].filter(inSight).map((svg) => {
      const cell = svg.closest('td');
      const column = [...cell.closest('tbody').rows].map((row) => row.cells[cell.cellIndex].innerText);
      const isShare = cell.innerText.includes('%');
      const whole = isShare ? 1 : Math.max(1, ...column.map(read));
      const where = cell.closest('table').id + ' ' + cell.parentElement.cells[0].innerText;
      return { where, drawn: lengthOf(svg), said: read(cell.innerText) / whole };
    });

    const inFunnels = [...document.querySelectorAll('td.funnel')].filter(inSight).map((cell) => {
      const [[left], [right]] = cell.querySelector('polygon').getAttribute('points').split(' ').map((point) => point.split(','));
      return { where: cell.closest('table').id, drawn: (right - left) / 100, said: read(cell.previousElementSibling.innerText) };
    });

    const inCards = [...document.querySelectorAll('.cards article:has(svg)')].filter(inSight).map((card) => {
      const svg = card.querySelector('svg');
      const [reached, bounds, goal] = ['reached', 'bounds', 'goal'].map((name) => card.querySelector('.' + name).getBoundingClientRect());
      const number = read(card.querySelector('strong').innerText);
      const target = read(card.querySelector('.number span').innerText);
      const upper = /Between [\\d,]+ and ([\\d,]+);/.exec(card.innerText)?.[1];
      const whole = target > 0 ? [(goal.left + goal.right) / 2, target] : [bounds.right, read(upper ?? '1')];
      return { where: card.dataset.key, drawn: reached.width / (whole[0] - svg.getBoundingClientRect().left), said: number / whole[1] };
    });

    const coverage = document.querySelector('#coverage');
    const [covered, of] = coverage.innerText.split('of').map(read);
    return [...inTables, ...inFunnels, ...inCards, { where: 'coverage', drawn: lengthOf(coverage), said: covered / of }];
  })()`);
}

/** The words, controls and pictures of a page that reach beyond the screen, or beyond an element that hides or scrolls what does not fit. */
export function clippedIn(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const clipped = [];
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const { currentNode: node } = words;
      if (node.textContent.trim() === '' || node.parentElement.closest('.skip, option, noscript')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        let [from, to, above, below] = [0, document.documentElement.clientWidth, -Infinity, Infinity];
        for (let around = node.parentElement; around; around = around.parentElement) {
          if (getComputedStyle(around).overflow === 'visible') continue;
          const box = around.getBoundingClientRect();
          [from, to] = [Math.max(from, box.left), Math.min(to, box.right)];
          [above, below] = [Math.max(above, box.top), Math.min(below, box.bottom)];
        }
        const isInside = left >= from - 0.5 && right <= to + 0.5 && top >= above - 0.5 && bottom <= below + 0.5;
        if (!isInside) clipped.push(node.textContent.trim());
      }
    }
    for (const control of document.querySelectorAll('select, svg')) {
      const { left, right } = control.getBoundingClientRect();
      if (left < -0.5 || right > document.documentElement.clientWidth + 0.5) clipped.push(control.outerHTML);
    }
    if (document.documentElement.scrollWidth > innerWidth) clipped.push('The page is wider than the screen.');
    return clipped;
  })()`);
}

/** The words of a table's columns, numbers above all, that are broken over two lines. */
export function brokenIn(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const broken = [];
    while (texts.nextNode()) {
      const { currentNode: node } = texts;
      if (!node.parentElement.closest('td, thead')) continue;
      for (const { 0: word, index } of node.textContent.matchAll(/\\S+/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        if (range.getClientRects().length > 1) broken.push(word);
      }
    }
    return broken;
  })()`);
}
