// What pages of the catalogues are made of.

export function page(title, lines) {
  const note = '<!-- Written by `npm run docs` from the catalogues in the sources. -->';
  return [`# ${title}`, '', note, '', ...lines, ''].join('\n');
}

export function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '-')), ...rows.map(line)];
}
