// The steps: a press turns to the tab at once; the server hears of it through the value.
const box = element.querySelector('.nav');
const tabs = given.tabs;
box.setAttribute('role', 'tablist');
box.setAttribute('aria-label', studio.text.steps);
// On a narrow window, where all ten stand side by side with a picture each; lines of an SVG of 24 × 24.
const PICTURES = {
  source: 'M10 14a4 4 0 0 0 5.7 0l2.6-2.6a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 10a4 4 0 0 0-5.7 0l-2.6 2.6a4 4 0 0 0 5.7 5.7l1.3-1.3',
  script: 'M5 6h14M5 10.7h14M5 15.3h14M5 20h8',
  character: 'M12 4a4 4 0 1 1 0 8a4 4 0 1 1 0-8M4.5 20.5c.6-3.8 3.7-5.5 7.5-5.5s6.9 1.7 7.5 5.5',
  images: 'M4 5h16v14H4zM4 16l4.8-4.8 4.2 4.2 2.6-2.6 4.4 4.2M15.5 8.2a.9.9 0 1 1 0 1.8a.9.9 0 1 1 0-1.8',
  voice: 'M12 3.5a3 3 0 0 1 3 3v4.5a3 3 0 0 1-6 0V6.5a3 3 0 0 1 3-3M5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21',
  video: 'M4 6.5h11v11H4zM15 11l5.5-3.5v9L15 13',
  render: 'M12 3.5a8.5 8.5 0 1 1 0 17a8.5 8.5 0 1 1 0-17M10.2 8.6l5.3 3.4-5.3 3.4z',
  gallery: 'M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h6v6h-6z',
  models: 'M12 3l7.5 4.3v9.4L12 21l-7.5-4.3V7.3zM4.5 7.3L12 11.6l7.5-4.3M12 11.6V21',
  settings: 'M4 8h8M17 8h3M4 16h3M12 16h8M14.5 5.8a2.2 2.2 0 1 1 0 4.4a2.2 2.2 0 1 1 0-4.4M9.5 13.8a2.2 2.2 0 1 1 0 4.4a2.2 2.2 0 1 1 0-4.4',
};
const picture = (id) => `<svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true"><path d="${PICTURES[id]}"/></svg>`;
box.innerHTML = tabs.map(([id, label], i) =>
  `${i === 7 ? '<hr>' : ''}<button type="button" role="tab" data-tab="${id}">${i < 7 ? `<i>${i + 1}</i>` : ''}${picture(id)}<span>${studio.escape(label)}</span></button>`).join('');
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
