// Voices of one's own: the list, a mixer, and the place where a recording is kept with its owner's consent.
const box = element.querySelector('.shelf');
const { escape } = studio;
const { words, base, statement, speeds, pitches } = given;
let state = {};
let clip = null; // a File: chosen, or just recorded
const MOST = 3;
const canRecord = window.isSecureContext && Boolean(navigator.mediaDevices?.getUserMedia) && Boolean(window.MediaRecorder);

const groups = [...new Set(base.map(({ group }) => group))];
const options = groups.map((group) => `<optgroup label="${escape(group)}">${base.filter((one) => one.group === group).map(({ id, name }) => `<option value="${escape(id)}">${escape(name)}</option>`).join('')}</optgroup>`).join('');
const range = (name, label, least, most, step, value) => `<label class="slide"><span>${escape(label)}</span><input type="range" name="${name}" min="${least}" max="${most}" step="${step}" value="${value}"><output></output></label>`;
const part = (index) => `<div class="part"><select aria-label="${escape(words.voice_n.replace('{n}', index + 1))}">${options}</select>
  <input type="range" min="1" max="10" value="5" aria-label="${escape(`${words.share} ${index + 1}`)}"><output></output><button type="button" class="second less" aria-label="${escape(`${words.remove} ${index + 1}`)}">✕</button></div>`;

box.innerHTML = `<h2>${escape(words.shelf)}</h2><p class="hint">${escape(words.shelf_hint)}</p><ul></ul>
  <div class="new"><div class="chips" role="tablist" aria-label="${escape(words.new)}"><button type="button" role="tab" data-way="blend" aria-selected="true">+ ${escape(words.by_mixing)}</button><button type="button" role="tab" data-way="clip" aria-selected="false">+ ${escape(words.by_recording)}</button></div>
  <form class="blend" autocomplete="off" novalidate><p class="hint">${escape(words.mix_hint)}</p><div class="parts">${part(0)}${part(1)}</div><button type="button" class="link more">+ ${escape(words.add_voice)}</button>
    ${range('speed', words.speed, ...speeds, 0.05, 1)}${range('pitch', words.pitch, ...pitches, 0.5, 0)}
    <div class="say"><input type="text" name="sample" maxlength="300" placeholder="${escape(words.sample_hint)}" aria-label="${escape(words.sample)}"><button type="button" class="hear" data-hear="blend">${escape(words.listen)}</button></div>
    <div class="say"><input type="text" name="called" maxlength="40" placeholder="${escape(words.name_example)}" aria-label="${escape(words.name)}"><button type="submit" class="main">${escape(words.save)}</button></div><p class="wrong" role="alert"></p></form>
  <form class="clip" autocomplete="off" novalidate hidden><div class="cloning"></div><p class="hint">${escape(words.clip_hint)}</p>
    <div class="files"><label class="second file">${escape(words.clip_choose)}<input type="file" accept="audio/*,.wav,.mp3,.m4a,.flac,.ogg,.webm" aria-label="${escape(words.clip)}"></label>
      ${canRecord ? `<button type="button" class="second record">● ${escape(words.record)}</button>` : ''}<span class="chosen" role="status"></span></div>
    <label class="field"><span>${escape(words.name)}</span><input type="text" name="called" maxlength="40" placeholder="${escape(words.name_example)}"></label>
    <fieldset><p>${escape(statement)}</p><label class="field"><span>${escape(words.by)}</span><input type="text" name="by" maxlength="80" placeholder="${escape(words.by_example)}"></label>
      <label class="tick"><input type="checkbox" name="agree"><span>${escape(words.agree)}</span></label></fieldset>
    <button type="submit" class="main">${escape(words.save)}</button><p class="wrong" role="alert"></p><p class="kept" role="status"></p></form></div>`;
const at = (selector) => box.querySelector(selector);
const blend = at('form.blend'), record = at('form.clip'), parts = at('.parts');

// --- the list ---

const row = (voice) => {
  const { speaker, name, kind, about } = voice;
  const mute = kind === 'clone' && !state.cloning.able.length;
  const using = state.speaker === speaker;
  return `<li data-speaker="${escape(speaker)}" class="${using ? 'using' : ''}"><div class="what"><b>${escape(name)}</b> <small>${escape(words[kind])}</small><p>${escape(about)}</p></div>
    <div class="acts"><button type="button" class="hear" data-hear="shelf-${escape(speaker)}" aria-label="${escape(`${words.listen}: ${name}`)}" ${mute ? 'disabled' : ''}></button>
    <button type="button" class="second use" ${mute || using ? 'disabled' : ''}>${escape(using ? `✓ ${words.using}` : mute ? words.no_engine : words.use)}</button>
    <button type="button" class="second rename" aria-label="${escape(`${words.rename}: ${name}`)}">✎</button><button type="button" class="second delete" aria-label="${escape(`${words.delete}: ${name}`)}">✕</button></div></li>`;
};
const draw = () => {
  const list = (state.voices ?? []).map(row).join('');
  studio.put(at('ul'), list);
  if (!state.cloning) return; // nothing is known yet
  const { able, blocked, models } = state.cloning;
  studio.put(at('.cloning'), able.length ? `<p>${escape(words.cloner_able.replace('{n}', able.join(', ')))}</p>`
    : `<p>${blocked.length ? blocked.map(({ engine, reason }) => escape(words.cloner_blocked.replace('{engine}', engine).replace('{reason}', reason))).join('<br>') : escape(words.cloner_none)}</p>
       <p>${escape(words.cloner_models.replace('{n}', models.join(', ')))} <button type="button" class="link" data-go="models">${escape(words.to_models)}</button></p>`);
  studio.sounds();
};
const voice = (press) => state.voices.find(({ speaker }) => speaker === press.closest('li').dataset.speaker);
const heard = (id, get) => {
  const mark = studio.mark();
  studio.hear(id, () => get(mark), () => server.give_up([mark]).catch(() => {}));
};
const remove = async ({ speaker, name, kind }) => {
  if (!confirm((kind === 'clone' ? words.delete_clone : words.delete_blend).replace('{n}', name))) return;
  studio.hush();
  const gone = await studio.ask(server.delete_voice, speaker);
  if (!gone) return;
  state = { ...state, voices: state.voices.filter((one) => one.speaker !== speaker) };
  draw();
  studio.tell(words.deleted.replace('{n}', gone));
  trigger('click', { act: 'gone', value: speaker });
};
const rename = async ({ speaker, name }) => {
  const wanted = prompt(words.name, name);
  if (wanted !== null && wanted.trim() && wanted.trim() !== name) await studio.ask(server.rename_voice, speaker, wanted);
};

// --- mixing ---

const mix = () => Object.fromEntries([...parts.children].map((one) => [one.querySelector('select').value, Number(one.querySelector('input').value)]));
const tell = () => {
  const rows = [...parts.children];
  const whole = rows.reduce((sum, one) => sum + Number(one.querySelector('input').value), 0);
  rows.forEach((one) => {
    one.querySelector('output').textContent = `${Math.round(100 * one.querySelector('input').value / whole)}%`;
    one.querySelector('.less').disabled = rows.length === 1;
  });
  at('.more').hidden = rows.length >= MOST;
  const pitch = Number(blend.pitch.value), speed = Number(blend.speed.value);
  blend.speed.nextElementSibling.textContent = speed === 1 ? words.speed_usual : words.speed_times.replace('{n}', speed.toFixed(2));
  blend.pitch.nextElementSibling.textContent = pitch === 0 ? words.pitch_usual : (pitch > 0 ? words.pitch_up : words.pitch_down).replace('{n}', Math.abs(pitch));
};
/** Another voice than those that are there. */
const fresh = (select) => {
  const there = [...parts.querySelectorAll('select')].filter((other) => other !== select).map((other) => other.value);
  if (there.includes(select.value)) select.value = base.find(({ id }) => !there.includes(id)).id;
};
[...parts.querySelectorAll('select')].forEach((select, index) => { const usual = ['jf_nezumi', 'ef_dora'][index]; if (base.some(({ id }) => id === usual)) select.value = usual; });
parts.addEventListener('change', (event) => { if (event.target.matches('select')) fresh(event.target); });
blend.addEventListener('input', tell);
blend.addEventListener('submit', async (event) => {
  event.preventDefault();
  const name = blend.called.value.trim();
  at('form.blend .wrong').textContent = name ? '' : words.must_name;
  if (!name) { blend.called.focus(); return; }
  const made = await studio.ask(server.keep_blend, name, mix(), Number(blend.speed.value), Number(blend.pitch.value));
  if (!made) return;
  blend.called.value = '';
  studio.tell(words.mixed.replace('{n}', name));
  trigger('click', { act: 'kept', value: made }); // the list comes anew
});

// --- recordings ---

const chose = (file, label) => {
  clip = file;
  at('.chosen').textContent = label;
};
record.querySelector('input[type=file]').addEventListener('change', (event) => {
  const [file] = event.target.files;
  if (file) chose(file, file.name);
});
let recorder = null;
const microphone = async () => {
  if (recorder) { recorder.stop(); return; }
  let stream;
  try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { studio.tell(words.no_microphone, 'error'); return; }
  const heardParts = [], button = at('.record'), began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  recorder = new MediaRecorder(stream);
  const clock = setInterval(() => { at('.chosen').textContent = words.recording.replace('{n}', seconds()); if (seconds() >= given.seconds - 1) recorder.stop(); }, 500);
  recorder.addEventListener('dataavailable', (event) => heardParts.push(event.data));
  recorder.addEventListener('stop', () => {
    clearInterval(clock);
    stream.getTracks().forEach((track) => track.stop());
    const type = recorder.mimeType.split(';')[0];
    chose(new File(heardParts, `microphone.${{ 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' }[type] ?? 'webm'}`, { type }), words.recorded.replace('{n}', seconds()));
    recorder = null;
    button.textContent = `● ${words.record}`;
  });
  button.textContent = `■ ${words.record_stop}`;
  recorder.start();
};
/** What is missing, told before anything leaves the form. */
const missing = () => {
  const checks = [[clip, words.must_clip, 'input[type=file]'], [record.called.value.trim(), words.must_name, '[name=called]'], [record.by.value.trim(), words.must_by, '[name=by]'], [record.agree.checked, words.must_agree, '[name=agree]']];
  const wrong = checks.find(([there]) => !there);
  at('form.clip .wrong').textContent = wrong?.[1] ?? '';
  if (wrong) record.querySelector(wrong[2]).focus();
  return Boolean(wrong);
};
record.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = record.querySelector('[type=submit]');
  at('.kept').textContent = '';
  if (missing() || button.disabled) return;
  Object.assign(button, { disabled: true, textContent: `${words.busy}…` });
  let kept = null;
  try {
    const { path } = await upload(clip);
    kept = await studio.ask(server.keep_clip, path, record.called.value, record.by.value, record.agree.checked);
  } catch { studio.tell(studio.text.unexpected, 'error'); }
  Object.assign(button, { disabled: false, textContent: words.save });
  if (!kept) return;
  const told = { name: kept.name, whole: kept.whole.toFixed(1), seconds: kept.seconds.toFixed(1), level: Math.round(kept.level), noise: Math.round(kept.noise) };
  at('.kept').textContent = words.kept.replace(/\{(\w+)\}/g, (_, name) => told[name]);
  record.reset();
  chose(null, '');
  trigger('click', { act: 'kept', value: '' });
});

// --- presses ---

const way = (wanted) => {
  box.querySelectorAll('[data-way]').forEach((one) => one.setAttribute('aria-selected', one.dataset.way === wanted));
  blend.hidden = wanted !== 'blend';
  record.hidden = wanted !== 'clip';
};
box.addEventListener('click', (event) => {
  const press = event.target.closest('button');
  if (!press) return;
  if (press.dataset.way) way(press.dataset.way);
  else if (press.matches('.more')) { parts.insertAdjacentHTML('beforeend', part(parts.children.length)); fresh(parts.lastElementChild.querySelector('select')); tell(); }
  else if (press.matches('.less')) { press.closest('.part').remove(); tell(); }
  else if (press.matches('.record')) microphone();
  else if (press.matches('form .hear')) heard('blend', (mark) => studio.ask(server.hear_blend, mix(), Number(blend.speed.value), Number(blend.pitch.value), state.language, blend.sample.value.trim(), mark));
  else if (press.matches('li .hear')) { const { speaker } = voice(press); heard(press.dataset.hear, (mark) => studio.ask(server.hear_speaker, speaker, state.character, 1, state.language, '', mark, state.engine)); }
  else if (press.matches('.use')) trigger('click', { act: 'speaker', value: voice(press).speaker });
  else if (press.matches('.rename')) rename(voice(press));
  else if (press.matches('.delete')) remove(voice(press));
});
studio.on('new-voice', () => { way('blend'); box.scrollIntoView({ behavior: 'smooth', block: 'start' }); blend.called.focus({ preventScroll: true }); });
studio.on('tab', () => recorder?.stop());
watch('value', () => { state = props.value ?? {}; draw(); });
state = props.value ?? {};
tell();
draw();
