/**
 * The page's script. It draws the tables that can be folded, filtered and sorted from the data in the page, and exports
 * tables as CSV. Text is always inserted as text, never as markup.
 */
export const SCRIPT = String.raw`'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const byId = (id) => document.getElementById(id);
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const number = (value) => value.toLocaleString('en');
  let isPrinting = false;

  function el(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
    }
    element.append(...children.filter((child) => child !== undefined && child !== false));
    return element;
  }
  const text = (value) => el('bdi', {}, value);
  const hidden = (value) => el('span', { class: 'hidden' }, value);

  // ---- Units

  const MARKS = {
    a: 'shared',
    o: 'by the organization',
    p: 'in progress',
    m: 'missing',
    f: 'failed',
    x: 'not asked for',
  };
  const units = data.units.map(([name, depth, path, fullPath], index) => ({ index, name, depth, path, fullPath }));
  const ends = units.map(({ depth }, index) => {
    const next = units.findIndex((unit, other) => other > index && unit.depth <= depth);
    return next === -1 ? units.length : next;
  });
  const accountsAt = data.paths.map(() => 0);
  for (const account of data.accounts) accountsAt[account[2]] += 1;
  const accountsIn = (from, to) =>
    units.slice(from, to).reduce((sum, { path }) => sum + (path < 0 ? 0 : accountsAt[path]), 0);
  const open = new Set(units.length <= 30 ? units.keys() : []);
  const hasChildren = (index) => ends[index] > index + 1;

  function covered(coverage, from, to) {
    let active = 0;
    let wanted = 0;
    for (const letter of coverage.slice(from, to)) {
      if (letter === 'a' || letter === 'o') active += 1;
      if (letter !== '-' && letter !== 'x') wanted += 1;
    }
    return { active, wanted };
  }

  function markCell(letter) {
    const word = MARKS[letter];
    if (word === undefined) return el('td', {}, hidden('not asked for and not shared'));
    return el('td', { class: 'cell ' + letter, title: word }, hidden(word));
  }

  function sumCell(coverage, from, to) {
    const { active, wanted } = covered(coverage, from, to);
    if (wanted === 0) return el('td', {}, hidden('not asked for'));
    const part = active / wanted;
    const step = part === 1 ? 4 : part === 0 ? 0 : part < 0.5 ? 1 : part < 0.85 ? 2 : 3;
    const short = active === wanted ? number(active) : number(active) + '/' + number(wanted);
    return el('td', { class: 'cell h' + step, title: number(active) + ' of ' + number(wanted) + ' shared' }, short);
  }

  function unitRow(unit) {
    const { index, name, depth } = unit;
    const isOpen = open.has(index) || isPrinting;
    const sums = hasChildren(index) && !isOpen;
    const fold = hasChildren(index)
      ? el('button', { type: 'button', class: 'fold', 'data-unit': String(index), 'aria-expanded': String(isOpen) }, hidden('Units in ' + name))
      : el('span', { class: 'no-fold' });
    const label = el('span', { class: 'unit' }, fold, text(name));
    label.style.paddingInlineStart = Math.min(depth, 5) * 0.9 + 'rem';
    return el(
      'tr',
      {},
      el('th', { scope: 'row' }, label),
      el('td', { class: 'number' }, number(sums ? accountsIn(index, ends[index]) : accountsIn(index, index + 1))),
      ...data.lenses.map(([, , coverage]) =>
        sums ? sumCell(coverage, index, ends[index]) : markCell(coverage[index]),
      ),
    );
  }

  function drawUnits() {
    const table = byId('lenskeeper-units');
    if (!table) return;
    const regions = new Set(data.lenses.map(([, region]) => region));
    const head = el(
      'tr',
      {},
      el('th', { scope: 'col' }, 'Unit'),
      el('th', { scope: 'col', class: 'number' }, 'Accounts'),
      ...data.lenses.map(([name, region]) => {
        const title = regions.size > 1 ? name + ', ' + region : name;
        return el('th', { scope: 'col', class: 'upright', title }, el('span', {}, text(title)));
      }),
    );
    const whole = el(
      'tr',
      { class: 'whole' },
      el('th', { scope: 'row' }, 'All units'),
      el('td', { class: 'number' }, number(accountsIn(0, units.length))),
      ...data.lenses.map(([, , coverage]) => sumCell(coverage, 0, units.length)),
    );
    const rows = [];
    for (let index = 0; index < units.length; ) {
      rows.push(unitRow(units[index]));
      index = open.has(index) || isPrinting ? index + 1 : ends[index];
    }
    table.replaceChildren(el('thead', {}, head), el('tbody', {}, whole, ...rows));
  }

  byId('lenskeeper-units')?.addEventListener('click', (event) => {
    const index = event.target.closest('[data-unit]')?.dataset.unit;
    if (index === undefined) return;
    if (!open.delete(Number(index))) open.add(Number(index));
    drawUnits();
    document.querySelector('[data-unit="' + index + '"]').focus();
  });
  byId('unfold-all')?.addEventListener('click', () => {
    for (const index of units.keys()) open.add(index);
    drawUnits();
  });
  byId('fold-all')?.addEventListener('click', () => {
    open.clear();
    drawUnits();
  });

  // ---- Accounts

  const SLICE = 50;
  const WORKLOADS = {
    present: ['present', 'good'],
    missing: ['missing', 'bad'],
    waiting: ['waiting', 'watch'],
    'not-ours': ['not managed', 'watch'],
    uncovered: ['no longer covered', 'watch'],
    'not-asked': ['not asked for', ''],
  };
  const REVIEWS = { b: ['behind', 'watch'], m: ['missing', 'bad'], u: ['not read', ''], c: ['current', ''] };
  const accounts = data.accounts.map(([id, name, path, state, template, workload, workloadId, risks, reviews]) => ({
    id,
    name,
    path: data.paths[path],
    state,
    template: data.templates[template] || '',
    workload,
    workloadId,
    risks: risks || undefined,
    reviews,
    words: (id + ' ' + name + ' ' + data.paths[path]).toLowerCase(),
  }));
  const risk = (index) => (account) => (account.risks ? account.risks[index] : -1);
  const COLUMNS = [
    { title: 'Account', of: ({ name }) => name.toLowerCase() },
    { title: 'Workload', of: ({ workload }) => workload },
    { title: 'Lenses' },
    { title: 'High', of: risk(0), isNumber: true },
    { title: 'Medium', of: risk(1), isNumber: true },
    { title: 'Unanswered', of: risk(2), isNumber: true },
    { title: 'Unit', of: ({ path }) => path },
    { title: 'Template', of: ({ template }) => template },
  ];
  let shown = SLICE;
  let sorting = { column: undefined, isUp: true };

  function found() {
    const words = byId('search').value.toLowerCase().split(/\s+/).filter(Boolean);
    const workload = byId('by-workload').value;
    const lenses = byId('by-lenses').value;
    const byRisk = byId('by-risk').value;
    const matches = accounts.filter(
      (account) =>
        words.every((word) => account.words.includes(word)) &&
        (workload === '' || account.workload === workload) &&
        (lenses === '' ||
          (lenses === 'c' ? /c/.test(account.reviews) && !/[bmu]/.test(account.reviews) : account.reviews.includes(lenses))) &&
        (byRisk === '' || (account.risks && account.risks[byRisk] > 0)),
    );
    const { column, isUp } = sorting;
    if (column === undefined) return matches;
    const { of } = COLUMNS[column];
    return matches.sort((left, right) => {
      const [one, other] = isUp ? [of(left), of(right)] : [of(right), of(left)];
      return one < other ? -1 : one > other ? 1 : 0;
    });
  }

  function tag([word, tone]) {
    return tone === '' ? el('span', { class: 'quiet' }, word) : el('span', { class: 'tag ' + tone }, word);
  }

  function lensCell(reviews) {
    const parts = Object.entries(REVIEWS).flatMap(([letter, [word, tone]]) => {
      const names = data.reviewed.filter((_, index) => reviews[index] === letter);
      return names.length === 0 ? [] : [{ names, word, tone }];
    });
    if (parts.length === 0) return el('td', { class: 'quiet' }, '–');
    const summary = el('summary', {});
    parts.forEach(({ names, word, tone }, index) =>
      summary.append(index > 0 ? ', ' : '', tag([names.length + ' ' + word, tone])),
    );
    const list = el('ul', {}, ...parts.flatMap(({ names, word }) => names.map((name) => el('li', {}, text(name), ': ' + word))));
    return el('td', {}, el('details', {}, summary, list));
  }

  function accountRow({ id, name, path, state, template, workload, risks, reviews }) {
    return el(
      'tr',
      {},
      el(
        'th',
        { scope: 'row' },
        el('span', { class: 'name' }, text(name)),
        el('span', { class: 'id' }, id),
        state !== 'ACTIVE' && el('span', { class: 'tag watch' }, state.toLowerCase().replaceAll('_', ' ')),
      ),
      el('td', {}, tag(WORKLOADS[workload])),
      lensCell(reviews),
      ...[0, 1, 2].map((index) => el('td', { class: 'number' }, risks ? number(risks[index]) : '–')),
      el('td', { class: 'path' }, text(path)),
      el('td', { class: 'path' }, template === '' ? '–' : text(template)),
    );
  }

  function accountHead() {
    return el(
      'tr',
      {},
      ...COLUMNS.map(({ title, of, isNumber }, index) => {
        const isSorted = sorting.column === index;
        const sort = isSorted ? (sorting.isUp ? 'ascending' : 'descending') : undefined;
        return el(
          'th',
          { scope: 'col', class: isNumber && 'number', 'aria-sort': sort },
          of ? el('button', { type: 'button', class: 'sort', 'data-column': String(index) }, title) : title,
        );
      }),
    );
  }

  function drawAccounts() {
    const table = byId('lenskeeper-accounts');
    if (!table) return;
    const matches = found();
    const rows = isPrinting ? matches : matches.slice(0, shown);
    table.replaceChildren(el('thead', {}, accountHead()), el('tbody', {}, ...rows.map(accountRow)));
    byId('found').textContent =
      number(matches.length) + (matches.length === accounts.length ? '' : ' of ' + number(accounts.length)) +
      (accounts.length === 1 ? ' account' : ' accounts') + (rows.length < matches.length ? ', ' + number(rows.length) + ' shown' : '');
    byId('more').hidden = rows.length === matches.length;
  }

  function drawAnew() {
    shown = SLICE;
    drawAccounts();
  }
  for (const id of ['search', 'by-workload', 'by-lenses', 'by-risk']) byId(id)?.addEventListener('input', drawAnew);
  document.querySelector('.filters')?.addEventListener('submit', (event) => event.preventDefault());
  byId('more')?.addEventListener('click', () => {
    const first = shown;
    shown += 250;
    drawAccounts();
    if (byId('more').hidden) byId('lenskeeper-accounts').closest('.scroll').focus();
  });
  byId('lenskeeper-accounts')?.addEventListener('click', (event) => {
    const column = event.target.closest('[data-column]')?.dataset.column;
    if (column === undefined) return;
    const index = Number(column);
    const isUp = sorting.column === index ? !sorting.isUp : !COLUMNS[index].isNumber;
    sorting = { column: index, isUp };
    drawAccounts();
    document.querySelector('[data-column="' + column + '"]').focus();
  });

  // ---- Pillars

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-unfolds]');
    if (!button) return;
    const isOpen = byId(button.dataset.unfolds).toggleAttribute('data-folded') === false;
    button.setAttribute('aria-expanded', String(isOpen));
  });

  // ---- CSV

  const DATA = {
    'lenskeeper-units': () => [
      ['Unit', 'Accounts', ...data.lenses.map(([name, region]) => name + ' (' + region + ')')],
      ...units.map(({ index, fullPath }) => [
        fullPath,
        accountsIn(index, index + 1),
        ...data.lenses.map(([, , coverage]) => MARKS[coverage[index]] || ''),
      ]),
    ],
    'lenskeeper-accounts': () => [
      ['Account', 'Name', 'State', 'Unit', 'Template', 'Workload', 'Workload id', 'High', 'Medium', 'Unanswered', 'No risk', ...data.reviewed],
      ...found().map(({ id, name, state, path, template, workload, workloadId, risks, reviews }) => [
        id, name, state, path, template, WORKLOADS[workload][0], workloadId, ...(risks || ['', '', '', '']),
        ...[...reviews].map((letter) => (REVIEWS[letter] ? REVIEWS[letter][0] : '')),
      ]),
    ],
  };

  const cellText = (cell) => {
    const parts = all(cell, '[data-text]');
    const read = parts.length > 0 ? parts.map((part) => part.textContent).join('') : cell.textContent;
    return read.replace(/\s+/g, ' ').trim();
  };

  /** A spreadsheet reads such a cell as a formula; an apostrophe makes it text. */
  function csvCell(value) {
    const cell = String(value);
    const plain = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) && !/^-?[\d.,]+$/.test(cell) ? "'" + cell : cell;
    return /[",;\r\n]/.test(plain) ? '"' + plain.replaceAll('"', '""') + '"' : plain;
  }

  document.addEventListener('click', (event) => {
    const name = event.target.closest('[data-csv]')?.dataset.csv;
    if (name === undefined) return;
    const rows = DATA[name] ? DATA[name]() : [...byId(name).rows].map((row) => [...row.cells].map(cellText));
    const csv = '\ufeff' + rows.map((row) => row.map(csvCell).join(',') + '\r\n').join('');
    const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
    el('a', { href: url, download: name + '.csv' }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  });

  // ---- Printed pages show everything

  function draw() {
    drawUnits();
    drawAccounts();
  }
  matchMedia('print').addEventListener('change', ({ matches }) => {
    isPrinting = matches;
    draw();
  });
  draw();
})();
`;
