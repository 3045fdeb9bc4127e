// The monitor: the finished video, the draft, or one scene as it would look, in a frame of the short's own shape.
const box = element.querySelector('.monitor');
const { text, escape } = studio;
let shown = '';        // which of final, draft, scene
let scene = null;      // {short, scene} that somebody is working at
let state = {};
let asked = 0;

box.innerHTML = `
  <div class="bar"><b class="title"></b>
    <button type="button" data-act="undo" title="${text.undo}" aria-label="${text.undo}">↶</button>
    <button type="button" data-act="redo" title="${text.redo}" aria-label="${text.redo}">↷</button></div>
  <div class="views" role="group"></div>
  <div class="screen"></div>
  <p class="stale" role="status"></p>
  <div class="acts"><button type="button" class="second" data-act="draft">${text.make_draft}</button><button type="button" class="main" data-act="final"></button><a class="main save">${text.file_video}</a></div>`;
const at = (selector) => box.querySelector(selector);
const screen = at('.screen');

box.addEventListener('click', (event) => {
  const act = event.target.closest('[data-act]');
  if (act && !act.disabled) trigger('click', { act: act.dataset.act });
  const view = event.target.closest('[data-view]');
  if (view) { shown = view.dataset.view; draw(); }
});

const choices = () => [['live', text.view_live, state.live], ['final', text.view_final, state.final?.video], ['draft', text.view_draft, state.draft?.video], ['scene', text.view_scene, scene && scene.short === state.short]]
  .filter(([, , there]) => there);

const video = (source, poster) => {
  const now = screen.querySelector('video');
  if (now && now.dataset.source === source) return;  // don't interrupt what plays
  screen.innerHTML = `<video controls playsinline preload="metadata" aria-label="${escape(state.title)}"></video>`;
  const made = screen.firstElementChild;
  made.dataset.source = source;
  if (poster) made.poster = poster;
  made.src = source;
};

const still = async () => {
  const mine = ++asked;
  screen.innerHTML = `<div class="wait" role="status">${text.loading_scene}…</div>`;
  const address = await studio.ask(server.frame, scene.short, scene.scene);
  if (mine !== asked || shown !== 'scene') return;
  if (address === '') { scene = null; draw(); return; }  // removed meanwhile; who works at another scene says so
  screen.innerHTML = address ? `<img alt="" src="${escape(address)}">` : '';
};

const empty = () => {
  screen.innerHTML = `<div class="empty"><div class="phone"></div><h3>${text.empty_title}</h3><p>${text.empty_text}</p></div>`;
};

const draw = () => {
  const views = choices();
  if (!views.some(([id]) => id === shown)) shown = views[0]?.[0] ?? '';
  studio.put(at('.views'), views.length > 1 ? views.map(([id, label]) => `<button type="button" data-view="${id}" aria-pressed="${id === shown}">${label}</button>`).join('') : '');
  screen.style.aspectRatio = (state.aspect ?? '9:16').replace(':', '/');
  screen.classList.toggle('bare', !shown);
  if (shown === 'final') video(state.final.video, state.final.poster);
  else if (shown === 'draft') video(state.draft.video);
  else if (shown === 'live') screen.innerHTML = `<img alt="${escape(text.view_live)}" src="${escape(state.live)}">`;
  else if (shown === 'scene') still();
  else empty();
};

watch('value', () => {
  const before = state;
  state = props.value ?? {};
  if (state.short !== before.short) { shown = ''; scene = null; }
  else if (state.active && !state.live && before.live) state = { ...state, live: before.live };   // between two pictures
  else if (state.live && !before.live) shown = 'live';
  else if (state.final?.video && state.final.video !== before.final?.video) shown = 'final';
  else if (state.draft?.video && state.draft.video !== before.draft?.video) shown = 'draft';
  box.dataset.short = state.short ?? '';
  box.classList.toggle('none', !state.short);
  at('.title').textContent = state.title ?? '';
  at('[data-act=undo]').disabled = !state.undo;
  at('[data-act=redo]').disabled = !state.redo;
  at('.stale').textContent = state.stale && !state.active ? text.stale : '';
  at('[data-act=final]').textContent = state.stale ? text.make_again : text.make_final;
  const ready = Boolean(state.final?.video) && !state.stale;
  at('[data-act=final]').hidden = ready;
  at('.save').hidden = !ready;
  if (ready) Object.assign(at('.save'), { href: state.final.video, download: state.final.name });
  box.querySelectorAll('.acts button').forEach((button) => { button.disabled = !state.short || !state.script || state.active; });
  if (shown !== 'scene' || before.scenes !== state.scenes || before.short !== state.short) draw();
});
studio.on('scene', (chosen) => { scene = chosen; shown = 'scene'; draw(); });
box.classList.add('none'); // until the store's first word
empty();
