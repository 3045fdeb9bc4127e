// Who writes the script. What the user's Ollama has is asked when the page is there, and again when somebody comes back to it.
const box = element.querySelector('.writer');
const { escape } = studio;
const { words } = given;
let choices = given.choices;

box.innerHTML = `<label for="writer-choice">${escape(words.writer)}</label><select id="writer-choice"></select><p role="status"></p>`;
const select = box.querySelector('select');
const draw = () => {
  const value = String(props.value || given.choices[0].id);
  const list = choices.some((one) => one.id === value) ? choices : [...choices, { id: value, name: value, about: '', reason: '' }];
  const html = list.map((one) => `<option value="${escape(one.id)}">${escape(one.name)}</option>`).join('');
  studio.put(select, html);
  select.value = value;
  const { about, reason } = list.find((one) => one.id === value);
  box.classList.toggle('bad', Boolean(reason));
  studio.put(box.querySelector('p'), `${escape(reason || about)}${reason ? ` <button type="button" data-go="models">${escape(words.to_models)}</button>` : ''}`);
};
let asking = false;
const look = async () => {
  if (asking || document.activeElement === select) return; // a list must not change under somebody's hand
  asking = true;
  try {
    const answer = await server.script_writers([String(props.value ?? '')]); // quietly: a lost connection is told by what the person does
    if (answer?.ok) choices = answer.ok;
  } catch { /* it is asked again */ }
  asking = false;
  draw();
};
select.addEventListener('change', () => { props.value = select.value; draw(); trigger('change'); });
watch('value', draw);
window.addEventListener('focus', look);
document.addEventListener('visibilitychange', () => { if (!document.hidden) look(); });
draw();
setTimeout(look, props.value && props.value !== given.choices[0].id ? 300 : 2500); // once the page has settled
