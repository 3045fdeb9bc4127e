// What the cards look like. images.js does what hands do.
const box = element.querySelector('.images');
const { escape } = studio;
const { words, choices, largest } = given;
const KINDS = ['character', 'photo', 'full_photo'];
const TYPES = 'image/jpeg,image/png,image/webp,video/*,.mkv,.avi';   // without HEIC: then iPhones send a JPEG
let state = { short: '' };
let sending = [];              // uploads on their way: {id, scene, name, fraction, call}
let recent = '';               // the scene that somebody is at: its preview comes first
const pending = new Map();     // 'scene.field' → what was chosen, until the server has it
const cards = new Map();
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const at = (node, selector) => node.querySelector(selector);
const put = (node, html) => {
  if (node.shown === html) return;
  const focused = node.contains(document.activeElement) ? document.activeElement.dataset.key : '';
  node.innerHTML = html;
  node.shown = html;
  if (focused) at(node, `[data-key="${CSS.escape(focused)}"]`)?.focus();
};

const lists = Object.keys(choices);
const frame = '<img alt="" hidden><span class="wait" aria-hidden="true"></span>';
const build = (id) => {
  const card = document.createElement('article');
  card.className = 'scene';
  card.dataset.scene = id;
  card.innerHTML = `
    <div class="look"><div class="frame main-frame">${frame}</div><div class="trouble"></div></div>
    <header><h3></h3><p class="said"></p><p class="note" role="status"></p></header>
    <div class="body">
      <div class="kinds" role="radiogroup" aria-label="${escape(words.shows)}"></div>
      <div class="pictures" role="radiogroup" aria-label="${escape(words.photo)}"></div>
      <div class="coming" aria-live="polite"></div>
      <div class="aim"></div>
      <div class="fields">${lists.map((name) => `<label><span>${escape(words[name])}</span><select data-field="${name}">${choices[name].map((value) =>
        `<option value="${value}">${escape(words[`${name}_${value}`])}</option>`).join('')}</select></label>`).join('')}</div>
      <p class="hint last">${escape(words.setting_last)}</p>
      <div class="again"><button type="button" class="second" data-act="retake">${escape(words.retake)}</button><div class="takes" role="group" aria-label="${escape(words.takes)}"></div></div>
      <details class="prompt"><summary>${escape(words.prompt)}</summary><textarea rows="3" maxlength="1000" aria-label="${escape(words.prompt)}"></textarea><p class="hint">${escape(words.prompt_hint)}</p></details>
    </div><p class="drop">${escape(words.drop)}</p>`;
  return card;
};
const sceneOf = (id) => {
  const scene = state.scenes?.find((one) => one.id === id);
  if (!scene) return null;
  const mine = { ...scene };
  for (const [path, value] of pending) if (path.startsWith(`${id}.`)) mine[path.slice(id.length + 1)] = value;
  return { ...mine, kind: mine.photo && mine.visual === 'character' ? 'photo' : mine.visual };
};
const radio = (key, chosen, label, inner, more = '') =>
  `<button type="button" role="radio" data-key="${escape(key)}" aria-checked="${chosen}" ${label ? `aria-label="${escape(label)}" title="${escape(label)}"` : ''} ${more}>${inner}</button>`;
const called = (picture) => {
  const place = state.pictures.filter((one) => one.video === picture.video).indexOf(picture) + 1;
  return picture.alt || fill(picture.video ? words.video_of : words.photo_of, { n: place });
};
const uploader = (label, name, kind) => `<label class="${kind}" aria-label="${escape(name)}"><span>＋ ${escape(label)}</span><input type="file" accept="${TYPES}" multiple data-key="upload"></label>`;
const arriving = (scene) => [
  ...sending.filter((one) => one.scene === scene && !(one.sent && state.arrivals.some((other) => other.scene === scene && other.name === one.name))).map((one) => bar(one, words.sending, 'abort')),
  ...state.arrivals.filter((one) => one.scene === scene).map((one) => one.error
    ? `<div class="refused" role="alert"><p>${escape(one.error)}</p><button type="button" data-act="dismiss" data-id="${one.id}" data-key="${one.id}" aria-label="${escape(words.close)}">✕</button></div>`
    : bar(one, words.taking_in, 'dismiss')),
].join('');
const bar = ({ id, name, fraction }, label, act) => `<div class="arrival"><span>${escape(name)} · ${escape(label)}${fraction ? ` ${Math.round(fraction * 100)}%` : ''}</span>
  <progress ${fraction ? `value="${fraction}"` : ''} aria-label="${escape(label)}"></progress><button type="button" data-act="${act}" data-id="${id}" data-key="${id}" aria-label="${escape(words.stop)}">✕</button></div>`;

const note = (id) => {
  const card = cards.get(id), scene = sceneOf(id);
  if (!card || !scene) return;
  const slot = slots.get(at(card, '.main-frame'));
  const photo = scene.photo && scene.kind !== 'character';
  const hidden = slot?.have === scene.key && !slot.shown;
  at(card, '.note').textContent = photo && scene.lost ? words.lost : photo && hidden ? words.not_shown : '';
  put(at(card, '.trouble'), slot?.failed ? `<p>${escape(words.failed)}</p><button type="button" class="second" data-act="draw-again" data-key="draw-again">${escape(words.again)}</button>` : '');
};
const update = (card, place) => {
  const scene = sceneOf(card.dataset.scene);
  const number = place + 1, last = place > 0 && place === state.scenes.length - 1;
  at(card, 'h3').innerHTML = `${escape(fill(words.scene, { n: number }))}${scene.take ? ` <small>${escape(fill(words.take, { n: scene.take + 1 }))}</small>` : ''}`;
  at(card, '.said').textContent = scene.narration;
  const kinds = scene.kind === 'drawn' ? [...KINDS, 'drawn'] : KINDS;
  put(at(card, '.kinds'), kinds.map((kind) => radio(kind, kind === scene.kind, '', escape(words[`kind_${kind}`]), `data-kind="${kind}"${kind !== 'character' && !state.pictures.length ? ' disabled' : ''}`)).join(''));
  put(at(card, '.pictures'), uploader(words.add_here, fill(words.add_to, { n: number }), 'thumb upload') + state.pictures.map((picture) =>
    radio(picture.id, picture.id === scene.photo && scene.kind !== 'character', called(picture),
      `<img alt="" loading="lazy" src="${escape(picture.src)}">${picture.video ? '<i>▶</i>' : ''}`, `class="thumb" data-photo="${picture.id}"`)).join('')
    + (state.pictures.length ? '' : `<p class="hint">${escape(words.no_photos)}</p>`));
  put(at(card, '.coming'), arriving(scene.id));
  aim(card, scene);
  lists.forEach((name) => { at(card, `[data-field=${name}]`).value = scene[name]; });
  for (const name of ['setting', 'light']) at(card, `[data-field=${name}]`).disabled = last;
  at(card, '.last').hidden = !last;
  const area = at(card, 'textarea');
  if (document.activeElement !== area && !pending.has(`${scene.id}.image_prompt`)) area.value = scene.image_prompt;
  takes(card, scene);
  const look = at(card, '.main-frame');
  at(look, 'img').alt = fill(words.preview, { n: number });
  wish(look, scene.id, '', scene.key);
  note(scene.id);
};
const aim = (card, scene) => {
  const picture = scene.kind !== 'character' && state.pictures.find((one) => one.id === scene.photo);
  const [x, y] = (scene.focus ?? [0.5, 0.5]).map((part) => Math.round(part * 1000) / 10);
  const where = scene.focus ? fill(words.focus_is, { x: Math.round(x), y: Math.round(y) }) : words.focus_auto;
  put(at(card, '.aim'), picture ? `<button type="button" class="point" data-key="point" aria-label="${escape(`${words.focus}: ${where}. ${words.focus_hint}`)}"><img alt="" src="${escape(picture.src)}"><i class="${scene.focus ? 'set' : ''}" style="left:${x}%;top:${y}%"></i></button>
    <div><b>${escape(words.focus)}</b><p class="hint">${escape(words.focus_hint)}</p><button type="button" class="second" data-act="auto" data-key="auto" aria-pressed="${!scene.focus}">${escape(words.focus_auto)}</button></div>` : '');
};
const takes = (card, scene) => {
  const strip = at(card, '.takes');
  const wanted = scene.takes.join();
  if (strip.shown !== wanted) {
    strip.querySelectorAll('.frame').forEach(forget);
    strip.innerHTML = scene.takes.map((id, place) => `<button type="button" class="frame" data-take="${id}" title="${escape(fill(words.take_back, { n: place + 1 }))}" aria-label="${escape(fill(words.take_back, { n: place + 1 }))}">${frame}</button>`).join('');
    strip.shown = wanted;
  }
  strip.querySelectorAll('.frame').forEach((node) => wish(node, scene.id, node.dataset.take, `${node.dataset.take}/${scene.narration}/${scene.key}`));
};

// --- the whole tab ------------------------------------------------------------------------------------------------

const blank = (title, words, label, to) => `<div class="blank"><h3>${escape(title)}</h3><p>${escape(words)}</p><button type="button" class="second" data-go="${to}">${escape(label)}</button></div>`;
const clear = (html) => {
  [...slots.keys()].forEach(forget);
  cards.clear();
  pending.clear();
  box.innerHTML = html;
};
const lay = () => {
  clear(`<div class="tools"><button type="button" class="second" data-act="undo" title="${escape(words.undo)}" aria-label="${escape(words.undo)}">↶</button>
    <button type="button" class="second" data-act="redo" title="${escape(words.redo)}" aria-label="${escape(words.redo)}">↷</button>
    <button type="button" class="second" data-act="retake-all">${escape(words.retake_all)}</button>
    <details class="how"><summary>${escape(words.how)}</summary><div class="engines" role="radiogroup" aria-label="${escape(words.engine)}"></div>
      <div class="fields drawing"></div>
      <label class="seed"><span>${escape(words.seed)}</span><input type="number" min="0" max="2147483647" step="1" inputmode="numeric"></label><p class="hint">${escape(words.seed_hint)}</p></details></div>
    <section class="own"><h2>${escape(words.own)}</h2><div class="row"><div class="shelf"></div>${uploader(words.add, words.add, 'second file')}<p class="hint">${escape(words.own_hint)}</p></div><div class="coming" aria-live="polite"></div></section>
    <div class="scenes"></div>`);
};
const how = (field, label, list) => `<label><span>${escape(label)}</span><select data-how="${field}" data-key="${field}">${list.map((one) =>
  `<option value="${escape(one.id)}" ${one.id === state.chosen[field] ? 'selected' : ''} ${one.reason ? 'disabled' : ''}>${escape(one.reason ? fill(words.mover_none, { n: one.name }) : one.name)}</option>`).join('')}</select></label>`;
const draw = () => {
  box.dataset.short = state.short ?? '';
  if (!state.short) { clear(blank(studio.text.no_short_title, studio.text.no_short, studio.text.to_source, 'source')); return; }
  if (!state.scenes) { clear(state.active ? `<div class="blank"><h3>${escape(words.coming_title)}</h3><p>${escape(words.coming)}</p></div>` : blank(words.unwritten_title, words.unwritten, words.to_script, 'script')); return; }
  if (!at(box, '.scenes')) lay();
  box.style.setProperty('--shape', state.aspect.replace(':', ' / '));
  at(box, '[data-act=undo]').disabled = !state.undo;
  at(box, '[data-act=redo]').disabled = !state.redo;
  put(at(box, '.engines'), state.engines.map((one) => `<div>${radio(one.id, one.id === state.chosen.image_engine, '', `<b>${escape(one.name)}</b><small>${escape(one.reason || one.about)}</small>`, one.reason ? 'disabled' : `data-engine="${escape(one.id)}"`)}
    ${one.reason ? `<button type="button" class="link" data-go="models">${escape(words.to_models)}</button>` : ''}</div>`).join(''));
  put(at(box, '.drawing'), state.chosen.image_engine === 'toon' ? '' : how('image_style', words.style, state.styles) + how('motion_engine', words.mover, state.movers));
  const seed = at(box, '.seed input');
  if (document.activeElement !== seed) seed.value = state.seed;
  put(at(box, '.shelf'), state.pictures.filter((one) => one.own).map((one) => `<div class="mine"><img alt="${escape(called(one))}" loading="lazy" src="${escape(one.src)}">${one.video ? '<i>▶</i>' : ''}
    <button type="button" data-act="remove" data-id="${one.id}" data-key="${one.id}" ${one.used ? `disabled title="${escape(words.in_use)}"` : ''} aria-label="${escape(fill(words.remove, { n: called(one) }))}">✕</button></div>`).join(''));
  put(at(box, '.own .coming'), arriving(''));
  const list = at(box, '.scenes');
  const ids = state.scenes.map((scene) => scene.id);
  for (const [id, card] of cards) if (!ids.includes(id)) { card.querySelectorAll('.frame').forEach(forget); card.remove(); cards.delete(id); }
  ids.forEach((id, place) => {
    if (!cards.has(id)) cards.set(id, build(id));
    if (list.children[place] !== cards.get(id)) list.insertBefore(cards.get(id), list.children[place] ?? null);
    update(cards.get(id), place);
  });
  pump();
};
const take = (value) => {
  if (!value || (value.short === state.short && value.stamp < state.stamp)) return;   // overtaken
  if (value.short !== state.short) { clear(''); sending = sending.filter((one) => one.short === value.short); }
  state = { arrivals: [], pictures: [], ...value };
  draw();
};
