// Only adds: every page works without it.
document.documentElement.classList.add('js-enabled');

const summary = document.querySelector('.govuk-error-summary');
if (summary) {
  summary.setAttribute('tabindex', '-1');
  summary.focus();
}

// A second press of a button while the first is on its way is not sent; the request id would make it harmless all the same.
for (const form of document.forms) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
  });
}
window.addEventListener('pageshow', () => { for (const form of document.forms) delete form.dataset.sent; });

for (const link of document.querySelectorAll('[data-print]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    window.print();
  });
}

// A long form keeps itself a moment after the last change; the button does the same without a script.
for (const form of document.querySelectorAll('form[data-autosave]')) {
  const said = form.querySelector('[data-autosave-status]');
  let waiting;
  const save = async () => {
    let saved = false;
    try {
      saved = (await fetch(form.dataset.autosave, { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual' })).type === 'opaqueredirect';
    } finally {
      if (said) said.textContent = saved ? form.dataset.saved : form.dataset.notSaved;
    }
  };
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { void save(); }, 1500);
  });
  form.addEventListener('submit', () => { clearTimeout(waiting); });
}

// A page that shows one record hears when it changes: it is drawn anew, or, where somebody has begun to write, says so.
for (const live of document.querySelectorAll('[data-live]')) {
  const stream = new EventSource(live.dataset.live);
  stream.addEventListener('changed', () => {
    const written = [...document.forms].some((form) => form.method === 'post' && [...form.elements].some((field) => field.type !== 'hidden' && 'defaultValue' in field && (field.value !== field.defaultValue || field.checked !== field.defaultChecked)));
    if (live.hasAttribute('data-live-reload') && !written) window.location.reload();
    else live.hidden = false;
  });
  window.addEventListener('pagehide', () => { stream.close(); });
}
