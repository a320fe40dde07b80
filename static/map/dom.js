/* Owns how elements of the page are made: text is always set as text. */
claimline.dom = (function () {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";

  /**
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {string} [className]
   * @param {string} [text]
   * @returns {HTMLElementTagNameMap[T]}
   */
  function element(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  /**
   * @param {string} text
   * @param {string} title
   * @param {() => void} act
   */
  function button(text, title, act) {
    const node = element("button", "cl-button", text);
    node.type = "button";
    node.title = title;
    node.addEventListener("click", act);
    return node;
  }

  /**
   * @param {string} text
   * @param {string} href
   * @param {string} className
   */
  function link(text, href, className) {
    const node = element("a", className, text);
    node.href = href;
    node.target = "_blank";
    node.rel = "noopener";
    return node;
  }

  /**
   * @template {keyof SVGElementTagNameMap} T
   * @param {T} tag
   * @param {Record<string, string | number | undefined>} attributes those without a value are left out
   * @returns {SVGElementTagNameMap[T]}
   */
  function svg(tag, attributes) {
    const node = document.createElementNS(SVG, tag);
    Object.keys(attributes).forEach((name) => {
      if (attributes[name] !== undefined) node.setAttribute(name, String(attributes[name]));
    });
    return node;
  }

  return { element, button, link, svg };
})();
