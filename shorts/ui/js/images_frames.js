// Previews of scenes: asked for one after another, for the cards in sight only; an earlier picture stays until the new one is there.
const slots = new Map();       // element → {scene, take, want, have, failed}
const inSight = new Set();
const watcher = new IntersectionObserver((entries) => {
  entries.forEach(({ target, isIntersecting }) => (isIntersecting ? inSight.add(target) : inSight.delete(target)));
  pump();
}, { rootMargin: '80px' });
let busy = false;

const wish = (node, scene, take, want) => {
  const slot = slots.get(node) ?? {};
  if (!slots.has(node)) { slots.set(node, slot); watcher.observe(node); }
  if (slot.want !== want) slot.failed = false;
  Object.assign(slot, { scene, take, want });
};
const forget = (node) => { watcher.unobserve(node); inSight.delete(node); slots.delete(node); };
const next = () => {
  const wanted = (node, slot) => inSight.has(node) || (slot.scene === recent && !slot.take && node.offsetParent);   // somebody works at that one
  const open = [...slots].filter(([node, slot]) => wanted(node, slot) && !slot.failed && slot.have !== slot.want);
  const rank = ([, slot]) => (slot.take ? 2 : 0) + (slot.scene === recent ? 0 : 1);
  return open.sort((a, b) => rank(a) - rank(b))[0];
};
const pump = async () => {
  if (busy) return;
  const [node, slot] = next() ?? [];
  if (!node) return;
  busy = true;
  const { want } = slot;
  const began = performance.now();
  const wait = at(node, '.wait');
  const clock = setInterval(() => {
    const spent = performance.now() - began;
    if (spent > 300) { node.dataset.waits = 'yes'; wait.textContent = slot.take ? '' : fill(words.drawing, { s: (spent / 1000).toFixed(1) }); }
  }, 100);
  const found = await studio.ask(server.frame, state.short, slot.scene, slot.take);
  if (found?.src) { // none: the scene is no more
    const image = at(node, 'img');
    image.src = found.src;
    await image.decode().catch(() => {});
    image.hidden = image.naturalWidth === 0;
    if (!image.hidden) Object.assign(slot, { have: want, shown: found.shown });
    node.dataset.drawn = image.hidden ? '' : want;
  }
  if (slot.have !== want && slot.want === want) slot.failed = true;
  clearInterval(clock);
  delete node.dataset.waits;
  wait.textContent = '';
  if (!slot.take) note(slot.scene);
  busy = false;
  pump();
};
