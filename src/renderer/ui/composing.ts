/** Key code of a key that an input method handles. Source: W3C UI Events, "keyCode 229". */
const KEY_CODE_COMPOSING = 229

/** Whether this key press belongs to an input method that is still composing. */
export const isComposing = (event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean =>
  event.isComposing || event.keyCode === KEY_CODE_COMPOSING

/** Whether a person is writing in the element the event comes from. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable="true"]') !== null
  )
}
