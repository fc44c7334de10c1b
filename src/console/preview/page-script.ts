/**
 * The page's script. It stores the selected choices, requests their risks from the server, and replaces the page when the
 * file changes. Selected choices, open details, focus and scroll position are kept. The script creates no markup.
 */
export const SCRIPT = `'use strict';
(() => {
  const ticks = new Set(JSON.parse(sessionStorage.getItem('ticks') || '[]'));
  const page = () => document.getElementById('page');
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const tickedIn = (question) => all(question, 'input:checked').map((input) => input.value);
  let announced = page().dataset.revision;
  let refreshing;

  function announce(text) {
    document.getElementById('announcer').textContent = text;
  }

  /** Requests the risks of questions, which may be on a page that is not shown yet, and writes them into the page. */
  async function evaluate(root, questions) {
    const asked = questions.map((question) => ({ question: question.dataset.question, ticked: tickedIn(question) }));
    const reply = await fetch('/evaluate', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ revision: root.dataset.revision, answers: asked }),
    });
    if (!reply.ok) return [];
    const { results } = await reply.json();
    results.forEach((result, index) => {
      const question = questions[index];
      // A later selection has sent a new request.
      if (asked[index].ticked.join() === tickedIn(question).join()) show(root, question, result);
    });
    count(root);
    return results;
  }

  function show(root, question, { risk, label, why, rule }) {
    question.dataset.risk = risk;
    const badge = question.querySelector('[data-label]');
    badge.dataset.risk = risk;
    badge.textContent = label;
    question.querySelector('[data-why]').textContent = why;
    all(question, '.rules li').forEach((item, index) => {
      if (index === rule) item.setAttribute('aria-current', 'true');
      else item.removeAttribute('aria-current');
    });
    const ticked = new Set(tickedIn(question));
    const items = all(question, '.plan li');
    for (const item of items) item.hidden = ticked.has(item.dataset.choice);
    question.querySelector('.no-plan').hidden = items.some((item) => !item.hidden);
    question.querySelector('.plan').hidden = risk !== 'HIGH_RISK' && risk !== 'MEDIUM_RISK';
    const link = root.querySelector('[data-link="' + question.dataset.question + '"]');
    link.dataset.risk = risk;
    link.querySelector('[data-link-risk]').textContent = label;
  }

  function count(root) {
    const questions = all(root, '.question');
    for (const place of all(root, '[data-count]')) {
      place.textContent = questions.filter(({ dataset }) => dataset.risk === place.dataset.count).length;
    }
  }

  /** Selects the stored choices whose question and choice ids still exist. */
  async function restore(root) {
    const boxes = all(root, 'input[type=checkbox]');
    for (const box of boxes) box.checked = ticks.has(box.dataset.key);
    const answered = all(root, '.question').filter((question) => tickedIn(question).length > 0);
    count(root);
    if (answered.length > 0) await evaluate(root, answered);
  }

  async function swap() {
    const reply = await fetch('/');
    const next = new DOMParser().parseFromString(await reply.text(), 'text/html');
    const fresh = next.getElementById('page');
    await restore(fresh);
    const old = page();
    const open = new Map(all(old, 'details[data-key]').map((details) => [details.dataset.key, details.open]));
    for (const details of all(fresh, 'details[data-key]')) {
      details.open = open.get(details.dataset.key) ?? details.open;
    }
    const focused = selectorOf(document.activeElement);
    const anchor = all(old, '.question').find((question) => question.getBoundingClientRect().bottom > 100);
    const top = anchor?.getBoundingClientRect().top;
    const { scrollY } = window;
    old.replaceWith(document.adoptNode(fresh));
    document.title = next.title;
    const moved = anchor && scrollY > 0 && document.getElementById(anchor.id);
    window.scrollTo({ top: moved ? window.scrollY + moved.getBoundingClientRect().top - top : scrollY, behavior: 'instant' });
    if (focused) document.querySelector(focused)?.focus({ preventScroll: true });
    const heading = document.getElementById('broken') ?? document.getElementById('findings');
    announce('The file was saved' + (heading ? ': ' + heading.textContent : ''));
  }

  function selectorOf(element) {
    if (element?.dataset.key) return '[data-key="' + CSS.escape(element.dataset.key) + '"]';
    if (element?.id) return '#' + CSS.escape(element.id);
    const href = element?.getAttribute('href');
    return href && '#page a[href="' + CSS.escape(href) + '"]';
  }

  function refresh() {
    refreshing ??= (async () => {
      while (page().dataset.revision !== announced) await swap();
    })().catch(() => follow(false)).finally(() => { refreshing = undefined; });
  }

  function follow(isFollowing) {
    const place = document.querySelector('[data-following]');
    place.textContent = isFollowing ? 'Following' : 'Not following: the preview has stopped';
    place.classList.toggle('lost', !isFollowing);
  }

  function keep() {
    sessionStorage.setItem('ticks', JSON.stringify([...ticks]));
  }

  document.addEventListener('change', ({ target }) => {
    if (!target.matches('input[type=checkbox]')) return;
    if (target.checked) ticks.add(target.dataset.key);
    else ticks.delete(target.dataset.key);
    keep();
    const question = target.closest('.question');
    evaluate(page(), [question]).then(([result]) => {
      if (result) announce(question.dataset.number + ': ' + result.label + '. ' + result.why);
    }, () => follow(false));
  });

  document.addEventListener('click', ({ target }) => {
    if (!target.closest('[data-clear]')) return;
    const answered = all(page(), '.question').filter((question) => tickedIn(question).length > 0);
    ticks.clear();
    keep();
    for (const box of all(page(), 'input:checked')) box.checked = false;
    evaluate(page(), answered).then(() => announce('Answers cleared'), () => follow(false));
  });

  const events = new EventSource('/events');
  events.onmessage = ({ data }) => {
    announced = data;
    follow(true);
    refresh();
  };
  events.onerror = () => follow(false);
  restore(page()).catch(() => follow(false));
})();
`;
