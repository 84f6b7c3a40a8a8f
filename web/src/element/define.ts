/** Registers a custom element unless the document has one of that name, as when two copies of the module are loaded. */
export const define =
  (name: string) =>
  (element: CustomElementConstructor): void => {
    if (!customElements.get(name)) customElements.define(name, element);
  };
