// Files from this device: sent with their progress, then made ready by the server, which goes on if this page is closed.
const post = (file, item) => new Promise((resolve, reject) => {
  const form = new FormData();
  form.append('files', file, file.name);
  const call = item.call = new XMLHttpRequest();
  call.upload.onprogress = (event) => { item.fraction = event.lengthComputable ? Math.min(event.loaded / event.total, 0.99) : 0; draw(); };
  call.onload = () => (call.status === 200 ? resolve(JSON.parse(call.responseText)[0]) : reject(new Error(call.responseText)));
  call.onerror = () => reject(new Error(studio.text.offline));
  call.onabort = () => reject(new Error(''));
  const { root = '', api_prefix: prefix = '/gradio_api' } = window.gradio_config ?? {};
  call.open('POST', `${root}${prefix}/upload`);
  call.send(form);
});
const send = async (files, scene) => {
  const { short } = state;
  if (scene) recent = scene;
  for (const [place, file] of [...files].entries()) {
    if (file.size > largest) { studio.tell(fill(words.too_large, { n: file.name, limit: `${Math.round(largest / 1048576)} MB` }), 'error'); continue; }
    const item = { id: `${Date.now()}-${place}`, short, scene: place ? '' : scene, name: file.name, fraction: 0 };
    sending.push(item);
    draw();
    const path = await post(file, item).catch((problem) => { if (problem.message) studio.tell(problem.message, 'error'); return ''; });
    item.sent = true;   // the server tells how it goes on
    const answer = path && await studio.ask(server.take_in, short, item.scene, path, file.name);
    sending = sending.filter((one) => one !== item);
    if (answer) take(answer);
    draw();
  }
};

let over = null;
const hover = (card) => { if (card !== over) { over?.classList.remove('over'); over = card; over?.classList.add('over'); } };
box.addEventListener('dragover', (event) => {
  if (!state.scenes || !event.dataTransfer.types.includes('Files')) return;
  event.preventDefault();
  hover(event.target.closest('.scene, .own'));
});
box.addEventListener('dragleave', (event) => { if (!box.contains(event.relatedTarget)) hover(null); });
box.addEventListener('drop', (event) => {
  if (!state.scenes || !event.dataTransfer.files.length) return;
  event.preventDefault();
  hover(null);
  send(event.dataTransfer.files, event.target.closest('.scene')?.dataset.scene ?? '');
});
