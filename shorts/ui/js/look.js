// Captions, title, transitions and music: cards to press, with a look and a listen.
const box = element.querySelector('.look');
const { escape } = studio;
const { words, styles, kinds, titles, drawn } = given;
const player = new Audio();
let state = {};
let playing = '';
let pictured = '';

const choose = (field, value) => { state = { ...state, [field]: value }; draw(); trigger('click', { act: 'choose', field, value }); };
const pills = (field, options) => options.map(({ id, name }) => `<button type="button" role="radio" class="pill" data-field="${field}" data-value="${id}">${escape(name)}</button>`).join('');

box.innerHTML = `
  <section><h2>${escape(words.captions)}</h2><p class="hint">${escape(words.captions_hint)}</p>
    <div class="styles" role="radiogroup" aria-label="${escape(words.captions)}">${styles.map(({ id, name }) =>
      `<button type="button" role="radio" class="style" data-field="captions" data-value="${id}"><img alt="" width="270" height="100"><b>${escape(name)}</b></button>`).join('')}</div></section>
  <section><h2>${escape(words.title)}</h2><div class="pills" role="radiogroup" aria-label="${escape(words.title)}">${pills('title', titles)}</div></section>
  <section><h2>${escape(words.transitions)}</h2><div class="pills" role="radiogroup" aria-label="${escape(words.transitions)}">${pills('transitions', kinds)}</div></section>
  <section><h2>${escape(words.graphics)}</h2><p class="hint">${escape(words.graphics_hint)}</p><div class="pills" role="radiogroup" aria-label="${escape(words.graphics)}">${pills('graphics', drawn)}</div></section>
  <section><h2>${escape(words.music)}</h2><div class="tracks" role="radiogroup" aria-label="${escape(words.music)}"></div>
    <label class="level"><span>${escape(words.level)}</span><input type="range" min="-12" max="6" step="1"><output></output></label>
    <div class="own"><label class="second file">${escape(words.add_music)}<input type="file" accept="audio/*,.mp3,.m4a,.wav,.ogg,.flac,.opus"></label><span class="hint">${escape(words.add_hint)}</span></div></section>
  <p class="hint">${escape(words.camera)} <button type="button" class="link" data-go="images">${escape(words.to_images)}</button></p>`;
const tracks = box.querySelector('.tracks');
const level = box.querySelector('.level input');

const stop = () => { player.pause(); playing = ''; draw(); };
player.addEventListener('ended', stop);
const play = async (track) => {
  if (playing === track) { stop(); return; }
  playing = track;
  draw();
  const sound = await studio.ask(server.track_sound, track, Number(level.value));
  if (!sound || playing !== track) { if (!sound) stop(); return; }
  player.src = sound;
  player.play().catch(stop);
};

const tell = () => { box.querySelector('output').textContent = Number(level.value) === 0 ? words.level_usual : words.level_db.replace('{n}', (level.value > 0 ? '+' : '') + level.value); };
const settle = studio.later(() => choose('music_level', Number(level.value)), 400);
level.addEventListener('input', () => { tell(); settle(); });

box.addEventListener('click', async (event) => {
  const heard = event.target.closest('[data-play]');
  if (heard) { play(heard.dataset.play); return; }
  const gone = event.target.closest('[data-remove]');
  if (gone) {
    const { id, name } = state.tracks.find((track) => track.id === gone.dataset.remove);
    if (!confirm(words.remove_sure.replace('{n}', name))) return;
    if (state.music === id) choose('music', 'auto');
    await studio.ask(server.remove_track, id);
    return;
  }
  const picked = event.target.closest('[data-field]');
  if (picked) choose(picked.dataset.field, picked.dataset.value);
});
box.querySelector('input[type=file]').addEventListener('change', async (event) => {
  const [file] = event.target.files;
  event.target.value = '';
  if (!file) return;
  const label = box.querySelector('.file');
  label.setAttribute('aria-busy', 'true');
  try {
    const { path } = await upload(file);
    const track = await studio.ask(server.add_track, path, file.name);
    if (track) choose('music', track);
  } catch { studio.tell(studio.text.unexpected, 'error'); }
  label.removeAttribute('aria-busy');
});

const row = ({ id, name, mood, own }) => `<div class="track"><button type="button" role="radio" data-field="music" data-value="${id}"><b>${escape(name)}</b><small>${escape(own ? words.music_own : mood ?? '')}</small></button>
  ${id === 'auto' || id === 'none' ? '' : `<button type="button" class="play" data-play="${id}" aria-label="${escape((playing === id ? words.stop : words.listen) + ': ' + name)}">${playing === id ? '■' : '▶'}</button>`}
  ${own ? `<button type="button" class="play" data-remove="${id}" aria-label="${escape(words.remove + ': ' + name)}">✕</button>` : ''}</div>`;

const draw = () => {
  const list = [{ id: 'auto', name: words.music_auto }, { id: 'none', name: words.music_none }, ...(state.tracks ?? [])].map(row).join('');
  if (tracks.dataset.shown !== list) {
    const focused = tracks.contains(document.activeElement) ? document.activeElement.dataset : null;
    tracks.innerHTML = list;
    tracks.dataset.shown = list;
    if (focused) [...tracks.querySelectorAll('button')].find((button) => Object.keys(focused).every((key) => button.dataset[key] === focused[key]))?.focus();
  }
  box.querySelectorAll('[data-field]').forEach((button) => button.setAttribute('aria-checked', String(state[button.dataset.field]) === button.dataset.value));
  if (document.activeElement !== level) { level.value = state.music_level ?? 0; tell(); }
};

const pictures = async () => {
  if (!state.character || pictured === state.character) return;
  pictured = state.character;
  for (const button of box.querySelectorAll('.style')) {
    const picture = await studio.ask(server.caption_look, button.dataset.value, pictured);
    if (picture) button.querySelector('img').src = picture;
  }
};

watch('value', () => { state = props.value ?? {}; draw(); pictures(); });
state = props.value ?? {};
draw();
pictures();
