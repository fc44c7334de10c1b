/**
 * The page's script. The server sends changed parts as markup and the script merges them: open details, typed text,
 * selections and focus are kept. Links within the page change the view without a reload; forms become actions. The
 * script creates no markup.
 */
export const SCRIPT = `'use strict';
(() => {
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const announcer = document.getElementById('announcer');

  let events;
  let hasMoved = false;

  /** Updates an element to match another one, and keeps the user's input. */
  function fit(old, fresh) {
    // The output of a form is written by this script.
    if (old.isEqualNode(fresh) || old.matches('output')) return;
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && name !== 'open') old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      // The user folds and unfolds.
      if (name !== 'open' && old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    // The user types and selects.
    if (old.matches('textarea, input')) return;
    const chosen = old.matches('select') ? old.value : undefined;
    fitChildren(old, fresh);
    if (chosen !== undefined && all(old, 'option').some(({ value }) => value === chosen)) old.value = chosen;
  }

  function fitChildren(old, fresh) {
    const keyed = new Map();
    for (const child of old.children) if (child.dataset.key !== undefined) keyed.set(child.dataset.key, child);
    let at = old.firstChild;
    for (const wanted of [...fresh.childNodes]) {
      const key = wanted.nodeType === 1 ? wanted.dataset.key : undefined;
      const known = key === undefined ? undefined : keyed.get(key);
      if (known && known.nodeName === wanted.nodeName) {
        if (known === at) at = at.nextSibling;
        else old.insertBefore(known, at);
        fit(known, wanted);
      } else if (key === undefined && at && isAlike(at, wanted)) {
        const next = at.nextSibling;
        if (at.nodeType === 1) fit(at, wanted);
        else if (at.data !== wanted.data) at.data = wanted.data;
        at = next;
      } else {
        old.insertBefore(document.adoptNode(wanted), at);
      }
    }
    while (at) {
      const next = at.nextSibling;
      at.remove();
      at = next;
    }
  }

  const isAlike = (one, other) =>
    one.nodeType === other.nodeType && one.nodeName === other.nodeName && (one.nodeType !== 1 || one.dataset.key === undefined);

  function show(id, markup) {
    const place = document.getElementById(id);
    if (!place) return;
    const fresh = new DOMParser().parseFromString('<body>' + markup, 'text/html').body;
    fitChildren(place, fresh);
  }

  function follow() {
    events?.close();
    events = new EventSource('events' + location.search);
    events.onmessage = ({ data }) => {
      follows(true);
      for (const [id, markup] of Object.entries(JSON.parse(data))) show(id, markup);
      if (hasMoved) arrive();
      hasMoved = false;
    };
    events.onerror = () => follows(false);
  }

  /** Announces the view, and scrolls to it when it is below the screen. */
  function arrive() {
    const details = document.getElementById('details-title');
    const heading = details ?? document.querySelector('#view h2');
    announcer.textContent = heading?.textContent ?? '';
    if (details && details.getBoundingClientRect().top > innerHeight * 0.8) details.scrollIntoView({ block: 'center' });
  }

  function follows(isFollowing) {
    const place = document.querySelector('[data-following]');
    place.textContent = isFollowing ? 'Live' : 'Not connected: the console has stopped';
    place.classList.toggle('lost', !isFollowing);
  }

  function go(search) {
    hasMoved = true;
    if (search !== location.search) history.pushState(null, '', search);
    follow();
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="?"]');
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      go(link.getAttribute('href'));
    }
    const edit = event.target.closest('[data-edit]');
    if (edit) load(edit.dataset.edit);
  });
  addEventListener('popstate', follow);

  async function load(key) {
    const form = document.getElementById('upload-form');
    const reply = key === '' ? undefined : await fetch('source?key=' + encodeURIComponent(key));
    if (reply && !reply.ok) return;
    form.elements.key.value = key || 'lenses/';
    form.elements.text.value = reply ? await reply.text() : '';
    form.closest('details').open = true;
    form.elements.text.focus();
    form.elements.text.setSelectionRange(0, 0);
    form.elements.text.scrollTop = 0;
  }

  document.addEventListener('change', async ({ target }) => {
    if (target.matches('[data-load]')) load(target.value);
    if (target.matches('[data-file]') && target.files.length === 1) {
      const form = document.getElementById('upload-form');
      form.elements.key.value = 'lenses/' + target.files[0].name;
      form.elements.text.value = await target.files[0].text();
    }
  });

  document.addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = event.target;
    const place = form.querySelector('output');
    const say = (text, isBad) => {
      place.textContent = text;
      place.dataset.tone = isBad ? 'bad' : 'good';
      announcer.textContent = text;
    };
    if (form.dataset.busy) return;
    form.dataset.busy = 'true';
    say('…', false);
    try {
      const reply = await fetch('actions', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ kind: form.dataset.action, ...Object.fromEntries(new FormData(form)) }),
      });
      say(await reply.text(), !reply.ok);
      if (reply.ok && form.dataset.goto) go('?view=' + form.dataset.goto);
    } catch {
      say('The console has stopped', true);
    } finally {
      delete form.dataset.busy;
    }
  });

  follow();
})();
`;
