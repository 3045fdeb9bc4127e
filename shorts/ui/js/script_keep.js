// What is typed in the Script tab is kept in this browser until the server has it: a reload, a restart or a lost network costs nothing.
const box = element.querySelector('.script');
const { escape, text } = studio;
const { words, choices } = given;
const fill = (sentence, values) => Object.entries(values).reduce((whole, [name, value]) => whole.replaceAll(`{${name}}`, value), sentence);
const oneLine = (value) => String(value ?? '').replace(/\s+/g, ' ').trim();
const plain = (value) => Array.isArray(value) ? value.map(oneLine).filter(Boolean) : typeof value === 'string' ? oneLine(value) : value ?? null;
const same = (a, b) => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

let state = { short: '', phase: 'none' }; // as the server told last
let resumed = '';                         // the short whose unsent words were looked for

// Path ("title", "s3.narration", or "new-…" for a scene that the server doesn't have) → {value, base, after?, theirs?}. `base` is what the
// field showed before; `theirs` what somebody else wrote there meanwhile (null: the scene is gone): then a person decides first.
let waiting = {};
const seen = new Map();   // path → the server's word that was last put into its field
const flying = new Set(); // paths on their way to the server

const parts = (path) => { const dot = path.indexOf('.'); return dot < 0 ? ['', path] : [path.slice(0, dot), path.slice(dot + 1)]; };
const isNew = (path) => path.startsWith('new-');
const told = (path, by = state) => {
  const [scene, field] = parts(path);
  return scene ? by.scenes?.find((one) => one.id === scene)?.[field] : by[field];
};
const now = (path) => path in waiting ? waiting[path].value : told(path);
const clashing = (entry) => 'theirs' in entry;
const isEmpty = (path, entry) => (isNew(path) || path.endsWith('.narration')) && !oneLine(entry.value);
const sendable = (path, from = waiting) => !clashing(from[path]) && !isEmpty(path, from[path]);

// --- in this browser ---
const shelf = (short) => `studio-script:${short}`;
const stored = (short) => { try { return JSON.parse(localStorage.getItem(shelf(short))) ?? {}; } catch { return {}; } };
const put = (path, entry, short = state.short, into = waiting) => {
  if (entry) into[path] = entry; else delete into[path];
  const all = stored(short); // another window may keep something there too
  if (entry) all[path] = entry; else delete all[path];
  try {
    if (Object.keys(all).length) localStorage.setItem(shelf(short), JSON.stringify(all)); else localStorage.removeItem(shelf(short));
  } catch { /* storage is full or forbidden: the page itself still has it */ }
};
const keep = (path, value, base = seen.get(path) ?? told(path)) => {
  const entry = waiting[path];
  const unchanged = !isNew(path) && !flying.has(path) && same(value, told(path));
  put(path, unchanged ? null : { ...entry, value, base: entry ? entry.base : base });
  refused = false;
  sendSoon();
  tellState();
};

// --- to the server, one call after another ---
let line = Promise.resolve();
let busy = 0, offline = false, refused = false, retry = 0, patience = 1000;
const inLine = (work) => { line = line.then(work, work); return line; };
const call = async (ask, ...values) => {
  busy += 1;
  tellState();
  let answer;
  try { answer = await ask(values); } catch { /* the same as no answer */ }
  busy -= 1;
  offline = answer === undefined; // Gradio's client gives that when the server wasn't reached
  patience = offline ? Math.min(patience * 2, 4000) : 1000;
  clearTimeout(retry);
  if (offline) retry = setTimeout(sendNow, patience);
  tellState();
  return answer ?? { lost: true };
};
const isRefused = (answer) => {
  if (!answer.error) return false;
  refused = true; // until something is typed: the same would be refused again
  studio.tell(answer.error, 'error');
  tellState();
  return true;
};
const send = async (short = state.short, from = waiting) => {
  sendSoon.stop();
  if (refused) return;
  for (const path of Object.keys(from)) if (isNew(path) && sendable(path, from) && !(await sendScene(path, short, from))) return;
  const batch = Object.keys(from).filter((path) => !isNew(path) && sendable(path, from)).map((path) => ({ path, ...from[path] }));
  if (batch.length) await sendFields(batch, short, from);
};
const sendScene = async (path, short, from) => {
  const { value, after } = from[path];
  const behind = !after || short !== state.short || state.scenes.some((one) => one.id === after) ? after : state.scenes.at(-1).id;
  const answer = await call(server.shape_script, short, 'add', behind, value);
  if (answer.lost || isRefused(answer)) return false;
  const { scene, state: next, gone } = answer.ok;
  if (gone) { // what it stood behind was removed meanwhile: it goes to the end, where it is drawn now
    if (short === state.short) take(next);
    if (!from[path]) return true; // thrown away meanwhile
    put(path, { ...from[path], after: next.scenes.at(-1).id }, short, from);
    return sendScene(path, short, from);
  }
  const typed = from[path]?.value; // undefined: thrown away meanwhile
  put(path, null, short, from);
  if (short !== state.short) return true;
  adopt(path, scene);
  seen.set(`${scene}.narration`, value);
  if (typed !== undefined && !same(typed, value)) keep(`${scene}.narration`, typed, value);
  take(next);
  return true;
};
const sendFields = async (batch, short, from) => {
  batch.forEach(({ path }) => flying.add(path));
  const changes = batch.map(({ path, value, base }) => ({ scene: parts(path)[0], field: parts(path)[1], value, base: base ?? null }));
  const answer = await call(server.keep_words, short, changes);
  batch.forEach(({ path }) => flying.delete(path));
  if (answer.lost || isRefused(answer)) return;
  const clashes = new Map(answer.ok.clashes.map((clash) => [clash.scene ? `${clash.scene}.${clash.field}` : clash.field, clash.theirs]));
  for (const { path, value } of batch) {
    const entry = from[path];
    if (entry && clashes.has(path)) put(path, { ...entry, theirs: clashes.get(path) }, short, from);
    else if (entry) put(path, same(entry.value, value) ? null : { ...entry, base: value }, short, from); // typed on meanwhile
    if (short === state.short && !clashes.has(path)) seen.set(path, told(path, answer.ok.state));
  }
  if (short === state.short) take(answer.ok.state);
};
const sendNow = () => { const [short, from] = [state.short, waiting]; if (Object.keys(from).some((path) => sendable(path, from))) inLine(() => send(short, from)); };
const sendSoon = (() => { // after half a second of quiet; of somebody who types on and on, every three seconds
  let timer = 0, since = 0;
  const run = () => {
    since ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(sendNow, Date.now() - since > 3000 ? 0 : 500);
  };
  run.stop = () => { clearTimeout(timer); since = 0; };
  return run;
})();

/** A change of the script's shape, after everything typed has arrived: the scene to go on with, or null. */
const shape = (act, scene = '', detail = null) => inLine(async () => {
  const short = state.short;
  await send();
  const answer = offline ? { lost: true } : await call(server.shape_script, short, act, scene, detail);
  if (answer.lost) studio.tell(text.offline, 'error');
  else if (answer.error) studio.tell(answer.error, answer.code === 'nothing-more' ? 'info' : 'error');
  else if (short === state.short) {
    take(answer.ok.state, true);
    if (!answer.ok.gone) return answer.ok.scene;
    studio.tell(words.vanished);
  }
  return null;
});

/** The server's word: by the page's own clock, or as an answer. The two may overtake each other. */
const take = (next, anyway = false) => {
  const other = next.short !== state.short;
  const late = other ? 0 : (state.stamp ?? 0) - (next.stamp ?? 0);
  if (late > 0 && late < 10_000_000) return; // µs; more than that is a clock that was put back
  if (other) leave();
  if (next.voice !== state.voice) forgetSeconds();
  state = next;
  if (state.phase === 'ready' && resumed !== state.short) resume();
  draw(anyway);
};
const leave = () => {
  sendNow();
  waiting = {};
  seen.clear();
  offline = refused = false;
  resumed = '';
  clear();
};
const resume = () => {
  resumed = state.short;
  for (const [path, entry] of Object.entries(stored(state.short))) if (isNew(path) || !same(entry.value, told(path))) waiting[path] = entry; else put(path, null);
  const unsent = Object.keys(waiting).filter((path) => sendable(path));
  if (unsent.length) inLine(() => send()).then(() => { if (!unsent.some((path) => path in waiting)) studio.tell(words.restored); });
};
const tellState = () => {
  const place = box.querySelector('.kept');
  if (!place) return;
  const entries = Object.entries(waiting);
  const kind = offline ? 'waiting' : refused || entries.some(([path, entry]) => !isNew(path) && isEmpty(path, entry)) ? 'unsaved'
    : busy || entries.some(([path]) => sendable(path)) ? 'saving' : entries.some(([, entry]) => clashing(entry)) ? 'clash_short' : 'saved';
  if (place.dataset.state === kind) return;
  place.dataset.state = kind;
  place.textContent = (kind === 'saved' ? '✓ ' : '') + words[kind];
};
