// The script, scene by scene: what hands do. script_keep.js and script_draw.js stand before this, in the same scope.
const cardOf = (node) => node.closest?.('.scene');
const go = (id, part = '') => {
  const card = cards.get(id);
  const target = part ? card?.querySelector(part) : card;
  target?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  if (part === 'textarea') target?.setSelectionRange(0, 0);
};
const addScene = (after) => {
  const free = Object.keys(waiting).find((path) => isNew(path) && waiting[path].after === after && !oneLine(waiting[path].value));
  const path = free ?? `new-${Date.now().toString(36)}`;
  put(path, { value: '', after });
  draw();
  go(path, 'textarea');
};
const splitAt = async (card) => {
  const area = card.querySelector('textarea');
  const whole = oneLine(area.value);
  let cursor = area.dataset.touched ? oneLine(area.value.slice(0, area.selectionStart)).length : null;
  if (cursor !== null && (cursor <= 0 || cursor >= whole.length)) cursor = null; // at an end: in the middle, between two sentences
  if (cursor !== null && whole[cursor] !== ' ' && whole[cursor - 1] !== ' ') { // within a word: at its nearer end
    const left = whole.lastIndexOf(' ', cursor), right = whole.indexOf(' ', cursor);
    cursor = left < 0 ? right : right < 0 || cursor - left <= right - cursor ? left : right;
  }
  const second = await shape('split', card.dataset.scene, cursor === -1 ? null : cursor);
  if (second) go(second, 'textarea');
};
const move = async (card, step) => {
  const ids = state.scenes.map((scene) => scene.id);
  const to = ids.indexOf(card.dataset.scene) + step;
  if (to < 0 || to >= ids.length || isNew(card.dataset.scene)) return;
  if (await shape('move', card.dataset.scene, to)) card.scrollIntoView({ block: 'nearest' });
};
const remove = async (card) => {
  const id = card.dataset.scene;
  const beside = cardOf(card.nextElementSibling ?? card)?.dataset.scene ?? id;
  const near = beside !== id ? beside : card.previousElementSibling?.dataset.scene;
  if (isNew(id)) { put(id, null); draw(); } else {
    if (await shape('remove', id) === null) return;
    for (const path of Object.keys(waiting)) if (parts(path)[0] === id) put(path, null);
    studio.tell(words.removed);
  }
  if (near) go(near);
};
const toggleWord = (card, word) => {
  const path = `${card.dataset.scene}.caption`;
  const caption = now(path) ?? [];
  const keyed = (part) => chosenBy(word, [part]);
  keep(path, chosenBy(word, caption) ? caption.flatMap((phrase) => keyed(phrase) ? phrase.split(/\s+/).filter((part) => !keyed(part)) : [phrase]) : [...caption, bareEnds(word)]);
  draw();
};
const download = async (kind) => {
  await inLine(() => send());
  if (offline) { studio.tell(text.offline, 'error'); return; }
  const file = await studio.ask(server.script_file, state.short, kind);
  if (!file) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([file.content], { type: kind === 'json' ? 'application/json' : 'text/plain' }));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
const decide = (note, mine) => {
  const path = note.dataset.for, { theirs, ...entry } = waiting[path];
  put(path, null);
  if (mine && theirs === null) put(`new-${Date.now().toString(36)}`, { value: entry.value, after: state.scenes.at(-1).id });
  else if (mine) put(path, { ...entry, base: theirs });
  note.remove();
  draw(true);
  sendNow();
};
const steps = { // each press counts, also while another answer is on its way: they are taken in the order in which they were pressed
  undo: async () => { if (await shape('undo') !== null) studio.tell(words.undone); },
  redo: async () => { if (await shape('redo') !== null) studio.tell(words.redone); },
};
const stepping = { undo: 0, redo: 0 }; // pressed and not yet answered
const step = async (way) => { stepping[way] += 1; try { await steps[way](); } finally { stepping[way] -= 1; } };
const acts = {
  json: () => download('json'), txt: () => download('txt'),
  import: () => box.querySelector('input[type=file]').click(),
  write: () => shape('write'), embedded: () => shape('embedded'),
  'add-last': () => addScene(state.scenes.at(-1).id),
  accent: (card, button) => { const word = bareEnds(button.dataset.word); keep('accent', now('accent') && button.getAttribute('aria-pressed') === 'true' ? '' : word); draw(); },
  up: (card) => move(card, -1), down: (card) => move(card, 1),
  shorter: (card) => shape('shorter', card.dataset.scene), rewrite: (card) => shape('rewrite', card.dataset.scene),
  split: splitAt, remove,
  merge: async (card) => { const whole = await shape('merge', card.dataset.scene); if (whole) go(whole); },
  add: (card) => addScene(card.dataset.scene),
  word: (card, button) => toggleWord(card, button.dataset.word),
  photo: (card, button) => { keep(`${card.dataset.scene}.photo`, button.dataset.id); draw(); },
  mine: (card, button) => decide(button.closest('.clash'), true), theirs: (card, button) => decide(button.closest('.clash'), false),
};
let acting = false;
box.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-act]');
  if (!button || button.disabled) return;
  if (button.dataset.act in steps) { step(button.dataset.act); return; }
  if (acting) return; // two quick presses are one
  button.closest('.files')?.removeAttribute('open');
  acting = true;
  try { await acts[button.dataset.act](cardOf(button), button); } finally { acting = false; }
});
box.addEventListener('input', (event) => {
  const { path, line: number, field: name } = event.target.dataset;
  const card = cardOf(event.target);
  if (!path) return;
  if (number) keep('hook', [...box.querySelectorAll('[data-path=hook]')].map((input) => input.value));
  else keep(path, event.target.value, isNew(path) ? null : undefined);
  if (name === 'visual' && event.target.value.endsWith('photo') && !now(`${card.dataset.scene}.photo`)) {
    const used = state.scenes.map((scene) => scene.photo);
    keep(`${card.dataset.scene}.photo`, (state.photos.find((one) => !used.includes(one.id)) ?? state.photos[0]).id);
  }
  if (event.target.tagName === 'TEXTAREA') event.target.dataset.touched = 'yes';
  draw();
});
box.addEventListener('change', async (event) => {
  if (event.target.type !== 'file' || !event.target.files[0]) return;
  const [file] = event.target.files;
  event.target.value = '';
  if (file.size > 3 * given.largest) { studio.tell(words.too_large, 'error'); return; }
  if (await shape('import', '', [file.name, await file.text()]) !== null) studio.tell(words.imported);
});
box.addEventListener('focusin', (event) => { const card = cardOf(event.target); if (card) visit(card.dataset.scene); });
box.addEventListener('focusout', (event) => {
  if (!event.target.dataset.path) return;
  sendNow();
  setTimeout(() => { if (state.phase === 'ready') draw(); });
});
box.addEventListener('pointerdown', (event) => { if (event.target.tagName === 'TEXTAREA') event.target.dataset.touched = 'yes'; });
const writing = (node) => node.matches?.('input:not([type=radio]):not([type=checkbox]):not([type=range]), textarea, [contenteditable]');
document.addEventListener('keydown', (event) => {
  if (document.body.dataset.tab !== 'script' || state.phase !== 'ready' || event.isComposing) return;
  const card = cardOf(event.target);
  const command = event.ctrlKey || event.metaKey;
  if (card && box.contains(card)) {
    if (event.target.tagName === 'TEXTAREA') event.target.dataset.touched = 'yes';
    if (event.altKey && ['ArrowUp', 'ArrowDown'].includes(event.key)) { event.preventDefault(); if (!acting) move(card, event.key === 'ArrowUp' ? -1 : 1); return; }
    if (command && event.key === 'Enter' && event.target.tagName === 'TEXTAREA') { event.preventDefault(); if (!acting && !isNew(card.dataset.scene)) splitAt(card); return; }
  }
  if (!command || event.altKey || writing(event.target)) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  const way = key === 'y' || event.shiftKey ? 'redo' : 'undo';
  if (!event.repeat || !stepping[way]) step(way); // a key that is held goes on as quickly as answers come, and stops when it is let go
});
window.addEventListener('pagehide', sendNow);
window.addEventListener('online', sendNow);
document.addEventListener('visibilitychange', () => { if (document.hidden) sendNow(); });

watch('value', () => take(props.value ?? { short: '', phase: 'none' }));
take(props.value?.phase ? props.value : { short: '', phase: 'none' });
