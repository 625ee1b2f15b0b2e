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
