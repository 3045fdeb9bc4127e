// How words are read: a row for each that somebody set, and one for the next.
const box = element.querySelector('.readings');
const { escape } = studio;
const { words } = given;
let state = {};
let list = [];       // as the server has it
let places = {};     // word → numbers of the scenes with it

const reading = (language) => words[language === 'en' ? 'reading_en' : 'reading_ko'];
box.innerHTML = `<h2>${escape(words.readings)}</h2><p class="hint">${escape(words.readings_hint)}</p>
  <form class="next" autocomplete="off"><input type="text" name="word" maxlength="40" placeholder="${escape(words.word_example)}" aria-label="${escape(words.word)}">
    <i aria-hidden="true">→</i><input type="text" name="reading" maxlength="60" aria-label="${escape(words.reading)}">
    <select name="language" aria-label="${escape(words.language)}"><option value="ko">한국어</option><option value="en">English</option></select>
    <button type="button" class="hear" data-hear="reading-next" aria-label="${escape(words.listen)}"></button><button type="submit" class="main">${escape(words.add)}</button></form>
  <p class="hint none">${escape(words.no_readings)}</p><ul></ul>`;
const at = (selector) => box.querySelector(selector);
const form = at('form'), rows = at('ul');
const key = ({ word, language }) => `${language}/${word}`;

const hear = (id, word, said, language) => {
  if (!(said || word)) return;
  const mark = studio.mark();
  studio.hear(id, () => studio.ask(server.hear_speaker, state.speaker ?? '', state.character, state.speed ?? 1, language, said || word, mark, state.engine), () => server.give_up([mark]).catch(() => {}));
};
const took = (found, note) => {
  if (!found) return false;
  list = found;
  draw();
  studio.tell(note);
  studio.say('readings');
  return true;
};
const set = async (word, said, language) => took(await studio.ask(server.set_reading, word, said, language), words.saved);

const hint = studio.later(async () => {
  const [word, language] = [form.word.value.trim(), form.language.value];
  form.reading.placeholder = reading(language);
  if (!word) return;
  const found = await studio.ask(server.word_of, word, language);
  if (found?.now && form.word.value.trim() === word) form.reading.placeholder = words.reads_now.replace('{n}', found.now);
}, 500);

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (await set(form.word.value, form.reading.value, form.language.value)) { form.word.value = form.reading.value = ''; hint.now(); form.word.focus(); }
});
form.addEventListener('input', hint);
form.language.addEventListener('change', hint);
box.addEventListener('click', async (event) => {
  const press = event.target.closest('button');
  const line = press?.closest('li');
  if (press?.matches('form .hear')) hear('reading-next', form.word.value.trim(), form.reading.value.trim(), form.language.value);
  if (!line) return;
  const [language, word] = [line.dataset.language, line.dataset.word];
  if (press.matches('.hear')) hear(press.dataset.hear, word, line.querySelector('input').value.trim(), language);
  else if (press.matches('.change')) change(line);
  else if (press.matches('.remove')) took(await studio.ask(server.drop_reading, word, language), words.removed);
});
const change = async (line) => {
  const input = line.querySelector('input'), known = list.find((one) => key(one) === line.dataset.key);
  if (input.value.trim() === known?.reading) return;
  if (await set(line.dataset.word, input.value, line.dataset.language)) input.blur();
};
rows.addEventListener('input', (event) => dirty(event.target.closest('li')));
rows.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.isComposing && event.target.matches('input')) change(event.target.closest('li'));
});
const dirty = (line) => { line.querySelector('.change').hidden = line.querySelector('input').value.trim() === list.find((one) => key(one) === line.dataset.key)?.reading; };

const made = (one) => {
  const line = document.createElement('li');
  Object.assign(line.dataset, { key: key(one), word: one.word, language: one.language });
  line.innerHTML = `<b>${escape(one.word)}</b><i aria-hidden="true">→</i><input type="text" maxlength="60" aria-label="${escape(`${words.reading}: ${one.word}`)}">
    <small></small><button type="button" class="main change" hidden>${escape(words.change)}</button><button type="button" class="hear" data-hear="reading-${escape(key(one))}" aria-label="${escape(`${words.listen}: ${one.word}`)}"></button>
    <button type="button" class="second remove" aria-label="${escape(`${words.remove}: ${one.word}`)}">✕</button>`;
  line.querySelector('input').value = one.reading;
  return line;
};
/** Rows stay where they are, so that nothing that is being typed is lost. */
const draw = () => {
  const there = new Map([...rows.children].map((line) => [line.dataset.key, line]));
  list.forEach((one, index) => {
    const line = there.get(key(one)) ?? made(one);
    there.delete(key(one));
    const input = line.querySelector('input');
    if (document.activeElement !== input && line.dataset.reading !== one.reading) input.value = one.reading;
    line.dataset.reading = one.reading;
    const scenes = places[one.word];
    line.querySelector('small').textContent = [one.language === 'ko' ? '한국어' : 'English', !state.short ? '' : scenes ? words.in_scenes.replace('{n}', scenes.join('·')) : words.nowhere].filter(Boolean).join(' · ');
    line.classList.toggle('here', Boolean(scenes));
    if (rows.children[index] !== line) rows.insertBefore(line, rows.children[index] ?? null);
    dirty(line);
  });
  there.forEach((line) => line.remove());
  at('.none').hidden = list.length > 0;
  studio.sounds();
};

studio.on('places', (found) => { places = found; draw(); });
studio.on('word', ({ word, now, language }) => {
  const known = [...rows.children].find((line) => line.dataset.key === `${language}/${word}`);
  const input = known ? known.querySelector('input') : form.reading;
  if (!known) { form.word.value = word; form.language.value = language; input.placeholder = now ? words.reads_now.replace('{n}', now) : reading(language); }
  input.scrollIntoView({ behavior: 'smooth', block: 'center' });
  input.focus({ preventScroll: true });
});
const show = () => {
  const before = state;
  state = props.value ?? {};
  list = state.readings ?? [];
  if (before.language !== state.language && state.language && !form.word.value) { form.language.value = state.language; hint.now(); }
  if (before.short !== state.short) places = {};
  draw();
};
watch('value', show);
show();
