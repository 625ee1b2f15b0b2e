// Runs inside a page, given to it over the browser's protocol: what only the page can tell.
(() => {
  const scrolls = (element) => element.closest('.portal-scroll') !== null;

  /**
   * The elements that stick out to the right, so that one would have to scroll sideways; none when all fits.
   */
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
  // Where the sign is drawn: on the element itself, or before the label of a tick box that is hidden under
  // its drawing.
  const sign = (element) =>
    [look(element), ...[...(element.labels ?? [])].map((label) => look(label, '::before'))].join('\n');

  /**
   * What has the focus, and whether it looks different from before; undefined where nothing has it, or it was
   * met already.
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
