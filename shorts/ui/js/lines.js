// Every scene's sentence, how long it takes, and its sound: the very one that the video will have.
const box = element.querySelector('.lines');
const { escape } = studio;
const { words } = given;
const times = new Map(); // scene → {seconds, spoken, words, used}
let state = {};
let drawn = '';
let asked = 0;

const piece = (word, index, read) => `<button type="button" class="word${read ? ' read' : ''}" tabindex="-1" data-word="${index}" title="${escape(read ? `→ ${read}` : words.word_hint.replace('{n}', word))}">${escape(word)}</button>`;
const row = ({ id, text }, index) => {
  const known = times.get(id);
  const spoken = text.trim().split(/\s+/).map((word, place) => piece(word, place, known?.words?.[place])).join(' ');
  const length = known ? (known.spoken ? words.seconds : words.about_seconds).replace('{n}', known.seconds.toFixed(1)) : '…';
  return `<li data-scene="${escape(id)}"><i>${index + 1}</i><p>${spoken}</p><span class="facts"><b>${length}</b><em class="${known?.spoken ? 'yes' : ''}">${escape(known?.spoken ? `✓ ${words.spoken}` : words.unspoken)}</em>${known?.used?.length ? `<em class="reads">${escape(words.uses_reading)}</em>` : ''}</span>
    <button type="button" class="hear" data-hear="line-${escape(id)}" aria-label="${escape(words.listen_line.replace('{n}', index + 1))}"></button></li>`;
};
const draw = () => {
  const scenes = state.scenes ?? [];
  const total = [...scenes].reduce((sum, { id }) => sum + (times.get(id)?.seconds ?? NaN), 0);
  const html = !state.short ? given.no_short : !scenes.length ? given.no_script
    : `<h2>${escape(words.lines)} <small>${Number.isNaN(total) ? '' : escape(words.total.replace('{n}', Math.round(total)))}</small></h2><p class="hint">${escape(words.lines_hint)}</p><ol>${scenes.map(row).join('')}</ol>`;
  if (html === drawn) return;
  const focus = box.contains(document.activeElement) ? document.activeElement.dataset.hear : '';
  box.innerHTML = drawn = html;
  if (focus) box.querySelector(`[data-hear="${CSS.escape(focus)}"]`)?.focus();
  studio.sounds();
};

const measure = studio.later(async () => {
  if (!state.short || !(state.scenes ?? []).length) return;
  const mine = ++asked;
  const found = await studio.ask(server.line_times, state.short);
  if (mine !== asked || !found) return;
  times.clear();
  found.forEach((one) => times.set(one.id, one));
  draw();
  const places = {};
  found.forEach((one, index) => one.used.forEach((word) => (places[word] ??= []).push(index + 1)));
  studio.say('places', places);
}, 150);

const hear = (scene) => {
  studio.say('scene', { short: state.short, scene });
  studio.hear(`line-${scene}`, async () => {
    const heard = await studio.ask(server.hear_line, state.short, scene);
    if (!heard) return '';
    times.set(scene, { words: {}, used: [], ...times.get(scene), seconds: heard.seconds, spoken: true });
    draw();
    return heard.address;
  });
};
const pick = async (scene, index) => {
  const text = state.scenes.find(({ id }) => id === scene).text;
  const marked = getSelection().toString().trim(); // a part of a word may be meant
  const found = await studio.ask(server.word_of, marked && !/\s/.test(marked) ? marked : text.trim().split(/\s+/)[index], state.language);
  if (found) studio.say('word', { ...found, language: state.language });
};
box.addEventListener('click', (event) => {
  const press = event.target.closest('button');
  const scene = press?.closest('[data-scene]')?.dataset.scene;
  if (!scene) return;
  if (press.matches('.hear')) hear(scene);
  else pick(scene, Number(press.dataset.word));
});
studio.on('readings', measure);
studio.on('tab', (tab) => { if (tab === 'voice') measure(); });
watch('value', () => {
  const before = state;
  state = props.value ?? {};
  if (before.short !== state.short) times.clear();
  draw();
  measure();
});
state = props.value ?? {};
draw();
measure();
