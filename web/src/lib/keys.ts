/** Keys of the page. A key typed into a field is text, never a command. */

export type Bindings = Readonly<Record<string, (event: KeyboardEvent) => void>>;

export function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Runs the binding of a plain key, if there is one; a key with Ctrl, Alt or Meta belongs to the browser. */
export function onKey(bindings: Bindings): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const act = bindings[event.key];
    if (!act) return;
    event.preventDefault();
    act(event);
  };
}
