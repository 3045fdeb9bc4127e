// All shorts as cards; search, order, trash. Asks the server for pages, and again when something changed.
const box = element.querySelector('.gallery');
const { escape } = studio;
const { words, orders } = given;
let trash = false;
let cards = [];
let total = 0;
let asked = 0;
let open = '';

box.innerHTML = `
  <div class="tools"><input type="search" placeholder="${escape(words.search)}" aria-label="${escape(words.search)}">
    <select aria-label="${escape(words.order)}">${orders.map(({ id, name }) => `<option value="${id}">${escape(name)}</option>`).join('')}</select>
    <button type="button" class="second" data-act="turn"></button><button type="button" class="second" data-act="empty" hidden>${escape(words.empty)}</button></div>
  <p class="count" role="status"></p><div class="cards"></div><button type="button" class="second more" data-act="more" hidden>${escape(words.more)}</button>`;
const at = (selector) => box.querySelector(selector);
const search = at('input');
const order = at('select');

const day = new Intl.DateTimeFormat(document.documentElement.lang, { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
const nothing = () => {
  if (search.value.trim()) return `<div class="blank"><p>${escape(words.none_found)}</p></div>`;
  if (trash) return `<div class="blank"><p>${escape(words.none_trashed)}</p></div>`;
  return `<div class="blank"><h3>${escape(words.none_title)}</h3><p>${escape(words.none)}</p><button type="button" class="second" data-go="source">${escape(studio.text.to_source)}</button></div>`;
};
const act = (name, label) => `<button type="button" data-act="${name}">${escape(label)}</button>`;
const acts = (card) => (trash
  ? [act('restore', words.restore), act('erase', words.erase)]
  : [card.video ? `<a href="${escape(card.video)}" download="${escape(card.file)}">${escape(words.download)}</a>` : '', card.state === 'damaged' ? '' : act('rename', words.rename),
    card.state === 'damaged' ? '' : act('duplicate', words.duplicate), act('trash', words.to_trash)]).join('');
const html = (card) => `<article data-id="${escape(card.id)}" class="${card.id === open ? 'here' : ''}">
  <button type="button" class="poster" data-act="open" ${trash || card.state === 'damaged' ? 'disabled' : ''} aria-label="${escape(`${words.open}: ${card.name}`)}">
    ${card.poster ? `<img alt="" loading="lazy" src="${escape(card.poster)}">` : `<i>${escape(card.name.slice(0, 28))}</i>`}
    <span class="state ${card.state}">${escape(card.seconds ? studio.duration(card.seconds) : card.stateName)}</span></button>
  <h3>${escape(card.name)}</h3><small>${escape([day.format(new Date(card.changed * 1000)), card.size].join(' · '))}</small>
  ${card.message ? `<p class="message">${escape(card.message)}</p>` : ''}
  <details class="menu"><summary aria-label="${escape(`${words.actions}: ${card.name}`)}">⋯</summary><div>${acts(card)}</div></details></article>`;

let waiting = false;  // something to show once a menu is closed
const draw = () => {
  waiting = Boolean(box.querySelector('details[open]'));
  if (waiting) return;
  at('.count').textContent = total ? words.count.replace('{n}', total) : '';
  const shown = cards.length ? cards.map(html).join('') : nothing();
  if (at('.cards').dataset.shown !== shown) {  // pictures don't flicker where nothing has changed
    at('.cards').innerHTML = shown;
    at('.cards').dataset.shown = shown;
  }
  at('.more').hidden = cards.length >= total;
  at('[data-act=turn]').textContent = trash ? words.shelf : words.trash;
  at('[data-act=empty]').hidden = !trash || !total;
  at('[data-act=empty]').style.display = !trash || !total ? 'none' : '';
};
const load = async (offset = 0) => {
  const mine = ++asked;
  const found = await studio.ask(server.listed, search.value.trim(), trash, order.value, offset);
  if (!found || mine !== asked) return;
  cards = offset ? [...cards, ...found.cards] : found.cards;
  total = found.total;
  draw();
};
search.addEventListener('input', studio.later(() => load(), 250));
order.addEventListener('change', () => load());

const doing = {
  turn: () => { trash = !trash; load(); },
  more: () => load(cards.length),
  open: (card) => studio.open(card.id, card.state === 'finished' ? 'render' : 'script'),
  rename: async (card) => {
    const name = prompt(words.rename_ask, card.name);
    if (name === null) return;
    await studio.ask(server.rename, card.id, name);
    load();
  },
  duplicate: async (card) => {
    const made = await studio.ask(server.duplicate, card.id);
    if (!made) return;
    studio.tell(words.duplicated);
    studio.open(made, 'script');
    load();
  },
  trash: async (card) => {
    const name = await studio.ask(server.trash, card.id);
    if (!name) return;
    studio.tell(`${words.trashed}: ${card.name}`, 'info', { label: words.put_back, act: async () => { await studio.ask(server.restore, name); load(); } });
    load();
  },
  restore: async (card) => { if (await studio.ask(server.restore, card.id)) { studio.tell(words.restored); load(); } },
  erase: async (card) => {
    if (!confirm(words.erase_sure.replace('{n}', card.name))) return;
    await studio.ask(server.erase, card.id);
    load();
  },
  empty: async () => {
    if (!confirm(words.empty_sure.replace('{n}', total))) return;
    const freed = await studio.ask(server.empty_trash);
    if (freed) studio.tell(`${words.emptied} (${freed})`);
    load();
  },
};
box.addEventListener('click', (event) => {
  const name = event.target.closest('[data-act]')?.dataset.act;
  if (!name) return;
  event.target.closest('details')?.removeAttribute('open');
  doing[name](cards.find((card) => card.id === event.target.closest('article')?.dataset.id));
});
document.addEventListener('click', (event) => box.querySelectorAll('details[open]').forEach((menu) => { if (!menu.contains(event.target)) menu.removeAttribute('open'); }));

box.addEventListener('toggle', () => { if (waiting) draw(); }, true);

watch('value', () => { open = props.value?.open ?? ''; load(); });
load();
