// The cast: cards to look through, and under the row of the one that is looked at, everything about it.
const box = element.querySelector('.people');
const { escape } = studio;
const { words, language } = given;
let { groups, cast } = given, byId = {}, cells = [];
let state = {};
let shownCast = '';      // which cast the page has, once it isn't the given one any more
let group = '';          // "", "favourites" or a group's id
let looked = '';         // whose details are open
let chosen = '';         // pressed, and not yet confirmed by the server
let film = null;         // {id, mark} being made or shown

const picture = studio.portrait;
const groupName = (id) => groups.find((one) => one.id === id)?.name ?? '';

/** Everybody anew: at the start, and when a character file was added or changed. */
const chips = () => [['', words.everybody], ['favourites', `★ ${words.favourites}`], ...groups.map(({ id, name }) => [id, name])]
  .map(([id, name]) => `<button type="button" data-group="${id}">${escape(name)}</button>`).join('');
const card = (one) => `<div class="one ${one.drawn ? '' : 'coming'}" data-id="${escape(one.id)}">
  <button type="button" class="face" tabindex="-1" aria-expanded="false">${picture(one, 96)}<b>${escape(one.name)}</b><small>${escape(one.drawn ? groupName(one.group) : words.coming)}</small><em hidden>✓ ${escape(words.in_use)}</em></button>
  <button type="button" class="star" tabindex="-1" aria-label="${escape(`${words.star}: ${one.name}`)}"></button></div>`;
const lay = () => {
  byId = Object.fromEntries(cast.map((one) => [one.id, one]));
  at('.chips').innerHTML = chips();
  cells.forEach((cell) => cell.remove());
  grid.insertAdjacentHTML('afterbegin', cast.map(card).join(''));
  cells = [...box.querySelectorAll('.one')];
};

box.innerHTML = `
  <div class="find"><input type="search" placeholder="${escape(words.search)}" aria-label="${escape(words.search)}"><span class="count" role="status"></span></div>
  <div class="chips" role="group" aria-label="${escape(words.search)}"></div>
  <div class="grid"><section class="about" hidden></section></div>
  <div class="nobody" hidden><p></p><button type="button" class="second">${escape(words.show_all)}</button></div>`;
const at = (selector) => box.querySelector(selector);
const search = at('input[type=search]'), grid = at('.grid'), about = at('.about');
lay();
const presenting = () => chosen || state.character;
const spokenIn = () => state.language ?? language;  // until the store has said what the open short speaks, the page's own
const isFavourite = (id) => (state.favourites ?? []).includes(id);

// --- who is shown ---

const shown = () => cells.filter((cell) => !cell.hidden);
const filter = () => {
  const wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  cells.forEach((cell) => {
    const one = byId[cell.dataset.id];
    const here = !group || (group === 'favourites' ? isFavourite(one.id) : one.group === group);
    cell.hidden = !(here && wanted.every((word) => one.words.includes(word)));
  });
  const left = shown();
  at('.count').textContent = wanted.length || group ? words.found.replace('{n}', left.length) : '';
  at('.nobody').hidden = left.length > 0;
  at('.nobody p').textContent = group === 'favourites' && !wanted.length ? words.no_favourites : words.nobody;
  box.querySelectorAll('[data-group]').forEach((button) => button.setAttribute('aria-pressed', button.dataset.group === group));
  reach();
  place();
};

/** One card can be reached with Tab; arrows go on from there. */
const reach = (to) => {
  const left = shown();
  const next = to ?? left.find((cell) => cell.dataset.id === looked) ?? left[0];
  cells.forEach((cell) => { cell.querySelector('.face').tabIndex = cell === next ? 0 : -1; });
};
const columns = () => getComputedStyle(grid).gridTemplateColumns.split(' ').length;

/** The details stand under the row of the one that is looked at. */
const place = () => {
  const left = shown();
  const index = left.findIndex((cell) => cell.dataset.id === looked);
  about.hidden = index < 0;
  if (index < 0) return;
  const last = left[Math.min(Math.floor(index / columns()) * columns() + columns(), left.length) - 1];
  if (last.nextElementSibling !== about) last.after(about);
  about.style.setProperty('--column', (index % columns() + .5) / columns());
};
new ResizeObserver(place).observe(grid);

// --- the one that is looked at ---

const row = (name, value) => (value ? `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>` : '');
const details = () => {
  const one = byId[looked];
  if (!one) return;
  about.setAttribute('role', 'region');
  about.setAttribute('aria-label', one.name);
  about.innerHTML = `<div class="phone"><div class="still" style="--one:${escape(one.palette[0] ?? '#ccc')};--two:${escape(one.palette[1] ?? '#eee')}">${picture(one, 256)}</div>
      ${one.drawn ? `<button type="button" class="see">${escape(words.see)}</button>` : ''}<p class="making" role="status" hidden></p></div>
    <div class="facts"><h3>${escape(one.name)} <small>${escape(groupName(one.group))}</small></h3>
      <p>${escape(one.persona)}</p><blockquote>“${escape(one.phrase)}”</blockquote>
      <dl>${row(words.voice, one.voice)}${row(words.setting, one.setting)}${row(words.tags, one.tags.join(', '))}</dl>
      <div class="acts">${one.drawn ? '<button type="button" class="main choose"></button>' : `<p class="why">${escape(words.coming_why)}</p>`}
        <button type="button" class="hear" data-hear="people-${escape(one.id)}">${escape(words.hear)}</button>
        <button type="button" class="second favour"></button></div>
      ${one.drawn && !one.ready ? `<p class="why unready">${escape(words.unready)}</p>` : ''}${one.drawn ? '<p class="hint"></p>' : ''}</div>`;
  mark();
};

const mark = () => {
  cells.forEach((cell) => {
    const { id } = cell.dataset;
    cell.classList.toggle('looked', id === looked);
    cell.classList.toggle('using', id === presenting());
    cell.querySelector('.face').setAttribute('aria-expanded', id === looked);
    cell.querySelector('em').hidden = id !== presenting();
    const star = cell.querySelector('.star');
    star.setAttribute('aria-pressed', isFavourite(id));
    star.setAttribute('aria-label', `${isFavourite(id) ? words.unstar : words.star}: ${byId[id].name}`);
  });
  const choose = about.querySelector('.choose');
  if (choose) {
    choose.textContent = looked === presenting() ? `✓ ${words.chosen}` : words.choose;
    choose.disabled = looked === presenting();
    about.querySelector('.hint').textContent = state.short ? words.for_short : words.for_next;
  }
  const favour = about.querySelector('.favour');
  if (favour) favour.textContent = isFavourite(looked) ? `★ ${words.unstar}` : `☆ ${words.star}`;
  studio.sounds();
};

const leave = () => {
  if (film?.making) server.give_up([film.mark]).catch(() => {});
  film = null;
};
const look = (id) => {
  if (id === looked) return;
  leave();
  studio.hush();
  const cell = cells.find((other) => other.dataset.id === id);
  const before = cell?.getBoundingClientRect().top;
  looked = id;
  details();
  reach();
  place();
  if (cell && before !== undefined && !cell.hidden) window.scrollBy(0, cell.getBoundingClientRect().top - before); // it stays under the finger
};

const see = async () => {
  if (film) { leave(); details(); return; }
  const mine = film = { id: looked, mark: studio.mark(), making: true };
  studio.hush();
  const button = about.querySelector('.see'), note = about.querySelector('.making');
  button.textContent = words.stop;
  Object.assign(note, { hidden: false, textContent: `${words.seeing}… ${byId[looked].ready ? words.seeing_why : words.unready_why}` });
  note.classList.add('spin');
  const address = await studio.ask(server.moving, mine.id, spokenIn(), mine.mark);
  if (film !== mine) return;
  mine.making = false;
  film = null;
  if (!address) { details(); return; }
  const video = document.createElement('video');
  Object.assign(video, { controls: true, playsInline: true, src: address });
  video.setAttribute('aria-label', byId[mine.id].name);
  about.querySelector('.still').replaceChildren(video);
  button.remove();
  note.remove();
  video.play().catch(() => {}); // some browsers want another press: the controls are there
};

const favour = async (id) => {
  const favourites = await studio.ask(server.star, id, !isFavourite(id));
  if (!favourites) return;
  state = { ...state, favourites };
  mark();
  if (group === 'favourites') filter();
};

const choose = () => {
  chosen = looked;
  trigger('click', { act: 'choose', character: looked });
  setTimeout(() => { chosen = ''; mark(); }, 5000); // should it have been refused
  mark();
};

// --- presses ---

box.addEventListener('click', (event) => {
  const press = event.target.closest('button');
  if (!press) return;
  const { id } = press.closest('.one')?.dataset ?? {};
  if (press.matches('.face')) look(id);
  else if (press.matches('.star')) favour(id);
  else if (press.matches('.favour')) favour(looked);
  else if (press.matches('.choose')) choose();
  else if (press.matches('.see')) see();
  else if (press.matches('.hear')) { const one = looked, word = studio.mark(); studio.hear(press.dataset.hear, () => studio.ask(server.spoken, one, spokenIn(), word), () => server.give_up([word]).catch(() => {})); }
  else if (press.dataset.group !== undefined) { group = press.dataset.group; filter(); }
  else if (press.closest('.nobody')) { group = ''; search.value = ''; filter(); }
});
search.addEventListener('input', studio.later(filter, 120));
grid.addEventListener('keydown', (event) => {
  if (!event.target.matches('.face')) return;
  const left = shown(), now = left.indexOf(event.target.closest('.one'));
  const to = { ArrowRight: now + 1, ArrowLeft: now - 1, ArrowDown: now + columns(), ArrowUp: now - columns(), Home: 0, End: left.length - 1 }[event.key];
  if (to === undefined || !left[to]) return;
  event.preventDefault();
  reach(left[to]);
  left[to].querySelector('.face').focus();
});
box.addEventListener('error', (event) => { if (event.target.matches?.('.phone video')) details(); }, true);
studio.on('tab', () => { if (film) { leave(); details(); } });
window.addEventListener('pagehide', leave);

const follow = () => { // whoever was added, changed or taken away since the page was made
  if (!state.cast || state.cast.version === shownCast) return;
  ({ people: cast, groups } = state.cast);
  shownCast = state.cast.version;
  leave();
  lay();
  if (!byId[looked]) looked = byId[state.character] ? state.character : cast[0].id;
  if (group && group !== 'favourites' && !groups.some((one) => one.id === group)) group = '';
  details();
};

watch('value', () => {
  const before = state;
  state = props.value ?? {};
  follow();
  if (chosen && state.character === chosen) { studio.tell(state.short ? words.chosen_short : words.chosen_next); chosen = ''; }
  const other = before.short !== undefined && before.short !== state.short && before.character !== state.character;
  if (!looked || other) look(state.character); // else whoever is being looked at stays open
  mark();
  filter();
});
state = props.value ?? {};
follow();
if (state.character) look(state.character);
mark();
filter();
