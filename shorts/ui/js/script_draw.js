// The Script tab's drawing: the server's word and what is typed, put into fields that somebody may be writing in. See script.js.
const cards = new Map();   // a scene's id, or the name of a new one → its card
const seconds = new Map(); // text → seconds, of the present voice
let last = ''; // the scene that somebody is at
const clear = () => { cards.clear(); box.replaceChildren(); delete box.dataset.phase; last = ''; };
/** Somebody is at this scene: the monitor shows it. */
const visit = (scene) => {
  if (scene !== last && !isNew(scene)) studio.say('scene', { short: state.short, scene });
  last = scene;
};
const adopt = (path, scene) => { // a new scene got its id
  const card = cards.get(path);
  cards.delete(path);
  if (card) { cards.set(scene, card); rename(card, scene); }
  if (last === path) visit(scene);
};
const field = (tag, path, more = '') => `<${tag} data-path="${path}" ${more}>${tag === 'input' ? '' : `</${tag}>`}`;
const frame = () => {
  box.innerHTML = `
    <div class="top"><span class="total"></span><span class="kept" role="status"></span>
      <button type="button" class="icon" data-act="undo" title="${words.undo}" aria-label="${words.undo}">↶</button><button type="button" class="icon" data-act="redo" title="${words.redo}" aria-label="${words.redo}">↷</button>
      <details class="files"><summary>${words.files}</summary><div><button type="button" data-act="json">${words.export_json}</button><button type="button" data-act="txt">${words.export_text}</button>
        <button type="button" data-act="import">${words.import_file}</button></div></details><input type="file" accept=".json,.txt,.md" hidden></div>
    <p class="running" hidden>${words.running}</p>
    <div class="gone"></div>
    <div class="titles"><label><span>${words.title}</span>${field('input', 'title', 'type="text" maxlength="200"')}</label>
      <div class="two"><label><span>${words.hook} · ${words.hook_first}</span>${field('input', 'hook', 'type="text" maxlength="60" data-line="0"')}</label>
        <label><span>${words.hook} · ${words.hook_second}</span>${field('input', 'hook', 'type="text" maxlength="60" data-line="1"')}</label></div>
      <div class="accent" role="group" aria-label="${words.accent}"><span>${words.accent}</span><span class="chips"></span></div></div>
    <div class="scenes"></div>
    <button type="button" class="second wide" data-act="add-last">＋ ${words.add_last}</button>`;
};
const blank = () => {
  const source = `<button type="button" class="second" data-go="source">${words.other_source}</button>`;
  const write = (label) => `<button type="button" class="main" data-act="write">${label}</button> `;
  const [title, body, more] = {
    coming: [words.coming_title, words.coming, '<ol class="writing" hidden></ol>'],
    failed: [words.failed_title, state.message, write(words.write_again) + (state.embedded ? '' : `<button type="button" class="second" data-act="embedded">${words.write_embedded}</button> `) + source],
    stopped: [words.stopped_title, words.stopped, write(words.write_on) + source],
    unwritten: [words.stopped_title, text.no_script, write(words.write)],
  }[state.phase] ?? [text.no_short_title, text.no_short, `<button type="button" class="second" data-go="source">${text.to_source}</button>`];
  box.innerHTML = `<div class="blank"><h3>${escape(title)}</h3><p>${escape(body)}</p>${more}</div>`;
};
/** What has been written so far, sentence after sentence, while the rest is still to come. */
const drawWriting = () => {
  const list = box.querySelector('.writing'), lines = state.writing ?? [];
  if (!list) return;
  list.hidden = !lines.length;
  list.previousElementSibling.textContent = lines.length ? words.writing : words.coming;
  lines.forEach((line, i) => {
    const row = list.children[i] ?? list.appendChild(document.createElement('li'));
    if (row.textContent !== line) row.textContent = line;
  });
  while (list.children.length > lines.length) list.lastElementChild.remove();
};
const LAYOUTS = { alone: ['wide', 'medium', 'close'], with_photo: ['left', 'right', 'above', 'full'], with_words: ['list', 'figure', 'quote'] };
const option = (name, one) => `<option value="${one}">${words[`${name}_${one}`]}</option>`;
const options = (name, scene) => name === 'layout' ? option(name, 'auto') + Object.entries(LAYOUTS).map(([kind, list]) => `<optgroup label="${words[`layout_${kind}`]}">${list.map((one) => option(name, one)).join('')}</optgroup>`).join('') : choices[name].filter((one) => one !== 'drawn' || scene?.visual === 'drawn').map((one) => option(name, one)).join('');
const newCard = (id) => {
  const card = document.createElement('section');
  card.className = 'scene';
  card.tabIndex = -1;
  card.innerHTML = `
    <header><b class="n"></b><span class="role"></span><span class="secs"></span>
      <button type="button" class="icon" data-act="up" title="${words.up}" aria-label="${words.up}">↑</button><button type="button" class="icon" data-act="down" title="${words.down}" aria-label="${words.down}">↓</button></header>
    <div class="body"><img class="thumb" alt="" hidden loading="lazy" decoding="async"><div class="grow">${field('textarea', '', `rows="1" maxlength="1000" placeholder="${words.narration_hint}"`)}</div></div>
    <p class="hint" hidden>${words.empty}</p>
    <div class="tools"><button type="button" data-act="shorter">${words.shorter}</button><button type="button" data-act="rewrite"></button><button type="button" data-act="split" title="${words.split_hint}">${words.split}</button>
      <button type="button" data-act="merge">${words.merge}</button><button type="button" data-act="add">${words.add}</button><button type="button" data-act="remove">${words.remove}</button></div>
    <details class="more"><summary><span>${words.more}</span><small></small></summary>
      <div class="caption" role="group" aria-label="${words.caption}"><span>${words.caption}</span><small>${words.caption_hint}</small><div class="chips"></div></div>
      <div class="selects">${Object.keys(choices).map((name) => `<label><span>${words[name]}</span>${field('select', '', `data-field="${name}"`)}</label>`).join('')}</div><p class="unfit" role="status" hidden>${words.layout_unfit}</p>
      <div class="photos" role="group" aria-label="${words.photo}"></div></details>`;
  rename(card, id);
  return card;
};
const rename = (card, id) => {
  card.dataset.scene = id;
  card.classList.toggle('new', isNew(id));
  card.querySelector('textarea').dataset.path = isNew(id) ? id : `${id}.narration`;
  card.querySelectorAll('select').forEach((select) => { select.dataset.path = `${id}.${select.dataset.field}`; });
};

const draw = (anyway = false) => {
  const ready = state.phase === 'ready';
  if (!ready) { if (box.dataset.phase !== state.phase || state.phase === 'failed') { cards.clear(); blank(); } drawWriting(); }
  else {
    if (box.dataset.phase !== 'ready') frame();
    const focused = document.activeElement;
    box.querySelectorAll('.titles [data-path]').forEach((input) => show(input, anyway));
    drawAccent();
    drawScenes(anyway);
    if (box.contains(focused) && focused !== document.activeElement) focused.focus({ preventScroll: true }); // it was moved
    box.querySelector('.running').hidden = !state.active;
    box.querySelectorAll('.top [data-act=undo], .top [data-act=redo]').forEach((button) => { button.disabled = !state[button.dataset.act]; });
    drawClashes();
    measure();
  }
  box.dataset.phase = state.phase;
  box.dataset.short = state.short;
  tellState();
};
/** Put the server's word into a field, unless somebody is writing there. */
const show = (input, anyway = false) => {
  const path = input.dataset.path;
  const group = [...box.querySelectorAll(`[data-path="${path}"]`)];
  if (group.some((one) => one === document.activeElement) && input.tagName !== 'SELECT' && !(anyway && !(path in waiting)) && seen.has(path)) return;
  const value = now(path);
  const shown = input.dataset.line ? value?.[Number(input.dataset.line)] ?? '' : value ?? '';
  if (input.value !== shown) input.value = shown;
  if (!(path in waiting)) seen.set(path, told(path));
};
const drawAccent = () => {
  const chosen = now('accent') ?? '';
  const hook = (now('hook') ?? []).join(' ').split(/\s+/).filter(Boolean);
  box.querySelector('.accent').hidden = !hook.length;
  chips(box.querySelector('.accent .chips'), hook.map((word) => ({ word, on: chosenBy(word, [chosen]) })), 'accent');
};
const chips = (place, list, act) => {
  const html = list.map(({ word, on, auto }, i) => `<button type="button" data-act="${act}" data-i="${i}" data-word="${escape(word)}" aria-pressed="${Boolean(on)}"${auto && !on ? ' class="auto"' : ''}>${escape(word)}</button>`).join('');
  const at = place.contains(document.activeElement) ? document.activeElement.dataset.i : null;
  if (studio.put(place, html) && at !== null) place.querySelector(`[data-i="${at}"]`)?.focus({ preventScroll: true });
};
const order = () => { // the server's scenes, with those of this browser at their places
  const ids = state.scenes.map((scene) => scene.id);
  for (const [path, entry] of Object.entries(waiting)) if (isNew(path)) ids.splice(entry.after && ids.includes(entry.after) ? ids.indexOf(entry.after) + 1 : entry.after ? ids.length : 0, 0, path);
  return ids;
};
const drawScenes = (anyway) => {
  const list = box.querySelector('.scenes');
  const ids = order();
  if (last && !ids.includes(last) && ids.length) visit(ids[Math.min([...list.children].indexOf(cards.get(last)), ids.length - 1)] ?? ids[0]); // else the monitor would ask for what is gone
  for (const [id, card] of cards) if (!ids.includes(id)) { card.remove(); cards.delete(id); }
  ids.forEach((id, i) => {
    if (!cards.has(id)) cards.set(id, newCard(id));
    const card = cards.get(id);
    if (list.children[i] !== card) list.insertBefore(card, list.children[i] ?? null);
    drawScene(card, i, ids.length, anyway);
  });
};
const drawScene = (card, i, count, anyway) => {
  const id = card.dataset.scene;
  const scene = state.scenes.find((one) => one.id === id);
  const at = (selector) => card.querySelector(selector);
  card.setAttribute('aria-label', fill(words.scene, { n: i + 1 }));
  at('.n').textContent = i + 1;
  at('.role').textContent = { hook: words.role_hook, close: words.role_close }[scene?.role] ?? '';
  at('textarea').setAttribute('aria-label', fill(words.narration, { n: i + 1 }));
  show(at('textarea'), anyway);
  at('.grow').dataset.text = at('textarea').value;
  at('.hint').hidden = !scene || Boolean(oneLine(at('textarea').value));
  at('[data-act=up]').disabled = !scene || i === 0;
  at('[data-act=down]').disabled = !scene || i === count - 1;
  at('[data-act=merge]').disabled = !scene || scene === state.scenes.at(-1);
  at('[data-act=remove]').disabled = Boolean(scene) && state.scenes.length === 1;
  at('[data-act=rewrite]').textContent = scene?.role === 'hook' && i === 0 ? words.another_hook : words.rewrite;
  card.querySelectorAll('[data-act=shorter], [data-act=rewrite], [data-act=split], [data-act=add]').forEach((button) => { button.disabled = !scene; });
  at('.more').hidden = !scene;
  if (!scene) return;
  card.querySelectorAll('select').forEach((select) => {
    const html = options(select.dataset.field, scene);
    studio.put(select, html);
    if (select.dataset.field === 'layout') [...select.options].forEach((one) => { one.disabled = !scene.layouts.includes(one.value); });
    if (select.dataset.field === 'visual') [...select.options].forEach((one) => { one.disabled = one.value.endsWith('photo') && !state.photos.length; });
    show(select, anyway);
  });
  at('.unfit').hidden = scene.layouts.includes(scene.layout);
  drawCaption(card, scene);
  drawPhotos(card, id);
};
const bare = (word) => word.replace(/[^\p{L}\p{N}_%]+/gu, '').toLowerCase();
const bareEnds = (word) => word.replace(/^[^\p{L}\p{N}%]+|[^\p{L}\p{N}%]+$/gu, '') || word;
const chosenBy = (word, caption) => caption.flatMap((phrase) => phrase.split(/\s+/)).map(bare).some((key) => key && (key === bare(word) || key.length > 1 && bare(word).startsWith(key)));
const drawCaption = (card, scene) => {
  const caption = now(`${scene.id}.caption`) ?? [];
  const said = oneLine(now(`${scene.id}.narration`)).split(' ').filter(Boolean);
  const known = oneLine(scene.narration).split(' ');
  const list = said.map((word, i) => ({ word, on: chosenBy(word, caption), auto: known[i] === word && scene.stressed[i] }));
  chips(card.querySelector('.caption .chips'), list, 'word');
  const shown = ['visual', 'gesture', 'expression', 'setting', 'light'].map((name) => words[`${name}_${now(`${scene.id}.${name}`)}`]);
  if (now(`${scene.id}.layout`) !== 'auto') shown.splice(1, 0, words[`layout_${now(`${scene.id}.layout`)}`]);
  card.querySelector('.more small').textContent = [caption.join(', '), shown.join(' · ')].filter(Boolean).join(' / ');
};
const drawPhotos = (card, id) => {
  const chosen = now(`${id}.photo`), wants = (now(`${id}.visual`) ?? '').endsWith('photo');
  const photo = wants && state.photos.find((one) => one.id === chosen);
  const thumb = card.querySelector('.thumb');
  thumb.hidden = !photo;
  if (photo && thumb.getAttribute('src') !== photo.src) thumb.src = photo.src;
  const place = card.querySelector('.photos');
  const html = !state.photos.length ? `<p>${words.no_photos}</p>` : wants ? state.photos.map((one, i) =>
    `<button type="button" data-act="photo" data-id="${one.id}" aria-pressed="${one.id === chosen}" aria-label="${escape(one.alt || fill(words.photo_of, { n: i + 1 }))}"><img alt="" loading="lazy" decoding="async" src="${escape(one.src)}"></button>`).join('') : '';
  studio.put(place, html);
};
const drawClashes = () => {
  box.querySelectorAll('.clash').forEach((note) => { if (!clashing(waiting[note.dataset.for] ?? {})) note.remove(); });
  for (const [path, entry] of Object.entries(waiting)) {
    if (!clashing(entry)) continue;
    const gone = entry.theirs === null;
    if (gone && !path.endsWith('.narration')) { put(path, null); studio.tell(words.vanished); continue; } // a choice for a scene that is no more
    const known = [...box.querySelectorAll('.clash')].find((note) => note.dataset.for === path);
    const note = known ?? document.createElement('div');
    note.className = 'clash';
    note.dataset.for = path;
    note.setAttribute('role', 'alert');
    const sentence = gone ? fill(words.gone, { mine: oneLine(entry.value) }) : fill(words.clash, { theirs: plain([entry.theirs].flat()).join(' / ') });
    studio.put(note, `<p>${escape(sentence)}</p><button type="button" data-act="mine" class="main">${gone ? words.as_new : words.mine}</button><button type="button" class="second" data-act="theirs">${gone ? words.drop : words.theirs}</button>`);
    const home = gone ? box.querySelector('.gone') : box.querySelector(`[data-path="${path}"]`)?.closest('.scene, .titles');
    if (!known) home?.append(note);
  }
};

// --- how long ---
let unmeasured = ''; // why lengths can't be told
const forgetSeconds = () => { seconds.clear(); unmeasured = ''; };
const textOf = (id) => oneLine(now(isNew(id) ? id : `${id}.narration`));
const tellLength = () => {
  const ids = order();
  const lengths = ids.map((id) => {
    const card = cards.get(id);
    card.seconds = seconds.get(textOf(id)) ?? card.seconds; // while it is measured anew, what it was
    return card.seconds;
  });
  ids.forEach((id, i) => { if (lengths[i] !== undefined) cards.get(id).querySelector('.secs').textContent = fill(words.seconds, { n: lengths[i].toFixed(1) }); });
  const whole = lengths.every((one) => one !== undefined);
  const total = lengths.reduce((sum, one) => sum + (one ?? 0), 0) + given.breath * (ids.length - 1) + given.tail;
  const off = total / state.asked - 1, far = Math.abs(off) > 0.1;
  const place = box.querySelector('.total');
  place.classList.toggle('off', whole && far);
  place.dataset.seconds = whole ? total.toFixed(2) : '';
  place.title = unmeasured || words.length;
  const asked = `/ <span class="long">${words.asked}</span> ${studio.duration(state.asked)}`;
  const verdict = far ? `<span class="verdict">${off > 0 ? words.too_long : words.too_short}</span>` : '';
  place.innerHTML = whole ? `<span class="long">${words.length}</span> <b>${fill(words.about, { n: studio.duration(total) })}</b> <span>${asked}</span> ${verdict}` : `<span>${unmeasured ? words.unmeasured : `${words.measuring}…`}</span>`;
};
const measure = () => { if (state.phase === 'ready') { tellLength(); measureSoon(); } };
const measureSoon = studio.later(async () => {
  if (state.phase !== 'ready') return;
  seconds.set('', 0);
  const texts = [...new Set(order().map(textOf).filter((one) => !seconds.has(one)))].slice(0, 20), voice = state.voice;
  if (texts.length) {
    const answer = await server.spoken_seconds([state.short, texts]).catch(() => undefined);
    if (voice !== state.voice) return;
    if (answer?.error) unmeasured = answer.error;
    else if (answer?.ok) texts.forEach((one, i) => seconds.set(one, answer.ok[i]));
  }
  if (state.phase === 'ready') tellLength();
}, 200);
