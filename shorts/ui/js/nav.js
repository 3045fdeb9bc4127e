// The steps: a press turns to the tab at once; the server hears of it through the value.
const box = element.querySelector('.nav');
const tabs = given.tabs;
box.setAttribute('role', 'tablist');
box.setAttribute('aria-label', studio.text.steps);
box.innerHTML = tabs.map(([id, label], i) =>
  `${i === 7 ? '<hr>' : ''}<button type="button" role="tab" data-tab="${id}">${i < 7 ? `<i>${i + 1}</i>` : ''}<span>${studio.escape(label)}</span></button>`).join('');
const mark = () => box.querySelectorAll('button').forEach((button) => {
  const here = button.dataset.tab === props.value.tab;
  button.setAttribute('aria-selected', here);
  button.tabIndex = here ? 0 : -1;
  if (here) box.scrollTo({ left: button.offsetLeft - (box.clientWidth - button.offsetWidth) / 2, behavior: 'smooth' });
});
const turn = () => {
  document.body.dataset.tab = props.value.tab;
  const real = document.querySelector(`#tabs button[role="tab"][data-tab-id="${props.value.tab}"]`);
  if (real) real.click(); else setTimeout(turn, 50);
  mark();
};
let pressed = null; // what somebody went to; the server's first word, where they were the last time, may come after it
// Without `short`, the one that is open stays open.
studio.open = (short, tab) => {
  props.value = pressed = { tab, ...(short ? { short } : {}) };
  turn();
  trigger('change');
  if (matchMedia('(max-width: 760px)').matches) window.scrollTo({ top: 0 });
};
studio.go = (tab) => { if (tab !== props.value.tab) studio.open('', tab); };
box.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button) studio.go(button.dataset.tab);
});
box.addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const buttons = [...box.querySelectorAll('button')];
  const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
  next.click();
  next.focus();
});
watch('value', () => {
  if (pressed && props.value.tab !== pressed.tab) {
    props.value = pressed;
    trigger('change');
  }
  turn();
});
turn();
