// What each scene shows: what hands do. images_draw.js, images_frames.js and images_send.js stand before this, in the same scope.
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
  const { act, kind, photo, engine, take: earlier } = button.dataset;
  if (engine) change(server.set_engine, 'image_engine', engine);
  else if (kind) chooseKind(id, kind);
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
    const all = [...event.target.closest('[role=radiogroup]').querySelectorAll('[role=radio]:not(:disabled)')];
    all[(all.indexOf(event.target) + way[0] + way[1] + all.length) % all.length].focus();
    event.preventDefault();
  }
});
box.addEventListener('change', (event) => {
  const id = event.target.closest('.scene')?.dataset.scene ?? '';
  if (event.target.type === 'file') { const files = [...event.target.files]; event.target.value = ''; send(files, id); }
  else if (event.target.dataset.field) set(id, { [event.target.dataset.field]: event.target.value });
  else if (event.target.dataset.how) change(server.set_engine, event.target.dataset.how, event.target.value);
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
let told = '';
box.addEventListener('focusin', (event) => {
  const scene = event.target.closest('.scene')?.dataset.scene;
  if (!scene) return;
  recent = scene;
  if (told === `${state.short}/${scene}`) return;
  told = `${state.short}/${scene}`;
  studio.say('scene', { short: state.short, scene });
});
watch('value', () => take(props.value));
take(props.value?.short ? props.value : { short: '' });
