// A press on a button of the strip tells the server what to do with which job. The strip says at once what was asked for, and takes no second
// press, until the server's word replaces it; if none comes (a refusal is told apart), it is again what it was.
const { text } = studio;
const SAID = { cancel: text.cancelling, pause: text.pausing, resume: text.queued_next, retry: text.queued_next };
let unfolded = false; // the rest of the line; every change draws it anew
watch('value', () => { const line = element.querySelector('details.line'); if (line) line.open = unfolded; });

element.addEventListener('click', (event) => {
  if (event.target.closest('summary')) unfolded = !event.target.closest('details').open;
  const button = event.target.closest('button[data-act]');
  const { act, id } = button?.dataset ?? {};
  const box = button?.closest('.strip');
  if (!button || box?.classList.contains('asked')) return;
  trigger('click', { act, id });
  const head = box?.querySelector('[role=status]');
  if (!head || !SAID[act]) return; // of those that wait below
  const before = head.textContent;
  head.textContent = SAID[act];
  box.classList.add('asked');
  setTimeout(() => {
    if (!box.isConnected || !box.classList.contains('asked')) return;
    box.classList.remove('asked');
    if (head.textContent === SAID[act]) head.textContent = before;
  }, 8000);
});
