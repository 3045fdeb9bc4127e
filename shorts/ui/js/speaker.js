// Who speaks: the character, another one, or a voice of one's own; how fast; and a sentence to hear it with.
const box = element.querySelector('.speaker');
const { escape } = studio;
const { words, speeds } = given;
let { cast } = given; // the server tells of another one
let state = {};
let open = 'own';    // the way that is unfolded: own, other, mine
let waiting = null;  // speaker pressed, and not yet confirmed by the server

const face = (one) => studio.portrait(one, 56);
box.innerHTML = `<section><h2>${escape(words.who)}</h2>
    <div class="ways" role="radiogroup" aria-label="${escape(words.who)}">${['own', 'other', 'mine'].map((way) =>
      `<button type="button" role="radio" data-way="${way}"><b>${escape(words[way])}</b><small>${escape(way === 'own' ? '' : words[`${way}_why`])}</small></button>`).join('')}</div>
    <p class="gone" role="status" hidden></p>
    <div class="others" role="radiogroup" aria-label="${escape(words.other)}" hidden></div>
    <div class="ours" role="radiogroup" aria-label="${escape(words.mine)}" hidden></div>
    <h3>${escape(words.engine)}</h3><div class="engines" role="radiogroup" aria-label="${escape(words.engine)}"></div></section>
  <section class="trial"><label class="speed"><span>${escape(words.speed)}</span><input type="range" min="${speeds[0]}" max="${speeds[1]}" step="0.05"><output></output></label>
    <div class="say"><input type="text" maxlength="300" placeholder="${escape(words.sample_hint)}" aria-label="${escape(words.sample)}"><button type="button" class="hear" data-hear="speaker">${escape(words.listen)}</button></div></section>`;
const at = (selector) => box.querySelector(selector);
const speed = at('input[type=range]'), sample = at('.say input');
const speaker = () => waiting ?? state.speaker ?? '';
const wayOf = (one) => (!one ? 'own' : one.startsWith('mine:') ? 'mine' : 'other');

const choose = (one) => {
  waiting = one;
  open = wayOf(one);
  trigger('click', { act: 'speaker', value: one });
  setTimeout(() => { if (waiting === one) { waiting = null; open = wayOf(state.speaker); draw(); } }, 5000); // should it have been refused
  draw();
};
const tellSpeed = () => { at('output').textContent = Number(speed.value) === 1 ? words.speed_usual : words.speed_times.replace('{n}', Number(speed.value).toFixed(2)); };
const keepSpeed = studio.later(() => trigger('click', { act: 'speed', value: Number(speed.value) }), 400);
speed.addEventListener('input', () => { tellSpeed(); keepSpeed(); });

box.addEventListener('click', (event) => {
  const press = event.target.closest('button');
  if (!press) return;
  if (press.dataset.way === 'own') choose('');
  else if (press.dataset.way) { open = press.dataset.way; draw(); }
  else if (press.dataset.speaker) choose(press.dataset.speaker);
  else if (press.dataset.engine) trigger('click', { act: 'engine', value: press.dataset.engine });
  else if (press.dataset.make !== undefined) studio.say('new-voice');
  else if (press.matches('.hear')) hear();
});
const hear = () => {
  const mark = studio.mark();
  studio.hear('speaker', () => studio.ask(server.hear_speaker, speaker(), state.character, Number(speed.value), state.language, sample.value.trim(), mark, state.engine), () => server.give_up([mark]).catch(() => {}));
};
sample.addEventListener('keydown', (event) => { if (event.key === 'Enter' && !event.isComposing) hear(); });

const others = () => {
  cast = state.cast ?? given.cast;
  const list = cast.map((one) => `<button type="button" role="radio" data-speaker="${escape(one.id)}">${face(one)}<span>${escape(one.name)}</span></button>`).join('');
  studio.put(at('.others'), list);
};
const ours = () => {
  const voices = state.voices ?? [];
  const list = voices.map(({ speaker: id, name, kind }) => {
    const mute = kind === 'clone' && !state.able.length;
    return `<button type="button" role="radio" data-speaker="${escape(id)}" ${mute ? 'disabled' : ''}><b>${escape(name)}</b><small>${escape(mute ? words.no_engine : words[kind])}</small></button>`;
  }).join('') || `<p class="hint">${escape(words.mine_none)} <button type="button" class="link" data-make>${escape(words.mine_make)}</button></p>`;
  studio.put(at('.ours'), list);
};
const engines = () => {
  const all = state.engines ?? [];
  const list = all.map(({ id, name, about, reason }) =>
    `<button type="button" role="radio" data-engine="${escape(id)}" aria-checked="${id === state.engine}" ${reason ? 'disabled' : ''}><b>${escape(name)}</b><small>${escape(reason || about)}</small></button>`).join('')
    + (all.some(({ reason }) => reason) ? `<button type="button" class="link" data-go="models">${escape(words.to_models)}</button>` : '');
  studio.put(at('.engines'), list);
};
const draw = () => {
  const now = speaker();
  others();
  ours();
  engines();
  at('[data-way=own] small').textContent = words.own_why.replace('{n}', cast.find((one) => one.id === state.character)?.name ?? '');
  box.querySelectorAll('[data-way]').forEach((way) => { way.setAttribute('aria-checked', way.dataset.way === wayOf(now)); way.classList.toggle('open', way.dataset.way === open); });
  at('.others').hidden = open !== 'other';
  at('.ours').hidden = open !== 'mine';
  box.querySelectorAll('[data-speaker]').forEach((one) => one.setAttribute('aria-checked', one.dataset.speaker === now));
  const lost = now.startsWith('mine:') && !(state.voices ?? []).some((one) => one.speaker === now);
  at('.gone').hidden = !(lost || state.problem);
  at('.gone').textContent = state.problem || (lost ? words.gone : '');
  if (document.activeElement !== speed && state.speed !== undefined) { speed.value = state.speed; tellSpeed(); }
  studio.sounds();
};
const show = () => {
  const before = state;
  state = props.value ?? {};
  if (waiting === state.speaker) waiting = null;
  if ((before.short ?? state.short) !== state.short || (before.speaker ?? '') !== (state.speaker ?? '')) open = wayOf(state.speaker);
  draw();
};
watch('value', show);
show();
