// Models: what this computer can run, and a card for each model. Cards stay where they are; only what changed in them is drawn anew.
const box = element.querySelector('.models');
const { escape, duration, put } = studio;
const { words, catalogue, tiers } = given;
const GROUPS = ['script', 'image', 'motion', 'voice', 'upscale'].filter((group) => catalogue.some((entry) => entry.purpose === group));
const USE = { yes: ['free', words.free], conditions: ['some', words.conditions], no: ['no', words.restricted] };
const entries = Object.fromEntries(catalogue.map((entry) => [entry.id, entry]));
let state = { models: {}, folders: [] };
let tier = '';         // whose details are on show
let told = {};         // model → state of its download, to tell when one has ended
let own = null;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const size = (bytes) => {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  for (; bytes >= 1024 && unit < 4; unit += 1) bytes /= 1024;
  return `${unit ? bytes.toFixed(1) : Math.round(bytes)} ${units[unit]}`;
};
const needs = (id) => [...new Set(entries[id].needs.flatMap((need) => [...needs(need), need]))];
const vram = (entry) => {
  const ways = Object.values(entry.vram);
  return ways.includes(0) ? words.vram_none : fill(words.vram_from, { n: Math.min(...ways) });
};

// --- laid out once ---

const card = (entry) => `<article class="model" data-model="${escape(entry.id)}" aria-label="${escape(entry.name)}">
  <header><h3>${escape(entry.name)}</h3><span class="chips"></span></header>
  <p class="about">${escape(entry.about)}</p>
  <dl><div><dt>${escape(words.size)}</dt><dd class="bytes"></dd></div><div><dt>${escape(words.vram)}</dt><dd>${escape(vram(entry))}</dd></div>
    <div><dt>${escape(words.licence)}</dt><dd><a href="${escape(entry.url)}" target="_blank" rel="noopener noreferrer">${escape(entry.licence)}</a></dd></div>
    ${entry.needs.length ? `<div class="wide"><dt>${escape(words.needs)}</dt><dd>${needs(entry.id).map((id) => escape(entries[id].name)).join(', ')}</dd></div>` : ''}</dl>
  <div class="now"></div></article>`;
const group = (name) => {
  const mine = catalogue.filter((entry) => entry.purpose === name);
  return `<section class="group" data-group="${name}"><h2>${escape(words[name])} <small>${escape(words[`${name}_hint`])}</small></h2>
    ${mine.some((entry) => entry.kind === 'ollama') ? '<p class="ollama" role="status"></p>' : ''}<div class="cards">${mine.map(card).join('')}</div></section>`;
};
box.innerHTML = `
  <section class="machine"><h2>${escape(words.machine)}</h2><div class="gpu"></div>
    <div class="tiers" role="radiogroup" aria-label="${escape(words.profile)}">${tiers.map((one) => `<button type="button" role="radio" data-tier="${one.id}"></button>`).join('')}</div>
    <p class="hint">${escape(words.profile_hint)}</p><div class="uses"></div></section>
  ${catalogue.some((entry) => !entry.used) ? `<p class="notice" role="note">${escape(words.unwired)}</p>` : ''}
  <p class="problem" role="alert" hidden></p>
  ${GROUPS.map(group).join('')}
  <section class="shared"><h2>${escape(words.folders)}</h2><p class="hint">${escape(words.folders_hint)}</p><ul class="folders"></ul>
    <form class="add"><label><span>${escape(words.folder)}</span><input type="text" name="folder" autocomplete="off" spellcheck="false" placeholder="${escape(words.folder_example)}"></label><button class="second">${escape(words.add)}</button></form></section>
  <section class="own"><h2>${escape(words.own)}</h2><ul class="files"></ul><button type="button" class="second" data-act="own">${escape(words.look_again)}</button></section>
  <dialog class="ask" aria-labelledby="models-ask"></dialog>`;
const at = (selector) => box.querySelector(selector);
const dialog = at('dialog');

// --- drawn as things change ---

const machine = () => {
  const { gpu } = state;
  put(at('.gpu'), gpu
    ? `<b>${escape(gpu.name)}</b><span>${escape(fill(words.gpu, { total: size(gpu.total), free: size(gpu.free) }))}</span>`
    : `<b>${escape(words.no_gpu)}</b><span>${escape(words.no_gpu_hint)}</span>`);
  const chosen = tiers.find((one) => one.id === tier) ?? tiers[0];
  box.querySelectorAll('.tiers button').forEach((button) => {
    const one = tiers.find(({ id }) => id === button.dataset.tier);
    const here = one === chosen;
    button.setAttribute('aria-checked', here);
    button.tabIndex = here ? 0 : -1;
    put(button, `<b>${escape(one.gb ? `${one.gb} GB` : words.tier_cpu)}</b>${one.id === state.proposed ? `<small>${escape(words.suggested)}</small>` : ''}`);
  });
  const rows = ['script', 'image', 'motion', 'voice'].map((kind) => `<div><dt>${escape(words[kind])}</dt><dd>${escape(chosen.uses[kind])}</dd></div>`).join('');
  const time = chosen.seconds === null ? '' : `<p class="estimate"><b>${escape(fill(words.estimate, { time: duration(chosen.seconds) }))}</b> <span>${escape(words.estimate_hint)}</span></p>`;
  const back = tier === state.proposed ? '' : `<button type="button" class="second" data-act="back">${escape(words.back)}</button>`;
  put(at('.uses'), `<dl>${rows}</dl>${chosen.models.length ? time : `<p class="estimate">${escape(words.nothing_needed)}</p>`}${back}`);
};

const button = (act, label, kind = 'second', more = '') => `<button type="button" class="${kind}" data-act="${act}" ${more}>${escape(label)}</button>`;
const bar = (label) => `<div class="bar" role="progressbar" aria-label="${escape(label)}" aria-valuemin="0" aria-valuemax="100"><i></i></div><p class="figures"></p>`;

/** What stands at the foot of a card: its markup without figures, so that it is drawn anew only when something happens. */
const foot = (entry, model) => {
  const { download, check } = model;
  if (download?.state === 'queued') return `<p class="line">${escape(words.waiting)}</p><div class="acts">${button('cancel', words.cancel)}</div>`;
  if (download?.state === 'running') return `${bar(words.install_label.replace('{name}', entry.name))}<div class="acts">${button('cancel', words.cancel)}</div>`;
  if (check?.state === 'running') return `${bar(words.checking)}<div class="acts">${button('stop', words.cancel)}</div>`;
  const notes = [];
  if (download?.state === 'failed') notes.push(`<p class="bad" role="alert">${escape(download.error)}</p>`);
  if (check?.state === 'bad') notes.push(`<p class="bad" role="alert">${escape(check.error)}</p>`);
  if (check?.state === 'good') notes.push(`<p class="good" role="status">${escape(words.check_good)}</p>`);
  if (model.problem && model.state === 'broken') notes.push(`<p class="bad">${escape(fill(words.wrong_file, { file: model.problem }))}</p>`);
  if (model.found) notes.push(`<p class="line">${escape(words.found)}: <code>${escape(model.found)}</code></p>`);
  if (model.state === 'partial') notes.push(`<p class="line">${escape(fill(words.kept, { size: size(model.here) }))}</p>`);
  if (model.state === 'shared') notes.push(`<p class="line">${escape(words.place)}: <code>${escape(model.where)}</code></p>`);
  const off = entry.kind === 'ollama' && state.ollama.down ? 'disabled' : '';
  const label = `aria-label="${escape(fill(words.install_label, { name: entry.name }))}" ${off}`;
  const acts = {
    absent: [button('install', fill(words.install, { size: size(entry.bytes) }), 'main', label)],
    partial: [button('install', words.resume, 'main', off), button('remove', words.remove)],
    broken: [button('install', words.repair, 'main', off), button('verify', words.verify), button('remove', words.remove)],
    installed: [entry.kind === 'hub' ? button('verify', words.verify) : '', button('remove', words.remove)],
    shared: model.ours ? [button('verify', words.verify), button('remove', words.remove)] : [],
  }[model.state];
  return `${notes.join('')}<div class="acts">${acts.join('')}</div>`;
};

const figures = (place, model) => {
  const running = model.download?.state === 'running' ? model.download : model.check?.state === 'running' ? model.check : null;
  const line = place.querySelector('.figures');
  if (!running || !line) return;
  const percent = running.total ? Math.min(100, Math.floor(running.done / running.total * 100)) : 0;
  place.querySelector('.bar').setAttribute('aria-valuenow', percent);
  place.querySelector('.bar i').style.width = `${percent}%`;
  const parts = running.total ? [`${percent}%`, fill(words.received, { done: size(running.done), total: size(running.total) })] : [words.starting];
  if (running.speed > 0) parts.push(fill(words.speed, { speed: size(running.speed) }), fill(words.left, { time: duration((running.total - running.done) / running.speed) }));
  line.textContent = parts.join(' · ');
};

const chips = (entry, model) => {
  const [kind, label] = USE[entry.use];
  const shown = [[kind, label]];
  const coming = ['queued', 'running'].includes(model.download?.state);
  if (model.state !== 'absent' && !coming) shown.unshift([model.state, words[model.state]]);
  if (tiers.find((one) => one.id === tier)?.models.some((id) => id === entry.id || (entries[id] && needs(id).includes(entry.id)))) shown.push(['mine', words.in_profile]);
  if (!entry.used) shown.push(['soon', words.not_used]);
  return shown.map(([kind, label]) => `<i class="chip ${kind}">${escape(label)}</i>`).join('');
};

const draw = () => {
  machine();
  at('.problem').hidden = !state.problem;
  at('.problem').textContent = state.problem ?? '';
  const { ollama } = state;
  if (ollama && at('.ollama')) put(at('.ollama'), ollama.down ? `<b>${escape(ollama.down)}</b> ${escape(words.ollama_waits)}` : `${escape(words.ollama_runs)} <code>${escape(ollama.host)}</code>`);
  at('.ollama')?.classList.toggle('down', Boolean(ollama?.down));
  catalogue.forEach((entry) => {
    const model = state.models[entry.id];
    const place = at(`[data-model="${CSS.escape(entry.id)}"]`);
    if (!model) return;
    const ended = model.download?.state;
    if (ended === 'done' && ['running', 'queued'].includes(told[entry.id])) studio.tell(fill(words.done, { name: entry.name }));
    told[entry.id] = ended;
    put(place.querySelector('.chips'), chips(entry, model));
    put(place.querySelector('.bytes'), escape(size(model.bytes)));
    put(place.querySelector('.now'), foot(entry, model));
    figures(place, model);
  });
  const row = ({ path, fixed }) => `<li><code>${escape(path)}</code>${fixed ? `<small>${escape(words.fixed)}</small>` : `<button type="button" class="second" data-act="drop" data-path="${escape(path)}" aria-label="${escape(`${words.drop}: ${path}`)}">${escape(words.drop)}</button>`}</li>`;
  put(at('.folders'), `<li><code>${escape(state.cache)}</code><small>${escape(words.always)}</small></li>${state.folders.map(row).join('')}`);
};

const drawOwn = () => {
  const row = (file) => `<li><b>${escape(file.name)}</b><span>${escape(words[file.kind])} · ${escape(file.family ? file.family.toUpperCase() : words.family_unknown)} · ${size(file.bytes)}</span><code>${escape(file.path)}</code>${file.problem ? `<p class="bad">${escape(file.problem)}</p>` : ''}</li>`;
  put(at('.files'), own?.length ? own.map(row).join('') : `<li class="none"><span>${escape(words.own_none)}</span><code>${escape(given.home)}</code></li>`);
};
const findOwn = async () => { own = await studio.ask(server.own) ?? own; drawOwn(); };

/** Ask the server, and show what it says at once. */
const act = async (call, ...values) => {
  const answer = await studio.ask(call, ...values);
  if (answer) { state = answer; tier = answer.tier; draw(); }
  return answer;
};

// --- questions ---

const ask = (html) => new Promise((answer) => {
  dialog.innerHTML = html;
  dialog.returnValue = '';
  dialog.addEventListener('close', () => answer(dialog.returnValue === 'yes'), { once: true });
  dialog.showModal();
});
const choices = (yes, more = '') => `<div class="acts"><button class="second" value="no" autofocus>${escape(words.cancel)}</button><button class="main" value="yes" ${more}>${escape(yes)}</button></div>`;

const install = async (id) => {
  const asked = [...needs(id), id].map((one) => entries[one]).filter((entry) => !state.models[entry.id].consent_given);
  if (asked.length) {
    const some = asked.some((entry) => entry.use === 'no');
    const terms = asked.map((entry) => `<li><b>${escape(entry.name)}</b> <i class="chip ${USE[entry.use][0]}">${escape(USE[entry.use][1])}</i>
      <p>${escape(entry.note)}</p><p class="line">${escape(entry.licence)} · ${escape(words.full_text)}: <a href="${escape(entry.url)}" target="_blank" rel="noopener noreferrer">${escape(entry.url)}</a></p></li>`).join('');
    const pledge = some ? `${state.earning ? `<p class="bad">${escape(words.earning)}</p>` : ''}<label class="pledge"><input type="checkbox" required> <span>${escape(words.noncommercial)}</span></label>` : '';
    if (!await ask(`<form method="dialog"><h2 id="models-ask">${escape(words.consent)}</h2><p>${escape(words.consent_lead)}</p><ul>${terms}</ul>${pledge}${choices(words.agree)}</form>`)) return;
  }
  await act(server.install, id, asked.length > 0);
};

const remove = async (id) => {
  const model = state.models[id];
  const lines = [fill(words.remove_size, { size: size(model.here) }), ...(model.state === 'shared' ? [words.remove_shared] : [])];
  if (!await ask(`<form method="dialog"><h2 id="models-ask">${escape(words.remove_ask)}</h2><p><b>${escape(entries[id].name)}</b></p>${lines.map((line) => `<p>${escape(line)}</p>`).join('')}${choices(words.remove)}</form>`)) return;
  const answer = await act(server.remove, id);
  if (answer) studio.tell(fill(words.freed, { size: size(answer.freed) }));
};

box.addEventListener('click', async (event) => {
  const pressed = event.target.closest('button');
  if (!pressed || pressed.disabled || pressed.closest('dialog')) return;
  const id = pressed.closest('[data-model]')?.dataset.model;
  if (pressed.dataset.tier) { tier = pressed.dataset.tier; draw(); await act(server.choose_tier, tier === state.proposed ? null : tier); return; }
  switch (pressed.dataset.act) {
    case 'back': await act(server.choose_tier, null); break;
    case 'install': await install(id); break;
    case 'cancel': await act(server.cancel, id); break;
    case 'remove': await remove(id); break;
    case 'verify': await act(server.check, id); break;
    case 'stop': await act(server.stop_check, id); break;
    case 'drop': if (await act(server.drop_folder, pressed.dataset.path)) findOwn(); break;
    case 'own': findOwn(); break;
  }
});
// A "no" needs no tick.
dialog.addEventListener('click', (event) => {
  if (event.target.value === 'no') { event.preventDefault(); dialog.close('no'); }
});
at('.tiers').addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...box.querySelectorAll('.tiers button')];
  const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
  next.focus();
  next.click();
});
at('.add').addEventListener('submit', async (event) => {
  event.preventDefault();
  const field = event.target.folder;
  if (!field.value.trim()) { field.focus(); return; }
  if (await act(server.add_folder, field.value)) { field.value = ''; studio.tell(words.added); findOwn(); }
});
watch('value', () => {
  if (!props.value?.models) return;
  const first = own === null;
  state = props.value;
  tier = state.tier;
  draw();
  if (first) { own = []; findOwn(); }
});
