/** As wide as the terminal is, but no wider than a line is easily read. */
const columns = process.stdout.isTTY ? Math.min(100, process.stdout.columns) : 100;

/** Broken where a line would be longer than that. */
export function wrapped(text: string, width = columns): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** Beside its label, line under line. */
export function under(label: string, labelWidth: number, text: string): string[] {
  return wrapped(text, columns - labelWidth).map((line, at) => `${(at === 0 ? label : '').padEnd(labelWidth)}${line}`);
}

/** What must stay whole, such as an address: beside its label, or below it where the two together are too wide. */
export function beside(label: string, labelWidth: number, whole: string): string[] {
  const line = `${label.padEnd(labelWidth)}${whole}`;
  return line.length <= columns ? [line] : [label, `  ${whole}`];
}

export function number(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}
