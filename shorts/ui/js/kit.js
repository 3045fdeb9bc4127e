// What every widget may use, as window.studio. Loaded once, in the head of the page.
(() => {
  const text = JSON.parse(document.querySelector('#studio-text').textContent);

  const escape = (value) => String(value ?? '').replace(/[&<>"'`]/g, (c) => `&#${c.charCodeAt(0)};`);

  /** A message at the lower edge; an error stays until it is closed. action: {label, act}, offered for ten seconds. */
  const tell = (message, kind = 'info', action = null) => {
    let shelf = document.querySelector('#studio-messages');
    if (!shelf) {
      shelf = document.createElement('div');
      shelf.id = 'studio-messages';
      shelf.setAttribute('aria-live', 'polite');
      document.body.append(shelf);
    }
    const note = document.createElement('div');
    note.className = `note ${kind}`;
    note.setAttribute('role', kind === 'error' ? 'alert' : 'status');
    note.innerHTML = `<p>${escape(message)}</p><button type="button" aria-label="${escape(text.act_dismiss)}">✕</button>`;
    note.querySelector('button').onclick = () => note.remove();
    if (action) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'act';
      button.textContent = action.label;
      button.onclick = () => { note.remove(); action.act(); };
      note.querySelector('p').after(button);
    }
    [...shelf.children].filter((other) => other.textContent === note.textContent).forEach((other) => other.remove());
    shelf.append(note);
    if (kind !== 'error') setTimeout(() => note.remove(), action ? 10_000 : 4000);
  };

  /** Call a function of the server; its result, or null after telling what went wrong. */
  const ask = async (call, ...values) => {
    try {
      const answer = await call(values);
      if (answer === undefined) throw new TypeError('no answer'); // how Gradio's client tells that the server wasn't reached
      if (answer.error) { tell(answer.error, 'error'); return null; }
      return answer.ok;
    } catch (problem) {
      tell(navigator.onLine === false || problem instanceof TypeError ? text.offline : text.unexpected, 'error');
      return null;
    }
  };

  /** Put `html` into `place` unless it is there already: what is focused or just being pressed stays, and a press is not lost. Was it another? */
  const put = (place, html) => {
    if (place.shown === html) return false;
    place.innerHTML = html;
    place.shown = html;
    return true;
  };

  /** `work` once, when it has been quiet for `ms`; `.now()` at once. */
  const later = (work, ms = 500) => {
    let timer = 0;
    const run = (...values) => { clearTimeout(timer); timer = setTimeout(() => work(...values), ms); };
    run.now = (...values) => { clearTimeout(timer); return work(...values); };
    return run;
  };

  document.addEventListener('click', (event) => {
    const to = event.target.closest('[data-go]');
    if (to) window.studio.go(to.dataset.go);
  });

  const listeners = {};
  /** Words between widgets: on('scene', f) hears say('scene', {short, scene}). */
  const on = (word, hear) => (listeners[word] ??= []).push(hear);
  const say = (word, value) => (listeners[word] ?? []).forEach((hear) => hear(value));

  const duration = (seconds) => {
    const whole = Math.round(seconds);
    const [m, s] = [Math.floor(whole / 60), whole % 60];
    return m ? text.minutes.replace('{m}', m).replace('{s}', s) : text.only_seconds.replace('{s}', s);
  };

  // Gradio tells of a lost connection in English whatever the page's language; then it waits and loads the page anew.
  new MutationObserver(() => document.querySelectorAll('.toast-message-text').forEach((message) => {
    if (/^(Connection to the server was lost|Connection errored out)/.test(message.textContent)) message.textContent = text.lost;
  })).observe(document.documentElement, { childList: true, subtree: true });

  /** A character's portrait on its own colours, which show until the picture is there: HTML. Initials if there is none. one: {name, picture, palette}. */
  const portrait = (one, size) => {
    const [first, second] = (one?.palette ?? []).concat('#ccc', '#eee').slice(0, 2);
    const look = `class="swatch" style="--one:${escape(first)};--two:${escape(second)}"`;
    const letters = escape((one?.name ?? '').split(/\s+/).map((word) => word[0] ?? '').slice(-2).join(''));
    return one?.picture ? `<img ${look} data-letters="${letters}" src="${escape(one.picture)}" alt="" width="${size}" height="${size}" loading="lazy" decoding="async">` : `<i ${look} aria-hidden="true"><b>${letters}</b></i>`;
  };
  document.addEventListener('error', ({ target }) => { // of a record that can't be drawn
    if (!target.matches?.('img[data-letters]')) return;
    const initials = document.createElement('i');
    initials.className = 'swatch';
    initials.style.cssText = target.style.cssText;
    initials.setAttribute('aria-hidden', 'true');
    initials.append(document.createElement('b'));
    initials.firstChild.textContent = target.dataset.letters;
    target.replaceWith(initials);
  }, true);

  // js/nav.js adds go(tab) and open(short, tab)
  window.studio = { text, escape, tell, ask, put, later, on, say, duration, portrait };
})();
