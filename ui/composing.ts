/** Whether a key is for the word that an input method writes, not for the field. Safari says by 229 alone that it is. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229
}
