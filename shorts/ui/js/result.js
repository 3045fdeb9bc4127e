// What came out: the button that makes it, its files, the text to paste, and the thumbnail picker.
const box = element.querySelector('.result');
const { escape } = studio;
const words = given.words;
let state = {};
let picked = '';   // the video whose moments are on show

box.innerHTML = `
  <div class="go"><button type="button" class="main" data-act="final"></button><button type="button" class="second" data-act="draft">${escape(words.draft_make)}</button>
    <p class="hint">${escape(words.hint)}</p></div>
  <div class="out"></div>`;
const out = box.querySelector('.out');

const copy = async (text) => {
  const area = out.querySelector('textarea');
  area.focus();
  area.select();
  try {
    await navigator.clipboard.writeText(text);   // not offered on plain http from another device
    studio.tell(words.copied);
  } catch {
    studio.tell(document.execCommand('copy') ? words.copied : words.copy_by_hand);
  }
};

const choose = async (seconds) => {
  studio.tell(words.thumbnail_set);
  await studio.ask(server.choose_thumbnail, state.short, seconds);
};

box.addEventListener('click', (event) => {
  const act = event.target.closest('[data-act]')?.dataset.act;
  if (act === 'final' || act === 'draft') trigger('click', { act });
  else if (act === 'copy') copy(state.post);
  else if (act === 'first') choose(null);
  else if (act === 'paused') choose(document.querySelector('.monitor video')?.currentTime ?? null);
  const moment = event.target.closest('[data-seconds]');
  if (moment) choose(Number(moment.dataset.seconds));
});

const moments = async () => {
  if (picked === state.video) return;
  picked = state.video;
  const mine = picked;
  const found = await studio.ask(server.stills, state.short);
  const grid = out.querySelector('.moments');
  if (!found || !grid || mine !== picked) return;
  grid.innerHTML = found.map(({ seconds, picture }) => `<button type="button" data-seconds="${seconds}" aria-label="${escape(studio.duration(seconds))}"><img alt="" loading="lazy" src="${escape(picture)}"></button>`).join('');
};

const draw = () => {
  const ready = state.files?.length && !state.stale;
  const main = box.querySelector('[data-act=final]');
  main.textContent = ready ? words.up_to_date : state.files?.length ? words.again : words.make;
  main.disabled = !state.script || state.active || Boolean(ready);
  box.querySelector('[data-act=draft]').disabled = !state.script || state.active;
  if (!state.files?.length) {
    picked = '';
    out.innerHTML = `<div class="blank"><p>${escape(state.gone ?? (state.short ? words.not_yet : studio.text.no_short))}</p>${state.short ? '' : `<button type="button" class="second" data-go="source">${escape(studio.text.to_source)}</button>`}</div>`;
    return;
  }
  const [video, ...rest] = state.files;
  const link = (file, kind = '') => `<a class="${kind}" href="${escape(file.address)}" download="${escape(file.name)}">${escape(file.label)}<small>${escape(file.size)}</small></a>`;
  out.innerHTML = `
    <section><h2>${escape(words.files)} <small>${escape(state.length)}</small></h2><div class="files">${link(video, 'save')}${rest.map((file) => link(file)).join('')}</div>
      ${state.notes.map((note) => `<p class="hint">${escape(note)}</p>`).join('')}<p class="hint">${escape(words.folder)}: <code>${escape(state.folder)}</code></p></section>
    <section><h2>${escape(words.post)}</h2><textarea readonly rows="8" aria-label="${escape(words.post)}"></textarea><button type="button" class="second" data-act="copy">${escape(words.copy)}</button></section>
    <section><h2>${escape(words.thumbnail)}</h2><p class="hint">${escape(words.thumbnail_hint)}</p>
      <div class="thumbs"><img class="now" alt="${escape(words.file_thumbnail)}" src="${escape(state.thumbnail)}"><div class="moments"></div></div>
      <div class="row"><button type="button" class="second" data-act="paused">${escape(words.thumbnail_now)}</button><button type="button" class="second" data-act="first">${escape(words.thumbnail_first)}</button></div></section>`;
  out.querySelector('textarea').value = state.post;
  picked = '';
  moments();
};

watch('value', () => { state = props.value ?? {}; draw(); });
draw();
