// What each scene shows: cards with a preview, drawn one after another for the cards in sight, and everything that changes it.
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

// --- previews ---------------------------------------------------------------------------------------------------

const slots = new Map();       // element → {scene, take, want, have, failed}
const inSight = new Set();
const watcher = new IntersectionObserver((entries) => {
  entries.forEach(({ target, isIntersecting }) => (isIntersecting ? inSight.add(target) : inSight.delete(target)));
  pump();
}, { rootMargin: '80px' });
let busy = false;

const wish = (node, scene, take, want) => {
  const slot = slots.get(node) ?? {};
  if (!slots.has(node)) { slots.set(node, slot); watcher.observe(node); }
  if (slot.want !== want) slot.failed = false;
  Object.assign(slot, { scene, take, want });
};
const forget = (node) => { watcher.unobserve(node); inSight.delete(node); slots.delete(node); };
const next = () => {
  const open = [...slots].filter(([node, slot]) => inSight.has(node) && !slot.failed && slot.have !== slot.want);
  const rank = ([, slot]) => (slot.take ? 2 : 0) + (slot.scene === recent ? 0 : 1);
  return open.sort((a, b) => rank(a) - rank(b))[0];
};
const pump = async () => {
  if (busy) return;
  const [node, slot] = next() ?? [];
  if (!node) return;
  busy = true;
  const { want } = slot;
  const began = performance.now();
  const wait = at(node, '.wait');
  const clock = setInterval(() => {
    const spent = performance.now() - began;
    if (spent > 300) { node.dataset.waits = 'yes'; wait.textContent = slot.take ? '' : fill(words.drawing, { s: (spent / 1000).toFixed(1) }); }
  }, 100);
  const found = await studio.ask(server.frame, state.short, slot.scene, slot.take);
  if (found) {
    const image = at(node, 'img');
    image.src = found.src;
    await image.decode().catch(() => {});
    image.hidden = image.naturalWidth === 0;
    if (!image.hidden) Object.assign(slot, { have: want, shown: found.shown });
    node.dataset.drawn = image.hidden ? '' : want;
  }
  if (slot.have !== want && slot.want === want) slot.failed = true;
  clearInterval(clock);
  delete node.dataset.waits;
  wait.textContent = '';
  if (!slot.take) note(slot.scene);
  busy = false;
  pump();
};

// --- cards --------------------------------------------------------------------------------------------------------

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
  ...sending.filter((one) => one.scene === scene).map((one) => bar(one, words.sending, 'abort')),
  ...state.arrivals.filter((one) => one.scene === scene).map((one) => one.error
    ? `<div class="refused" role="alert"><p><b>${escape(one.name)}</b> ${escape(one.error)}</p><button type="button" data-act="dismiss" data-id="${one.id}" data-key="${one.id}" aria-label="${escape(words.close)}">✕</button></div>`
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
  put(at(card, '.pictures'), state.pictures.map((picture) => radio(picture.id, picture.id === scene.photo && scene.kind !== 'character', called(picture),
    `<img alt="" loading="lazy" src="${escape(picture.src)}">${picture.video ? '<i>▶</i>' : ''}`, `class="thumb" data-photo="${picture.id}"`)).join('')
    + uploader(words.add_here, fill(words.add_to, { n: number }), 'thumb upload') + (state.pictures.length ? '' : `<p class="hint">${escape(words.no_photos)}</p>`));
  put(at(card, '.coming'), arriving(scene.id));
  aim(card, scene);
  lists.forEach((name) => { at(card, `[data-field=${name}]`).value = scene[name]; });
  at(card, '[data-field=setting]').disabled = last;
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
      <label class="seed"><span>${escape(words.seed)}</span><input type="number" min="0" max="2147483647" step="1" inputmode="numeric"></label><p class="hint">${escape(words.seed_hint)}</p></details></div>
    <section class="own"><h2>${escape(words.own)}</h2><div class="row"><div class="shelf"></div>${uploader(words.add, words.add, 'second file')}</div><div class="coming" aria-live="polite"></div><p class="hint">${escape(words.own_hint)}</p></section>
    <div class="scenes"></div>`);
};
const draw = () => {
  box.dataset.short = state.short ?? '';
  if (!state.short) { clear(blank(studio.text.no_short_title, studio.text.no_short, studio.text.to_source, 'source')); return; }
  if (!state.scenes) { clear(state.active ? `<div class="blank"><h3>${escape(words.coming_title)}</h3><p>${escape(words.coming)}</p></div>` : blank(words.unwritten_title, words.unwritten, words.to_script, 'script')); return; }
  if (!at(box, '.scenes')) lay();
  box.style.setProperty('--shape', state.aspect.replace(':', ' / '));
  at(box, '[data-act=undo]').disabled = !state.undo;
  at(box, '[data-act=redo]').disabled = !state.redo;
  put(at(box, '.engines'), state.engines.map((one) => `<div>${radio(one.id, one.id === 'toon', '', `<b>${escape(one.name)}</b><small>${escape(one.reason || one.about)}</small>`, one.reason ? 'disabled' : '')}
    ${one.reason ? `<button type="button" class="link" data-go="models">${escape(words.to_models)}</button>` : ''}</div>`).join(''));
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

// --- changes ------------------------------------------------------------------------------------------------------

/** Ask the server for a change; what it answers is what is shown, unless another short was opened meanwhile. */
const change = async (call, ...values) => {
  const { short } = state;
  const answer = await studio.ask(call, short, ...values);
  if (answer && short === state.short) take(answer);
  return answer;
};
const set = async (scene, fields) => {
  const mine = Object.entries(fields).map(([name, value]) => { pending.set(`${scene}.${name}`, value); return [`${scene}.${name}`, value]; });
  recent = scene;
  draw();
  const answer = await studio.ask(server.set_look, state.short, scene, fields);
  mine.forEach(([path, value]) => { if (pending.get(path) === value) pending.delete(path); });
  if (answer) take(answer);
  draw();
};
const choosePhoto = (id, photo) => set(id, { photo, ...(KINDS.slice(1).includes(sceneOf(id).visual) ? {} : { visual: 'photo' }) });
const chooseKind = (id, kind) => {
  if (kind === 'character') { set(id, { visual: kind, photo: '' }); return; }
  const used = state.scenes.map((scene) => scene.photo);
  const photo = sceneOf(id).photo || (state.pictures.find((one) => !used.includes(one.id)) ?? state.pictures[0]).id;
  set(id, { visual: kind, photo });
};
const setFocus = studio.later((id, focus) => set(id, { focus }), 250);
const aimAt = (id, focus) => {
  pending.set(`${id}.focus`, focus);
  draw();
  setFocus(id, focus);
};

const post = (file, item) => new Promise((resolve, reject) => {
  const form = new FormData();
  form.append('files', file, file.name);
  const call = item.call = new XMLHttpRequest();
  call.upload.onprogress = (event) => { item.fraction = event.lengthComputable ? Math.min(event.loaded / event.total, 0.99) : 0; draw(); };
  call.onload = () => (call.status === 200 ? resolve(JSON.parse(call.responseText)[0]) : reject(new Error(call.responseText)));
  call.onerror = () => reject(new Error(studio.text.offline));
  call.onabort = () => reject(new Error(''));
  const { root = '', api_prefix: prefix = '/gradio_api' } = window.gradio_config ?? {};
  call.open('POST', `${root}${prefix}/upload`);
  call.send(form);
});
const send = async (files, scene) => {
  const { short } = state;
  if (scene) recent = scene;
  for (const [place, file] of [...files].entries()) {
    if (file.size > largest) { studio.tell(fill(words.too_large, { n: file.name, limit: `${Math.round(largest / 1048576)} MB` }), 'error'); continue; }
    const item = { id: `${Date.now()}-${place}`, short, scene: place ? '' : scene, name: file.name, fraction: 0 };
    sending.push(item);
    draw();
    const path = await post(file, item).catch((problem) => { if (problem.message) studio.tell(problem.message, 'error'); return ''; });
    const answer = path && await studio.ask(server.take_in, short, item.scene, path, file.name);
    sending = sending.filter((one) => one !== item);
    if (answer) take(answer);
    draw();
  }
};

const acts = {
  undo: () => change(server.step, 'undo'),
  redo: () => change(server.step, 'redo'),
  'retake-all': async () => { if (await change(server.retake, '')) studio.tell(words.retaken_all); },
  retake: (id) => { recent = id; return change(server.retake, id); },
  auto: (id) => set(id, { focus: null }),
  dismiss: (id, button) => change(server.dismiss, button.dataset.id),
  abort: (id, button) => sending.find((one) => one.id === button.dataset.id)?.call?.abort(),
  remove: async (id, button) => { if (await change(server.remove, button.dataset.id)) studio.tell(words.removed); },
  'draw-again': (id) => { slots.get(at(cards.get(id), '.main-frame')).failed = false; note(id); pump(); },
};
box.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (!button || button.disabled) return;
  const id = button.closest('.scene')?.dataset.scene ?? '';
  const { act, kind, photo, take: earlier } = button.dataset;
  if (kind) chooseKind(id, kind);
  else if (photo) choosePhoto(id, photo);
  else if (earlier) { recent = id; change(server.pick, id, earlier); }
  else if (button.classList.contains('point')) {
    if (!event.detail) return;                          // the keyboard: arrows move it
    const rect = button.getBoundingClientRect();
    const part = (value, start, size) => Math.round(Math.min(Math.max((value - start) / size, 0), 1) * 1000) / 1000;
    aimAt(id, [part(event.clientX, rect.left, rect.width), part(event.clientY, rect.top, rect.height)]);
  } else if (act) {
    button.setAttribute('aria-busy', 'true');
    await acts[act](id, button);
    button.removeAttribute('aria-busy');
  }
});
box.addEventListener('keydown', (event) => {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (!way) return;
  const id = event.target.closest('.scene')?.dataset.scene;
  if (event.target.classList.contains('point')) {
    event.preventDefault();
    aimAt(id, (sceneOf(id).focus ?? [0.5, 0.5]).map((part, axis) => Math.round(Math.min(Math.max(part + way[axis] * 0.02, 0), 1) * 1000) / 1000));
  } else if (event.target.getAttribute('role') === 'radio') {
    const all = [...event.target.parentElement.querySelectorAll('[role=radio]:not(:disabled)')];
    all[(all.indexOf(event.target) + way[0] + way[1] + all.length) % all.length].focus();
    event.preventDefault();
  }
});
box.addEventListener('change', (event) => {
  const id = event.target.closest('.scene')?.dataset.scene ?? '';
  if (event.target.type === 'file') { const files = [...event.target.files]; event.target.value = ''; send(files, id); }
  else if (event.target.dataset.field) set(id, { [event.target.dataset.field]: event.target.value });
  else if (event.target.closest('.seed')) change(server.set_seed, Number(event.target.value) || 0);
  else if (event.target.tagName === 'TEXTAREA') settle.now(id, event.target.value);
});
const settle = studio.later((id, value) => set(id, { image_prompt: value }), 800);
box.addEventListener('input', (event) => {
  if (event.target.tagName !== 'TEXTAREA') return;
  const id = event.target.closest('.scene').dataset.scene;
  pending.set(`${id}.image_prompt`, event.target.value);
  settle(id, event.target.value);
});
box.addEventListener('focusin', (event) => {
  const scene = event.target.closest('.scene')?.dataset.scene;
  if (!scene || scene === recent) return;
  recent = scene;
  studio.say('scene', { short: state.short, scene });
});
let over = null;
const hover = (card) => { if (card !== over) { over?.classList.remove('over'); over = card; over?.classList.add('over'); } };
box.addEventListener('dragover', (event) => {
  if (!state.scenes || !event.dataTransfer.types.includes('Files')) return;
  event.preventDefault();
  hover(event.target.closest('.scene, .own'));
});
box.addEventListener('dragleave', (event) => { if (!box.contains(event.relatedTarget)) hover(null); });
box.addEventListener('drop', (event) => {
  if (!state.scenes || !event.dataTransfer.files.length) return;
  event.preventDefault();
  hover(null);
  send(event.dataTransfer.files, event.target.closest('.scene')?.dataset.scene ?? '');
});

watch('value', () => take(props.value));
take(props.value?.short ? props.value : { short: '' });
