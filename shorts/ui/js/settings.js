// Settings: each change is kept at once. What takes a while to find out (disk, network) is asked when the tab is turned to.
const box = element.querySelector('.settings');
const { escape } = studio;
const { words } = given;
let state = null;
let access = null;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const size = (bytes) => {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  for (; bytes >= 1024 && unit < 4; unit += 1) bytes /= 1024;
  return `${unit ? bytes.toFixed(1) : Math.round(bytes)} ${units[unit]}`;
};
const date = (seconds) => new Date(seconds * 1000).toLocaleDateString(given.language, { year: 'numeric', month: 'short', day: 'numeric' });

// --- laid out once ---

const row = (name, label, control) => `<div class="row"><label for="set-${name}">${escape(label)}</label>${control}</div>`;
const choices = (options) => options.map(([id, said]) => `<option value="${escape(id)}">${escape(said)}</option>`).join('');
const select = (name, label, options) => row(name, label, `<select id="set-${name}" data-prefer="${name}">${choices(options)}</select>`);
const radios = (name, label, options) => `<fieldset class="row"><legend>${escape(label)}</legend><div class="picks">${options.map(([id, said]) => `<label><input type="radio" name="set-${name}" data-prefer="${name}" value="${escape(id)}"><span>${escape(said)}</span></label>`).join('')}</div></fieldset>`;
const tick = (name, label, hint = '') => `<label class="tick"><input type="checkbox" data-prefer="${name}"><span><b>${escape(label)}</b>${hint ? `<small>${escape(hint)}</small>` : ''}</span></label>`;
const line = (name, label, example) => row(name, label, `<input type="text" id="set-${name}" data-prefer="${name}" autocomplete="off" placeholder="${escape(example)}">`);
const place = (name) => `<div><dt>${escape(words[`${name}_place`])}</dt><dd><code>${escape(given.places[name])}</code></dd></div>`;

const part = (name, inside) => `<section class="part" data-part="${name}"><h2>${escape(words[name])}</h2>${inside}</section>`;
const hint = (text) => `<p class="hint">${escape(text)}</p>`;
const press = (act, label, more = '') => `<div class="acts"><button type="button" class="second" data-act="${act}" ${more}>${escape(label)}</button></div>`;
const screen = `${radios('language', words.language, [['ko', '한국어'], ['en', 'English']])}
  ${radios('theme', words.theme, [['auto', words.theme_auto], ['light', words.theme_light], ['dark', words.theme_dark]])}${hint(words.screen_hint)}`;
const usual = `<div class="pairs">${select('character', words.character, [])}${select('captions', words.captions, given.captions)}</div>
  ${select('script_engine', given.writer.writer, [])}<p class="hint writers" role="status"></p>
  ${radios('seconds', words.length, given.lengths)}${radios('quality', words.quality, ['draft', 'standard', 'high'].map((id) => [id, words[id]]))}
  ${line('ad_line', words.ad_line, words.ad_example)}${tick('ai_label', words.ai_label)}${tick('commercial', words.commercial, words.commercial_hint)}${hint(words.usual_hint)}`;
const about = `<p><b>${escape(fill(words.version, { version: given.version }))}</b></p><p>${escape(words.licence)}</p><dl class="places">${place('logs')}</dl>${press('licences', words.third_party)}`;
const storage = `<div class="disk"><p class="line" role="status">${escape(words.measuring)}…</p></div>${press('clean', words.clean, 'disabled')}
  <dl class="places">${['shorts', 'models', 'cache'].map(place).join('')}</dl>`;
const programs = `<h3>${escape(words.tokens)}</h3><div class="tokens"></div>
  <form class="ollama"><h3><label for="set-ollama">${escape(words.ollama)}</label></h3><div class="beside"><input type="text" id="set-ollama" name="ollama" autocomplete="off" spellcheck="false"><button class="second">${escape(words.save)}</button></div><p class="hint"></p></form>`;
const health = `<div class="notices"></div>${hint(words.health_hint)}${press('examine', words.examine)}<ul class="findings" aria-live="polite"></ul>`;
box.innerHTML = `<div class="side">${part('screen', screen)}${part('usual', usual)}${part('about', about)}</div>
  <div class="side">${part('storage', storage)}${part('lan', '<div class="lan"></div>')}${part('programs', programs)}${part('health', health)}</div>
  <dialog aria-labelledby="settings-ask"></dialog>`;
const at = (selector) => box.querySelector(selector);
const dialog = at('dialog');

// --- preferences ---

const USUAL = ['character', 'captions', 'script_engine', 'seconds', 'quality', 'ad_line', 'ai_label'];   // of new shorts

let writers = [];
const drawWriters = (chosen) => {
  const list = writers.some((one) => one.id === chosen) ? writers : [...writers, { id: chosen, name: chosen === 'extract' ? given.writer.embedded : chosen, about: '', reason: '' }];
  const field = at('[data-prefer=script_engine]');
  if (field !== document.activeElement) field.innerHTML = list.map((one) => `<option value="${escape(one.id)}">${escape(one.name)}</option>`).join('');
  const now = list.find((one) => one.id === chosen);
  at('.writers').textContent = now.reason || now.about;
};
const lookForWriters = async () => { writers = await studio.ask(server.script_writers, state?.preferences.script_engine ?? '') ?? writers; show(); };

const show = () => {
  if (!state) return;
  drawWriters(state.preferences.script_engine);
  const people = at('[data-prefer=character]');
  if (people.dataset.cast !== JSON.stringify(state.cast)) { people.innerHTML = choices(state.cast); people.dataset.cast = JSON.stringify(state.cast); }
  const kept = { ...state.preferences, seconds: String(Math.round(state.preferences.seconds)), language: given.language, theme: window.studioLook.choice() };
  box.querySelectorAll('[data-prefer]').forEach((field) => {
    if (field === document.activeElement && field.type === 'text') return;   // being typed
    const value = kept[field.dataset.prefer];
    if (field.type === 'radio') field.checked = field.value === value;
    else if (field.type === 'checkbox') field.checked = value;
    else field.value = value;
  });
  const address = at('[name=ollama]');
  if (address !== document.activeElement && !address.dirty) address.value = kept.ollama;
  const later = kept.ollama && kept.ollama !== state.ollama;
  at('.ollama .hint').textContent = fill(later ? words.ollama_later : words.ollama_hint, { host: state.ollama });
  at('.notices').innerHTML = state.notices.map((notice) => `<p class="bad">${escape(notice)}</p>`).join('');
};

const prefer = async (name, value) => {
  const answer = await studio.ask(server.prefer, name, value);
  if (answer) {
    state = answer;
    if (USUAL.includes(name)) trigger('click', { act: 'afresh', name });   // this browser's older choice gives way
    studio.tell(words.saved);
  }
  show();
  return answer;
};

box.addEventListener('change', async (event) => {
  const field = event.target.closest('[data-prefer]');
  if (!field) return;
  const name = field.dataset.prefer;
  const value = field.type === 'checkbox' ? field.checked : name === 'seconds' ? Number(field.value) : field.value;
  if (name === 'theme') window.studioLook.choose(value);
  if (await prefer(name, value) && name === 'language') location.assign(`${value === 'en' ? '/en/' : '/'}?lang=${value}`);
});

// --- the disk ---

const KINDS = ['shorts', 'artifacts', 'previews', 'uploads', 'trash', 'cache', 'models', 'free'];
const ROOM = { artifacts: false, previews: true, uploads: true, cache: true, trash: false };   // ticked at first?
let use = null;
const drawDisk = () => {
  const whole = KINDS.reduce((sum, kind) => sum + use[kind], 0) || 1;
  const pieces = KINDS.filter((kind) => kind !== 'free' && use[kind]).map((kind) => `<i data-kind="${kind}" style="width:${Math.max(0.4, use[kind] / whole * 100)}%" title="${escape(words[`disk_${kind}`])} ${size(use[kind])}"></i>`).join('');
  const list = KINDS.map((kind) => `<div data-kind="${kind}"><dt>${escape(words[`disk_${kind}`])}</dt><dd>${size(use[kind])}</dd></div>`).join('');
  at('.disk').innerHTML = `<div class="stack" aria-hidden="true">${pieces}</div><dl class="sizes">${list}</dl>`;
  at('[data-act=clean]').disabled = false;
};
const measure = async (fresh) => { use = await studio.ask(server.disk, fresh) ?? use; if (use) drawDisk(); };

const ask = (html) => new Promise((answer) => {
  dialog.innerHTML = html;
  dialog.returnValue = '';
  dialog.addEventListener('close', () => answer(dialog.returnValue === 'yes'), { once: true });
  dialog.showModal();
});
const clean = async () => {
  await measure(true);
  const rows = Object.entries(ROOM).map(([kind, ticked]) => `<label class="tick"><input type="checkbox" name="${kind}" ${ticked && use[kind] ? 'checked' : ''} ${use[kind] ? '' : 'disabled'}>
    <span><b>${escape(words[`disk_${kind}`])} <em>${size(use[kind])}</em></b><small>${escape(fill(words[`${kind}_hint`], { size: size(given.quota) }))}</small></span></label>`).join('');
  const sure = await ask(`<form method="dialog"><h2 id="settings-ask">${escape(words.clean_ask)}</h2><p class="line">${escape(words.clean_hint)}</p>${rows}
    <div class="acts"><button class="second" value="no" autofocus>${escape(words.cancel)}</button><button class="main" value="yes">${escape(words.clean_do)}</button></div></form>`);
  const kinds = [...dialog.querySelectorAll('input:checked')].map((field) => field.name);
  if (!sure || !kinds.length) return;
  const answer = await studio.ask(server.clean, kinds);
  if (!answer) return;
  use = answer.use;
  drawDisk();
  studio.tell(answer.freed ? fill(words.cleaned, { size: size(answer.freed) }) : words.cleaned_none);
};

// --- other devices, other programs ---

const command = 'start.py serve --lan';
const copyable = (text, name) => `<div class="beside copy"><input type="text" readonly value="${escape(text)}" aria-label="${escape(name)}"><button type="button" class="second" data-act="copy">${escape(words.copy)}</button></div>`;
const drawAccess = () => {
  const { shared, asked, addresses, qr, sessions, tokens, mine } = access;
  const devices = sessions.length
    ? `<ul class="rows">${sessions.map((one) => `<li><span><b>${escape(one.name)}</b>${one.mine ? ` <small>(${escape(words.this_device)})</small>` : ''}<small>${escape(fill(words.since, { date: date(one.created) }))}</small></span></li>`).join('')}</ul>
      <div class="acts"><button type="button" class="second" data-act="others">${escape(words.sign_out_others)}</button>${mine ? `<form method="post" action="/logout"><button class="second">${escape(words.sign_out)}</button></form>` : ''}</div>`
    : `<p class="line">${escape(words.sessions_none)}</p>`;
  const reach = addresses.length
    ? `<div class="reach"><div class="qr">${qr}</div><div><p>${escape(words.lan_scan)}</p>${addresses.map((address) => copyable(address, words.lan)).join('')}</div></div>`
    : `<p class="line">${escape(words.lan_no_network)}</p>`;
  at('.lan').innerHTML = (shared
    ? `<p class="good">${escape(words.lan_on)}</p>${reach}<p class="hint">${escape(words.lan_plain)}</p>`
    : `<p><b>${escape(words.lan_off)}</b></p><p class="hint">${escape(words.lan_how)}</p>${copyable(/Win/.test(navigator.platform) ? command.replace('.py', '.bat') : `python3 ${command}`, words.lan)}`)
    + (asked ? `<h3>${escape(words.sessions)}</h3>${devices}` : '');
  const listed = tokens.map((one) => `<li><span><b>${escape(one.name)}</b><small>${escape(fill(words.since, { date: date(one.created) }))}</small></span><button type="button" class="second" data-act="revoke" data-id="${escape(one.id)}" aria-label="${escape(`${words.token_revoke}: ${one.name}`)}">${escape(words.token_revoke)}</button></li>`).join('');
  at('.tokens').innerHTML = asked
    ? `<p class="hint">${escape(words.tokens_hint)}</p>${listed ? `<ul class="rows">${listed}</ul>` : ''}<div class="fresh" role="status"></div>
      <form class="make"><div class="row"><label for="set-token">${escape(words.token_name)}</label><div class="beside"><input type="text" id="set-token" name="name" maxlength="60" autocomplete="off" required placeholder="${escape(words.token_example)}"><button class="second">${escape(words.token_make)}</button></div></div></form>`
    : `<p class="hint">${escape(words.tokens_off)}</p>`;
};
const lookAround = async () => {
  const found = await studio.ask(server.access, Number(location.port) || (location.protocol === 'https:' ? 443 : 80));
  if (found) { access = found; drawAccess(); }
};
const makeToken = async (name) => {
  const token = await studio.ask(server.make_token, name);
  if (!token) return;
  await lookAround();
  at('.fresh').innerHTML = `<p class="good">${escape(words.token_once)}</p>${copyable(token, words.tokens)}`;
  at('.fresh input').select();
};
const copy = async (field) => {
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);   // not offered on plain http from another device
    studio.tell(words.copied);
  } catch {
    studio.tell(document.execCommand('copy') ? words.copied : words.copy_by_hand);
  }
};

// --- health ---

const examine = async (pressed) => {
  pressed.disabled = true;
  at('.findings').innerHTML = `<li class="none">${escape(words.examining)}…</li>`;
  const found = await studio.ask(server.examine);
  pressed.disabled = false;
  const kind = (one) => (one.works ? 'works' : one.optional ? 'optional' : 'fails');
  at('.findings').innerHTML = (found ?? []).map((one) => `<li class="${kind(one)}"><i>${escape(words[kind(one)])}</i><span><b>${escape(one.name)}</b> ${escape(one.seen)}${one.remedy ? `<small>${escape(one.remedy)}</small>` : ''}</span></li>`).join('');
};
const licences = async () => {
  const text = await studio.ask(server.third_party);
  if (text) await ask(`<form method="dialog"><h2 id="settings-ask">${escape(words.third_party)}</h2><pre tabindex="0">${escape(text)}</pre><div class="acts"><button class="second" value="no" autofocus>${escape(words.close)}</button></div></form>`);
};

box.addEventListener('click', async (event) => {
  const pressed = event.target.closest('[data-act]');
  if (!pressed) return;
  switch (pressed.dataset.act) {
    case 'clean': clean(); break;
    case 'examine': examine(pressed); break;
    case 'licences': licences(); break;
    case 'copy': copy(pressed.parentElement.querySelector('input')); break;
    case 'others':
      await studio.ask(server.sign_out_others);
      await lookAround();
      if (access.sessions.every((one) => one.mine)) studio.tell(words.signed_out);
      break;
    case 'revoke':
      await studio.ask(server.revoke_token, pressed.dataset.id);
      await lookAround();
      if (!access.tokens.some((one) => one.id === pressed.dataset.id)) studio.tell(words.token_revoked);
      break;
  }
});
box.addEventListener('input', (event) => { if (event.target.name === 'ollama') event.target.dirty = true; });
box.addEventListener('submit', async (event) => {
  const form = event.target;
  if (form.matches('.ollama')) {
    event.preventDefault();
    if (await prefer('ollama', form.ollama.value)) { form.ollama.dirty = false; show(); }
  } else if (form.matches('.make')) {
    event.preventDefault();
    makeToken(form.name.value);
  }
});

const arrive = () => { if (document.body.dataset.tab === 'settings') { measure(false); lookAround(); lookForWriters(); show(); } };
new MutationObserver(arrive).observe(document.body, { attributes: true, attributeFilter: ['data-tab'] });
watch('value', () => { if (props.value?.preferences) { state = props.value; show(); } });
arrive();
