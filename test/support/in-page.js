// Runs inside a page, sent over the browser's protocol, to read what only the page knows.
(() => {
  const scrolls = (element) => element.closest('.portal-scroll') !== null;

  /** Returns the elements that overflow to the right, so that the page scrolls sideways. */
  const tooWide = () => {
    const { scrollWidth, clientWidth } = document.scrollingElement;
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 0.5 && !scrolls(element),
    );
    return [
      `${scrollWidth} of ${clientWidth} px: ${out
        .slice(0, 5)
        .map((element) => element.outerHTML.slice(0, 150))
        .join(' | ')}`,
    ];
  };

  const look = (element, pseudo) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor, borderColor, borderWidth } =
      getComputedStyle(element, pseudo);
    return [
      outlineStyle === 'none' ? '' : `${outlineStyle} ${outlineWidth} ${outlineColor}`,
      boxShadow,
      backgroundColor,
      borderColor,
      borderWidth,
    ].join(';');
  };
  // Where the focus is drawn: on the element itself, or before the label of a checkbox that is hidden under
  // its image.
  const sign = (element) =>
    [look(element), ...[...(element.labels ?? [])].map((label) => look(label, '::before'))].join('\n');

  /**
   * Returns the focused element, and whether it looks different with the focus; undefined where nothing has
   * the focus, or the element was visited already.
   */
  const focused = () => {
    const element = document.activeElement;
    if (element === null || element === document.body || element.hasAttribute('data-met')) return undefined;
    element.setAttribute('data-met', '');
    const shown = sign(element);
    element.blur();
    const without = sign(element);
    element.focus({ focusVisible: true });
    return { isSeen: shown !== without, html: element.outerHTML.slice(0, 150) };
  };

  window.egov = { tooWide, focused };
})();
